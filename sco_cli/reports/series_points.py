"""The values of official series as records, one a year."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sco_cli.models.factbase import FactBase
from sco_cli.models.json_values import to_json
from sco_cli.queries.series_patterns import find_patterns
from sco_cli.queries.year_range import YearRange
from sco_cli.reports.report import RecordRow

if TYPE_CHECKING:
    from sco_cli.models.entities import Series

TEMPLATE = dict.fromkeys(
    ("kind", "id", "metric", "country", "year", "value", "unit", "break", "looks", "source", "note")
)


def point_rows(base: FactBase, series: Series, years: YearRange) -> Iterator[RecordRow]:
    """Each value of a series in these years, in their order.

    `id` is that of the series. `break` is the reason of a break that begins with the year, `looks` is "interpolated" or
    "carried over" for a value that looks so, and `note` has the notes of the series, the same for all its years.
    """
    metric = base.metric(series.metric)
    looks = {year: pattern.looks for pattern in find_patterns(metric, series) for year in pattern.filled_years}
    note = " ".join(series.notes) or None
    for year, value in sorted(series.points.items()):
        if years.includes(year):
            record = {
                "kind": "point",
                "id": series.id,
                "metric": series.metric,
                "country": series.country,
                "year": year,
                "value": to_json(value),
                "unit": metric.unit,
                "break": series.breaks.get(year),
                "looks": looks.get(year),
                "source": series.source,
                "note": note,
            }
            yield RecordRow(record)
