"""Where texts are put, on a terminal and in a pipe alike: gaps, blank lines, and numbers at their decimal points."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from sco_cli.reports.report import Block, Fields, Gauge, Heading, Paragraph, Title

GAP = 2
"""Cells between two columns; also the indentation of everything below a title."""

_NUMBER = re.compile(r"([-+]?[\d,]+)(\.\d+)?")

_LEVEL = re.compile(r"(?:\d[\d,.]*(?: \w+)? to )?(-?\d[\d,]*)")
"""A number, or a range such as "40 to 43"; group 1 is the integer part of the number, or of the higher one."""


class NumberPlace(NamedTuple):
    """How a text with a number is aligned: `left` blanks before it, and `right` blanks after its first `end` letters.

    The number ends there; a text that does not begin with a number has an `end` of 0.
    """

    left: int
    end: int
    right: int


def number_places(texts: Sequence[str], width_of: Callable[[str], int]) -> tuple[int, list[NumberPlace]]:
    """The width of the longest number, and for each text how it is aligned with the others.

    The decimal points of the numbers are below one another, and so is what follows the numbers. A text without a number
    ends where the longest number ends. `width_of` returns the width of a text in cells.
    """
    matches = [_NUMBER.match(text) for text in texts]
    integer_width = max((len(match[1]) for match in matches if match), default=0)
    fraction_width = max((len(match[2] or "") for match in matches if match), default=0)
    number_width = integer_width + fraction_width
    places = [
        NumberPlace(integer_width - len(match[1]), match.end(), fraction_width - len(match[2] or ""))
        if match
        else NumberPlace(max(0, number_width - width_of(text)), 0, 0)
        for text, match in zip(texts, matches, strict=True)
    ]
    return number_width, places


def integer_end(level: str) -> int:
    """The index after the integer part of a level; of a range, after that of the higher number; 0 without a number."""
    match = _LEVEL.search(level)
    return match.end(1) if match else 0


def needs_blank_line(above: Block, below: Block) -> bool:
    """Whether two blocks are separated by a blank line: not below a heading, nor between a title and its paragraph."""
    return not (isinstance(above, Heading) or (isinstance(above, Title) and isinstance(below, Paragraph)))


def has_bars(fields: Fields) -> bool:
    """Whether a line of the fields has a bar."""
    return any(isinstance(value, Gauge) for _, value in fields.rows)
