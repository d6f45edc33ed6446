"""Official series on a screen: two years side by side, the change between, the years between in small."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from sco_cli.models.factbase import FactBase
from sco_cli.models.json_values import JsonRecord, to_json
from sco_cli.queries import series
from sco_cli.reports.columns import show_command
from sco_cli.reports.records import to_record
from sco_cli.reports.report import Block, Column, Fields, Heading, Span, Sparkline, Table, Text, spans
from sco_cli.reports.sources import publisher_and_date

if TYPE_CHECKING:
    from sco_cli.models.entities import Series


def series_records(base: FactBase, lines: Sequence[Series]) -> list[JsonRecord]:
    """The series for machines, compared at the years that are usual for those of one metric."""
    alike: dict[str, list[Series]] = {}
    for line in lines:
        alike.setdefault(line.metric, []).append(line)
    years = {metric: series.default_years(found) for metric, found in alike.items()}
    return [series_record(base, line, *years[line.metric]) for line in lines]


def series_record(base: FactBase, line: Series, first: int, last: int) -> JsonRecord:
    """A series for machines, with its comparison at two years; a year without a value has None."""
    compared = series.compare(base.get(line.metric), line, first, last)
    return to_record(base, line) | {
        "comparison": {
            "from": {"year": first, "value": compared.before and compared.before.to_json()},
            "to": {"year": last, "value": compared.after and compared.after.to_json()},
            "change": to_json(compared.change),
            "gaps": list(compared.gaps),
            "breaks": list(compared.breaks),
            "flags": compared.flags(),
        }
    }


def without_comparison(rows: Iterable[JsonRecord]) -> list[JsonRecord]:
    """The rows of `series_record` as the base has them, without what they were compared for."""
    return [{key: value for key, value in row.items() if key != "comparison"} for row in rows]


def series_blocks(base: FactBase, rows: Sequence[JsonRecord]) -> list[Block]:
    """A table for the series of each source and metric, as `series_record` makes them.

    Below it stand the reason of each break, and where the notes on the values are to be found.
    """
    blocks: list[Block] = []
    for source, metric in dict.fromkeys((row["source"], row["metric"]) for row in rows):
        table = [row for row in rows if (row["source"], row["metric"]) == (source, metric)]
        years = tuple(table[0]["comparison"][end]["year"] for end in ("from", "to"))
        heading = spans(f"Official series, {years[0]}{f' to {years[1]}' if years[0] < years[1] else ''}")
        blocks.append(Heading(heading, spans(Span(publisher_and_date(base.get(source)), "dim"))))
        blocks.append(_series_table(base, table, years[0], years[1]))
        blocks += _reasons(table)
    return blocks


def _reasons(rows: Sequence[JsonRecord]) -> list[Block]:
    """Why there is a break, and the command that shows the notes; nothing where there is nothing to say."""
    below = [
        ("break", spans(f"{row['country']} {year}: {row['breaks'][str(year)]}"))
        for row in rows
        for year in row["comparison"]["breaks"]
    ]
    noted = [row["id"] for row in rows if row["notes"]]
    if noted:
        below.append(("notes", spans(show_command(noted[0]), "; so for the others" if len(noted) > 1 else "")))
    return [Fields(tuple(below))] if below else []


def _series_table(base: FactBase, rows: Sequence[JsonRecord], first: int, last: int) -> Table:
    """Series at two years, the change between, and the years between in small."""
    values = [float(value) for row in rows for value in row["points"].values()]
    maximum = base.get(rows[0]["metric"]).maximum
    scale = (min([0.0, *values]), float(maximum) if maximum else max([0.0, *values]))
    later = (
        Column("to", str(last), lambda row: _number(row["comparison"]["to"]["value"]), align="point"),
        Column("change", "change", _change, align="point"),
    )
    columns = (
        Column("country", "", lambda row: spans(Span(row["country"], "accent"))),
        Column("country", "country", lambda row: spans(base.get(row["country"]).name), no_wrap=False),
        Column("from", str(first), lambda row: _number(row["comparison"]["from"]["value"]), align="point"),
        *(later if first < last else ()),
        Column("points", "year by year", lambda row: _spark(row, first, last, scale)),
        Column("flags", "", lambda row: spans(Span(row["comparison"]["flags"], "dim")), no_wrap=False),
    )
    return Table(columns, rows)


def _number(value: JsonRecord | None) -> Text:
    """The number of a quantity, without the unit that all of a series share; "none" where there is none."""
    return spans(Span("none", "dim")) if value is None else spans(f"{Decimal(str(value['value'])):,f}")


def _change(row: JsonRecord) -> Text:
    """The difference with its unit, which may be another than that of the levels: points, of percentages."""
    change = row["comparison"]["change"]
    difference = change and change["difference"]
    if not difference:
        return spans(Span("none", "dim"))
    return spans(f"{Decimal(str(difference['value'])):+,f} {difference['unit'] or ''}".rstrip())


def _spark(row: JsonRecord, first: int, last: int, scale: tuple[float, float]) -> Sparkline:
    """The values from year to year as shares of one scale for all rows, so that lines can be compared."""
    low, high = scale
    points = [row["points"].get(str(year)) for year in range(first, last + 1)]
    shares = tuple(None if point is None else (float(point) - low) / (high - low or 1) for point in points)
    return Sparkline(shares, frozenset(year - first for year in row["comparison"]["breaks"]))
