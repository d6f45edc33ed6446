"""Small fact bases for single tests."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any


def base_with(facts: str) -> str:
    """Return the TOML of a fact base with the source "s" and these records."""
    return (
        '[base]\nid = "b"\ntitle = "B"\nas_of = "2025"\nlicence = "x"\n'
        '[[sources]]\nid = "s"\ntitle = "S"\npublisher = "P"\nkind = "news"\n' + facts
    )


def inline_toml(value: Any) -> str:
    """Return the value as TOML in one line."""
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{key} = {inline_toml(item)}' for key, item in value.items())} }}"
    if isinstance(value, list):
        return f"[{', '.join(map(inline_toml, value))}]"
    return json.dumps(value, ensure_ascii=False)


def to_toml(tables: Mapping[str, Iterable[Mapping[str, Any]]]) -> str:
    """Return the TOML of the records of some tables."""
    return "".join(
        f"[[{table}]]\n" + "".join(f"{key} = {inline_toml(value)}\n" for key, value in record.items())
        for table, records in tables.items()
        for record in records
    )
