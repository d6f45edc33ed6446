"""A folder of Parquet files: a file a table, and in the table of a kind of record also its lists, nested.

Rows are written in groups, so that memory does not grow with the base. Numbers of sources are exact decimals; beside a
date, which may be a month, a year or an interval, a column ending in `_day` has it as a date if it is a full day.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from sco_cli.atomic import atomic_folder
from sco_cli.exports import libraries
from sco_cli.exports.schema import Cell, Column, Table
from sco_cli.exports.tables import Tables, tables_of
from sco_cli.models.factbase import FactBase
from sco_cli.models.json_values import JsonRecord
from sco_cli.reports.records import all_records

if TYPE_CHECKING:
    from sco_cli.models.facts import AnyRecord

GROUP_ROWS = 16_384
"""The rows of a row group."""

PRECISION, SCALE = 38, 10
"""Digits of a decimal of 128 bits, and how many of them are behind the point."""

MAX_INTEGER = 2**63 - 1
FULL_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def export(base: FactBase, records: Iterable[AnyRecord], path: Path, *, force: bool) -> Sequence[str]:
    """Write the folder; returns how many numbers no column holds. The same pyarrow writes the same bytes.

    Raises BadRequest without pyarrow.
    """
    try:
        import pyarrow as pa  # noqa: PLC0415  # optional
        from pyarrow import parquet  # noqa: PLC0415
    except ModuleNotFoundError as error:
        raise libraries.missing("a folder of Parquet files", "parquet") from error

    tables = tables_of(base)
    names = {table.name: f"{table.name}.parquet" for table in tables.all}
    with atomic_folder(path, tuple(names.values()), force=force) as streams:
        files = {
            table.name: _TableFile(pa, parquet, streams[names[table.name]], table, _lists_of(table, tables))
            for table in tables.all
        }
        try:
            for record in all_records(base, records):
                _add(files, tables, record)
            for file in files.values():
                file.close()
        finally:
            for file in files.values():
                with suppress(Exception):  # after a failed write, closing fails again, with errors of pyarrow's own
                    file.writer.close()
    missing = sum(file.missing for file in files.values())
    if missing:
        return [f"numbers with more digits than a column holds are null ({missing} in all); .jsonl has every digit"]
    return []


def _lists_of(table: Table, tables: Tables) -> list[Table]:
    """The tables of the lists that records of a table have; none for the table of a list."""
    return [] if table.is_list else [other for other in tables.all if other.is_list and other.kind == table.kind]


def _nested_name(table: Table) -> str:
    """The name of a list among the columns of its record: its key in the json format."""
    return table.field or table.rows


def _add(files: dict[str, _TableFile], tables: Tables, record: JsonRecord) -> None:
    """Add the rows of a record to all files, and the lists to the row of the record."""
    rows: dict[str, tuple[_TableFile, dict[str, Any]]] = {}
    for table, cells in tables.iter_rows(record):
        file = files[table.name]
        row = file.row(cells)
        if table.is_list:
            file.add(row)
            item = dict(list(row.items())[1:])
            rows[table.kind][1][_nested_name(table)].append(item.popitem()[1] if _is_plain(table) else item)
        else:
            rows[table.kind] = (file, row | {_nested_name(other): [] for other in file.lists})
    for file, row in rows.values():
        file.add(row)


def _is_plain(table: Table) -> bool:
    """Whether the items of a list are single values, which need no names."""
    return table.rows != "years" and len(table.columns) == 3


class _TableFile:
    """Writes the rows of a table to a file in groups."""

    def __init__(self, pa: Any, parquet: Any, stream: BinaryIO, table: Table, lists: Sequence[Table]) -> None:
        self.lists = lists
        self.missing = 0
        self._pa, self._table = pa, table
        fields = [*_fields(pa, table.columns)]
        for other in lists:
            inner = [*_fields(pa, other.columns[1:])]
            items = inner[-1].type if _is_plain(other) else pa.struct(inner)
            fields.append(pa.field(_nested_name(other), pa.list_(items), metadata={"description": other.description}))
        self._schema = pa.schema(fields, metadata={"description": table.description})
        self._columns: dict[str, list[Any]] = {field.name: [] for field in fields}
        self.writer = parquet.ParquetWriter(stream, self._schema, compression="zstd")

    def row(self, cells: Sequence[Cell]) -> dict[str, Any]:
        """The values of a row by column."""
        row: dict[str, Any] = {}
        for column, cell in zip(self._table.columns, cells, strict=True):
            value = _value(column, cell)
            self.missing += value is None and cell is not None
            row[column.name] = value
            if column.holds == "dates":
                is_day = isinstance(cell, str) and FULL_DATE.fullmatch(cell)
                row[f"{column.name}_day"] = date.fromisoformat(str(cell)) if is_day else None
        return row

    def add(self, row: dict[str, Any]) -> None:
        """Add a row, and write the group if it is complete."""
        for name, value in row.items():
            self._columns[name].append(value)
        if len(self._columns[self._schema.names[0]]) >= GROUP_ROWS:
            self._write()

    def _write(self) -> None:
        arrays = [self._pa.array(self._columns[field.name], field.type) for field in self._schema]
        self.writer.write_table(self._pa.Table.from_arrays(arrays, schema=self._schema), row_group_size=GROUP_ROWS)
        for values in self._columns.values():
            values.clear()

    def close(self) -> None:
        """Write what is left and the end of the file."""
        if self._columns[self._schema.names[0]]:
            self._write()
        self.writer.close()


def _fields(pa: Any, columns: Iterable[Column]) -> Iterator[Any]:
    """The fields of Arrow for columns."""
    types = {
        "string": pa.string(),
        "integer": pa.int64(),
        "number": pa.decimal128(PRECISION, SCALE),
        "boolean": pa.bool_(),
        "array": pa.list_(pa.string()),
    }
    for column in columns:
        type_ = pa.float64() if column.holds == "computed" else types[column.type]
        yield pa.field(column.name, type_, metadata={"description": column.description})
        if column.holds == "dates":
            description = f"{column.description}, if it is a full day"
            yield pa.field(f"{column.name}_day", pa.date32(), metadata={"description": description})


def _value(column: Column, cell: Cell) -> object:
    """The value of a cell as its column holds it; None for a number that it cannot hold exactly."""
    if cell is None or isinstance(cell, str | list | bool):
        return cell
    if column.holds == "computed":
        return float(cell)
    if column.type == "integer":
        return cell if isinstance(cell, int) and abs(cell) <= MAX_INTEGER else None
    if isinstance(cell, float):
        return None
    number = Decimal(cell)
    exponent = number.as_tuple().exponent
    assert isinstance(exponent, int)  # no number of a fact base is infinite
    return number if exponent >= -SCALE and number.adjusted() < PRECISION - SCALE else None
