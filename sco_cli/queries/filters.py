"""Which facts a user asked for: the filters, and the records that pass them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from sco_cli.models import period
from sco_cli.models.factbase import FactBase, is_fact
from sco_cli.models.period import Period
from sco_cli.queries.standing import standing_of

if TYPE_CHECKING:
    from sco_cli.models.facts import AnyRecord, Fact

RecordT = TypeVar("RecordT", bound="AnyRecord")


class Filters(NamedTuple):
    """What a user asked for. A record passes a filter if it has one of its values; an empty filter lets all pass.

    Countries are alpha-2 codes; places, areas, organizations, sources and metrics are ids. Of `since` and
    `until`, only facts pass whose period overlaps that time; facts without a period do not.
    """

    country: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    area: tuple[str, ...] = ()
    organization: tuple[str, ...] = ()
    stage: tuple[str, ...] = ()
    standing: tuple[str, ...] = ()
    speaker: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    metric: tuple[str, ...] = ()
    since: Period | None = None
    until: Period | None = None

    def values(self) -> dict[str, tuple[str, ...]]:
        """The values of each filter that is not empty, by the name of the filter; without `since` and `until`."""
        return {name: values for name in VALUE_FILTERS if (values := getattr(self, name))}


VALUE_FILTERS = (
    "country",
    "place",
    "kind",
    "area",
    "organization",
    "stage",
    "standing",
    "speaker",
    "source",
    "metric",
)
"""The filters that name values, in the order in which options and titles have them."""


def select(base: FactBase, records: Iterable[RecordT], filters: Filters) -> list[RecordT]:
    """The records that pass all filters, in their order."""
    wanted = {name: frozenset(values) for name, values in filters.values().items()}
    return [
        record
        for record in records
        if all(values.intersection(filter_values(base, record, name)) for name, values in wanted.items())
        and (not (filters.since or filters.until) or (is_fact(record) and _overlaps(record, filters)))
    ]


def filter_values(base: FactBase, record: AnyRecord, name: str) -> Collection[str]:
    """The values of a record that a filter of that name compares; none if the record has no such field."""
    if name == "standing":
        return (standing_of(base, record),) if is_fact(record) else ()
    if name == "source":
        return [evidence.source for evidence in record.evidence] if is_fact(record) else ()
    if name == "place":
        return record.places if is_fact(record) else ()
    if name == "area" and record.kind == "figure":
        return tuple(filter(None, [base.metric(record.metric).area]))
    if name in ("area", "organization"):
        return [*getattr(record, f"{name}s", ()), *filter(None, [getattr(record, name, None)])]
    if name == "country":
        fields = vars(record)
        return fields.get("countries") or tuple(filter(None, [fields.get("country", fields.get("code"))]))
    return tuple(filter(None, [getattr(record, name, None)]))


def count_undated(base: FactBase, facts: Iterable[Fact], filters: Filters) -> int:
    """How many facts `since` and `until` exclude only because they state no period."""
    if not (filters.since or filters.until):
        return 0
    return sum(fact.period is None for fact in select(base, facts, filters._replace(since=None, until=None)))


def _overlaps(fact: Fact, filters: Filters) -> bool:
    if fact.period is None:
        return False
    stated = period.parse(fact.period)
    starts_in_time = filters.until is None or stated.first <= filters.until.last
    return starts_in_time and (filters.since is None or stated.last >= filters.since.first)
