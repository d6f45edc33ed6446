"""Dates and periods by ISO 8601."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sco_cli.models import period


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2025-07-11", date(2025, 7, 11), date(2025, 7, 11)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("2024/2025", date(2024, 1, 1), date(2025, 12, 31)),
        ("2024-07/2025-03-31", date(2024, 7, 1), date(2025, 3, 31)),
    ],
)
def test_a_period_has_a_first_and_a_last_day(text: str, first: date, last: date) -> None:
    parsed = period.parse(text)
    assert (parsed.first, parsed.last, str(parsed)) == (first, last, text)


@given(st.dates(), st.dates())
def test_an_interval_of_two_days_has_these_as_its_ends(left: date, right: date) -> None:
    first, last = sorted((left, right))
    parsed = period.parse(f"{first.isoformat()}/{last.isoformat()}")
    assert (parsed.first, parsed.last) == (first, last)
    day, month, year = (period.parse(first.isoformat()[:length]) for length in (10, 7, 4))
    assert day.first == day.last == first
    assert year.first <= month.first <= first <= month.last <= year.last
    assert (month.last + timedelta(1)).day == 1 if month.last < date.max else month.last.day == 31


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2025-7", '"2025-7" is not an ISO 8601 date: 2025-07-11, 2025-07, 2025 or 2024/2025'),
        ("2025/", '"" is not an ISO 8601 date: 2025-07-11, 2025-07, 2025 or 2024/2025'),
        ("2025-02-30", '"2025-02-30" is not a day of the calendar'),
        ("2025-13", '"2025-13" is not a day of the calendar'),
        ("2025/2024", '"2025/2024" ends before it begins'),
    ],
)
def test_an_invalid_date_is_rejected_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(ValueError) as raised:  # noqa: PT011  # the reason is compared as a whole
        period.parse(text)
    assert str(raised.value) == reason


@pytest.mark.parametrize(
    "text",
    [
        "",
        "July",
        "2025-7",
        "2025-13",
        "2025-00",
        "2025-01-00",
        "2025-02-30",
        "0000",
        "2025/2024",
        "2025/",
        "25",
        "２０２５",
    ],
)
def test_a_text_that_is_not_a_date_is_rejected(text: str) -> None:
    with pytest.raises(ValueError, match="date|calendar|ends before"):
        period.parse(text)
