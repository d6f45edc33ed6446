"""Checks the places that sco finds in a TOML document against what stands there, in terms of the parser alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import accumulate
from typing import Any

import tomli

from sco_cli.loading import toml_positions
from sco_cli.models.toml_types import KeyPath

_KEY = r"""(?:"(?:\\.|[^"\\\n])*"|'[^'\n]*'|[A-Za-z0-9_-]+)"""
_HEADER = re.compile(rf"\[\[?[ \t]*{_KEY}(?:[ \t]*\.[ \t]*{_KEY})*[ \t]*\]\]?")
_SCALAR = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}' + r"|'''.*?'{3,5}" + r'|"(?:\\.|[^"\\\n])*"' + r"|'[^'\n]*'" + r"|[^,\]}#\r\n]+",
    re.DOTALL,
)


def all_paths(value: Any, path: KeyPath = ()) -> list[KeyPath]:
    """Return every path of a parsed document."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [below for key, item in items for below in ((*path, key), *all_paths(item, (*path, key)))]


def misplaced(text: str, tables: dict[str, Any]) -> Iterator[str]:
    """The paths of a document at whose place neither their key nor their value stands; `tables` is the parsed text."""
    line_starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
    for path, place in toml_positions.find_places(text, all_paths(tables)).items():
        key = text[line_starts[place.line - 1] + place.column - 1 :]
        value = text[line_starts[place.value_line - 1] + place.value_column - 1 :]
        if not _stands_at(path, _value_at(tables, path), key, value):
            yield f"{path} is told at {tuple(place)}, where {value[:20]!r} stands"


def _value_at(tables: Any, path: KeyPath) -> Any:
    for part in path:
        tables = tables[part]
    return tables


def _stands_at(path: KeyPath, expected: Any, key: str, value: str) -> bool:
    """Whether a key, if the path ends with one, and its value stand at the beginning of two parts of the document.

    Both are the same for the elements of an array, and for tables that a header or a dotted key makes.
    """
    if isinstance(expected, dict | list) and (header := _HEADER.match(key)) and _names(header.group(), path):
        return key == value
    if not isinstance(path[-1], int) and not _is_key(key, path[-1]):
        return False
    if isinstance(expected, dict) and key == value:
        return not isinstance(path[-1], int) or value.startswith("{")  # a dotted key, or an inline table in an array
    if isinstance(expected, dict | list):
        return value.startswith("{" if isinstance(expected, dict) else "[")
    return _is_scalar(value, expected)


def _names(header: str, path: KeyPath) -> bool:
    """Whether the table of a header is at the path or below it."""
    try:
        table: Any = tomli.loads(header)
    except tomli.TOMLDecodeError:  # it is an array
        return False
    names = []
    while table:
        [(name, table)] = table.items()
        names.append(name)
        table = table[0] if isinstance(table, list) else table
    wanted = [part for part in path if isinstance(part, str)]
    return names[: len(wanted)] == wanted


def _is_key(text: str, name: str) -> bool:
    match = re.match(_KEY, text)
    return match is not None and tomli.loads(f"{match[0]} = 0") == {name: 0}


def _is_scalar(text: str, expected: object) -> bool:
    match = _SCALAR.match(text)
    try:
        found = tomli.loads(f"value = {match[0]}", parse_float=Decimal)["value"] if match else None
    except tomli.TOMLDecodeError:
        return False
    return repr(found) == repr(expected)  # unlike NaN, its text is equal to itself
