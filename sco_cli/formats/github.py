"""Workflow commands of GitHub Actions: each problem becomes an annotation on its line.

https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#setting-an-error-message
"""

from __future__ import annotations

from typing import TextIO

from sco_cli.reports.report import Report
from sco_cli.text import escape_unsafe

ENCODING = "utf-8"

_ESCAPES = str.maketrans({"%": "%25"})  # line ends have been made visible
_OF_PROPERTIES = _ESCAPES | str.maketrans({":": "%3A", ",": "%2C"})


def render(report: Report, stream: TextIO) -> None:
    """Write a command a line; every record has a file, a line, a column, a rule and a message."""
    for record in report.records:
        places = {"file": record["file"], "line": record["line"], "col": record["column"], "title": record["rule"]}
        properties = ",".join(
            f"{name}={escape_unsafe(str(value)).translate(_OF_PROPERTIES)}" for name, value in places.items() if value
        )
        stream.write(f"::error {properties}::{escape_unsafe(record['message']).translate(_ESCAPES)}\n")
