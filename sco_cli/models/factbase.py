"""The fact base in memory: its records, by kind and by id."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeGuard

if TYPE_CHECKING:
    from sco_cli.models.entities import Area, BaseInfo, Country, Metric, Organization, Series, Source
    from sco_cli.models.facts import AnyRecord, Event, Fact, Figure, Project, Statement


def is_fact(record: AnyRecord) -> TypeGuard[Fact]:
    """Whether the record is a fact: a claim with evidence, and not what claims are about."""
    return record.is_fact


class FactBase:
    """All records of one or several files, in the order in which the files give them; never changed after loading."""

    def __init__(self, info: BaseInfo, records: Iterable[AnyRecord], fields: Mapping[str, Sequence[str]]) -> None:
        """`info` is the head of the file, or of several joined; the records have passed `sco_cli.checks`.

        `fields` names, for each kind of record there can be, the fields that such a record has.
        """
        self.info = info
        self.fields = fields
        self.records: tuple[AnyRecord, ...] = tuple(records)
        self.facts: tuple[Fact, ...] = tuple(record for record in self.records if is_fact(record))
        self._by_id: dict[str, Any] = {record.id: record for record in self.records}
        self._by_kind: dict[str, list[Any]] = {}
        for kind, alike in groupby(self.records, attrgetter("kind")):
            self._by_kind.setdefault(kind, []).extend(alike)

        self.sources: Sequence[Source] = self.of_kind("source")
        self.countries: Sequence[Country] = self.of_kind("country")
        self.organizations: Sequence[Organization] = self.of_kind("organization")
        self.areas: Sequence[Area] = self.of_kind("area")
        self.metrics: Sequence[Metric] = self.of_kind("metric")
        self.projects: Sequence[Project] = self.of_kind("project")
        self.figures: Sequence[Figure] = self.of_kind("figure")
        self.statements: Sequence[Statement] = self.of_kind("statement")
        self.events: Sequence[Event] = self.of_kind("event")
        self.series: Sequence[Series] = self.of_kind("series")

    @property
    def fact_kinds(self) -> list[str]:
        """The kinds of record that are facts: those with evidence."""
        return [kind for kind, names in self.fields.items() if "evidence" in names]

    def of_kind(self, kind: str) -> Sequence[Any]:
        """The records of one kind, none if there is no such kind."""
        return self._by_kind.get(kind, [])

    def get(self, record_id: str) -> Any:
        """The record with that id. Raises KeyError if there is none, which loading rules out for references."""
        return self._by_id[record_id]

    def find(self, record_id: str) -> Any | None:
        """The record with that id, if there is one."""
        return self._by_id.get(record_id)
