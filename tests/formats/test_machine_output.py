"""The formats for programs: complete, exact and reproducible, with keys that later versions keep."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from support.bases import base_with
from support.commands import EXAMPLE_BASES, EXIT_CODES, FILE_INVOCATIONS, INVOCATIONS, LISTINGS, json_answer
from support.paths import DATA, EXAMPLES
from support.runner import run_sco
from support.terminal import on_terminal

from sco_cli.formats import json_encoder
from sco_cli.formats.registry import FORMATS
from sco_cli.loading import jsonlines
from sco_cli.loading.loader import load
from sco_cli.models.facts import RECORDS
from sco_cli.reports.records import to_record

MACHINE_FORMATS = ("json", "jsonl", "csv", "tsv")


def rows(*arguments: str | Path, stdin: str = "") -> list[dict[str, str]]:
    """Run sco with `--format csv` and return the rows."""
    return list(csv.DictReader(io.StringIO(run_sco(*arguments, "--format", "csv", stdin=stdin).out, newline="")))


@pytest.mark.parametrize("facts", EXAMPLE_BASES)
@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("command", INVOCATIONS)
def test_every_format_of_every_command_is_the_same_in_every_environment(command: str, format: str, facts: str) -> None:
    arguments = (*INVOCATIONS[command], "--format", format)
    first = run_sco(*arguments, SCO_FACTS=facts, COLUMNS="40")
    second = run_sco(*arguments, SCO_FACTS=facts, COLUMNS="200", LC_ALL="C", TZ="Asia/Tashkent")
    assert (first.code, first.err) == (EXIT_CODES.get(command, 0), "")
    assert first.out == second.out
    assert first.out.endswith("\n")
    assert "\x1b" not in first.out
    if format != "svg":
        assert not first.out.endswith("\n\n")


@pytest.mark.parametrize("command", INVOCATIONS)
def test_json_is_the_same_on_a_terminal(command: str) -> None:
    arguments = (*INVOCATIONS[command], "--format", "json")
    facts = str(EXAMPLES)
    assert on_terminal(*arguments, width=40, SCO_FACTS=facts) == run_sco(*arguments, SCO_FACTS=facts).out


def walk(value: Any, key: str = "") -> list[tuple[str, Any]]:
    """Return every value in a JSON document with its key; items of an array have the key of the array."""
    if isinstance(value, dict):
        return [pair for name, inner in value.items() for pair in walk(inner, name)]
    return [pair for inner in value for pair in walk(inner, key)] if isinstance(value, list) else [(key, value)]


def test_numbers_are_json_numbers_and_missing_values_are_null() -> None:
    for key, value in walk(json_answer("facts", facts=EXAMPLES)):
        if key in ("value", "low", "high", "paragraph"):
            assert value is None or (isinstance(value, int | float) and not isinstance(value, bool))
        assert value != ""
    for row in json_answer("metric", "internet-penetration", facts=EXAMPLES)["series"]:
        assert all(isinstance(value, int | float) for value in row["points"].values())


def test_jsonl_csv_and_tsv_have_one_record_on_each_line() -> None:
    lines = run_sco("facts", "--facts", EXAMPLES, "--format", "jsonl").out.splitlines()
    assert [json.loads(line) for line in lines] == json_answer("facts", facts=EXAMPLES)
    out = run_sco("facts", "--facts", EXAMPLES, "--format", "csv").out
    assert out.count("\r\n") == len(lines) + 1
    users = next(row for row in rows("facts", "--facts", EXAMPLES) if row["id"].endswith("-by-the-office"))
    assert (users["value_value"], users["value_qualifier"]) == ("50.81", "nearly")
    text = base_with('[[areas]]\nid = "a"\nname = "A\\tB\\nC"\n')
    tsv = run_sco("search", "a", "--facts", "-", "--format", "tsv", stdin=text).out.splitlines()
    assert {line.count("\t") for line in tsv} == {8}


def test_a_nested_object_has_only_the_columns_of_its_keys() -> None:
    change, levels = (rows("show", name, "--facts", EXAMPLES)[0] for name in ("uz-railway-cost", "kz-railway-cost"))
    assert list(change) == list(levels)


def test_a_table_by_year_is_one_column() -> None:
    (row,) = rows("show", "internet-penetration-kz-series", "--facts", EXAMPLES)
    assert json.loads(row["points"])["2024"] == 75
    assert not [column for column in row if column[-4:].isdecimal()]


@pytest.mark.parametrize("start", ["=1+1", "+1+1", "-1 - A1", "@SUM(A1)", "\\t=1", "\\r=1"])
def test_text_that_a_spreadsheet_would_run_as_a_formula_is_quoted(start: str) -> None:
    text = base_with(f'[[statements]]\nid = "x"\nspeaker = "{start}"\nsummary = "S"\nevidence = [{{ source = "s" }}]\n')
    assert rows("facts", "--facts", "-", stdin=text)[0]["speaker"].startswith("'")
    text = base_with('[[metrics]]\nid = "m"\nname = "M"\ndefinition = "D"\n')
    text += '[[figures]]\nid = "f"\nmetric = "m"\nchange = { percent = -50 }\nevidence = [{ source = "s" }]\n'
    (row,) = rows("metric", "m", "--facts", "-", stdin=text)
    assert (row["change_percent_value"], row["change_text"]) == ("-50", "-50%")


def paths(value: Any, prefix: str = "") -> list[str]:
    """Return the paths of all keys in a JSON value, such as "change.ratio.low_fraction", except keys that are years."""
    if isinstance(value, list):
        return [path for item in value for path in paths(item, prefix)]
    names = []
    for key, item in value.items() if isinstance(value, dict) else ():
        if not key.isdigit():
            names += [f"{prefix}{key}", *paths(item, f"{prefix}{key}.")]
    return names


def test_no_key_is_removed_from_json(request: pytest.FixtureRequest) -> None:
    keys: dict[str, list[str]] = {}
    for command in (name for name in LISTINGS if name not in FILE_INVOCATIONS):
        for record in json_answer(*INVOCATIONS[command]):
            keys.setdefault("hit" if command == "search" else record["kind"], []).extend(paths(record))
    for name in ("", "metric", "compare", "country"):
        keys[f"sco {name}".strip()] = paths(json_answer(*INVOCATIONS[name]))
    for name in ("huawei", "public-services", "internet-penetration-kg-series"):
        view = json_answer("show", name)
        keys[view["kind"]] = paths(view)
    for name, kind in {"cite": "citation", "check": "problem", "diff": "difference"}.items():
        keys[kind] = paths(json_answer(*INVOCATIONS[name]))
    keys = {kind: list(dict.fromkeys(names)) for kind, names in keys.items()}
    path = DATA / "keys.json"
    if request.config.getoption("--update-screens"):
        path.write_text(json.dumps(keys, indent=2) + "\n", "utf-8")
    for kind, names in json.loads(path.read_text("utf-8")).items():
        removed = set(names) - set(keys.get(kind, ()))
        assert not removed, f"{kind}: keys are never removed from json, so add {removed} again"


@pytest.mark.parametrize("format", MACHINE_FORMATS)
def test_no_machine_format_truncates_text(format: str) -> None:
    long = "very " * 2000 + "long"
    text = base_with(
        f'[[events]]\nid = "e"\nname = "{long}"\nsummary = "S"\nperiod = "2025"\nevidence = [{{ source = "s" }}]\n'
    )
    assert long in run_sco("facts", "--facts", "-", "--format", format, stdin=text).out


def test_a_record_read_back_from_json_is_equal() -> None:
    base = load(EXAMPLES)
    models: dict[str, Any] = {model.kind: model for model in RECORDS}
    for record in base.records:
        json_record = to_record(base, record)
        parsed = json.loads(json_encoder.encode_compact(json_record), parse_float=Decimal)
        restored = models[record.kind].model_validate(jsonlines.to_table(parsed))
        assert restored == record
        assert to_record(base, restored) == json_record
