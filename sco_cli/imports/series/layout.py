"""Where the values of a table are: in a column of their own, a row a year, or in a column for each year."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sco_cli.errors import BadRequest, UnknownName
from sco_cli.imports.series.delimited import Grid
from sco_cli.imports.series.rows import Row, Rows
from sco_cli.imports.series.statistics import MAX_LABEL, Cell, clean, listed, quoted, unknown_format
from sco_cli.imports.series.years import is_too_late, read_period
from sco_cli.text import count_noun, fold, list_known, suggest

ROLES = ("country", "name", "year", "value", "unit", "status", "note")
"""What `--columns` may name columns for."""


@dataclass(frozen=True)
class Columns:
    """The indexes of the columns of a table; None for those that it does not have.

    `years` are the columns of a table with a column for each year, with the period in their names.
    """

    code: int | None = None
    name: int | None = None
    year: int | None = None
    value: int | None = None
    flags: int | None = None
    note: int | None = None
    exponent: int | None = None
    years: Sequence[tuple[int, str]] = ()


@dataclass(frozen=True)
class Choice:
    """What the user chose of a file: columns by role, values by column, one table or series of several."""

    columns: Mapping[str, str]
    where: Sequence[tuple[str, str]] = ()
    resource: str | None = None


def parse_columns(values: Sequence[str]) -> dict[str, str]:
    """The columns that the user names by role: "country=ISO3,year=TIME". Raises BadRequest."""
    named: dict[str, str] = {}
    for value in values:
        role = ""
        for part in value.split(","):
            before, sign, after = part.partition("=")
            if sign and before.strip().lower() in ROLES:
                role = before.strip().lower()
                if role in named:
                    raise BadRequest(f"--columns: {role} is named twice")
                named[role] = after.strip()
            elif role:
                named[role] += f",{part}"  # a comma in the name of a column
            else:
                raise BadRequest(
                    f'--columns: "{value}" is not of the form country=ISO3,year=TIME,value=OBS; '
                    f"the roles are {', '.join(ROLES)}"
                )
    return named


def parse_where(values: Sequence[str]) -> list[tuple[str, str]]:
    """The values that the user chooses by column: "SEX=T". Raises BadRequest."""
    pairs = []
    for value in values:
        column, sign, wanted = value.partition("=")
        if not sign or not column.strip():
            raise BadRequest(f'--where: "{value}" is not of the form COLUMN=VALUE')
        pairs.append((column.strip(), wanted.strip()))
    return pairs


def find_column(grid: Grid, name: str, option: str) -> int:
    """The index of the column with that name, or of that number ("#3"). Raises UnknownName or BadRequest."""
    header = grid.header.cells
    if name.startswith("#") and name[1:].isascii() and name[1:].isdecimal() and len(name) < 7:
        if 1 <= int(name[1:]) <= len(header):
            return int(name[1:]) - 1
        raise BadRequest(f"{option}: there is no column {name}; the table has {count_noun(len(header), 'column')}")
    found = [index for index, cell in enumerate(header) if cell == name]
    found = found or [index for index, cell in enumerate(header) if fold(cell) == fold(name) and cell]
    if not found:
        names = {label: label for cell in header if (label := clean(cell, MAX_LABEL))}
        raise UnknownName("column", name, suggest(name, names), list_known(list(names)))
    if len(found) > 1:
        numbers = " or ".join(f"#{index + 1}" for index in found)
        raise BadRequest(
            f"{option}: {len(found)} columns are named {quoted(name)}; choose one by its number: {numbers}"
        )
    return found[0]


def year_columns(grid: Grid) -> list[tuple[int, str]]:
    """The columns whose names are periods, or years that are too late, whose values are named as problems."""
    header = grid.header.cells
    found = [(index, name) for index, name in enumerate(header) if name and read_period(name)]
    late = [(index, name) for index, name in enumerate(header) if is_too_late(name)]
    return sorted([*found, *late]) if found else found


def choose_rows(grid: Grid, where: Sequence[tuple[str, str]]) -> Grid:
    """The table with the rows alone that have the values chosen. Raises BadRequest if there is none."""
    rows = grid.rows
    for name, wanted in where:
        index = find_column(grid, name, "--where")
        chosen = _with_value(rows, index, wanted)
        if not chosen:
            values = list(dict.fromkeys(bare_code(row.cells[index]) for row in rows))
            raise BadRequest(f"--where {name}={wanted}: no row has this value; the values are {listed(values, 10)}")
        rows = chosen
    return grid._replace(rows=rows)


def _with_value(rows: Rows, index: int, wanted: str) -> Rows:
    return rows.where(lambda cells: wanted in (cells[index], bare_code(cells[index])))


def bare_code(cell: str) -> str:
    """The code in "T: Total", as SDMX-CSV writes codes with labels."""
    code, sign, _ = cell.partition(": ")
    return code if sign and code and " " not in code else cell


class TableCells:
    """The values of a table, row by row; they are made whenever they are read, for they would take much memory."""

    def __init__(self, grid: Grid, columns: Columns, change: Callable[[Cell], Cell] | None = None) -> None:
        self.grid = grid
        self.columns = columns
        self.change = change

    def __iter__(self) -> Iterator[Cell]:
        found = _cells_of(self.grid, self.columns)
        return map(self.change, found) if self.change else found


def _cells_of(grid: Grid, columns: Columns) -> Iterator[Cell]:
    for row in grid.rows:

        def cell(index: int | None, row: Row = row) -> str:
            return "" if index is None else row.cells[index]

        code, name = cell(columns.code), cell(columns.name)
        if columns.years:
            for index, period in columns.years:
                yield Cell(row.line, code, name, period, row.cells[index], exponent=cell(columns.exponent))
        else:
            yield Cell(
                row.line,
                code,
                name,
                cell(columns.year),
                cell(columns.value),
                cell(columns.flags),
                cell(columns.note),
                cell(columns.exponent),
            )


def check_unique(grid: Grid, columns: Columns, dimensions: Sequence[int]) -> None:
    """Raise BadRequest if a country has several values in a year, and other columns tell them apart.

    The message names these columns and the option that chooses among their values.
    """
    seen: dict[tuple[str, ...], dict[str, int]] = defaultdict(dict)  # of rows alone the indexes, which are small
    differing: dict[int, None] = {}
    for number, row in enumerate(grid.rows):
        area = tuple(row.cells[index] for index in (columns.code, columns.name) if index is not None)
        first = seen[area].setdefault(sys.intern(row.cells[columns.year]) if columns.year is not None else "", number)
        if first == number:
            continue
        other = grid.rows[first]
        if columns.value is None or row.cells[columns.value] != other.cells[columns.value]:
            differing |= dict.fromkeys(index for index in dimensions if row.cells[index] != other.cells[index])
    if differing:
        values: dict[int, list[str]] = defaultdict(list)
        for index in differing:
            values[index] = list(dict.fromkeys(map(bare_code, grid.column(index))))
        parts = [
            f"{clean(grid.header.cells[index], MAX_LABEL)} has {len(found)} values ({listed(found)})"
            for index, found in values.items()
        ]
        examples = " ".join(
            f"--where {_shell(clean(f'{grid.header.cells[index]}={found[0]}', MAX_LABEL))}"
            for index, found in values.items()
        )
        raise unknown_format(
            grid.place, f"a country has several values in a year: {'; '.join(parts)}; choose with {examples}"
        )


def check_single(grid: Grid, dimensions: Sequence[int]) -> None:
    """Raise BadRequest if rows differ in a unit or a breakdown: one series would mix them, though no year collides."""
    for index in dimensions:
        values = list(dict.fromkeys(map(bare_code, grid.column(index))))
        if len(values) > 1:
            name = clean(grid.header.cells[index], MAX_LABEL)
            example = next(filter(None, values))
            raise unknown_format(
                grid.place,
                f"the series would mix units or breakdowns: {name} has {len(values)} values ({listed(values)}); "
                f"choose with --where {_shell(clean(f'{name}={example}', MAX_LABEL))}",
            )


def _shell(text: str) -> str:
    """A word of a command line, in quotation marks if a shell would split it."""
    return text if text.replace("=", "").replace("_", "").replace("-", "").isalnum() else f"'{text}'"
