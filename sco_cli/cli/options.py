"""The options that commands share. They are declared at every start, so little is imported for them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Annotated, Any, TypeVar

import typer

from sco_cli.charts import chart_files
from sco_cli.cli.completion import complete_choices, complete_countries, complete_ids, complete_kinds, complete_words
from sco_cli.errors import BadRequest, UnknownName
from sco_cli.formats import registry
from sco_cli.models.vocabulary import STAGES, STANDINGS
from sco_cli.text import list_known, suggest

OptionValue = TypeVar("OptionValue", str, str | None, list[str] | None)


def choice(what: str, known: Collection[str]) -> Callable[[OptionValue], OptionValue]:
    """A callback that lets only known words pass and offers the nearest to any other."""

    def check(given: OptionValue) -> OptionValue:
        for word in given if isinstance(given, list) else [] if given is None else [given]:
            if word not in known:
                close = suggest(word, {name: name for name in known})
                raise UnknownName(what, word, close, list_known(list(known)))
        return given

    return check


def _day(name: str) -> Callable[[str | None], str | None]:
    """A callback that lets only ISO 8601 dates pass."""

    def check(given: str | None) -> str | None:
        if given is not None:
            from sco_cli.models import period  # noqa: PLC0415  # one of the lazy doors: few ask for a time

            try:
                period.parse(given)
            except ValueError as error:
                raise BadRequest(f"{name}: {error}") from error
        return given

    return check


def _chart_path(given: str | None) -> str | None:
    """Lets only names pass by which a picture can be written."""
    return given if given is None else chart_files.check_path(given)


def _option(*names: str, metavar: str, help: str, **settings: Any) -> Any:
    return typer.Option(*names, metavar=metavar, help=help, **settings)


def _format_option(known: Mapping[str, str]) -> Any:
    return _option(
        "--format",
        "-f",
        metavar="FORMAT",
        help=f"One of {', '.join(known)}.",
        callback=choice("format", known),
        autocompletion=complete_choices(known),
    )


FormatOption = Annotated[str, _format_option(registry.FORMATS)]
AnnotationFormatOption = Annotated[str, _format_option(registry.ANNOTATIONS)]
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
        callback=choice("stage", STAGES),
        autocompletion=complete_words(STAGES),
    ),
]
StandingOption = Annotated[
    list[str] | None,
    _option(
        "--standing",
        metavar="STANDING",
        help=f"One of {', '.join(STANDINGS)}.",
        callback=choice("standing", STANDINGS),
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
        help=f"Write a picture instead; FILE ends in {', '.join(chart_files.ENDINGS)} (Vega-Lite).",
        callback=_chart_path,
    ),
]
WidthOption = Annotated[
    int,
    _option(
        "--width",
        metavar="PIXELS",
        min=chart_files.MIN_WIDTH,
        max=chart_files.MAX_WIDTH,
        help="How wide the picture is.",
    ),
]
ForceOption = Annotated[bool, typer.Option("--force", help="Replace what is there.")]
