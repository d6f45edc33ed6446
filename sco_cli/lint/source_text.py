"""Finds the wordings of evidence in the text of a source, by its paragraphs.

A wording may leave out words of a paragraph, with an ellipsis in their place. Every search is linear in the text.
"""

from __future__ import annotations

import html
import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from itertools import accumulate, islice
from typing import NamedTuple

from sco_cli.phrases.paragraphs import split_blocks, to_line
from sco_cli.text import join_names, normalize

MAX_NAMED_PARAGRAPHS = 10
"""Paragraphs with a wording that a message names."""

MAX_PASSED_OVER = 1000
"""Places inside numbers at which a phrase is passed over, until it counts as missing: each takes time to compare."""

_ELLIPSIS = re.compile(r" ?[\[(（]?(?:…+|⋯+|\.{3,}|\. \. \.)[\])）]? ?")  # noqa: RUF001  # Chinese brackets
"""Dots for words that are left out, with or without brackets."""

_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?:[ ,'’]\d{3}){1,10}(?!\d)")  # noqa: RUF001  # an apostrophe of Swiss numbers
_MARKS = re.compile(r"[^\w%]+")


class SourceText(NamedTuple):
    """The text of a source: all of it on one line, the same without blanks and marks, and its paragraphs.

    `body` has the paragraphs a line each, and `starts` where each of them begins in it.
    """

    whole: str
    folded: str
    paragraphs: tuple[str, ...]
    body: str
    starts: tuple[int, ...]


def parse(text: str) -> SourceText:
    """The text split into paragraphs, with every run of white space as one space."""
    paragraphs = [block.line for block in split_blocks(text) if block.number]
    starts = accumulate((len(line) + 1 for line in paragraphs[:-1]), initial=0)
    return SourceText(to_line(text), _fold(text), tuple(paragraphs), "\n".join(paragraphs), tuple(starts))


def misquote_reason(wording: str, paragraph: int | None, text: SourceText) -> str:
    """Why a wording is not a quotation from that paragraph, counted from 1, or from the text if it is None.

    Empty if it is a quotation.
    """
    phrases = _split_at_ellipses(to_line(wording))
    numbers = _paragraphs_with(phrases, text, 0 if paragraph is None else paragraph - 1)
    if (found := next(numbers, None)) and (paragraph is None or found == paragraph):
        return ""
    matching = [*islice(_paragraphs_with(phrases, text), MAX_NAMED_PARAGRAPHS + 1)]
    if matching:
        named = [
            *map(str, matching[:MAX_NAMED_PARAGRAPHS]),
            *(["others"] if len(matching) > MAX_NAMED_PARAGRAPHS else []),
        ]
        return f"is in paragraph{'s' * (len(named) > 1)} {join_names(named)} of the text, not in {paragraph}"
    if _contains(text.whole, phrases):
        if paragraph is None and len(phrases) == 1:
            return ""
        return "is in the text, but not within a paragraph: it is in a heading or runs across two paragraphs"
    folded = [phrase for phrase in map(_fold, phrases) if phrase]
    if folded and _contains(text.folded, folded):
        return "is in the text with other capitals, spaces or punctuation; copy it exactly"
    return "is not in the text"


def _split_at_ellipses(wording: str) -> list[str]:
    """The phrases of a wording between the places at which words are left out; the wording itself if it is all dots."""
    return [phrase for phrase in _ELLIPSIS.split(wording) if phrase] or [wording]


def _paragraphs_with(phrases: Sequence[str], text: SourceText, first: int = 0) -> Iterator[int]:
    """The numbers, from 1, of the paragraphs with the phrases in this order; `first` is the index of where to begin.

    Where a phrase is missing in a paragraph, the search goes on in the next paragraph that has it.
    """
    index = first
    while index < len(text.starts):
        start, reached = text.starts[index], index
        for phrase in phrases:
            found = _find(text.body, phrase, start)
            if found < 0:
                return
            reached = bisect(text.starts, found) - 1
            if reached > index:
                break
            start = found + len(phrase)
        else:
            yield index + 1
            reached = index + 1
        index = reached


def _contains(text: str, phrases: Sequence[str]) -> bool:
    """Whether the text contains the phrases in this order."""
    start = 0
    for phrase in phrases:
        found = _find(text, phrase, start)
        if found < 0:
            return False
        # The first place is the best one: it leaves most room for the phrases that follow.
        start = found + len(phrase)
    return True


def _find(text: str, phrase: str, start: int) -> int:
    """Where the text has the phrase, but not inside a number: "5%" is not a quotation of "25%"; -1 if nowhere."""
    at = text.find(phrase, start) if phrase else -1
    for _ in range(MAX_PASSED_OVER):
        if at < 0:
            return -1
        end = at + len(phrase)
        inside = (phrase[0].isdecimal() and _ends_in_number(text[max(0, at - 2) : at])) or (
            phrase[-1].isdecimal() and _ends_in_number(text[end : end + 2][::-1])
        )
        if not inside:
            return at
        at = text.find(phrase, at + 1)
    return -1


def _ends_in_number(text: str) -> bool:
    """Whether a text ends in a digit, or in a digit and a point or comma."""
    return text[-1:].isdecimal() or (text[-1:] in (".", ",") and text[-2:-1].isdecimal())


def _fold(text: str) -> str:
    """The text in lower case, without blanks and marks, but with those between two numbers and inside of one.

    Compatible characters are the same, such as ligatures and full-width digits (Unicode normalization form KC), as are
    characters and their references in HTML. Words that are parted at the end of a line are whole.
    """
    folded = normalize("NFKC", to_line(html.unescape(text))).casefold().replace("_", "-")
    return _MARKS.sub(_fold_marks, _THOUSANDS.sub(lambda number: re.sub(r"\D", "", number[0]), folded))


def _fold_marks(marks: re.Match[str]) -> str:
    before, after = marks.string[marks.start() - 1 : marks.start()], marks.string[marks.end() : marks.end() + 1]
    if not (before.isdecimal() and after.isdecimal()):
        return ""
    return "." if marks[0] in (".", ",") else " "
