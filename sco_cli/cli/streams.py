"""The output streams of the program: closed ones, encodings without some letters, and readers that go away."""

from __future__ import annotations

import codecs
import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from sco_cli.errors import OutputFailed

ASCII_SIGNS = {"\u2013": "-", "×": "x"}
"""What stands for the signs beside numbers where an encoding lacks them."""


def _write_readably(error: UnicodeError) -> tuple[str | bytes, int]:
    """What stands for a letter that an encoding lacks: one of `ASCII_SIGNS`, else an escape such as `\\u4e2d`."""
    assert isinstance(error, UnicodeEncodeError)  # the handler is only for output
    sign = ASCII_SIGNS.get(error.object[error.start])
    if sign:
        return sign, error.start + 1
    error.end = error.start + 1
    return codecs.backslashreplace_errors(error)


READABLE = "sco-readable"
"""The name of the handler of letters that the encoding of a stream lacks."""
codecs.register_error(READABLE, _write_readably)


def prepare_streams() -> None:
    """Replace output streams that the caller has closed, and let others escape letters that their encoding lacks."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115  # open until exit
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=READABLE)


@contextmanager
def answer_stream() -> Iterator[io.TextIOWrapper]:
    """Standard output, which is flushed at the end of the block.

    If the reader closes the pipe, writing ends in silence. Any other failure raises OutputFailed.
    """
    stream = sys.stdout
    assert isinstance(stream, io.TextIOWrapper)  # `prepare_streams` has replaced a stream that was closed
    try:
        yield stream
        stream.flush()
    except OSError as error:
        discard_output()
        if not isinstance(error, BrokenPipeError):
            raise OutputFailed(f"cannot write the output: {error.strerror}") from error


def discard_output() -> None:
    """Let standard output lead nowhere.

    After a failed write Python would flush the buffer again at exit, fail again, and print a traceback.
    """
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
