"""What a country is to the organization: its latest status, and its status on a day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sco_cli.models import period

if TYPE_CHECKING:
    from sco_cli.models.entities import Country, StatusSince


def latest_status(country: Country) -> StatusSince | None:
    """The country's latest status on record, None without one."""
    return max(country.status, key=lambda step: period.parse(step.since).first, default=None)


def statuses_on(country: Country, day: date) -> list[StatusSince | None]:
    """What the country may have been on a day; None is before the first step.

    That is one thing, but for the year or month that a step is dated by: in it, the source leaves open whether the step
    had been taken by that day.
    """
    found: list[StatusSince | None] = [None]
    for since, step in sorted(
        ((period.parse(step.since), step) for step in country.status), key=lambda pair: pair[0][1:]
    ):
        if since.last <= day:
            found = [step]
        elif since.first <= day:
            found.append(step)
    return found
