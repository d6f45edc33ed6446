"""Registry of the output formats.

A format is a module of this package with the members of `Format`, and a line in `FORMATS` under the module's name.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Protocol, TextIO, cast

if TYPE_CHECKING:
    from sco_cli.reports.report import Report

FORMATS = {
    "table": "for people, as wide as the terminal",
    "json": "an array of records for a listing, one object for a page",
    "jsonl": "one record per line",
    "csv": "by RFC 4180, always with a header",
    "tsv": "cells separated by tabs, without quotes",
    "markdown": "GitHub Flavored Markdown",
    "html": "one page without other files",
    "svg": "the screen as a picture",
}
"""The formats of all commands, with the descriptions that shell completion shows."""

TITLED_FORMATS = ("table", "markdown", "html", "svg")
"""The formats that show the title of a report, and so what it says of the answer as a whole."""

CHECK_FORMATS = FORMATS | {"github": "annotations for the lines of a pull request"}
"""The formats of `sco check`, whose records are problems at lines of files."""


class Format(Protocol):
    """The members of a module that is a format.

    `ENCODING` is the encoding of its output; None means that of the report, or else of the output stream.
    """

    ENCODING: str | None

    def render(self, report: Report, stream: TextIO) -> None:
        """Write the report to the stream."""


def get(name: str) -> Format:
    """Import and return the format of that name, a key of FORMATS or CHECK_FORMATS.

    The import is lazy: a run imports only the format that it uses, and Rich only if that format needs it.
    """
    return cast(Format, import_module(f"sco_cli.formats.{name}"))
