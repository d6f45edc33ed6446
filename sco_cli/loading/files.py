"""Reads the bytes of a file, with a limit on size and waiting time, whatever kind of file the path leads to."""

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
"""The name of the bundled fact base."""

STDIN = "-"
"""The name of standard input."""

MAX_BYTES = 32 * 1024 * 1024
"""The largest file that is read: some 130,000 facts. A larger one is a mistake, or endless, such as /dev/zero."""

PIPE_TIMEOUT = 10
"""Seconds to wait for more data from a named pipe, which may have no writer. Standard input has no such limit."""

_CHUNK_BYTES = 1 << 16


def read(name: str) -> bytes:
    """All bytes of the file, of standard input (`-`), or of the bundled fact base (`bundled`).

    Raises OSError, with the reason as its `strerror`, if that is not possible.
    """
    if name == STDIN:
        if sys.stdin is None:
            raise OSError(errno.EBADF, "standard input is closed")
        return _read_limited(sys.stdin.buffer)
    path = bundled() if name == BUNDLED else Path(name)
    try:
        # The pipe of a process substitution, <(command), has no real path. It has a writer, so it is read like a file.
        if stat.S_ISFIFO(path.stat().st_mode) and Path(os.path.realpath(path)).exists():
            return _read_pipe(path)
        with path.open("rb") as file:
            return _read_limited(file)
    except ValueError as error:  # the path contains a NUL character
        raise OSError(errno.EINVAL, str(error)) from error


def decode(content: bytes) -> str:
    """The text of a file in UTF-8, without a byte order mark. Raises UnicodeDecodeError."""
    return content.decode("utf-8-sig")


def paths_from_environment() -> list[str]:
    """The files listed in SCO_FACTS, separated as in PATH."""
    return [name for name in os.environ.get("SCO_FACTS", "").split(os.pathsep) if name]


def resolve_paths(paths: Sequence[str] | None) -> list[str]:
    """The paths given, else those of SCO_FACTS, else the bundled fact base."""
    return list(paths or paths_from_environment() or [BUNDLED])


def bundled() -> Path:
    """The path of the bundled fact base: in the installed package, or in the repository."""
    package = Path(__file__).parent.parent
    installed = package / "facts.toml"
    return installed if installed.exists() else package.parent / "data" / "facts.toml"


def _read_limited(file: BinaryIO) -> bytes:
    """The content of a file, of which at most one byte beyond the limit is read."""
    return _check_size(file.read(MAX_BYTES + 1))


def _check_size(content: bytes) -> bytes:
    """The same bytes. Raises OSError if there are more than `MAX_BYTES`."""
    if len(content) > MAX_BYTES:
        raise OSError(errno.EFBIG, f"it is larger than {MAX_BYTES // 1024**2} MiB")
    return content


def _read_pipe(path: Path) -> bytes:
    """The content of a named pipe. It is opened without blocking, because it may never get a writer."""
    pipe = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    content = bytearray()
    try:
        while select.select([pipe], [], [], PIPE_TIMEOUT)[0]:
            chunk = os.read(pipe, _CHUNK_BYTES)
            content += chunk
            if not chunk or len(content) > MAX_BYTES:
                return _check_size(bytes(content))
    finally:
        os.close(pipe)
    raise OSError(errno.ETIMEDOUT, f"nothing came through the pipe for {PIPE_TIMEOUT} seconds")
