"""Values as JSON can hold them: the contract of the json format for a single value."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from sco_cli.quantities import numerals
from sco_cli.quantities.change import Change
from sco_cli.quantities.quantity import NotComputable, Quantity

JsonRecord = dict[str, Any]
"""A record for machines: text, numbers, true, false, None, and lists and dicts of them."""


MEASURES = ("difference", "percent", "ratio")


def to_json(value: Any) -> Any:
    """Any value of a record, or a table in one, as json can hold it."""
    if isinstance(value, Quantity):
        return value.to_json()
    if isinstance(value, Change):
        return _change(value)
    if isinstance(value, Decimal):
        return numerals.to_json(numerals.to_fraction(value))
    if isinstance(value, tuple):
        return [to_json(item) for item in value]
    if isinstance(value, dict):
        return {str(key): to_json(item) for key, item in value.items()}
    return {name: to_json(item) for name, item in vars(value).items()} if hasattr(value, "__dict__") else value


def _change(value: Change) -> JsonRecord:
    def measure(part: Quantity | NotComputable, places: int | None) -> JsonRecord | None:
        return part.to_json(part.change_text(places)) if isinstance(part, Quantity) else None

    return {
        "text": value.text(),
        "stated": value.stated is not None,
        "measure": value.measure,
        "difference": measure(value.difference, None),
        "percent": measure(value.percent, 1),
        "ratio": measure(value.ratio, 2),
        "not_computed": dict.fromkeys(MEASURES) | value.reasons_not_computed(),
    }
