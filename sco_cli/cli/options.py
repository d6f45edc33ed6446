"""The options that commands share. They are declared at every start, so this module imports little."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Annotated, Any, TypeVar

import typer

from sco_cli.charts import chart_files
from sco_cli.charts.scale_type import DEFAULT_SCALE, SCALE_TYPES
from sco_cli.cli.completion import complete_choices, complete_countries, complete_ids, complete_kinds
from sco_cli.cli.help_pages import CHART, FILTERS, LISTING, OUTPUT, YEARS
from sco_cli.errors import BadRequest, UnknownName
from sco_cli.formats import registry
from sco_cli.models.vocabulary import STAGES, STANDING_ALIASES, STANDING_WORDS
from sco_cli.queries.year_range import YearRange
from sco_cli.text import list_known, suggest

EXPORT_EXAMPLES = {
    "db": "facts.db",
    "sqlite": "facts.db",
    "excel": "facts.xlsx",
    "xlsx": "facts.xlsx",
    "parquet": "facts.parquet",
    "ttl": "facts.ttl",
    "turtle": "facts.ttl",
    "jsonld": "facts.jsonld",
}
"""What `sco export` writes for words that are formats there, and none of --format."""

OptionValue = TypeVar("OptionValue", str, str | None, list[str] | None)


def choice(
    what: str, known: Collection[str], aliases: Mapping[str, str] | None = None
) -> Callable[[OptionValue], OptionValue]:
    """A callback that accepts only known words, and raises UnknownName with suggestions for any other.

    Words are accepted in any case. `aliases` maps words to others that stand for the same, which the callback returns.
    """
    meanings = {word.casefold(): word for word in known}
    meanings |= {word.casefold(): meaning for word, meaning in (aliases or {}).items()}

    def check(value: OptionValue) -> OptionValue:
        words = [value] if isinstance(value, str) else value or ()
        unknown = [word for word in words if word.casefold() not in meanings]
        if what == "format":
            _check_no_format_elsewhere(unknown)
        check_words(what, unknown, known)
        if isinstance(value, list):
            return [meanings[word.casefold()] for word in value]
        return meanings[value.casefold()] if isinstance(value, str) else value

    return check


def _check_no_format_elsewhere(words: Iterable[str]) -> None:
    """Raise BadRequest for a format that another option or command writes."""
    for word in words:
        name = word.casefold().lstrip(".")
        if name in EXPORT_EXAMPLES:
            raise BadRequest(f'no format "{word}"; write `sco export {EXPORT_EXAMPLES[name]}`')
        from sco_cli.citations.styles import STYLES  # noqa: PLC0415  # only an unknown format needs them

        if name in STYLES:
            raise BadRequest(f'no format "{word}"; write `sco cite ID --style {name}`')


def check_words(what: str, words: Iterable[str], known: Collection[str], hint: str = "") -> None:
    """Raise UnknownName with suggestions for the first of the words that is not known; else with the hint.

    By default the hint lists what is known.
    """
    for word in words:
        if word not in known:
            suggestions = suggest(word, {name: name for name in known})
            raise UnknownName(what, word, suggestions, hint or list_known(list(known)))


def _iso_date(name: str) -> Callable[[str | None], str | None]:
    """A callback that accepts only ISO 8601 dates, for the option of that name."""

    def check(value: str | None) -> str | None:
        if value is not None:
            from sco_cli.models import period  # noqa: PLC0415  # a lazy import: few commands are given a date

            try:
                period.parse(value)
            except ValueError as error:
                raise BadRequest(f"{name}: {error}") from error
        return value

    return check


def _whole_number(name: str, least: int, most: int | None = None) -> Callable[[str | int], int]:
    """What reads the number of the option of that name.

    It raises BadRequest for anything but a whole number from `least` to `most`.
    """
    limits = f", {least} or more" if most is None else f" from {least} to {most}"

    def read(text: str | int) -> int:
        try:
            number = int(text)
        except ValueError:
            number = least - 1
        if number < least or (most is not None and number > most):
            raise BadRequest(f'{name} must be a whole number{limits}, not "{text}"')
        return number

    return read


def _chart_path(path: str | None) -> str | None:
    """Accepts only paths with the ending of a chart."""
    return path if path is None else chart_files.check_path(path)


def check_chart_options(chart: str | None, width: int, scale: str, *, force: bool) -> None:
    """Raise BadRequest for options of a chart without --chart, which would otherwise have no effect."""
    if chart is None and (force or width != chart_files.DEFAULT_WIDTH or scale != DEFAULT_SCALE):
        raise BadRequest("--scale, --width and --force need --chart FILE")


def year_range(first: int | None, last: int | None) -> YearRange:
    """The years of --from and --to. Raises BadRequest if --from is after --to."""
    if first is not None and last is not None and first > last:
        raise BadRequest(f"--from {first} is after --to {last}")
    return YearRange(first, last)


def _option(*names: str, metavar: str, help: str, **settings: Any) -> Any:
    return typer.Option(*names, metavar=metavar, help=help, **settings)


def _filter(*names: str, metavar: str, help: str, **settings: Any) -> Any:
    """An option among the filters."""
    return _option(*names, metavar=metavar, help=help, rich_help_panel=FILTERS, **settings)


def _date_option(name: str, help: str, panel: str | None = None) -> Any:
    """An option whose value is an ISO 8601 date."""
    return _option(name, metavar="DATE", help=help, callback=_iso_date(name), rich_help_panel=panel)


def choice_option(
    *names: str,
    known: Collection[str],
    help: str = "",
    aliases: Mapping[str, str] | None = None,
    panel: str | None = None,
) -> Any:
    """An option whose values are the known words or their aliases; by default the help lists the known words."""
    what = names[0].removeprefix("--")
    return _option(
        *names,
        metavar=what.upper(),
        help=help or f"One of {', '.join(known)}.",
        callback=choice(what, known, aliases),
        autocompletion=complete_choices(known),
        rich_help_panel=panel,
    )


FormatOption = Annotated[str, choice_option("--format", "-f", known=registry.FORMATS, panel=OUTPUT)]
AnnotationFormatOption = Annotated[str, choice_option("--format", "-f", known=registry.CHECK_FORMATS, panel=OUTPUT)]
BomOption = Annotated[
    bool,
    typer.Option(
        "--bom",
        help="Start csv or tsv with a byte order mark, so that Excel reads it as UTF-8.",
        rich_help_panel=OUTPUT,
    ),
]
FactsOption = Annotated[
    list[str] | None,
    _option(
        "--facts",
        metavar="FILE",
        help='Your own fact base; repeat to join files. "-" is standard input, "bundled" the base that comes with sco. '
        "Default: SCO_FACTS, else bundled.",
        rich_help_panel=OUTPUT,
    ),
]
CountryOption = Annotated[
    list[str] | None,
    _filter(
        "--country",
        "-c",
        metavar="COUNTRY",
        help="Country code, name or alias. Repeat for several.",
        autocompletion=complete_countries,
    ),
]
PlaceOption = Annotated[
    list[str] | None,
    _filter(
        "--place",
        metavar="PLACE",
        help="City, zone, region or bloc: id, name or alias.",
        autocompletion=complete_ids("places"),
    ),
]
AreaOption = Annotated[
    list[str] | None,
    _filter("--area", metavar="AREA", help="Area: id or name.", autocompletion=complete_ids("areas")),
]
OrganizationOption = Annotated[
    list[str] | None,
    _filter(
        "--organization",
        metavar="NAME",
        help="Organization: id, name or alias.",
        autocompletion=complete_ids("organizations"),
    ),
]
SourceOption = Annotated[
    list[str] | None,
    _filter(
        "--source",
        metavar="SOURCE",
        help="Source that states the fact or bears on it: id or title.",
        autocompletion=complete_ids("sources"),
    ),
]
SourceOfTextOption = Annotated[
    str | None,
    _option(
        "--source",
        metavar="SOURCE",
        help="Id of the source that this text belongs to. Numbers that the base has from it are marked as entered.",
        autocompletion=complete_ids("sources"),
    ),
]
TextDateOption = Annotated[
    str | None,
    _date_option(
        "--date",
        'Date of the text, for words such as "last year". Default: the date of the page or of its first lines.',
    ),
]
StageOption = Annotated[list[str] | None, choice_option("--stage", known=STAGES, panel=FILTERS)]
StandingOption = Annotated[
    list[str] | None,
    choice_option(
        "--standing",
        known=[words.replace(" ", "-") for words in STANDING_WORDS.values()],
        aliases=STANDING_ALIASES,
        panel=FILTERS,
    ),
]
KindOption = Annotated[
    list[str] | None,
    _filter("--kind", metavar="KIND", help="Kind of fact, such as project or figure.", autocompletion=complete_kinds),
]
SpeakerOption = Annotated[list[str] | None, _filter("--speaker", metavar="NAME", help="Person who made the statement.")]
PublisherOption = Annotated[list[str] | None, _filter("--publisher", metavar="NAME", help="Publisher of the source.")]
MetricOption = Annotated[
    list[str] | None,
    _filter("--metric", metavar="METRIC", help="Metric: id, name or alias.", autocompletion=complete_ids("metrics")),
]
SinceOption = Annotated[
    str | None,
    _date_option("--since", "Facts about DATE or later: their period ends on or after DATE.", panel=FILTERS),
]
UntilOption = Annotated[
    str | None,
    _date_option("--until", "Facts about DATE or earlier: their period begins on or before DATE.", panel=FILTERS),
]
PublishedOption = Annotated[
    str | None,
    _date_option("--published", "Published on that day, or in that month, year or interval.", panel=FILTERS),
]
PublishedSinceOption = Annotated[
    str | None,
    _date_option("--published-since", "Published on or after DATE.", panel=FILTERS),
]
PublishedUntilOption = Annotated[
    str | None,
    _date_option("--published-until", "Published on or before DATE.", panel=FILTERS),
]
ValueOption = Annotated[
    str | None,
    _filter(
        "--value",
        metavar="LEVEL",
        help='Figures whose value certainly matches: "over 50%", "between 20 and 30 km", "3.2 trillion".',
    ),
]
MayOption = Annotated[
    bool, typer.Option("--may", help="With --value, also figures whose value may match.", rich_help_panel=FILTERS)
]

SortOption = Annotated[
    str | None,
    _option(
        "--sort",
        metavar="KEY",
        help="Sort by a column or json key; -KEY sorts in descending order.",
        rich_help_panel=LISTING,
    ),
]
LimitOption = Annotated[
    int | None,
    _option(
        "--limit",
        metavar="N",
        parser=_whole_number("--limit", 0),
        help="Show only the first N rows.",
        rich_help_panel=LISTING,
    ),
]
ColumnsOption = Annotated[
    str | None,
    _option(
        "--columns",
        metavar="A,B",
        help="Show only these columns or json keys, in this order.",
        rich_help_panel=LISTING,
    ),
]

FromOption = Annotated[
    int | None,
    _option(
        "--from",
        metavar="YEAR",
        parser=_whole_number("--from", 1, 9999),
        help="First year of official series.",
        rich_help_panel=YEARS,
    ),
]
ToOption = Annotated[
    int | None,
    _option(
        "--to",
        metavar="YEAR",
        parser=_whole_number("--to", 1, 9999),
        help="Last year of official series.",
        rich_help_panel=YEARS,
    ),
]
ChartOption = Annotated[
    str | None,
    _option(
        "--chart",
        metavar="FILE",
        help="Write a chart to FILE instead: .svg, .png, .html or .json (Vega-Lite).",
        rich_help_panel=CHART,
        callback=_chart_path,
    ),
]
WidthOption = Annotated[
    int,
    _option(
        "--width",
        metavar="PIXELS",
        parser=_whole_number("--width", chart_files.MIN_WIDTH, chart_files.MAX_WIDTH),
        help=f"Width of the chart, from {chart_files.MIN_WIDTH} to {chart_files.MAX_WIDTH}.",
        rich_help_panel=CHART,
    ),
]
ScaleOption = Annotated[
    str,
    choice_option(
        "--scale",
        known=SCALE_TYPES,
        help="Scale of the value axis: linear (equal steps) or log (equal ratios).",
        panel=CHART,
    ),
]
ForceOption = Annotated[bool, typer.Option("--force", help="Replace existing output.")]
