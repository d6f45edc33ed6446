"""Dates and periods in words for people: "July to September 2025" for "2025-07/2025-09"."""

from __future__ import annotations

from functools import lru_cache, partial

from sco_cli.models import period_edtf
from sco_cli.models.period_edtf import DateEnd

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
"""The English names; `calendar.month_name` depends on the locale."""

SHORT_LENGTH = 3
"""The letters of a short name of a month, for columns of tables."""

ORDINALS = ("first", "second", "third", "fourth")

YEARS_OF_DECADE = 10

EN_DASH = "\u2013"


@lru_cache(maxsize=10_000)
def date_words(text: str, *, short: bool = False) -> str:
    """A valid date, period or date of publication in words; `short` shortens the names of months.

    Raises ValueError for any other text, as `period_edtf.parse` does.

    >>> date_words("2025-07-11"), date_words("2025-07/2025-09")
    ('11 July 2025', 'July to September 2025')
    >>> date_words("2024-05-02/2025-12-25", short=True), date_words("2019~"), date_words("2019/..")
    ('2 May 2024 to 25 Dec 2025', 'about 2019', 'since 2019')
    """
    parsed = period_edtf.parse(text)
    words = partial(_end_words, short=short)
    if parsed.start is None or parsed.end is None:
        assert parsed.start or parsed.end  # an interval that is open at both ends is no date
        return f"since {words(parsed.start)}" if parsed.start else f"until {words(parsed.end)}"
    if not parsed.is_interval or parsed.start == parsed.end:
        return words(parsed.start)
    if _has_year_alone(parsed.start) and _has_year_alone(parsed.end):
        return f"{words(parsed.start)}{EN_DASH}{words(parsed.end)}"
    shared = _shared_numbers(parsed.start, parsed.end)
    return f"{words(parsed.start, without=shared)} to {words(parsed.end)}"


def optional_date_words(text: str | None, *, short: bool = False) -> str:
    """The date in words, as `date_words`; empty if there is none."""
    return date_words(text, short=short) if text else ""


def _end_words(end: DateEnd | None, *, short: bool, without: int = 0) -> str:
    """A single date in words, without the last parts of it: with 1 without the year, with 2 also without the month."""
    assert end
    hedge = "perhaps " * end.is_uncertain + "about " * end.is_about
    if not end.numbers:  # the last digits of the year are not known
        first, last = end.first.year, end.last.year
        return hedge + (f"the {first}s" if last - first < YEARS_OF_DECADE else f"the years {first}{EN_DASH}{last}")
    year, *rest = end.numbers
    if end.part:
        name = period_edtf.SEASONS.get(end.part) or f"{ORDINALS[period_edtf.QUARTERS[end.part] - 1]} quarter of"
        return f"{hedge}{name} {year}"
    months = [MONTHS[month - 1] for month in rest[:1]]
    parts = [*map(str, rest[1:]), *(month[:SHORT_LENGTH] if short else month for month in months), str(year)]
    return hedge + " ".join(parts[: len(parts) - without])


def _has_year_alone(end: DateEnd) -> bool:
    return len(end.numbers) == 1 and not (end.part or end.is_about or end.is_uncertain)


def _shared_numbers(start: DateEnd, end: DateEnd) -> int:
    """How many of the numbers from the year on the ends share, if both are equally exact; the last one never counts."""
    if len(start.numbers) != len(end.numbers) or start.part or end.part:
        return 0
    shared = [first == last for first, last in zip(start.numbers[:-1], end.numbers[:-1], strict=True)]
    return shared.index(False) if False in shared else len(shared)
