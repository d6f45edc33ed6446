"""The documentation is true: its examples work, generated pages are up to date, and links lead somewhere.

`pytest --update-screens` rewrites the output in the examples and the generated pages. What is shown of the bundled base
changes with its facts, so only a slow test compares it.
"""

from __future__ import annotations

import doctest
import re
import runpy
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import tomli
import typer
from support.doc_pages import blocks, doctest_failures, follow_page
from support.paths import ROOT, TESTS
from support.runner import run_sco

from sco_cli.cli.app import COMMANDS, GROUPS, build_command

DOCS = ROOT / "docs"
REFERENCE = DOCS / "reference"

pytestmark = pytest.mark.skipif(not DOCS.is_dir(), reason="the documentation is not beside the tests")

PAGES = sorted(path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md"))
TESTED_ELSEWHERE = ("gallery.md", "scale.md")
"""Pages whose examples are run by test_pictures.py and test_scale.py."""

FOLLOWED = [name for name in PAGES if name not in TESTED_ELSEWHERE and not name.startswith("reference/")]
SHELL_FROM_README = ("index.md",)
"""Pages whose shell lines are those of the README, which `.ci/run` runs."""

LINK = re.compile(r"(?<!\\)\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.*)$", re.MULTILINE)
INLINE = re.compile(r"`sco( [^`]*)?`")


def read(name: str) -> str:
    return (DOCS / name).read_text("utf-8")


def prose(text: str) -> str:
    """Return a page without its code blocks."""
    return re.sub(r"^```.*?^```$", "", text, flags=re.DOTALL | re.MULTILINE)


def follow(name: str, folder: Path, *, keep_bundled: bool = False) -> str:
    """Follow a page and return it with the actual output; shell lines from the README are not run."""
    text = read(name)
    if name not in SHELL_FROM_README:
        return follow_page(text, folder, keep_bundled=keep_bundled)
    for block in blocks(text):
        assert block.language != "sh" or block.code in (ROOT / "README.md").read_text("utf-8")
    actual = follow_page(text.replace("```sh\n", "```text\n"), folder, keep_bundled=keep_bundled)
    return actual.replace("```text\n", "```sh\n")


@pytest.mark.parametrize("name", FOLLOWED)
def test_the_examples_of_a_page_work_and_show_the_actual_output_of_its_own_files(
    name: str, request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    update = request.config.getoption("--update-screens")
    actual = follow(name, tmp_path, keep_bundled=not update)
    if update:
        (DOCS / name).write_text(actual, "utf-8")
    assert actual == read(name)


@pytest.mark.slow
@pytest.mark.parametrize("name", FOLLOWED)
def test_the_examples_of_a_page_show_the_actual_output(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert follow(name, tmp_path) == read(name), "pytest --update-screens rewrites it"


@pytest.mark.slow
def test_the_page_on_the_bundled_base_has_its_numbers(request: pytest.FixtureRequest) -> None:
    page = runpy.run_path(str(DOCS / "base.py"))["make"]()
    if request.config.getoption("--update-screens"):
        (DOCS / "base.md").write_text(page, "utf-8")
    assert page == read("base.md"), "python docs/base.py rewrites it"


def test_the_fact_base_of_the_guide_is_valid_and_has_every_table(tmp_path: Path) -> None:
    mine = tmp_path / "mine.toml"
    pieces = [block.code for block in blocks(read("fact-base.md")) if block.title == "mine.toml"]
    mine.write_text("\n".join(pieces), "utf-8")
    assert run_sco("check", mine).code == 0
    tables = tomli.loads(mine.read_text("utf-8"))
    assert set(tables) == set(runpy.run_path(str(DOCS / "reference.py"))["build_schema"]()["properties"])


def test_the_minimal_tables_of_the_reference_form_a_valid_base(tmp_path: Path) -> None:
    minimal = tmp_path / "minimal.toml"
    minimal.write_text("\n".join(block.code for block in blocks(read("reference/toml.md"))), "utf-8")
    result = run_sco("--facts", minimal, "facts")
    assert (result.code, result.err) == (0, "")


@pytest.mark.parametrize("name", ["quantities.md", "reference/python.md"])
def test_the_python_examples_of_a_page_show_the_actual_output(name: str) -> None:
    assert doctest_failures(read(name), name) == ""


def test_the_examples_in_the_docstrings_of_the_python_page_show_the_actual_output() -> None:
    names = re.findall(r"^\.\. auto\w+:: ([\w.]+)", read("reference/python.md"), re.MULTILINE)
    modules = {name.rpartition(".")[0] for name in names}
    results = [doctest.testmod(import_module(name)) for name in sorted(modules | {"sco_cli.models.factbase"})]
    assert not sum(result.failed for result in results)
    assert sum(result.attempted for result in results) > 10


@pytest.mark.parametrize("script", ["reference.py", "json_output.py", "packages.py"])
def test_generated_pages_are_up_to_date(script: str, request: pytest.FixtureRequest) -> None:
    for name, make in runpy.run_path(str(DOCS / script))["PAGES"].items():
        if request.config.getoption("--update-screens"):
            (REFERENCE / name).write_text(make(), "utf-8")
        elif name == "cli.md" and is_other_typer_version():
            continue  # other versions may format the page differently; its contents are tested below
        assert make() == (REFERENCE / name).read_text("utf-8"), f"python docs/{script} rewrites it"


def test_every_key_of_json_has_a_meaning() -> None:
    page = runpy.run_path(str(DOCS / "json_output.py"))
    missing = [
        f"{kind}.{key}" for kind in page["KEYS"] for key in page["own_keys"](kind) if not page["meaning"](kind, key)
    ]
    assert not missing, f"describe {missing} in MEANINGS in docs/json_output.py, then run it"


def test_the_page_on_architecture_has_a_row_for_every_package() -> None:
    packages = {path.parent.name for path in (ROOT / "sco_cli").glob("*/__init__.py")}
    rows = re.findall(r"^\| `(\w+)` \|", read("architecture.md"), re.MULTILINE)
    assert set(rows) - {"api"} == packages, "correct the table of packages in docs/architecture.md"  # api is a module


def is_other_typer_version() -> bool:
    """Whether the page of the commands was made with another minor version of Typer than the installed one."""
    version = re.search(r"with Typer (\d+)\.(\d+)", read("reference/cli.md"))
    assert version
    return typer.__version__.split(".")[:2] != list(version.groups())


def parameters() -> Iterator[tuple[str, Any]]:
    """Yield the name of every command with each of its options and arguments."""
    for name in COMMANDS:
        yield from ((name, parameter) for parameter in build_command(name).params)


def test_the_reference_has_every_command_with_its_examples_and_every_option_with_its_help() -> None:
    sections = {part.partition("`")[0]: part for part in read("reference/cli.md").split("\n## `sco ")[1:]}
    assert set(sections) == {*COMMANDS}
    for name in COMMANDS:
        examples = (build_command(name).help or "").partition("Examples:\n")[2]  # test_commands.py runs them
        assert "".join(f"{line.strip()}\n" for line in examples.splitlines()) in sections[name]
    for command, parameter in parameters():
        section = sections[command]
        if parameter.param_type_name == "option":
            assert all(re.search(rf"`[^`]*{option}\b", section) for option in parameter.opts)
        assert (parameter.help or "").replace("<", "&lt;") in section


def is_valid_command(words: str) -> bool:
    """Whether words such as "check FILE --format github" name a command and options of that command."""
    command, *rest = words.split() or [""]
    if command.startswith("-") or command.isupper() or not command:
        return True  # an option of sco itself, or the placeholder COMMAND
    if command in GROUPS:
        if not rest:
            return True
        command, *rest = f"{command} {rest[0]}", *rest[1:]
    known = {option for parameter in build_command(command).params for option in parameter.opts} | {"-h", "--help"}
    return all(word.partition("=")[0] in known for word in rest if re.match("--?[a-z]", word))


@pytest.mark.parametrize("name", [name for name in PAGES if name != "reference/files.md"])
def test_commands_in_running_text_exist(name: str) -> None:
    for match in INLINE.finditer(prose(read(name))):
        assert is_valid_command(match[1] or ""), match[0]


def slug(heading: str) -> str:
    """Return the anchor of a heading as GitHub and MyST make it."""
    return re.sub(r"[^\w -]", "", heading.strip().lower()).replace(" ", "-")


@pytest.mark.parametrize("name", PAGES)
def test_links_lead_somewhere(name: str) -> None:
    for target in LINK.findall(prose(read(name))):
        if re.match("[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        page = (DOCS / name).parent / path if path else DOCS / name
        assert page.exists(), f"{name} links to {target}"
        if anchor:
            assert anchor in {slug(heading) for heading in HEADING.findall(prose(page.read_text("utf-8")))}, target


def test_every_page_is_in_the_navigation_and_names_existing_tests_only() -> None:
    start = read("index.md")
    for name in PAGES:
        stem = re.escape(name.removesuffix(".md"))
        assert name == "index.md" or re.search(rf"<{stem}>$", start, re.MULTILINE), "it is not in the navigation"
        assert name == "index.md" or f"]({name})" in start, "the start page does not link to it"
        for test, function in re.findall(r"`(?:tests/)?((?:\w+/)?test_\w+\.py)?(?:::)?(test_\w+)?`", read(name)):
            assert not test or (TESTS / test).exists()
            assert not function or any(
                f"def {function}(" in path.read_text("utf-8") for path in TESTS.rglob("test_*.py")
            )


def test_every_convention_names_tests_that_exist() -> None:
    conventions = re.split(r"(?m)^- (?=\*\*)", read("conventions.md"))[1:]
    labels = [re.match(r"\*\*([A-Z]\d+)\*\* \S", convention) for convention in conventions]
    assert all(labels)
    assert len({label[1] for label in labels if label}) == len(conventions) >= 30
    for convention in conventions:
        tests = re.findall(r"^  `tests/(\S+\.py)::(test_\w+)`$", convention, re.MULTILINE)
        assert tests, convention
        for file, function in tests:
            assert f"\ndef {function}(" in (TESTS / file).read_text("utf-8"), f"{file}::{function}"
