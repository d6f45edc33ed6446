"""JSON Lines: one record on each line of a listing, one object for a view."""

from __future__ import annotations

from typing import TextIO

from sco_cli.formats.json_encoder import encode_compact
from sco_cli.reports.report import Report

ENCODING = "utf-8"


def render(report: Report, stream: TextIO) -> None:
    """Write one object on each line."""
    records = report.records if report.view is None else [report.view()]
    stream.writelines(f"{encode_compact(record)}\n" for record in records)
