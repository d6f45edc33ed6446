"""Charts of Our World in Data: a csv with `Entity`, `Code`, `Year` and a column a metric, and its `.metadata.json`.

A code that begins with `OWID_` is Our World in Data's own. Columns of annotations hold texts on the values, and the
column of world regions is none of values. The metadata are those of the Chart data API.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from sco_cli.imports.series.delimited import Grid
from sco_cli.imports.series.layout import Choice, Columns, TableCells, find_column
from sco_cli.imports.series.numbers import MISSING, NoNumber, read_number
from sco_cli.imports.series.statistics import (
    MAX_NAME,
    Dataset,
    Notation,
    Remarks,
    SourceNames,
    clean,
    listed,
    unknown_format,
)
from sco_cli.imports.series.units import in_header
from sco_cli.text import fold

FORMAT = "a csv of Our World in Data"

_REGIONS = ("world region according to owid", "world regions according to owid", "owid region", "continent")
_LINK = re.compile(r"\[([^\[\]]*)\]\([^()\s]*\)")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def is_data(grid: Grid) -> bool:
    """Whether the table is that of a chart."""
    names = [fold(cell) for cell in grid.header.cells[:3]]
    return names[:2] == ["entity", "code"] and names[2:] in (["year"], ["day"], ["date"])


def is_metadata(document: Any) -> bool:
    """Whether a parsed JSON file has the metadata of a chart."""
    return (
        isinstance(document, dict)
        and isinstance(document.get("columns"), dict)
        and isinstance(document.get("chart", {}), dict)
    )


def read(grid: Grid, document: Mapping[str, Any], choice: Choice, remarks: Remarks) -> list[Dataset]:
    """The data sets of a chart, one for each column of values. `document` are its metadata, or empty."""
    header = grid.header.cells
    notes = {
        _plain(name.lower().removesuffix("annotations")): index
        for index, name in enumerate(header)
        if name.lower().endswith("annotations")
    }
    chosen = [find_column(grid, choice.columns["value"], "--columns")] if "value" in choice.columns else None
    values: list[int] = []
    texts: list[int] = []
    for index in chosen or range(3, len(header)):
        name = header[index]
        if chosen is None and (not name or index in notes.values() or fold(name) in _REGIONS):
            continue
        (values if chosen or _has_number(grid, index) else texts).append(index)
    if texts:
        remarks.add(f"columns without a number are left out: {listed([header[index] for index in texts])}")
    if not values:
        raise unknown_format(grid.place, "no column has numbers")
    described = [_described(document, header[index]) for index in values]
    source = _source(document, described, clean(header[values[0]], MAX_NAME))
    return [
        _dataset(grid, index, notes.get(_plain(header[index]), notes.get("")), column, source)
        for index, column in zip(values, described, strict=True)
    ]


def _plain(name: str) -> str:
    return fold(name).strip(" -")


def _has_number(grid: Grid, index: int) -> bool:
    """Whether a column has a number, or nothing at all."""
    is_empty = True
    for cell in grid.column(index):
        if cell.lower() in MISSING:
            continue
        is_empty = False
        try:
            read_number(cell, Notation())
        except NoNumber:
            continue
        return True
    return is_empty


def _described(document: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """The metadata of a column; empty if there are none."""
    column = document.get("columns", {}).get(name)
    return column if isinstance(column, dict) else {}


def _source(document: Mapping[str, Any], columns: Sequence[Mapping[str, Any]], name: str) -> SourceNames:
    """The source of a chart: those whom it cites, by way of Our World in Data. `name` is that of its first column."""
    chart = document.get("chart", {})
    citation = clean(chart.get("citation")) or next(
        filter(None, (clean(one.get("citationShort")) for one in columns)), ""
    )
    texts = dict.fromkeys(clean(column.get("citationLong")) for column in columns)
    return SourceNames(
        title=clean(chart.get("title"), MAX_NAME) or name,
        publisher=clean(citation.partition(" – ")[0], MAX_NAME),  # noqa: RUF001  # the dash of its citations
        via="Our World in Data",
        published=max(_date(column.get("lastUpdated")) for column in columns),
        accessed=_date(document.get("dateDownloaded")),
        url=clean(chart.get("originalChartUrl")),
        note=" ".join(filter(None, texts)),
        language="en",
    )


def _dataset(grid: Grid, index: int, note: int | None, column: Mapping[str, Any], source: SourceNames) -> Dataset:
    return Dataset(
        cells=TableCells(grid, Columns(code=1, name=0, year=2, value=index, note=note)),
        place=grid.place,
        code=clean(column.get("shortName"), 200),
        name=clean(column.get("titleShort"), MAX_NAME) or clean(grid.header.cells[index], MAX_NAME),
        unit=clean(column["unit"], MAX_NAME) if isinstance(column.get("unit"), str) else None,
        unit_texts=() if column.get("unit") else tuple(in_header(clean(grid.header.cells[index]))),
        definition=_LINK.sub(r"\1", clean(column.get("descriptionShort"))).rstrip("."),
        source=source,
        source_id=f"owid-{source.title}-{source.published}",
        notation=Notation(),
        nameless_are_aggregates=True,
    )


def _date(value: object) -> str:
    text = clean(value)
    return text if _DATE.fullmatch(text) else ""
