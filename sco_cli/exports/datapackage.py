"""A folder of csv files with a `datapackage.json`: Data Package and Table Schema, version 1, of Frictionless Data."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from sco_cli.atomic import atomic_folder
from sco_cli.exports.schema import Cell, Column, Table
from sco_cli.exports.tables import Tables, tables_of
from sco_cli.formats import spreadsheet_cells
from sco_cli.formats.json_encoder import encode_compact, encode_indented
from sco_cli.models.factbase import FactBase
from sco_cli.models.json_values import JsonRecord
from sco_cli.reports.records import all_records

if TYPE_CHECKING:
    from sco_cli.models.facts import AnyRecord

DESCRIPTOR = "datapackage.json"
DESCRIPTION = (
    "A fact base: claims, each as strong as its source puts it, with the evidence on record. An apostrophe is put "
    "before text that begins with =, +, - or @, so that no spreadsheet runs it as a formula. Numbers stay as they are, "
    "also with a unit or words after them, such as -17 USD/t, if these contain no digits, brackets or operators. "
    "Control characters and invisible characters are escaped. The export to JSON Lines has every text unchanged."
)


def export(base: FactBase, records: Iterable[AnyRecord], path: Path, *, force: bool) -> tuple[()]:
    """Write a csv file for each table, and the descriptor of all of them."""
    tables = tables_of(base)
    names = {table.name: f"{table.name}.csv" for table in tables.all}
    with atomic_folder(path, (DESCRIPTOR, *names.values()), force=force) as streams:
        texts = {table: io.TextIOWrapper(streams[name], "utf-8", newline="") for table, name in names.items()}
        writers = {table: csv.writer(text) for table, text in texts.items()}
        for table in tables.all:
            writers[table.name].writerow(column.name for column in table.columns)
        for record in all_records(base, records):
            for table, cells in tables.iter_rows(record):
                writers[table.name].writerow(map(_csv_value, cells))
        for text in texts.values():
            text.detach()  # flushes the text, but does not close the stream
        streams[DESCRIPTOR].writelines(piece.encode() for piece in encode_indented(descriptor(base, tables)))
    return ()


def descriptor(base: FactBase, tables: Tables) -> JsonRecord:
    """The contents of `datapackage.json`: title and licence of the base, its sources, and the schema of each table."""
    licence = re.sub(r"[^-A-Za-z0-9._]+", "-", base.info.licence).strip("-")
    sources = (
        {"title": source.title, **({"path": source.url} if source.url and ".." not in source.url else {})}
        for source in base.sources
    )
    return {
        "profile": "tabular-data-package",
        "name": base.info.id,
        "title": base.info.title,
        "version": base.info.as_of,
        "description": DESCRIPTION,
        **({"licenses": [{"name": licence, "title": base.info.licence}]} if licence else {}),
        "sources": list(sources),
        "resources": [_resource(table, tables) for table in tables.all],
    }


def _resource(table: Table, tables: Tables) -> JsonRecord:
    foreign_keys = [
        {"fields": column.name, "reference": {"resource": target, "fields": tables.key_columns[target]}}
        for column in table.columns
        if (target := column.foreign_key)
    ]
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": f"{table.name}.csv",
        "description": table.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "primaryKey": table.key,
            **({"foreignKeys": foreign_keys} if foreign_keys else {}),
        },
    }


def _field(column: Column) -> JsonRecord:
    constraints: JsonRecord = {"required": True} if column.required else {}
    if column.choices:
        constraints["enum"] = list(column.choices)
    return {
        "name": column.name,
        "type": column.type,
        "description": column.description,
        **({"constraints": constraints} if constraints else {}),
    }


def _csv_value(cell: Cell) -> spreadsheet_cells.Cell:
    """A cell that no spreadsheet runs as a formula; an array is written as JSON."""
    return spreadsheet_cells.escape_cell(encode_compact(cell) if isinstance(cell, list) else cell)
