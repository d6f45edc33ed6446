"""Tables of official series: two years side by side, the change between them, and the years between as a sparkline."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from sco_cli.models.date_words import EN_DASH
from sco_cli.models.factbase import FactBase
from sco_cli.models.json_values import JsonRecord, to_json
from sco_cli.quantities import number_format
from sco_cli.quantities.quantity import PLACES, POINTS, Quantity
from sco_cli.queries.series import SeriesComparison, compare, default_years, range_text
from sco_cli.queries.year_range import YearRange
from sco_cli.reports.columns import show_command
from sco_cli.reports.fact_fields import FieldRows
from sco_cli.reports.records import to_record
from sco_cli.reports.report import Block, Column, Fields, Heading, Span, Sparkline, Table, Text, spans
from sco_cli.reports.sources import publisher_and_date, source_span
from sco_cli.text import count_noun

if TYPE_CHECKING:
    from sco_cli.models.entities import Series

SHORT_POINTS = "pp"
"""What a table has for percentage points."""


MAX_SPARKLINE_YEARS = 120
"""A longer sparkline would fit no screen, and is left out."""


class SeriesRow(NamedTuple):
    """An official series and its comparison at two years. `series_record` is its record without the comparison."""

    series: Series
    comparison: SeriesComparison
    series_record: JsonRecord

    @property
    def record(self) -> JsonRecord:
        """The record with the comparison."""
        comparison = self.comparison
        return self.series_record | {
            "comparison": {
                "from": {"year": comparison.first, "value": to_json(comparison.before)},
                "to": {"year": comparison.last, "value": to_json(comparison.after)},
                "change": to_json(comparison.change),
                "gaps": comparison.gaps,
                "breaks": list(comparison.breaks),
                "flags": comparison.flags(),
                "patterns": [pattern._asdict() for pattern in comparison.patterns],
            }
        }


def series_row(base: FactBase, series: Series, first: int, last: int, *, across_breaks: bool = False) -> SeriesRow:
    """A series compared at those years; across a break only if that is asked for."""
    comparison = compare(base.metric(series.metric), series, first, last, across_breaks=across_breaks)
    return SeriesRow(series, comparison, to_record(base, series))


def limit_years(row: SeriesRow, years: YearRange) -> SeriesRow:
    """The same row; its record has the values and breaks of these years only."""
    limited = {
        key: {year: item for year, item in row.series_record[key].items() if years.includes(int(year))}
        for key in ("points", "breaks")
    }
    return row._replace(series_record=row.series_record | limited)


def series_rows(base: FactBase, series_list: Sequence[Series]) -> list[SeriesRow]:
    """Each series compared at the default years for all of the series of its metric."""
    by_metric: dict[str, list[Series]] = {}
    for series in series_list:
        by_metric.setdefault(series.metric, []).append(series)
    years = {metric: default_years(group) for metric, group in by_metric.items()}
    return [series_row(base, series, *years[series.metric]) for series in series_list]


def series_blocks(base: FactBase, rows: Sequence[SeriesRow]) -> list[Block]:
    """A table for the series of each source and metric, with the reasons of breaks and a pointer to notes below it."""
    tables: dict[tuple[str, str], list[SeriesRow]] = {}
    for row in rows:
        tables.setdefault((row.series.source, row.series.metric), []).append(row)
    blocks: list[Block] = []
    for (source, _), table in tables.items():
        first, last = table[0].comparison.first, table[0].comparison.last
        heading = spans(f"Official series, {first}{f'{EN_DASH}{last}' if first < last else ''}")
        blocks.append(Heading(heading, spans(source_span(base.source(source))._replace(role="dim"))))
        blocks.append(_table(base, table, first, last))
        if reasons := _reasons(base, table, lambda row: row.series.country):
            blocks.append(Fields(tuple(reasons)))
    return blocks


def country_series_blocks(base: FactBase, rows: Sequence[SeriesRow]) -> list[Block]:
    """The series of one country, a line for each metric; below them breaks, a pointer to notes, and the sources."""
    if not rows:
        return []
    columns: tuple[Column[SeriesRow], ...] = (
        Column("metric", "metric", lambda row: _metric_text(base, row), no_wrap=False),
        Column("from", "first", lambda row: _dated_number(row.comparison.before, row.comparison.first), align="right"),
        Column("to", "last", lambda row: _dated_number(row.comparison.after, row.comparison.last), align="right"),
        Column("change", "change", _short_change, align="right"),
        Column("points", "year by year", lambda row: _sparkline(row, *_scale(base, [row]), _common_interval([row]))),
        Column("flags", "", lambda row: spans(Span(row.comparison.flags(), "dim")), no_wrap=False, may_move=True),
    )
    sources = dict.fromkeys(row.series.source for row in rows)
    fields = _reasons(base, rows, lambda row: base.metric(row.series.metric).name)
    texts = {publisher_and_date(base.source(source)): source for source in reversed(sources)}
    fields += [("source", spans(Span(text, record=source))) for text, source in reversed(texts.items())]
    heading = Heading(spans("Official series"), spans(Span(count_noun(len(rows), "metric"), "dim")))
    return [heading, Table(columns, rows), Fields(tuple(fields))]


def latest_values_table(base: FactBase, rows: Sequence[SeriesRow]) -> Table[SeriesRow]:
    """The series of one country, a line for each metric: the latest value, and the change over all years."""
    columns: tuple[Column[SeriesRow], ...] = (
        Column("metric", "metric", lambda row: _short_metric_text(base, row), no_wrap=False),
        Column("to", "latest", lambda row: _number(row.comparison.after), align="right"),
        Column("years", "years", _years),
        Column("change", "change", _change_or_break, no_wrap=False, align="right"),
        Column("points", "year by year", lambda row: _sparkline(row, *_scale(base, [row]), _common_interval([row]))),
    )
    return Table(columns, rows)


def _short_metric_text(base: FactBase, row: SeriesRow) -> Text:
    """The metric with its unit as it stands beside a number: "Internet penetration, %"."""
    assert row.comparison.after is not None  # the latest year of a series has a value
    unit = row.comparison.after.symbol
    metric = base.metric(row.series.metric)
    return spans(Span(metric.name, record=metric.id), Span(f", {unit}" if unit else "", "dim"))


def _years(row: SeriesRow) -> Text:
    """The first and the last year: "2010-2024"."""
    first, last = row.comparison.first, row.comparison.last
    return spans(Span(range_text(range(first, last + 1)), "dim"))


def _change_or_break(row: SeriesRow) -> Text:
    """The change, or the break that forbids one."""
    if breaks := row.comparison.breaks:
        return spans(Span(f"{'breaks' if len(breaks) > 1 else 'break'} {', '.join(map(str, breaks))}", "dim"))
    return _short_change(row)


def _metric_text(base: FactBase, row: SeriesRow) -> Text:
    metric = base.metric(row.series.metric)
    return spans(Span(metric.name, record=metric.id), Span(f", {metric.unit}" if metric.unit else "", "dim"))


def _dated_number(value: Quantity | None, year: int) -> Text:
    return spans(*_number(value), Span(f" {year}", "dim"))


def _reasons(base: FactBase, rows: Sequence[SeriesRow], subject: Callable[[SeriesRow], str]) -> FieldRows:
    """Lines with the reason of each break, and with the command that shows the notes; empty if there are none.

    `subject` is how a series is called: by its country, or by its metric.
    """
    fields: FieldRows = [
        ("break", spans(f"{subject(row)} {year}: {row.series.breaks[year]}"))
        for row in rows
        for year in row.comparison.breaks
    ]
    noted = [row.series.id for row in rows if row.series.notes]
    if noted:
        fields.append(
            ("notes", spans(show_command(base, noted[0]), "; likewise for the other series" if len(noted) > 1 else ""))
        )
    return fields


def _table(base: FactBase, rows: Sequence[SeriesRow], first: int, last: int) -> Table[SeriesRow]:
    low, high = _scale(base, rows)
    step = _common_interval(rows)
    later: tuple[Column[SeriesRow], ...] = (
        Column("to", str(last), lambda row: _number(row.comparison.after), align="point"),
        Column("change", "change", _change, align="point"),
    )
    columns: tuple[Column[SeriesRow], ...] = (
        Column("country", "", lambda row: spans(Span(row.series.country, "accent", record=row.series.country))),
        Column("country", "country", lambda row: spans(_country_name(base, row)), no_wrap=False),
        Column("from", str(first), lambda row: _number(row.comparison.before), align="point"),
        *(later if first < last else ()),
        Column("points", "year by year", lambda row: _sparkline(row, low, high, step)),
        Column("flags", "", lambda row: spans(Span(row.comparison.flags(), "dim")), no_wrap=False, may_move=True),
    )
    return Table(columns, rows)


def _country_name(base: FactBase, row: SeriesRow) -> Span:
    """The name of the country, which leads to the series."""
    return Span(base.country(row.series.country).name, record=row.series.id)


def _scale(base: FactBase, rows: Sequence[SeriesRow]) -> tuple[float, float]:
    """The ends of the scale of sparklines for series of one metric: zero, or what lies below, and its maximum."""
    values = [float(value) for row in rows for value in row.series.points.values()]
    maximum = base.metric(rows[0].series.metric).maximum
    return min([0.0, *values]), float(maximum) if maximum else max([0.0, *values])


def _number(value: Quantity | None) -> Text:
    """The number of a value, without the unit that all values of a series share; "none" without a value."""
    if value is None or value.value is None:
        return spans(Span("none", "dim"))
    return spans(f"{_decimal(value):,f}")


def _change(row: SeriesRow) -> Text:
    """The difference with its unit, which is not that of the values for percentages and ranks."""
    return _difference(row, lambda unit: SHORT_POINTS if unit == POINTS else unit)


def _short_change(row: SeriesRow) -> Text:
    """The difference with the unit of percentage points, "up 13" for ranks; other units stand beside the metric."""
    return _difference(row, lambda unit: SHORT_POINTS if unit == POINTS else "")


def _difference(row: SeriesRow, shown_unit: Callable[[str], str]) -> Text:
    """The difference with what `shown_unit` makes of its unit; "none" for a single year, else "not computed"."""
    change = row.comparison.change
    if row.comparison.first == row.comparison.last:
        return spans(Span("none", "dim"))
    if change is None or not isinstance(change.difference, Quantity):
        return spans(Span("not computed", "dim"))
    if change.difference.unit == PLACES:
        words = change.difference.change_text()
        return spans(words if shown_unit(PLACES) else words.rpartition(" ")[0])
    return spans(f"{_decimal(change.difference):+,f} {shown_unit(change.difference.unit)}".rstrip())


def _decimal(quantity: Quantity) -> Decimal:
    """The number of an exact quantity without trailing zeros, to be written with grouped digits."""
    assert quantity.value is not None  # values of official series are exact
    return Decimal(str(number_format.to_json(quantity.value)))


def _common_interval(rows: Sequence[SeriesRow]) -> int:
    """The number of years from one value to the next if all rows have values in the same years, else 1."""
    [interval, *others] = {row.comparison.interval for row in rows}
    starts = {max(row.comparison.begins, row.comparison.first) for row in rows}
    return interval if not others and starts == {rows[0].comparison.first} else 1


def _sparkline(row: SeriesRow, low: float, high: float, step: int) -> Sparkline:
    """The values of every `step`th compared year as shares of one scale for all rows, so that lines can be compared."""
    first, last = row.comparison.first, row.comparison.last
    if last - first >= MAX_SPARKLINE_YEARS:
        return Sparkline(())
    points = [row.series.points.get(year) for year in range(first, last + 1, step)]
    shares = tuple(None if point is None else (float(point) - low) / (high - low or 1) for point in points)
    return Sparkline(shares, frozenset(-(-(year - first) // step) for year in row.comparison.breaks))
