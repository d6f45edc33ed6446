"""The output streams of the program: closed ones, encodings without some letters, and readers that go away."""

from __future__ import annotations

import io
import os
import sys


def prepare_streams() -> None:
    """Replace output streams that the caller has closed, and let others escape letters that their encoding lacks."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115  # open until exit
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def discard_output() -> None:
    """Let standard output lead nowhere.

    After a failed write Python would flush the buffer again at exit, fail again, and print a traceback.
    """
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
