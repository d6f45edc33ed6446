"""Digits with marks between thousands and before decimals, in the ways of several languages."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from sco_cli.phrases.passage import Passage

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


class Digits(NamedTuple):
    """Digits in a text.

    * `values`: the numbers that they may mean, the likeliest first.
    * `end`: where they end in the text.
    * `is_grouped`: whether marks part their thousands.
    * `has_marks`: whether there is any mark in them.
    """

    values: list[Fraction]
    end: int
    is_grouped: bool
    has_marks: bool


def digits_at(passage: Passage, index: int) -> Digits | None:
    """The digits that begin with this word, which is one; None if they are too many for a number."""
    match = _DIGITS.match(passage.tokens.plain, passage.tokens.starts[index])
    assert match, "the word is of digits"
    text = match.group()
    if len(text) > MAX_DIGITS:
        return None
    values = _read(match, is_russian=passage.is_russian)
    return Digits(values, match.end(), not match["plain"], not text.isdecimal())


def _read(match: re.Match[str], *, is_russian: bool) -> list[Fraction]:
    """The numbers that digits may mean, the likeliest first.

    In English a comma separates thousands and a point decimals; in Russian a comma separates decimals. "1.234" and, in
    Russian, "1,234" may be either.
    """
    text = _BLANKS.sub("", match.group())
    if match["point"]:
        return [_parse(text.replace(".", "").replace(",", "."))]
    without_marks = _parse(re.sub("[.,]", "", text)) if _ONE_MARK.fullmatch(text) else None
    if match["comma"] or match["indian"]:
        if is_russian and without_marks is not None:
            return [_parse(text.replace(",", ".")), without_marks]
        return [_parse(text.replace(",", ""))]
    value = _parse(text.replace(",", "."))
    return [value] if without_marks is None or match["blank"] else [value, without_marks]


@lru_cache(1024)
def _parse(digits: str) -> Fraction:
    """The number of digits with at most one point. The same ones are often met again, and parsing takes long."""
    return Fraction(digits)
