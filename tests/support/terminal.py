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

END = "\0"
"""Written after all that sco wrote, for it never writes this itself.

To hear of the end by the other side's closing is not safe: Linux may tell of that first, and what was written just
before is lost (`n_tty_read` looks for input, and then whether the other side is closed).
"""


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
            while not pieces or not pieces[-1].endswith(END.encode()):
                pieces.append(screen.read(65536))

    listener = threading.Thread(target=listen)
    listener.start()
    with open(child, "w", encoding="utf-8", newline="\n") as screen:  # noqa: PTH123
        assert isinstance(screen, io.TextIOWrapper)
        try:
            with mock.patch.object(sys, "__stdout__", screen):  # of which Python asks the width
                run(arguments, {"TERM": "xterm-256color", "LANG": "C.UTF-8"} | environ, b"", screen, screen)
        finally:
            screen.write(END)
            screen.flush()
            listener.join()
    return b"".join(pieces).decode().removesuffix(END)


def plain(written: str) -> str:
    """The text without colours and links."""
    return ANSI.sub("", written)
