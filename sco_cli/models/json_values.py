"""The json format of single values: what each value of a record becomes in JSON.

This is a contract with programs that read sco's output: keys are added, never renamed or removed. Quantities and
changes become objects that give their numbers in every form, see `Quantity.to_json` and `_change_to_json`.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from sco_cli.quantities import number_format
from sco_cli.quantities.change import Change
from sco_cli.quantities.quantity import NotComputable, Quantity

JsonRecord = dict[str, Any]
"""A JSON object: its values are text, numbers, true, false, None, and lists and dicts of these."""

MEASURES = ("difference", "percent", "ratio")
"""The measures of a change, as its keys in JSON; each is a quantity or None."""


def to_json(value: object) -> Any:
    """A value of a record in JSON, with the values in it: models and dicts become dicts, tuples become lists.

    A Decimal becomes an int if it has no decimals; else it stays a Decimal, so that the encoder writes all its digits.
    """
    if value is None or isinstance(value, str | int):  # as most values are
        return value
    if isinstance(value, Quantity):
        return value.to_json()
    if isinstance(value, Change):
        return _change_to_json(value)
    if isinstance(value, Decimal):
        return number_format.plain(value)
    if isinstance(value, tuple):
        return [to_json(item) for item in value]
    if isinstance(value, dict):
        return {_key_to_json(key): to_json(item) for key, item in value.items()}
    return {name: to_json(item) for name, item in vars(value).items()} if hasattr(value, "__dict__") else value


def _key_to_json(key: str | int) -> str:
    """A key of a table in JSON. A number is a year, which has four digits by ISO 8601."""
    return f"{key:04}" if isinstance(key, int) else key


def _change_to_json(change: Change) -> JsonRecord:
    """A change in JSON: in words, in each measure, and why a measure is missing.

    In the words of a measure percentages are rounded to one decimal and ratios to two; the numbers are exact.
    """

    def measure_to_json(quantity: Quantity | NotComputable, places: int | None) -> JsonRecord | None:
        return quantity.to_json(quantity.change_text(places)) if isinstance(quantity, Quantity) else None

    return {
        "text": change.text(),
        "stated": change.stated is not None,
        "measure": change.measure,
        "difference": measure_to_json(change.difference, None),
        "percent": measure_to_json(change.percent, 1),
        "ratio": measure_to_json(change.ratio, 2),
        "not_computed": dict.fromkeys(MEASURES) | change.reasons_not_computed(),
    }
