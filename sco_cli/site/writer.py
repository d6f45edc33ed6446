"""Writing a site: all of it or nothing, and over an older one only if it is one that `sco site` has written."""

from __future__ import annotations

import json
import os
import shutil
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from sco_cli import atomic
from sco_cli.errors import OutputFailed

MANIFEST = "sco-site.json"
"""The file that lists the files of a site, by which a later run knows that it may replace them."""

MANIFEST_VERSION = 1


class SiteFolder:
    """A folder that is being written; it has a hidden name until it is complete."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.names: dict[str, None] = {}

    def write(self, name: str, content: bytes) -> None:
        """Write a file, whose name may have one folder before it."""
        path = self._folder / name
        if "/" in name:
            path.parent.mkdir(exist_ok=True)
        with path.open("xb") as stream:
            stream.write(content)
        self.names[name] = None

    def write_lines(self, name: str, lines: Iterable[str]) -> None:
        """Write a text file, each line of which ends with a line feed on every system."""
        self.write(name, "".join(f"{line}\n" for line in lines).encode())


@contextmanager
def site_folder(path: Path, *, force: bool) -> Iterator[SiteFolder]:
    """A folder for the files of a site, which gets its name if the block ends without an exception.

    An existing folder is replaced if it is empty or, with `force`, if it is a site: it has a manifest, and nothing but
    the files in it. Raises BadRequest for a site without `force`, OutputFailed for any other folder, and for what
    cannot be written.
    """
    with atomic.errors_translated(path), atomic.signals_as_exceptions():
        target = Path(os.path.realpath(path))
        _check(path, target, force=force)
        temporary = atomic.temporary_path(target)
        try:
            temporary.mkdir()
            folder = SiteFolder(temporary)
            yield folder
            manifest = {"sco_site": MANIFEST_VERSION, "files": sorted([*folder.names, MANIFEST])}
            folder.write(MANIFEST, f"{json.dumps(manifest, indent=1)}\n".encode())
            with atomic.signals_blocked():
                _check(path, target, force=force)  # again, because another process may have changed it
                _put_in_place(path, temporary, target, force=force)
        finally:
            with atomic.signals_blocked():
                shutil.rmtree(temporary, ignore_errors=True)


def _put_in_place(path: Path, temporary: Path, target: Path, *, force: bool) -> None:
    """Give the folder the name of the target; the older site is in `temporary` then."""
    if not target.exists():
        temporary.rename(target)
        return
    temporary.chmod(stat.S_IMODE(target.stat().st_mode))
    if not atomic.exchange(temporary, target):
        older = atomic.temporary_path(target)
        target.rename(older)
        temporary.rename(target)
        older.rename(temporary)
        return
    try:
        _check(path, temporary, force=force)
    except OutputFailed:  # another process has put something there in the last moment
        atomic.exchange(temporary, target)
        raise


def _check(path: Path, target: Path, *, force: bool) -> None:
    """Raise OutputFailed for what is no site, FileExistsError for a site that may not be replaced."""
    try:
        mode = target.stat().st_mode
    except FileNotFoundError:
        return
    if not stat.S_ISDIR(mode):
        raise OutputFailed(f'cannot write "{path}": it is not a folder')
    entries = sorted(target.iterdir())
    known = _listed_files(target) if entries else set()
    foreign = next(_foreign_files(target, entries, known), None)
    if foreign:
        raise OutputFailed(
            f'cannot write "{path}": the folder contains "{foreign}", which `sco site` did not write; '
            "choose another folder"
        )
    if target.samefile(os.curdir):
        raise OutputFailed(f'cannot write "{path}": it is the current folder; name a folder inside it')
    if entries and not force:
        raise FileExistsError


def _listed_files(target: Path) -> set[str]:
    """The files of the site in a folder, by its manifest; none if it has no valid one."""
    try:
        manifest = json.loads((target / MANIFEST).read_bytes())
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError, ValueError, RecursionError):
        return set()
    if not isinstance(manifest, dict) or manifest.get("sco_site") != MANIFEST_VERSION:
        return set()
    files = manifest.get("files")
    return {name for name in files if isinstance(name, str)} if isinstance(files, list) else set()


def _foreign_files(target: Path, entries: Iterable[Path], known: set[str]) -> Iterator[str]:
    """The files, links and deeper folders in a folder that are not among the known ones."""
    folders = {str(PurePosixPath(name).parent) for name in known}
    for entry in entries:
        name = entry.relative_to(target).as_posix()
        if entry.is_symlink() or (not entry.is_dir() and name not in known):
            yield name
        elif entry.is_dir() and name in folders:
            yield from _foreign_files(target, sorted(entry.iterdir()), known)
        elif entry.is_dir():
            yield name
