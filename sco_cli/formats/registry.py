"""The formats, one file each: `render(report, stream)`, and `ENCODING`, None where the terminal's own serves."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Protocol, TextIO, cast

if TYPE_CHECKING:
    from sco_cli.reports.report import Report

FORMATS = {
    "table": "for people, at the width of the terminal",
    "json": "an array of records for a listing, one object for a view",
    "jsonl": "a record a line",
    "csv": "RFC 4180, a header always",
    "tsv": "tabs between cells, nothing quoted",
    "markdown": "as GitHub renders it",
    "html": "one page that needs nothing beside itself",
    "svg": "the screen as a picture",
}
"""Every format and its line of help. A format is the module of its name in this package."""

ANNOTATIONS = FORMATS | {"github": "annotations on the lines of a pull request"}
"""The formats of what is said of lines in files."""


class Format(Protocol):
    """What the module of a format offers."""

    ENCODING: str | None

    def render(self, report: Report, stream: TextIO) -> None:
        """Write the report to the stream."""


def get(name: str) -> Format:
    """The format of that name, a key of FORMATS or ANNOTATIONS.

    One of the lazy doors: a format, and with it Rich, is imported when it is used.
    """
    return cast(Format, import_module(f"sco_cli.formats.{name}"))
