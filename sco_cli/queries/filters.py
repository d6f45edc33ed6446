"""Which facts a user asked for: the filters, and the records that pass them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from sco_cli.models import period, period_edtf
from sco_cli.models.factbase import FactBase, IndexedRecords, is_fact
from sco_cli.models.period import Period
from sco_cli.quantities.interval import Verdict
from sco_cli.queries.standing import standing_of
from sco_cli.queries.wanted_level import WantedLevel, has_level

if TYPE_CHECKING:
    from sco_cli.models.entities import Source
    from sco_cli.models.facts import AnyRecord, Fact

RecordT = TypeVar("RecordT", bound="AnyRecord")


class Filters(NamedTuple):
    """What a user asked for. A record passes a filter if it has one of its values; an empty filter lets all pass.

    Countries are alpha-2 codes; places, areas, organizations, sources and metrics are ids, publishers are names. Of
    `since` and `until`, only facts pass whose period overlaps that time; facts without a period do not. Of
    `published_since` and `published_until`, only records pass with a source that was published in that time, by one of
    the publishers if there are any: a source by its own date, a fact by that of a source that states it, a series by
    that of its source. Of `level`, only figures pass that have such a level.
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
    publisher: tuple[str, ...] = ()
    metric: tuple[str, ...] = ()
    since: Period | None = None
    until: Period | None = None
    published_since: Period | None = None
    published_until: Period | None = None
    level: WantedLevel | None = None

    def values(self) -> dict[str, tuple[str, ...]]:
        """The values of each filter that is not empty, by the name of the filter; without times and the level."""
        return {name: values for name in VALUE_FILTERS if (values := getattr(self, name))}

    @property
    def has_period(self) -> bool:
        """Whether facts of a time are asked for."""
        return bool(self.since or self.until)

    @property
    def has_publication(self) -> bool:
        """Whether it matters when something was published."""
        return bool(self.published_since or self.published_until)

    def loosened(self) -> dict[str, Filters]:
        """The same filters without one of them, by the option that sets it: "--stage"."""
        fields: dict[str, tuple[str, ...]] = {f"--{name}": (name,) for name in self.values()}
        fields |= {f"--{name}": (name,) for name in ("since", "until") if getattr(self, name)}
        if self.published_since and self.published_since == self.published_until:
            fields["--published"] = ("published_since", "published_until")
        else:
            names = (name for name in ("published_since", "published_until") if getattr(self, name))
            fields |= {f"--{name.replace('_', '-')}": (name,) for name in names}
        fields |= {"--value": ("level",)} if self.level else {}
        empty = Filters()._asdict()
        return {option: self._replace(**{name: empty[name] for name in names}) for option, names in fields.items()}

    def without_period(self) -> Filters:
        """The same filters for facts of any time."""
        return self._replace(since=None, until=None)

    def without_publication(self) -> Filters:
        """The same filters for what was published at any time."""
        return self._replace(published_since=None, published_until=None)


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
    "publisher",
    "metric",
)
"""The filters that name values, in the order in which options and titles have them."""


REFERENCE_FILTERS = ("metric", "source", "organization", "place", "country")
"""The filters whose values are ids of records that a record must refer to, or have; those with few records first."""


def select(base: FactBase, records: Iterable[RecordT], filters: Filters) -> list[RecordT]:
    """The records that pass all filters, in their order."""
    wanted = {name: frozenset(values) for name, values in filters.values().items()}
    ids = next((wanted[name] for name in REFERENCE_FILTERS if name in wanted), None)
    return [
        record
        for record in (records if ids is None else candidates(records, ids))
        if all(values.intersection(filter_values(base, record, name)) for name, values in wanted.items())
        and (not filters.has_period or (is_fact(record) and _overlaps(record, filters)))
        and (not filters.has_publication or _publication(base, record, filters) is Verdict.YES)
        and (filters.level is None or has_level(base, record, filters.level))
    ]


def candidates(records: Iterable[RecordT], ids: Collection[str]) -> Iterable[RecordT]:
    """Those of the records that may refer to one of these ids or have it: few of records with an index, else all."""
    return records.referring_to(ids) if isinstance(records, IndexedRecords) else records


def filter_values(base: FactBase, record: AnyRecord, name: str) -> Collection[str]:
    """The values of a record that a filter of that name compares; none if the record has no such field."""
    if name == "standing":
        return (standing_of(base, record),) if is_fact(record) else ()
    if name == "source":
        return [evidence.source for evidence in record.evidence] if is_fact(record) else ()
    if name == "publisher":
        return [source.publisher for source in _sources(base, record)]
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


def count_undated(base: FactBase, records: Iterable[AnyRecord], filters: Filters) -> int:
    """How many facts among the records `since` and `until` exclude only because they state no period."""
    if not filters.has_period:
        return 0
    return sum(is_fact(record) and record.period is None for record in select(base, records, filters.without_period()))


def count_unpublished(base: FactBase, records: Iterable[AnyRecord], filters: Filters) -> int:
    """How many records the time of publication excludes only because their sources give no date, or one too vague.

    A source that gives only a year is too vague where a month of that year is asked for.
    """
    if not filters.has_publication:
        return 0
    candidates = select(base, records, filters.without_publication())
    return sum(_publication(base, record, filters) is Verdict.UNDETERMINED for record in candidates)


def _overlaps(fact: Fact, filters: Filters) -> bool:
    if fact.period is None:
        return False
    stated = period.parse(fact.period)
    starts_in_time = filters.until is None or stated.first <= filters.until.last
    return starts_in_time and (filters.since is None or stated.last >= filters.since.first)


def _publication(base: FactBase, record: AnyRecord, filters: Filters) -> Verdict:
    """Whether a source of the record was published in the time that is asked for, by a publisher that is."""
    verdicts = {
        _is_published_in_time(source, filters)
        for source in _sources(base, record, only_stating=True)
        if not filters.publisher or source.publisher in filters.publisher
    }
    return next((verdict for verdict in (Verdict.YES, Verdict.UNDETERMINED) if verdict in verdicts), Verdict.NO)


def _is_published_in_time(source: Source, filters: Filters) -> Verdict:
    """Whether a source was published in time; undetermined if it gives no exact date or is partly in time."""
    since, until = filters.published_since, filters.published_until
    if source.published is None:
        return Verdict.UNDETERMINED
    date = period_edtf.parse(source.published)
    stated = date.period
    if (since and stated.last < since.first) or (until and stated.first > until.last):
        return Verdict.NO
    is_partly_outside = (since and stated.first < since.first) or (until and stated.last > until.last)
    return Verdict.UNDETERMINED if is_partly_outside or not date.is_exact else Verdict.YES


def _sources(base: FactBase, record: AnyRecord, *, only_stating: bool = False) -> Iterator[Source]:
    """The source that a record is, or that of a series, or those of the evidence for a fact; else none."""
    if record.kind == "source":
        yield record
    elif record.kind == "series":
        yield base.source(record.source)
    elif is_fact(record):
        for evidence in record.evidence:
            if evidence.stance == "states" or not only_stating:
                yield base.source(evidence.source)
