"""What the README shows is what sco says. `pytest --update-screens` writes the shown output and the picture anew."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from conftest import TESTS, run_sco
from support.doc_pages import SHOWN, shown_output

from sco_cli.loading import files
from sco_cli.loading.loader import load

README = TESTS.parent / "README.md"
PICTURE = TESTS.parent / "docs" / "screen.svg"
MENDED = "after = { over = 70 }"


def block(start: str) -> str:
    """The TOML of the README that begins so."""
    found = re.search(rf"```toml\n({re.escape(start)}.*?)```", README.read_text("utf-8"), re.DOTALL)
    assert found
    return found[1]


@pytest.fixture
def beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder that a reader is in: the fact base with the block that was added, and one of the reader's own."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data").mkdir()
    added = f"{files.bundled().read_text('utf-8')}\n{block('[[figures]]')}"
    (tmp_path / "data" / "facts.toml").write_text(added, "utf-8")
    (tmp_path / "mine.toml").write_text(block("[base]"), "utf-8")


@pytest.mark.usefixtures("beside")
def test_every_command_shown_gives_the_output_shown(request: pytest.FixtureRequest) -> None:
    text = README.read_text("utf-8")
    assert len(SHOWN.findall(text)) == text.count("$ sco ") >= 6
    true = SHOWN.sub(lambda match: f"```console\n$ sco {match[1]}\n{shown_output(match[1])}```", text)
    if request.config.getoption("--update-screens"):
        README.write_text(true, "utf-8")
    assert true == README.read_text("utf-8")


def test_the_picture_is_the_screen_that_its_caption_names(request: pytest.FixtureRequest) -> None:
    if not PICTURE.exists():
        pytest.skip("docs/ is not beside the tests")
    caption = re.search(r"!\[`sco ([^`]+)`.*\]\(docs/screen\.svg\)", README.read_text("utf-8"))
    assert caption
    ran = run_sco(*shlex.split(caption[1]), "--format", "svg")
    assert (ran.code, ran.err) == (0, "")
    if request.config.getoption("--update-screens"):
        PICTURE.write_bytes(ran.out.encode())
    assert ran.out.encode() == PICTURE.read_bytes(), "pytest --update-screens writes it anew"


@pytest.mark.usefixtures("beside")
def test_the_base_shown_is_mended_as_the_readme_says() -> None:
    mine = Path("mine.toml")
    assert run_sco("check", mine).code == 1
    assert f"With `{MENDED}` the check passes" in README.read_text("utf-8")
    mine.write_text(block("[base]").replace("after = 70", MENDED), "utf-8")
    assert run_sco("check", mine).code == 0
    assert "over 70 %" in run_sco("metric", "paved", "--facts", mine).out


@pytest.mark.usefixtures("beside")
def test_the_fact_shown_is_added_by_its_block_alone() -> None:
    before, after = (load(path) for path in ("bundled", "data/facts.toml"))
    assert {fact.id for fact in after.facts} - {fact.id for fact in before.facts} == {"uz-e-government-rank-2022"}


def test_the_python_lines_run(capsys: pytest.CaptureFixture[str]) -> None:
    lines = re.search(r"```python\n(.*?)```", README.read_text("utf-8"), re.DOTALL)
    assert lines
    exec(lines[1], {})  # noqa: S102  # lines of our own README
    assert capsys.readouterr().out.startswith("43 { over = 70 } ['states', 'refines',")


def test_the_table_lists_every_command_and_no_other() -> None:
    from sco_cli.cli.app import COMMANDS

    table = re.search(r"\| command \| shows \|\n(.*?)\n\n", README.read_text("utf-8"), re.DOTALL)
    assert table
    cells = [row.split("|")[1] for row in table[1].splitlines()[1:]]
    listed = [name for cell in cells for name in re.findall(r"`sco ?([a-z]*)", cell)]
    assert set(listed) == {"", *COMMANDS}


def test_there_are_two_set_up_commands() -> None:
    lines = [line for line in README.read_text("utf-8").splitlines() if line.startswith("python3 -m venv ")]
    assert [line.rpartition("&& ")[2] for line in lines] == [
        ".venv/bin/sco metric internet-penetration",
        ".venv/bin/python -m pytest",
    ]
