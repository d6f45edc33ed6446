"""Official series on a screen: two years side by side, the change between, the years between in small."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from sco_cli import citation, record, series
from sco_cli.factbase import FactBase
from sco_cli.report import Block, Column, Heading, Record, Span, Spark, Table, text

if TYPE_CHECKING:
    from sco_cli.models import Series


def series_record(base: FactBase, line: Series, first: int, last: int) -> Record:
    """A series for machines, with its comparison at two years; a year without a value has None."""
    compared = series.compare(base.get(line.metric), line, first, last)
    return record.as_record(base, line) | {
        "comparison": {
            "from": {"year": first, "value": compared.before and compared.before.as_plain()},
            "to": {"year": last, "value": compared.after and compared.after.as_plain()},
            "change": record.plain(compared.change),
            "gaps": list(compared.gaps),
            "breaks": list(compared.breaks),
            "flags": compared.flags(),
        }
    }


def official_series(base: FactBase, rows: Sequence[Record]) -> list[Block]:
    """A table for the series of each source and metric, as `series_record` makes them."""
    blocks: list[Block] = []
    for source, metric in dict.fromkeys((row["source"], row["metric"]) for row in rows):
        table = [row for row in rows if (row["source"], row["metric"]) == (source, metric)]
        years = tuple(table[0]["comparison"][end]["year"] for end in ("from", "to"))
        heading = text(f"Official series, {years[0]} to {years[1]}")
        blocks.append(Heading(heading, text(Span(citation.imprint(base.get(source)), "dim"))))
        blocks.append(_series_table(base, table, years[0], years[1]))
    return blocks


def _series_table(base: FactBase, rows: Sequence[Record], first: int, last: int) -> Table:
    """Series at two years, the change between, and the years between in small."""
    values = [float(value) for row in rows for value in row["points"].values()]
    maximum = base.get(rows[0]["metric"]).maximum
    scale = (min([0.0, *values]), float(maximum) if maximum else max([0.0, *values]))
    changes = [row["comparison"]["change"] for row in rows]
    columns = (
        Column("country", "", lambda row: text(Span(row["country"], "accent"))),
        Column("country", "country", lambda row: text(base.get(row["country"]).name), whole=False),
        _numbers("from", str(first), rows, [row["comparison"]["from"]["value"] for row in rows]),
        _numbers("to", str(last), rows, [row["comparison"]["to"]["value"] for row in rows]),
        _numbers("change", "change", rows, [one and one["difference"] for one in changes], unit=True),
        Column("points", "year by year", lambda row: _spark(row, first, last, scale)),
        Column("flags", "", lambda row: text(Span(row["comparison"]["flags"], "dim")), whole=False),
    )
    return Table(columns, rows)


def _numbers(
    key: str, header: str, rows: Sequence[Record], found: Sequence[Record | None], *, unit: bool = False
) -> Column:
    """A column of numbers, set so that their decimal points stand in one line; "none" where there is none."""
    said = [
        f"{Decimal(str(number['value'])):{'+' if unit else ''},f}".partition(".") if number else None
        for number in found
    ]
    whole = max((len(words[0]) for words in said if words), default=0)
    places = max((len(words[1] + words[2]) for words in said if words), default=0)
    cells = {}
    for row, words, number in zip(rows, said, found, strict=True):
        if words is None or number is None:
            cells[row["id"]] = text(Span("none".rjust(whole + places), "dim"))
            continue
        shown = f"{words[0]:>{whole}}{words[1] + words[2]:<{places}}"
        cells[row["id"]] = text(f"{shown} {number['unit'] or ''}".rstrip() if unit else shown)
    return Column(key, header.rjust(whole + places), lambda row: cells[row["id"]])


def _spark(row: Record, first: int, last: int, scale: tuple[float, float]) -> Spark:
    """The values from year to year as shares of one scale for all rows, so that lines can be compared."""
    low, high = scale
    points = [row["points"].get(str(year)) for year in range(first, last + 1)]
    shares = tuple(None if point is None else (float(point) - low) / (high - low or 1) for point in points)
    return Spark(shares, frozenset(year - first for year in row["comparison"]["breaks"]))
