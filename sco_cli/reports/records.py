"""Records for machines: every field as a JSON value, and what is derived from it. The contract of the json format.

A fact is described once, as a `FactRow`, which formats for people and for machines both read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

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

EMPTY_QUANTITY: JsonRecord = dict.fromkeys(quantity.exact(0).to_json())

EMPTY_CHANGE: JsonRecord = {
    "text": None,
    "stated": None,
    "measure": None,
    **dict.fromkeys(MEASURES, EMPTY_QUANTITY),
    "not_computed": dict.fromkeys(MEASURES),
}


class PlainFactRow(NamedTuple):
    """A fact without numbers, with what is derived from it."""

    fact: Fact
    standing: Standing
    record: JsonRecord


class FigureRow(NamedTuple):
    """A figure with what is derived from it."""

    fact: Figure
    standing: Standing
    record: JsonRecord
    levels: Levels
    title: FigureTitle


FactRow = PlainFactRow | FigureRow


class SourceRow(NamedTuple):
    """A source and its record, to which counts may have been added."""

    source: Source
    record: JsonRecord


def fact_row(base: FactBase, fact: Fact) -> FactRow:
    """Describe a fact."""
    if fact.kind == "figure":
        return figure_row(base, fact)
    standing = standing_of(base, fact)
    return PlainFactRow(fact, standing, _fact_record(base, fact, record_title(base, fact), standing, {}))


def figure_row(base: FactBase, figure: Figure) -> FigureRow:
    """Describe a figure."""
    standing = standing_of(base, figure)
    levels = levels_of(base, figure)
    title = figure_title(base, figure, levels)
    metric = base.metric(figure.metric)
    numbers = {"area": metric.area, "unit": metric.unit} | {
        name: to_json(getattr(levels, name)) for name in NUMBER_KEYS
    }
    record = _fact_record(base, figure, title.text(country_names(base, figure)), standing, numbers)
    return FigureRow(figure, standing, record, levels, title)


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


def _fact_record(base: FactBase, fact: Fact, title: str, standing: Standing, numbers: JsonRecord) -> JsonRecord:
    """The record of a fact; `numbers` are the keys that a figure has in place of its fields for levels."""
    record: JsonRecord = {"kind": fact.kind, "id": fact.id, "title": title, "standing": standing}
    fields = (name for name in base.fields[fact.kind] if name not in record and name not in NUMBER_KEYS)
    record |= {name: to_json(getattr(fact, name)) for name in fields}
    return record | numbers | {"not_stated": list(fact.not_stated)}


def _status(country: Country) -> JsonRecord:
    """The latest status of a country, and the history of its status."""
    latest = latest_status(country)
    return {
        "status": latest.status if latest else None,
        "since": latest.since if latest else None,
        "history": [to_json(step) for step in country.status],
    }
