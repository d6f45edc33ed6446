"""The listing of metrics, which `sco metrics` and `sco metric` without an id both show."""

from __future__ import annotations

from collections import Counter

from sco_cli.models.factbase import FactBase
from sco_cli.queries.filters import Filters, select
from sco_cli.reports.columns import last_id_column, name_column
from sco_cli.reports.facts_listing import describe_filters
from sco_cli.reports.records import empty_record, to_record
from sco_cli.reports.report import Column, RecordRow, Report, Span, listing, spans
from sco_cli.text import count_noun, fold


def metrics_listing(base: FactBase, countries: tuple[str, ...] = (), *, by_name: bool = False) -> Report:
    """Every metric with its unit and the number of its figures and series, in all countries or in those given.

    They are in the order of the base, or by name.
    """
    filters = Filters(country=countries)
    figures = Counter(figure.metric for figure in select(base, base.figures, filters))
    series = Counter(series.metric for series in select(base, base.series, filters))
    rows = [
        RecordRow(to_record(base, metric) | {"figures": figures[metric.id], "series": series[metric.id]})
        for metric in (sorted(base.metrics, key=lambda metric: fold(metric.name)) if by_name else base.metrics)
        if metric.id in figures or metric.id in series or not countries
    ]
    columns: tuple[Column[RecordRow], ...] = (
        name_column("metric"),
        Column(
            "unit", "unit", lambda row: spans(row.record["unit"] or Span("none (changes only)", "dim")), no_wrap=False
        ),
        Column("figures", "figures", align="right"),
        Column("series", "series", lambda row: spans(str(row.record["series"] or "")), align="right"),
        last_id_column(),
    )
    template = empty_record(base, "metric") | {"figures": None, "series": None}
    asked = describe_filters(base, filters, "for")
    title = spans(count_noun(len(rows), "metric"), asked)
    return listing(title, columns, rows, f"no metrics{asked}", template)
