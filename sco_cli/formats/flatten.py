"""Records as rows of cells, for formats that know nothing but tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from sco_cli.formats.json_encoder import compact
from sco_cli.models.json_values import JsonRecord
from sco_cli.reports.report import Report
from sco_cli.text import UNSAFE, escape_unsafe

QUANTITY = ("value", "qualifier", "about", "low", "high")
"""What a table keeps of a quantity, a column each; the words are in the title, the unit has its own column."""

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""Text that begins so is run by spreadsheets as a formula: https://owasp.org/www-community/attacks/CSV_Injection ."""


def rows(report: Report) -> Iterator[list[Any]]:
    """The header, then a row for each record; numbers stay numbers, what is not stated is an empty cell."""
    shape = _by_key(report.template)
    table = [_by_key(record) for record in report.records]
    header: dict[str, None] = {}
    for key in dict.fromkeys(key for row in (shape, *table) for key in row):
        header |= _columns(key, shape.get(key, []), (row[key] for row in table if key in row))
    yield list(header)
    for row in table:
        cells = dict(cell for found in row.values() for cell in found)
        yield [escape_cell(cells.get(column)) for column in header]


Cells = list[tuple[str, Any]]
"""Values, each with the column that it stands in."""


def _by_key(record: JsonRecord) -> dict[str, Cells]:
    return {key: list(_cells({key: value})) for key, value in record.items()}


def _columns(key: str, expected: Cells, found: Iterable[Cells]) -> dict[str, None]:
    """The columns of a key: those that are expected, and those that hold anything in a record.

    A key that holds tables, and whose shape does not say which, has a column for what is in them and none of its own.
    """
    columns = dict.fromkeys(column for column, _ in expected)
    columns |= dict.fromkeys(column for cells in found for column, value in cells if value is not None)
    if len(columns) > 1:
        columns.pop(key, None)
    return columns


def _cells(record: JsonRecord, prefix: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in record.items():
        if isinstance(value, dict) and "qualifier" in value:
            yield from ((f"{prefix}{key}_{part}", value[part]) for part in QUANTITY)
        elif isinstance(value, dict) and value:
            yield from _cells(value, f"{prefix}{key}_")
        elif isinstance(value, list) and any(isinstance(item, dict | list) for item in value):
            yield prefix + key, compact(value)
        elif isinstance(value, list):
            yield prefix + key, "; ".join(map(str, value))
        else:
            yield prefix + key, None if value in ("", {}) else value


def escape_cell(value: Any) -> Any:
    """The cell as no spreadsheet runs it and no terminal obeys it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Decimal):
        return f"{value:f}"  # as json has it, and not as 1E-7
    if not isinstance(value, str):
        return value
    text = "\n".join(escape_unsafe(line) if UNSAFE.search(line) else line for line in value.split("\n"))
    return f"'{text}" if value.startswith(FORMULA) else text
