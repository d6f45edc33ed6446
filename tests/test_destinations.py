"""Where an export goes: what is there is kept or replaced, and an export that fails or is killed leaves nothing."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from conftest import SMALL, run_sco
from support.exports import DESTINATIONS, contents

from sco_cli.exports import sqlite
from sco_cli.exports.registry import ENDINGS
from sco_cli.exports.tables import TABLES
from sco_cli.loading.loader import load


@pytest.mark.parametrize("destination", DESTINATIONS)
def test_what_is_there_is_kept_without_force_and_replaced_with_it(destination: str, tmp_path: Path) -> None:
    whole = f"{tmp_path}/{destination}"
    assert run_sco("export", whole, "--facts", SMALL).code == 0
    before = contents(tmp_path)
    ran = run_sco("export", whole)
    assert (ran.code, ran.out) == (2, "")
    assert "--force" in ran.err
    assert contents(tmp_path) == before
    assert run_sco("export", whole, "--force").code == 0
    after = contents(tmp_path)
    assert after.keys() == before.keys()
    assert after != before


@pytest.mark.parametrize("destination", ["facts.xlsx", "facts.csv", "facts.json", "a.b/c.parquet", ""])
def test_a_name_of_no_kind_is_refused_and_told_what_there_is(destination: str, tmp_path: Path) -> None:
    ran = run_sco("export", f"{tmp_path}/{destination}" if destination else "-")
    assert (ran.code, list(tmp_path.iterdir())) == (2, [])
    assert all(ending in ran.err for ending in ENDINGS)


@pytest.mark.parametrize("destination", DESTINATIONS)
def test_what_cannot_be_written_leaves_nothing(destination: str, tmp_path: Path) -> None:
    ran = run_sco("export", f"{tmp_path}/missing/{destination}")
    assert (ran.code, list(tmp_path.iterdir())) == (3, [])
    assert "No such file or directory" in ran.err
    (tmp_path / "facts.db").mkdir()
    (tmp_path / "facts.jsonl").mkdir()
    (tmp_path / "facts").write_text("mine")
    before = contents(tmp_path)
    for force in ((), ("--force",)):
        assert run_sco("export", f"{tmp_path}/{destination}", *force).code == 3
        assert contents(tmp_path) == before


def test_a_folder_with_other_things_in_it_is_never_replaced(tmp_path: Path) -> None:
    target = tmp_path / "mine"
    target.mkdir()
    (target / "thesis.txt").write_text("years of work")
    assert run_sco("export", target, "--force").code == 3
    (target / "datapackage.json").write_text("{}")
    ran = run_sco("export", target, "--force")
    assert ran.code == 3
    assert "thesis.txt" in ran.err
    assert contents(target) == {"thesis.txt": b"years of work", "datapackage.json": b"{}"}
    (target / "thesis.txt").unlink()
    assert run_sco("export", target, "--force").code == 0
    assert len(contents(target)) == len(TABLES) + 1


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    (tmp_path / "v1.2").mkdir()
    assert run_sco("export", tmp_path / "v1.2").code == 0
    assert len(contents(tmp_path)) == len(TABLES) + 1


def test_the_folder_that_sco_runs_in_is_not_taken_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run_sco("export", "./").code == 3
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="links need leave there")
def test_a_link_stays_and_leads_to_the_new_file(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    link = tmp_path / "facts.jsonl"
    link.symlink_to("there/real.jsonl")
    for force in ((), ("--force",)):
        assert run_sco("export", link, *force).code == 0
        assert link.is_symlink()
        assert load(tmp_path / "there" / "real.jsonl").facts
    loop = tmp_path / "loop.db"
    loop.symlink_to("loop.db")
    assert run_sco("export", loop, "--force").code == 3
    assert loop.is_symlink()


@pytest.mark.skipif(os.name == "nt", reason="permissions are of another kind there")
def test_permissions_are_those_of_any_new_file_and_those_that_were_there(tmp_path: Path) -> None:
    old = os.umask(0o027)
    try:
        for destination in DESTINATIONS:
            path = tmp_path / destination
            run_sco("export", f"{tmp_path}/{destination}", "--facts", SMALL)
            assert path.stat().st_mode & 0o777 == (0o750 if path.is_dir() else 0o640)
            path.chmod(0o700)
            run_sco("export", f"{tmp_path}/{destination}", "--facts", SMALL, "--force")
            assert path.stat().st_mode & 0o777 == 0o700
    finally:
        os.umask(old)


STALLED = """
import os, sys
from pathlib import Path
if sys.argv[3] == "hidden" and hasattr(os, "O_TMPFILE"):
    del os.O_TMPFILE
from sco_cli import exports, progress
def stall(items):
    for number, item in enumerate(items):
        yield item
        if number == 5:
            print("in the middle", flush=True)
            while True:
                pass
class Stalled:
    def __enter__(self):
        return stall
    def __exit__(self, *_):
        pass
from sco_cli.commands import export
export.progress = lambda *_: Stalled()
sys.argv = ["sco", "export", sys.argv[1], "--force", "--facts", sys.argv[2]]
from sco_cli.cli.app import main
main()
"""
"""An export that stops in its middle, and waits to be killed there."""


@pytest.mark.skipif(os.name == "nt", reason="the signals are those of POSIX")
@pytest.mark.parametrize("way", ["nameless", "hidden"])
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP", "SIGKILL"])
@pytest.mark.parametrize("destination", DESTINATIONS)
def test_a_killed_export_leaves_nothing_and_harms_nothing(
    destination: str, name: str, way: str, tmp_path: Path
) -> None:
    if (way, name) == ("hidden", "SIGKILL"):
        pytest.skip("where drafts have names, nothing can remove them then")
    number = signal.Signals[name]
    for existing in (False, True):
        if existing:
            assert run_sco("export", f"{tmp_path}/{destination}", "--facts", SMALL).code == 0
        before = contents(tmp_path)

        def listen() -> None:
            with suppress(OSError):  # no one is told to ignore SIGKILL, as a job in the background may be of others
                signal.signal(number, signal.SIG_DFL)

        command = [sys.executable, "-c", STALLED, f"{tmp_path}/{destination}", str(SMALL), way]
        with subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            preexec_fn=listen,  # noqa: PLW1509  # no threads here
        ) as running:
            assert running.stdout
            assert running.stdout.readline() == b"in the middle\n"
            running.send_signal(number)
            _, err = running.communicate(timeout=30)
        assert running.returncode == (-number if name == "SIGKILL" else 128 + number)
        assert err == b""
        assert contents(tmp_path) == before
        if not existing:
            assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="limits are of POSIX")
@pytest.mark.parametrize("destination", DESTINATIONS)
def test_a_full_disk_is_told_and_leaves_nothing(destination: str, tmp_path: Path) -> None:
    line = f"ulimit -f 8; exec {sys.executable} -B -m sco_cli export {tmp_path}/{destination}"
    done = subprocess.run(["bash", "-c", line], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, list(tmp_path.iterdir())) == (3, [])
    said = re.escape(f'sco: cannot write "{tmp_path}/{destination.rstrip("/")}": ')
    assert re.fullmatch(f"{said}(File too large|SQLite says: disk I/O error)\n", done.stderr)


def test_a_sqlite_that_lacks_something_is_a_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sqlite, "INDEX", "CREATE VIRTUAL TABLE x USING fts9()")
    ran = run_sco("export", tmp_path / "x.db")
    assert (ran.code, list(tmp_path.iterdir())) == (3, [])
    assert "SQLite says: no such module: fts9" in ran.err
