"""JSON Schema (2020-12) of composite values in TOML, and of rules between keys.

Editors validate by these schemas, so they use only keywords that validators of older drafts know too. The types that
they belong to are in `sco_cli.models.fields`.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from typing import Any

Schema = dict[str, Any]
"""A JSON Schema, or a part of one, as a JSON object."""

_DATE = "[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?"

DATE: Schema = {"type": "string", "pattern": f"^{_DATE}(/{_DATE})?$"}
"""A date, month, year or interval. Editors pass dates of TOML to the validator as text, which has this pattern too."""

_YEAR = "([0-9]{4}|[0-9]{3}X|[0-9]{2}XX)"
_SEASON_OR_MONTH = "(0[1-9]|1[0-2]|XX|2[1-4]|3[3-6])"
_SOURCE_DATE = f"{_YEAR}(-{_SEASON_OR_MONTH}(-(0[1-9]|[12][0-9]|3[01]|XX))?)?[~?%]?"

SOURCE_DATE: Schema = {
    "type": "string",
    "pattern": f"^({_SOURCE_DATE}(/(\\.\\.|{_SOURCE_DATE})?)?|(\\.\\.)?/{_SOURCE_DATE})$",
}
"""A date of publication, which may be open, about, uncertain, a season or a quarter."""

YEAR: Schema = {"type": "string", "pattern": "^[0-9]{4}$"}
"""The key of a table of values by year."""

NUMBER: Schema = {"type": "number"}


def one_key(**keys: Schema) -> Schema:
    """A table with exactly one of these keys, each with the schema of its value."""
    return {
        "type": "object",
        "properties": keys,
        "additionalProperties": False,
        "minProperties": 1,
        "maxProperties": 1,
    }


def exactly_one(groups: Iterable[Sequence[str]]) -> Schema:
    """A rule for a table: it has all keys of one group and no key of another group.

    There is one keyword for each mistake, so that validators name the key that is missing or too many, and once:
    `dependentRequired`, and `dependencies` in its place for validators of drafts before 2019-09, such as Taplo's, for a
    group that is incomplete; `false` for the keys of two groups; `anyOf` for a table without any of the keys.
    """
    groups = list(groups)
    others = {key: [other for other in group if other != key] for group in groups for key in group if len(group) > 1}
    return {
        "anyOf": [{"required": [key]} for group in groups for key in group],
        "dependentRequired": others,
        "dependencies": others,
        "allOf": [
            {"if": {"required": [key]}, "then": {"properties": dict.fromkeys(itertools.chain(*groups[:index]), False)}}
            for index, group in enumerate(groups)
            for key in (group if index else ())
        ],
    }


def required_unless(key: str, *, unless: tuple[str, str]) -> Schema:
    """A rule for a table: it must have the key, unless another key has a certain value.

    `unless` is that other key and its value, which is also its default: the rule does not apply if it is left out.
    """
    other_key, value = unless
    return {
        "if": {"required": [other_key], "properties": {other_key: {"not": {"const": value}}}},
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
        nearly=_number("Slightly less than this number; how much is not stated.", 5000),
        about=_number("Close to this number, above or below; how close is not stated.", 40),
        between={
            "description": "From the first number to the second, both included; the lower one comes first.",
            "type": "array",
            "items": NUMBER,
            "minItems": 2,
            "maxItems": 2,
            "examples": [[2, 3]],
        },
    ),
    "type": ["number", "object"],
}
"""A number, or a table with one qualifier. The keywords for tables, such as `properties`, do not apply to a number."""

CHANGE: Schema = one_key(
    percent={
        "description": "Change in percent of the level before; a fall is negative.",
        **LEVEL,
        "examples": [34, -50, {"over": 20}],
    },
    times={
        "description": "Level after as a multiple of the level before; 2 is a doubling.",
        **LEVEL,
        "examples": [2, {"between": [2, 3]}],
    },
)
