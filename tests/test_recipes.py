"""The recipes of CONTRIBUTING.md, carried out word by word in a copy: each costs one place, and works everywhere."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from conftest import SMALL, TESTS
from support.recipes import NEEDED, Copy, recipes

from sco_cli.formats.registry import FORMATS

LISTINGS = (
    "countries",
    "projects",
    "metrics",
    "facts",
    "sources",
    "search road",
    "cite kz-paved",
    "diff S S",
    "check S",
)
VIEWS = ("", "country MN", "compare MN KZ", "metric paved", "show kz-paved")

pytestmark = NEEDED


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    """A copy in which nothing has been done yet."""
    return Copy(tmp_path)


def test_there_is_a_recipe_for_each_of_the_four_changes() -> None:
    assert {name for name, *_ in recipes()} == {"fact", "command", "format", "kind"}


def test_each_costs_one_place_or_one_file_and_one_line() -> None:
    changed = {
        name: [text for one, _, notation, text in recipes() if (one, notation) == (name, "diff")]
        for name in ("command", "format", "kind")
    }
    for name in ("command", "format"):
        (diff,) = changed[name]
        assert [line[:1] for line in diff.splitlines()].count("+") == 1
        assert "\n-" not in diff
    (diff,) = changed["kind"]
    assert [line for line in diff.splitlines() if line.startswith("-")] == [
        "-Fact = Project | Figure | Statement | Event"
    ]


def test_the_code_of_the_recipes_is_in_the_style_of_the_rest(tmp_path: Path) -> None:
    ruff = shutil.which("ruff", path=os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")]))
    if ruff is None:
        pytest.skip("ruff is not installed")
    copy = Copy(tmp_path).follow("command").follow("format").follow("kind")
    code = [file for file in copy.touched if file.endswith(".py")]
    shutil.copy(TESTS.parent / "pyproject.toml", tmp_path)
    for command in (["check"], ["format", "--check"]):
        done = subprocess.run(
            [ruff, *command, "--no-cache", *code], capture_output=True, text=True, check=False, cwd=tmp_path
        )
        assert done.returncode == 0, done.stdout


# ---- A fact ----


def test_a_fact_is_one_block(copy: Copy) -> None:
    before = copy.answers("facts")[0]
    copy.follow("fact")
    assert copy.touched == ["data/facts.toml"]
    checked = copy.process("check", "data/facts.toml")
    assert (checked.code, checked.out) == (0, "  no problem in data/facts.toml\n")
    after, figure = copy.answers("facts", "show uz-e-government-rank-2022")
    assert [row["id"] for row in after if row not in before] == [figure["id"]]
    assert figure["value"]["value"] == 69


# ---- A command ----


def test_a_command_is_one_file_and_one_line(copy: Copy, monkeypatch: pytest.MonkeyPatch) -> None:
    copy.follow("command")
    assert copy.touched == ["sco_cli/cli/commands/publishers.py", "sco_cli/cli/app.py"]
    copy.check_imports(monkeypatch)
    overview = copy.process("--help")
    assert re.search(r"^ *publishers +List publishers and how many sources each has\.$", overview.out, re.MULTILINE)
    helped = copy.process("publishers", "-h")
    assert (helped.code, "sco publishers --limit 5 --format csv" in helped.out) == (0, True)


def test_a_new_command_answers_in_every_format_and_on_any_base(copy: Copy) -> None:
    copy.follow("command")
    in_formats = copy.run(*(f"publishers --format {name}" for name in FORMATS))
    assert {(ran.code, ran.err) for ran in in_formats} == {(0, "")}
    assert all("Xinhua" in ran.out for ran in in_formats)
    whole, first = copy.answers("publishers", "publishers --sort -sources --limit 1")
    assert sum(row["sources"] for row in whole) == len(copy.answers("sources")[0])
    assert first == whole[:1]
    assert copy.answers(["publishers", "--facts", str(SMALL)])[0] != whole
    (mistyped,) = copy.run("publisher")
    assert (mistyped.code, "publishers" in mistyped.err) == (2, True)


def test_a_new_command_is_asked_what_all_commands_are_asked(copy: Copy) -> None:
    ran = copy.follow("command").tests(
        "streams", "machine_output", "terminal", "commands", "fuzz", "cache", of="publishers"
    )
    assert ran.code == 0, ran.out
    assert int(re.findall(r"(\d+) passed", ran.out)[-1]) >= len(FORMATS) + 5


# ---- A format ----


def test_a_format_is_one_file_and_one_line(copy: Copy, monkeypatch: pytest.MonkeyPatch) -> None:
    copy.follow("format")
    assert copy.touched == ["sco_cli/formats/yaml.py", "sco_cli/formats/registry.py"]
    copy.check_imports(monkeypatch)
    assert "jsonl, yaml, csv" in re.sub(r"\s+", " ", copy.process("countries", "-h").out)


def test_a_new_format_works_on_every_listing_and_view(copy: Copy) -> None:
    copy.follow("format")
    lines = [line.replace("S", str(SMALL)).split() for line in (*LISTINGS, *VIEWS)]
    lines = [[*line, "--facts", str(SMALL)] if not {"diff", "check"} & {*line} else line for line in lines]
    for json_, yaml in zip(
        copy.run(*([*line, "--format", "json"] for line in lines)),
        copy.run(*([*line, "--format", "yaml"] for line in lines)),
        strict=True,
    ):
        assert (yaml.code, yaml.err) == (json_.code, json_.err) == (0, "")
        asked = json.loads(json_.out)
        assert read_back(yaml.out) == (asked if isinstance(asked, list) else [asked])


def read_back(text: str) -> list[dict[str, Any]]:
    """The records in the YAML that the recipe's format writes."""
    records: list[dict[str, Any]] = []
    for line in text.splitlines():
        if line == "[]":
            continue
        if line.startswith("- "):
            records.append({})
        key, value = re.fullmatch(r'(?:- |  )("(?:[^"\\]|\\.)*"): (.*)', line).groups()  # type: ignore[union-attr]
        records[-1][json.loads(key)] = json.loads(value)
    return records
