"""The JSON Schema (2020-12) of the format of fact bases, made from the models, for editors.

What no schema can judge is said when a base is loaded: whether ids lead anywhere, and numbers suit their metric.
"""

from __future__ import annotations

from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from sco_cli.models.entities import BaseInfo, StatusSince
from sco_cli.models.facts import RECORDS, Evidence
from sco_cli.models.fields import Model
from sco_cli.models.schema_types import Schema

DIALECT = "https://json-schema.org/draft/2020-12/schema"

RECORD_NAMES = {model.table: model.kind for model in RECORDS}
MODELS: dict[str, type[Model]] = {
    "base": BaseInfo,
    **{model.kind: model for model in RECORDS},
    "evidence": Evidence,
    "status": StatusSince,
}
"""The models by the name of their definition."""

ORDER = ("description", "examples", "default", "$ref", "type")
"""What a person wants to read first; all else follows by its name."""


class _Generator(GenerateJsonSchema):
    """Without what TOML does not have, and without what says no more than the key itself."""

    def nullable_schema(self, schema: Any) -> Schema:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: Any) -> Schema:
        says_nothing = schema.get("default") in (None, ())
        return self.generate_inner(schema["schema"]) if says_nothing else super().default_schema(schema)

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002  # of no field at all
        return False


def schema() -> Schema:
    """The schema of a whole document; the same on every version of Pydantic."""
    definitions = {name: _definition(model) for name, model in MODELS.items()}
    tables = {"base": {**_about(definitions["base"]), **_reference("base")}}
    for table, name in RECORD_NAMES.items():
        about = _about(definitions[name])
        tables[table] = {**about, "examples": [about["examples"]], "type": "array", "items": _reference(name)}
    return {
        "$schema": DIALECT,
        "title": "Fact base",
        "description": "What is claimed, by whom, in which words, and what else is on record.",
        "type": "object",
        "properties": tables,
        "required": ["base"],
        "additionalProperties": False,
        "$defs": definitions,
    }


def _reference(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _definition(model: type[Model]) -> Schema:
    """The schema of one table; the tables inside it are definitions of their own."""
    made = model.model_json_schema(schema_generator=_Generator, ref_template="{model}")
    for name, field in model.model_fields.items():
        made["properties"][field.alias or name]["examples"] = field.examples  # in their own order, not by the alphabet
    tidied: Schema = _tidy({key: value for key, value in made.items() if key not in ("title", "$defs")})
    return tidied


def _about(definition: Schema) -> Schema:
    """What a table is, and its smallest example: the first of each key that must be there."""
    needed = definition["required"] + definition.get("oneOf", [{"required": []}])[0]["required"]
    properties = definition["properties"]
    example = {key: properties[key]["examples"][0] for key in properties if key in needed}
    return {"description": definition["description"], "examples": [example]}


def _tidy(node: Any) -> Any:
    """The same schema in reading order, its tables closed to other keys."""
    if not isinstance(node, dict):
        return node  # true or false
    if node.get("type") == "object":
        node = {"additionalProperties": False, **node}
    return {key: _inside(key, node[key]) for key in sorted(node, key=_place)}


def _inside(keyword: str, value: Any) -> Any:
    """The value of a keyword, with the schemas in it tidied."""
    if keyword in ("properties", "patternProperties"):
        return {key: _tidy(inner) for key, inner in value.items()}
    if keyword == "oneOf":
        return [_tidy(inner) for inner in value]
    if keyword in ("if", "items", "not", "then"):
        return _tidy(value)
    if keyword == "$ref":
        return next(_reference(name)["$ref"] for name, model in MODELS.items() if model.__name__ == value)
    return value


def _place(keyword: str) -> tuple[int, str]:
    return (ORDER.index(keyword) if keyword in ORDER else len(ORDER)), keyword
