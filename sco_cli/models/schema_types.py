"""What values that are more than one word, number or text look like in TOML, as JSON Schema (2020-12).

Editors check these, so they hold no more than validators of older drafts know too. `sco_cli.fields` has the values.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

Schema = dict[str, Any]

_DATE = "[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?"

DATE: Schema = {"type": "string", "pattern": f"^{_DATE}(/{_DATE})?$"}
"""A date of TOML is text to an editor's validator, and has this pattern too."""

YEAR: Schema = {"type": "string", "pattern": "^[0-9]{4}$"}
"""The key of a value by year."""

NUMBER: Schema = {"type": "number"}


def one_key(**keys: Schema) -> Schema:
    """A table with exactly one of these keys."""
    one = {"minProperties": 1, "maxProperties": 1}
    return {"type": "object", "properties": keys, "additionalProperties": False, **one}


def exactly_one(groups: Iterable[Iterable[str]]) -> Schema:
    """Of a table: the keys of one group are there, and none of another group is."""
    groups = [list(group) for group in groups]
    others = [[key for other in groups if other != group for key in other] for group in groups]
    return {
        "oneOf": [
            {"required": group, "properties": dict.fromkeys(rest, False)}
            for group, rest in zip(groups, others, strict=True)
        ]
    }


def required_unless(key: str, *, unless: tuple[str, str]) -> Schema:
    """Of a table: the key is there, unless another key has that value or, having it by default, is left out."""
    other, value = unless
    return {
        "if": {"required": [other], "properties": {other: {"not": {"const": value}}}},
        "then": {"required": [key]},
    }


def _number(description: str, *examples: int) -> Schema:
    return {"description": description, **NUMBER, "examples": list(examples)}


LEVEL: Schema = {
    **one_key(
        over=_number("More than this number.", 70),
        at_least=_number("This number or more.", 70),
        under=_number("Less than this number.", 5),
        at_most=_number("This number or less.", 5),
        nearly=_number("Less than this number, and not by much; how much is not stated.", 5000),
        about=_number("Close to this number; how close, and on which side, is not stated.", 40),
        between={
            "description": "From the first number to the second, the lower one first, both included.",
            "type": "array",
            "items": NUMBER,
            "minItems": 2,
            "maxItems": 2,
            "examples": [[2, 3]],
        },
    ),
    "type": ["number", "object"],
}
"""A number, or a table with one qualifier. What is said of tables does not bear on a number."""

CHANGE: Schema = one_key(
    percent={
        "description": "Change relative to the level before, in percent; a fall is negative.",
        **LEVEL,
        "examples": [34, -50, {"over": 20}],
    },
    times={
        "description": "Level after as a multiple of the level before; 2 is a doubling.",
        **LEVEL,
        "examples": [2, {"between": [2, 3]}],
    },
)
