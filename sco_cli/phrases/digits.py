"""Digits with marks between thousands and before decimals, in the ways of several languages."""

from __future__ import annotations

import re
from fractions import Fraction

MAX_DIGITS = 30
"""A longer run of digits is a code and no number."""

_DIGITS = re.compile(
    r"""
      (?P<indian>\d{1,2}(?:,\d{2}){1,8},\d{3}(?:\.\d+)?)(?!\d)
    | (?P<comma>\d{1,3}(?:,\d{3}){1,9}(?:\.\d+)?)(?!\d|,\d)
    | (?P<point>\d{1,3}(?:\.\d{3}){1,9},\d+|\d{1,3}(?:\.\d{3}){2,9})(?!\d|[.,]\d)
    | (?P<blank>\d{1,3}(?:[\u00a0\u202f\u2009\x20']\d{3}){1,9}(?:[.,]\d+)?)(?!\d)
    | (?P<plain>\d+(?:[.,]\d+)?)
    """,
    re.VERBOSE,
)
_BLANKS = re.compile(r"[\u00a0\u202f\u2009 ']")
_ONE_MARK = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")


def match_digits(text: str, start: int) -> re.Match[str]:
    """The digits at a place of a text where there is one, with their marks."""
    match = _DIGITS.match(text, start)
    assert match, "there are digits at the place"
    return match


def read_digits(match: re.Match[str], *, is_russian: bool) -> list[Fraction]:
    """The numbers that digits may mean, the likeliest first.

    In English a comma separates thousands and a point decimals; in Russian a comma separates decimals. "1.234" and, in
    Russian, "1,234" may be either.
    """
    text = _BLANKS.sub("", match.group())
    if match["point"]:
        return [Fraction(text.replace(".", "").replace(",", "."))]
    without_marks = Fraction(re.sub("[.,]", "", text)) if _ONE_MARK.fullmatch(text) else None
    if match["comma"] or match["indian"]:
        if is_russian and without_marks is not None:
            return [Fraction(text.replace(",", ".")), without_marks]
        return [Fraction(text.replace(",", ""))]
    value = Fraction(text.replace(",", "."))
    return [value] if without_marks is None or match["blank"] else [value, without_marks]
