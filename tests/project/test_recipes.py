"""The recipes of CONTRIBUTING.md, followed in a copy of the program: each changes little, and works everywhere."""

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
from support.paths import ROOT, SMALL
from support.recipes import REQUIRES_GUIDE, ProgramCopy, recipe_steps

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

pytestmark = [REQUIRES_GUIDE, pytest.mark.slow]


@pytest.fixture
def copy(tmp_path: Path) -> ProgramCopy:
    """An unchanged copy of the program."""
    return ProgramCopy(tmp_path)


def test_there_are_recipes_for_four_changes() -> None:
    assert {step.recipe for step in recipe_steps()} == {"fact", "command", "format", "kind"}


def test_each_recipe_changes_at_most_one_existing_place() -> None:
    diffs = {
        name: [step.code for step in recipe_steps() if (step.recipe, step.language) == (name, "diff")]
        for name in ("command", "format", "kind")
    }
    for name in ("command", "format"):
        (diff,) = diffs[name]
        assert [line[:1] for line in diff.splitlines()].count("+") == 1
        assert "\n-" not in diff
    (diff,) = diffs["kind"]
    assert [line for line in diff.splitlines() if line.startswith("-")] == [
        "-Fact = Project | Figure | Statement | Event"
    ]


def test_ruff_accepts_the_code_of_the_recipes(tmp_path: Path) -> None:
    ruff = shutil.which("ruff", path=os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")]))
    if ruff is None:
        pytest.skip("ruff is not installed")
    copy = ProgramCopy(tmp_path).follow("command").follow("format").follow("kind")
    code = [file for file in copy.changed if file.endswith(".py")]
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for command in (["check"], ["format", "--check"]):
        done = subprocess.run(
            [ruff, *command, "--no-cache", *code], capture_output=True, text=True, check=False, cwd=tmp_path
        )
        assert done.returncode == 0, done.stdout


# ---- A fact ----


def test_a_fact_is_one_block(copy: ProgramCopy) -> None:
    before = copy.json_answers("facts")[0]
    copy.follow("fact")
    assert copy.changed == ["data/facts.toml"]
    check = copy.run_process("check", "data/facts.toml")
    assert (check.code, check.out) == (0, "  no problem in data/facts.toml\n")
    after, figure = copy.json_answers("facts", "show uz-e-government-rank-2022")
    assert [row["id"] for row in after if row not in before] == [figure["id"]]
    assert figure["value"]["value"] == 69


# ---- A command ----


def test_a_command_is_one_file_and_one_line(copy: ProgramCopy) -> None:
    copy.follow("command")
    assert copy.changed == ["sco_cli/cli/commands/publishers.py", "sco_cli/cli/app.py"]
    copy.check_imports()
    overview = copy.run_process("--help")
    assert re.search(r"^ *publishers +List publishers and how many sources each has\.$", overview.out, re.MULTILINE)
    command_help = copy.run_process("publishers", "-h")
    assert (command_help.code, "sco publishers --limit 5 --format csv" in command_help.out) == (0, True)


def test_a_new_command_works_in_every_format_and_on_any_base(copy: ProgramCopy) -> None:
    copy.follow("command")
    results = copy.run(*(f"publishers --format {name}" for name in FORMATS))
    assert {(result.code, result.err) for result in results} == {(0, "")}
    assert all("Xinhua" in result.out for result in results)
    publishers, largest = copy.json_answers("publishers", "publishers --sort -sources --limit 1")
    assert sum(row["sources"] for row in publishers) == len(copy.json_answers("sources")[0])
    assert largest == publishers[:1]
    assert copy.json_answers(["publishers", "--facts", str(SMALL)])[0] != publishers
    (mistyped,) = copy.run("publisher")
    assert (mistyped.code, "publishers" in mistyped.err) == (2, True)


def test_a_new_command_passes_the_tests_of_all_commands(copy: ProgramCopy) -> None:
    result = copy.follow("command").run_tests(
        *("cli/test_streams", "cli/test_commands", "cli/test_fuzz", "formats/test_machine_output"),
        *("formats/test_terminal", "loading/test_cache"),
        keyword="publishers",
    )
    assert result.code == 0, result.out
    assert int(re.findall(r"(\d+) passed", result.out)[-1]) >= len(FORMATS) + 5


# ---- A format ----


def test_a_format_is_one_file_and_one_line(copy: ProgramCopy) -> None:
    copy.follow("format")
    assert copy.changed == ["sco_cli/formats/yaml.py", "sco_cli/formats/registry.py"]
    copy.check_imports()
    assert "jsonl, yaml, csv" in re.sub(r"\s+", " ", copy.run_process("countries", "-h").out)


def test_a_new_format_works_for_every_listing_and_view(copy: ProgramCopy) -> None:
    copy.follow("format")
    lines = [line.replace("S", str(SMALL)).split() for line in (*LISTINGS, *VIEWS)]
    lines = [[*line, "--facts", str(SMALL)] if not {"diff", "check"} & {*line} else line for line in lines]
    for json_, yaml in zip(
        copy.run(*([*line, "--format", "json"] for line in lines)),
        copy.run(*([*line, "--format", "yaml"] for line in lines)),
        strict=True,
    ):
        assert (yaml.code, yaml.err) == (json_.code, json_.err) == (0, "")
        answer = json.loads(json_.out)
        assert parse_yaml(yaml.out) == (answer if isinstance(answer, list) else [answer])


def parse_yaml(text: str) -> list[dict[str, Any]]:
    """Parse the subset of YAML that the format of the recipe writes."""
    records: list[dict[str, Any]] = []
    for line in text.splitlines():
        if line == "[]":
            continue
        if line.startswith("- "):
            records.append({})
        key, value = re.fullmatch(r'(?:- |  )("(?:[^"\\]|\\.)*"): (.*)', line).groups()  # type: ignore[union-attr]
        records[-1][json.loads(key)] = json.loads(value)
    return records
