"""What each kind of export leaves out: exactly what docs/scale.md lists. JSON Lines leave out nothing of a base."""

from __future__ import annotations

import csv
import datetime as dt
import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from support.bases import base_with
from support.paths import EXAMPLES, ROOT
from support.runner import run_sco

from sco_cli.exports.graph import nodes
from sco_cli.exports.registry import EXPORTERS
from sco_cli.exports.schema import Cell, Column, Table
from sco_cli.exports.tables import tables_of
from sco_cli.loading.loader import load
from sco_cli.models.factbase import FactBase
from sco_cli.reports.records import all_records

PAGE = ROOT / "docs" / "scale.md"

LONG = Decimal("123456789012345678901234567890.5")
"""A number with more digits than a double, Excel or a column of Parquet holds."""

HARD = rf"""# A comment
[[countries]]
code = "NA"
alpha3 = "NAM"
name = "Namibia"
aliases = ["=1+1", "zero\u200bwidth", "bell\u0007", "b", "a", "0123", "true"]
[[metrics]]
id = "m"
name = "M"
definition = "D"
[[metrics]]
id = "bounded"
name = "Bounded"
definition = "D"
maximum = {LONG}
[[figures]]
id = "long"
metric = "m"
value = {{ over = {LONG} }}
period = "2024"
inferred = ["period", "countries"]
countries = ["NA"]
evidence = [{{ source = "s" }}]
[[figures]]
id = "thirds"
metric = "m"
countries = ["NA"]
before = 3
after = {{ over = 10.1 }}
period = "1899-12-31"
evidence = [{{ source = "s", stance = "states" }}, {{ source = "s", stance = "context", note = "a; b" }}]
"""


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A base with what some kind of export does not hold."""
    path = tmp_path_factory.mktemp("base") / "hard.toml"
    path.write_text(base_with(HARD), "utf-8")
    return path


def leaves(value: object, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], object]]:
    """Every value in a record that is neither an object, a list nor null, with the keys that lead to it."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from leaves(item, (*path, key))
    elif isinstance(value, list):
        for item in value:
            yield from leaves(item, path)
    elif value is not None:
        yield path, value


def rows_of(base: FactBase) -> dict[str, list[tuple[Table, list[Cell]]]]:
    """The rows of each table of an export, as they are before a format writes them."""
    tables = tables_of(base)
    rows: dict[str, list[tuple[Table, list[Cell]]]] = {table.name: [] for table in tables.all}
    for record in all_records(base, base.records):
        for table, cells in tables.iter_rows(record):
            rows[table.name].append((table, cells))
    return rows


# ---- What is read back, in the types that sco has ----


def csv_value(column: Column, text: str) -> object:
    """The value of a cell of csv, by the type that `datapackage.json` gives."""
    types: dict[str, Callable[[str], object]] = {
        "integer": int,
        "number": Decimal,
        "boolean": {"true": True, "false": False}.__getitem__,
        "array": json.loads,
        "string": str,
    }
    return types[column.type](text) if text else None


def read_csv(folder: Path, table: Table) -> list[list[object]]:
    """The rows of a table in a folder of csv files."""
    with (folder / f"{table.name}.csv").open(encoding="utf-8", newline="") as stream:
        lines = [*csv.reader(stream)][1:]
    return [[csv_value(*cell) for cell in zip(table.columns, line, strict=True)] for line in lines]


def read_database(file: Path, table: Table) -> list[list[object]]:
    """The rows of a table in SQLite."""
    types: dict[str, Callable[[Any], object]] = {"boolean": bool, "array": json.loads}
    with closing(sqlite3.connect(file)) as connection:
        rows = connection.execute(f"SELECT * FROM {table.name} ORDER BY rowid").fetchall()  # noqa: S608  # ours
    return [
        [
            value if value is None or column.type not in types else types[column.type](value)
            for column, value in zip(table.columns, row, strict=True)
        ]
        for row in rows
    ]


def read_workbook(file: Path, table: Table) -> list[list[object]]:
    """The rows of a sheet; a day is a date in a workbook, and text in sco."""
    openpyxl = pytest.importorskip("openpyxl")
    sheet = openpyxl.load_workbook(file)[table.name]
    return [
        [value.date().isoformat() if isinstance(value, dt.datetime) else value for value in row]
        for row in sheet.iter_rows(min_row=2, max_col=len(table.columns), values_only=True)
    ]


def read_parquet(folder: Path, table: Table) -> list[list[object]]:
    """The rows of a table in a folder of Parquet files, without what is nested in them."""
    reader = pytest.importorskip("pyarrow.parquet")
    rows = reader.read_table(folder / f"{table.name}.parquet").to_pylist()
    return [[row[column.name] for column in table.columns] for row in rows]


def is_same(cell: Cell, read: object) -> bool:
    """Whether a value that was read back is the one that was written, in its type and with every digit."""
    if isinstance(cell, Decimal | int | float) and not isinstance(cell, bool):
        is_number = isinstance(read, Decimal | int | float) and not isinstance(read, bool)
        return is_number and Decimal(str(read)) == Decimal(str(cell))
    return type(cell) is type(read) and cell == read


ROUNDED = float(LONG)
LOST = {
    "csv/": {
        ("alias", "=1+1", "'=1+1"),
        ("alias", "zero\u200bwidth", r"zero\u200bwidth"),
        ("alias", "bell\7", r"bell\x07"),
    },
    "x.db": {(name, LONG, ROUNDED) for name in ("value_value", "value_low", "maximum")},
    "x.xlsx": {
        *((name, LONG, str(LONG)) for name in ("value_value", "value_low", "maximum")),
        ("inferred", "['period', 'countries']", "period; countries"),
        ("inferred", "[]", ""),
        ("not_stated", "['who measured']", "who measured"),
        ("alias", "bell\7", "bell_x0007_"),  # openpyxl leaves the escape of the format, which Excel reads
    },
    "x.parquet": {(name, LONG, None) for name in ("value_value", "value_low", "maximum")},
}
"""For each export of tables what is read back as something else: the column, the cell, and what is read."""

READERS = {"csv/": read_csv, "x.db": read_database, "x.xlsx": read_workbook, "x.parquet": read_parquet}


@pytest.mark.parametrize("name", LOST)
def test_an_export_of_tables_holds_every_cell_but_those_that_are_listed(name: str, base: Path, tmp_path: Path) -> None:
    if name == "x.xlsx":
        pytest.importorskip("xlsxwriter")
    assert run_sco("export", f"{tmp_path}/{name}", "--facts", base).code == 0
    lost = set()
    for rows in rows_of(load(base)).values():
        if rows:
            read = READERS[name](tmp_path / name, rows[0][0])
            for (table, cells), values in zip(rows, read, strict=True):
                for column, cell, value in zip(table.columns, cells, values, strict=True):
                    if name == "x.xlsx" and isinstance(cell, float):
                        assert value == float(f"{cell:.16g}")  # XlsxWriter writes no more digits, and Excel shows 15
                        continue
                    if not is_same(cell, value):
                        lost.add((column.name, str(cell) if isinstance(cell, list) else cell, value))
    assert lost == LOST[name]


def test_tables_hold_every_value_of_a_record_but_its_kind_and_endless_fractions() -> None:
    loaded = load(EXAMPLES)
    tables = tables_of(loaded)
    lost = set()
    for record in all_records(loaded, loaded.records):
        cells: set[str] = set()
        for _, row in tables.iter_rows(record):
            cells.update(str(value) for cell in row for value in (cell if isinstance(cell, list) else [cell]))
        lost |= {path for path, value in leaves(record) if str(value) not in cells}
    fractions = {("change", part, f"{end}_fraction") for part in ("percent", "ratio") for end in ("low", "high")}
    assert lost == {("kind",), *fractions}  # the kind is the name of the table


def test_linked_data_hold_every_value_but_what_is_not_stated_and_decimals_of_endless_fractions() -> None:
    loaded = load(EXAMPLES)
    lost = set()
    for item in loaded.records:
        _, record = all_records(loaded, [item])
        texts: set[str] = set()
        for node in [*nodes(loaded, [item])][1:]:
            texts |= {node.iri.text.rpartition("#")[2], *(name.partition(":")[2].casefold() for name in node.classes)}
            for _, values in node.properties:
                texts.update(text for value in values for text in (value.text, value.text.partition("/")[2]))
        for path, value in leaves(record):
            text = (
                str(value).lower()
                if isinstance(value, bool)
                else f"{value:f}"
                if isinstance(value, Decimal)
                else str(value)
            )
            if text not in texts and not (path[0] == "change" and isinstance(value, float)):
                lost.add((record["kind"], *path))
    assert {path[1:] for path in lost} == {("kind",), ("not_stated",)}
    assert {path[0] for path in lost if path[1:] == ("kind",)} == {"area", "metric", "series", "source"}  # as classes


def triples(base: FactBase) -> set[tuple[object, ...]]:
    """What the graph of a base says: a name, a property and a value."""
    return {
        (node.iri, name, value)
        for node in nodes(base, base.records)
        for name, values in node.properties
        for value in values
    }


def test_a_graph_has_no_order_of_aliases(base: Path, tmp_path: Path) -> None:
    text = base.read_text("utf-8")
    (tmp_path / "other.toml").write_text(text.replace('"b", "a"', '"a", "b"'), "utf-8")
    said = [
        {
            (node.iri, name, value)
            for node in nodes(loaded, loaded.records)
            for name, values in node.properties
            for value in values
        }
        for loaded in (load(base), load(tmp_path / "other.toml"))
    ]
    assert said[0] == said[1]


def test_json_lines_hold_the_whole_base_but_not_the_comments_of_its_file(base: Path, tmp_path: Path) -> None:
    assert run_sco("export", tmp_path / "x.jsonl", "--facts", base).code == 0
    again, first = load(tmp_path / "x.jsonl"), load(base)
    assert (again.info, again.records) == (first.info, first.records)
    assert "A comment" not in (tmp_path / "x.jsonl").read_text("utf-8")


@pytest.mark.skipif(not PAGE.exists(), reason="the page is not here")
def test_the_page_lists_what_every_kind_of_export_leaves_out() -> None:
    section = PAGE.read_text("utf-8").partition("## What an export leaves out\n")[2].partition("\n## ")[0]
    assert all(f"`{suffix}`" in section for suffix in EXPORTERS)
    assert "csv" in section and "TOML" in section
