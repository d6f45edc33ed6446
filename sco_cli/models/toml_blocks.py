"""Writes tables of a fact base as TOML, one key per line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from sco_cli.quantities.quantity import Quantity
from sco_cli.text import UNSAFE

TomlValue = str | bool | int | Decimal | Quantity | Sequence["TomlValue"] | Mapping[str, "TomlValue"]

MAX_SHORT_ESCAPE = 0xFFFF
"""The last character whose escape has four digits."""

MAX_LINE = 120
"""A list that makes a longer line is written an item a line."""


def toml_text(text: str) -> str:
    """The text as a basic string of TOML, with escapes for what a terminal obeys or nobody sees."""
    return UNSAFE.sub(lambda match: _escape(match[0]), json.dumps(text, ensure_ascii=False))


def _escape(character: str) -> str:
    code = ord(character)
    return f"\\u{code:04x}" if code <= MAX_SHORT_ESCAPE else f"\\U{code:08x}"


def toml_value(value: TomlValue) -> str:
    """A value on one line."""
    if isinstance(value, str):
        return toml_text(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Quantity):
        return value.toml()
    if isinstance(value, Mapping):
        return f"{{ {', '.join(f'{key} = {toml_value(item)}' for key, item in value.items())} }}"
    if isinstance(value, Sequence):
        return f"[{', '.join(map(toml_value, value))}]"
    return str(value)


def block(table: str, keys: Mapping[str, TomlValue]) -> Iterator[str]:
    """The lines of a table in an array of tables; keys with an empty text or list are left out."""
    yield f"[[{table}]]"
    for key, value in keys.items():
        if isinstance(value, str | Sequence) and not value:
            continue
        line = f"{key} = {toml_value(value)}"
        if len(line) > MAX_LINE and isinstance(value, Sequence) and not isinstance(value, str):
            yield f"{key} = ["
            yield from (f"  {toml_value(item)}," for item in value)
            yield "]"
        else:
            yield line
    yield ""
