"""Plain tables: a column of countries, one of years and one of values, or a column for each year.

Columns are found by the names that such tables usually have, or the user names them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from sco_cli.errors import BadRequest
from sco_cli.imports.series.breakdowns import is_breakdown
from sco_cli.imports.series.delimited import Grid
from sco_cli.imports.series.layout import (
    Choice,
    Columns,
    TableCells,
    check_single,
    check_unique,
    choose_rows,
    find_column,
    year_columns,
)
from sco_cli.imports.series.numbers import MISSING, NoNumber, find_notation, read_number
from sco_cli.imports.series.rows import Row
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
from sco_cli.imports.series.units import in_header, in_title
from sco_cli.imports.series.years import is_year
from sco_cli.text import fold

FORMAT = "a table with columns for country, year and value"
WIDE_FORMAT = "a table with a column for each year"

CODE_NAMES = (
    *("iso3", "iso 3", "iso3c", "iso 3166 1 alpha 3", "alpha3", "alpha 3", "iso a3", "country code", "countrycode"),
    *("iso2", "iso 2", "iso2c", "alpha2", "alpha 2", "iso a2", "iso", "iso code", "code", "m49", "m49 code"),
    *("ref area", "geo", "geo code", "geoareacode", "код страны", "код", "国家代码"),
)
"""Names of columns with codes of countries, folded as `sco_cli.text.fold` does; the first that a table has counts."""

NAME_NAMES = (
    *("country", "country name", "countryname", "name", "entity", "economy", "location", "area", "territory", "nation"),
    *("reporter", "geoareaname", "country or area", "country/area", "country or territory"),
    *("страна", "название страны", "国家", "国家名称", "国家/地区", "国家和地区"),
)
"""Names of columns with names of countries, or with codes where there is no other column for them."""

YEAR_NAMES = (
    *("year", "years", "time", "time period", "timeperiod", "period", "date", "год", "период", "年份", "年", "年度"),
)
VALUE_NAMES = (
    *("value", "values", "obs value", "obs", "observation", "data value", "значение", "показатель", "数值", "值"),
)
UNIT_NAMES = ("unit", "units", "unit measure", "единица", "единица измерения", "单位")
SCALE_NAMES = ("scale", "unit multiplier", "multiplier", "magnitude")
EXPONENT_NAMES = ("unit mult", "powercode code")
FLAG_NAMES = ("obs status", "obs flag", "flag", "flags", "status")
NOTE_NAMES = ("note", "notes", "footnote", "footnotes", "comment", "примечание", "备注")


def read(grid: Grid, choice: Choice, remarks: Remarks, notation: Notation | None = None) -> tuple[str, Dataset]:
    """The format, and the data set of a table. Raises BadRequest if it is not clear where its values are."""
    grid = choose_rows(grid, choice.where)
    code, name = _area_columns(grid, choice)
    columns = Columns(
        code=code,
        name=name,
        flags=_column(grid, choice, "status", FLAG_NAMES),
        note=_column(grid, choice, "note", NOTE_NAMES),
        exponent=_first(grid, EXPONENT_NAMES),
    )
    years = year_columns(grid)
    year = _column(grid, choice, "year", YEAR_NAMES)
    unit, scale = _column(grid, choice, "unit", UNIT_NAMES), _first(grid, SCALE_NAMES)
    if year is None and not years:
        raise unknown_format(
            grid.place, f"no column has years; the columns are {_names(grid)}; name it with --columns year=NAME"
        )
    if year is None or (len(years) > 1 and "year" not in choice.columns):
        if "value" in choice.columns:
            raise BadRequest(f"--columns: {grid.place} has a column for each year, so it has no column of values")
        columns = Columns(code=code, name=name, exponent=columns.exponent, years=years)
        used = {code, name, unit, scale, columns.exponent, *(index for index, _ in years)}
        format_name, others = WIDE_FORMAT, _other_columns(grid, used)
        check_unique(grid, columns, others)
        _check_breakdowns(grid, columns, others, (unit, scale))
    else:
        used = {code, name, year, unit, scale, columns.flags, columns.note, columns.exponent}
        value = _value_column(grid, choice, used)
        columns = replace(columns, year=year, value=value)
        format_name, others = FORMAT, _other_columns(grid, used | {value})
        annual = grid._replace(rows=grid.rows.where(lambda cells: is_year(cells[year])))
        check_unique(annual, columns, [*others, *(index for index in (unit, scale) if index is not None)])
        taken = annual._replace(rows=annual.rows.where(lambda cells: cells[value].lower() not in MISSING))
        _check_breakdowns(taken, columns, others, (unit, scale))
    if others:
        remarks.add(f"columns not used: {listed([grid.header.cells[index] for index in others])}")
    dataset = Dataset(
        cells=TableCells(grid, columns),
        place=grid.place,
        unit=_unit(grid, unit, scale, remarks),
        unit_texts=_unit_texts(grid, columns.value),
        source=SourceNames(),
        notation=notation,
    )
    return format_name, dataset


def _check_breakdowns(grid: Grid, columns: Columns, others: Collection[int], units: Collection[int | None]) -> None:
    """Raise BadRequest if rows differ in a column of `units`, or in one of the others that is a breakdown."""

    def area(row: Row) -> str:
        return "\n".join(row.cells[index] for index in (columns.code, columns.name) if index is not None)

    breakdowns = [index for index in others if is_breakdown(grid, index, area, columns.year)]
    check_single(grid, [*(index for index in units if index is not None), *breakdowns])


def _area_columns(grid: Grid, choice: Choice) -> tuple[int | None, int | None]:
    """The columns of codes and of names of countries. Raises BadRequest if there is neither."""
    if "country" in choice.columns or "name" in choice.columns:
        code, name = (
            find_column(grid, choice.columns[role], "--columns") if role in choice.columns else None
            for role in ("country", "name")
        )
        return code, name
    code, name = (_first(grid, names) for names in (CODE_NAMES, NAME_NAMES))
    if code is None and name is None:
        raise unknown_format(
            grid.place,
            f"unknown format, and no column is recognized as the country column; the columns are {_names(grid)}; "
            "name them with --columns country=NAME,year=NAME,value=NAME",
        )
    return code, name


def _column(grid: Grid, choice: Choice, role: str, usual: Collection[str]) -> int | None:
    """The column that the user names for a role, else the first of the usual ones."""
    return find_column(grid, choice.columns[role], "--columns") if role in choice.columns else _first(grid, usual)


def _first(grid: Grid, usual: Collection[str]) -> int | None:
    """The column with the first of these names that there is. Raises BadRequest if several have that name."""
    names = [fold(cell.replace(".", " ")) for cell in grid.header.cells]  # R writes Country.Name
    found = next((name for name in usual if name in names), None)
    if found is None:
        return None
    if names.count(found) > 1:
        numbers = " or ".join(f"#{index + 1}" for index, name in enumerate(names) if name == found)
        raise unknown_format(
            grid.place,
            f'{names.count(found)} columns are named "{found}"; choose one with --columns and its number: {numbers}',
        )
    return names.index(found)


def _value_column(grid: Grid, choice: Choice, used: set[int | None]) -> int:
    """The column of values: the one that the user or its name says, else the only one that has numbers."""
    named = _column(grid, choice, "value", VALUE_NAMES)
    if named is not None:
        return named
    numeric = [index for index in range(len(grid.header.cells)) if index not in used and _is_numeric(grid, index)]
    if len(numeric) != 1:
        reason = (
            "no column has numbers"
            if not numeric
            else (f"{len(numeric)} columns have numbers: {listed([grid.header.cells[index] for index in numeric], 10)}")
        )
        raise unknown_format(grid.place, f"{reason}; name the column of values with --columns value=NAME")
    return numeric[0]


def _is_numeric(grid: Grid, index: int) -> bool:
    """Whether at least half of what a column holds is numbers."""

    def filled() -> Iterator[str]:
        return (cell for cell in grid.column(index) if cell.lower() not in MISSING)

    try:
        notation = find_notation((grid.place, cell) for cell in filled())
    except BadRequest:
        return True
    numbers = number_of_cells = 0
    for cell in filled():
        number_of_cells += 1
        try:
            read_number(cell, notation)
        except NoNumber:
            continue
        numbers += 1
    return numbers > 0 and 2 * numbers >= number_of_cells


def _other_columns(grid: Grid, used: Collection[int | None]) -> list[int]:
    return [index for index, name in enumerate(grid.header.cells) if name and index not in used]


def _unit(grid: Grid, index: int | None, scale: int | None, remarks: Remarks) -> str | None:
    """The unit that all rows have, with its scale, such as "USD, billions"; None if the table does not tell both."""
    unit, words = (_constant(grid, column, what, remarks) for column, what in ((index, "unit"), (scale, "scale")))
    if scale is not None and words is None:
        return None
    return ", ".join(filter(None, (unit, words))) if unit or words else unit


def _unit_texts(grid: Grid, value: int | None) -> tuple[str, ...]:
    """What the name of the column of values, and the lines above and below the table, may say of the unit."""
    header = () if value is None else in_header(grid.header.cells[value])
    lines = [cell for row in (*grid.above, *grid.below) for cell in row.cells if cell]
    return (*header, *(text for line in lines for text in in_title(line)))


def _constant(grid: Grid, index: int | None, what: str, remarks: Remarks) -> str | None:
    """The one value of a column; None if the table has no such column, or several values."""
    if index is None:
        return None
    values = list(dict.fromkeys(filter(None, grid.column(index))))
    if len(values) > 1:
        remarks.add(f"the rows have {len(values)} {what}s: {listed(values)}")
        return None
    return clean(values[0], MAX_NAME) if values else None


def _names(grid: Grid) -> str:
    return listed([cell for cell in grid.header.cells if cell], 10) or "without names"
