"""A file or a folder is whole or not there, and what others put in its place meanwhile is left alone."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from support.exports import contents

from sco_cli.atomic import atomic_file, atomic_folder
from sco_cli.errors import BadRequest, OutputFailed


@pytest.fixture(params=["nameless", "hidden"])
def drafts(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Drafts as Linux has them, and as other systems do."""
    if request.param == "hidden":
        monkeypatch.delattr(os, "O_TMPFILE", raising=False)
    return str(request.param)


def half_a_file(target: Path, error: type[BaseException]) -> None:
    with atomic_file(target, force=True) as stream:
        stream.write(b"half")
        stream.flush()
        raise error


def half_a_folder(target: Path, error: type[BaseException]) -> None:
    with atomic_folder(target, ("a", "b"), force=True) as files:
        files["a"].write(b"half")
        raise error


@pytest.mark.usefixtures("drafts")
@pytest.mark.parametrize("error", [KeyboardInterrupt, SystemExit, OSError, RuntimeError])
def test_a_failure_in_the_middle_leaves_what_was_there(tmp_path: Path, error: type[BaseException]) -> None:
    (tmp_path / "kept.txt").write_bytes(b"old")
    for write, name in ((half_a_file, "kept.txt"), (half_a_file, "new.txt"), (half_a_folder, "folder")):
        with pytest.raises((error, OutputFailed)):
            write(tmp_path / name, error)
    assert contents(tmp_path) == {"kept.txt": b"old"}
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.usefixtures("drafts")
def test_what_is_finished_is_there(tmp_path: Path) -> None:
    for content in (b"one", b"two"):
        with atomic_file(tmp_path / "file", force=True) as stream:
            stream.write(content)
        with atomic_folder(tmp_path / "folder", ("a", "b"), force=True) as files:
            files["a"].write(content)
        assert contents(tmp_path) == {"file": content, "folder/a": content, "folder/b": b""}
    assert {path.name for path in tmp_path.iterdir()} == {"file", "folder"}


@pytest.mark.usefixtures("drafts")
def test_a_file_that_comes_while_we_write_is_not_overwritten(tmp_path: Path) -> None:
    target = tmp_path / "file"

    def write() -> None:
        with atomic_file(target, force=False) as stream:
            stream.write(b"ours")
            target.write_bytes(b"theirs")

    with pytest.raises(BadRequest):
        write()
    assert contents(tmp_path) == {"file": b"theirs"}


def test_a_folder_that_cannot_be_moved_in_puts_the_old_one_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "folder"
    with atomic_folder(target, ("a",), force=False) as files:
        files["a"].write(b"old")
    rename = Path.rename

    def fail_once(path: Path, to: Path) -> Path:
        if to == target and path.name.startswith(".sco-") and (path / "a").read_bytes() == b"new":
            raise OSError(5, "Input/output error")
        return rename(path, to)

    monkeypatch.setattr(Path, "rename", fail_once)
    with pytest.raises(OutputFailed), atomic_folder(target, ("a",), force=True) as files:
        files["a"].write(b"new")
    assert contents(tmp_path) == {"folder/a": b"old"}
    assert len(list(tmp_path.iterdir())) == 1


def entries(folder: Path) -> dict[str, str]:
    """Every file below a folder, with what it says."""
    return {str(path.relative_to(folder)): path.read_text() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.mark.parametrize("name", ["thesis.txt", "a"])
def test_a_folder_that_comes_while_one_is_written_is_left_alone(tmp_path: Path, name: str) -> None:
    target = tmp_path / "folder"
    with pytest.raises(BadRequest), atomic_folder(target, ("a", "b"), force=False):  # noqa: PT012  # what comes
        target.mkdir()
        (target / name).write_text("mine")
    assert entries(tmp_path) == {f"folder/{name}": "mine"}
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


def test_a_file_that_comes_while_a_folder_is_written_is_left_alone(tmp_path: Path) -> None:
    target = tmp_path / "folder"
    with pytest.raises(BadRequest), atomic_folder(target, ("a",), force=False):
        target.write_text("mine")
    assert entries(tmp_path) == {"folder": "mine"}


def test_what_comes_into_a_folder_while_it_is_replaced_is_kept(tmp_path: Path) -> None:
    target = tmp_path / "folder"
    with atomic_folder(target, ("a",), force=False) as files:
        files["a"].write(b"old")
    with pytest.raises(BadRequest), atomic_folder(target, ("a",), force=True):
        (target / "thesis.txt").write_text("mine")
    assert entries(tmp_path) == {"folder/a": "old", "folder/thesis.txt": "mine"}


DISTURBED = """
import os, pathlib, signal, sys
from sco_cli import writing
target, rename = pathlib.Path(sys.argv[1]), pathlib.Path.rename
with writing.whole_folder(target, ("a",), force=False) as files:
    files["a"].write(b"old")
def rename_and_stop(self, to):
    os.kill(os.getpid(), signal.SIGTERM)
    return rename(self, to)
pathlib.Path.rename = rename_and_stop
with writing.whole_folder(target, ("a",), force=True) as files:
    files["a"].write(b"new")
"""
"""A folder that is replaced while a signal comes at every step of it."""


@pytest.mark.skipif(not hasattr(signal, "pthread_sigmask"), reason="signals cannot wait here")
def test_a_signal_waits_until_what_gets_its_name_has_it(tmp_path: Path) -> None:
    command = [sys.executable, "-c", DISTURBED, str(tmp_path / "folder")]
    done = subprocess.run(command, capture_output=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (128 + signal.SIGTERM, b"")
    assert entries(tmp_path) == {"folder/a": "new"}
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]
