"""The documentation is true: what it shows is what sco says, what is made from the code is up to date, links lead on.

`pytest --update-screens` writes the shown output and the pages made from the code anew.
"""

from __future__ import annotations

import re
import runpy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import tomli
import typer
from conftest import TESTS, app, run_sco
from support.doc_pages import blocks, followed, python_failures

ROOT = TESTS.parent
DOCS = ROOT / "docs"
REFERENCE = DOCS / "reference"

pytestmark = pytest.mark.skipif(not DOCS.is_dir(), reason="the documentation is not beside the tests")

PAGES = sorted(path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md"))
OWN_TESTS = ("gallery.md", "scale.md")
"""Pages that are run by tests of their own."""

FOLLOWED = [name for name in PAGES if name not in OWN_TESTS and not name.startswith("reference/")]
SHELL_OF_THE_README = ("index.md",)
"""Pages whose lines for a shell are those of the README, which CI runs."""

LINK = re.compile(r"(?<!\\)\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.*)$", re.MULTILINE)
INLINE = re.compile(r"`sco( [^`]*)?`")


def read(name: str) -> str:
    return (DOCS / name).read_text("utf-8")


def prose(text: str) -> str:
    """A page without its blocks of code."""
    return re.sub(r"^```.*?^```$", "", text, flags=re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("name", FOLLOWED)
def test_a_page_can_be_followed_and_shows_what_sco_says(
    name: str, request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    text = read(name)
    if name in SHELL_OF_THE_README:
        for block in blocks(text):
            assert block.language != "sh" or block.code in (ROOT / "README.md").read_text("utf-8")
        text = text.replace("```sh\n", "```text\n")
    true = followed(text, tmp_path)
    if name in SHELL_OF_THE_README:
        text, true = (one.replace("```text\n", "```sh\n") for one in (text, true))
    if request.config.getoption("--update-screens"):
        (DOCS / name).write_text(true, "utf-8")
    assert true == read(name)


def test_the_fact_base_of_the_guide_is_sound_and_has_every_table(tmp_path: Path) -> None:
    mine = tmp_path / "mine.toml"
    pieces = [block.code for block in blocks(read("fact-base.md")) if block.title == "mine.toml"]
    mine.write_text("\n".join(pieces), "utf-8")
    assert run_sco("check", mine).code == 0
    tables = tomli.loads(mine.read_text("utf-8"))
    assert set(tables) == set(runpy.run_path(str(DOCS / "reference.py"))["build_schema"]()["properties"])


def test_the_least_tables_of_the_reference_load_together(tmp_path: Path) -> None:
    least = tmp_path / "least.toml"
    least.write_text("\n".join(block.code for block in blocks(read("reference/toml.md"))), "utf-8")
    found = run_sco("--facts", least, "facts")
    assert (found.code, found.err) == (0, "")


def test_the_python_of_a_page_gives_what_it_shows() -> None:
    assert python_failures(read("quantities.md"), "quantities.md") == ""


@pytest.mark.parametrize("script", ["reference.py", "layers.py"])
def test_what_is_made_from_the_code_is_up_to_date(script: str, request: pytest.FixtureRequest) -> None:
    for name, make in runpy.run_path(str(DOCS / script))["PAGES"].items():
        if request.config.getoption("--update-screens"):
            (REFERENCE / name).write_text(make(), "utf-8")
        elif name == "cli.md" and other_typer():
            continue  # whose generator may put it otherwise; what must be on the page is tested below
        assert make() == (REFERENCE / name).read_text("utf-8"), f"python docs/{script} writes it anew"


def other_typer() -> bool:
    """Whether this Typer is not the one that the page of the commands was made with."""
    version = re.search(r"made by Typer (\d+)\.(\d+)", read("reference/cli.md"))
    assert version
    return typer.__version__.split(".")[:2] != list(version.groups())


def parameters() -> Iterator[tuple[str, Any]]:
    """Every option and argument of every command, with the name of the command."""
    for name, command in app().commands.items():
        yield from ((name, parameter) for parameter in command.params)


def test_the_reference_has_every_command_with_its_examples_and_every_option_with_its_help() -> None:
    sections = {part.partition("`")[0]: part for part in read("reference/cli.md").split("\n## `sco ")[1:]}
    assert set(sections) == set(app().commands)
    for name, command in app().commands.items():
        examples = command.help.partition("Examples:\n")[2]  # which are run by a test of their own
        assert "".join(f"{line.strip()}\n" for line in examples.splitlines()) in sections[name]
    for command, parameter in parameters():
        section = sections[command]
        if parameter.param_type_name == "option":
            assert all(re.search(rf"`[^`]*{option}\b", section) for option in parameter.opts)
        assert (parameter.help or "").replace("<", "&lt;") in section


def named(words: str) -> bool:
    """Whether "check FILE --format github" names a command and options that it has."""
    commands = app().commands
    command, *rest = words.split() or [""]
    if command.startswith("--") or command.isupper() or not command:
        return True  # an option of sco itself, or COMMAND
    known = {option for parameter in commands[command].params for option in parameter.opts} | {"-h", "--help"}
    return all(word.partition("=")[0] in known for word in rest if re.match("--?[a-z]", word))


@pytest.mark.parametrize("name", [name for name in PAGES if name != "reference/files.md"])
def test_commands_in_running_text_exist(name: str) -> None:
    for match in INLINE.finditer(prose(read(name))):
        assert named(match[1] or ""), match[0]


def slug(heading: str) -> str:
    """The anchor of a heading, as MkDocs and GitHub make it."""
    return re.sub(r"[\s-]+", "-", re.sub(r"[^\w\s-]", "", heading).strip().lower())


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


def test_every_page_is_in_the_navigation_and_every_test_named_in_the_docs_exists() -> None:
    navigation = (ROOT / "mkdocs.yml").read_text("utf-8")
    for name in PAGES:
        assert re.search(rf": {re.escape(name)}$", navigation, re.MULTILINE)
        for test, function in re.findall(r"`(?:tests/)?(test_\w+\.py)?(?:::)?(test_\w+)?`", read(name)):
            assert not test or (TESTS / test).exists()
            assert not function or any(
                f"def {function}(" in path.read_text("utf-8") for path in TESTS.glob("test_*.py")
            )
