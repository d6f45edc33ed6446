"""The bytes of a file that someone names, within bounds: whatever the path leads to, an answer comes."""

from __future__ import annotations

import errno
import os
import select
import stat
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

BUNDLED = "bundled"
"""The word that names the fact base which ships with sco."""

STDIN = "-"
"""The word that names standard input."""

MAX_BYTES = 32 * 1024 * 1024
"""Bytes that a file may have: some 130,000 facts. What is larger is a slip, or has no end, as /dev/zero."""

PIPE_TIMEOUT = 10
"""Seconds to wait for more of a named pipe, into which no one may be writing. What the shell pipes in has no bound."""

_CHUNK = 1 << 16


def read(name: str) -> bytes:
    """All bytes of the file, of standard input, or of the fact base that ships.

    Raises OSError, with the reason as its `strerror`, for what cannot be read.
    """
    if name == STDIN:
        if sys.stdin is None:
            raise OSError(errno.EBADF, "standard input is closed")
        return _bounded(sys.stdin.buffer)
    path = bundled() if name == BUNDLED else Path(name)
    try:
        # A pipe that the shell made, as for <(command), has no path of its own, and a writer: it is read like a file.
        if stat.S_ISFIFO(path.stat().st_mode) and Path(os.path.realpath(path)).exists():
            return _from_pipe(path)
        with path.open("rb") as file:
            return _bounded(file)
    except ValueError as error:  # a path with a NUL in it
        raise OSError(errno.EINVAL, str(error)) from error


def paths_from_environment() -> list[str]:
    """The files that SCO_FACTS names, parted as in PATH."""
    return [name for name in os.environ.get("SCO_FACTS", "").split(os.pathsep) if name]


def resolve_paths(paths: Sequence[str] | None) -> list[str]:
    """The paths given, else those of SCO_FACTS, else the bundled fact base."""
    return list(paths or paths_from_environment() or [BUNDLED])


def bundled() -> Path:
    """The fact base that ships with sco: in the package when installed, else that of the repository."""
    package = Path(__file__).parent.parent
    inside = package / "facts.toml"
    return inside if inside.exists() else package.parent / "data" / "facts.toml"


def _bounded(file: BinaryIO) -> bytes:
    return _within_bounds(file.read(MAX_BYTES + 1))


def _within_bounds(content: bytes) -> bytes:
    if len(content) > MAX_BYTES:
        raise OSError(errno.EFBIG, f"it is larger than {MAX_BYTES // 1024**2} MiB")
    return content


def _from_pipe(path: Path) -> bytes:
    """What comes through a named pipe: opened without waiting for a writer, who may never come."""
    pipe = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    content = bytearray()
    try:
        while select.select([pipe], [], [], PIPE_TIMEOUT)[0]:
            chunk = os.read(pipe, _CHUNK)
            content += chunk
            if not chunk or len(content) > MAX_BYTES:
                return _within_bounds(bytes(content))
    finally:
        os.close(pipe)
    raise OSError(errno.ETIMEDOUT, f"nothing came through the pipe for {PIPE_TIMEOUT} seconds")
