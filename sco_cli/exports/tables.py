"""The tables of an export, and the rows that a record gives in them. All exports of tables share these."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from sco_cli.exports.schema import Cell, Column, Table
from sco_cli.loading import files
from sco_cli.models.factbase import FactBase
from sco_cli.models.json_values import JsonRecord

PATH = Path(__file__).with_name("tables.json")
"""The tables of the kinds of record that ship, with the names of the fields of each kind.

`sco_cli.exports.derived_tables` makes them from the models, and a test writes the file.
"""


class Tables:
    """All tables, in an order in which each refers to earlier ones; only evidence may refer to a later one, figures."""

    def __init__(self, tables: Iterable[Table]) -> None:
        self.all = tuple(tables)
        self.key_columns = {table.name: table.key[0] for table in self.all}
        """The column of each table that foreign keys refer to."""
        self._by_kind: dict[str, list[Table]] = {}
        for table in self.all:
            self._by_kind.setdefault(table.kind, []).append(table)

    def iter_rows(self, record: JsonRecord) -> Iterator[tuple[Table, list[Cell]]]:
        """Every row that a record in the json format gives, as its table and its cells."""
        kinds = ("fact", record["kind"]) if "standing" in record else (record["kind"],)
        for kind in kinds:
            for table in self._by_kind[kind]:
                for row in table.rows_of(record):
                    yield table, [column.cell(row) if column.path else row[column.name] for column in table.columns]


def tables_of(base: FactBase) -> Tables:
    """The tables for a base: from the file that ships, or from the models if a kind or a field is not in the file."""
    shipped = json.loads(files.read_packaged(PATH))
    if shipped["fields"] == {kind: list(names) for kind, names in base.fields.items()}:
        return Tables(map(_table, shipped["tables"]))
    # A lazy import: the models, and with them Pydantic, take longer to import than a small base to export.
    from sco_cli.exports.derived_tables import derive_tables  # noqa: PLC0415

    return Tables(derive_tables())


def _table(described: dict[str, Any]) -> Table:
    """The table that an object of the file describes; what it leaves out has its default."""
    return Table(**described | {"columns": tuple(map(_column, described["columns"]))})


def _column(described: dict[str, Any]) -> Column:
    lists = {key: tuple(value) for key, value in described.items() if isinstance(value, list)}
    return Column(**described | lists)
