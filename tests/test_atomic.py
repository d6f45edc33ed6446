"""Atomic writes: a file or folder is complete or not there, and what others create in its place is not overwritten."""

from __future__ import annotations

import ctypes
import errno
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from unittest import mock

import pytest
from support.exports import contents

from sco_cli import atomic
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


@pytest.mark.skipif(os.name == "nt", reason="there are no such permissions there")
def test_another_library_can_write_the_file_which_nobody_else_can_read_if_it_replaces_one(tmp_path: Path) -> None:
    target = tmp_path / "file"
    target.write_bytes(b"old")
    target.chmod(0o640)
    with atomic_file(target, force=True) as stream:
        hidden = Path(stream.name)
        assert (hidden.parent, hidden.stat().st_mode & 0o777) == (tmp_path, 0o600)
        hidden.write_bytes(b"new")
    assert (target.stat().st_mode & 0o777, contents(tmp_path)) == (0o640, {"file": b"new"})


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


def test_a_folder_that_cannot_be_exchanged_leaves_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "folder"
    write_folder(target, b"old")
    monkeypatch.setattr(atomic, "exchange", mock.Mock(side_effect=OSError(5, "Input/output error")))
    with pytest.raises(OutputFailed, match="Input/output error"):
        write_folder(target, b"new")
    assert contents(tmp_path) == {"folder/a": b"old"}
    assert names(tmp_path) == {"folder"}


EXCHANGES = [*(["exchanged"] if sys.platform in atomic.EXCHANGE else []), "files replaced"]
"""The two ways to replace a folder: by an exchange, and file by file on systems without one."""


@pytest.fixture(params=EXCHANGES)
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """A way to replace a folder."""
    if request.param == "files replaced":
        monkeypatch.setattr(atomic, "EXCHANGE", {})
    return str(request.param)


@pytest.mark.usefixtures("way")
def test_a_folder_is_replaced_on_every_system(tmp_path: Path) -> None:
    for content in (b"one", b"two"):
        with atomic_folder(tmp_path / "folder", ("a", "b"), force=True) as files:
            files["a"].write(content)
            files["b"].write(content)
        assert contents(tmp_path) == {"folder/a": content, "folder/b": content}
    assert names(tmp_path) == {"folder"}


def test_the_first_file_is_the_last_to_be_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(atomic, "EXCHANGE", {})
    replaced = []
    replace = Path.replace

    def note_and_replace(path: Path, target: Path) -> Path:
        replaced.append(target.name)
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", note_and_replace)
    for _ in range(2):
        with atomic_folder(tmp_path / "folder", ("descriptor", "a", "b"), force=True):
            pass
    assert replaced == ["a", "b", "descriptor"]


has_exchange = pytest.mark.skipif(sys.platform not in atomic.EXCHANGE, reason="this system has no exchange of names")


@has_exchange
@pytest.mark.parametrize("error", ["ENOSYS", "EINVAL", "EXDEV", "EIO"])
def test_a_system_that_cannot_exchange_names_is_told_from_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: str
) -> None:
    number = getattr(errno, error)
    library = mock.Mock()
    getattr(library, atomic.EXCHANGE[sys.platform][0]).return_value = -1
    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: library)
    monkeypatch.setattr(ctypes, "get_errno", lambda: number)
    write_folder(tmp_path / "folder", b"old")
    if error == "EIO":
        with pytest.raises(OutputFailed, match=os.strerror(number)):
            write_folder(tmp_path / "folder", b"new")
    else:
        write_folder(tmp_path / "folder", b"new")
    assert contents(tmp_path) == {"folder/a": b"old" if error == "EIO" else b"new"}
    assert names(tmp_path) == {"folder"}


def test_a_target_that_changes_again_and_again_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_folder(tmp_path / "folder", b"old")
    monkeypatch.setattr(atomic, "exchange", mock.Mock(side_effect=FileNotFoundError(errno.ENOENT, "")))
    with pytest.raises(BadRequest):
        write_folder(tmp_path / "folder", b"new")
    assert contents(tmp_path) == {"folder/a": b"old"}


@has_exchange
def test_a_file_that_comes_in_the_last_moment_is_not_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "folder"
    write_folder(target, b"old")
    exchange = atomic.exchange

    def exchange_late(path: Path, other: Path) -> bool:
        if not (target / "thesis.txt").exists() and (target / "a").read_bytes() == b"old":
            (target / "thesis.txt").write_bytes(b"mine")
        return exchange(path, other)

    monkeypatch.setattr(atomic, "exchange", exchange_late)
    with pytest.raises(BadRequest):
        write_folder(target, b"new")
    assert contents(tmp_path) == {"folder/a": b"old", "folder/thesis.txt": b"mine"}


def test_with_force_a_folder_that_another_process_has_exported_meanwhile_is_replaced(tmp_path: Path) -> None:
    target = tmp_path / "folder"
    with atomic_folder(target, ("a",), force=True) as files:
        write_folder(target, b"theirs")
        files["a"].write(b"ours")
    assert contents(tmp_path) == {"folder/a": b"ours"}
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


SIGNAL_AT_THE_EXCHANGE = """
import os, pathlib, signal, sys
from sco_cli import atomic
target, exchange = pathlib.Path(sys.argv[1]), atomic.exchange
with atomic.atomic_folder(target, ("a",), force=False) as files:
    files["a"].write(b"old")
def exchange_and_stop(path, other):
    os.kill(os.getpid(), signal.SIGTERM)
    return exchange(path, other)
atomic.exchange = exchange_and_stop
with atomic.atomic_folder(target, ("a",), force=True) as files:
    files["a"].write(b"new")
"""
"""A script that replaces a folder and gets a signal while it does."""


@pytest.mark.skipif(not hasattr(signal, "pthread_sigmask"), reason="signals cannot be blocked here")
def test_a_signal_does_not_interrupt_the_replacement_of_a_folder(tmp_path: Path) -> None:
    command = [sys.executable, "-c", SIGNAL_AT_THE_EXCHANGE, str(tmp_path / "folder")]
    done = subprocess.run(command, capture_output=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (128 + signal.SIGTERM, b"")
    assert contents(tmp_path) == {"folder/a": b"new"}
    assert names(tmp_path) == {"folder"}


KILL_AT_EACH_LINE = """
import os, signal, sys
from sco_cli import atomic
path, names = atomic.Path(sys.argv[1]), sys.argv[3:]
if sys.argv[2] == "files replaced":
    atomic.EXCHANGE.clear()
def replace_and_kill(last):
    count = 0
    def kill(frame, event, argument):
        nonlocal count
        if frame.f_code.co_filename != atomic.__file__:
            return None
        count += event == "line"
        if count == last:
            os.kill(os.getpid(), signal.SIGKILL)
        return kill
    sys.settrace(kill)
    with atomic.atomic_folder(path, names, force=True) as files:
        for stream in files.values():
            stream.write(str(last).encode())
    os._exit(0)
line = status = 0
while line == 0 or status:
    line += 1
    status = os.waitpid(os.fork() or replace_and_kill(line), 0)[1]
    assert sorted(os.listdir(path)) == sorted(names)
    print(status, *((path / name).read_text() for name in names))
"""
"""A script that replaces a folder again and again, each time killed before the next line of `atomic`.

After each kill it prints how the process has ended, and the contents of the files in the folder.
"""


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="no process can be copied here")
@pytest.mark.parametrize("way", EXCHANGES)
def test_after_a_kill_at_any_line_every_file_is_complete(tmp_path: Path, way: str) -> None:
    files = ["descriptor", "a", "b", "c", "d", "e", "f", "g"]
    with atomic_folder(tmp_path / "folder", files, force=True) as streams:
        for stream in streams.values():
            stream.write(b"0")
    command = [sys.executable, "-c", KILL_AT_EACH_LINE, str(tmp_path / "folder"), way, *files]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    *kills, completed = (line.split() for line in done.stdout.splitlines())
    assert len(kills) >= 200
    before = ["0"] * len(files)
    for line, (status, *found) in enumerate(kills, start=1):
        assert int(status) == signal.SIGKILL
        assert all(content in (old, str(line)) for content, old in zip(found, before, strict=True))
        if way == "exchanged":
            assert len({*found}) == 1  # the old folder or the new one
        before = found
    assert completed == ["0", *[str(len(kills) + 1)] * len(files)]
    assert before == [str(len(kills))] * len(files)  # the last kills came after the replacement


def test_what_is_read_only_is_not_replaced(tmp_path: Path) -> None:
    file = tmp_path / "mine.txt"
    file.write_text("mine")
    file.chmod(0o444)
    with pytest.raises(OutputFailed, match="it is read-only"), atomic.atomic_file(file, force=True):
        pass
    assert (file.read_text(), list(tmp_path.iterdir())) == ("mine", [file])


def test_a_file_that_changed_meanwhile_is_not_replaced(tmp_path: Path) -> None:
    file = tmp_path / "mine.txt"
    file.write_text("old")
    with pytest.raises(OutputFailed, match="changed it in the meantime"), atomic.atomic_file(file, force=True):
        file.write_text("changed")
    assert (file.read_text(), list(tmp_path.iterdir())) == ("changed", [file])
