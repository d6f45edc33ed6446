"""The JSON Schema (2020-12) of fact bases, for editors, built from the models.

It cannot express all that loading checks: whether ids exist, for example, and numbers are in the range of their metric.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from pydantic.json_schema import GenerateJsonSchema

from sco_cli.models.entities import Author, BaseInfo, StatusSince
from sco_cli.models.facts import RECORDS, Evidence
from sco_cli.models.fields import Model
from sco_cli.models.schema_types import Schema

if TYPE_CHECKING:
    from pydantic_core.core_schema import NullableSchema, WithDefaultSchema

DIALECT = "https://json-schema.org/draft/2020-12/schema"

KIND_OF_TABLE = {model.table: model.kind for model in RECORDS}
"""The kind of record in each array of tables: "projects" has records of kind "project"."""

MODELS: dict[str, type[Model]] = {
    "base": BaseInfo,
    **{model.kind: model for model in RECORDS},
    "author": Author,
    "evidence": Evidence,
    "status": StatusSince,
}
"""The models by the names of their definitions in the schema."""

FIRST_KEYWORDS = ("description", "examples", "default", "$ref", "type")
"""The keywords that come first in each schema, for people who read it; the others follow in alphabetical order."""


class _Generator(GenerateJsonSchema):
    """Pydantic's generator, but without null, which TOML lacks, and without titles and empty defaults."""

    def nullable_schema(self, schema: NullableSchema) -> Schema:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: WithDefaultSchema) -> Schema:
        is_empty = schema.get("default") in (None, ())
        return self.generate_inner(schema["schema"]) if is_empty else super().default_schema(schema)

    def field_title_should_be_set(self, schema: object) -> bool:  # noqa: ARG002
        return False


def build_schema() -> Schema:
    """The schema of a fact base; the same with every version of Pydantic."""
    definitions = {name: _definition(model) for name, model in MODELS.items()}
    tables = {"base": {**_summary(definitions["base"]), **_reference("base")}}
    for table, kind in KIND_OF_TABLE.items():
        summary = _summary(definitions[kind])
        tables[table] = {**summary, "examples": [summary["examples"]], "type": "array", "items": _reference(kind)}
    return {
        "$schema": DIALECT,
        "title": "Fact base",
        "description": "Claims: who makes them, in which words, and what other sources say about them.",
        "type": "object",
        "properties": tables,
        "required": ["base"],
        "additionalProperties": False,
        "$defs": definitions,
    }


def _reference(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _definition(model: type[Model]) -> Schema:
    """The schema of one table. Tables in it are references to their own definitions."""
    generated = model.model_json_schema(schema_generator=_Generator, ref_template="{model}")
    for name, field in model.model_fields.items():
        # As written: Pydantic sorts the keys of examples that are tables.
        generated["properties"][field.alias or name]["examples"] = field.examples
    return _tidy({keyword: value for keyword, value in generated.items() if keyword not in ("title", "$defs")})


def _summary(definition: Schema) -> Schema:
    """The description of a table, and an example of it: the first example of each key that it must have."""
    required = [*definition["required"], *next(alternative_keys(definition), ())]
    properties = definition["properties"]
    example = {key: properties[key]["examples"][0] for key in properties if key in required}
    return {"description": definition["description"], "examples": [example]}


def alternative_keys(definition: Schema) -> Iterator[list[str]]:
    """The groups of keys of which a table has exactly one group; none if there is no such rule for it."""
    keys = [key for choice in definition.get("anyOf", ()) for key in choice["required"]]
    partners = definition.get("dependentRequired", {})
    for index, key in enumerate(keys):
        if not set(keys[:index]).intersection(partners.get(key, ())):  # or the group has been given
            yield [key, *partners.get(key, ())]


def _tidy(schema: Schema) -> Schema:
    """The same schema with its keywords in order, and with tables that allow no other keys."""
    if schema.get("type") == "object":
        schema = {"additionalProperties": False, **schema}
    return {keyword: _tidy_value(keyword, schema[keyword]) for keyword in sorted(schema, key=_keyword_order)}


def _tidy_value(keyword: str, value: Any) -> Any:
    """The value of a keyword, with the schemas in it tidied, and with references to definitions for those to models."""
    if keyword in ("properties", "patternProperties"):
        return {key: inner if isinstance(inner, bool) else _tidy(inner) for key, inner in value.items()}
    if keyword in ("allOf", "anyOf"):
        return [_tidy(inner) for inner in value]
    if keyword in ("if", "items", "not", "then"):
        return _tidy(value)
    if keyword == "$ref":
        return next(_reference(name)["$ref"] for name, model in MODELS.items() if model.__name__ == value)
    return value


def _keyword_order(keyword: str) -> tuple[int, str]:
    return (FIRST_KEYWORDS.index(keyword) if keyword in FIRST_KEYWORDS else len(FIRST_KEYWORDS)), keyword
