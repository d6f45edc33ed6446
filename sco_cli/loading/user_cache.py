"""The folder with the entries of the cache for a user's own fact bases.

SCO_CACHE names another folder, or is "off". An entry is a file of the user alone, written as a whole or not at all. A
folder that cannot be written, a full disk or another process that writes at the same time change no answer.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

OFF = "off"
"""The value of SCO_CACHE without a cache."""

SUFFIX = ".cache"
"""The end of the name of an entry, behind its key."""

MAX_BYTES = 200_000_000
"""Above this size of all entries together, those that were used least recently are removed; the newest one stays."""

MAX_AGE_OF_TEMPORARY = 3600
"""Seconds after which a temporary file is one that a killed process has left."""


def folder(environ: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Path | None:
    """The folder of the entries, which SCO_CACHE names, or the usual one of the platform; None without a cache.

    The usual ones are those of the XDG Base Directory Specification, of Apple's File System Programming Guide, and of
    Microsoft's known folders.
    """
    named = environ.get("SCO_CACHE", "")
    if named.casefold() == OFF:
        return None
    if named:
        return Path(named)
    home = environ.get("USERPROFILE" if platform == "win32" else "HOME", "")
    if platform == "win32":
        parent, *below = environ.get("LOCALAPPDATA", ""), "sco", "Cache"
    elif platform == "darwin":
        parent, *below = home and f"{home}/Library/Caches", "sco"
    else:
        parent, *below = environ.get("XDG_CACHE_HOME") or (home and f"{home}/.cache"), "sco"
    return Path(parent, *below) if Path(parent).is_absolute() else None


def open_entry(key: str) -> BinaryIO | None:
    """The entry with that key, if it is a file that belongs to the user and that no one else can change."""
    at = folder()
    if at is None:
        return None
    path = at / f"{key}{SUFFIX}"
    try:
        status = path.stat()
        is_own = not hasattr(os, "getuid") or (status.st_uid == os.getuid() and not status.st_mode & 0o022)
        if not is_own or not stat.S_ISREG(status.st_mode):  # opening a pipe would wait for a writer
            return None
        file = path.open("rb")
    except (OSError, ValueError):
        return None
    with suppress(OSError):
        os.utime(path)  # the time of the last use, which decides what is removed
    return file


def write(key: str, encode: Callable[[], bytes]) -> None:
    """Keep an entry under that key, if there is a cache, and remove entries that were not used for long.

    `encode` makes the content of the entry.
    """
    at = folder()
    if at is None:
        return
    temporary = at / f".{key}-{os.getpid()}-{os.urandom(4).hex()}"
    try:
        at.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except (OSError, ValueError):
        return
    with suppress(OSError):
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(encode())
            temporary.replace(at / f"{key}{SUFFIX}")
        finally:
            with suppress(OSError):
                temporary.unlink()
        _remove_old(at)


def _remove_old(at: Path) -> None:
    """Remove the entries that were used least recently while all are too large, and temporary files that were left."""
    entries = sorted(_files(at), reverse=True)
    newest = entries[0][0] if entries else 0.0
    total = 0
    for used, size, path in entries:
        is_entry = path.endswith(SUFFIX)
        total += size if is_entry else 0
        is_too_much = is_entry and total > MAX_BYTES and used < newest
        if is_too_much or (not is_entry and used < newest - MAX_AGE_OF_TEMPORARY):
            with suppress(OSError):
                Path(path).unlink()


def _files(at: Path) -> Iterator[tuple[float, int, str]]:
    """The entries and temporary files in the folder: when each was last used, its size and path."""
    with os.scandir(at) as found:
        for item in found:
            if item.name.endswith(SUFFIX) or item.name.startswith("."):
                with suppress(OSError):
                    status = item.stat(follow_symlinks=False)
                    yield status.st_mtime, status.st_size, item.path
