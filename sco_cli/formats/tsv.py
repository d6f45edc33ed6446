"""TSV: always with a header; tabs and line breaks in a cell become spaces, and nothing is quoted."""

from __future__ import annotations

from typing import TextIO

from sco_cli.formats import flatten
from sco_cli.formats.spreadsheet_cells import escape_unquoted_cell
from sco_cli.reports.report import Report

ENCODING = "utf-8"


def render(report: Report, stream: TextIO) -> None:
    """Write the header and one row for each record."""
    stream.writelines("\t".join(map(escape_unquoted_cell, row)) + "\n" for row in flatten.iter_rows(report))
