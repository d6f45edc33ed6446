"""Files written whole or not at all: what is not complete has no name, or a hidden one that is removed.

On Linux a draft has no name (O_TMPFILE of open(2)), so that even a process that is killed leaves nothing. Where that
cannot be, it is a hidden file `.sco-*` beside its target, removed whatever happens, short of SIGKILL or a power cut.
"""

from __future__ import annotations

import errno
import os
import signal
import stat
from collections.abc import Collection, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import BinaryIO, NoReturn

from sco_cli.errors import BadRequest, OutputFailed

DESCRIPTORS = "/proc/self/fd"
"""Where Linux shows the open files of a process, those without a name too."""


@contextmanager
def atomic_file(path: Path, *, force: bool) -> Iterator[BinaryIO]:
    """A stream for the contents of a file, which is there once the block has ended without an exception.

    An existing file is replaced with `force`, in one step, and keeps its permissions; one that a link leads to is
    replaced where it is. Raises BadRequest for an existing file without `force`, OutputFailed for what cannot be
    written.
    """
    with _errors_translated(path), _signals_as_exceptions():
        target = Path(os.path.realpath(path))
        mode = _mode(target)
        if mode is not None and not stat.S_ISREG(mode):
            raise OutputFailed(f'cannot write "{path}": it is {"a folder" if stat.S_ISDIR(mode) else "no plain file"}')
        if mode is not None and not force:
            raise BadRequest(_exists(path))
        with closing(_Draft(target.parent)) as draft:
            yield draft.stream
            draft.settle()
            with _signals_blocked():
                draft.publish(target, force=force)


@contextmanager
def atomic_folder(path: Path, names: Collection[str], *, force: bool) -> Iterator[Mapping[str, BinaryIO]]:
    """A stream for each of the names, files of a folder which is there once the block has ended without an exception.

    An existing folder is replaced with `force`, if it holds all or some of these files, the first of them among those,
    and nothing else; an empty one is filled. Raises BadRequest for one that is not empty without `force`, OutputFailed
    for what cannot be written.
    """
    with _errors_translated(path), _signals_as_exceptions(), ExitStack() as opened:
        target = Path(os.path.realpath(path))
        mode = _mode(target)
        if mode is not None:
            _check_replaceable(path, target, names, force=force)
        drafts = {name: opened.enter_context(closing(_Draft(target.parent))) for name in names}
        yield {name: draft.stream for name, draft in drafts.items()}
        for draft in drafts.values():
            draft.settle()  # takes its time, and there is nothing to be left behind yet
        with _signals_blocked():
            folder = _hidden_name(target.parent)
            folder.mkdir()
            try:
                for name, draft in drafts.items():
                    draft.publish(folder / name, force=False)
                _move_in(folder, target, names, mode)
            finally:
                _remove(folder, names)


class _Draft:
    """A file in the making, in the folder where it shall be."""

    def __init__(self, folder: Path) -> None:
        self.name: Path | None = None
        descriptor = _open_without_name(folder)
        if descriptor is None:
            self.name = _hidden_name(folder)
            descriptor = os.open(self.name, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
        self.stream: BinaryIO = os.fdopen(descriptor, "wb")

    def settle(self) -> None:
        """See to it that all that has been written is on the disk."""
        self.stream.flush()
        os.fsync(self.stream.fileno())

    def publish(self, target: Path, *, force: bool) -> None:
        """Give the settled file its name; in place of another with `force`, else FileExistsError is raised for one."""
        descriptor = self.stream.fileno()
        mode = _mode(target)
        if mode is not None and not force:
            raise FileExistsError
        if self.name is None:
            name = target if mode is None else _hidden_name(target.parent)
            # Python follows the link to the nameless file only where a folder is given, though that of a whole path
            # is not looked at.
            os.link(f"{DESCRIPTORS}/{descriptor}", name, src_dir_fd=descriptor)
            if mode is None:
                return
            self.name = name
        self.stream.close()
        if mode is not None:
            self.name.chmod(stat.S_IMODE(mode))
        self.name.replace(target)
        self.name = None

    def close(self) -> None:
        """Remove the draft, unless it has been published."""
        with suppress(OSError):  # what could not be written before cannot be written now
            self.stream.close()
        if self.name:
            self.name.unlink(missing_ok=True)


def _open_without_name(folder: Path) -> int | None:
    """The descriptor of a new file without a name; None where the system or the file system knows no such files."""
    if not hasattr(os, "O_TMPFILE") or not Path(DESCRIPTORS).is_dir():
        return None
    try:
        return os.open(folder, os.O_TMPFILE | os.O_RDWR, 0o666)
    except OSError:
        return None


def _check_replaceable(path: Path, target: Path, names: Collection[str], *, force: bool) -> None:
    held = {entry.name for entry in target.iterdir()}  # raises NotADirectoryError for a file
    ours = [name for name in names if (target / name).is_file()] if next(iter(names)) in held else []
    strange = sorted(held.difference(ours))
    if strange:
        raise OutputFailed(f'cannot write "{path}": the folder holds "{strange[0]}", which no export has put there')
    if held and not force:
        raise BadRequest(_exists(path))
    if target.samefile(os.curdir):
        raise OutputFailed(f'cannot write "{path}": it is the folder that sco was started in; name one inside it')


def _move_in(folder: Path, target: Path, names: Collection[str], mode: int | None) -> None:
    """Put the folder in the place of the target, which had that mode, and remove what was there.

    Raises FileExistsError where something has come meanwhile that no export has put there.
    """
    if mode is None:
        _rename(folder, target)
        return
    aside = _hidden_name(target.parent)
    target.rename(aside)
    try:
        _check_ours(aside, names)
        _rename(folder, target)
    except BaseException:
        aside.rename(target)
        raise
    target.chmod(stat.S_IMODE(mode))
    _remove(aside, names)


def _rename(folder: Path, target: Path) -> None:
    """Give the folder a name that only an empty folder may have; FileExistsError is raised for anything else there."""
    try:
        folder.rename(target)
    except OSError as error:
        if error.errno in (errno.ENOTEMPTY, errno.EEXIST, errno.ENOTDIR):
            raise FileExistsError from error
        raise


def _check_ours(folder: Path, names: Collection[str]) -> None:
    """Raise FileExistsError for a folder into which something has come that no export has put there."""
    if {entry.name for entry in folder.iterdir()}.difference(names):
        raise FileExistsError


def _remove(folder: Path, names: Collection[str]) -> None:
    """Remove a folder with these files, if it is still there, and no file more."""
    with suppress(OSError):
        folder.chmod(stat.S_IRWXU)
        for name in names:
            (folder / name).unlink(missing_ok=True)
        folder.rmdir()


def _hidden_name(folder: Path) -> Path:
    return folder / f".sco-{os.urandom(8).hex()}"


def _mode(target: Path) -> int | None:
    """The type and permissions of what is there; None where nothing is."""
    try:
        return target.stat().st_mode
    except FileNotFoundError:
        return None


def _exists(path: Path) -> str:
    return f'"{path}" is there already; --force replaces it'


@contextmanager
def _errors_translated(path: Path) -> Iterator[None]:
    """Failures of the system as sentences with the name that the user gave."""
    try:
        yield
    except FileExistsError as error:  # it has come while we wrote
        raise BadRequest(_exists(path)) from error
    except OSError as error:
        raise OutputFailed(f'cannot write "{path}": {error.strerror or error}') from error


@contextmanager
def _signals_blocked() -> Iterator[None]:
    """Inside, signals wait: what has begun to get its name gets it whole."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    held = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM, signal.SIGHUP})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, held)


@contextmanager
def _signals_as_exceptions() -> Iterator[None]:
    """Inside, the signals that would end the process raise SystemExit, so that what is to be removed is removed."""

    def stop(number: int, _: FrameType | None) -> NoReturn:
        raise SystemExit(128 + number)

    former = {}
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        with suppress(ValueError):  # only the main thread may listen
            if number is not None and signal.getsignal(number) is signal.SIG_DFL:
                former[number] = signal.signal(number, stop)
    try:
        yield
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)
