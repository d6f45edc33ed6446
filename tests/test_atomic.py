"""Atomic writes: a file or folder is complete or not there, and what others create in its place is not overwritten."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from support.exports import contents

from sco_cli.atomic import atomic_file, atomic_folder
from sco_cli.errors import BadRequest, OutputFailed


def names(folder: Path) -> set[str]:
    """What is in a folder, hidden or not."""
    return {path.name for path in folder.iterdir()}


def write_half_a_file(target: Path, error: type[BaseException]) -> None:
    with atomic_file(target, force=True) as stream:
        stream.write(b"half")
        stream.flush()
        raise error


def write_half_a_folder(target: Path, error: type[BaseException]) -> None:
    with atomic_folder(target, ("a", "b"), force=True) as files:
        files["a"].write(b"half")
        raise error


@pytest.mark.parametrize("error", [KeyboardInterrupt, SystemExit, OSError, RuntimeError])
def test_an_exception_leaves_what_was_there(tmp_path: Path, error: type[BaseException]) -> None:
    (tmp_path / "old.txt").write_bytes(b"old")
    write_folder(tmp_path / "old", b"old")
    for write, name in (
        (write_half_a_file, "old.txt"),
        (write_half_a_file, "new.txt"),
        (write_half_a_folder, "old"),
        (write_half_a_folder, "new"),
    ):
        with pytest.raises((error, OutputFailed)):
            write(tmp_path / name, error)
    assert contents(tmp_path) == {"old.txt": b"old", "old/a": b"old"}
    assert names(tmp_path) == {"old.txt", "old"}


def write_folder(target: Path, content: bytes) -> None:
    """Write a folder with one file "a"."""
    with atomic_folder(target, ("a",), force=True) as files:
        files["a"].write(content)


def test_a_complete_file_or_folder_replaces_the_old_one(tmp_path: Path) -> None:
    for content in (b"one", b"two"):
        with atomic_file(tmp_path / "file", force=True) as stream:
            stream.write(content)
        with atomic_folder(tmp_path / "folder", ("a", "b"), force=True) as files:
            files["a"].write(content)
        assert contents(tmp_path) == {"file": content, "folder/a": content, "folder/b": b""}
    assert names(tmp_path) == {"file", "folder"}


def test_data_is_on_the_disk_before_the_file_has_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[set[str]] = []
    monkeypatch.setattr(os, "fsync", lambda _: synced.append(names(tmp_path)))
    with atomic_file(tmp_path / "file", force=False) as stream:
        stream.write(b"new")
    write_folder(tmp_path / "folder", b"new")
    assert [{name for name in found if not name.startswith(".sco-")} for found in synced] == [set(), {"file"}]


def test_a_file_can_be_written_in_another_thread(tmp_path: Path) -> None:
    def write() -> None:
        with atomic_file(tmp_path / "file", force=False) as stream:
            stream.write(b"new")

    thread = threading.Thread(target=write)
    thread.start()
    thread.join()
    assert contents(tmp_path) == {"file": b"new"}


def test_a_file_that_another_process_creates_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    target = tmp_path / "file"

    def write() -> None:
        with atomic_file(target, force=False) as stream:
            stream.write(b"ours")
            target.write_bytes(b"theirs")

    with pytest.raises(BadRequest):
        write()
    assert contents(tmp_path) == {"file": b"theirs"}


def test_a_folder_that_cannot_be_renamed_leaves_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "folder"
    write_folder(target, b"old")
    rename = Path.rename

    def fail_for_the_new_folder(path: Path, to: Path) -> Path:
        if to == target and path.name.startswith(".sco-") and (path / "a").read_bytes() == b"new":
            raise OSError(5, "Input/output error")
        return rename(path, to)

    monkeypatch.setattr(Path, "rename", fail_for_the_new_folder)
    with pytest.raises(OutputFailed):
        write_folder(target, b"new")
    assert contents(tmp_path) == {"folder/a": b"old"}
    assert names(tmp_path) == {"folder"}


@pytest.mark.parametrize("name", ["thesis.txt", "a"])
def test_a_folder_that_another_process_creates_meanwhile_is_left_alone(tmp_path: Path, name: str) -> None:
    target = tmp_path / "folder"
    with pytest.raises(BadRequest), atomic_folder(target, ("a", "b"), force=False):  # noqa: PT012  # the other process
        target.mkdir()
        (target / name).write_bytes(b"mine")
    assert contents(tmp_path) == {f"folder/{name}": b"mine"}
    assert names(tmp_path) == {"folder"}


def test_a_file_that_another_process_creates_in_the_place_of_a_folder_is_left_alone(tmp_path: Path) -> None:
    target = tmp_path / "folder"
    with pytest.raises(BadRequest), atomic_folder(target, ("a",), force=False):
        target.write_bytes(b"mine")
    assert contents(tmp_path) == {"folder": b"mine"}


def test_a_file_that_comes_into_a_folder_while_it_is_replaced_is_not_removed(tmp_path: Path) -> None:
    target = tmp_path / "folder"
    write_folder(target, b"old")
    with pytest.raises(BadRequest), atomic_folder(target, ("a",), force=True):
        (target / "thesis.txt").write_bytes(b"mine")
    assert contents(tmp_path) == {"folder/a": b"old", "folder/thesis.txt": b"mine"}
    assert names(tmp_path) == {"folder"}


SIGNAL_AT_EVERY_RENAME = """
import os, pathlib, signal, sys
from sco_cli.atomic import atomic_folder
target, rename = pathlib.Path(sys.argv[1]), pathlib.Path.rename
with atomic_folder(target, ("a",), force=False) as files:
    files["a"].write(b"old")
def rename_and_stop(self, to):
    os.kill(os.getpid(), signal.SIGTERM)
    return rename(self, to)
pathlib.Path.rename = rename_and_stop
with atomic_folder(target, ("a",), force=True) as files:
    files["a"].write(b"new")
"""
"""A script that replaces a folder and gets a signal at every step of the replacement."""


@pytest.mark.skipif(not hasattr(signal, "pthread_sigmask"), reason="signals cannot be blocked here")
def test_a_signal_does_not_interrupt_the_replacement_of_a_folder(tmp_path: Path) -> None:
    command = [sys.executable, "-c", SIGNAL_AT_EVERY_RENAME, str(tmp_path / "folder")]
    done = subprocess.run(command, capture_output=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (128 + signal.SIGTERM, b"")
    assert contents(tmp_path) == {"folder/a": b"new"}
    assert names(tmp_path) == {"folder"}
