"""The project's metadata: versions, licences, citation and pre-commit hooks. `nox -s lint` runs the hooks."""

from __future__ import annotations

import re

import tomli
from support.paths import ROOT
from support.repository import REQUIRES_REPOSITORY, read

import sco_cli

PACKAGES = {
    **dict.fromkeys(
        (
            "check-json",
            "end-of-file-fixer",
            "fix-byte-order-marker",
            "mixed-line-ending",
            "trailing-whitespace-fixer",
        ),
        "pre-commit-hooks",
    ),
    "lint-imports": "import-linter",
}
"""The packages of programs that have another name."""

pytestmark = REQUIRES_REPOSITORY


# ---- Versions, licences, citation ----


def test_versions_agree() -> None:
    changelog = re.findall(r"(?m)^## \[([^\]]+)\](?: - (.+))?$", read("CHANGELOG.md"))
    cited = re.search(r"(?m)^version: (.+)\ndate-released: (.+)$", read("CITATION.cff"))
    assert cited
    assert changelog[:2] == [("Unreleased", ""), cited.groups()]
    assert cited[1] == sco_cli.__version__


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


# ---- Hooks ----


def hook_settings(key: str) -> list[str]:
    """Return the values of a key in all hooks and repositories of pre-commit."""
    return re.findall(rf"(?m)^ *(?:- )?{key}: ([^\s\"']+)", read(".pre-commit-config.yaml").replace("'", ""))


def test_hooks_download_nothing() -> None:
    assert set(hook_settings("repo")) == {"local"}
    assert hook_settings("language") == ["system"] * len(hook_settings("id"))
    assert "additional_dependencies" not in read(".pre-commit-config.yaml")


def test_the_programs_of_all_hooks_are_in_the_dependency_group_for_them() -> None:
    group = tomli.loads(read("pyproject.toml"))["dependency-groups"]["lint"]
    packages = {re.split("[<>=]", requirement)[0] for requirement in group}
    programs = {PACKAGES.get(program, program) for program in hook_settings("entry")}
    assert programs | {"pre-commit"} == packages | {"sco"}, "make .pre-commit-config.yaml and the group `lint` agree"
