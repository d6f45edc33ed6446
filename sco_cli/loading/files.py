"""Reads the bytes of a file, with a limit on size and waiting time, whatever kind of file the path leads to."""

from __future__ import annotations

import errno
import os
import select
import stat
import sys
from codecs import BOM_UTF8
from collections.abc import Sequence
from pathlib import Path
from typing import Any, BinaryIO

BUNDLED = "bundled"
"""The name of the bundled fact base."""

STDIN = "-"
"""The name of standard input."""

EMPTY_NAME = "the file name is empty"

MAX_BYTES = 32 * 1024 * 1024
"""The largest file that is read: some 130,000 facts. A larger one is a mistake, or endless, such as /dev/zero."""

PIPE_TIMEOUT = 10
"""Seconds to wait for more data from a named pipe, which may have no writer. Standard input has no such limit."""

JSONL_SUFFIXES = (".jsonl", ".ndjson")

MAX_JSONL_BYTES = 32 * MAX_BYTES
"""The largest file of JSON Lines, which state for each fact all that follows from it. No larger one is exported."""

_CHUNK_BYTES = 1 << 16


def read(name: str) -> bytes:
    """All bytes of the file, of standard input (`-`), or of the bundled fact base (`bundled`).

    Raises OSError, with the reason as its `strerror`, if that is not possible.
    """
    return read_packaged(bundled()) if name == BUNDLED else read_file(name)


def read_file(name: str, max_bytes: int | None = None) -> bytes:
    """All bytes of the file or of standard input (`-`); `max_bytes` replaces the limits of fact bases.

    Raises OSError, with the reason as its `strerror`, if that is not possible.
    """
    if not name:
        raise OSError(errno.ENOENT, EMPTY_NAME)
    if name == STDIN:
        if sys.stdin is None:
            raise OSError(errno.EBADF, "standard input is closed")
        return _read_limited(sys.stdin.buffer, name, max_bytes)
    path = Path(name)
    try:
        # The pipe of a process substitution, <(command), has no real path. It has a writer, so it is read like a file.
        if stat.S_ISFIFO(path.stat().st_mode) and Path(os.path.realpath(path)).exists():
            return _read_pipe(path, max_bytes)
        with path.open("rb") as file:
            return _read_limited(file, name, max_bytes)
    except ValueError as error:  # the path contains a NUL character
        raise OSError(errno.EINVAL, str(error)) from error


def in_words(name: str) -> str:
    """How sentences call the file: "the bundled base", "standard input", or its name."""
    return {BUNDLED: "the bundled base", STDIN: "standard input"}.get(name, name)


def read_all(names: Sequence[str]) -> dict[str, bytes]:
    """The bytes of each file by name. Raises Unreadable with a problem for every file that cannot be read."""
    contents: dict[str, bytes] = {}
    reasons: list[tuple[str, str]] = [
        (name, "is given twice; name each file once") for name in dict.fromkeys(names) if names.count(name) > 1
    ]
    for name in () if reasons else names:
        try:
            contents[name] = read(name)
        except OSError as error:
            advice = "; if these are several files, name each with its own --facts" if "," in name else ""
            reasons.append((name, f"cannot be read: {error.strerror or error}{advice}"))
    if reasons:
        # A lazy import: only files that cannot be read need it.
        from sco_cli.loading.problems import MAX_PROBLEMS, Unreadable, UnreadableFile  # noqa: PLC0415

        raise Unreadable(UnreadableFile(file=name or '""', reason=reason) for name, reason in reasons[:MAX_PROBLEMS])
    return contents


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
    installed, repository = package / "facts.toml", package.parent / "data" / "facts.toml"
    return repository if repository.exists() and not installed.exists() else installed


def bundled_schema() -> Path:
    """The path of the JSON Schema of fact bases, beside the bundled fact base."""
    return bundled().with_name("facts.schema.json")


def read_packaged(path: Path) -> bytes:
    """The content of a file that ships with sco, also if the package is in a zip archive. Raises OSError."""
    spec = sys.modules[__name__].__spec__
    loader: Any = spec and spec.loader
    content: bytes = loader.get_data(str(path))  # PEP 302; importlib.resources takes long to import
    return content


def is_jsonlines(name: str, start: bytes) -> bool:
    """Whether a file is JSON Lines by its name or, if it is standard input, by its first character."""
    if name == STDIN:
        return start.removeprefix(BOM_UTF8).lstrip().startswith(b"{")
    return name.lower().endswith(JSONL_SUFFIXES)


def _max_bytes(name: str, start: bytes) -> int:
    """The largest file of that name and beginning that is read."""
    return MAX_JSONL_BYTES if is_jsonlines(name, start) else MAX_BYTES


def _read_limited(file: BinaryIO, name: str, max_bytes: int | None) -> bytes:
    """The content of a file, of which at most one byte beyond the limit is read."""
    content = file.read((max_bytes or MAX_BYTES) + 1)
    limit = max_bytes or _max_bytes(name, content)
    if MAX_BYTES < len(content) <= limit:
        content += file.read(limit + 1 - len(content))
    return _check_size(content, limit)


def _check_size(content: bytes, limit: int) -> bytes:
    """The same bytes. Raises OSError if there are more than the limit."""
    if len(content) > limit:
        raise OSError(errno.EFBIG, f"it is larger than {limit // 1024**2} MiB")
    return content


def _read_pipe(path: Path, max_bytes: int | None) -> bytes:
    """The content of a named pipe. It is opened without blocking, because it may never get a writer."""
    pipe = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    content, limit = bytearray(), max_bytes or _max_bytes(path.name, b"")
    try:
        while select.select([pipe], [], [], PIPE_TIMEOUT)[0]:
            chunk = os.read(pipe, _CHUNK_BYTES)
            content += chunk
            if not chunk or len(content) > limit:
                return _check_size(bytes(content), limit)
    finally:
        os.close(pipe)
    raise OSError(errno.ETIMEDOUT, f"no data came through the pipe for {PIPE_TIMEOUT} seconds")
