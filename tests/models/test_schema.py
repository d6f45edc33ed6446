"""The JSON Schema of fact bases: what it says of each key, and whether it accepts the same files as loading.

`pytest --update-screens` rewrites `data/facts.schema.json`.
"""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator, Draft202012Validator
from pydantic import ValidationError, create_model
from support.bases import inline_toml
from support.paths import DATA, SMALL
from support.runner import run_sco
from support.schema import BAD, FOUND_ONLY_ON_LOADING, parse_document
from support.terminal import on_terminal

from sco_cli.formats.json_encoder import encode_indented
from sco_cli.loading import files
from sco_cli.loading.loader import load
from sco_cli.models.facts import NUMBER_GROUPS, RECORDS
from sco_cli.models.fields import Model
from sco_cli.models.schema import KIND_OF_TABLE, MODELS, build_schema

SCHEMA = build_schema()
SHIPPED = files.bundled_schema()

GOOD = [files.bundled(), *sorted((DATA / "bases").glob("*.toml"))]


def accepts(instance: Any, part: Any = SCHEMA) -> bool:
    """Whether a part of the schema accepts the value."""
    return bool(Draft202012Validator(part | {"$defs": SCHEMA["$defs"]}).is_valid(instance))


def iter_keys(part: Any, path: str) -> Iterator[tuple[str, Any]]:
    """Every key of every table in a part of the schema: its path and its part of the schema."""
    if isinstance(part, dict):
        for name, inner in part.get("properties", {}).items() if "object" in part.get("type", "") else ():
            yield f"{path}.{name}", inner
            yield from iter_keys(inner, f"{path}.{name}")


KEYS = dict(
    itertools.chain(iter_keys(SCHEMA, "document"), *(iter_keys(part, name) for name, part in SCHEMA["$defs"].items()))
)


def test_the_file_that_ships_is_the_schema_of_the_models(request: pytest.FixtureRequest) -> None:
    text = "".join(encode_indented(SCHEMA)) + "\n"
    if request.config.getoption("--update-screens"):
        SHIPPED.write_bytes(text.encode())
    assert text.encode() == SHIPPED.read_bytes(), "pytest --update-screens rewrites it"


def test_sco_schema_prints_the_file_that_ships() -> None:
    ran = run_sco("schema")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.encode() == SHIPPED.read_bytes()
    assert ran.out == on_terminal("schema", width=40)


def test_the_bundled_base_names_its_schema() -> None:
    assert files.bundled().read_text("utf-8").startswith(f"#:schema ./{SHIPPED.name}\n")
    assert f"#:schema ./{SHIPPED.name}" in run_sco("schema", "--help").out


def test_the_schema_is_valid_by_draft_2020_12() -> None:
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("case", GOOD, ids=lambda case: case.stem)
def test_the_schema_accepts_files_that_load(case: Path) -> None:
    assert [error.message for error in Draft202012Validator(SCHEMA).iter_errors(parse_document(case))] == []


@pytest.mark.parametrize("case", BAD, ids=lambda case: case.stem)
def test_the_schema_rejects_files_that_do_not_load(case: Path) -> None:
    assert accepts(parse_document(case)) == (case.stem in FOUND_ONLY_ON_LOADING)


def test_every_file_that_the_schema_cannot_reject_exists() -> None:
    assert set(FOUND_ONLY_ON_LOADING) < {case.stem for case in BAD}


@pytest.mark.parametrize("path", KEYS)
def test_every_key_has_a_description_and_valid_examples(path: str) -> None:
    part = KEYS[path]
    assert re.fullmatch("[A-Z][^\n]*[.]", part["description"])
    assert not re.search(r"[Pp]ydantic|\b(None|True|False|tuple|dict|str|field)\b", part["description"])
    assert part["examples"]
    for example in part["examples"]:
        assert accepts(example, part)


def test_the_schema_has_every_key_of_every_model() -> None:
    for name, model in MODELS.items():
        written = [field.alias or key for key, field in model.model_fields.items()]
        assert list(SCHEMA["$defs"][name]["properties"]) == written
    assert list(SCHEMA["properties"]) == ["base", *(model.table for model in RECORDS)]


def test_tables_allow_no_other_keys_and_no_names_come_from_python() -> None:
    text = json.dumps(SCHEMA)
    assert len(re.findall('"type": [^"]*("number", )?"object"', text)) == text.count('"additionalProperties": false')
    assert re.findall(r'"title": "[^"]*"', text)[0] == '"title": "Fact base"'
    assert not [path for path, part in KEYS.items() if "title" in part]
    used = set(re.findall(r'"\$ref": "([^"]*)"', text))
    assert used == {f"#/$defs/{name}" for name in SCHEMA["$defs"]}
    assert all(re.fullmatch("[a-z]+", name) for name in SCHEMA["$defs"])


def with_decimals(value: Any) -> Any:
    """The value as loading parses it: with Decimal for numbers that are not integers."""
    return json.loads(json.dumps(value), parse_float=Decimal)


@pytest.mark.parametrize("name", MODELS)
def test_every_example_is_a_valid_value_of_its_key(name: str) -> None:
    for field in MODELS[name].model_fields.values():
        annotation: Any = field.annotation
        single_field = create_model("SingleField", __base__=Model, key=(annotation, field))
        for example in field.examples or ():
            single_field.model_validate({field.alias or "key": with_decimals(example)})


def test_the_first_examples_of_all_keys_make_a_valid_fact_base(tmp_path: Path) -> None:
    records: dict[str, Any] = {}
    for name in reversed(MODELS):
        properties = SCHEMA["$defs"][name]["properties"]
        records[name] = {key: part["examples"][0] for key, part in properties.items()}
        records[name] |= {key: [records[key]] for key in ("evidence", "status") if key in properties}
    for group in NUMBER_GROUPS[1:]:
        for key in group:
            del records["figure"][key]
    document = {"base": records["base"]} | {table: [records[name]] for table, name in KIND_OF_TABLE.items()}
    path = tmp_path / "examples.toml"
    path.write_text("".join(f"{key} = {inline_toml(value)}\n" for key, value in document.items()), "utf-8")
    assert len(load(path).records) == len(RECORDS)
    assert accepts(parse_document(path))


LEVELS = [43, 43.5, -1, True, "43", [], {}, {"over": 70}, {"over": "70"}, {"over": True}, {"over": 1, "under": 2}]
LEVELS += [{"near": 1}, {"between": [2, 3]}, {"between": [2]}, {"between": [1, 2, 3]}, {"between": 2}]
LEVELS += [{word: 5} for word in ("at_least", "under", "at_most", "nearly", "about", "exact")]
CHANGES = [34, {}, {"percent": 34}, {"percent": {"over": 3}}, {"times": {"between": [2, 3]}}, {"points": 1}]
CHANGES += [{"percent": 1, "times": 1}, {"percent": "1"}, {"times": {"percent": 2}}]
DATES = ["2024", "2024-05", "2024-05-01", "2024/2025", "2024-04/2025-03", "2024-05-01/2025", "24", "2024-5", "2024-13"]
DATES += ["2024-00", "2024-05-32", "2024-05-00", "2024/", "/2024", "2024/2025/2026", "2024-05-01T00:00", ""]
URLS = [
    "https://example.org/a?b=%20#c",
    "http://[::1]/",
    "ftp://example.org",
    "https://",
    "https://a b",
    "https://я.org",
]
IDS = ["a", "a-1", "A", "a--b", "-a", "a-", "a_b", "", "a" * 100, "a" * 101]
POINTS = [{}, {"2024": 1}, {"2024": 1.5, "2025": 2}, {"24": 1}, {"2024": "1"}, {"2024": {"over": 1}}, {"y2024": 1}, []]
FIGURE = {"id": "f", "metric": "m", "evidence": [{"source": "s"}]}
SERIES = {"metric": "m", "country": "KZ", "source": "s", "points": {"2024": 1}}
SOURCE = {"id": "s", "title": "T", "publisher": "P", "kind": "news"}
CASES: list[tuple[str, dict[str, Any]]] = [
    *(("figure", FIGURE | {"value": level}) for level in LEVELS),
    *(("figure", FIGURE | {"change": change}) for change in CHANGES),
    *(("figure", FIGURE | {"value": 1, "period": period}) for period in (*DATES, 2024)),
    *(("figure", FIGURE | {"value": 1, "countries": codes}) for codes in ([], ["KZ"], ["KZ", "KZ"], ["kz"], "KZ")),
    *(
        ("figure", FIGURE | dict.fromkeys(names, 1) | ({"change": {"times": 2}} if "change" in names else {}))
        for count in range(5)
        for names in itertools.combinations(("before", "after", "value", "change"), count)
    ),
    *(
        ("evidence", {"source": "s"} | stance | note)
        for stance in ({}, {"stance": "states"}, {"stance": "refines"}, {"stance": "supports"})
        for note in ({}, {"note": "N"}, {"note": ""})
    ),
    *(("evidence", {"source": "s", "paragraph": number}) for number in (1, 0, -1, 1.5, True, "1")),
    *(("series", SERIES | {"points": points}) for points in POINTS),
    *(("series", SERIES | {"breaks": breaks}) for breaks in ({}, {"2024": "W"}, {"2024": ""}, {"2024": 1}, {"x": "W"})),
    ("series", {key: value for key, value in SERIES.items() if key != "metric"}),
    *(("source", SOURCE | {"id": name}) for name in (*IDS, 1)),
    *(("source", SOURCE | {"url": url}) for url in URLS),
    *(("source", SOURCE | {"language": tag}) for tag in ("en", "zh-Hant", "EN", "e", "en-")),
    ("source", SOURCE | {"source_kind": "news"}),
]


@pytest.mark.parametrize(("name", "record"), CASES, ids=str)
def test_the_schema_accepts_a_record_if_its_model_does(name: str, record: dict[str, Any]) -> None:
    try:
        MODELS[name].model_validate(with_decimals(record))
        loads = True
    except ValidationError:
        loads = False
    assert accepts(record, SCHEMA["$defs"][name]) == loads


@pytest.mark.parametrize("validator", [Draft202012Validator, Draft7Validator])
@pytest.mark.parametrize(
    ("name", "record", "message"),
    [
        ("figure", FIGURE | {"before": 1}, "'after' is a (dependency of 'before'|required property)"),
        ("figure", FIGURE | {"after": {"over": 1}}, "'before' is a (dependency of 'after'|required property)"),
        ("figure", FIGURE | {"value": 1, "change": {"times": 2}}, "False schema does not allow 1"),
        ("figure", FIGURE, "is not valid under any of the given schemas"),
        ("figure", {"id": "f", "value": 1, "evidence": [{"source": "s"}]}, "'metric' is a required property"),
        ("evidence", {"source": "s", "stance": "refines"}, "'note' is a required property"),
    ],
    ids=str,
)
def test_a_mistake_is_reported_once_by_validators_of_old_and_new_drafts(
    validator: Any, name: str, record: dict[str, Any], message: str
) -> None:
    (error,) = validator(SCHEMA["$defs"][name] | {"$defs": SCHEMA["$defs"]}).iter_errors(record)
    assert re.search(message, error.message)


@pytest.mark.parametrize(("name", "record"), CASES, ids=str)
def test_validators_of_older_drafts_accept_the_same_records(name: str, record: dict[str, Any]) -> None:
    definition = SCHEMA["$defs"][name]
    assert Draft7Validator(definition | {"$defs": SCHEMA["$defs"]}).is_valid(record) == accepts(record, definition)


def test_the_schema_accepts_dates_of_toml_as_loading_does(tmp_path: Path) -> None:
    path = tmp_path / "dates.toml"
    text = SMALL.read_text("utf-8")
    path.write_text(text.replace('"2024-05-01"', "2024-05-01"), "utf-8")
    assert path.read_text("utf-8") != text
    assert load(path).event("opening").period == "2024-05-01"
    assert accepts(parse_document(path))
