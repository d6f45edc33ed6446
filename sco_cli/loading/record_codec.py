"""Encodes the records of a fact base for an entry of the cache, and decodes them.

In the JSON of a record every object has a single key: the name of a model, for the list of values of a record or nested
table, or a key of `DECODERS`. Decoded records are not models, because importing Pydantic takes too long, but they have
the attributes of their model and a class of the same name.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from functools import lru_cache
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

from sco_cli.quantities import change, quantity
from sco_cli.quantities.change import Change
from sco_cli.quantities.quantity import Quantity

if TYPE_CHECKING:
    from sco_cli.models.entities import BaseInfo
    from sco_cli.models.facts import AnyRecord
    from sco_cli.models.fields import Model

Models = dict[str, dict[str, Any]]
"""For each model, by its name, its class attributes and the `names` of its values."""

CLASS_ATTRIBUTES = ("kind", "table", "is_fact")
"""The attributes that all records of a model share."""

PROPERTIES = ("id", "not_stated")
"""The attributes of a record that its model computes from fields."""


@lru_cache(maxsize=10_000)
def _quantity(qualifier: str, *numbers: str) -> Quantity:
    """The quantity with that qualifier and these numbers; many are the same in a large base, and none changes."""
    decoded: Quantity = getattr(quantity, qualifier)(*numbers)
    return decoded


DECODERS: dict[str, Callable[[Any], object]] = {
    "change": lambda parts: change.STATED_MEASURES[parts[0]](parts[1]),
    "decimal": Decimal,
    "quantity": lambda parts: _quantity(*parts),
    "years": dict,
}
"""The function that decodes the value of an object, by the key of the object."""


def encode(records: Iterable[AnyRecord]) -> tuple[list[bytes], Models]:
    """The JSON of each record, which is a model, and the models that are needed to decode it."""
    models: Models = {}

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
        values = [getattr(value, part) for part in models[name]["names"]]
        return {name: [_encode_years(part) if type(part) is dict else part for part in values]}

    encode_text = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=encode_value).encode
    return [encode_text(record).encode() for record in records], models


def _value_names(value: Model) -> list[str]:
    """The names of the values of a record: its fields, and its properties."""
    fields = vars(value)
    return [*fields, *(name for name in PROPERTIES if name not in fields and hasattr(value, name))]


def _encode_years(value: dict[int, Any]) -> object:
    """Values by year as pairs, since keys in JSON cannot be numbers."""
    return {"years": list(value.items())}


def decode_info(values: Mapping[str, Any]) -> BaseInfo:
    """The `[base]` table with these values."""
    return cast("BaseInfo", _record_class("BaseInfo")(**values))


def decoder(models: Models) -> Callable[[str], list[Any]]:
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
