"""What the commands share: their options, opening a fact base, and handing a report to its format."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from sco_cli import formats, loading, lookup
from sco_cli.errors import BadRequest, OutputFailed
from sco_cli.factbase import FactBase
from sco_cli.report import Report

Given = TypeVar("Given", str, str | None)


def one_of(what: str, known: Collection[str]) -> Callable[[Given], Given]:
    """A callback that lets only known words pass and offers the nearest to any other."""

    def check(given: Given) -> Given:
        if given is None or given in known:
            return given
        close = lookup.nearest(given, {word: word for word in known})
        hint = f"did you mean {' or '.join(close)}?" if close else f"there are {', '.join(known)}"
        raise BadRequest(f'no {what} "{given}"; {hint}')

    return check


FormatOption = Annotated[
    str,
    typer.Option(
        "--format",
        "-f",
        metavar="FORMAT",
        callback=one_of("format", formats.FORMATS),
        help=f"One of {', '.join(formats.FORMATS)}.",
    ),
]
FactsOption = Annotated[
    list[Path] | None,
    typer.Option(
        "--facts",
        metavar="FILE",
        envvar="SCO_FACTS",
        help="A fact base of your own; repeat to join several; - reads standard input, bundled is the one that ships.",
    ),
]
CountryOption = Annotated[
    list[str] | None,
    typer.Option(
        "--country", "-c", metavar="COUNTRY", help="Code, name or alias of a country; repeat for any of several."
    ),
]


def open_base(paths: list[Path] | None) -> FactBase:
    """The fact base that the options ask for."""
    return loading.load(*(paths or ()))


def country_codes(base: FactBase, names: list[str] | None) -> list[str]:
    """The codes of countries given by code, name or alias; raises UnknownName."""
    return [lookup.find(base, "country", name).code for name in names or ()]


def emit(report: Report, format_name: str) -> None:
    """Write the report to standard output.

    A reader that has had enough, or a closed output, ends it in silence; any other failure raises OutputFailed.
    """
    stream = sys.stdout
    if not isinstance(stream, io.TextIOWrapper):  # started with its output closed
        return
    chosen = formats.get(format_name)
    try:
        stream.reconfigure(encoding=chosen.ENCODING or stream.encoding, errors="backslashreplace")
        chosen.render(report, stream)
        stream.flush()
    except OSError as error:
        # What is left in the buffer would be tried again at exit, and fail again, aloud.
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        if not isinstance(error, BrokenPipeError):
            raise OutputFailed(f"cannot write the answer: {error.strerror}") from error
