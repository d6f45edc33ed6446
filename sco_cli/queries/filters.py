"""Which facts a reader asks for, and what belongs to a country, a source or an organization."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any, TypeVar

from sco_cli.models import period
from sco_cli.models.period import Period
from sco_cli.queries.standing import standing_of

if TYPE_CHECKING:
    pass

F = TypeVar("F")  # a kind of fact, or all of them


def filter_values(fact: Any, what: str) -> Collection[str]:
    """What the fact has under a filter's name; a record that lacks the field has nothing."""
    if what == "standing":
        return (standing_of(fact),)
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
        if all(given.intersection(filter_values(fact, name)) for name, given in filters.items())
        and (not (since or until) or _overlaps(fact, since, until))
    ]


def count_undated(
    facts: Iterable[Any], *, since: Period | None = None, until: Period | None = None, **wanted: Collection[str] | None
) -> int:
    """How many of the facts wanted otherwise `select` leaves out because they state no period."""
    return sum(fact.period is None for fact in select(facts, since=None, until=None, **wanted)) if since or until else 0


def _overlaps(fact: Any, since: Period | None, until: Period | None) -> bool:
    if fact.period is None:
        return False
    stated = period.parse(fact.period)
    return (since is None or stated.last >= since.first) and (until is None or stated.first <= until.last)
