"""SDMX-CSV, versions 1.0 and 2.0: a row for each observation, with codes of its dimensions and attributes.

Version 1.0 begins with `DATAFLOW`, version 2.0 with `STRUCTURE,STRUCTURE_ID`. Dimensions come before `OBS_VALUE`, and
attributes behind it. With labels a cell is "T: Total", or a column with labels follows a column with codes; both may
be so of some columns only.
"""

from __future__ import annotations

import re

from sco_cli.imports.series.delimited import Grid
from sco_cli.imports.series.layout import (
    Choice,
    Columns,
    TableCells,
    bare_code,
    check_single,
    check_unique,
    choose_rows,
    find_column,
)
from sco_cli.imports.series.numbers import MISSING
from sco_cli.imports.series.statistics import Cell, Dataset, Notation, Remarks, SourceNames, clean, unknown_format
from sco_cli.imports.series.units import in_code
from sco_cli.imports.series.years import is_year
from sco_cli.text import count_noun, fold

FORMAT = "SDMX-CSV"

AREA_COLUMNS = (
    "REF_AREA",
    "GEO",
    "COUNTRY",
    "LOCATION",
    "COU",
    "REPORTER",
    "AREA",
    "GEOGRAPHIC_AREA",
    "REPORTING_COUNTRY",
)
"""The names of the dimension of countries, the usual one first."""

FLAG_COLUMNS = ("OBS_STATUS", "OBS_FLAG", "STATUS")
NAME_COLUMNS = ("INDICATOR", "SERIES", "MEASURE", "SUBJECT", "INDIC", "INDIC_IS")
UNIT_COLUMNS = ("UNIT_MEASURE", "UNIT", "UNITS")

AGENCIES = {
    "ESTAT": "Eurostat",
    "OECD": "OECD",
    "IMF": "IMF",
    "WB": "World Bank",
    "BIS": "Bank for International Settlements",
    "UNSD": "United Nations Statistics Division",
    "ILO": "ILO",
    "UIS": "UNESCO Institute for Statistics",
    "ECB": "European Central Bank",
    "UNICEF": "UNICEF",
    "WHO": "WHO",
    "ITU": "ITU",
}
"""The publishers behind the usual ids of agencies."""

_NOT_DIMENSIONS = (
    *("DATAFLOW", "STRUCTURE", "STRUCTURE_ID", "STRUCTURE_NAME", "ACTION", "LAST UPDATE", "TIME_PERIOD", "OBS_VALUE"),
    *("FREQ", "FREQUENCY", "TIME_FORMAT", "UNIT_MULT", "DECIMALS", "CONF_STATUS", "OBS_CONF", "COMMENT_OBS"),
    *FLAG_COLUMNS,
)

_FLOW = re.compile(r"(?:[A-Za-z]+=)?([A-Za-z0-9_@.-]+):([A-Za-z0-9_@-]+)(?:\([^()]{0,20}\))?(?:: (.*))?")
_CODE = re.compile(r"[A-Z0-9][A-Z0-9_.@$-]*")
_WITH_LABEL = re.compile(r"([A-Za-z0-9_@$-]{1,60}): ?(\S.*)")
_EUROSTAT_DATE = re.compile(r"([0-9]{2})/([0-9]{2})/([0-9]{2})(?: .*)?")


def is_data(grid: Grid) -> bool:
    """Whether the table is SDMX-CSV."""
    first = _name(grid.header.cells[0]).upper()
    names = {_name(cell).upper() for cell in grid.header.cells}
    is_first_version = first == "DATAFLOW" and bool({"OBS_VALUE", "TIME_PERIOD"} & names)
    return is_first_version or {"STRUCTURE", "STRUCTURE_ID"} <= names


def read(grid: Grid, choice: Choice, remarks: Remarks) -> list[Dataset]:
    """The data set of a table in which each country has one value a year. Raises BadRequest for any other."""
    grid = _without_deleted(
        grid._replace(header=grid.header._replace(cells=[_name(cell) for cell in grid.header.cells])), remarks
    )
    grid = choose_rows(grid, choice.where)
    labels = _label_columns(grid)
    names = [cell.upper() for cell in grid.header.cells]
    area = _chosen(grid, choice, "country", AREA_COLUMNS, names)
    year = _chosen(grid, choice, "year", ("TIME_PERIOD", "TIME"), names)
    value = _chosen(grid, choice, "value", ("OBS_VALUE",), names)
    others = [
        index
        for index, name in enumerate(names)
        if name and index not in (area, year, value) and name not in _NOT_DIMENSIONS and index not in labels
    ]
    dimensions = [index for index in others if index < value or names[index] in UNIT_COLUMNS]
    annual = grid._replace(rows=grid.rows.where(lambda cells: is_year(cells[year])))
    columns = Columns(
        code=area,
        year=year,
        value=value,
        flags=_first(names, FLAG_COLUMNS),
        exponent=_first(names, ("UNIT_MULT",)),
    )
    check_unique(annual, columns, dimensions)
    check_unique(annual, columns, others)  # for files that have dimensions among the attributes
    _check_single_flow(annual)
    check_single(
        annual._replace(rows=annual.rows.where(lambda cells: cells[value].lower() not in MISSING)),
        dimensions,
    )
    cells = TableCells(grid, columns, _without_labels)
    return [_dataset(grid, names, labels, cells, remarks)]


def _without_labels(cell: Cell) -> Cell:
    """The value with the codes alone."""
    texts = (cell.code, cell.period, cell.flags, cell.exponent)
    if not any(":" in text for text in texts):
        return cell
    code, period, flags, exponent = (_split_label(text)[0] for text in texts)
    return cell._replace(code=code, period=period, flags=flags, exponent=exponent)


def _without_deleted(grid: Grid, remarks: Remarks) -> Grid:
    """The table without the rows that tell a receiver to delete what it has (`ACTION` is D)."""
    names = [cell.upper() for cell in grid.header.cells]
    if "ACTION" not in names:
        return grid
    action = names.index("ACTION")
    kept = grid.rows.where(lambda cells: bare_code(cells[action]).upper() not in ("D", "DELETE"))
    if len(kept) < len(grid.rows):
        remarks.add(f"left out: {count_noun(len(grid.rows) - len(kept), 'row')} with the action D (delete a value)")
    return grid._replace(rows=kept)


def _name(cell: str) -> str:
    """The id of a column whose name is "REF_AREA:Reference area" or "REF_AREA: Reference area"."""
    return cell.partition(":")[0].strip()


def _label_columns(grid: Grid) -> frozenset[int]:
    """The columns with the labels of the codes in the column before.

    Their names are words, "Unit of measure", and each code has one label. Without the column STRUCTURE_NAME, a single
    word is such a name only where it is that of the codes too, as of TIME_PERIOD and Time.
    """
    header = grid.header.cells
    has_labels = "STRUCTURE_NAME" in map(str.upper, header)
    found: set[int] = set()
    for index in range(1, len(header)):
        before, name = header[index - 1], header[index]
        is_same = fold(before.replace("_", " ")).startswith(fold(name))
        is_word = " " in name or not name.isascii() or name not in (name.upper(), name.lower())
        if (
            not name
            or name.isupper()
            or index - 1 in found
            or not (is_same or (is_word and (has_labels or " " in name)))
        ):
            continue
        labels: dict[str, str] = {}
        if all(labels.setdefault(row.cells[index - 1], row.cells[index]) == row.cells[index] for row in grid.rows):
            found.add(index)
    return frozenset(found)


def _split_label(cell: str) -> tuple[str, str]:
    """The code and the label of "T: Total"; a cell that has only one of them is returned as the code."""
    match = _WITH_LABEL.fullmatch(cell)
    return (match[1], match[2]) if match else (cell, "")


def _chosen(grid: Grid, choice: Choice, role: str, usual: tuple[str, ...], names: list[str]) -> int:
    """The column that the user names for a role, else the usual one. Raises BadRequest if there is none."""
    if role in choice.columns:
        return find_column(grid, choice.columns[role], "--columns")
    index = _first(names, usual)
    if index is None:
        raise unknown_format(grid.place, f"it has no column {usual[0]}; name the {role} with --columns {role}=NAME")
    return index


def _first(names: list[str], usual: tuple[str, ...]) -> int | None:
    return next((names.index(name) for name in usual if name in names), None)


def _check_single_flow(grid: Grid) -> None:
    names = [cell.upper() for cell in grid.header.cells]
    index = _first(names, ("DATAFLOW", "STRUCTURE_ID"))
    if index is not None and len(flows := set(grid.column(index))) > 1:
        raise unknown_format(grid.place, f"it has {len(flows)} data flows; choose one with --where {names[index]}=NAME")


def _dataset(grid: Grid, names: list[str], labels: frozenset[int], cells: TableCells, remarks: Remarks) -> Dataset:
    flow = _constant(grid, _first(names, ("DATAFLOW", "STRUCTURE_ID")))
    match = _FLOW.fullmatch(flow)
    agency, flow_id, flow_name = (match[1], match[2], match[3] or "") if match else ("", flow, "")
    flow_name = _constant(grid, _first(names, ("STRUCTURE_NAME",))) or flow_name
    unit, unit_label = _coded(grid, names, labels, UNIT_COLUMNS)
    code, name = _coded(grid, names, labels, NAME_COLUMNS)
    updated = _EUROSTAT_DATE.fullmatch(_constant(grid, _first(names, ("LAST UPDATE",))))
    date = f"20{updated[3]}-{updated[2]}-{updated[1]}" if updated else ""
    publisher = next((AGENCIES[part] for part in agency.split(".")[:1] if part in AGENCIES), "")
    if unit and not unit_label:
        remarks.add(f"the unit has the code {unit}; the file does not explain it")
    return Dataset(
        cells=cells,
        place=grid.place,
        code=clean(code or flow_id, 200),
        name=clean(name or flow_name, 1000),
        unit=clean(unit_label, 1000) or None,
        unit_texts=() if unit_label else tuple(in_code(unit)),
        source=SourceNames(
            title=clean(flow_name, 1000),
            publisher=publisher,
            published=date,
            note=clean(f"Data flow {flow}" if flow else ""),
        ),
        source_id=f"{agency}-{flow_id}-{date}",
        notation=Notation(),
        eurostat_codes=agency.startswith("ESTAT"),
    )


def _constant(grid: Grid, index: int | None) -> str:
    """The one value of a column; empty if there are several or none."""
    values = set() if index is None else set(grid.column(index))
    return values.pop() if len(values) == 1 else ""


def _coded(grid: Grid, names: list[str], labels: frozenset[int], usual: tuple[str, ...]) -> tuple[str, str]:
    """The code and the label of the one value of a column; empty where there is none.

    What stands in the column of codes may be a label, and the reverse: words are no code.
    """
    index = _first(names, usual)
    if index is None:
        return "", ""
    value = _constant(grid, index)
    code, label = _split_label(value)
    if label and not _CODE.fullmatch(code):
        code, label = value, ""  # a label with a colon
    if not label and index + 1 in labels:
        label = _constant(grid, index + 1)
    if code and not _CODE.fullmatch(code) and (not label or _CODE.fullmatch(label)):
        code, label = label, code
    return code, label
