"""The options that commands share. They are declared at every start, so little is imported for them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Annotated, Any, TypeVar

import typer

from sco_cli import charts, formats, lookup
from sco_cli.completion import complete_countries, complete_ids, complete_kinds, complete_meanings, complete_words
from sco_cli.errors import BadRequest, UnknownName
from sco_cli.vocabulary import STAGES, STANDINGS

Given = TypeVar("Given", str, str | None, list[str] | None)


def one_of(what: str, known: Collection[str]) -> Callable[[Given], Given]:
    """A callback that lets only known words pass and offers the nearest to any other."""

    def check(given: Given) -> Given:
        for word in given if isinstance(given, list) else [] if given is None else [given]:
            if word not in known:
                close = lookup.nearest(word, {name: name for name in known})
                raise UnknownName(what, word, close, lookup.there_are(list(known)))
        return given

    return check


def _day(name: str) -> Callable[[str | None], str | None]:
    """A callback that lets only ISO 8601 dates pass."""

    def check(given: str | None) -> str | None:
        if given is not None:
            from sco_cli import period  # noqa: PLC0415  # one of the lazy doors: few ask for a time

            try:
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
    list[str] | None,
    _option("--kind", metavar="KIND", help="Kind of fact, such as project or figure.", autocompletion=complete_kinds),
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
