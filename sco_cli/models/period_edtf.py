"""Dates of publication: those of `sco_cli.models.period`, and what is open, about, uncertain or a season.

These are level 1 of the Extended Date/Time Format (https://www.loc.gov/standards/datetime/ ), and of its level 2 the
quarters: "2019~" (about 2019), "2019?" (perhaps), "2019%" (both), "2019/.." (from 2019 on), "2019/" (the end is not
known), "2019-21" to "2019-24" (spring to winter), "2019-33" to "2019-36" (quarters), "201X" and "2019-XX" (digits that
are not known). Years are 0001 to 9999.
"""

from __future__ import annotations

import calendar
import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from sco_cli.models import period
from sco_cli.models.period import Period

SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
"""The seasons by their number in place of a month; which months they are differs between hemispheres."""

QUARTERS = {str(32 + number): number for number in range(1, 5)}
"""The quarters by their number in place of a month."""

_END = re.compile(
    r"""(?P<year>[0-9]{4}|[0-9]{3}X|[0-9]{2}XX)
        (?:-(?P<month>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2}|XX))?)?
        (?P<qualifier>[~?%])?""",
    re.VERBOSE,
)


class DateEnd(NamedTuple):
    """A single date, or an end of an interval; `numbers` are those of a year, month and day that are known in full.

    `part` is the number of a season or a quarter, as in `SEASONS` and `QUARTERS`, or empty. `is_masked` says that
    digits are not known: the numbers are then those before them, and none for "201X".
    """

    first: date
    last: date
    numbers: tuple[int, ...]
    part: str = ""
    is_about: bool = False
    is_uncertain: bool = False
    is_masked: bool = False


class SourceDate(NamedTuple):
    """A date of publication; `start` and `end` are the same unless it is an interval, and None where that is open."""

    text: str
    start: DateEnd | None
    end: DateEnd | None
    is_interval: bool = False

    @property
    def period(self) -> Period:
        """The days that it may mean, from the first day of the calendar or to the last one where an end is open."""
        return Period(self.text, self.start.first if self.start else date.min, self.end.last if self.end else date.max)

    @property
    def is_exact(self) -> bool:
        """Whether its days are those and no others: nothing is open, about, uncertain or a season."""
        return all(
            end and not (end.is_about or end.is_uncertain or end.part in SEASONS) for end in (self.start, self.end)
        )


@lru_cache(maxsize=10_000)
def parse(text: str) -> SourceDate:
    """The date that a text states. Raises ValueError for any other text; the message says how to write a date."""
    start, slash, end = text.partition("/")
    ends = [_parse_end(part) for part in (start, end if slash else start)]
    if not any(ends):
        raise _explain(text)
    if (slash and ends[0] is None and start not in ("", "..")) or (ends[1] is None and end not in ("", "..")):
        raise _explain(text)
    parsed = SourceDate(text, ends[0], ends[1], bool(slash))
    if parsed.period.last < parsed.period.first:
        raise ValueError(f'"{text}" ends before it begins')
    return parsed


def parse_period(text: str) -> Period:
    """The days that a date of publication may mean. Raises ValueError as `parse` does."""
    return parse(text).period


def sort_key(text: str) -> tuple[str, str]:
    """Sort key of a valid date: by its first numbers as text, a year before its months; then as written.

    A date without a beginning sorts by its end.
    """
    start, _, end = text.partition("/")
    first = start if start not in ("", "..") else end
    return first.rstrip("~?%").replace("X", "0"), text


def _parse_end(text: str) -> DateEnd | None:
    """A single date; None for any other text, such as one that is no day of the calendar."""
    match = _END.fullmatch(text)
    if match is None or match["year"] == "0000":
        return None
    year, month, day, qualifier = match.groups()
    known = [part for part in (year, month, day) if part]
    masked = [index for index, part in enumerate(known) if "X" in part]
    if masked and masked != list(range(masked[0], len(known))):
        return None  # what follows an unknown part is known
    part = month if month in SEASONS or month in QUARTERS else ""
    if part and (day or masked):
        return None
    numbers = tuple(int(part) for part in (known[:1] if part else known) if "X" not in part)
    days = _days(year, numbers, part)
    if days is None:
        return None
    return DateEnd(*days, numbers, part or "", qualifier in ("~", "%"), qualifier in ("?", "%"), bool(masked))


def _days(year: str, numbers: tuple[int, ...], part: str) -> tuple[date, date] | None:
    """The first and the last day; None for days and years that the calendar does not have."""
    if not numbers:
        first, last = int(year.replace("X", "0")), int(year.replace("X", "9"))
        return (date(max(first, 1), 1, 1), date(last, 12, 31)) if last else None
    if part in QUARTERS:
        month = 3 * QUARTERS[part]
        return date(numbers[0], month - 2, 1), date(numbers[0], month, calendar.monthrange(numbers[0], month)[1])
    try:
        own = period.parse("-".join(f"{number:0{4 if index == 0 else 2}}" for index, number in enumerate(numbers)))
    except ValueError:
        return None
    return own.first, own.last


def _explain(text: str) -> ValueError:
    """The error for a text that is no date: what to write instead, where that is known."""
    # A lazy import: a valid base has no such date.
    from sco_cli.models import period_forms  # noqa: PLC0415

    if forms := period_forms.extended_forms(text):
        return ValueError(f'"{text}" is not a date that sco understands; write {period_forms.or_list(forms)}')
    forms_of_dates = "2025-07-11, 2025-07, 2025, 2024/2025, 2024~ or 2024/.."
    explained = ValueError(f'"{text}" is not a date that sco understands; a date is written like {forms_of_dates}')
    try:
        period.parse(text)
    except ValueError as error:  # it says which day the calendar does not have
        explained = error
    return explained
