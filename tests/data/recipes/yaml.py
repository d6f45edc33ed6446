"""YAML: an item for each record; every value is JSON, which YAML 1.2 reads."""

from __future__ import annotations

from typing import TextIO

from sco_cli.formats.json_encoder import encode_compact
from sco_cli.reports.report import Report

ENCODING = "utf-8"


def render(report: Report, stream: TextIO) -> None:
    """Write the records as a list; a view is a list of one."""
    records = report.records if report.view is None else [report.view()]
    for record in records:
        fields = (f"{encode_compact(key)}: {encode_compact(value)}" for key, value in record.items())
        stream.write("- " + "\n  ".join(fields) + "\n")
    if not records:
        stream.write("[]\n")
