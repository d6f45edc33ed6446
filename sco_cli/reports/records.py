"""A record for machines: every field as a plain value, and what follows from it. The contract of the json format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from sco_cli.models.factbase import FactBase, is_fact
from sco_cli.models.json_values import MEASURES, JsonRecord, to_json
from sco_cli.quantities import quantity
from sco_cli.queries.levels import levels_of
from sco_cli.queries.standing import standing_of
from sco_cli.queries.status import latest_status
from sco_cli.queries.titles import record_title

if TYPE_CHECKING:
    from sco_cli.models.entities import Country
    from sco_cli.models.facts import AnyRecord, Figure

LEVELS = ("before", "after", "value", "change")
QUANTITY = dict.fromkeys(quantity.exact(0).to_json())
CHANGE: JsonRecord = {
    "text": None,
    "stated": None,
    "measure": None,
    **dict.fromkeys(MEASURES, QUANTITY),
    "not_computed": dict.fromkeys(MEASURES),
}


def to_record(base: FactBase, item: AnyRecord) -> JsonRecord:
    """The record with its kind and id first, then its fields, then what is derived."""
    record: JsonRecord = {"kind": item.kind, "id": item.id}
    if is_fact(item):
        record |= {"title": record_title(base, item), "standing": standing_of(item)}
    for name in base.fields[item.kind]:
        if name not in record and name not in LEVELS:
            record[name] = to_json(getattr(item, name))
    if item.kind == "country":
        record |= _history(item)
    if item.kind == "figure":
        record |= _levels(base, item)
    if is_fact(item):
        record["not_stated"] = list(item.not_stated)
    return record


def to_records(base: FactBase, items: Iterable[Any]) -> list[JsonRecord]:
    """The records for machines."""
    return [to_record(base, item) for item in items]


def all_records(base: FactBase, items: Iterable[AnyRecord]) -> Iterator[JsonRecord]:
    """The base itself as a record of kind "base", then the items, which are records of it."""
    yield {"kind": "base", **to_json(base.info)}
    for item in items:
        yield to_record(base, item)


def empty_record(base: FactBase, *kinds: str) -> JsonRecord:
    """A record with every key that records of those kinds have, and nothing in it."""
    whole: JsonRecord = {}
    for kind in kinds:
        fields = base.fields[kind]
        derived = {"title": None, "standing": None} if "evidence" in fields else {}
        whole |= {"kind": None, "id": None} | derived | {name: None for name in fields if name not in LEVELS}
        if kind == "country":
            whole |= {"status": None, "since": None, "history": None}
        if kind == "figure":
            whole |= {"unit": None, "before": QUANTITY, "after": QUANTITY, "value": QUANTITY, "change": CHANGE}
        whole |= {"not_stated": None} if "evidence" in fields else {}
    return whole


def _levels(base: FactBase, figure: Figure) -> JsonRecord:
    numbers = levels_of(base, figure)
    quantities = {name: to_json(getattr(numbers, name)) for name in ("before", "after", "value")}
    return {"unit": base.get(figure.metric).unit, **quantities, "change": to_json(numbers.change)}


def _history(country: Country) -> JsonRecord:
    now = latest_status(country)
    return {
        "status": now.status if now else None,
        "since": now.since if now else None,
        "history": [to_json(step) for step in country.status],
    }
