"""The status of a country: on a day, on a day that the source leaves open, and the latest."""

from __future__ import annotations

from datetime import date

import pytest

from sco_cli.models.entities import Country
from sco_cli.queries.country_status import latest_status, statuses_on


def make_country(*steps: tuple[str, str]) -> Country:
    """Make a country with a status from each date."""
    status = [{"is": word, "since": since, "source": "s"} for word, since in steps]
    return Country.model_validate({"code": "MN", "alpha3": "MNG", "name": "Mongolia", "status": status})


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2003, 12, 31), [None]),
        (date(2004, 1, 1), [None, "observer"]),
        (date(2004, 12, 31), ["observer"]),
        (date(2024, 8, 31), ["observer"]),
        (date(2024, 9, 1), ["partner"]),
        (date(2030, 1, 1), ["partner"]),
    ],
)
def test_a_status_dated_by_year_is_open_during_that_year(day: date, expected: list[str | None]) -> None:
    mongolia = make_country(("partner", "2024-09-01"), ("observer", "2004"))
    assert [step and step.status for step in statuses_on(mongolia, day)] == expected


def test_the_latest_status_is_that_of_the_latest_date_wherever_it_stands() -> None:
    latest = latest_status(make_country(("partner", "2024-09-01"), ("observer", "2004")))
    assert latest and latest.status == "partner"
    assert latest_status(make_country()) is None
