"""Records for machines: every field as a JSON value, and what is derived from it. The contract of the json format.

A fact is described once, as a `FactRow`, which formats for people and for machines both read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from sco_cli.models.factbase import FactBase, is_fact
from sco_cli.models.json_values import MEASURES, JsonRecord, to_json
from sco_cli.models.vocabulary import LEVEL_KEYS, NUMBER_KEYS, Standing
from sco_cli.quantities import quantity
from sco_cli.queries.country_status import latest_status
from sco_cli.queries.levels import Levels, levels_of
from sco_cli.queries.standing import standing_of
from sco_cli.queries.titles import FigureTitle, country_names, figure_title, record_title

if TYPE_CHECKING:
    from sco_cli.models.entities import Country, Source
    from sco_cli.models.facts import AnyRecord, Fact, Figure

FactT = TypeVar("FactT", bound="Fact")

EMPTY_QUANTITY: JsonRecord = dict.fromkeys(quantity.exact(0).to_json())

EMPTY_CHANGE: JsonRecord = {
    "text": None,
    "stated": None,
    "measure": None,
    **dict.fromkeys(MEASURES, EMPTY_QUANTITY),
    "not_computed": dict.fromkeys(MEASURES),
}


class _FactRow(Generic[FactT]):
    """A fact with what is derived from it; each part is made when it is asked for first."""

    def __init__(self, base: FactBase, fact: FactT) -> None:
        self.fact = fact
        self._base = base

    @cached_property
    def standing(self) -> Standing:
        """The standing of the fact."""
        return standing_of(self._base, self.fact)

    def _record(self, title: str, numbers: JsonRecord) -> JsonRecord:
        """The record; `numbers` are the keys that a figure has in place of its fields for levels."""
        fact = self.fact
        record: JsonRecord = {"kind": fact.kind, "id": fact.id, "title": title, "standing": self.standing}
        fields = (name for name in self._base.fields[fact.kind] if name not in record and name not in NUMBER_KEYS)
        record |= {name: to_json(getattr(fact, name)) for name in fields}
        return record | numbers | {"not_stated": list(fact.not_stated)}


class PlainFactRow(_FactRow["Fact"]):
    """A fact without numbers, with what is derived from it."""

    @cached_property
    def whole_title(self) -> str:
        """The title of the fact."""
        return record_title(self._base, self.fact)

    @cached_property
    def record(self) -> JsonRecord:
        """The record for machines."""
        return self._record(self.whole_title, {})


class FigureRow(_FactRow["Figure"]):
    """A figure with what is derived from it."""

    fact: Figure

    @cached_property
    def levels(self) -> Levels:
        """The levels of the figure, and its change."""
        return levels_of(self._base, self.fact)

    @cached_property
    def title(self) -> FigureTitle:
        """The title of the figure in its parts."""
        return figure_title(self._base, self.fact, self.levels)

    @cached_property
    def whole_title(self) -> str:
        """The title of the figure with the names of its countries."""
        return self.title.text(country_names(self._base, self.fact))

    @cached_property
    def record(self) -> JsonRecord:
        """The record for machines."""
        metric = self._base.metric(self.fact.metric)
        numbers = {"area": metric.area, "unit": metric.unit} | {
            name: to_json(getattr(self.levels, name)) for name in NUMBER_KEYS
        }
        return self._record(self.whole_title, numbers)


FactRow = PlainFactRow | FigureRow


class SourceRow(NamedTuple):
    """A source and its record, to which counts may have been added."""

    source: Source
    record: JsonRecord


def fact_row(base: FactBase, fact: Fact) -> FactRow:
    """Describe a fact."""
    return FigureRow(base, fact) if fact.kind == "figure" else PlainFactRow(base, fact)


def fact_rows(base: FactBase, facts: Iterable[Fact]) -> list[FactRow]:
    """Describe several facts."""
    return [fact_row(base, fact) for fact in facts]


def to_record(base: FactBase, item: AnyRecord) -> JsonRecord:
    """The record of any kind: kind and id first, then its fields, then what is derived."""
    if is_fact(item):
        return fact_row(base, item).record
    record: JsonRecord = {"kind": item.kind, "id": item.id}
    record |= {name: to_json(getattr(item, name)) for name in base.fields[item.kind] if name not in record}
    return record | _status(item) if item.kind == "country" else record


def base_record(base: FactBase) -> JsonRecord:
    """The base itself as a record of kind "base"."""
    return {"kind": "base", **to_json(base.info)}


def all_records(base: FactBase, items: Iterable[AnyRecord]) -> Iterator[JsonRecord]:
    """The record of the base itself, then the records of the items."""
    yield base_record(base)
    for item in items:
        yield to_record(base, item)


def empty_record(base: FactBase, *kinds: str) -> JsonRecord:
    """A record with every key that records of those kinds have, and None for each value."""
    record: JsonRecord = {}
    for kind in kinds:
        fields = base.fields[kind]
        derived = {"title": None, "standing": None} if "evidence" in fields else {}
        record |= {"kind": None, "id": None} | derived | {name: None for name in fields if name not in NUMBER_KEYS}
        if kind == "country":
            record |= {"status": None, "since": None, "history": None}
        if kind == "figure":
            record |= {"area": None, "unit": None} | dict.fromkeys(LEVEL_KEYS, EMPTY_QUANTITY)
            record |= {"change": EMPTY_CHANGE}
        record |= {"not_stated": None} if "evidence" in fields else {}
    return record


def _status(country: Country) -> JsonRecord:
    """The latest status of a country, and the history of its status."""
    latest = latest_status(country)
    return {
        "status": latest.status if latest else None,
        "since": latest.since if latest else None,
        "history": [to_json(step) for step in country.status],
    }
