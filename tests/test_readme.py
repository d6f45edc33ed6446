"""What the README shows is what sco says. `pytest --update-screens` writes the shown output anew."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import TESTS, run_sco
from documented import SHOWN, shown_output

README = TESTS.parent / "README.md"


def test_every_command_shown_gives_the_output_shown(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = README.read_text("utf-8")
    monkeypatch.chdir(tmp_path)
    mine = tmp_path / "mine.toml"
    mine.write_text(written_base(text), "utf-8")
    parts = []
    for part in re.split(r"(?=With `after = )", text):  # from there on the reader has mended the file
        parts.append(SHOWN.sub(lambda match: f"```console\n$ sco {match[1]}\n{shown_output(match[1])}```", part))
        mine.write_text(written_base(text).replace("after = 70", "after = { over = 70 }"), "utf-8")
    assert (len(parts), len(SHOWN.findall(text)) >= 5) == (2, True)
    true = "".join(parts)
    if request.config.getoption("--update-screens"):
        README.write_text(true, "utf-8")
    assert true == README.read_text("utf-8")


def written_base(text: str) -> str:
    """The fact base that the README shows."""
    found = re.search(r"```toml\n(.*?)```", text, re.DOTALL)
    assert found
    return found[1]


def test_the_base_shown_is_mended_as_the_readme_says(tmp_path: Path) -> None:
    mine = tmp_path / "mine.toml"
    shown = written_base(README.read_text("utf-8"))
    mine.write_text(shown, "utf-8")
    assert run_sco("check", mine).code == 1
    mine.write_text(shown.replace("after = 70", "after = { over = 70 }"), "utf-8")
    assert run_sco("check", mine).code == 0


def test_the_python_lines_run(capsys: pytest.CaptureFixture[str]) -> None:
    lines = re.search(r"```python\n(.*?)```", README.read_text("utf-8"), re.DOTALL)
    assert lines
    exec(lines[1], {})  # noqa: S102  # lines of our own README
    assert capsys.readouterr().out.startswith("43 { over = 70 } ['states', 'refines',")


def test_every_command_is_listed() -> None:
    from sco_cli.cli import COMMANDS

    for name in COMMANDS:
        assert re.search(rf"`sco {name}\b", README.read_text("utf-8"))
