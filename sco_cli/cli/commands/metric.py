"""`sco metric ID`: every figure of a metric, before and after, and what official series show about it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from operator import itemgetter
from typing import TYPE_CHECKING, Annotated, NamedTuple, cast

import typer

from sco_cli.charts import chart_files
from sco_cli.charts.scale_type import DEFAULT_SCALE
from sco_cli.cli.completion import complete_ids
from sco_cli.cli.filters import resolve_names
from sco_cli.cli.messages import print_messages, print_success
from sco_cli.cli.options import (
    BomOption,
    ChartOption,
    CountryOption,
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
from sco_cli.formats.registry import TITLED_FORMATS
from sco_cli.loading.cache import open_base
from sco_cli.models import period
from sco_cli.models.factbase import FactBase
from sco_cli.models.json_values import JsonRecord
from sco_cli.queries.commands import command_text
from sco_cli.queries.filters import Filters, select
from sco_cli.queries.lookup import find_metric
from sco_cli.queries.series import default_years, describe_claim
from sco_cli.queries.titles import join_countries, subject_names
from sco_cli.queries.year_range import ALL_YEARS, YearRange
from sco_cli.reports.columns import country_label, show_command, standing_text
from sco_cli.reports.fact_fields import context_fields, evidence_fields, gauge_maxima, number_fields, source_fields
from sco_cli.reports.facts_listing import describe_filters
from sco_cli.reports.metrics_listing import metrics_listing
from sco_cli.reports.records import FigureRow, empty_record, to_record
from sco_cli.reports.report import (
    Block,
    Fields,
    Heading,
    Paragraph,
    RecordRow,
    Report,
    RowRecords,
    Span,
    Text,
    Title,
    spans,
)
from sco_cli.reports.series_tables import SeriesRow, limit_years, series_blocks, series_row
from sco_cli.text import join_names

if TYPE_CHECKING:
    from sco_cli.charts.scale_type import ScaleType
    from sco_cli.models.entities import Metric, Series
    from sco_cli.models.facts import Figure

DIRECTIONS = {"higher": " Higher is better.", "lower": " Lower is better.", None: ""}


class ClaimRow(NamedTuple):
    """A figure with the sentences on what official series say about it."""

    figure: FigureRow
    series_says: list[str]

    @property
    def record(self) -> JsonRecord:
        """The record of the figure with the sentences."""
        return self.figure.record | {"series_says": self.series_says}


def report(
    base: FactBase,
    metric: Metric,
    countries: tuple[str, ...] = (),
    years: YearRange = ALL_YEARS,
    *,
    across_breaks: bool = False,
) -> Report:
    """The figures of the metric, one section each, then the official series at two years.

    For all countries, or only for `countries`. The records of series have the values of these years. Raises BadRequest
    if the years are in the wrong order, or limited although no series is on record.
    """
    filters = Filters(metric=(metric.id,), country=countries)
    series_list = select(base, base.series, filters)
    rows = [FigureRow(base, figure) for figure in select(base, base.figures, filters)]
    series_by_country: defaultdict[str, list[tuple[int, Series]]] = defaultdict(list)
    for index, series in enumerate(series_list):
        series_by_country[series.country].append((index, series))
    claims = [_describe_claims(base, metric, row, series_by_country) for row in rows]
    blocks: list[Block] = [
        Title(spans(metric.name), spans(Span(metric.unit or "unit not stated", "dim"))),
        Paragraph(spans(f"{metric.definition}.{DIRECTIONS[metric.better]}")),
    ]
    maximum = gauge_maxima(base, rows).get(metric.id)
    for row, sentences in zip(rows, claims, strict=True):
        fields = number_fields(row, maximum) + source_fields(base, row.fact) + context_fields(row.fact)
        fields += evidence_fields(base, row.fact)
        fields += [("official", spans(sentence)) for sentence in sentences]
        fields.append(("more", show_command(base, row.fact.id)))
        blocks += [Heading(_subject(base, row.fact), standing_text(row.standing)), Fields(tuple(fields))]
    if not rows:
        about = describe_filters(base, Filters(country=countries), "on")
        blocks.append(Paragraph(spans(Span(f"no figures{about or ' on record'}", "dim"))))
    table: list[SeriesRow] = []
    if series_list:
        first, last = _compared_years(series_list, years)
        table = [
            limit_years(series_row(base, series, first, last, across_breaks=across_breaks), years)
            for series in series_list
        ]
        blocks += series_blocks(base, table)
        later = _later_values(series_list, last) if years.last is None else ""
        blocks += [Paragraph(spans(Span(later, "dim")))] if later else []
    elif years.is_limited:
        where = f" for {join_names(countries)}" if countries else ""
        raise BadRequest(f"--from and --to limit official series, and {metric.id} has none{where}")
    figures = [ClaimRow(row, sentences) for row, sentences in zip(rows, claims, strict=True)]
    records = RowRecords([*figures, *map(RecordRow, (row.series_record for row in table))])

    def view() -> JsonRecord:
        of_series = [row.record for row in table]
        return to_record(base, metric) | {"figures": [row.record for row in figures], "series": of_series}

    return Report(tuple(blocks), records, view, empty_record(base, "figure", "series") | {"series_says": None})


def _later_values(series_list: Sequence[Series], last: int) -> str:
    """The values after the last year that most of the series have, which the table leaves out."""
    by_year: dict[int, list[str]] = {}
    for series in series_list:
        first_break = min((year for year in series.breaks if year > last), default=None)
        for year in sorted(series.points):
            if year > last:
                broken = " (after a break)" if first_break is not None and first_break <= year else ""
                by_year.setdefault(year, []).append(f"{series.country} {Decimal(series.points[year]):,f}{broken}")
    years = "; ".join(f"{year}: {', '.join(values)}" for year, values in sorted(by_year.items()))
    return f"Later values, {years} (--to {max(by_year)})" if by_year else ""


def _compared_years(series_list: Sequence[Series], years: YearRange) -> tuple[int, int]:
    """The years to compare: those given, else the default ones. Raises BadRequest if they are in the wrong order."""
    first, last = default_years(series_list)
    begin, end = (
        f"{first}, where the official series begin,",
        f"{last}, where most official series end",
    )
    if years.first is not None:
        first, begin = years.first, f"--from {years.first}"
    if years.last is not None:
        last, end = years.last, f"--to {years.last}"
    else:
        end += "; add --to"
    if first > last:
        raise BadRequest(f"{begin} is after {end}")
    return first, last


def _describe_claims(
    base: FactBase, metric: Metric, row: FigureRow, series_by_country: Mapping[str, Sequence[tuple[int, Series]]]
) -> list[str]:
    """What each series of the figure's countries shows about it; with the country if the figure names several.

    The numbers before the series are their order.
    """
    figure = row.fact
    stated = period.parse_optional(figure.period)
    found = [numbered for country in figure.countries for numbered in series_by_country.get(country, ())]
    sentences = []
    for _, series in sorted(found, key=itemgetter(0)):
        place = f"{country_label(base, series.country)}: " if len(figure.countries) > 1 else ""
        sentences.append(place + describe_claim(metric, series, row.levels, stated))
    return sentences


def _subject(base: FactBase, figure: Figure) -> Text:
    """The places or organizations of a figure, and its countries."""
    subjects = join_names(names) if (names := subject_names(base, figure)) else ""
    labels = [country_label(base, code) for code in figure.countries]
    countries = join_countries(labels, is_open=figure.countries_open)
    text = ", ".join(filter(None, [subjects, countries])) or "Country not stated"
    return spans(Span(text, record=figure.id))


def command(
    metric: Annotated[
        str | None,
        typer.Argument(
            metavar="METRIC",
            help="Metric id, name or alias. Without it, all metrics are listed.",
            autocompletion=complete_ids("metrics"),
        ),
    ] = None,
    country: CountryOption = None,
    from_: FromOption = None,
    to: ToOption = None,
    across_breaks: Annotated[
        bool, typer.Option("--across-breaks", help="Also compute changes across a break in a series.")
    ] = False,
    chart: ChartOption = None,
    width: WidthOption = chart_files.DEFAULT_WIDTH,
    scale: ScaleOption = DEFAULT_SCALE,
    force: ForceOption = False,
    facts: FactsOption = None,
    format: FormatOption = "table",
    bom: BomOption = False,
) -> None:
    """Show claims about a metric beside the official series.

    A chart of one country shows its claim against the official series. A chart of several countries shows a line for
    each series, or the figures before and after if there is no series.

    \b
    Examples:
      sco metric internet-penetration
      sco metric internet-penetration --country KG --from 2016 --to 2020
      sco metric internet-penetration --country KG --chart kg.svg
    """
    check_chart_options(chart, width, scale, force=force)
    years = year_range(from_, to)
    base = open_base(facts)
    codes = resolve_names(base, "country", country)
    if metric is None:
        if chart or years.is_limited:
            options = "--chart needs" if chart else "--from and --to need"
            raise BadRequest(f"{options} a metric; `{command_text(base, 'metrics')}` lists them")
        write_report(metrics_listing(base, codes, by_name=format in TITLED_FORMATS), format, bom=bom)
        return
    chosen = find_metric(base, metric)
    if chart:
        warnings = chart_files.write_metric_chart(
            base,
            chosen,
            codes,
            chart,
            width=width,
            scale=cast("ScaleType", scale),
            years=years,
            force=force,
        )
        print_messages(f"sco: {warning}" for warning in warnings)
        print_success(f"wrote {chart}")
    else:
        write_report(report(base, chosen, codes, years, across_breaks=across_breaks), format, bom=bom)
