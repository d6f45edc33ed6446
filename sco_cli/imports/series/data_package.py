"""Data packages by the Frictionless standard: `datapackage.json` and the tables that it describes.

A resource has a `path` or inline `data`, an `encoding`, a `dialect` and a `schema` whose fields say how numbers are
written. What the standard has and sco does not read is refused by name. https://datapackage.org/standard/data-package/
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from sco_cli.errors import BadRequest
from sco_cli.imports.series import tidy
from sco_cli.imports.series.delimited import Dialect, Grid, grid_of_cells, read_grid
from sco_cli.imports.series.input_files import check_relative, decode
from sco_cli.imports.series.json_documents import parse_json
from sco_cli.imports.series.layout import Choice, find_column
from sco_cli.imports.series.numbers import MISSING
from sco_cli.imports.series.rows import Row, Rows
from sco_cli.imports.series.statistics import (
    MAX_NAME,
    Dataset,
    Notation,
    Parts,
    Remarks,
    SourceNames,
    clean,
    listed,
    quoted,
    unknown_format,
)
from sco_cli.imports.series.units import in_header
from sco_cli.loading.named_encodings import check_encoding

FORMAT = "a data package"

ReadFile = Callable[[str], bytes]
"""Reads a file of the package by its name."""

_DIALECT_KEYS = ("delimiter", "quoteChar", "commentChar", "header", "headerRows")
_HARMLESS_KEYS = {
    "doubleQuote": (True,),
    "lineTerminator": ("\r\n", "\n", "\r"),
    "skipInitialSpace": (True, False),
    "caseSensitiveHeader": (True, False),
    "csvddfVersion": None,
    "$schema": None,
    "name": None,
    "title": None,
}
"""Keys of a dialect that change nothing with these values; with None whatever they are."""

NO_DATA = "it has neither a path nor data"

MAX_FILES = 100
"""Most files that one table is in."""

NUMBER_TYPES = ("number", "integer", "year")


class _Resource(NamedTuple):
    place: str
    table: Mapping[str, Any]
    schema: Mapping[str, Any]


def is_package(document: Any) -> bool:
    """Whether a parsed JSON file describes a package."""
    return isinstance(document, dict) and isinstance(document.get("resources"), list)


def read(
    place: str, document: Mapping[str, Any], read_file: ReadFile, choice: Choice, encoding: str | None, remarks: Remarks
) -> Dataset:
    """The data set of a package, or of the resource that the user chose. Raises BadRequest."""
    resources = [entry for entry in document["resources"] if isinstance(entry, dict)]
    table = _choose(place, resources, choice)
    name = clean(table.get("name"), 200) or "resource"
    schema = _described(place, table.get("schema"), read_file)
    resource = _Resource(f"{place}:{name}", table, schema)
    remarks.add(f"table {quoted(name)} of the package")
    grid, parts = _grid(resource, read_file, encoding, remarks)
    fields = [field for field in _list(schema.get("fields")) if isinstance(field, dict)]
    missing = _missing(resource, schema)
    choice = _choice_by_types(grid, fields, choice)
    grid = grid._replace(rows=grid.rows.change(lambda cells: ["" if cell in missing else cell for cell in cells]))
    value = _value_field(grid, fields, choice)
    notation = _notation(resource, value)
    if value.get("bareNumber") is False:
        index = find_column(grid, str(value["name"]), "--columns")
        grid = grid._replace(
            rows=grid.rows.change(
                lambda cells: [_bare(cell) if number == index else cell for number, cell in enumerate(cells)]
            )
        )
    _, dataset = tidy.read(grid, choice, remarks, notation)
    return Dataset(
        cells=dataset.cells,
        place=dataset.place,
        parts=parts,
        code=clean(value.get("name"), 200),
        name=clean(value.get("title"), MAX_NAME) or clean(table.get("title"), MAX_NAME),
        unit=clean(value.get("unit"), MAX_NAME) or dataset.unit,
        unit_texts=(*dataset.unit_texts, *in_header(clean(value.get("title")))),
        definition=(clean(value.get("description")) or clean(table.get("description"))).rstrip("."),
        source=_source(document, table),
        source_id=clean(document.get("name"), 200) or name,
        notation=notation,
        missing=frozenset(cell.lower() for cell in missing) | MISSING,
    )


def _choose(place: str, resources: list[dict[str, Any]], choice: Choice) -> Mapping[str, Any]:
    names = [clean(entry.get("name"), 200) or f"#{number}" for number, entry in enumerate(resources, 1)]
    if not resources:
        raise unknown_format(place, "the data package has no tables")
    if choice.resource is None:
        if len(resources) > 1:
            raise unknown_format(
                place,
                f"the data package has {len(resources)} tables: {listed(names, 10)}; "
                f"choose one with --resource {names[0]}",
            )
        return resources[0]
    found = [entry for name, entry in zip(names, resources, strict=True) if name == choice.resource]
    if not found:
        raise BadRequest(f'--resource: {place} has no table "{choice.resource}"; the tables are {listed(names, 10)}')
    return found[0]


def _described(place: str, value: object, read_file: ReadFile) -> Mapping[str, Any]:
    """A schema or dialect, which may be in a file of the package."""
    if isinstance(value, str):
        check_relative(place, value)
        value = parse_json(f"{place}:{value}", decode(value, read_file(value), "utf-8"))
    return value if isinstance(value, dict) else {}


def _grid(resource: _Resource, read_file: ReadFile, encoding: str | None, remarks: Remarks) -> tuple[Grid, Parts]:
    """The table of a resource, and the files that it is in if there are several."""
    place, table, schema = resource
    names = [clean(field.get("name")) for field in _list(schema.get("fields")) if isinstance(field, dict)]
    if "data" in table:
        return _inline(place, table["data"], names, remarks), ()
    if table.get("compression"):
        raise unknown_format(place, "it is compressed; unpack the file, and leave out the key compression")
    paths = _paths(place, table.get("path"))
    declared = table.get("encoding")
    if declared is not None and not encoding:
        if not isinstance(declared, str):
            raise unknown_format(place, "its encoding is not a text")
        try:
            check_encoding(declared)
        except BadRequest as error:
            raise unknown_format(place, f"{error}; give the encoding with --encoding") from error
    dialect = _dialect(place, _described(place, table.get("dialect"), read_file), names)
    if not dialect.delimiter:
        dialect = dialect._replace(delimiter="\t" if paths[0].lower().endswith(".tsv") else ",")
    grids = [read_grid(one, decode(one, read_file(one), encoding, declared or ""), remarks, dialect) for one in paths]
    return (grids[0], ()) if len(grids) == 1 else _joined(place, grids)


def _paths(place: str, path: object) -> list[str]:
    """The files that a table is in. Raises BadRequest if they are none of the package's folder."""
    found = path if isinstance(path, list) else [path]
    paths = [one for one in found if isinstance(one, str)]
    if not paths or len(paths) < len(found):
        raise unknown_format(place, "its path is not a file or a list of files" if path else NO_DATA)
    if len(set(paths)) < len(paths):
        raise unknown_format(place, "its path names a file twice")
    if len(paths) > MAX_FILES:
        raise unknown_format(place, f"it is in more than {MAX_FILES} files; put them together")
    for one in paths:
        check_relative(place, one)
    return paths


def _joined(place: str, grids: list[Grid]) -> tuple[Grid, Parts]:
    """The table that stands in several files, one after the other. Raises BadRequest if their columns differ."""
    header = grids[0].header
    for grid in grids[1:]:
        if grid.header.cells != header.cells:
            raise unknown_format(
                place,
                f"its files have different columns: {grids[0].place} has {listed(header.cells, 10)}, and {grid.place} "
                f"{listed(grid.header.cells, 10)}",
            )
    parts: list[tuple[int, str]] = []
    rows = Rows()
    offset = 0
    for grid in grids:
        parts.append((offset, grid.place))
        rows.extend(Row(row.line + offset, row.cells) for row in grid.rows)
        offset += grid.rows[-1].line if len(grid.rows) else 0
    return grids[0]._replace(place=place, rows=rows), tuple(parts)


def _dialect(place: str, keys: Mapping[str, Any], names: list[str]) -> Dialect:
    """How a table is written. Raises BadRequest for what sco does not read."""
    for key, value in keys.items():
        harmless = _HARMLESS_KEYS.get(key, ())
        if key not in _DIALECT_KEYS and harmless is not None and value not in harmless:
            raise unknown_format(place, f"its dialect has {quoted(f'{key} = {value}')}, which sco does not read")
    marks = {}
    for key, default in (("delimiter", ""), ("quoteChar", '"'), ("commentChar", "")):
        mark = keys.get(key, default)
        if not isinstance(mark, str) or len(mark) > 1 or mark in ("\n", "\r"):
            raise unknown_format(place, f"its {key} is not one character")
        marks[key] = mark
    rows = keys.get("headerRows", ["1"])
    if not isinstance(rows, list) or len(rows) != 1 or not re.fullmatch("[1-9][0-9]{0,2}", str(rows[0])):
        raise unknown_format(place, "its headerRows name more or less than one row")
    header: list[str] = []
    if keys.get("header", True) is False:
        if not names:
            raise unknown_format(place, "it has no header, and its schema does not name the columns")
        header = names
    return Dialect(marks["delimiter"], marks["quoteChar"], marks["commentChar"], header, int(rows[0]))


def _inline(place: str, data: object, names: list[str], remarks: Remarks) -> Grid:
    """The table in a package: rows of cells, the header first, or rows by the names of columns."""
    if isinstance(data, str):
        return read_grid(place, data, remarks)
    if not isinstance(data, list) or not data:
        raise unknown_format(place, "its data are not rows")
    if all(isinstance(row, dict) for row in data):
        header = names or list(dict.fromkeys(str(key) for row in data for key in row))
        return grid_of_cells(place, [header, *([_text(row.get(name)) for name in header] for row in data)], remarks)
    if all(isinstance(row, list) for row in data):
        return grid_of_cells(place, [[_text(cell) for cell in row] for row in data], remarks)
    raise unknown_format(place, "its data are not rows")


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _missing(resource: _Resource, schema: Mapping[str, Any]) -> frozenset[str]:
    """The cells without a value, by the schema; an empty one is by default."""
    values = schema.get("missingValues", [""])
    if not isinstance(values, list):
        raise unknown_format(resource.place, "its missingValues are not a list")
    plain = [value.get("value") if isinstance(value, dict) else value for value in values]
    return frozenset(str(value) for value in plain)


def _choice_by_types(grid: Grid, fields: list[dict[str, Any]], choice: Choice) -> Choice:
    """The choice, with the columns of years and values that the types of the schema tell, if the user names none."""
    columns = dict(choice.columns)
    header = set(grid.header.cells)
    for role, types in (("year", ("year",)), ("value", ("number",))):
        named = [str(field.get("name")) for field in fields if field.get("type") in types]
        named = [name for name in named if name in header]
        if role not in columns and len(named) == 1:
            columns[role] = named[0]
    return Choice(columns, choice.where, choice.resource)


def _value_field(grid: Grid, fields: list[dict[str, Any]], choice: Choice) -> Mapping[str, Any]:
    """The field of the column of values; empty if the schema does not have it."""
    if "value" in choice.columns:
        wanted = grid.header.cells[find_column(grid, choice.columns["value"], "--columns")]
        return next((field for field in fields if field.get("name") == wanted), {})
    numbers = [
        field
        for field in fields
        if field.get("type") in ("number", "integer") and str(field.get("name")).lower() in tidy.VALUE_NAMES
    ]
    return numbers[0] if numbers else {}


def _notation(resource: _Resource, field: Mapping[str, Any]) -> Notation | None:
    """The notation by the schema; None if it says nothing of the column."""
    if field.get("type") not in NUMBER_TYPES:
        return None
    decimal, group = (field.get(key, default) for key, default in (("decimalChar", "."), ("groupChar", "")))
    if decimal not in (".", ",") or not isinstance(group, str) or len(group) > 1 or group == decimal:
        raise unknown_format(
            resource.place,
            f"its decimalChar and groupChar are {quoted(str(decimal))} and "
            f"{quoted(str(group))}, which sco does not read",
        )
    return Notation(decimal, group)


def _bare(cell: str) -> str:
    """A number without what the schema allows around it ("bareNumber": false), such as a currency."""
    start = next((index for index, letter in enumerate(cell) if letter.isdigit() or letter in "+-"), 0)
    end = next((index for index in range(len(cell), 0, -1) if cell[index - 1].isdigit()), len(cell))
    return cell[start:end] + ("%" if cell.rstrip().endswith("%") else "")


def _source(document: Mapping[str, Any], table: Mapping[str, Any]) -> SourceNames:
    """What the package says about where its table is from."""
    sources = [
        entry for entry in _list(table.get("sources")) + _list(document.get("sources")) if isinstance(entry, dict)
    ]
    licences = [
        entry for entry in _list(table.get("licenses")) + _list(document.get("licenses")) if isinstance(entry, dict)
    ]
    first = sources[0] if sources else {}
    licence = licences[0] if licences else {}
    return SourceNames(
        title=clean(document.get("title"), MAX_NAME) or clean(table.get("title"), MAX_NAME),
        publisher=clean(first.get("title"), MAX_NAME),
        url=clean(first.get("path")) or clean(document.get("homepage")),
        licence=clean(licence.get("name")) or clean(licence.get("title")),
    )


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
