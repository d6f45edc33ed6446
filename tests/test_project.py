"""The files around the code: versions, licences, citation, hooks, and how files are written."""

from __future__ import annotations

import configparser
import fnmatch
import os
import re
import subprocess
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import tomli
from support.repository import NEEDED, ROOT, kept, program, read

import sco_cli

CHANGES = ("Added", "Changed", "Deprecated", "Removed", "Fixed", "Security")

pytestmark = NEEDED


# ---- Versions, licences, citation ----


def test_versions_agree() -> None:
    released = re.findall(r"(?m)^## \[([^\]]+)\]", read("CHANGELOG.md"))
    cited = re.search(r"(?m)^version: (.+)$", read("CITATION.cff"))
    assert cited
    assert released[0] == "Unreleased"
    assert released[1] == cited[1] == sco_cli.__version__


def test_the_changelog_is_kept_as_its_standard_asks() -> None:
    heads = re.findall(r"(?m)^## (.+)$", read("CHANGELOG.md"))
    days = [re.fullmatch(r"\[\d+\.\d+\.\d+\] - (\d{4}-\d{2}-\d{2})", head) for head in heads[1:]]
    assert heads[0] == "[Unreleased]"
    found = [date.fromisoformat(day[1]) for day in days if day]
    assert len(found) == len(days)
    assert found == sorted(found, reverse=True)
    assert set(re.findall(r"(?m)^### (.+)$", read("CHANGELOG.md"))) <= set(CHANGES)
    cited = re.search(r"(?m)^date-released: (.+)$", read("CITATION.cff"))
    assert cited
    assert found[0] == date.fromisoformat(cited[1])


def test_licences_agree() -> None:
    project = tomli.loads(read("pyproject.toml"))["project"]
    cited = re.search(r"(?m)^license:\n((?:  - .+\n)+)", read("CITATION.cff"))
    assert cited
    assert [line[4:] for line in cited[1].splitlines()] == project["license"].split(" AND ")
    assert read("LICENSE").startswith("MIT License\n")
    assert all((ROOT / name).exists() for name in project["license-files"])
    base = tomli.loads(read("data/facts.toml"))["base"]
    assert base["licence"] in read("data/LICENSE")
    assert base["licence"] in read("README.md")


def test_the_citation_is_valid() -> None:
    done = subprocess.run(
        [program("cffconvert"), "--validate", "-i", "CITATION.cff"], cwd=ROOT, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_the_citation_has_what_its_format_asks_for() -> None:
    yaml = pytest.importorskip("yaml", reason="PyYAML is not installed")
    cited = yaml.safe_load(read("CITATION.cff"))
    assert cited["cff-version"] == "1.2.0"
    assert {"message", "title", "authors"} <= cited.keys()
    assert all("name" in author for author in cited["authors"])


# ---- Hooks ----


def hooks() -> dict[str, Mapping[str, Any]]:
    """The hooks by id."""
    yaml = pytest.importorskip("yaml", reason="PyYAML is not installed")
    repositories = yaml.safe_load(read(".pre-commit-config.yaml"))["repos"]
    assert [one["repo"] for one in repositories] == ["local"]
    return {hook["id"]: hook for hook in repositories[0]["hooks"]}


def test_hooks_download_nothing() -> None:
    assert {hook["language"] for hook in hooks().values()} == {"system"}
    assert "http" not in re.sub(r"(?m)^#.*$", "", read(".pre-commit-config.yaml"))


def test_hooks_run(tmp_path: Path) -> None:
    found = program("pre-commit")
    programs = {hook: program(settings["entry"].split()[0]) for hook, settings in hooks().items() if hook != "types"}
    files = {path for path in kept() if path.suffix == ".py" or path.name == "facts.toml"}
    environ = os.environ | {
        "PRE_COMMIT_HOME": str(tmp_path),
        "PATH": os.pathsep.join([*{str(Path(one).parent) for one in programs.values()}, os.environ.get("PATH", "")]),
        "SKIP": "types",  # it has a session of its own, and takes as long as all other tests of this file
    }
    done = subprocess.run(
        [found, "run", "--color", "never", "--files", *files],
        cwd=ROOT,
        env=environ,
        capture_output=True,
        text=True,
        check=False,
    )
    said = dict(re.findall(r"(?m)^(.+?)\.{3,}(\w+)$", done.stdout))
    assert done.returncode == 0, done.stdout
    assert sorted(said.values()) == ["Passed", "Passed", "Passed", "Passed", "Skipped"]


# ---- Files ----


def editor_settings(path: Path) -> dict[str, str]:
    """What .editorconfig says of a file; later sections win."""
    parser = configparser.ConfigParser()
    parser.read_string(f"[DEFAULTS]\n{read('.editorconfig')}")
    settings: dict[str, str] = {}
    for section in parser.sections()[1:]:
        if any(fits(path, pattern) for pattern in spelled_out(section)):
            settings |= parser[section]
    return settings


def spelled_out(pattern: str) -> list[str]:
    """The patterns that one with a choice in braces stands for."""
    found = re.match(r"(.*?)\{(.*?)\}(.*)", pattern)
    return [f"{found[1]}{one}{found[3]}" for one in found[2].split(",")] if found else [pattern]


def fits(path: Path, pattern: str) -> bool:
    name = path.relative_to(ROOT).as_posix() if "/" in pattern else path.name
    return fnmatch.fnmatchcase(name, pattern)


def test_files_are_written_as_editors_are_told() -> None:
    wrong = []
    for path in kept():
        data, settings = path.read_bytes(), editor_settings(path)
        lines = data.split(b"\n")
        checks = {
            "insert_final_newline": not data or data.endswith(b"\n"),
            "trim_trailing_whitespace": not any(line.endswith((b" ", b"\t")) for line in lines),
            "end_of_line": b"\r" not in data,
            "indent_style": not any(line.lstrip(b" ").startswith(b"\t") for line in lines),
        }
        wrong += [f"{path.name}: {name}" for name, holds in checks.items() if not holds and settings[name] != "unset"]
        if settings["charset"] != "unset":
            data.decode("utf-8")
    assert wrong == []


def test_data_is_indented_by_two() -> None:
    for path in kept():
        settings = editor_settings(path)
        if path.suffix in (".toml", ".yaml", ".yml", ".json", ".cff") and settings["indent_style"] == "space":
            assert settings["indent_size"] == "2"
            for line in path.read_text("utf-8").splitlines():
                assert (len(line) - len(line.lstrip(" "))) % 2 == 0, f"{path.name}: {line}"
