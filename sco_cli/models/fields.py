"""The types of fields in a fact base, how models declare fields, and the base class of the models.

A type says what a value must look like in TOML, whatever the record, and what it becomes in the model. Validators raise
ValueError, which Pydantic reports with the place of the value.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

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

from sco_cli.models import period, period_edtf, schema_types, vocabulary
from sco_cli.quantities import change, number_format, quantity
from sco_cli.quantities.change import Change
from sco_cli.quantities.quantity import Quantity

if TYPE_CHECKING:
    from pydantic_core import CoreSchema

T = TypeVar("T")


def _to_iso_text(value: object) -> object:
    """A date of TOML as ISO 8601 text. Dates without a day, which TOML does not have, are text already.

    A date with a time becomes text as well, and `period.parse` says how to write it.
    """
    text = value.isoformat() if isinstance(value, date) else value
    if isinstance(text, str):
        period.parse(text)
    return text


def _to_source_date(value: object) -> object:
    """A date of TOML, or a text that states when something was published, as text."""
    text = value.isoformat() if isinstance(value, date) else value
    if isinstance(text, str):
        period_edtf.parse(text)
    return text


def _to_decimal(value: object) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise ValueError("expected a number")
    number_format.to_fraction(value)  # raises ValueError for numbers that are not finite or have too many digits
    return Decimal(value)


def _to_change(value: object) -> Change:
    if not isinstance(value, dict) or len(value) != 1 or next(iter(value)) not in change.STATED_MEASURES:
        raise ValueError(f"a change needs exactly one of the keys {', '.join(change.STATED_MEASURES)}")
    [(measure, number)] = value.items()
    return change.STATED_MEASURES[measure](quantity.parse(number))


def _to_year(value: object) -> object:
    """The year of a key, which is text in TOML."""
    if isinstance(value, str) and (not re.fullmatch("[0-9]{4}", value) or value == "0000"):
        raise ValueError(f'"{value}" is not a year in four digits (0001 to 9999)')
    return int(value) if isinstance(value, str) else value


def _reject_duplicates(values: tuple[T, ...]) -> tuple[T, ...]:
    if len(set(values)) < len(values):
        counts = Counter(values)
        raise ValueError(f'names "{next(value for value in values if counts[value] > 1)}" twice')
    return values


class _UniqueItems:
    """Adds to the JSON Schema of a field what `_reject_duplicates` checks."""

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> schema_types.Schema:
        return handler(schema) | {"uniqueItems": True}


Id = Annotated[str, Field(pattern=f"^{vocabulary.ID}$", max_length=vocabulary.MAX_ID_LENGTH)]
Text = Annotated[str, Field(min_length=1)]

Name = Annotated[str, Field(min_length=1, max_length=1000)]
"""A name or unit. Many facts may show it, so its length is limited: output stays in proportion to the base."""

CountryCode = Annotated[str, Field(pattern=f"^{vocabulary.COUNTRY_CODE}$")]
"""A code by ISO 3166-1 alpha-2."""

Url = Annotated[str, Field(pattern=r"^https?://[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+$", max_length=2000)]
"""An address with the characters that RFC 3986 allows: no control characters, and none that ends a link early."""

IsoDate = Annotated[str, BeforeValidator(_to_iso_text), WithJsonSchema(schema_types.DATE)]
"""A date, month, year or interval by ISO 8601, as text; see `sco_cli.models.period`."""

SourceDate = Annotated[str, BeforeValidator(_to_source_date), WithJsonSchema(schema_types.SOURCE_DATE)]
"""A date of publication, as text: as `IsoDate`, or open, about, uncertain or a season; see `period_edtf`."""

Doi = Annotated[str, Field(pattern=r"^10\.[0-9]{4,9}/[!-~]+$", max_length=500)]
"""A digital object identifier, without the address of a resolver, in the visible characters of ASCII."""

Year = Annotated[int, BeforeValidator(_to_year), WithJsonSchema(schema_types.YEAR)]
Number = Annotated[Decimal, BeforeValidator(_to_decimal), Field(strict=False), WithJsonSchema(schema_types.NUMBER)]
Level = Annotated[Quantity, PlainValidator(quantity.parse), WithJsonSchema(schema_types.LEVEL)]
StatedChange = Annotated[Change, PlainValidator(_to_change), WithJsonSchema(schema_types.CHANGE)]

TupleOf = Annotated[tuple[T, ...], Field(strict=False)]
"""An array of TOML as a tuple; `strict=False` lets Pydantic convert the list."""

Aliases = Annotated[
    tuple[Annotated[str, Field(min_length=1, max_length=200)], ...], Field(strict=False, max_length=100)
]
"""Further names; their number and length have limits as those of `Name` have."""

UniqueTuple = Annotated[tuple[T, ...], Field(strict=False), AfterValidator(_reject_duplicates), _UniqueItems()]
"""An array of TOML without duplicates, as a tuple."""


def required(description: str, *examples: object, alias: str | None = None) -> Any:
    """A key of a table that must be present.

    `description` is a sentence on its meaning and `examples` are values as in TOML; both are part of the JSON Schema.
    The first examples of all tables together make a fact base. `alias` is the key, if it is not the name of the field.
    """
    return Field(description=description, examples=list(examples), alias=alias)


def optional(
    description: str,
    *examples: object,
    default: object = None,
    default_factory: Callable[[], object] | None = None,
) -> Any:
    """A key of a table that may be left out. For `description` and `examples` see `required`."""
    if default_factory is not None:
        return Field(description=description, examples=list(examples), default_factory=default_factory)
    return Field(description=description, examples=list(examples), default=default)


def record_id(example: str) -> Any:
    """The key by which other records refer to a record."""
    return required(
        "Id, by which other records refer to this one: lowercase letters, digits and single hyphens.", example
    )


_NO_FIELDS_SET: set[str] = set()


class Model(BaseModel):
    """The base class of all records and tables: unknown keys are errors, values are not coerced, models are immutable.

    `model_fields_set` is always empty, and Pydantic's options that depend on it, such as `exclude_unset`, do not work.
    """

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid", arbitrary_types_allowed=True)

    def model_post_init(self, _: object) -> None:
        """Replace the set of the keys that the file has by one shared set.

        Nothing in sco uses these sets, and a set for each model takes a fifth of the memory of a large base.
        """
        object.__setattr__(self, "__pydantic_fields_set__", _NO_FIELDS_SET)
