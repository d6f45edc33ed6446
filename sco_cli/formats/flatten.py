"""Flattens nested records to rows of cells, for CSV and TSV."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from sco_cli.formats.json_encoder import encode_compact
from sco_cli.formats.spreadsheet_cells import Cell
from sco_cli.models.json_values import JsonRecord
from sco_cli.reports.report import Report

QUANTITY_KEYS = ("value", "qualifier", "about", "low", "high")
"""The keys of a quantity that become columns. Its text is part of the title, and the unit has a column already."""


def iter_rows(report: Report) -> Iterator[list[Cell]]:
    """Yield the header, and then a row for each record.

    Nested keys are joined with underscores, as in `change_measure`. Lists of records and tables by year are JSON in one
    cell. Numbers stay numbers; a missing value is None.
    """
    template = _flatten_by_key(report.template)
    records = [_flatten_by_key(record) for record in report.records]
    header: dict[str, None] = {}
    for key in dict.fromkeys(key for record in (template, *records) for key in record):
        header |= _columns(key, template.get(key, {}), (record[key] for record in records if key in record))
    yield list(header)
    for record in records:
        cells = dict(chain.from_iterable(by_column.items() for by_column in record.values()))
        yield [cells.get(column) for column in header]


def _flatten_by_key(record: JsonRecord) -> dict[str, dict[str, Cell]]:
    """The cells of each key of a record, by column."""
    return {
        key: dict(_flatten({key: value})) if isinstance(value, dict | list) else {key: _cell(value)}
        for key, value in record.items()
    }


def _flatten(record: JsonRecord, prefix: str = "") -> Iterator[tuple[str, Cell]]:
    """Yield the columns of a record with their cells."""
    for key, value in record.items():
        if isinstance(value, dict) and "qualifier" in value:
            yield from ((f"{prefix}{key}_{part}", value[part]) for part in QUANTITY_KEYS)
        elif isinstance(value, dict) and any(name.isdecimal() for name in value):
            yield prefix + key, encode_compact(value)  # a table by year: a column for each year would be no table
        elif isinstance(value, dict) and value:
            yield from _flatten(value, f"{prefix}{key}_")
        elif isinstance(value, list) and any(isinstance(item, dict | list) for item in value):
            yield prefix + key, encode_compact(value)
        elif isinstance(value, list):
            yield prefix + key, "; ".join(map(str, value))
        else:
            yield prefix + key, _cell(value)


def _cell(value: Cell) -> Cell:
    """The cell of a value; an empty one has none."""
    return None if value in ("", {}) else value


def _columns(key: str, template_columns: Iterable[str], rows: Iterable[dict[str, Cell]]) -> dict[str, None]:
    """The columns of a key, as the keys of a dict: those of the template, and those with a value in any record.

    If the values of the key are nested objects, only the nested columns are kept, not one for the key itself.
    """
    used = (column for cells in rows for column, cell in cells.items() if cell is not None)
    columns = dict.fromkeys(chain(template_columns, used))
    if len(columns) > 1:
        columns.pop(key, None)
    return columns
