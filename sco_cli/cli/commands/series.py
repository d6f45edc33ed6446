"""`sco series`: official series as a table for other programs, a value a row."""

from __future__ import annotations

from sco_cli.cli.filters import resolve_names
from sco_cli.cli.option_groups import TableOptions, expand_options
from sco_cli.cli.options import (
    BomOption,
    CountryOption,
    FactsOption,
    FormatOption,
    FromOption,
    MetricOption,
    ToOption,
    year_range,
)
from sco_cli.cli.output import write_report
from sco_cli.loading.cache import open_base
from sco_cli.models.factbase import FactBase
from sco_cli.queries.filters import Filters, select
from sco_cli.queries.year_range import ALL_YEARS, YearRange
from sco_cli.reports.columns import id_column
from sco_cli.reports.facts_listing import describe_filters
from sco_cli.reports.report import Block, Column, Fields, RecordRow, Report, Span, Text, listing, spans
from sco_cli.reports.series_points import TEMPLATE, point_rows
from sco_cli.text import count_noun

SHOWN_NOTES = 3
"""For more series, the notes are not shown below the table for people; every row has them for programs."""


def report(base: FactBase, filters: Filters, years: YearRange = ALL_YEARS) -> Report:
    """The values of the series that pass the filters in these years, in their order."""
    series_list = select(base, base.series, filters)
    rows = [row for series in series_list for row in point_rows(base, series, years)]
    metrics, countries, units = ({row.record[key] for row in rows} for key in ("metric", "country", "unit"))
    columns: list[Column[RecordRow]] = [
        *([Column[RecordRow]("metric", "metric", no_wrap=False)] if len(metrics) > 1 else []),
        *([Column[RecordRow]("country", "country")] if len(countries) > 1 else []),
        Column("year", "year", align="right"),
        Column("value", "value", lambda row: spans(f"{row.record['value']:,}"), align="point"),
        *([Column[RecordRow]("unit", "unit", no_wrap=False)] if len(units) > 1 else []),
        Column("break", "", _limits, no_wrap=False),
        id_column("series"),
    ]
    title = spans(
        f"{count_noun(len(rows), 'value')} of {len(series_list)} official series",
        describe_filters(base, filters, "of"),
        "".join(f", {word} {year}" for word, year in years.ends()),
        Span(f", {next(iter(units)) or 'unit not stated'}" if len(units) == 1 else "", "dim"),
    )
    shown = listing(title, columns, rows, "no official series match", TEMPLATE)
    notes = [(series.country, spans(note)) for series in series_list for note in series.notes]
    below: list[Block] = [Fields(tuple(notes))] if notes and len(series_list) <= SHOWN_NOTES else []
    return shown._replace(blocks=(*shown.blocks, *below))


def _limits(row: RecordRow) -> Text:
    """What limits a value: that a break begins with it, and why; that it looks filled in."""
    reason, looks = row.record["break"], row.record["looks"]
    words = [f"break: {reason}" if reason else "", f"looks {looks}" if looks else ""]
    return spans(Span("; ".join(filter(None, words)), "dim"))


@expand_options()
def command(
    *,
    metric: MetricOption = None,
    country: CountryOption = None,
    from_: FromOption = None,
    to: ToOption = None,
    table: TableOptions,
    facts: FactsOption = None,
    format: FormatOption = "table",
    bom: BomOption = False,
) -> None:
    """List the values of official series, one per row.

    Each row has country, metric, year, value, unit and source; machine-readable formats have the notes too.

    \b
    Examples:
      sco series --metric internet-penetration --country KG
      sco series --country KZ --country UZ --from 2020 --format csv
      sco series --metric population --to 2015 --sort -value --limit 5
    """
    years = year_range(from_, to)
    base = open_base(facts)
    filters = Filters(metric=resolve_names(base, "metric", metric), country=resolve_names(base, "country", country))
    write_report(report(base, filters, years), format, table, bom=bom)
