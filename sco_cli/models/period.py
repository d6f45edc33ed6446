"""Dates and periods by ISO 8601: a day, a month, a year, or an interval of two of these.

Of ISO 8601 these are the forms that people read at a glance. Messages say how to write others.
"""

from __future__ import annotations

import calendar
import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


DAYS_OF_SHORTEST_MONTH = 28
DAYS_OF_YEAR = 365
"""The days of a year that is no leap year."""


class _OtherForm(ValueError):
    """A text that is not a date in one of the forms that are read."""


class Period(NamedTuple):
    """The days from `first` to `last`, both included; `text` is the period as written."""

    text: str
    first: date
    last: date

    @property
    def year(self) -> int | None:
        """The year that contains the whole period; None if it covers parts of several years."""
        return self.first.year if self.first.year == self.last.year else None

    @property
    def is_part_of_year(self) -> bool:
        """Whether it is an interval of months that is shorter than a year, such as "2025-01/2025-07".

        What is counted in such a time is not compared with what is counted in a year. Days of a meeting and a single
        month are no such interval: a month is as often the date of a state as the time of a count.
        """
        days = (self.last - self.first).days + 1
        return "/" in self.text and DAYS_OF_SHORTEST_MONTH <= days < DAYS_OF_YEAR

    def __str__(self) -> str:
        return self.text


@lru_cache(maxsize=10_000)
def parse(text: str) -> Period:
    """The period that a text states, such as "2025-07-11", "2025-07", "2025" or "2024-04/2025-03".

    Raises ValueError for any other text, for a day that is not in the calendar, and for an interval that ends before it
    begins. The message says how to write a date that is in another form.
    """
    start, slash, end = text.partition("/")
    try:
        first = _first_and_last_day(start)[0]
        last = _first_and_last_day(end if slash else start)[1]
    except _OtherForm as error:
        from sco_cli.models.period_forms import explain  # noqa: PLC0415  # a lazy import: a valid base has no such date

        raise ValueError(f'"{text}" is not a date that sco understands{explain(text)}') from error
    if last < first:
        raise ValueError(f'"{text}" ends before it begins')
    return Period(text, first, last)


def parse_optional(text: str | None) -> Period | None:
    """The period that a text states; None if there is no text. Raises ValueError as `parse` does."""
    return parse(text) if text else None


def _first_and_last_day(text: str) -> tuple[date, date]:
    """The first and the last day of a year, a month or a day."""
    match = _DATE.fullmatch(text)
    if match is None or match[1] == "0000":
        raise _OtherForm(text)
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None  # the pattern requires it
    try:
        first = date(year, 1 if month is None else month, 1 if day is None else day)
        last = first if day else date(year, month or 12, calendar.monthrange(year, month or 12)[1])
    except (ValueError, calendar.IllegalMonthError) as error:
        from sco_cli.models.period_forms import suggest_forms  # noqa: PLC0415  # as above

        raise ValueError(f'"{text}" is not a date: {_reason(year, month or 1)}{suggest_forms(text)}') from error
    return first, last


def _reason(year: int, month: int) -> str:
    """Why a month, or a day of it, is not in the calendar: "there is no month 13", "2025-02 has 28 days"."""
    if not 1 <= month <= 12:  # months
        return f"there is no month {month}"
    return f"{year:04}-{month:02} has {calendar.monthrange(year, month)[1]} days"
