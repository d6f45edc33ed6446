"""From what readers type to an answer: the filters that they mean, and handing a report to its format."""

from __future__ import annotations

import io
import os
import sys

from sco_cli.charts import chart_files
from sco_cli.errors import BadRequest, OutputFailed
from sco_cli.formats import registry
from sco_cli.reports.report import Report
from sco_cli.reports.table_options import apply_table_options


def check_chart(chart: str | None, width: int, *, force: bool) -> None:
    """Raise BadRequest for options of a picture where none is asked for: they would be passed over in silence."""
    if chart is None and (force or width != chart_files.DEFAULT_WIDTH):
        raise BadRequest("--width and --force are for --chart FILE")


def write_report(
    report: Report, format_name: str, sort: str | None = None, limit: int | None = None, columns: str | None = None
) -> None:
    """Arrange the report as the options ask, and write it to standard output.

    A reader that has had enough, or a closed output, ends it in silence; any other failure raises OutputFailed.
    """
    report = apply_table_options(report, sort, limit, [key.strip() for key in columns.split(",")] if columns else None)
    stream = sys.stdout
    assert isinstance(stream, io.TextIOWrapper)  # `cli.main` has seen to that
    chosen = registry.get(format_name)
    try:
        encoding = chosen.ENCODING or report.encoding
        newline = None if encoding is None else ""  # what is for machines is the same bytes everywhere
        stream.reconfigure(encoding=encoding or stream.encoding, errors="backslashreplace", newline=newline)
        chosen.render(report, stream)
        stream.flush()
    except OSError as error:
        # What is left in the buffer would be tried again at exit, and fail again, aloud.
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        if not isinstance(error, BrokenPipeError):
            raise OutputFailed(f"cannot write the answer: {error.strerror}") from error
