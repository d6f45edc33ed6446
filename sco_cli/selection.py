"""Which facts a reader asks for, and what belongs to a country, a source or an organization."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from sco_cli import comparison, period
from sco_cli.period import Period

if TYPE_CHECKING:
    from sco_cli.entities import Country, StatusSince

F = TypeVar("F")  # a kind of fact, or all of them


def values(fact: Any, what: str) -> Collection[str]:
    """What the fact has under a filter's name; a record that lacks the field has nothing."""
    if what == "standing":
        return (comparison.standing(fact),)
    if what == "source":
        return [evidence.source for evidence in fact.evidence]
    if what in ("area", "organization"):
        return [*getattr(fact, f"{what}s", ()), *filter(None, [getattr(fact, what, None)])]
    if what == "country":
        fields = vars(fact)
        return fields.get("countries") or tuple(filter(None, [fields.get("country", fields.get("code"))]))
    return tuple(filter(None, [getattr(fact, what, None)]))


def select(
    facts: Iterable[F], *, since: Period | None = None, until: Period | None = None, **wanted: Collection[str] | None
) -> list[F]:
    """The facts that have, under every name given, one of the values wanted there; an empty filter lets all pass.

    Names are those of `values`: country, organization, source, standing, area, stage, kind, speaker, metric, project.
    `since` and `until` keep facts whose period reaches into that time; a fact that states no period is in none.
    """
    filters = {name: frozenset(given) for name, given in wanted.items() if given}
    return [
        fact
        for fact in facts
        if all(given.intersection(values(fact, name)) for name, given in filters.items())
        and (not (since or until) or _within(fact, since, until))
    ]


def undated(
    facts: Iterable[Any], *, since: Period | None = None, until: Period | None = None, **wanted: Collection[str] | None
) -> int:
    """How many of the facts wanted otherwise `select` leaves out because they state no period."""
    return sum(fact.period is None for fact in select(facts, since=None, until=None, **wanted)) if since or until else 0


def _within(fact: Any, since: Period | None, until: Period | None) -> bool:
    if fact.period is None:
        return False
    stated = period.parse(fact.period)
    return (since is None or stated.last >= since.first) and (until is None or stated.first <= until.last)


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
