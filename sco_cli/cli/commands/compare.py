"""`sco compare KG UZ KZ`: countries side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Annotated, NamedTuple, cast

import typer

from sco_cli.charts import chart_files
from sco_cli.charts.scale_type import DEFAULT_SCALE
from sco_cli.charts.year_range import YearRange
from sco_cli.cli.completion import complete_countries
from sco_cli.cli.filters import resolve_names
from sco_cli.cli.messages import print_messages
from sco_cli.cli.options import (
    ChartOption,
    FactsOption,
    ForceOption,
    FormatOption,
    FromOption,
    ScaleOption,
    ToOption,
    WidthOption,
    check_chart_options,
    check_years,
)
from sco_cli.cli.output import write_report
from sco_cli.errors import BadRequest
from sco_cli.loading.cache import open_base
from sco_cli.models.factbase import FactBase
from sco_cli.models.json_values import JsonRecord
from sco_cli.models.vocabulary import STANDINGS, Standing
from sco_cli.queries.filters import Filters, select
from sco_cli.queries.standing import count_standings
from sco_cli.queries.titles import join_countries
from sco_cli.reports.columns import country_label
from sco_cli.reports.records import FigureRow, fact_rows, to_record
from sco_cli.reports.report import Column, RecordRow, Report, Span, Table, Text, Title, spans
from sco_cli.reports.series_tables import SeriesRow, series_rows
from sco_cli.text import count_noun

if TYPE_CHECKING:
    from sco_cli.charts.scale_type import ScaleType
    from sco_cli.models.entities import Country


class Side(NamedTuple):
    """What is compared of one country: counts of facts by kind and standing, figures, official series by metric."""

    country: Country
    counts: dict[str, int]
    standings: dict[Standing, int]
    figures: list[FigureRow]
    series: dict[str, SeriesRow]
    record: JsonRecord


def report(base: FactBase, countries: Sequence[Country]) -> Report:
    """Status, counts of facts, figures of metrics that two or more of the countries have, and series at two years.

    Raises BadRequest for fewer than two countries.
    """
    if len(countries) < 2:
        raise BadRequest("compare takes two or more countries; `sco country` shows one")
    sides = _sides(base, countries)
    aspects = list(_aspects(base, sides))
    columns: list[Column[RecordRow]] = [
        Column("aspect", "", lambda row: spans(Span(row.record["aspect"], "dim")), no_wrap=False)
    ]
    columns += [
        Column(country.code, country_label(base, country.code), partial(_cell, country.code), no_wrap=False)
        for country in countries
    ]
    view = {
        "kind": "comparison",
        "id": "-".join(country.code for country in countries),
        "countries": [side.record for side in sides],
        "aspects": aspects,
    }
    title = spans(count_noun(len(countries), "country"), " side by side")
    table = Table(tuple(columns), [RecordRow(aspect) for aspect in aspects])
    return Report((Title(title), table), aspects, view)


def _sides(base: FactBase, countries: Sequence[Country]) -> list[Side]:
    """The sides of the comparison; of figures, only those of metrics that several countries have."""
    codes = tuple(country.code for country in countries)
    series = series_rows(base, select(base, base.series, Filters(country=codes)))
    facts = {code: fact_rows(base, select(base, base.facts, Filters(country=(code,)))) for code in codes}
    figures = {code: [row for row in rows if isinstance(row, FigureRow)] for code, rows in facts.items()}
    holders = Counter(metric for rows in figures.values() for metric in {row.fact.metric for row in rows})
    sides = []
    for country in countries:
        counts = Counter[str](row.fact.kind for row in facts[country.code])
        by_kind = {kind: counts[kind] for kind in base.fact_kinds}
        standings = count_standings(base, (row.fact for row in facts[country.code]))
        shared = [row for row in figures[country.code] if holders[row.fact.metric] > 1]
        of_country = [row for row in series if row.series.country == country.code]
        record = to_record(base, country) | {
            "facts": by_kind,
            "standings": dict(standings),
            "figures": [row.record for row in shared],
            "series": [row.record for row in of_country],
        }
        by_metric: dict[str, SeriesRow] = {}
        for row in of_country:
            by_metric.setdefault(row.series.metric, row)
        sides.append(Side(country, by_kind, standings, shared, by_metric, record))
    return sides


def _aspects(base: FactBase, sides: Sequence[Side]) -> Iterator[JsonRecord]:
    """The rows of the table: an aspect, and its value for each country."""

    def aspect(key: str, name: str, values: Sequence[object]) -> JsonRecord:
        by_country = {side.country.code: value for side, value in zip(sides, values, strict=True)}
        return {"kind": "aspect", "id": key, "aspect": name, **by_country}

    for key in ("status", "since"):
        yield aspect(key, key, [side.record[key] for side in sides])
    for kind in base.fact_kinds:
        yield aspect(f"{kind}s", f"{kind}s", [side.counts[kind] for side in sides])
    for standing in STANDINGS:
        yield aspect(standing, standing, [side.standings[standing] for side in sides])
    for metric in dict.fromkeys(row.fact.metric for side in sides for row in side.figures):
        texts = [[_figure_text(row) for row in side.figures if row.fact.metric == metric] for side in sides]
        yield aspect(metric, base.metric(metric).name, ["; ".join(figures) or None for figures in texts])
    for metric in dict.fromkeys(metric for side in sides for metric in side.series):
        rows = [side.series.get(metric) for side in sides]
        comparison = next(row.comparison for row in rows if row)
        name = f"{base.metric(metric).name}, official series"
        if comparison.first < comparison.last:
            yield aspect(
                f"{metric}-{comparison.first}", f"{name}, {comparison.first}", [_first_value(row) for row in rows]
            )
        yield aspect(f"{metric}-{comparison.last}", f"{name}, {comparison.last}", [_last_value(row) for row in rows])


def _figure_text(row: FigureRow) -> str:
    """The numbers of a figure with everything that limits them: period, all countries that it names, a contest."""
    figure = row.fact
    limits = [figure.period or "no year stated"]
    if "period" in figure.inferred:
        limits.append("inferred")
    if figure.stage == "planned":
        limits.append("expected")
    if figure.countries_open or len(figure.countries) > 1:
        limits.append(f"of {join_countries(figure.countries, is_open=figure.countries_open)}")
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


def _cell(code: str, row: RecordRow) -> Text:
    value = row.record[code]
    return spans(Span("none", "dim") if value is None else Span(str(value), "plain" if value else "dim"))


def command(
    countries: Annotated[
        list[str],
        typer.Argument(
            metavar="COUNTRY...", help="Two or more, by code, name or alias.", autocompletion=complete_countries
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
) -> None:
    """Set countries side by side.

    A chart draws the metric that most of them have: official series, else figures. --from and --to limit its years.

    \b
    Examples:
      sco compare KG UZ KZ
      sco compare Kyrgyzstan Tajikistan --format json
      sco compare KG UZ KZ --chart three.svg
    """
    check_chart_options(chart, width, scale, force=force)
    check_years(from_, to)
    if chart is None and (from_ or to):
        raise BadRequest("--from and --to are for --chart FILE")
    base = open_base(facts)
    chosen = [base.country(code) for code in resolve_names(base, "country", countries)]
    shown = report(base, chosen)
    if chart:
        warnings = chart_files.write_countries_chart(
            base,
            chosen,
            chart,
            width=width,
            scale=cast("ScaleType", scale),
            years=YearRange(from_, to),
            force=force,
        )
        print_messages(f"sco: {warning}" for warning in warnings)
    else:
        write_report(shown, format)
