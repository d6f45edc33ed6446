"""The recipes of CONTRIBUTING.md, followed in a copy of the program: each changes little, and works everywhere."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import tomli
from support.paths import ROOT, SMALL
from support.recipes import REQUIRES_GUIDE, ProgramCopy, recipe_steps
from support.repository import find_program

from sco_cli.formats.registry import FORMATS
from sco_cli.loading import files

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


@pytest.fixture(scope="module")
def copy(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ProgramCopy]:
    """A copy of the program in which the recipe has been followed that the test names with `follows`."""
    with closing(ProgramCopy(tmp_path_factory.mktemp(request.param))) as copy:
        yield copy.follow(request.param)


def follows(recipe: str) -> pytest.MarkDecorator:
    """Mark a test whose fixture `copy` follows this recipe."""
    return pytest.mark.parametrize("copy", [recipe], indirect=True, scope="module")


def test_there_are_recipes_for_five_changes() -> None:
    assert {step.recipe for step in recipe_steps()} == {"fact", "command", "format", "import", "kind"}


def test_recipes_change_few_lines_of_existing_files() -> None:
    changed = {
        name: [
            line[0]
            for step in recipe_steps()
            if (step.recipe, step.language) == (name, "diff")
            for line in step.code.splitlines()
            if line[0] == "-" or (line[0] == "+" and name != "kind")  # the class of a kind is new
        ]
        for name in ("command", "format", "import", "kind")
    }
    assert changed == {"command": ["+"], "format": ["+"], "import": ["-", "+", "+", "+"], "kind": ["-"]}


def test_ruff_and_import_linter_accept_the_code_of_the_recipes(tmp_path: Path) -> None:
    ruff, lint_imports = find_program("ruff"), find_program("lint-imports")
    copy = ProgramCopy(tmp_path).follow("command").follow("format").follow("import").follow("kind")
    code = [file for file in copy.changed if file.endswith(".py")]
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    environ = os.environ | {"PYTHONPATH": str(tmp_path)}
    for command in (
        [ruff, "check", "--no-cache", *code],
        [ruff, "format", "--check", "--no-cache", *code],
        [lint_imports, "--no-cache"],
    ):
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path, env=environ)
        assert done.returncode == 0, done.stdout


# ---- A fact ----


@follows("fact")
def test_a_fact_is_one_block(copy: ProgramCopy) -> None:
    assert copy.changed == ["data/facts.toml"]
    (check,) = copy.run("check data/facts.toml")
    assert (check.code, check.out) == (0, "  no problems in data/facts.toml\n")
    before, after, figure = copy.json_answers(
        ["facts", "--facts", str(files.bundled())], "facts", "show uz-e-government-rank-2022"
    )
    assert [row["id"] for row in after if row not in before] == [figure["id"]]
    assert figure["value"]["value"] == 69


# ---- A command ----


@follows("command")
def test_a_command_is_one_file_and_two_lines(copy: ProgramCopy) -> None:
    assert copy.changed == ["sco_cli/cli/commands/publishers.py", "sco_cli/cli/app.py"]
    copy.check_imports()
    overview, command_help = copy.run("--help", "publishers -h")
    assert re.search(r"^ *publishers +List publishers and how many sources each has\.$", overview.out, re.MULTILINE)
    assert (command_help.code, "sco publishers --limit 5 --format csv" in command_help.out) == (0, True)


@follows("command")
def test_a_new_command_works_in_every_format_and_on_any_base(copy: ProgramCopy) -> None:
    results = copy.run(*(f"publishers --format {name}" for name in FORMATS))
    assert {(result.code, result.err) for result in results} == {(0, "")}
    assert all("Xinhua" in result.out for result in results)
    publishers, largest = copy.json_answers("publishers", "publishers --sort -sources --limit 1")
    assert sum(row["sources"] for row in publishers) == len(copy.json_answers("sources")[0])
    assert largest == publishers[:1]
    assert copy.json_answers(["publishers", "--facts", str(SMALL)])[0] != publishers
    (mistyped,) = copy.run("publisher")
    assert (mistyped.code, "publishers" in mistyped.err) == (2, True)


@follows("command")
def test_a_new_command_passes_the_tests_of_all_commands(copy: ProgramCopy) -> None:
    result = copy.run_tests(
        *("cli/test_streams", "cli/test_commands", "cli/test_fuzz", "formats/test_machine_output"),
        *("formats/test_terminal", "loading/test_cache"),
        keyword="publishers",
    )
    assert result.code == 0, result.out
    assert int(re.findall(r"(\d+) passed", result.out)[-1]) >= len(FORMATS) + 5


# ---- A format ----


@follows("format")
def test_a_format_is_one_file_and_one_line(copy: ProgramCopy) -> None:
    assert copy.changed == ["sco_cli/formats/yaml.py", "sco_cli/formats/registry.py"]
    copy.check_imports()
    assert "jsonl, yaml, csv" in re.sub(r"\s+", " ", copy.run("countries -h")[0].out)


@follows("format")
def test_a_new_format_works_for_every_listing_and_view(copy: ProgramCopy) -> None:
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


# ---- An import ----


@follows("import")
def test_an_import_is_one_file_and_its_call(copy: ProgramCopy, tmp_path: Path) -> None:
    assert copy.changed == ["sco_cli/imports/references/ris.py", "sco_cli/imports/references/reader.py"]
    copy.check_imports()
    library = tmp_path / "library.ris"
    library.write_text("TY  - RPRT\nTI  - Paved roads\nPY  - 2019/03/12\nAU  - Li\nER  - \n", "utf-8")
    (result,) = copy.run(["import", "sources", str(library)])
    assert result.code == 0
    (source,) = tomli.loads(result.out)["sources"]
    assert (source["title"], source["published"]) == ("Paved roads", "2019-03-12")
    assert source["publisher"].startswith("TODO")
    assert "RIS" in result.err and "AU (1)" in result.err
