"""Encodes a fact base as an entry of the cache, and decodes its records.

In the JSON of a record every object has a single key: the name of a model, for the list of values of a record or nested
table, or a key of `DECODERS`. Decoded records are not models, because importing Pydantic takes too long, but they have
the attributes of their model and a class of the same name.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

from sco_cli.loading import stored_records
from sco_cli.models.factbase import FactBase
from sco_cli.quantities import change, quantity
from sco_cli.quantities.change import Change
from sco_cli.quantities.quantity import Quantity

if TYPE_CHECKING:
    from sco_cli.loading.stored_records import StoredRecords
    from sco_cli.models.entities import BaseInfo
    from sco_cli.models.fields import Model

CLASS_ATTRIBUTES = ("kind", "table", "is_fact")
"""The attributes that all records of a model share."""

PROPERTIES = ("id", "not_stated")
"""The attributes of a record that its model computes from fields."""

DECODERS: dict[str, Callable[[Any], object]] = {
    "change": lambda parts: change.STATED_MEASURES[parts[0]](parts[1]),
    "decimal": Decimal,
    "quantity": lambda parts: getattr(quantity, parts[0])(*parts[1:]),
    "years": dict,
}
"""The function that decodes the value of an object, by the key of the object."""


def encode(base: FactBase, key: str) -> bytes:
    """The entry for a fact base whose records are models, under that key."""
    models: dict[str, dict[str, Any]] = {}

    def encode_value(value: Any) -> object:
        """A value of a type that JSON does not have as an object with a single key."""
        if isinstance(value, Decimal):
            return {"decimal": str(value)}
        if isinstance(value, Quantity):
            return {"quantity": [value.qualifier, *map(str, value.numbers)]}
        if isinstance(value, Change):
            return {"change": [value.measure, value.stated]}
        name = type(value).__name__
        if name not in models:
            attributes = {name: getattr(value, name) for name in CLASS_ATTRIBUTES if hasattr(value, name)}
            models[name] = {**attributes, "names": _value_names(value)}
        return {name: [_encode_years(getattr(value, part)) for part in models[name]["names"]]}

    encode_text = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=encode_value).encode
    kinds = {kind: base.of_kind(kind) for kind in base.fields}
    records = [record for of_kind in kinds.values() for record in of_kind]
    texts = [encode_text(record).encode() for record in records]
    counts = {kind: len(of_kind) for kind, of_kind in kinds.items()}
    header = {"key": key, "base": vars(base.info), "fields": base.fields, "models": models, "counts": counts}
    return stored_records.assemble(header, records, texts)


def _value_names(value: Model) -> list[str]:
    """The names of the values of a record: its fields, and its properties."""
    fields = vars(value)
    return [*fields, *(name for name in PROPERTIES if name not in fields and hasattr(value, name))]


def _encode_years(value: object) -> object:
    """Values by year as pairs, since keys in JSON cannot be numbers; any other value unchanged."""
    return {"years": list(value.items())} if isinstance(value, dict) else value


def open_base(store: StoredRecords) -> FactBase:
    """The fact base whose records are in that store."""
    info = _record_class("BaseInfo")(**store.header["base"])
    fields = {kind: tuple(names) for kind, names in store.header["fields"].items()}
    return FactBase(cast("BaseInfo", info), store, fields)


def decoder(models: dict[str, dict[str, Any]]) -> Callable[[str], list[Any]]:
    """A function that decodes a list of records of these models."""
    decoders = DECODERS | {name: _record_decoder(name, **model) for name, model in models.items()}

    def decode_object(content: dict[str, Any]) -> object:
        name, value = content.popitem()
        return decoders[name](value)

    return json.JSONDecoder(object_hook=decode_object).decode


def _record_decoder(name: str, names: list[str], **attributes: object) -> Callable[[list[Any]], SimpleNamespace]:
    """A function that makes a record from the values of a model; lists become tuples, as in the models."""
    record_class = _record_class(name, **attributes)

    def decode_record(values: list[Any]) -> SimpleNamespace:
        record = record_class()
        values = [tuple(value) if type(value) is list else value for value in values]
        vars(record).update(zip(names, values, strict=True))
        return record

    return decode_record


def _record_class(name: str, **attributes: object) -> type[SimpleNamespace]:
    """A stand-in for the model of that name, whose `repr` shows the name and all values."""
    return type(name, (SimpleNamespace,), attributes)
