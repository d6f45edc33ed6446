"""TSV: always with a header; tabs and line breaks in a cell become spaces, so that no cell needs quotes."""

from __future__ import annotations

from typing import TextIO

from sco_cli.formats import flatten
from sco_cli.formats.spreadsheet_cells import Cell
from sco_cli.reports.report import Report

ENCODING = "utf-8"


def render(report: Report, stream: TextIO) -> None:
    """Write the header and one row for each record."""
    stream.writelines("\t".join(map(_cell_text, row)) + "\n" for row in flatten.iter_rows(report))


def _cell_text(cell: Cell) -> str:
    return "" if cell is None else str(cell).replace("\t", " ").replace("\n", " ")
