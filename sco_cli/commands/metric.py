"""`sco metric ID`: every figure of a metric, before and after, and what official series say of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Annotated

import typer

from sco_cli import charts, comparison, lookup, period, record, selection, series
from sco_cli.answering import check_chart, emit, resolved
from sco_cli.completion import complete_ids
from sco_cli.errors import BadRequest
from sco_cli.fact_rows import context_rows, evidence_rows, number_rows, said_rows, scales
from sco_cli.factbase import FactBase
from sco_cli.listings import as_records, country_name, metrics_listing, more, standing_text
from sco_cli.official import as_stated, official_series, series_record
from sco_cli.opening import open_base
from sco_cli.options import ChartOption, CountryOption, FactsOption, ForceOption, FormatOption, WidthOption
from sco_cli.report import Block, Fields, Heading, Prose, Report, Span, Text, Title, text

if TYPE_CHECKING:
    from sco_cli.models import Figure, Metric, Series

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
    figures = selection.select(base.figures, metric=[metric.id], country=countries)
    lines = selection.select(base.series, metric=[metric.id], country=countries)
    records = as_records(base, figures)
    for row, figure in zip(records, figures, strict=True):
        row["series_says"] = _said(base, metric, figure, lines)
    blocks: list[Block] = [
        Title(text(metric.name), text(Span(metric.unit or "no unit stated", "dim"))),
        Prose(text(f"{metric.definition}.{BETTER[metric.better]}")),
    ]
    top = scales(base, figures).get(metric.id)
    for row, figure in zip(records, figures, strict=True):
        heading = Heading(_place(base, figure), standing_text(comparison.standing(figure)))
        blocks += [heading, _fields(base, figure, top, row["series_says"])]
    if not figures:
        blocks.append(Prose(text(Span("no figure on record matches", "dim"))))
    view = record.as_record(base, metric) | {"figures": records, "series": []}
    if lines:
        years = _years(lines, first, last)
        view["series"] = [series_record(base, line, *years) for line in lines]
        blocks += official_series(base, view["series"])
        later = _later(lines, years[1]) if last is None else ""
        blocks += [Prose(text(Span(later, "dim")))] if later else []
    elif first is not None or last is not None:
        where = f" for {record.listed(countries)}" if countries else ""
        raise BadRequest(f"no official series of {metric.id}{where} is on record; --from and --to are for those")
    shape = record.shape(base, "figure", "series") | {"series_says": None}
    return Report(tuple(blocks), [*records, *as_stated(view["series"])], view, shape)


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
    usual = series.span_of(lines)
    years = (usual[0] if first is None else first, usual[1] if last is None else last)
    if years[0] > years[1]:
        begin = f"{years[0]}, the first year of the official series," if first is None else f"--from {first}"
        end = f"{years[1]}, the last year that most official series have; add --to" if last is None else f"--to {last}"
        raise BadRequest(f"{begin} is after {end}")
    return years


def _said(base: FactBase, metric: Metric, figure: Figure, lines: Sequence[Series]) -> list[str]:
    """What each series of the figure's countries says of it, with the country where there are several."""
    levels = comparison.levels(base, figure)
    stated = period.stated(figure.period)
    said = []
    for line in lines:
        if line.country in figure.countries:
            place = f"{country_name(base, line.country)}: " if len(figure.countries) > 1 else ""
            said.append(place + series.says(metric, line, levels, stated))
    return said


def _place(base: FactBase, figure: Figure) -> Text:
    """The countries of a figure, or else the organizations."""
    names = [country_name(base, code) for code in figure.countries]
    names = names or [base.get(organization).name for organization in figure.organizations]
    return text(record.placed(names, is_open=figure.countries_open) or "No country named")


def _fields(base: FactBase, figure: Figure, top: Fraction | None, said: list[str]) -> Fields:
    rows = number_rows(base, figure, top) + said_rows(base, figure) + context_rows(figure)
    rows += evidence_rows(base, figure)
    rows += [("record", text(sentence)) for sentence in said]
    return Fields((*rows, ("more", more(figure.id))))


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
    width: WidthOption = charts.USUAL,
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
    codes = resolved(base, country=country)["country"]
    if metric is None:
        if chart:
            raise BadRequest("--chart draws one metric; name it, `sco metrics` lists them")
        if from_ or to:
            raise BadRequest("--from and --to are years of one metric; name it, `sco metrics` lists them")
        emit(metrics_listing(base, codes), format)
        return
    found = lookup.find(base, "metric", metric)
    if chart:
        charts.of_metric(base, found, codes, chart, width=width, force=force)
    else:
        emit(report(base, found, codes, from_, to), format)
