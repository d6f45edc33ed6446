"""CSV by RFC 4180: a header always, lines that end with CR LF, quotes where they are needed."""

from __future__ import annotations

import csv
from typing import TextIO

from sco_cli.formats import flatten
from sco_cli.reports.report import Report

ENCODING = "utf-8"


def render(report: Report, stream: TextIO) -> None:
    """Write the records, a row each."""
    csv.writer(stream).writerows(flatten.rows(report))
