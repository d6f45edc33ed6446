"""What the commands share: their options, opening a fact base, and handing a report to its format."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Collection, Mapping
from typing import Annotated, Any, TypeVar

import typer

from sco_cli import charts, formats, loading, lookup, period, reading
from sco_cli.arranging import arranged
from sco_cli.completion import complete_countries, complete_ids, complete_meanings, complete_words
from sco_cli.errors import BadRequest, OutputFailed, UnknownName
from sco_cli.factbase import FactBase
from sco_cli.report import Report
from sco_cli.vocabulary import STAGES, STANDINGS

Given = TypeVar("Given", str, str | None, list[str] | None)


def one_of(what: str, known: Collection[str]) -> Callable[[Given], Given]:
    """A callback that lets only known words pass and offers the nearest to any other."""

    def check(given: Given) -> Given:
        for word in given if isinstance(given, list) else [] if given is None else [given]:
            if word not in known:
                close = lookup.nearest(word, {name: name for name in known})
                raise UnknownName(what, word, close, f"there are {', '.join(known)}")
        return given

    return check


def _day(name: str) -> Callable[[str | None], str | None]:
    """A callback that lets only ISO 8601 dates pass."""

    def check(given: str | None) -> str | None:
        try:
            if given is not None:
                period.parse(given)
        except ValueError as error:
            raise BadRequest(f"{name}: {error}") from error
        return given

    return check


def _picture(given: str | None) -> str | None:
    """Lets only names pass by which a picture can be written."""
    return given if given is None else charts.check(given)


def _option(*names: str, metavar: str, help: str, **settings: Any) -> Any:
    return typer.Option(*names, metavar=metavar, help=help, **settings)


def _format_option(known: Mapping[str, str]) -> Any:
    return _option(
        "--format",
        "-f",
        metavar="FORMAT",
        help=f"One of {', '.join(known)}.",
        callback=one_of("format", known),
        autocompletion=complete_meanings(known),
    )


FormatOption = Annotated[str, _format_option(formats.FORMATS)]
AnnotationFormatOption = Annotated[str, _format_option(formats.ANNOTATIONS)]
FactsOption = Annotated[
    list[str] | None,
    _option(
        "--facts",
        metavar="FILE",
        help="A fact base of your own, else SCO_FACTS; repeat to join several; - is standard input, bundled is ours.",
    ),
]
CountryOption = Annotated[
    list[str] | None,
    _option(
        "--country",
        "-c",
        metavar="COUNTRY",
        help="Code, name or alias of a country; repeat for any of several.",
        autocompletion=complete_countries,
    ),
]
AreaOption = Annotated[
    list[str] | None,
    _option("--area", metavar="AREA", help="Area, by id or name.", autocompletion=complete_ids("areas")),
]
OrganizationOption = Annotated[
    list[str] | None,
    _option(
        "--organization",
        metavar="NAME",
        help="Organization, by id, name or alias.",
        autocompletion=complete_ids("organizations"),
    ),
]
SourceOption = Annotated[
    list[str] | None,
    _option("--source", metavar="SOURCE", help="Source, by id.", autocompletion=complete_ids("sources")),
]
StageOption = Annotated[
    list[str] | None,
    _option(
        "--stage",
        metavar="STAGE",
        help=f"One of {', '.join(STAGES)}.",
        callback=one_of("stage", STAGES),
        autocompletion=complete_words(STAGES),
    ),
]
StandingOption = Annotated[
    list[str] | None,
    _option(
        "--standing",
        metavar="STANDING",
        help=f"One of {', '.join(STANDINGS)}.",
        callback=one_of("standing", STANDINGS),
        autocompletion=complete_words(STANDINGS),
    ),
]
KindOption = Annotated[
    list[str] | None, _option("--kind", metavar="KIND", help="Kind of fact, such as project or figure.")
]
SpeakerOption = Annotated[list[str] | None, _option("--speaker", metavar="NAME", help="Who made a statement.")]
SinceOption = Annotated[
    str | None,
    _option("--since", metavar="DATE", help="Facts whose period ends on that day or later.", callback=_day("--since")),
]
UntilOption = Annotated[
    str | None,
    _option(
        "--until", metavar="DATE", help="Facts whose period begins on that day or before.", callback=_day("--until")
    ),
]
SortOption = Annotated[
    str | None, _option("--sort", metavar="KEY", help="Sort by a column or json key; -KEY for descending.")
]
LimitOption = Annotated[int | None, _option("--limit", metavar="N", min=0, help="Only the first N.")]
ColumnsOption = Annotated[
    str | None, _option("--columns", metavar="A,B", help="Only these columns or json keys, in this order.")
]

ChartOption = Annotated[
    str | None,
    _option(
        "--chart",
        metavar="FILE",
        help=f"Write a picture instead; FILE ends in {', '.join(charts.ENDINGS)} (Vega-Lite).",
        callback=_picture,
    ),
]
WidthOption = Annotated[
    int, _option("--width", metavar="PIXELS", min=charts.LEAST, max=charts.MOST, help="How wide the picture is.")
]
ForceOption = Annotated[bool, typer.Option("--force", help="Replace what is there.")]


def check_chart(chart: str | None, width: int, *, force: bool) -> None:
    """Raise BadRequest for options of a picture where none is asked for: they would be passed over in silence."""
    if chart is None and (force or width != charts.USUAL):
        raise BadRequest("--width and --force are for --chart FILE")


def open_base(paths: list[str] | None) -> FactBase:
    """The fact base that the options ask for, else the one that SCO_FACTS names, else the one that ships."""
    return loading.load(*(paths or reading.from_environment()))


def resolved(base: FactBase, **given: Any) -> dict[str, Any]:
    """The filters of `selection.select` from what readers type: ids for names, days for dates.

    Raises UnknownName or BadRequest for what the base does not know.
    """
    wanted = dict(given)
    for kind in ("country", "area", "organization", "source"):
        wanted[kind] = [lookup.find(base, kind, name).id for name in given.get(kind) or ()]
    if given.get("kind"):
        one_of("kind", base.fact_kinds)(given["kind"])
    speakers = {lookup.fold(statement.speaker): statement.speaker for statement in base.statements}
    wanted["speaker"] = [speakers.get(lookup.fold(name), name) for name in given.get("speaker") or ()]
    one_of("speaker", dict.fromkeys(speakers.values()))(wanted["speaker"])
    for end in ("since", "until"):
        wanted[end] = period.parse(given[end]) if given.get(end) else None
    return wanted


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
