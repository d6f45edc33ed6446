"""Sco on a real pseudo-terminal, as wide as asked for."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ANSI = re.compile(r"\x1b\[[0-9;]*m|\x1b\]8;[^\x1b]*\x1b\\")
"""Colours and hyperlinks: all that sco ever sends to a terminal beside text."""


def on_terminal(*arguments: str | Path, width: int = 80, **environ: str) -> str:
    """Everything that sco writes to a terminal, escapes included."""
    fcntl, pty, struct, termios = (pytest.importorskip(name) for name in ("fcntl", "pty", "struct", "termios"))
    parent, child = pty.openpty()
    fcntl.ioctl(child, termios.TIOCSWINSZ, struct.pack("HHHH", 50, width, 0, 0))
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "PYTHONPATH") if name in os.environ}
    env = kept | {"TERM": "xterm-256color", "LANG": "C.UTF-8"} | environ
    command = [sys.executable, "-m", "sco_cli", *map(str, arguments)]
    with subprocess.Popen(command, stdin=child, stdout=child, stderr=child, env=env) as running:
        os.close(child)
        pieces = []
        while True:
            try:
                piece = os.read(parent, 65536)
            except OSError:  # Linux says so when the other end is closed
                break
            if not piece:
                break
            pieces.append(piece)
        running.wait(60)
    os.close(parent)
    return b"".join(pieces).decode().replace("\r\n", "\n")


def plain(written: str) -> str:
    """The text without colours and links."""
    return ANSI.sub("", written)
