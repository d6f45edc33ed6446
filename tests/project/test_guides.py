"""README, CONTRIBUTING and CHANGELOG: the files, commands and examples that they name exist."""

from __future__ import annotations

import re

import pytest
import tomli
from support.paths import ROOT
from support.repository import REQUIRES_REPOSITORY, read

GUIDES = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")

FOLDERS = ("data", "docs", "sco_cli", "tests")
"""A name in backquotes that begins with one of these is the path of a file."""

pytestmark = REQUIRES_REPOSITORY


@pytest.mark.parametrize("guide", GUIDES)
def test_every_file_that_a_guide_links_to_exists(guide: str) -> None:
    has_docs = (ROOT / "docs").exists()
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", read(guide)):
        if not target.startswith("http") and (has_docs or not target.startswith("docs/")):
            assert (ROOT / target).exists(), target


@pytest.mark.parametrize("guide", ["README.md", "CONTRIBUTING.md"])
def test_every_file_that_a_guide_names_exists(guide: str) -> None:
    for name in re.findall(r"`([A-Za-z_.]+(?:/[A-Za-z_.]*)*)`", read(guide)):
        if name.partition("/")[0] in FOLDERS or name.endswith(".md"):
            assert (ROOT / name).exists(), name


def test_the_three_commands_use_existing_sessions_and_extras() -> None:
    lines = re.search(r"## Three commands.*?```sh\n(.*?)```", read("CONTRIBUTING.md"), re.DOTALL)
    assert lines
    commands = lines[1].splitlines()
    assert len(commands) == 3
    sessions = set(re.findall(r"@nox\.session[^\n]*\ndef (\w+)", read("noxfile.py")))
    assert {*commands[2].partition(" -s ")[2].split()} <= sessions
    extras = tomli.loads(read("pyproject.toml"))["project"]["optional-dependencies"]
    assert set(re.findall(r"\[(\w+)\]", commands[0])) <= set(extras)


def test_lines_of_guides_have_at_most_128_characters() -> None:
    for guide in GUIDES:
        for line in read(guide).splitlines():
            assert len(line) <= 128 or line.startswith(("|", "![")), f"{guide}: {line}"
