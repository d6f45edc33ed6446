"""The types of fields in a fact base: what a value must look like, whatever the record."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    PlainValidator,
    WithJsonSchema,
)

from sco_cli.models import period, schema_types
from sco_cli.quantities import change, numerals, quantity
from sco_cli.quantities.change import Change
from sco_cli.quantities.quantity import Quantity

T = TypeVar("T")

Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=100)]
Code = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
# The letters that RFC 3986 allows in an address: none that a terminal obeys, none that ends a link early.
Url = Annotated[str, Field(pattern=r"^https?://[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+$")]
Text = Annotated[str, Field(min_length=1)]
TupleOf = Annotated[tuple[T, ...], Field(strict=False)]  # TOML has arrays, not tuples


def _iso(value: object) -> object:
    """TOML has dates of its own; in the model a date is its ISO 8601 text, for it may lack the day or the month."""
    text = value.isoformat() if type(value) is date else value
    if isinstance(text, str):
        period.parse(text)
    return text


def _quantity(value: Any) -> Quantity:
    return quantity.parse(value)


def _change(value: Any) -> Change:
    if not isinstance(value, dict) or len(value) != 1 or next(iter(value)) not in change.STATED_MEASURES:
        raise ValueError(f"a change has exactly one of the keys {', '.join(change.STATED_MEASURES)}")
    measure, number = next(iter(value.items()))
    return change.STATED_MEASURES[measure](quantity.parse(number))


def _plain_number(value: Any) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise ValueError("expected a number")
    numerals.to_fraction(value)  # refuses what is not finite, or endless
    return Decimal(value)


def _year(value: Any) -> Any:
    if isinstance(value, str) and not re.fullmatch("[0-9]{4}", value):
        raise ValueError(f'"{value}" is not a year of four digits')
    return int(value) if isinstance(value, str) else value


IsoDate = Annotated[str, BeforeValidator(_iso), WithJsonSchema(schema_types.DATE)]
Number = Annotated[Decimal, BeforeValidator(_plain_number), Field(strict=False), WithJsonSchema(schema_types.NUMBER)]
Level = Annotated[Quantity, PlainValidator(_quantity), WithJsonSchema(schema_types.LEVEL)]
StatedChange = Annotated[Change, PlainValidator(_change), WithJsonSchema(schema_types.CHANGE)]
Year = Annotated[int, BeforeValidator(_year), WithJsonSchema(schema_types.YEAR)]  # TOML keys are text


def _distinct(values: tuple[T, ...]) -> tuple[T, ...]:
    if len(set(values)) < len(values):
        times = Counter(values)
        raise ValueError(f'names "{next(value for value in values if times[value] > 1)}" twice')
    return values


class _UniqueItems:
    """Tells a JSON Schema what `_distinct` checks."""

    def __get_pydantic_json_schema__(self, schema: Any, handler: GetJsonSchemaHandler) -> schema_types.Schema:
        return handler(schema) | {"uniqueItems": True}


UniqueTuple = Annotated[tuple[T, ...], Field(strict=False), AfterValidator(_distinct), _UniqueItems()]


def required(description: str, *examples: Any, **settings: Any) -> Any:
    """A key of a table that must be there: what it means, in a sentence, and examples of its value as in TOML.

    With `default` or `default_factory` it may be left out. The first examples of all tables make a fact base together.
    """
    return Field(description=description, examples=list(examples), **settings)


def optional(description: str, *examples: Any, default: Any = None) -> Any:
    """A key of a table that may be left out."""
    return required(description, *examples, default=default)


def record_id(example: str) -> Any:
    """The key by which other records refer to a record."""
    return required("Id, by which other records refer to this one: small letters, digits, single hyphens.", example)


_NO_NAMES: set[str] = set()


class Model(BaseModel):
    """What all records share: unknown keys are errors, values are not coerced, nothing changes after loading.

    A model is built when its first record comes: a base may have none, and a class that others are made of has none.
    """

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid", arbitrary_types_allowed=True, defer_build=True)

    def model_post_init(self, _: Any) -> None:
        """Forget which keys the file had: sco does not ask, and these sets were a quarter of a large base in memory."""
        object.__setattr__(self, "__pydantic_fields_set__", _NO_NAMES)
