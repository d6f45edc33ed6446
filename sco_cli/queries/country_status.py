"""The status of a country in the organization: the latest on record, and that on a day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sco_cli.models import period

if TYPE_CHECKING:
    from sco_cli.models.entities import Country, StatusSince


def latest_status(country: Country) -> StatusSince | None:
    """The country's latest status on record; None without one."""
    return max(country.status, key=lambda step: period.parse(step.since).first, default=None)


def statuses_on(country: Country, day: date) -> list[StatusSince | None]:
    """The status on a day; None before the first step.

    Usually one. If a step is dated only by year or month and `day` falls inside it, the source leaves open whether the
    step had been taken by that day, and both the old and the new status are returned.
    """
    dated_steps = sorted(((period.parse(step.since), step) for step in country.status), key=lambda pair: pair[0][1:])
    statuses: list[StatusSince | None] = [None]
    for since, step in dated_steps:
        if since.last <= day:
            statuses = [step]
        elif since.first <= day:
            statuses.append(step)
    return statuses
