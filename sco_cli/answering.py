"""From what readers type to an answer: the filters that they mean, and handing a report to its format."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from typing import Any

from sco_cli import charts, formats, lookup, period
from sco_cli.arranging import arranged
from sco_cli.errors import BadRequest, OutputFailed
from sco_cli.factbase import FactBase
from sco_cli.options import one_of
from sco_cli.report import Report


def check_chart(chart: str | None, width: int, *, force: bool) -> None:
    """Raise BadRequest for options of a picture where none is asked for: they would be passed over in silence."""
    if chart is None and (force or width != charts.USUAL):
        raise BadRequest("--width and --force are for --chart FILE")


def resolved(base: FactBase, **given: Any) -> dict[str, Any]:
    """The filters of `selection.select` from what readers type: ids for names, days for dates.

    Raises UnknownName or BadRequest for what the base does not know.
    """
    wanted = dict(given)
    for kind in ("country", "area", "organization", "source"):
        wanted[kind] = list(dict.fromkeys(lookup.find(base, kind, name).id for name in given.get(kind) or ()))
    if given.get("kind"):
        one_of("kind", base.fact_kinds)(given["kind"])
    if given.get("speaker"):
        wanted["speaker"] = _speakers(base, given["speaker"])
    for end in ("since", "until"):
        wanted[end] = period.stated(given.get(end))
    since, until = wanted["since"], wanted["until"]
    if since and until and since.first > until.last:
        raise BadRequest(f"--since {since} is after --until {until}")
    return wanted


def _speakers(base: FactBase, given: Sequence[str]) -> list[str]:
    """The speakers of statements who go by the names, as they are written. Raises UnknownName."""
    speakers: dict[str, list[str]] = {}
    for name in dict.fromkeys(statement.speaker for statement in base.statements):
        speakers.setdefault(lookup.fold(name), []).append(name)
    unknown = [name for name in given if lookup.fold(name) not in speakers]
    one_of("speaker", [name for names in speakers.values() for name in names])(unknown)
    return [name for one in given for name in speakers[lookup.fold(one)]]


def emit(
    report: Report, format_name: str, sort: str | None = None, limit: int | None = None, columns: str | None = None
) -> None:
    """Arrange the report as the options ask, and write it to standard output.

    A reader that has had enough, or a closed output, ends it in silence; any other failure raises OutputFailed.
    """
    report = arranged(report, sort, limit, [key.strip() for key in columns.split(",")] if columns else None)
    stream = sys.stdout
    assert isinstance(stream, io.TextIOWrapper)  # `cli.main` has seen to that
    chosen = formats.get(format_name)
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
