"""Dates and periods by ISO 8601."""

from __future__ import annotations

from datetime import date

import pytest

from sco_cli import period


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
def test_a_period_reaches_from_its_first_to_its_last_day(text: str, first: date, last: date) -> None:
    read = period.parse(text)
    assert (read.first, read.last, str(read)) == (first, last, text)


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
def test_what_no_calendar_has_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="date|calendar|ends before"):
        period.parse(text)
