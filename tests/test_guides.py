"""The guides and templates: what they name is there, and what they show is what is done."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import tomli
from support.repository import NEEDED, ROOT, read

GUIDES = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")
TEMPLATES = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.md"))

PLACES = ("data", "docs", "sco_cli", "tests")
"""The folders whose files the guides name."""

pytestmark = NEEDED


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


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.stem)
def test_an_issue_template_has_a_head_and_questions(template: Path) -> None:
    _, head, body = template.read_text("utf-8").split("---\n", 2)
    keys = dict(line.split(": ", 1) for line in head.splitlines())
    assert list(keys) == ["name", "about", "title", "labels"]
    assert len(re.findall(r"(?m)^\*\*.+\*\*$", body)) >= 3


def test_there_is_a_template_for_facts() -> None:
    assert "fact" in [template.stem for template in TEMPLATES]
