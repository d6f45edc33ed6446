"""Tables of the World Bank: the csv of an indicator, alone or in its zip with metadata, and the csv of its DataBank.

The csv has "Data Source" and "Last Updated Date" above a header with `Country Name`, `Country Code`, `Indicator Name`,
`Indicator Code` and a column for each year, and a comma at the end of each line. In the zip, `Metadata_Country_*` has a
region for each country and none for a group of countries, `Metadata_Indicator_*` the definition. The DataBank calls the
indicator a series, the years "2020 [YR2020]", and has its notes below the table.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from sco_cli.imports.series.delimited import Grid
from sco_cli.imports.series.layout import Columns, TableCells, year_columns
from sco_cli.imports.series.statistics import Dataset, Notation, Remarks, SourceNames, clean, listed
from sco_cli.imports.series.units import in_header
from sco_cli.text import fold

FORMAT = "a csv of the World Bank"

_NAMES = {"country name": "name", "country code": "code"}
_INDICATOR = (("indicator name", "indicator code"), ("series name", "series code"))

_US_DATE = re.compile(r"([0-9]{2})/([0-9]{2})/([0-9]{4})")
_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

_UNIT = re.compile(
    r"\((%[^()]{0,80}|(?:current|constant|PPP)[^()]{0,60}|US\$|(?:[a-z]+ )?per [^()]{1,60}|years|days|hours"
    r"|kg[^()]{0,60})\)"
)
"""What the World Bank writes in brackets behind the name of an indicator, if it is a unit and nothing else."""


def is_data(grid: Grid) -> bool:
    """Whether the table has values of indicators, a column for each year."""
    names = {fold(cell) for cell in grid.header.cells}
    return {"country name", "country code"} <= names and any(set(pair) <= names for pair in _INDICATOR)


def is_metadata(grid: Grid) -> bool:
    """Whether the table describes countries or indicators."""
    return bool(
        {"tablename", "source_note", "sourcenote"} & {fold(cell) for cell in grid.header.cells}
        or {"INDICATOR_CODE", "TableName"} & set(grid.header.cells)
    )


def read(grids: Sequence[Grid], metadata: Sequence[Grid], remarks: Remarks) -> list[Dataset]:
    """The data sets of the tables, one for each indicator; `metadata` are the tables that describe them."""
    countries = [row for grid in metadata for row in _records(grid) if "TableName" in row]
    indicators = {row["INDICATOR_CODE"]: row for grid in metadata for row in _records(grid) if "INDICATOR_CODE" in row}
    groups = frozenset(row["Country Code"] for row in countries if row.get("Country Code") and row.get("Region") == "")
    return [dataset for grid in grids for dataset in _datasets(grid, groups, indicators, remarks)]


def is_known_note(text: str) -> bool:
    """Whether a line above or below a table is one that `read` makes use of."""
    return fold(text).startswith(("data source:", "last updated", "data from database:"))


def unit_of(name: str) -> str | None:
    """The unit in the name of an indicator; None if it has none that is a unit for certain."""
    found = _UNIT.findall(name)
    return found[-1] if found else None


def _records(grid: Grid) -> list[dict[str, str]]:
    return [dict(zip(grid.header.cells, row.cells, strict=True)) for row in grid.rows]


def _datasets(
    grid: Grid, groups: frozenset[str], indicators: Mapping[str, Mapping[str, str]], remarks: Remarks
) -> list[Dataset]:
    names = [fold(cell) for cell in grid.header.cells]
    pair = next(pair for pair in _INDICATOR if set(pair) <= set(names))
    name, code = (names.index(part) for part in pair)
    years = year_columns(grid)
    others = [
        cell
        for index, cell in enumerate(grid.header.cells)
        if cell and fold(cell) not in (*_NAMES, *pair) and (index, cell) not in years
    ]
    if others:
        remarks.add(f"columns that are not years are left out: {listed(others)}")
    columns = Columns(code=names.index("country code"), name=names.index("country name"), years=years)
    by_code: dict[str, list[int]] = {}
    for number, row in enumerate(grid.rows):
        by_code.setdefault(row.cells[code], []).append(number)
    notes = _notes(grid)
    return [
        _dataset(
            grid._replace(rows=grid.rows.take(numbers)),
            columns,
            code_found,
            clean(grid.rows[numbers[0]].cells[name], 1000),
            groups,
            notes,
            indicators.get(code_found, {}),
        )
        for code_found, numbers in by_code.items()
    ]


def _dataset(
    grid: Grid,
    columns: Columns,
    code: str,
    name: str,
    groups: frozenset[str],
    notes: tuple[str, str],
    indicator: Mapping[str, str],
) -> Dataset:
    collection, updated = notes
    origin = clean(indicator.get("SOURCE_ORGANIZATION", ""))
    return Dataset(
        cells=TableCells(grid, columns),
        place=grid.place,
        code=clean(code, 200),
        name=name,
        unit=unit_of(name),
        unit_texts=tuple(in_header(name)),
        definition=clean(indicator.get("SOURCE_NOTE", "")).rstrip("."),
        source=SourceNames(
            title=clean(f"{name}, {code}", 1000),
            publisher="World Bank",
            via=collection if collection != "World Bank" else "",
            published=updated,
            note=f"Sources according to the file: {origin}" if origin else "",
            language="en",
        ),
        source_id=f"world-bank-{code}-{updated}",
        notation=Notation(),
        aggregates=groups,
    )


def _notes(grid: Grid) -> tuple[str, str]:
    """The collection and the date of its last update, from above or below the table; empty where they are not said."""
    collection = updated = ""
    for row in (*grid.above, *grid.below):
        label, value = row.cells[0], next((cell for cell in row.cells[1:] if cell), "")
        if fold(label) == "data source":
            collection = clean(value, 1000)
        elif fold(label).startswith("last updated date"):
            updated = value if _ISO_DATE.fullmatch(value) else ""
        elif label.startswith("Data from database:"):
            collection = clean(label.partition(":")[2], 1000)
        elif label.startswith("Last Updated:") and (date := _US_DATE.fullmatch(label.partition(":")[2].strip())):
            updated = f"{date[3]}-{date[1]}-{date[2]}"
    return collection, updated
