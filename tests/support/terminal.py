"""Runs sco on a pseudo-terminal of a given width."""

from __future__ import annotations

import io
import re
import sys
import threading
from pathlib import Path
from unittest import mock

import pytest

from support.runner import run

ANSI = re.compile(r"\x1b\[[0-9;]*m|\x1b\]8;[^\x1b]*\x1b\\")
"""Escape sequences for colours and hyperlinks; sco writes no others."""

END = "\0"
"""Written to the terminal after the output of sco, which never has this character.

Reading until the child side is closed is not reliable: Linux may report the closing first, and then the last output is
lost (`n_tty_read` checks for input, and after that whether the other side is closed).
"""


def on_terminal(*arguments: str | Path, width: int = 80, **environ: str) -> str:
    """Run sco in this process and return everything that it writes to a terminal, with escape sequences."""
    fcntl, pty, struct, termios, tty = (
        pytest.importorskip(name) for name in ("fcntl", "pty", "struct", "termios", "tty")
    )
    parent, child = pty.openpty()
    tty.setraw(child)
    fcntl.ioctl(child, termios.TIOCSWINSZ, struct.pack("HHHH", 50, width, 0, 0))
    chunks: list[bytes] = []

    def read_output() -> None:
        with open(parent, "rb", buffering=0) as screen:  # noqa: PTH123  # a file descriptor has no path
            while not chunks or not chunks[-1].endswith(END.encode()):
                chunks.append(screen.read(65536))

    reader = threading.Thread(target=read_output)
    reader.start()
    with open(child, "w", encoding="utf-8", newline="\n") as screen:  # noqa: PTH123
        assert isinstance(screen, io.TextIOWrapper)
        try:
            with mock.patch.object(sys, "__stdout__", screen):  # shutil gets the width from it
                run(arguments, {"TERM": "xterm-256color", "LANG": "C.UTF-8"} | environ, b"", screen, screen)
        finally:
            screen.write(END)
            screen.flush()
            reader.join()
    return b"".join(chunks).decode().removesuffix(END)


def strip_escapes(output: str) -> str:
    """Remove colours and links."""
    return ANSI.sub("", output)
