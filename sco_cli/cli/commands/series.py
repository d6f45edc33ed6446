"""`sco series`: official series as a table for other programs, a value a row."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

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
from sco_cli.reports.fact_fields import FieldRows
from sco_cli.reports.facts_listing import describe_filters, describe_nothing
from sco_cli.reports.report import Block, Column, Fields, RecordRow, Report, Span, Text, listing, spans
from sco_cli.reports.series_points import TEMPLATE, point_rows
from sco_cli.reports.sources import source_span
from sco_cli.text import count_noun

if TYPE_CHECKING:
    from sco_cli.models.entities import Series

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
    in_years = " ".join(f"{word} {year}" for word, year in years.ends())
    title = spans(
        f"{count_noun(len(rows), 'value')} of {len(series_list)} official series",
        describe_filters(base, filters, "of"),
        f"; {in_years}" if in_years else None,
        Span(f"; {next(iter(units)) or 'unit not stated'}" if len(units) == 1 else "", "dim"),
    )
    empty = "no values in these years"
    if not series_list:
        empty = describe_nothing(base, filters, "official series", "of", partial(_count_series, base))
    shown = listing(title, columns, rows, empty, TEMPLATE)
    with_rows = {row.record["id"] for row in rows}
    fields = _source_fields(base, [series for series in series_list if series.id in with_rows])
    if len(series_list) <= SHOWN_NOTES:
        fields += [(series.country, spans(note)) for series in series_list for note in series.notes]
    below: list[Block] = [Fields(tuple(fields))] if fields else []
    return shown._replace(blocks=(*shown.blocks, *below))


def _count_series(base: FactBase, filters: Filters) -> int:
    return len(select(base, base.series, filters))


def _source_fields(base: FactBase, series_list: Sequence[Series]) -> FieldRows:
    """The sources of the series; of several, each with the names of its metrics."""
    metrics: dict[str, dict[str, None]] = {}
    for series in series_list:
        metrics.setdefault(series.source, {})[base.metric(series.metric).name] = None
    return [
        ("source", spans(source_span(base.source(source)), f": {', '.join(names)}" if len(metrics) > 1 else None))
        for source, names in metrics.items()
    ]


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
