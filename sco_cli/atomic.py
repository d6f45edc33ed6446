"""Atomic writes: a file or a folder gets its name only when it is complete.

It is written under a hidden name `.sco-*` in the folder of its target, and then renamed. After an exception, SIGINT,
SIGTERM or SIGHUP nothing is left behind; after SIGKILL or a power cut the hidden file or folder may be.

An existing folder changes places with the new one in a single step where the system can do that (Linux and macOS, on
most file systems): its name always leads to the old or to the new folder, each of them complete. Elsewhere its files
are replaced one by one, the first of them last, so that each file is complete, but some may be older than others until
the end.
"""

from __future__ import annotations

import errno
import os
import signal
import stat
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import BinaryIO, NoReturn

from sco_cli.errors import BadRequest, OutputFailed

EXCHANGE = {"linux": ("renameat2", 2, -100), "darwin": ("renameatx_np", 2, -2)}
"""By platform, the C function that exchanges two names, its flag for that, and the number of the current folder.

renameat2(2) of Linux has RENAME_EXCHANGE and AT_FDCWD; renameatx_np(2) of macOS has RENAME_SWAP and AT_FDCWD.
"""

CHANGED_MEANWHILE = (errno.ENOENT, errno.EEXIST, errno.ENOTEMPTY, errno.ENOTDIR)
"""Errors of a rename that mean that another process has created or removed the target."""

CANNOT_EXCHANGE = (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EXDEV)
"""Errors of an exchange that mean that the system or the file system has none.

EXDEV is that of overlayfs, the file system of containers, for a folder that is in the image.
"""

HIDDEN_PREFIX = ".sco-"
"""How the names begin of what is not complete, or is only needed while something is written."""

MAX_ATTEMPTS = 100
"""How often a folder is put in its place while other processes create and remove what is there."""


@contextmanager
def atomic_file(path: Path, *, force: bool) -> Iterator[BinaryIO]:
    """A stream for the contents of a file, which appears if the block ends without an exception.

    Until then the file is at `stream.name`, for libraries that write files of their own.

    With `force` an existing file is replaced in one step and keeps its permissions; a symbolic link stays, and the
    file that it leads to is replaced. What is read-only, or was changed meanwhile, is not replaced.

    Raises BadRequest for an existing file without `force`, OutputFailed for what cannot be written.
    """
    with errors_translated(path), signals_as_exceptions():
        target = Path(os.path.realpath(path))
        mode = _mode(target)
        if mode is not None and not stat.S_ISREG(mode):
            raise OutputFailed(
                f'cannot write "{path}": it is {"a folder" if stat.S_ISDIR(mode) else "not a regular file"}'
            )
        _check_allowed(target, force=force)
        _check_writable(path, mode)
        before = _stat(target)
        temporary = temporary_path(target)
        try:
            with _synced_file(temporary) as stream:
                if mode is not None:
                    temporary.chmod(stat.S_IRUSR | stat.S_IWUSR)  # no one may read what was private before
                yield stream
            if mode is not None:
                temporary.chmod(stat.S_IMODE(mode))
            _check_allowed(target, force=force)  # again, because another process may have created it
            if _has_changed(target, before):
                raise OutputFailed(f'cannot write "{path}": another program changed it in the meantime; try again')
            temporary.replace(target)
        finally:
            temporary.unlink(missing_ok=True)


@contextmanager
def atomic_folder(path: Path, names: Sequence[str], *, force: bool) -> Iterator[Mapping[str, BinaryIO]]:
    """Streams for files with these names in a folder, which appears if the block ends without an exception.

    An existing folder is replaced if it is empty or, with `force`, if an earlier export has made it: it holds the first
    of the files, and nothing but these files. Raises BadRequest for such a folder without `force`, OutputFailed for
    any other and for what cannot be written.
    """
    with errors_translated(path), signals_as_exceptions():
        target = Path(os.path.realpath(path))
        mode = _mode(target)
        if mode is not None:
            _check_replaceable(path, target, names, force=force)
            _check_writable(path, mode)
        temporary = temporary_path(target)
        try:
            temporary.mkdir(0o777 if mode is None else stat.S_IRWXU)  # no one may read what was private before
            with ExitStack() as files:
                yield {name: files.enter_context(_synced_file(temporary / name)) for name in names}
            with signals_blocked():
                _put_in_place(temporary, target, names, force=force)
        finally:
            with signals_blocked():
                _remove_folder(temporary, names)


@contextmanager
def _synced_file(path: Path) -> Iterator[BinaryIO]:
    """A stream for a new file, whose data is on the disk when the block has ended without an exception."""
    stream = path.open("xb")
    try:
        yield stream
        stream.flush()
        os.fsync(stream.fileno())
    finally:
        with suppress(OSError):  # after a failed write, closing tries to write the same data again
            stream.close()


def _check_allowed(target: Path, *, force: bool) -> None:
    if not force and _mode(target) is not None:
        raise FileExistsError


def _check_writable(path: Path, mode: int | None) -> None:
    """Raise OutputFailed for what its owner has made read-only: a rename would replace it all the same."""
    if mode is not None and not mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH):
        raise OutputFailed(f'cannot write "{path}": it is read-only')


def _has_changed(path: Path, before: os.stat_result | None) -> bool:
    """Whether the same file has other contents than before; one that was replaced as a whole is another file."""
    now = _stat(path)
    if before is None or now is None or now.st_ino != before.st_ino:
        return False
    return (now.st_mtime_ns, now.st_size) != (before.st_mtime_ns, before.st_size)


def _check_replaceable(path: Path, target: Path, names: Sequence[str], *, force: bool) -> None:
    if foreign := _foreign_entries(target, names):
        raise OutputFailed(
            f'cannot write "{path}": the folder contains "{foreign[0]}", which `sco export` did not write; '
            "choose another"
        )
    if any(target.iterdir()):
        _check_allowed(target, force=force)
    if target.samefile(os.curdir):
        raise OutputFailed(f'cannot write "{path}": it is the current folder; name a folder inside it')


def _foreign_entries(folder: Path, names: Sequence[str]) -> list[str]:
    """The names in a folder other than those of these files; all names if the first of the files is missing."""
    entries = sorted(folder.iterdir())
    is_export = any(entry.name == names[0] for entry in entries)
    return [entry.name for entry in entries if not (is_export and entry.name in names and entry.is_file())]


def _put_in_place(folder: Path, target: Path, names: Sequence[str], *, force: bool) -> None:
    """Give a complete folder the name of the target. An older folder of that name is in `folder` then, or replaced.

    Raises FileExistsError if there is something that may not be replaced.
    """
    for _ in range(MAX_ATTEMPTS):
        is_there = _prepare_replacement(folder, target, names, force=force)
        try:
            if is_there:
                _replace_folder(folder, target, names)
            else:
                folder.rename(target)
        except OSError as error:
            if error.errno not in CHANGED_MEANWHILE:
                raise
        else:
            return
    raise FileExistsError


def _prepare_replacement(folder: Path, target: Path, names: Sequence[str], *, force: bool) -> bool:
    """Whether there is a target. Then `folder` gets its permissions.

    Raises FileExistsError for a target that may not be replaced, which another process may have made meanwhile.
    """
    mode = _mode(target)
    if mode is None:
        return False
    if not stat.S_ISDIR(mode) or _foreign_entries(target, names) or (not force and any(target.iterdir())):
        raise FileExistsError
    folder.chmod(stat.S_IMODE(mode))
    return True


def _replace_folder(folder: Path, target: Path, names: Sequence[str]) -> None:
    """Exchange a complete folder and the target; if the system cannot do that, replace each file of the target."""
    if exchange(folder, target):
        if _foreign_entries(folder, names):  # another process has put something there in the last moment
            exchange(folder, target)
            raise FileExistsError
    else:
        for name in (*names[1:], names[0]):
            (folder / name).replace(target / name)


def exchange(path: Path, other: Path) -> bool:
    """Let two paths change places in one step; False if the system or the file system cannot do that."""
    # A lazy import: only the replacement of a folder needs it.
    import ctypes  # noqa: PLC0415

    name, flag, current_folder = EXCHANGE.get(sys.platform, ("", 0, 0))
    function = getattr(ctypes.CDLL(None, use_errno=True), name, None) if name else None
    if function is None:
        return False
    if function(current_folder, os.fsencode(path), current_folder, os.fsencode(other), flag) == 0:
        return True
    number = ctypes.get_errno()
    if number in CANNOT_EXCHANGE:
        return False
    raise OSError(number, os.strerror(number))


def _remove_folder(folder: Path, names: Sequence[str]) -> None:
    """Remove a folder with these files. If it has others, it stays with those."""
    with suppress(OSError):
        folder.chmod(stat.S_IRWXU)
        # The first file last: a folder without it is none of ours to a process that looks at it meanwhile.
        for name in reversed(names):
            (folder / name).unlink(missing_ok=True)
        folder.rmdir()


def temporary_path(target: Path) -> Path:
    """A new hidden name in the folder of the target, because a rename cannot lead to another file system."""
    return target.parent / f"{HIDDEN_PREFIX}{os.urandom(8).hex()}"


def _mode(path: Path) -> int | None:
    """The type and the permissions of a file or folder, None if there is none."""
    status = _stat(path)
    return None if status is None else status.st_mode


def _stat(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except FileNotFoundError:
        return None


@contextmanager
def errors_translated(path: Path) -> Iterator[None]:
    """Raise errors of the system as sentences with the path that the user gave."""
    try:
        yield
    except FileExistsError as error:
        raise BadRequest(f'"{path}" already exists; use --force to replace it') from error
    except OSError as error:
        raise OutputFailed(f'cannot write "{path}": {error.strerror or error}') from error


@contextmanager
def signals_as_exceptions() -> Iterator[None]:
    """Raise SystemExit for signals that would end the process before it has cleaned up."""

    def stop(number: int, _: FrameType | None) -> NoReturn:
        raise SystemExit(128 + number)

    is_main = threading.current_thread() is threading.main_thread()  # no other thread may set handlers
    signals = {signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)} if is_main else set()  # no SIGHUP on Windows
    handled = [number for number in signals if signal.getsignal(number) is signal.SIG_DFL]
    for number in handled:
        signal.signal(number, stop)
    try:
        yield
    finally:
        for number in handled:
            signal.signal(number, signal.SIG_DFL)


@contextmanager
def signals_blocked() -> Iterator[None]:
    """Delay signals to the end of the block, so that they cannot leave a folder half replaced or half removed."""
    can_block = hasattr(signal, "pthread_sigmask")  # not on Windows
    if can_block:
        former = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM, signal.SIGHUP})
    try:
        yield
    finally:
        if can_block:
            signal.pthread_sigmask(signal.SIG_SETMASK, former)
