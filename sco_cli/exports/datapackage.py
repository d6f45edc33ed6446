"""A folder of csv files with a `datapackage.json`, by Frictionless Data's Data Package (version 1) and Table Schema."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Any

from sco_cli.atomic import atomic_folder
from sco_cli.exports.progress import Track
from sco_cli.exports.schema import Column, Table
from sco_cli.exports.tables import KEYS, TABLES, rows
from sco_cli.formats.flatten import escape_cell
from sco_cli.formats.json_encoder import compact, indented
from sco_cli.models.factbase import FactBase
from sco_cli.models.json_values import JsonRecord
from sco_cli.reports.records import all_records

DESCRIPTOR = "datapackage.json"
ABOUT = (
    "A fact base: claims, each in the strength that its source gives it, and what is on record about them. Text that "
    "begins with = + - @ has an apostrophe before it, so that no spreadsheet runs it as a formula, and characters that "
    "a terminal would obey are escaped; the export to JSON Lines has every text as it is."
)


def export(base: FactBase, path: Path, *, force: bool, track: Track[Any]) -> None:
    """Write a csv file for each table, and the descriptor of all."""
    files = {table.name: f"{table.name}.csv" for table in TABLES}
    with atomic_folder(path, (DESCRIPTOR, *files.values()), force=force) as streams:
        texts = {name: io.TextIOWrapper(streams[file], "utf-8", newline="") for name, file in files.items()}
        writers = {name: csv.writer(text) for name, text in texts.items()}
        for table in TABLES:
            writers[table.name].writerow(column.name for column in table.columns)
        for record in all_records(base, track(base.records)):
            for table, row in rows(record):
                writers[table.name].writerow(map(_cell, row))
        for text in texts.values():
            text.detach()  # flushes, and leaves the file open
        streams[DESCRIPTOR].writelines(piece.encode() for piece in indented(descriptor(base)))


def descriptor(base: FactBase) -> JsonRecord:
    """What the tables are, where they come from and on what terms, in the words of the standard."""
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
        "description": ABOUT,
        **({"licenses": [{"name": licence, "title": base.info.licence}]} if licence else {}),
        "sources": list(sources),
        "resources": [_resource(table) for table in TABLES],
    }


def _resource(table: Table) -> JsonRecord:
    keys = [
        {"fields": column.name, "reference": {"resource": column.refers, "fields": KEYS[column.refers]}}
        for column in table.columns
        if column.refers
    ]
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": f"{table.name}.csv",
        "description": table.about,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "primaryKey": table.key,
            **({"foreignKeys": keys} if keys else {}),
        },
    }


def _field(column: Column) -> JsonRecord:
    constraints: JsonRecord = {"required": True} if column.required else {}
    if column.words:
        constraints["enum"] = list(column.words)
    return {
        "name": column.name,
        "type": column.type,
        "description": column.about,
        **({"constraints": constraints} if constraints else {}),
    }


def _cell(value: Any) -> Any:
    return escape_cell(compact(value) if isinstance(value, list) else value)
