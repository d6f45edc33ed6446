"""TSV: a header always; tabs and line breaks in a cell become spaces, so nothing is ever quoted."""

from __future__ import annotations

from typing import Any, TextIO

from sco_cli.formats import flatten
from sco_cli.reports.report import Report

ENCODING = "utf-8"


def render(report: Report, stream: TextIO) -> None:
    """Write the records, a row each."""
    stream.writelines("\t".join(map(_cell, row)) + "\n" for row in flatten.rows(report))


def _cell(value: Any) -> str:
    return "" if value is None else str(value).replace("\t", " ").replace("\n", " ")
