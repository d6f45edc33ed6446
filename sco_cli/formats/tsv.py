"""TSV: a header always; tabs and line breaks in a cell become spaces, so nothing is ever quoted."""

from __future__ import annotations

from typing import Any, TextIO

from sco_cli.formats import flat
from sco_cli.report import Report

ENCODING = "utf-8"


def render(report: Report, stream: TextIO) -> None:
    """Write the records, a row each."""
    stream.writelines("\t".join(map(_cell, row)) + "\n" for row in flat.rows(report))


def _cell(value: Any) -> str:
    return "" if value is None else str(value).replace("\t", " ").replace("\n", " ")
