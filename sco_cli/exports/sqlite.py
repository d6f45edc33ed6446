"""A SQLite database: the tables with their keys, a view `claims` of all facts, and a full-text index.

Numbers are NUMERIC: SQLite has them as an integer of 64 bits or a double. The text columns beside them have every
digit. A list in the view is a JSON array, which Datasette shows as facets and `json_each` splits.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from sco_cli.atomic import atomic_file
from sco_cli.errors import OutputFailed
from sco_cli.exports.schema import Cell
from sco_cli.exports.tables import Tables, tables_of
from sco_cli.formats.json_encoder import encode_compact
from sco_cli.models.factbase import FactBase, is_fact
from sco_cli.models.json_values import JsonRecord
from sco_cli.queries.search import iter_texts
from sco_cli.reports.records import base_record, to_record

if TYPE_CHECKING:
    from sco_cli.models.facts import AnyRecord

SQL_TYPES = {"string": "TEXT", "integer": "INTEGER", "number": "NUMERIC", "boolean": "INTEGER", "array": "TEXT"}
MAX_INTEGER = 2**63 - 1

CACHE_KIB = 64 * 1024
"""How much of the file SQLite keeps in memory: with its own 2 MiB it reads and writes parts of large indexes again."""

INDEX = """
CREATE VIRTUAL TABLE facts_fts USING fts5(
  id UNINDEXED, title, words, tokenize="unicode61 remove_diacritics 2")
"""
"""The texts of each fact and all names of the records it refers to. The rowid equals the one in `facts`."""

_LEVELS = ", ".join(
    f"figures.{name}_{part}"
    for name in ("before", "after", "value")
    for part in ("text", "qualifier", "value", "low", "high")
)


def export(base: FactBase, records: Iterable[AnyRecord], path: Path, *, force: bool) -> tuple[()]:
    """Write the database. The same base gives the same bytes with the same release of SQLite."""
    with atomic_file(path, force=force) as stream:
        try:
            with closing(sqlite3.connect(stream.name, isolation_level=None)) as connection:
                _fill(connection, base, records)
        except sqlite3.Error as error:  # such as a SQLite without full-text search, or a lack of memory
            raise OutputFailed(f'cannot write "{path}": SQLite says: {error}') from error
    return ()


def _fill(connection: sqlite3.Connection, base: FactBase, records: Iterable[AnyRecord]) -> None:
    """Create the tables, indexes and the view in an empty database, and insert the rows."""
    tables = tables_of(base)
    # No journal beside the file and no waiting for the disk, for the file has its name only when it is complete.
    cache = f"PRAGMA cache_size = -{CACHE_KIB}"
    for statement in ("PRAGMA journal_mode = MEMORY", "PRAGMA synchronous = OFF", cache, "BEGIN"):
        connection.execute(statement)
    for statement in (*_create_tables(tables), *_create_indexes(tables), _create_view(tables), INDEX):
        connection.execute(statement)
    inserts = {
        table.name: f"INSERT INTO {table.name} VALUES ({', '.join('?' * len(table.columns))})"  # noqa: S608  # ours
        for table in tables.all
    }

    cursor = connection.cursor()

    def insert(record: JsonRecord) -> dict[str, int | None]:
        """Insert the rows of a record; returns the id of the last row in each table."""
        rows = ((table.name, [*map(_sql_value, cells)]) for table, cells in tables.iter_rows(record))
        return {name: cursor.execute(inserts[name], cells).lastrowid for name, cells in rows}

    insert(base_record(base))
    for item in records:
        record = to_record(base, item)
        rowids = insert(record)
        if is_fact(item):
            words = "\n".join(dict.fromkeys(text for _, text in iter_texts(base, item)))
            cells = [rowids["facts"], item.id, record["title"], words]
            cursor.execute("INSERT INTO facts_fts (rowid, id, title, words) VALUES (?, ?, ?, ?)", cells)
    connection.execute("COMMIT")


def _create_tables(tables: Tables) -> Iterator[str]:
    for table in tables.all:
        parts = []
        for column in table.columns:
            required = " NOT NULL" if column.required else ""
            target = column.foreign_key
            references = f" REFERENCES {target}({tables.key_columns[target]})" if target else ""
            parts.append(f"  {column.name} {SQL_TYPES[column.type]}{required}{references}")
        parts.append(f"  PRIMARY KEY ({', '.join(table.key)})")
        yield f"CREATE TABLE {table.name} (\n" + ",\n".join(parts) + "\n)"


def _create_indexes(tables: Tables) -> Iterator[str]:
    """An index for every foreign key, which SQLite does not make by itself."""
    for table in tables.all:
        for column in table.columns:
            if column.foreign_key and column.name != table.key[0]:
                yield f"CREATE INDEX {table.name}_{column.name} ON {table.name} ({column.name})"


def _create_view(tables: Tables) -> str:
    """The view `claims`: all facts, each with what the table of its kind has."""
    fact_tables = [table for table in tables.all if table.columns[0].foreign_key == "facts" and not table.is_list]
    joins = "\n".join(f"LEFT JOIN {table.name} ON {table.name}.id = facts.id" for table in fact_tables)
    summaries = ", ".join(
        f"{table.name}.summary" for table in fact_tables if any(column.name == "summary" for column in table.columns)
    )
    return f"""
CREATE VIEW claims AS
SELECT
  facts.rowid AS number, facts.id, facts.kind, facts.title, facts.standing,
  (SELECT json_group_array(country) FROM (
    SELECT country FROM fact_countries WHERE fact = facts.id ORDER BY position)) AS countries,
  facts.countries_open,
  (SELECT json_group_array(place) FROM (
    SELECT place FROM fact_places WHERE fact = facts.id ORDER BY position)) AS places,
  (SELECT json_group_array(organization) FROM (
    SELECT organization FROM fact_organizations WHERE fact = facts.id ORDER BY position)) AS organizations,
  facts.period, areas.name AS area, coalesce(projects.stage, figures.stage) AS stage,
  metrics.name AS metric, figures.unit, {_LEVELS},
  figures.change_text, figures.change_stated, figures.project, statements.speaker, statements.role, events.place,
  coalesce({summaries}) AS summary,
  facts.attribution, facts.inferred, facts.not_stated, facts.note,
  (SELECT json_group_array(source) FROM (
    SELECT source FROM evidence WHERE fact = facts.id GROUP BY source ORDER BY min(position))) AS sources
FROM facts
{joins}
LEFT JOIN metrics ON metrics.id = figures.metric
LEFT JOIN areas ON areas.id = coalesce(projects.area, figures.area, statements.area)
ORDER BY facts.rowid
"""  # noqa: S608  # no part of it comes from a user


def _sql_value(cell: Cell) -> str | int | float | None:
    """A cell as SQLite can store it: an array as JSON, a decimal or an integer of more than 64 bits as a double."""
    if cell is None or isinstance(cell, str):  # as nearly all cells are
        return cell
    if isinstance(cell, list):
        return encode_compact(cell)
    if isinstance(cell, Decimal) or (isinstance(cell, int) and abs(cell) > MAX_INTEGER):
        return float(cell)
    return cell
