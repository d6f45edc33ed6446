"""What the README shows is what sco says. `pytest --update-screens` writes the shown output anew."""

from __future__ import annotations

import re
import shlex

import pytest
from conftest import TESTS
from terminal import on_terminal, plain

README = TESTS.parent / "README.md"
SHOWN = re.compile(r"```console\n\$ sco ?(.*)\n((?:.*\n)*?)```")


def shown_output(arguments: str) -> str:
    """What the command shows on a terminal of 80 columns."""
    written = plain(on_terminal(*shlex.split(arguments), width=80))
    return "".join(f"{line.rstrip()}\n" for line in written.splitlines())


def test_every_command_shown_gives_the_output_shown(request: pytest.FixtureRequest) -> None:
    text = README.read_text("utf-8")
    assert len(SHOWN.findall(text)) >= 2
    true = SHOWN.sub(lambda match: f"```console\n$ sco {match[1]}\n{shown_output(match[1])}```", text)
    if request.config.getoption("--update-screens"):
        README.write_text(true, "utf-8")
    assert true == README.read_text("utf-8")


def test_the_python_lines_run(capsys: pytest.CaptureFixture[str]) -> None:
    lines = re.search(r"```python\n(.*?)```", README.read_text("utf-8"), re.DOTALL)
    assert lines
    exec(lines[1], {})  # noqa: S102  # lines of our own README
    assert capsys.readouterr().out.startswith("43 { over = 70 } ['states', 'refines',")


def test_every_command_is_listed() -> None:
    from sco_cli.cli import COMMANDS

    for name in COMMANDS:
        assert re.search(rf"`sco {name}\b", README.read_text("utf-8"))
