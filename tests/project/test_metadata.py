"""The project's metadata and files: versions, licences, citation, pre-commit hooks, and .editorconfig."""

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
from support.paths import ROOT
from support.repository import REQUIRES_REPOSITORY, find_program, read, tracked_files

import sco_cli

CHANGELOG_SECTIONS = ("Added", "Changed", "Deprecated", "Removed", "Fixed", "Security")

pytestmark = REQUIRES_REPOSITORY


# ---- Versions, licences, citation ----


def test_versions_agree() -> None:
    released = re.findall(r"(?m)^## \[([^\]]+)\]", read("CHANGELOG.md"))
    cited = re.search(r"(?m)^version: (.+)$", read("CITATION.cff"))
    assert cited
    assert released[0] == "Unreleased"
    assert released[1] == cited[1] == sco_cli.__version__


def test_the_changelog_follows_keep_a_changelog() -> None:
    heads = re.findall(r"(?m)^## (.+)$", read("CHANGELOG.md"))
    days = [re.fullmatch(r"\[\d+\.\d+\.\d+\] - (\d{4}-\d{2}-\d{2})", head) for head in heads[1:]]
    assert heads[0] == "[Unreleased]"
    dates = [date.fromisoformat(day[1]) for day in days if day]
    assert len(dates) == len(days)
    assert dates == sorted(dates, reverse=True)
    assert set(re.findall(r"(?m)^### (.+)$", read("CHANGELOG.md"))) <= set(CHANGELOG_SECTIONS)
    cited = re.search(r"(?m)^date-released: (.+)$", read("CITATION.cff"))
    assert cited
    assert dates[0] == date.fromisoformat(cited[1])


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


def test_cffconvert_accepts_the_citation_file() -> None:
    done = subprocess.run(
        [find_program("cffconvert"), "--validate", "-i", "CITATION.cff"], cwd=ROOT, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_the_citation_file_has_the_required_keys() -> None:
    yaml = pytest.importorskip("yaml", reason="PyYAML is not installed")
    cited = yaml.safe_load(read("CITATION.cff"))
    assert cited["cff-version"] == "1.2.0"
    assert {"message", "title", "authors"} <= cited.keys()
    assert all("name" in author for author in cited["authors"])


# ---- Hooks ----


def hooks() -> dict[str, Mapping[str, Any]]:
    """Return the pre-commit hooks by their ids."""
    yaml = pytest.importorskip("yaml", reason="PyYAML is not installed")
    repositories = yaml.safe_load(read(".pre-commit-config.yaml"))["repos"]
    assert [repository["repo"] for repository in repositories] == ["local"]
    return {hook["id"]: hook for hook in repositories[0]["hooks"]}


def test_hooks_download_nothing() -> None:
    assert {hook["language"] for hook in hooks().values()} == {"system"}
    assert "http" not in re.sub(r"(?m)^#.*$", "", read(".pre-commit-config.yaml"))


def test_hooks_pass(tmp_path: Path) -> None:
    pre_commit = find_program("pre-commit")
    programs = [find_program(settings["entry"].split()[0]) for hook, settings in hooks().items() if hook != "types"]
    files = {path for path in tracked_files() if path.suffix == ".py" or path.name == "facts.toml"}
    environ = os.environ | {
        "PRE_COMMIT_HOME": str(tmp_path),
        "PATH": os.pathsep.join([*{str(Path(program).parent) for program in programs}, os.environ.get("PATH", "")]),
        "SKIP": "types",  # mypy has its own nox session and takes as long as all other tests here
    }
    done = subprocess.run(
        [pre_commit, "run", "--color", "never", "--files", *files],
        cwd=ROOT,
        env=environ,
        capture_output=True,
        text=True,
        check=False,
    )
    outcomes = dict(re.findall(r"(?m)^(.+?)\.{3,}(\w+)$", done.stdout))
    assert done.returncode == 0, done.stdout
    assert sorted(outcomes.values()) == ["Passed", "Passed", "Passed", "Passed", "Skipped"]


# ---- Files ----


def editor_settings(path: Path) -> dict[str, str]:
    """Return the settings of .editorconfig for a file; later sections win."""
    parser = configparser.ConfigParser()
    parser.read_string(f"[DEFAULTS]\n{read('.editorconfig')}")
    settings: dict[str, str] = {}
    for section in parser.sections()[1:]:
        if any(matches(path, pattern) for pattern in expand_braces(section)):
            settings |= parser[section]
    return settings


def expand_braces(pattern: str) -> list[str]:
    """Expand a choice in braces: `*.{yml,yaml}` to `*.yml` and `*.yaml`."""
    match = re.match(r"(.*?)\{(.*?)\}(.*)", pattern)
    return [f"{match[1]}{choice}{match[3]}" for choice in match[2].split(",")] if match else [pattern]


def matches(path: Path, pattern: str) -> bool:
    """Whether a pattern of .editorconfig applies to a file; a pattern without a slash applies to its name."""
    name = path.relative_to(ROOT).as_posix() if "/" in pattern else path.name
    return fnmatch.fnmatchcase(name, pattern)


def test_files_follow_editorconfig() -> None:
    wrong = []
    for path in tracked_files():
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


def test_data_files_are_indented_by_two_spaces() -> None:
    for path in tracked_files():
        settings = editor_settings(path)
        if path.suffix in (".toml", ".yaml", ".yml", ".json", ".cff") and settings["indent_style"] == "space":
            assert settings["indent_size"] == "2"
            for line in path.read_text("utf-8").splitlines():
                assert (len(line) - len(line.lstrip(" "))) % 2 == 0, f"{path.name}: {line}"
