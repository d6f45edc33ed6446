"""The files around the code: whether they agree with it, with one another, and with the standards that they follow."""

from __future__ import annotations

import configparser
import fnmatch
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import tomli
from conftest import TESTS

import sco_cli

ROOT = TESTS.parent
GUIDES = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")
TEMPLATES = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.md"))
CHANGES = ("Added", "Changed", "Deprecated", "Removed", "Fixed", "Security")
PLACES = ("data", "docs", "sco_cli", "tests")
"""The folders whose files the guides name."""

pytestmark = pytest.mark.skipif(not (ROOT / ".editorconfig").exists(), reason="the repository is not around the tests")


def read(name: str) -> str:
    """What a file of the repository says."""
    return (ROOT / name).read_text("utf-8")


def program(name: str) -> str:
    """The path of a program, beside this Python or on the path; the test is skipped where there is none."""
    found = shutil.which(name, path=os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")]))
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


def kept() -> list[Path]:
    """The files that the repository keeps."""
    if not (ROOT / ".git").exists():
        pytest.skip("this is no clone")
    done = subprocess.run([program("git"), "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if done.returncode:
        pytest.skip(f"git says: {done.stderr.decode()}")
    paths = (ROOT / name for name in done.stdout.decode().split("\0") if name)
    return [path for path in paths if path.is_file()]


# ---- The guides ----


@pytest.mark.parametrize("guide", GUIDES)
def test_every_file_that_a_guide_links_to_is_there(guide: str) -> None:
    has_docs = (ROOT / "mkdocs.yml").exists()
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", read(guide)):
        if not target.startswith("http") and (has_docs or not target.startswith("docs/")):
            assert (ROOT / target).exists(), target


@pytest.mark.parametrize("guide", ["README.md", "CONTRIBUTING.md"])
def test_every_file_that_a_guide_names_is_there(guide: str) -> None:
    made = re.findall(r"One file, here `([^`]+)`", read(guide))
    for name in re.findall(r"`([A-Za-z_.]+(?:/[A-Za-z_.]*)*)`", read(guide)):
        if name not in made and (name.partition("/")[0] in PLACES or name.endswith(".md")):
            assert (ROOT / name).exists(), name


def test_the_three_commands_name_what_there_is() -> None:
    lines = re.search(r"## Three commands.*?```sh\n(.*?)```", read("CONTRIBUTING.md"), re.DOTALL)
    assert lines
    commands = lines[1].splitlines()
    assert len(commands) == 3
    sessions = set(re.findall(r"@nox\.session[^\n]*\ndef (\w+)", read("noxfile.py")))
    assert {*commands[2].partition(" -s ")[2].split()} <= sessions
    extras = tomli.loads(read("pyproject.toml"))["project"]["optional-dependencies"]
    assert set(re.findall(r"\[(\w+)\]", commands[0])) <= set(extras)


def test_the_fact_that_the_readme_adds_is_that_of_the_recipe() -> None:
    block = r"```toml\n(\[\[figures\]\]\nid = \"uz-.*?)```"
    shown, followed = (re.search(block, read(guide), re.DOTALL) for guide in GUIDES[:2])
    assert shown and followed
    assert shown[1] == followed[1]


def test_guides_have_lines_that_can_be_read_in_a_diff() -> None:
    for guide in GUIDES:
        for line in read(guide).splitlines():
            assert len(line) <= 128 or line.startswith(("|", "![")), f"{guide}: {line}"


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


# ---- Templates and hooks ----


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.stem)
def test_an_issue_template_has_a_head_and_questions(template: Path) -> None:
    _, head, body = template.read_text("utf-8").split("---\n", 2)
    keys = dict(line.split(": ", 1) for line in head.splitlines())
    assert list(keys) == ["name", "about", "title", "labels"]
    assert len(re.findall(r"(?m)^\*\*.+\*\*$", body)) >= 3


def test_there_is_a_template_for_facts() -> None:
    assert "fact" in [template.stem for template in TEMPLATES]


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
    assert sorted(said.values()) == ["Passed", "Passed", "Passed", "Skipped"]


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


def test_no_file_of_the_package_is_too_long_to_be_read_at_once() -> None:
    for path in (ROOT / "sco_cli").rglob("*.py"):
        assert len(path.read_text("utf-8").splitlines()) <= 250, path.name
