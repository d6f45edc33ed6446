"""`sco compare KG UZ KZ`: countries side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Annotated, NamedTuple, cast

import typer

from sco_cli.charts import chart_files
from sco_cli.charts.scale_type import DEFAULT_SCALE
from sco_cli.cli.completion import complete_countries
from sco_cli.cli.filters import resolve_names
from sco_cli.cli.messages import print_messages, print_success
from sco_cli.cli.options import (
    BomOption,
    ChartOption,
    FactsOption,
    ForceOption,
    FormatOption,
    FromOption,
    ScaleOption,
    ToOption,
    WidthOption,
    check_chart_options,
    year_range,
)
from sco_cli.cli.output import write_report
from sco_cli.errors import BadRequest
from sco_cli.loading.cache import open_base
from sco_cli.models import period
from sco_cli.models.date_words import date_words
from sco_cli.models.factbase import FactBase
from sco_cli.models.json_values import JsonRecord
from sco_cli.models.vocabulary import STANDING_WORDS, STANDINGS, Standing
from sco_cli.queries.filters import Filters, select
from sco_cli.queries.recency import recency
from sco_cli.queries.related_metrics import metric_families
from sco_cli.queries.standing import count_standings
from sco_cli.queries.titles import join_countries, subject_names
from sco_cli.queries.year_range import ALL_YEARS, YearRange
from sco_cli.reports.columns import command_span, country_label, status_text
from sco_cli.reports.records import FigureRow, fact_rows, to_record
from sco_cli.reports.report import Block, Column, Heading, Report, Span, Table, Text, Title, spans
from sco_cli.reports.series_tables import SeriesRow, series_rows
from sco_cli.text import count_noun

if TYPE_CHECKING:
    from sco_cli.charts.scale_type import ScaleType
    from sco_cli.models.entities import Country
    from sco_cli.queries.related_metrics import Family


MAX_METRICS_OF_ONE = 6
"""The number of metrics that are shown of those of which only one of the countries has figures."""

MAX_FIGURES_IN_CELL = 3
"""The number of figures that a cell shows, the newest; formats for programs have all."""


class Side(NamedTuple):
    """What is compared of one country: counts of facts by kind and standing, figures and series by metric.

    `shared` are figures of metrics of which another country has figures too, or of a related metric; `own` are others.
    """

    country: Country
    counts: dict[str, int]
    standings: dict[Standing, int]
    shared: dict[str, list[FigureRow]]
    own: dict[str, list[FigureRow]]
    series: dict[str, SeriesRow]
    record: JsonRecord


class AspectRow(NamedTuple):
    """An aspect with its value for each country.

    `name` is what a screen calls it, under a heading; `shown` are the values that it shows in place of long ones.
    """

    record: JsonRecord
    name: str
    shown: Mapping[str, str] = {}  # never changed


def report(base: FactBase, countries: Sequence[Country], years: YearRange = ALL_YEARS) -> Report:
    """Status, counts of facts, figures of the same and of related metrics, series at two years, and other figures.

    `years` limit the series. Raises BadRequest for fewer than two countries, and for years without an official value.
    """
    if len(countries) < 2:
        raise BadRequest("name two or more different countries; `sco country` shows one")
    families = metric_families(base.metrics)
    sides = _sides(base, countries, families, years)
    shared = [row for side in sides for rows in side.shared.values() for row in rows]
    common = list(_counts_aspects(base, sides))
    common += [_figures_aspect(base, sides, metric) for metric in _figures_by_metric(shared, families)]
    series = list(_series_aspects(base, sides))
    own = [[_figures_aspect(base, sides, metric) for metric in side.own] for side in sides]
    columns: list[Column[AspectRow]] = [_name_column()]
    columns += [
        Column(country.code, country_label(base, country.code), partial(_cell, country.code), no_wrap=False)
        for country in countries
    ]
    blocks: list[Block] = [Title(spans(count_noun(len(countries), "country"), " side by side"))]
    blocks.append(Table(tuple(columns), common))
    if series:
        heading = f"Official series, {years.text()}" if years.is_limited else "Official series"
        blocks += [Heading(spans(heading)), Table(tuple(columns), series)]
    for country, rows in zip(countries, own, strict=True):
        blocks += _own_blocks(base, country.code, rows)
    aspects = [row.record for rows in (common, series, *own) for row in rows]
    view = {
        "kind": "comparison",
        "id": "-".join(country.code for country in countries),
        "countries": [side.record for side in sides],
        "aspects": aspects,
    }
    return Report(tuple(blocks), aspects, lambda: view)


def _sides(
    base: FactBase, countries: Sequence[Country], families: Mapping[str, Family], years: YearRange
) -> list[Side]:
    """The sides of the comparison, with the values of series in these years."""
    codes = tuple(country.code for country in countries)
    limited = map(years.clip, select(base, base.series, Filters(country=codes)))
    series = series_rows(base, [series for series in limited if series])
    if years.is_limited and not series:
        raise BadRequest(f"these countries have no official values {years.text()}")
    facts = {code: fact_rows(base, select(base, base.facts, Filters(country=(code,)))) for code in codes}
    figures = {code: [row for row in rows if isinstance(row, FigureRow)] for code, rows in facts.items()}
    holders = Counter(metric for rows in figures.values() for metric in {row.fact.metric for row in rows})
    family_holders = Counter(
        family for rows in figures.values() for family in {families[row.fact.metric] for row in rows}
    )
    sides = []
    for country in countries:
        counts = Counter[str](row.fact.kind for row in facts[country.code])
        by_kind = {kind: counts[kind] for kind in base.fact_kinds}
        standings = count_standings(row.standing for row in facts[country.code])
        rows = figures[country.code]
        of_country = [row for row in series if row.series.country == country.code]
        record = to_record(base, country) | {
            "facts": by_kind,
            "standings": dict(standings),
            "figures": [row.record for row in rows if holders[row.fact.metric] > 1],
            "figures_of_one": [row.record for row in rows if holders[row.fact.metric] == 1],
            "series": [row.record for row in of_country],
        }
        by_metric: dict[str, SeriesRow] = {}
        for row in of_country:
            by_metric.setdefault(row.series.metric, row)
        shared = [row for row in rows if family_holders[families[row.fact.metric]] > 1]
        own = [row for row in rows if family_holders[families[row.fact.metric]] == 1]
        sides.append(
            Side(
                country,
                by_kind,
                standings,
                _figures_by_metric(shared, families),
                _figures_by_metric(own, families),
                by_metric,
                record,
            )
        )
    return sides


def _figures_by_metric(rows: Sequence[FigureRow], families: Mapping[str, Family]) -> dict[str, list[FigureRow]]:
    """The figures of each metric: families of metrics with the most figures first, related metrics in a row."""
    counts = Counter(families[row.fact.metric] for row in rows)
    ranks = {family: rank for rank, (family, _) in enumerate(counts.most_common())}
    by_metric: dict[str, list[FigureRow]] = {}
    for row in sorted(rows, key=lambda row: ranks[families[row.fact.metric]]):
        by_metric.setdefault(row.fact.metric, []).append(row)
    return by_metric


def _aspect(
    sides: Sequence[Side],
    key: str,
    aspect: str,
    values: Sequence[object],
    name: str = "",
    shown: Mapping[str, str] = {},
) -> AspectRow:
    """The row of an aspect with a value for each side; a screen calls it by its `name`, if that is not the aspect."""
    by_country = {side.country.code: value for side, value in zip(sides, values, strict=True)}
    return AspectRow({"kind": "aspect", "id": key, "aspect": aspect, **by_country}, name or aspect, shown)


def _counts_aspects(base: FactBase, sides: Sequence[Side]) -> Iterator[AspectRow]:
    """The status, and the number of facts of each kind and standing."""
    for key, in_words in (("status", status_text), ("since", date_words)):
        by_country = {side.country.code: side.record[key] for side in sides}
        shown = {code: in_words(value) for code, value in by_country.items() if value}
        yield _aspect(sides, key, key, [*by_country.values()], shown=shown)
    for kind in base.fact_kinds:
        yield _aspect(sides, f"{kind}s", f"{kind}s", [side.counts[kind] for side in sides])
    for standing in STANDINGS:
        counts = [side.standings[standing] for side in sides]
        yield _aspect(sides, standing, standing, counts, STANDING_WORDS[standing])


def _series_aspects(base: FactBase, sides: Sequence[Side]) -> Iterator[AspectRow]:
    """The official series at two years."""
    for metric in dict.fromkeys(metric for side in sides for metric in side.series):
        rows = [side.series.get(metric) for side in sides]
        comparison = next(row.comparison for row in rows if row)
        years = {comparison.first: _first_value} if comparison.first < comparison.last else {}
        for year, value in (years | {comparison.last: _last_value}).items():
            name = base.metric(metric).name
            aspect = f"{name}, official series, {year}"
            yield _aspect(sides, f"{metric}-{year}", aspect, [value(row) for row in rows], f"{name}, {year}")


def _figures_aspect(base: FactBase, sides: Sequence[Side], metric: str) -> AspectRow:
    """The figures of a metric; on the screen only the newest of many."""
    figures = [(side.shared | side.own).get(metric, []) for side in sides]
    values = ["; ".join(map(partial(_figure_text, base), rows)) or None for rows in figures]
    shown = {
        side.country.code: _newest_text(base, rows)
        for side, rows in zip(sides, figures, strict=True)
        if len(rows) > MAX_FIGURES_IN_CELL
    }
    return _aspect(sides, metric, base.metric(metric).name, values, shown=shown)


def _newest_text(base: FactBase, rows: Sequence[FigureRow]) -> str:
    """The newest figures, and how many others there are."""
    newest = sorted(rows, key=lambda row: recency(base, row.fact), reverse=True)[:MAX_FIGURES_IN_CELL]
    return "; ".join([*map(partial(_figure_text, base), newest), f"and {len(rows) - len(newest)} more"])


def _own_blocks(base: FactBase, code: str, rows: Sequence[AspectRow]) -> Iterator[Block]:
    """The first metrics of which only that country has figures, and the command that lists all of its figures."""
    if rows:
        total = count_noun(len(rows), "metric")
        count = f"{MAX_METRICS_OF_ONE} of {total}" if len(rows) > MAX_METRICS_OF_ONE else total
        command = command_span(base, "facts", "--country", code, "--kind", "figure")
        yield Heading(
            spans(f"Metrics with figures on {country_label(base, code)} only"),
            spans(Span(f"{count}  ", "dim"), command),
        )
        columns = (_name_column(), Column[AspectRow](code, "", partial(_cell, code), no_wrap=False))
        yield Table(columns, rows[:MAX_METRICS_OF_ONE])


def _name_column() -> Column[AspectRow]:
    return Column("aspect", "", lambda row: spans(Span(row.name, "dim")), no_wrap=False)


def _figure_text(base: FactBase, row: FigureRow) -> str:
    """The numbers of a figure with everything that limits them.

    These are the organizations, places and projects that it is about, its period, all countries that it names, and that
    it is contested.
    """
    figure = row.fact
    limits = [*subject_names(base, figure), date_words(figure.period) if figure.period else "no year stated"]
    if figure.period and period.parse(figure.period).is_part_of_year:
        limits.append("part of a year")
    if "period" in figure.inferred:
        limits.append("inferred")
    if figure.stage == "planned":
        limits.append("forecast")
    if figure.countries_open or len(figure.countries) > 1:
        limits.append(f"one figure for {join_countries(figure.countries, is_open=figure.countries_open)}")
    if row.standing == "contested":
        limits.append("contested")
    return f"{row.levels.text()} ({', '.join(limits)})"


def _first_value(row: SeriesRow | None) -> str | None:
    return row.comparison.before.text() if row and row.comparison.before else None


def _last_value(row: SeriesRow | None) -> str | None:
    """The later value, which a break between the two years limits."""
    if row is None or row.comparison.after is None:
        return None
    breaks = ", ".join(map(str, row.comparison.breaks))
    return f"{row.comparison.after.text()} (break {breaks})" if breaks else row.comparison.after.text()


def _cell(code: str, row: AspectRow) -> Text:
    value = row.shown.get(code) or row.record[code]
    return spans(Span("none on record", "dim") if value is None else Span(str(value), "plain" if value else "dim"))


def command(
    countries: Annotated[
        list[str],
        typer.Argument(
            metavar="COUNTRY", help="Two or more countries: code, name or alias.", autocompletion=complete_countries
        ),
    ],
    from_: FromOption = None,
    to: ToOption = None,
    chart: ChartOption = None,
    width: WidthOption = chart_files.DEFAULT_WIDTH,
    scale: ScaleOption = DEFAULT_SCALE,
    force: ForceOption = False,
    facts: FactsOption = None,
    format: FormatOption = "table",
    bom: BomOption = False,
) -> None:
    """Compare countries side by side.

    --from and --to limit the years of official series. A chart shows the official series that
    most of the countries have.

    \b
    Examples:
      sco compare KG UZ KZ
      sco compare Kyrgyzstan Tajikistan --format json
      sco compare KG UZ KZ --chart three.svg
    """
    check_chart_options(chart, width, scale, force=force)
    years = year_range(from_, to)
    base = open_base(facts)
    chosen = [base.country(code) for code in resolve_names(base, "country", countries)]
    shown = report(base, chosen, years)
    if chart:
        warnings = chart_files.write_countries_chart(
            base,
            chosen,
            chart,
            width=width,
            scale=cast("ScaleType", scale),
            years=years,
            force=force,
        )
        print_messages(f"sco: {warning}" for warning in warnings)
        print_success(f"wrote {chart}")
    else:
        write_report(shown, format, bom=bom)
