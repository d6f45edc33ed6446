"""The tables of an export as the models have them, and as the file that ships describes them."""

from __future__ import annotations

from typing import Any, NamedTuple

from sco_cli.exports.derived_tables import derive_tables
from sco_cli.models.facts import RECORDS

TABLES = tuple(derive_tables())
"""All tables, by the models."""


def description_of_tables() -> dict[str, Any]:
    """Return the contents of `sco_cli/exports/tables.json`."""
    tables = [{**described(table), "columns": [described(column) for column in table.columns]} for table in TABLES]
    return {"fields": {model.kind: list(model.model_fields) for model in RECORDS}, "tables": tables}


def described(part: NamedTuple) -> dict[str, Any]:
    """Return a table or column as an object, without values that are the default."""
    return {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in part._asdict().items()
        if name not in part._field_defaults or value != part._field_defaults[name]
    }
