"""The formats that programs read: whole, exact, always the same, and their keys a contract.

A test's name begins with the number of the convention that it holds.
"""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from conftest import TESTS, run_sco
from support.bases import base_with
from support.commands import EXIT_CODES as ANSWERED
from support.commands import FILE_INVOCATIONS as OF_FILES
from support.commands import INVOCATIONS as ASKED
from support.commands import LISTINGS
from support.terminal import on_terminal

from sco_cli.formats import json_encoder
from sco_cli.formats.registry import FORMATS
from sco_cli.loading import jsonlines
from sco_cli.loading.loader import load
from sco_cli.models.facts import RECORDS
from sco_cli.reports.records import to_record

MACHINE = ("json", "jsonl", "csv", "tsv")


def rows(*arguments: str | Path, stdin: str = "") -> list[dict[str, str]]:
    """The answer in csv, read back."""
    return list(csv.DictReader(io.StringIO(run_sco(*arguments, "--format", "csv", stdin=stdin).out, newline="")))


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("command", ASKED)
def test_15_16_36_every_command_answers_in_every_format_always_the_same(command: str, format: str) -> None:
    asked = (*ASKED[command], "--format", format)
    first, second = run_sco(*asked, COLUMNS="40"), run_sco(*asked, COLUMNS="200", LC_ALL="C", TZ="Asia/Tashkent")
    assert (first.code, first.err) == (ANSWERED.get(command, 0), "")
    assert first.out == second.out
    assert first.out.endswith("\n")
    assert "\x1b" not in first.out
    if format != "svg":
        assert not first.out.endswith("\n\n")


@pytest.mark.parametrize("command", ASKED)
def test_16_json_is_the_same_on_a_terminal(command: str) -> None:
    asked = (*ASKED[command], "--format", "json")
    assert on_terminal(*asked, width=40) == run_sco(*asked).out


def walk(value: Any, key: str = "") -> list[tuple[str, Any]]:
    """Every value in a document with the key that it stands under."""
    if isinstance(value, dict):
        return [pair for name, inner in value.items() for pair in walk(inner, name)]
    return [pair for inner in value for pair in walk(inner, key)] if isinstance(value, list) else [(key, value)]


def test_17_numbers_are_numbers_and_what_is_not_stated_is_null() -> None:
    for key, value in walk(json.loads(run_sco("facts", "--format", "json").out)):
        if key in ("value", "low", "high", "paragraph"):
            assert value is None or (isinstance(value, int | float) and not isinstance(value, bool))
        assert value != ""
    for row in json.loads(run_sco("metric", "internet-penetration", "--format", "json").out)["series"]:
        assert all(isinstance(value, int | float) for value in row["points"].values())


def test_18_jsonl_csv_and_tsv_keep_to_their_rules() -> None:
    lines = run_sco("facts", "--format", "jsonl").out.splitlines()
    assert [json.loads(line) for line in lines] == json.loads(run_sco("facts", "--format", "json").out)
    out = run_sco("facts", "--format", "csv").out
    assert out.count("\r\n") == len(lines) + 1
    documents = next(row for row in rows("facts") if row["id"] == "e-signature-documents")
    assert (documents["value_value"], documents["value_qualifier"]) == ("5000", "nearly")
    text = base_with('[[areas]]\nid = "a"\nname = "A\\tB\\nC"\n')
    tsv = run_sco("search", "a", "--facts", "-", "--format", "tsv", stdin=text).out.splitlines()
    assert {line.count("\t") for line in tsv} == {7}


def test_18_no_column_stands_for_a_table_beside_the_columns_of_what_is_in_it() -> None:
    (row,) = rows("show", "internet-penetration-pk-series")
    assert row["points_2024"] == "57.25"
    assert not {"points", "breaks"} & set(row)
    assert list(rows("show", "pk-internet-individuals")[0]) == list(rows("show", "kg-internet-penetration")[0])


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(A1)", "\\t=1", "\\r=1"])
def test_19_text_that_a_spreadsheet_would_run_is_neutralised(start: str) -> None:
    text = base_with(f'[[statements]]\nid = "x"\nspeaker = "{start}"\nsummary = "S"\nevidence = [{{ source = "s" }}]\n')
    assert rows("facts", "--facts", "-", stdin=text)[0]["speaker"].startswith("'")
    fall = next(row for row in rows("metric", "railway-operating-cost"))
    assert fall["change_percent_value"] == "-50"


def paths(value: Any, prefix: str = "") -> list[str]:
    """Every key of a record, with the keys around it, as "change.ratio.low_fraction"; years are not of the contract."""
    if isinstance(value, list):
        return [path for item in value for path in paths(item, prefix)]
    found = []
    for key, item in value.items() if isinstance(value, dict) else ():
        if not key.isdigit():
            found += [f"{prefix}{key}", *paths(item, f"{prefix}{key}.")]
    return found


def test_20_the_keys_are_a_contract(request: pytest.FixtureRequest) -> None:
    found: dict[str, list[str]] = {}
    for command in (name for name in LISTINGS if name not in OF_FILES):
        for record in json.loads(run_sco(*ASKED[command], "--format", "json").out):
            found.setdefault("hit" if command == "search" else record["kind"], []).extend(paths(record))
    for name in ("", "metric", "compare", "country"):
        found[f"sco {name}".strip()] = paths(json.loads(run_sco(*ASKED[name], "--format", "json").out))
    for name in ("huawei", "public-services", "internet-penetration-kg-series"):
        view = json.loads(run_sco("show", name, "--format", "json").out)
        found[view["kind"]] = paths(view)
    found["citation"] = paths(json.loads(run_sco(*ASKED["cite"], "--format", "json").out))
    found = {kind: list(dict.fromkeys(keys)) for kind, keys in found.items()}
    pinned = TESTS / "keys.json"
    if request.config.getoption("--update-screens"):
        pinned.write_text(json.dumps(found, indent=2) + "\n", "utf-8")
    for kind, keys in json.loads(pinned.read_text("utf-8")).items():
        assert set(keys) <= set(found[kind]), f"{kind}: keys are only added"


@pytest.mark.parametrize("format", MACHINE)
def test_21_no_machine_format_truncates(format: str) -> None:
    long = "very " * 2000 + "long"
    text = base_with(
        f'[[events]]\nid = "e"\nname = "{long}"\nsummary = "S"\nperiod = "2025"\nevidence = [{{ source = "s" }}]\n'
    )
    assert long in run_sco("facts", "--facts", "-", "--format", format, stdin=text).out


def test_22_json_read_back_through_the_models_gives_the_same_json() -> None:
    base = load()
    models: dict[str, Any] = {model.kind: model for model in RECORDS}
    for item in base.records:
        record = to_record(base, item)
        read_back = json.loads(json_encoder.compact(record), parse_float=Decimal)
        again = models[item.kind].model_validate(jsonlines.to_table(read_back))
        assert again == item
        assert to_record(base, again) == record
