"""The date that a text gives for itself, in its dateline or a line of its own, and not in a sentence."""

from __future__ import annotations

import re

from sco_cli.models import period
from sco_cli.models.period import Period
from sco_cli.phrases.paragraphs import split_blocks
from sco_cli.phrases.tokens import tokenize
from sco_cli.reading.readings import MAX_BLOCKS_OF_DATE
from sco_cli.reading.times import find_times

MAX_DATELINE = 60
"""Characters before the date in a dateline."""

_OF_SENTENCE = re.compile(
    r"(?<!published )(?<!posted )(?<!updated )"
    r"\b(?:on|of|in|by|until|till|since|from|before|after|for|to|до|от|на|с|к|по|за|после)\s$|[在于自从到至]$"
)
"""Before a date that is part of a sentence."""

_DATELINE_END = re.compile(r"\s?(?:[—–/.)(|:\]】-]|г\.|года[^\w\s]|电|讯|$)")
"""Behind a date that ends a dateline."""


def find_dateline(text: str) -> Period | None:
    """The first whole date of a line of its own, or of the dateline of a paragraph, in the first lines of a text."""
    for block, _ in zip(split_blocks(text), range(MAX_BLOCKS_OF_DATE), strict=False):
        line = tokenize(block.line).plain
        for time in find_times(line, None, None, with_dateline=True):
            is_day = len(time.period) == len("2025-08-28")
            is_apart = _OF_SENTENCE.search(line, 0, time.start) is None
            is_dateline = block.number is None or (
                time.start < MAX_DATELINE and _DATELINE_END.match(line, time.stop) is not None
            )
            if is_day and is_apart and is_dateline:
                return period.parse(time.period)
    return None
