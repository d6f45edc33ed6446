"""Reasons for which a number of a text does not contradict one on record that it is not equal to.

Both may be right: of different years, of a part of a year and a whole one, of a plan and of what came of it.
"""

from __future__ import annotations

import re

from sco_cli.models import period
from sco_cli.models.facts import Figure
from sco_cli.models.period import Period
from sco_cli.models.period_forms import MONTH_NAMES
from sco_cli.phrases.tokens import tokenize
from sco_cli.reading.names import has_phrase
from sco_cli.reading.readings import Reading

MAX_AGE = 2
"""Years from the latest official value to a text that gives no year and speaks of the same time."""

_MONTHS = "|".join(names.replace("(", "(?:") for names in MONTH_NAMES)
_PART_OF_YEAR = re.compile(
    rf"\b(?:{_MONTHS}|months?|quarters?|half of|half-year|месяц\w*|квартал\w*|полугоди\w*)\b|月|季度|半年",
    re.IGNORECASE,
)


def is_plan(reading: Reading) -> bool:
    """Whether the sentence is about what is planned or expected."""
    return has_phrase(tokenize(reading.sentence), "plans")


def doubt_of_time(reading: Reading) -> str:
    """Why it is not clear that the number is one of a whole year; empty if it is."""
    stated = period.parse_optional(reading.period)
    is_of_year = stated is not None and len(stated.text) == len("2025")
    if is_of_year and _PART_OF_YEAR.search(reading.sentence):
        return "the text speaks of a part of a year too"
    return ""


def doubt_of_figure(reading: Reading, figure: Figure) -> str:
    """Why the number does not contradict a figure; empty if it does."""
    for name, stated in (("text", reading.period), ("figure", figure.period)):
        if stated is None:
            return f"the {name} states no year"
    if figure.stage == "planned" or is_plan(reading):
        return "what is planned and what came of it may differ"
    return doubt_of_time(reading)


def doubt_of_latest_value(reading: Reading, year: int, dated: Period | None) -> str:
    """Why the number of a text without a year does not contradict the latest official value; empty if it does.

    `year` is that of the value, `dated` the date of the text.
    """
    if reading.role == "after":
        return "the text states no year"  # what it rose to may be newer
    if dated and dated.last.year - year > MAX_AGE:
        return f"the text states no year, and the latest official value is of {year}"
    return ""
