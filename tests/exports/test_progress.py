"""The progress bar of a long export: on a terminal only, after a second, and removed at the end."""

from __future__ import annotations

import io
import re
import sys
import threading
import time
from pathlib import Path

import pytest
from support.paths import SMALL
from support.terminal import on_terminal, strip_escapes

from sco_cli.exports import progress as module
from sco_cli.exports.progress import progress

REMOVED = "\x1b[?25h\r\x1b[1A\x1b[2K"
"""What a terminal gets at the end: the cursor is shown again, and the line of the bar is erased."""


class Terminal(io.StringIO):
    """A stand-in for a terminal."""

    def isatty(self) -> bool:
        """Whether it is a terminal."""
        return True


class ClosedTerminal(Terminal):
    """A terminal whose window has been closed."""

    def write(self, _: str) -> int:
        """Fail as a write to such a terminal does."""
        raise OSError(5, "Input/output error")


@pytest.fixture(autouse=True)
def environ(monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment of a terminal of 80 columns."""
    for name, value in {"TERM": "xterm-256color", "COLUMNS": "80"}.items():
        monkeypatch.setenv(name, value)
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)


def shown(stream: io.StringIO, seconds: float, monkeypatch: pytest.MonkeyPatch) -> str:
    """What is written to the stream, in the place of stderr, while a hundred items are taken in so many seconds."""
    now = [0.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    monkeypatch.setattr(sys, "stderr", stream)
    with progress(range(100), 100, "writing facts.db") as items:
        for number, item in enumerate(items):
            assert item == number
            now[0] += seconds / 100
    return stream.getvalue()


def test_a_bar_is_shown_for_a_long_export_and_removed_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    written = shown(Terminal(), 5, monkeypatch)
    assert re.search(r"\r\x1b\[2K 5\d% writing facts\.db ", written)
    assert "\x1b[36m" in written
    assert not re.search(r" 1\d% ", written)  # the first second
    assert max(map(len, strip_escapes(written).split("\r"))) < 80
    assert written.endswith(REMOVED)


def test_the_bar_has_no_colour_where_none_is_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    written = shown(Terminal(), 5, monkeypatch)
    assert re.search(r" 5\d% writing facts\.db ", written)
    assert not re.search(r"\x1b\[[0-9;]*m", written)


def test_no_bar_is_shown_for_a_short_export(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(Terminal(), 0.9, monkeypatch) == ""


def test_no_bar_is_shown_on_a_dumb_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    assert shown(Terminal(), 5, monkeypatch) == ""


def test_no_bar_is_shown_where_stderr_is_not_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(io.StringIO(), 5, monkeypatch) == ""


def test_an_export_goes_on_when_its_terminal_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(ClosedTerminal(), 5, monkeypatch) == ""


@pytest.mark.parametrize("error", [KeyboardInterrupt, SystemExit, ValueError])
def test_an_interrupted_export_removes_its_bar_and_leaves_no_thread(
    error: type[BaseException], monkeypatch: pytest.MonkeyPatch
) -> None:
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr(module, "SHOW_AFTER", 0)
    threads = threading.enumerate()

    def export() -> None:
        with progress(range(100), 100, "writing facts.db") as items:
            for number in items:
                if number == 50:
                    assert "writing facts.db" in stream.getvalue()
                    assert threading.enumerate() == threads
                    raise error

    with pytest.raises(error):
        export()
    assert stream.getvalue().endswith(REMOVED)
    assert threading.enumerate() == threads


def test_the_name_of_the_file_is_shown_with_the_bar(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SHOW_AFTER", 0)
    monkeypatch.setattr(module, "REFRESH_INTERVAL", 0)
    written = on_terminal("export", tmp_path / "[bold]x.jsonl", "--facts", SMALL)
    assert re.search(r" [1-9]\d% writing \[bold\]x\.jsonl ", strip_escapes(written))
