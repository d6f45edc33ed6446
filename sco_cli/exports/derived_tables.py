"""The tables of a kind of fact for which none has been written: made of its fields, by what they say of themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from operator import itemgetter
from typing import Any

from sco_cli.exports.schema import Column, Table, Type, list_table
from sco_cli.models.facts import RECORDS, FactRecord
from sco_cli.models.references import REFERENCES

TYPES: dict[str, Type] = {"integer": "integer", "number": "number", "boolean": "boolean"}
"""The types of JSON Schema that are no text in a table."""

SHARED = (*FactRecord.model_fields, "organizations")
"""The fields that have their place in the tables of all facts."""


def of_other_kinds(written: Iterable[Table]) -> Iterator[Table]:
    """The tables of every kind of fact that has none among those written."""
    known = {table.kind for table in written}
    for model in RECORDS:
        if model.is_fact and model.kind not in known:
            yield from _of_kind(model)


def _of_kind(model: Any) -> Iterator[Table]:
    """A table of the kind, and one for each list in it."""
    properties = model.model_json_schema()["properties"]
    own = {name: field for name, field in model.model_fields.items() if name not in SHARED}
    lists = {name: field for name, field in own.items() if properties[name].get("type") == "array"}
    first = Column("id", "the fact", required=True, refers="facts")
    columns = (_column(name, field, properties[name]) for name, field in own.items() if name not in lists)
    yield Table(model.table, _about(model.__doc__), model.kind, (first, *columns))
    for name, field in lists.items():
        item = Column(name, _about(field.description), required=True, refers=_table_of(name))
        yield list_table(f"{model.kind}_{name}", item.about, (model.kind, model.table), itemgetter(name), item)


def _column(name: str, field: Any, told: dict[str, Any]) -> Column:
    kinds = [one.get("type") for one in (told, *told.get("anyOf", ()))]
    if any(kind == "object" or isinstance(kind, list) for kind in kinds):
        raise TypeError(
            f"{name} is no text, number or list, and has no column: numbers with qualifiers are for figures"
        )
    type_: Type = next((TYPES[kind] for kind in kinds if kind in TYPES), "string")
    return Column(name, _about(field.description), type_, required=field.is_required(), refers=_table_of(name))


def _table_of(name: str) -> str | None:
    """The table that a field refers to."""
    return next((model.table for model in RECORDS if model.kind == REFERENCES.get(name)), None)


def _about(sentence: str) -> str:
    return sentence.split("\n", maxsplit=1)[0].rstrip(".")
