"""The bar that a long export shows: on a terminal only, late, and gone after."""

from __future__ import annotations

import io
import re

import pytest

from sco_cli.exports.progress import progress


class Terminal(io.StringIO):
    """A stand-in for stderr, which may be a terminal."""

    is_terminal = True

    def isatty(self) -> bool:
        """Whether a reader looks at it."""
        return self.is_terminal


def shown(seconds: float, monkeypatch: pytest.MonkeyPatch, environ: dict[str, str], *, is_terminal: bool = True) -> str:
    """What a reader sees of a hundred items that take so long."""
    now = [0.0]
    monkeypatch.setattr("sco_cli.progress.time.monotonic", lambda: now[0])
    stream = Terminal()
    stream.is_terminal = is_terminal
    with progress("writing facts.db", 100, stream, environ) as track:
        for item in track(range(100)):
            now[0] += seconds / 100
            assert item is not None
    return stream.getvalue()


def test_a_bar_is_shown_for_what_takes_long_and_is_gone_after(monkeypatch: pytest.MonkeyPatch) -> None:
    written = shown(5, monkeypatch, {})
    assert re.search(r"\rwriting facts.db  5\d% \[#{15,17}-{13,15}\]\r", written)
    assert "\x1b" not in written
    assert max(map(len, written.split("\r"))) < 80
    assert written.endswith("\r")
    assert not written.split("\r")[-2].strip()


def test_no_bar_is_shown_for_what_is_quick_or_to_what_is_no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(0.9, monkeypatch, {}) == ""
    assert shown(5, monkeypatch, {}, is_terminal=False) == ""
    assert shown(5, monkeypatch, {"TERM": "dumb"}) == ""
