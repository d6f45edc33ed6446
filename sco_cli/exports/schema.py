"""Columns and tables of an export, and the groups of columns for a quantity and a change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Literal, NamedTuple, cast, get_args

from sco_cli.models.json_values import MEASURES, JsonRecord
from sco_cli.quantities import change
from sco_cli.quantities.quantity import Qualifier

ColumnType = Literal["string", "integer", "number", "boolean", "array"]
"""The types of Table Schema that are used."""

Cell = str | int | float | Decimal | list[str] | None
"""The value of a column in a row; a list in a column of type "array"."""


class Column(NamedTuple):
    """A column of a table.

    `foreign_key` is the table whose key it holds, `choices` the closed list of its values. `path` holds the keys that
    lead to its value in a row; without a path, that is the name of the column. `holds` says what a format with more
    types than JSON may make of it: "dates" are text by ISO 8601, each a day, month, year or interval; "computed"
    numbers need not have an end to their decimals.
    """

    name: str
    description: str
    type: ColumnType = "string"
    required: bool = False
    foreign_key: str | None = None
    choices: tuple[str, ...] = ()
    path: tuple[str, ...] = ()
    holds: Literal["", "dates", "computed"] = ""

    def cell(self, row: JsonRecord) -> Cell:
        """The value in a row, as JSON has it; None if an object on the path is None."""
        if not self.path:
            return cast("Cell", row[self.name])
        value: object = row
        for key in self.path:
            if not isinstance(value, dict):
                return None
            value = value[key]
        return cast("Cell", value)


Rows = Literal["record", "items", "years", "organizations"]
"""What the rows of a table are: records, items of a list, values by year, or the organizations that a fact names."""


class Table(NamedTuple):
    """A table of what records of a kind hold, where the kind "fact" stands for all kinds of fact.

    `field` is the key of the list, or of the values by year, in the json format.
    """

    name: str
    description: str
    kind: str
    columns: tuple[Column, ...]
    rows: Rows = "record"
    field: str = ""

    @property
    def is_list(self) -> bool:
        """Whether a record gives any number of rows."""
        return self.rows != "record"

    @property
    def key(self) -> list[str]:
        """The columns of the primary key: the first, or the first two if a record gives any number of rows."""
        return [column.name for column in self.columns[: 2 if self.is_list else 1]]

    def rows_of(self, record: JsonRecord) -> Iterator[JsonRecord]:
        """An object for each row that a record in the json format gives."""
        if self.rows == "record":
            yield record
        elif self.rows == "years":
            for year, value in record[self.field].items():
                text = f"{value:f}" if isinstance(value, Decimal) else str(value)
                yield {self.kind: record["id"], "year": int(year), "text": text, "value": value}
        else:
            items = _organizations_of(record) if self.rows == "organizations" else record[self.field]
            for number, item in enumerate(items, start=1):
                cells = item if isinstance(item, dict) else {self.columns[2].name: item}
                yield {self.kind: record["id"], "position": number, **cells}


def _organizations_of(fact: JsonRecord) -> Iterable[str]:
    """The ids in `organizations` and `organization`, of which a kind of fact has one, both or none."""
    return dict.fromkeys(filter(None, [*fact.get("organizations", ()), fact.get("organization")]))


def quantity_columns(
    name: str, description: str, path: tuple[str, ...] = (), *, is_computed: bool = False
) -> Iterator[Column]:
    """The columns of a quantity, which is an object with these keys in the json format."""
    path = path or (name,)
    parts: tuple[tuple[str, str, ColumnType, tuple[str, ...]], ...] = (
        ("text", "in words", "string", ()),
        ("qualifier", "the qualifier of the number", "string", get_args(Qualifier)),
        ("about", "whether the number is approximate", "boolean", ()),
        ("value", "the number that the words qualify", "number", ()),
        ("low", "the lowest value that the words allow", "number", ()),
        ("high", "the highest value that the words allow", "number", ()),
        ("low_included", "whether it may be the lowest value", "boolean", ()),
        ("high_included", "whether it may be the highest value", "boolean", ()),
    )
    for part, words, type_, choices in parts:
        holds: Literal["", "computed"] = "computed" if is_computed and type_ == "number" else ""
        column = f"{name}_{part}"
        yield Column(column, f"{description}: {words}", type_, choices=choices, path=(*path, part), holds=holds)


MEASURE_DESCRIPTIONS = {
    "difference": "Difference, after less before",
    "percent": "Change in percent of before",
    "ratio": "Ratio, after over before",
}


def change_columns(name: str) -> Iterator[Column]:
    """The columns of a change: for each measure a quantity with its unit, and the reason if it cannot be computed.

    Their descriptions are not the model's, which is about changes that a source states: here most are computed.
    """
    stated = "Whether the source states the change; otherwise it is computed from before and after"
    measure = "Measure in which the source states the change"
    yield Column(f"{name}_text", "Change, in words", path=(name, "text"))
    yield Column(f"{name}_stated", stated, "boolean", path=(name, "stated"))
    yield Column(f"{name}_measure", measure, choices=tuple(change.STATED_MEASURES), path=(name, "measure"))
    for part in MEASURES:
        prefix, description = f"{name}_{part}", MEASURE_DESCRIPTIONS[part]
        yield from quantity_columns(prefix, description, path=(name, part), is_computed=True)
        yield Column(f"{prefix}_unit", f"{description}: the unit", path=(name, part, "unit"))
        reason = f"{description}: why it cannot be computed"
        yield Column(f"{prefix}_not_computed", reason, path=(name, "not_computed", part))
