"""Sco on a real pseudo-terminal, as wide as asked for."""

from __future__ import annotations

import io
import re
import sys
import threading
from pathlib import Path
from unittest import mock

import pytest
from conftest import run

ANSI = re.compile(r"\x1b\[[0-9;]*m|\x1b\]8;[^\x1b]*\x1b\\")
"""Colours and hyperlinks: all that sco ever sends to a terminal beside text."""


def on_terminal(*arguments: str | Path, width: int = 80, **environ: str) -> str:
    """Everything that sco writes to a terminal, escapes included; without the cost of a process."""
    fcntl, pty, struct, termios, tty = (
        pytest.importorskip(name) for name in ("fcntl", "pty", "struct", "termios", "tty")
    )
    parent, child = pty.openpty()
    tty.setraw(child)
    fcntl.ioctl(child, termios.TIOCSWINSZ, struct.pack("HHHH", 50, width, 0, 0))
    pieces: list[bytes] = []

    def listen() -> None:
        with open(parent, "rb", buffering=0) as screen:  # noqa: PTH123  # it has no path
            try:
                while piece := screen.read(65536):
                    pieces.append(piece)
            except OSError:  # Linux says so when the other end is closed
                pass

    listener = threading.Thread(target=listen)
    listener.start()
    with open(child, "w", encoding="utf-8", newline="\n") as screen:  # noqa: PTH123
        assert isinstance(screen, io.TextIOWrapper)
        with mock.patch.object(sys, "__stdout__", screen):  # of which Python asks the width
            run(arguments, {"TERM": "xterm-256color", "LANG": "C.UTF-8"} | environ, b"", screen, screen)
    listener.join()
    return b"".join(pieces).decode()


def plain(written: str) -> str:
    """The text without colours and links."""
    return ANSI.sub("", written)
