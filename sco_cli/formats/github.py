"""Workflow commands of GitHub Actions, which show each problem as an annotation at its line.

https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#setting-an-error-message
"""

from __future__ import annotations

from typing import TextIO

from sco_cli.reports.report import Report
from sco_cli.text import escape_unsafe

ENCODING = "utf-8"

_MESSAGE_ESCAPES = str.maketrans({"%": "%25"})  # GitHub's other escapes are for line breaks: see escape_unsafe
_PROPERTY_ESCAPES = _MESSAGE_ESCAPES | str.maketrans({":": "%3A", ",": "%2C"})


def render(report: Report, stream: TextIO) -> None:
    """Write a workflow command for each record; the records are problems as `sco check` reports them."""
    for record in report.records:
        values = {"file": record["file"], "line": record["line"], "col": record["column"], "title": record["rule"]}
        properties = ",".join(
            f"{name}={escape_unsafe(str(value)).translate(_PROPERTY_ESCAPES)}"
            for name, value in values.items()
            if value
        )
        stream.write(f"::error {properties}::{escape_unsafe(record['message']).translate(_MESSAGE_ESCAPES)}\n")
