"""The values of the official series of a metric: a row for each year, a column for each country."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from sco_cli.models.factbase import FactBase
from sco_cli.reports.report import Column, RecordRow, Table, Text, spans

if TYPE_CHECKING:
    from sco_cli.models.entities import Series


def values_table(base: FactBase, series_list: Sequence[Series]) -> Table[RecordRow]:
    """The table; countries that have no value of a year have an empty cell there."""
    years = sorted({year for series in series_list for year in series.points})
    rows = [RecordRow({"id": str(year), "year": year}) for year in years]
    columns = [Column[RecordRow]("year", "year")]
    columns += [
        Column(series.country.lower(), base.country(series.country).name, partial(_value, series), align="right")
        for series in series_list
    ]
    return Table(tuple(columns), rows)


def _value(series: Series, row: RecordRow) -> Text:
    value = series.points.get(row.record["year"])
    return spans("" if value is None else f"{Decimal(value):,f}")
