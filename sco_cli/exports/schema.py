"""What a table is made of, and how the rows of one come from records by the contract of the json format."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any, Literal, NamedTuple

from sco_cli.models.json_values import JsonRecord

Type = Literal["string", "integer", "number", "boolean", "array"]
Row = Mapping[str, Any]


class Column(NamedTuple):
    """A column; `refers` is the table whose key it holds, `words` the closed list that it is from."""

    name: str
    about: str
    type: Type = "string"
    required: bool = False
    refers: str | None = None
    words: tuple[str, ...] = ()


class Table(NamedTuple):
    """A table made of the records of a kind, "fact" for facts of every kind; `rows` makes its rows of one record.

    Its key is the first column, or the first two where its rows are the items of a list.
    """

    name: str
    about: str
    kind: str
    columns: tuple[Column, ...]
    rows: Callable[[JsonRecord], Iterable[Row]] = lambda record: [record]
    is_list: bool = False

    @property
    def key(self) -> list[str]:
        """The names of the columns that tell rows apart."""
        return [column.name for column in self.columns[: 2 if self.is_list else 1]]


def list_table(
    name: str, about: str, owner: tuple[str, str], values: Callable[[JsonRecord], Iterable[Any]], *columns: Column
) -> Table:
    """A table of the items of a list: the id of the record, the position, then the columns.

    `owner` is the kind of the record and its table. An item that has no keys stands in the only column.
    """
    kind, refers = owner
    first = Column(kind, f"the {kind}", required=True, refers=refers)
    position = Column("position", "the place in the list, from 1", "integer", required=True)

    def rows(record: JsonRecord) -> Iterator[Row]:
        for number, value in enumerate(values(record), start=1):
            cells = value if isinstance(value, dict) else {columns[0].name: value}
            yield {kind: record["id"], "position": number, **cells}

    return Table(name, about, kind, (first, position, *columns), rows, is_list=True)


def year_table(name: str, about: str, field: str, *columns: Column) -> Table:
    """A table of what a series has by year; its number also as text, with every digit."""
    first = Column("series", "the series", required=True, refers="series")
    year = Column("year", "the year", "integer", required=True)

    def rows(record: JsonRecord) -> Iterator[Row]:
        for number, value in record[field].items():
            text = f"{value:f}" if isinstance(value, Decimal) else str(value)
            yield {"series": record["id"], "year": int(number), "text": text, "value": value}

    return Table(name, about, "series", (first, year, *columns), rows, is_list=True)


def quantity(name: str, about: str) -> tuple[Column, ...]:
    """The columns of a quantity."""
    return (
        Column(f"{name}_text", f"{about}, in words"),
        Column(f"{name}_qualifier", f"{about}: the source's own word on the number"),
        Column(f"{name}_about", f"{about}: whether it is no more than near", "boolean"),
        Column(f"{name}_value", f"{about}: the number that the words qualify", "number"),
        Column(f"{name}_low", f"{about}: the least that the words allow", "number"),
        Column(f"{name}_high", f"{about}: the most that the words allow", "number"),
        Column(f"{name}_low_included", f"{about}: whether it may be the least", "boolean"),
        Column(f"{name}_high_included", f"{about}: whether it may be the most", "boolean"),
    )


def change(measure: str, about: str) -> tuple[Column, ...]:
    """The columns of a change in one measure, or of the reason why there is none."""
    name = f"change_{measure}"
    reason = Column(f"{name}_not_computed", f"{about}: why it cannot be computed")
    return (*quantity(name, about), Column(f"{name}_unit", f"{about}: the unit"), reason)


def figure_rows(record: JsonRecord) -> Iterator[Row]:
    """A figure with its quantities and the measures of its change side by side."""
    stated = record["change"] or {}
    flat = record | {f"change_{name}": stated.get(name) for name in ("text", "stated", "measure")}
    quantities = {name: record[name] for name in ("before", "after", "value")}
    for measure, reason in stated.get("not_computed", {}).items():
        flat[f"change_{measure}_not_computed"] = reason
        quantities[f"change_{measure}"] = stated[measure]
    for name, known in quantities.items():
        flat |= {f"{name}_{part}": value for part, value in (known or {}).items()}
    yield flat
