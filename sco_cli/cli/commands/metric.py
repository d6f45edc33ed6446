"""`sco metric ID`: every figure of a metric, before and after, and what official series say of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Annotated

import typer

from sco_cli.charts import chart_files
from sco_cli.cli.completion import complete_ids
from sco_cli.cli.filters import resolve_filters
from sco_cli.cli.options import ChartOption, CountryOption, FactsOption, ForceOption, FormatOption, WidthOption
from sco_cli.cli.output import check_chart, write_report
from sco_cli.errors import BadRequest
from sco_cli.loading.cache import open_base
from sco_cli.models import period
from sco_cli.models.factbase import FactBase
from sco_cli.queries import filters, lookup, series
from sco_cli.queries.levels import levels_of
from sco_cli.queries.standing import standing_of
from sco_cli.queries.titles import join_countries
from sco_cli.reports.columns import country_name, metrics_listing, show_command, standing_text
from sco_cli.reports.fact_fields import context_fields, evidence_fields, gauge_maxima, number_fields, source_fields
from sco_cli.reports.records import empty_record, to_record, to_records
from sco_cli.reports.report import Block, Fields, Heading, Paragraph, Report, Span, Text, Title, spans
from sco_cli.reports.series_tables import series_blocks, series_record, without_comparison
from sco_cli.text import join_names

if TYPE_CHECKING:
    from sco_cli.models.entities import Metric, Series
    from sco_cli.models.facts import Figure

BETTER = {"higher": " Higher is better.", "lower": " Lower is better.", None: ""}


def report(
    base: FactBase,
    metric: Metric,
    countries: Collection[str] = (),
    first: int | None = None,
    last: int | None = None,
) -> Report:
    """The figures of the metric, one part each, then the official series at two years; of all countries or those given.

    Raises BadRequest if the years are in the wrong order, or asked for where no series is on record.
    """
    figures = filters.select(base.figures, metric=[metric.id], country=countries)
    lines = filters.select(base.series, metric=[metric.id], country=countries)
    records = to_records(base, figures)
    for row, figure in zip(records, figures, strict=True):
        row["series_says"] = _said(base, metric, figure, lines)
    blocks: list[Block] = [
        Title(spans(metric.name), spans(Span(metric.unit or "no unit stated", "dim"))),
        Paragraph(spans(f"{metric.definition}.{BETTER[metric.better]}")),
    ]
    top = gauge_maxima(base, figures).get(metric.id)
    for row, figure in zip(records, figures, strict=True):
        heading = Heading(_place(base, figure), standing_text(standing_of(figure)))
        blocks += [heading, _fields(base, figure, top, row["series_says"])]
    if not figures:
        blocks.append(Paragraph(spans(Span("no figure on record matches", "dim"))))
    view = to_record(base, metric) | {"figures": records, "series": []}
    if lines:
        years = _years(lines, first, last)
        view["series"] = [series_record(base, line, *years) for line in lines]
        blocks += series_blocks(base, view["series"])
        later = _later(lines, years[1]) if last is None else ""
        blocks += [Paragraph(spans(Span(later, "dim")))] if later else []
    elif first is not None or last is not None:
        where = f" for {join_names(countries)}" if countries else ""
        raise BadRequest(f"no official series of {metric.id}{where} is on record; --from and --to are for those")
    shape = empty_record(base, "figure", "series") | {"series_says": None}
    return Report(tuple(blocks), [*records, *without_comparison(view["series"])], view, shape)


def _later(lines: Sequence[Series], last: int) -> str:
    """The values after the last year that most of the series have, for those who would miss them."""
    found: dict[int, list[str]] = {}
    for line in lines:
        for year in sorted(line.points):
            if year > last:
                broken = " (after a break)" if series.is_broken(line, last, year) else ""
                found.setdefault(year, []).append(f"{line.country} {Decimal(line.points[year]):,f}{broken}")
    years = "; ".join(f"{year}: {', '.join(values)}" for year, values in sorted(found.items()))
    return f"Later values, {years} (--to {max(found)})" if found else ""


def _years(lines: Sequence[Series], first: int | None, last: int | None) -> tuple[int, int]:
    usual = series.default_years(lines)
    years = (usual[0] if first is None else first, usual[1] if last is None else last)
    if years[0] > years[1]:
        begin = f"{years[0]}, the first year of the official series," if first is None else f"--from {first}"
        end = f"{years[1]}, the last year that most official series have; add --to" if last is None else f"--to {last}"
        raise BadRequest(f"{begin} is after {end}")
    return years


def _said(base: FactBase, metric: Metric, figure: Figure, lines: Sequence[Series]) -> list[str]:
    """What each series of the figure's countries says of it, with the country where there are several."""
    levels = levels_of(base, figure)
    stated = period.parse_optional(figure.period)
    said = []
    for line in lines:
        if line.country in figure.countries:
            place = f"{country_name(base, line.country)}: " if len(figure.countries) > 1 else ""
            said.append(place + series.describe_claim(metric, line, levels, stated))
    return said


def _place(base: FactBase, figure: Figure) -> Text:
    """The countries of a figure, or else the organizations."""
    names = [country_name(base, code) for code in figure.countries]
    names = names or [base.get(organization).name for organization in figure.organizations]
    return spans(join_countries(names, is_open=figure.countries_open) or "No country named")


def _fields(base: FactBase, figure: Figure, top: Fraction | None, said: list[str]) -> Fields:
    rows = number_fields(base, figure, top) + source_fields(base, figure) + context_fields(figure)
    rows += evidence_fields(base, figure)
    rows += [("record", spans(sentence)) for sentence in said]
    return Fields((*rows, ("more", show_command(figure.id))))


def command(
    metric: Annotated[
        str | None,
        typer.Argument(
            metavar="[METRIC]", help="Id, name or alias; none lists all.", autocompletion=complete_ids("metrics")
        ),
    ] = None,
    country: CountryOption = None,
    from_: Annotated[
        int | None, typer.Option("--from", metavar="YEAR", min=1, max=9999, help="First year of official series.")
    ] = None,
    to: Annotated[
        int | None, typer.Option("--to", metavar="YEAR", min=1, max=9999, help="Last year of official series.")
    ] = None,
    chart: ChartOption = None,
    width: WidthOption = chart_files.DEFAULT_WIDTH,
    force: ForceOption = False,
    facts: FactsOption = None,
    format: FormatOption = "table",
) -> None:
    """Compare before and after, and official series.

    A chart of one country that has a series and a claim sets the claim on the record; else it has a line for each
    series; where there is none, the figures before and after.

    \b
    Examples:
      sco metric internet-penetration
      sco metric internet-penetration --country KG --from 2016 --to 2020
      sco metric internet-penetration --country KG --chart kg.svg
    """
    check_chart(chart, width, force=force)
    if from_ and to and from_ > to:
        raise BadRequest(f"--from {from_} is after --to {to}")
    if chart and (from_ or to):
        raise BadRequest("a chart shows all years; --from and --to are for tables")
    base = open_base(facts)
    codes = resolve_filters(base, country=country)["country"]
    if metric is None:
        if chart:
            raise BadRequest("--chart draws one metric; name it, `sco metrics` lists them")
        if from_ or to:
            raise BadRequest("--from and --to are years of one metric; name it, `sco metrics` lists them")
        write_report(metrics_listing(base, codes), format)
        return
    found = lookup.find(base, "metric", metric)
    if chart:
        chart_files.write_metric_chart(base, found, codes, chart, width=width, force=force)
    else:
        write_report(report(base, found, codes, from_, to), format)
