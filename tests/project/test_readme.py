"""The examples in the README are true. `pytest --update-screens` rewrites the output and the picture that it shows.

What it shows of the bundled base changes with the facts, so only slow tests compare it.
"""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from support.doc_pages import CONSOLE_BLOCK, with_actual_output
from support.paths import ROOT
from support.runner import run_sco

README = ROOT / "README.md"
PICTURE = ROOT / "docs" / "screen.svg"
REQUIRES_PICTURE = pytest.mark.skipif(not PICTURE.exists(), reason="docs/ is not beside the tests")
CORRECTION = "after = { over = 70 }"


def toml_block(start: str) -> str:
    """Return the TOML block of the README that begins with this text."""
    match = re.search(rf"```toml\n({re.escape(start)}.*?)```", README.read_text("utf-8"), re.DOTALL)
    assert match
    return match[1]


@pytest.fixture
def reader_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The current folder as the README assumes it, with the reader's `mine.toml`."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.toml").write_text(toml_block("[base]"), "utf-8")


@pytest.mark.usefixtures("reader_folder")
def test_every_command_works_and_prints_the_output_that_is_shown_of_files(request: pytest.FixtureRequest) -> None:
    text = README.read_text("utf-8")
    assert len(CONSOLE_BLOCK.findall(text)) == text.count("$ sco ") >= 6
    update = request.config.getoption("--update-screens")
    actual = with_actual_output(text, keep_bundled=not update)
    if update:
        README.write_text(actual, "utf-8")
    assert actual == README.read_text("utf-8")


@pytest.mark.slow
@pytest.mark.usefixtures("reader_folder")
def test_every_command_prints_the_output_that_is_shown() -> None:
    text = README.read_text("utf-8")
    assert with_actual_output(text) == text, "pytest --update-screens rewrites it"


def draw_picture() -> bytes:
    """Return the output of the command in the caption of the picture, as svg."""
    caption = re.search(r"!\[`sco ([^`]+)`.*\]\(docs/screen\.svg\)", README.read_text("utf-8"))
    assert caption
    result = run_sco(*shlex.split(caption[1]), "--format", "svg")
    assert (result.code, result.err) == (0, "")
    return result.out.encode()


@REQUIRES_PICTURE
def test_the_command_in_the_caption_of_the_picture_draws_one(request: pytest.FixtureRequest) -> None:
    picture = draw_picture()
    assert picture.startswith(b"<svg ")
    if request.config.getoption("--update-screens"):
        PICTURE.write_bytes(picture)


@pytest.mark.slow
@REQUIRES_PICTURE
def test_the_picture_is_the_output_of_the_command_in_its_caption() -> None:
    assert draw_picture() == PICTURE.read_bytes(), "pytest --update-screens rewrites it"


@pytest.mark.usefixtures("reader_folder")
def test_the_correction_of_the_example_base_makes_the_check_pass() -> None:
    mine = Path("mine.toml")
    assert run_sco("check", mine).code == 1
    assert f"With `{CORRECTION}` the check passes" in README.read_text("utf-8")
    mine.write_text(toml_block("[base]").replace("after = 70", CORRECTION), "utf-8")
    assert run_sco("check", mine).code == 0
    assert "over 70%" in run_sco("metric", "paved", "--facts", mine).out


def test_the_python_example_runs(capsys: pytest.CaptureFixture[str]) -> None:
    lines = re.search(r"```python\n(.*?)```", README.read_text("utf-8"), re.DOTALL)
    assert lines
    exec(lines[1], {})  # noqa: S102  # the README is trusted
    assert f"\n# {capsys.readouterr().out}" in lines[1]


def test_the_table_lists_every_command_and_no_others() -> None:
    from sco_cli.cli.app import COMMANDS

    table = re.search(r"\| command \| shows \|\n(.*?)\n\n", README.read_text("utf-8"), re.DOTALL)
    assert table
    cells = [row.split("|")[1] for row in table[1].splitlines()[1:]]
    names = [name for cell in cells for name in re.findall(r"`sco ?((?:import )?[a-z]*)", cell)]
    assert set(names) == {"", *COMMANDS}, "add the command to the table of commands in README.md, or remove it there"


def test_there_are_two_set_up_commands() -> None:
    lines = [line for line in README.read_text("utf-8").splitlines() if line.startswith("python3 -m venv ")]
    assert [line.rpartition("&& ")[2] for line in lines] == [
        ".venv/bin/sco metric internet-penetration",
        ".venv/bin/python -m pytest -n auto",
    ]
