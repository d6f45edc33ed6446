"""The fact base in memory: its records, by kind and by id."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeGuard, TypeVar, cast, overload

if TYPE_CHECKING:
    import re

    from sco_cli.models.entities import Area, BaseInfo, BaseRecord, Country, Metric, Organization, Place, Series, Source
    from sco_cli.models.facts import AnyRecord, Event, Fact, Figure, Project, Statement

    RecordOfKind = TypeVar("RecordOfKind", bound=BaseRecord | Country)


def is_fact(record: AnyRecord) -> TypeGuard[Fact]:
    """Whether the record is a fact, that is a claim with evidence."""
    return record.is_fact


class RecordStore(ABC):
    """Where the records of a fact base are: in memory, or in a file from which they are read when asked for."""

    @abstractmethod
    def all(self) -> Sequence[AnyRecord]:
        """All records, in the order of the base."""

    @abstractmethod
    def facts(self) -> Sequence[Fact]:
        """The records that are facts, in the same order."""

    @abstractmethod
    def of_kind(self, kind: str) -> Sequence[Any]:
        """The records of a kind, in the same order; empty for a kind that does not exist."""

    @abstractmethod
    def find(self, record_id: str) -> AnyRecord | None:
        """The record with that id, of any kind; None if there is none."""

    @abstractmethod
    def stream(self) -> Iterator[AnyRecord]:
        """All records, one after the other. Facts that are read from a file are not kept in memory."""


class IndexedRecords(Sequence[Any], ABC):
    """Records in a file that has an index of what they refer to, and that can be searched without decoding them."""

    @abstractmethod
    def referring_to(self, ids: Collection[str]) -> Sequence[Any]:
        """Those of the records, in their order, that refer to a record with one of these ids, or have it themselves."""

    @abstractmethod
    def mentioning(self, patterns: Sequence[re.Pattern[str]], fold: Callable[[str], str]) -> Sequence[Any]:
        """Those of the records, in their order, in which each of the patterns is found; maybe others too.

        A pattern is found in a record if it is in a text of it, or of a record that it refers to, after `fold`, which
        must treat each letter by itself and leave quotation marks as they are.
        """


class RecordsInMemory(RecordStore):
    """A store of records that are all in memory. Of several records with the same id, the first is found."""

    def __init__(self, records: Iterable[AnyRecord]) -> None:
        self._records = tuple(records)
        self._by_id: dict[str, AnyRecord] = {}
        self._by_kind: dict[str, list[AnyRecord]] = {}
        for record in self._records:
            self._by_id.setdefault(record.id, record)
            self._by_kind.setdefault(record.kind, []).append(record)

    def all(self) -> Sequence[AnyRecord]:
        """All records, in the order of the base."""
        return self._records

    def facts(self) -> Sequence[Fact]:
        """The records that are facts, in the same order."""
        return tuple(record for record in self._records if is_fact(record))

    def of_kind(self, kind: str) -> Sequence[AnyRecord]:
        """The records of a kind, in the same order."""
        return self._by_kind.get(kind, [])

    def find(self, record_id: str) -> AnyRecord | None:
        """The record with that id, of any kind."""
        return self._by_id.get(record_id)

    def stream(self) -> Iterator[AnyRecord]:
        """All records, one after the other."""
        return iter(self._records)


class FactBase:
    """The records of one or several files, in the order of the files. Nothing changes after loading.

    The attributes `sources`, `countries`, ... have all records of a kind. The methods `source(id)`, `country(code)`,
    ... return one record; they raise KeyError if there is none of that kind. In a valid base, the ids by which records
    refer to one another always exist.

    `named_files` are the files of the base if the user named them, and empty for the base that sco uses anyway.
    """

    named_files: Sequence[str] = ()

    def __init__(
        self, info: BaseInfo, records: RecordStore | Iterable[AnyRecord], fields: Mapping[str, Sequence[str]]
    ) -> None:
        """`info` is the `[base]` table; `fields` has the names of the fields of each kind of record."""
        self.info = info
        self.fields = fields
        self._store = records if isinstance(records, RecordStore) else RecordsInMemory(records)

    @cached_property
    def records(self) -> Sequence[AnyRecord]:
        """All records."""
        return self._store.all()

    @cached_property
    def facts(self) -> Sequence[Fact]:
        """The records that are facts."""
        return self._store.facts()

    @cached_property
    def sources(self) -> Sequence[Source]:
        """The sources."""
        return self.of_kind("source")

    @cached_property
    def countries(self) -> Sequence[Country]:
        """The countries."""
        return self.of_kind("country")

    @cached_property
    def organizations(self) -> Sequence[Organization]:
        """The organizations."""
        return self.of_kind("organization")

    @cached_property
    def places(self) -> Sequence[Place]:
        """The places."""
        return self.of_kind("place")

    @cached_property
    def areas(self) -> Sequence[Area]:
        """The areas of cooperation."""
        return self.of_kind("area")

    @cached_property
    def metrics(self) -> Sequence[Metric]:
        """The metrics."""
        return self.of_kind("metric")

    @cached_property
    def projects(self) -> Sequence[Project]:
        """The projects."""
        return self.of_kind("project")

    @cached_property
    def figures(self) -> Sequence[Figure]:
        """The figures."""
        return self.of_kind("figure")

    @cached_property
    def statements(self) -> Sequence[Statement]:
        """The statements."""
        return self.of_kind("statement")

    @cached_property
    def events(self) -> Sequence[Event]:
        """The events."""
        return self.of_kind("event")

    @cached_property
    def series(self) -> Sequence[Series]:
        """The official series."""
        return self.of_kind("series")

    @property
    def fact_kinds(self) -> list[str]:
        """The kinds of record that are facts: those with evidence."""
        return [kind for kind, names in self.fields.items() if "evidence" in names]

    def of_kind(self, kind: str) -> Sequence[Any]:
        """The records of a kind; empty for a kind that does not exist."""
        return self._store.of_kind(kind)

    def stream(self) -> Iterator[AnyRecord]:
        """All records, one after the other, to be written elsewhere; see `RecordStore.stream`."""
        return self._store.stream()

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
        if model is not None:
            return cast("RecordOfKind", self._record(model.kind, record_id))
        record = self.find(record_id)
        if record is None:
            raise KeyError(record_id)
        return record

    def find(self, record_id: str) -> AnyRecord | None:
        """The record with that id, of any kind; None if there is none."""
        return self._store.find(record_id)

    def has(self, kind: str, record_id: str) -> bool:
        """Whether there is a record of that kind with that id."""
        record = self.find(record_id)
        return record is not None and record.kind == kind

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
        record = self.get(record_id)
        if record.kind != kind:
            raise KeyError(f"{record_id} is a {record.kind}, not a {kind}")
        return record
