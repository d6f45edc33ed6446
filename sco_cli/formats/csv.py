"""CSV by RFC 4180: always with a header, lines end with CR LF, cells are quoted only if necessary."""

from __future__ import annotations

import csv
from typing import TextIO

from sco_cli.formats import flatten, spreadsheet_cells
from sco_cli.reports.report import Report

ENCODING = "utf-8"


def render(report: Report, stream: TextIO) -> None:
    """Write the header and one row for each record."""
    csv.writer(stream).writerows(map(spreadsheet_cells.escape_cell, row) for row in flatten.iter_rows(report))
