"""The fact base in memory: its records, by kind and by id."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeGuard, TypeVar, cast, overload

if TYPE_CHECKING:
    from sco_cli.models.entities import Area, BaseInfo, BaseRecord, Country, Metric, Organization, Place, Series, Source
    from sco_cli.models.facts import AnyRecord, Event, Fact, Figure, Project, Statement

    RecordOfKind = TypeVar("RecordOfKind", bound=BaseRecord | Country)


def is_fact(record: AnyRecord) -> TypeGuard[Fact]:
    """Whether the record is a fact, that is a claim with evidence."""
    return record.is_fact


class FactBase:
    """The records of one or several files, in the order of the files. Nothing changes after loading.

    The attributes `sources`, `countries`, ... have all records of a kind. The methods `source(id)`, `country(code)`,
    ... return one record; they raise KeyError if there is none of that kind. In a valid base, the ids by which records
    refer to one another always exist.
    """

    def __init__(self, info: BaseInfo, records: Iterable[AnyRecord], fields: Mapping[str, Sequence[str]]) -> None:
        """`info` is the `[base]` table; `fields` has the names of the fields of each kind of record."""
        self.info = info
        self.fields = fields
        self.records: tuple[AnyRecord, ...] = tuple(records)
        self.facts: tuple[Fact, ...] = tuple(record for record in self.records if is_fact(record))
        self._by_id: dict[str, AnyRecord] = {}
        self._by_kind: dict[str, list[Any]] = {}
        for record in self.records:
            self._by_id.setdefault(record.id, record)
            self._by_kind.setdefault(record.kind, []).append(record)

        self.sources: Sequence[Source] = self._by_kind.get("source", [])
        self.countries: Sequence[Country] = self._by_kind.get("country", [])
        self.organizations: Sequence[Organization] = self._by_kind.get("organization", [])
        self.places: Sequence[Place] = self._by_kind.get("place", [])
        self.areas: Sequence[Area] = self._by_kind.get("area", [])
        self.metrics: Sequence[Metric] = self._by_kind.get("metric", [])
        self.projects: Sequence[Project] = self._by_kind.get("project", [])
        self.figures: Sequence[Figure] = self._by_kind.get("figure", [])
        self.statements: Sequence[Statement] = self._by_kind.get("statement", [])
        self.events: Sequence[Event] = self._by_kind.get("event", [])
        self.series: Sequence[Series] = self._by_kind.get("series", [])

    @property
    def fact_kinds(self) -> list[str]:
        """The kinds of record that are facts: those with evidence."""
        return [kind for kind, names in self.fields.items() if "evidence" in names]

    def of_kind(self, kind: str) -> Sequence[AnyRecord]:
        """The records of a kind; empty for a kind that does not exist."""
        return self._by_kind.get(kind, [])

    @overload
    def get(self, record_id: str) -> AnyRecord: ...

    @overload
    def get(self, record_id: str, model: type[RecordOfKind]) -> RecordOfKind: ...

    def get(self, record_id: str, model: type[RecordOfKind] | None = None) -> AnyRecord | RecordOfKind:
        """The record with that id, of any kind; with a model, the record of its kind, and typed so.

        Raises KeyError if there is none.

        >>> from sco_cli import load
        >>> from sco_cli.models.entities import Country
        >>> load().get("KG", Country).alpha3
        'KGZ'
        """
        return self._by_id[record_id] if model is None else cast("RecordOfKind", self._record(model.kind, record_id))

    def find(self, record_id: str) -> AnyRecord | None:
        """The record with that id, of any kind; None if there is none."""
        return self._by_id.get(record_id)

    def has(self, kind: str, record_id: str) -> bool:
        """Whether there is a record of that kind with that id."""
        return record_id in self._by_id and self._by_id[record_id].kind == kind

    def source(self, record_id: str) -> Source:
        """The source with that id."""
        source: Source = self._record("source", record_id)
        return source

    def country(self, code: str) -> Country:
        """The country with that ISO 3166-1 alpha-2 code."""
        country: Country = self._record("country", code)
        return country

    def organization(self, record_id: str) -> Organization:
        """The organization with that id."""
        organization: Organization = self._record("organization", record_id)
        return organization

    def place(self, record_id: str) -> Place:
        """The place with that id."""
        place: Place = self._record("place", record_id)
        return place

    def area(self, record_id: str) -> Area:
        """The area of cooperation with that id."""
        area: Area = self._record("area", record_id)
        return area

    def metric(self, record_id: str) -> Metric:
        """The metric with that id."""
        metric: Metric = self._record("metric", record_id)
        return metric

    def project(self, record_id: str) -> Project:
        """The project with that id."""
        project: Project = self._record("project", record_id)
        return project

    def figure(self, record_id: str) -> Figure:
        """The figure with that id."""
        figure: Figure = self._record("figure", record_id)
        return figure

    def statement(self, record_id: str) -> Statement:
        """The statement with that id."""
        statement: Statement = self._record("statement", record_id)
        return statement

    def event(self, record_id: str) -> Event:
        """The event with that id."""
        event: Event = self._record("event", record_id)
        return event

    def _record(self, kind: str, record_id: str) -> Any:
        record = self._by_id[record_id]
        if record.kind != kind:
            raise KeyError(f"{record_id} is a {record.kind}, not a {kind}")
        return record
