"""A SQLite database: the tables with their keys, a view `claims` with a row for each fact, and an index of all words.

Numbers are NUMERIC, which in SQLite is an integer of 64 bits or a double; the columns of text beside them keep every
digit. A list in a view is a JSON array, which Datasette can count and `json_each` takes apart.
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sco_cli.atomic import atomic_file
from sco_cli.errors import OutputFailed
from sco_cli.exports.progress import Track
from sco_cli.exports.schema import Table
from sco_cli.exports.tables import KEYS, TABLES, rows
from sco_cli.formats.json_encoder import compact
from sco_cli.models.factbase import FactBase
from sco_cli.queries.search import iter_texts
from sco_cli.reports.records import all_records

TYPES = {"string": "TEXT", "integer": "INTEGER", "number": "NUMERIC", "boolean": "INTEGER", "array": "TEXT"}
LARGEST = 2**63 - 1

INDEX = """
CREATE VIRTUAL TABLE facts_fts USING fts5(
  id UNINDEXED, title, words, tokenize="unicode61 remove_diacritics 2")
"""
"""Every text of each fact and all names of what it refers to, by the rowid of the fact."""

_LEVELS = ", ".join(
    f"figures.{name}_{part}"
    for name in ("before", "after", "value")
    for part in ("text", "qualifier", "value", "low", "high")
)
_KINDS = [table for table in TABLES if table.columns[0].refers == "facts" and not table.is_list]
_JOINED = "\n".join(f"LEFT JOIN {table.name} ON {table.name}.id = facts.id" for table in _KINDS)
_SUMMARIES = ", ".join(f"{table.name}.summary" for table in _KINDS if "summary" in [one.name for one in table.columns])
VIEW = f"""
CREATE VIEW claims AS
SELECT
  facts.rowid AS number, facts.id, facts.kind, facts.title, facts.standing,
  (SELECT json_group_array(country) FROM (
    SELECT country FROM fact_countries WHERE fact = facts.id ORDER BY position)) AS countries,
  facts.countries_open,
  (SELECT json_group_array(organization) FROM (
    SELECT organization FROM fact_organizations WHERE fact = facts.id ORDER BY position)) AS organizations,
  facts.period, areas.name AS area, coalesce(projects.stage, figures.stage) AS stage,
  metrics.name AS metric, figures.unit, {_LEVELS},
  figures.change_text, figures.change_stated, figures.project, statements.speaker, statements.role, events.place,
  coalesce({_SUMMARIES}) AS summary,
  facts.attribution, facts.inferred, facts.not_stated, facts.note,
  (SELECT json_group_array(source) FROM (
    SELECT source FROM evidence WHERE fact = facts.id GROUP BY source ORDER BY min(position))) AS sources
FROM facts
{_JOINED}
LEFT JOIN areas ON areas.id = projects.area
LEFT JOIN metrics ON metrics.id = figures.metric
ORDER BY facts.rowid
"""  # noqa: S608  # nothing in it comes from outside


def export(base: FactBase, path: Path, *, force: bool, track: Track[Any]) -> None:
    """Write the database, made in memory; the same base gives the same bytes by the same release of SQLite."""
    with atomic_file(path, force=force) as stream, closing(sqlite3.connect(":memory:")) as connection:
        try:
            fill(connection, base, track)
            stream.write(_image(connection))
        except sqlite3.Error as error:  # a SQLite without full-text search, or without the memory
            raise OutputFailed(f'cannot write "{path}": SQLite says: {error}') from error


def fill(connection: sqlite3.Connection, base: FactBase, track: Track[Any]) -> None:
    """Make the tables, rows and views in an empty database."""
    with connection:
        for command in (*map(_definition, TABLES), *_indexes(), VIEW, INDEX):
            connection.execute(command)
        inserts = {
            table.name: f"INSERT INTO {table.name} VALUES ({', '.join('?' * len(table.columns))})"  # noqa: S608  # ours
            for table in TABLES
        }
        for record in all_records(base, track(base.records)):
            for table, row in rows(record):
                at = connection.execute(inserts[table.name], list(map(_value, row))).lastrowid
                if table.name == "facts":
                    words = "\n".join(dict.fromkeys(text for _, text in iter_texts(base, base.get(record["id"]))))
                    index = "INSERT INTO facts_fts (rowid, id, title, words) VALUES (?, ?, ?, ?)"
                    connection.execute(index, [at, record["id"], record["title"], words])


def _definition(table: Table) -> str:
    parts = []
    for column in table.columns:
        required = " NOT NULL" if column.required else ""
        refers = f" REFERENCES {column.refers}({KEYS[column.refers]})" if column.refers else ""
        parts.append(f"  {column.name} {TYPES[column.type]}{required}{refers}")
    return f"CREATE TABLE {table.name} (\n" + ",\n".join([*parts, f"  PRIMARY KEY ({', '.join(table.key)})"]) + "\n)"


def _indexes() -> Iterator[str]:
    """An index for every reference, so that what refers to a record is found at once."""
    for table in TABLES:
        for column in table.columns:
            if column.refers and column.name != table.key[0]:
                yield f"CREATE INDEX {table.name}_{column.name} ON {table.name} ({column.name})"


def _value(cell: Any) -> Any:
    """The cell as SQLite can hold it."""
    if isinstance(cell, list):
        return compact(cell)
    is_too_long = isinstance(cell, int) and abs(cell) > LARGEST
    return float(cell) if is_too_long or isinstance(cell, Decimal) else cell


def _image(connection: sqlite3.Connection) -> bytes:
    """The database as the bytes of a file."""
    if sys.version_info >= (3, 11):
        return connection.serialize()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "image.db"
        with closing(sqlite3.connect(path)) as copy:
            connection.backup(copy)
        return path.read_bytes()
