"""Years as tables write them: "2020", "2020*", "2021 (e)", "2020 [YR2020]"; and other periods, with what they are."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_YEAR = re.compile(r"(?:YR|Y|X)?([0-9]{4})(?:\.0+|-?A1?)?", re.IGNORECASE)
_MARKED = re.compile(r"([0-9]{4}) ?(?:\[YR([0-9]{4})\]|(\*{1,3}|\([^()]{1,20}\)|[a-z]{1,2}|[EFPR]|[¹²³†‡]))")
_OTHER = (
    (re.compile(r"[0-9]{4}-?Q[1-4]|Q[1-4][- /]?[0-9]{4}|[1-4]Q[0-9]{4}", re.IGNORECASE), "a quarter"),
    (re.compile(r"[0-9]{4}-?[SHB][12]", re.IGNORECASE), "a half-year"),
    (re.compile(r"[0-9]{4}-?W[0-9]{1,2}", re.IGNORECASE), "a week"),
    (
        re.compile(r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])|-?M[0-9]{1,2})|(?:0?[1-9]|1[0-2])[/.][0-9]{4}", re.IGNORECASE),
        "a month",
    ),
    (re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ].{0,20})?|[0-9]{1,2}[/.][0-9]{1,2}[/.][0-9]{2,4}"), "a day"),
    (re.compile(r"[0-9]{4} ?[-/–] ?(?:[0-9]{4}|[0-9]{2})|[0-9]{4}/P.{1,10}"), "a span of years"),  # noqa: RUF001
)
"""Forms of periods that are no year, with what they are."""

MAX_LENGTH = 60
"""A longer text is no year."""


LAST_YEAR = 2100
"""The last year for which projections are usual. Later ones, such as 9999, stand for something else."""


class Period(NamedTuple):
    """A year, or 0 and what the period is instead; `mark` is what stands behind a year, such as "*"."""

    year: int
    mark: str = ""
    reason: str = ""


@lru_cache(maxsize=10_000)
def read_period(text: str) -> Period | None:
    """The year in a cell or the name of a column; None if it is no period at all."""
    text = text.strip()
    if not 3 < len(text) <= MAX_LENGTH or not text.isprintable():
        return None
    if match := _YEAR.fullmatch(text):
        return _year(match[1], "")
    if match := _MARKED.fullmatch(text):
        if match[2]:
            return _year(match[1], "") if match[1] == match[2] else None
        return _year(match[1], match[3])
    return next((Period(0, reason=what) for pattern, what in _OTHER if pattern.fullmatch(text)), None)


def is_too_late(text: str) -> bool:
    """Whether a cell has four digits that are no year, since it would be after the last one."""
    text = text.strip()
    return text.isascii() and text.isdecimal() and len(text) == 4 and int(text) > LAST_YEAR


def is_year(text: str) -> bool:
    """Whether a cell has a year, and no other period."""
    period = read_period(text)
    return bool(period and period.year)


def _year(digits: str, mark: str) -> Period | None:
    """The period of four digits, which ISO 8601 counts from 0001 in a fact base."""
    if not digits.isascii() or digits == "0000" or int(digits) > LAST_YEAR:
        return None
    return Period(int(digits), mark)
