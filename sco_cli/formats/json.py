"""JSON: an array of records for a listing, one object for a page."""

from __future__ import annotations

from typing import TextIO

from sco_cli.formats.json_encoder import encode_indented
from sco_cli.reports.report import Report

ENCODING = "utf-8"


def render(report: Report, stream: TextIO) -> None:
    """Write the view or the array of records, indented by two spaces, with a newline at the end."""
    stream.writelines(encode_indented(list(report.records) if report.view is None else report.view()))
    stream.write("\n")
