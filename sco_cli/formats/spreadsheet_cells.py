"""Cells that are safe in a spreadsheet: text never runs as a formula."""

from __future__ import annotations

from decimal import Decimal

from sco_cli.text import UNSAFE, escape_unsafe

Cell = str | int | float | Decimal | None

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""Spreadsheets run text that starts with these as a formula: https://owasp.org/www-community/attacks/CSV_Injection ."""


def escape_cell(cell: Cell) -> Cell:
    """The cell as it can be written to a file: spreadsheets do not run it as a formula, terminals do not act on it."""
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, Decimal):
        return f"{cell:f}"  # as in JSON, never as 1E-7
    if not isinstance(cell, str):
        return cell
    text = "\n".join(escape_unsafe(line) if UNSAFE.search(line) else line for line in cell.split("\n"))
    return f"'{text}" if cell.startswith(FORMULA_STARTS) else text
