"""Destinations of exports: what is kept or replaced there, and what a failed or killed export leaves."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from support.exports import DESTINATIONS, contents
from support.paths import EXAMPLES, SMALL
from support.runner import run_in_bash, run_sco, started_process
from support.tables import TABLES

from sco_cli import atomic
from sco_cli.exports import sqlite
from sco_cli.exports.datapackage import DESCRIPTOR
from sco_cli.exports.registry import EXPORTERS
from sco_cli.loading.loader import load


@pytest.mark.parametrize("destination", DESTINATIONS)
def test_an_existing_export_is_kept_without_force_and_replaced_with_it(destination: str, tmp_path: Path) -> None:
    target = f"{tmp_path}/{destination}"
    assert run_sco("export", target, "--facts", SMALL).code == 0
    before = contents(tmp_path)
    ran = run_sco("export", target, "--facts", EXAMPLES)
    path = target.rstrip("/")
    assert ran == (2, "", f'sco: "{path}" already exists; use --force to replace it\n')
    assert contents(tmp_path) == before
    assert run_sco("export", target, "--facts", EXAMPLES, "--force").code == 0
    after = contents(tmp_path)
    assert after.keys() == before.keys()
    assert after != before


@pytest.mark.parametrize("destination", ["facts.xls", "facts.csv", "facts.json", "a.b/c.arrow", ""])
def test_an_unknown_suffix_is_refused_with_a_list_of_those_there_are(destination: str, tmp_path: Path) -> None:
    ran = run_sco("export", f"{tmp_path}/{destination}" if destination else "-")
    assert (ran.code, list(tmp_path.iterdir())) == (2, [])
    assert all(suffix in ran.err for suffix in EXPORTERS)


@pytest.mark.parametrize("destination", DESTINATIONS)
def test_an_export_that_cannot_be_written_leaves_nothing(destination: str, tmp_path: Path) -> None:
    ran = run_sco("export", f"{tmp_path}/missing/{destination}", "--facts", SMALL)
    assert (ran.code, list(tmp_path.iterdir())) == (3, [])
    assert "No such file or directory" in ran.err
    (tmp_path / "facts.db").mkdir()
    (tmp_path / "facts.jsonl").mkdir()
    (tmp_path / "facts.ttl").mkdir()
    (tmp_path / "facts.xlsx").mkdir()
    (tmp_path / "facts").write_text("mine")
    (tmp_path / "facts.parquet").write_text("mine")
    before = contents(tmp_path)
    for force in ((), ("--force",)):
        assert run_sco("export", f"{tmp_path}/{destination}", "--facts", SMALL, *force).code == 3
        assert contents(tmp_path) == before


def test_a_folder_with_other_files_in_it_is_never_replaced(tmp_path: Path) -> None:
    target = tmp_path / "mine"
    target.mkdir()
    (target / "thesis.txt").write_text("years of work")
    arguments = ("export", target, "--facts", SMALL, "--force")
    assert run_sco(*arguments).code == 3
    (target / "datapackage.json").write_text("{}")
    ran = run_sco(*arguments)
    assert ran.code == 3
    assert "thesis.txt" in ran.err
    assert contents(target) == {"thesis.txt": b"years of work", "datapackage.json": b"{}"}
    (target / "thesis.txt").unlink()
    assert run_sco(*arguments).code == 0
    assert len(contents(target)) == len(TABLES) + 1


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    (tmp_path / "v1.2").mkdir()
    assert run_sco("export", tmp_path / "v1.2", "--facts", SMALL).code == 0
    assert len(contents(tmp_path)) == len(TABLES) + 1


def test_the_current_folder_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run_sco("export", "./", "--facts", SMALL).code == 3
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
def test_a_symbolic_link_stays_and_its_target_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    link = tmp_path / "facts.jsonl"
    link.symlink_to("there/real.jsonl")
    for force in ((), ("--force",)):
        assert run_sco("export", link, "--facts", SMALL, *force).code == 0
        assert link.is_symlink()
        assert load(tmp_path / "there" / "real.jsonl").facts
    loop = tmp_path / "loop.db"
    loop.symlink_to("loop.db")
    assert run_sco("export", loop, "--facts", SMALL, "--force").code == 3
    assert loop.is_symlink()


@pytest.mark.skipif(os.name == "nt", reason="there are no such permissions there")
def test_a_new_export_has_default_permissions_and_a_replaced_one_keeps_its_own(tmp_path: Path) -> None:
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
import contextlib, sys
from sco_cli.cli.app import main
from sco_cli.cli.commands import export
def stall(items):
    for number, item in enumerate(items):
        yield item
        if number == 5:
            print("in the middle", flush=True)
            while True:
                pass
export.progress = lambda items, *_: contextlib.nullcontext(stall(items))
sys.argv = ["sco", "export", sys.argv[1], "--force", "--facts", sys.argv[2]]
main()
"""
"""A script that starts an export and stops in the middle of it, to be killed there."""


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="the signals are those of POSIX")
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP", "SIGKILL"])
@pytest.mark.parametrize("destination", DESTINATIONS)
def test_a_killed_export_leaves_what_was_there(destination: str, name: str, tmp_path: Path) -> None:
    number = signal.Signals[name]
    for is_replaced in (False, True):
        if is_replaced:
            assert run_sco("export", f"{tmp_path}/{destination}", "--facts", SMALL).code == 0
        before = contents(tmp_path)

        with started_process(f"{tmp_path}/{destination}", SMALL, python=("-c", STALLED), reset=number) as running:
            assert running.stdout
            assert running.stdout.readline() == b"in the middle\n"
            running.send_signal(number)
            _, err = running.communicate(timeout=30)
        assert running.returncode == (-number if name == "SIGKILL" else 128 + number)
        assert err == b""
        leftovers = [path for path in tmp_path.iterdir() if path.name.startswith(".sco-")]
        left = 2 if destination.endswith(".xlsx") else 1  # a workbook has its rows in files of their own
        assert len(leftovers) == (left if name == "SIGKILL" else 0)  # nothing can remove them then
        for path in leftovers:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        assert contents(tmp_path) == before
        assert is_replaced or list(tmp_path.iterdir()) == []


WRITERS = 32


@pytest.mark.slow
@pytest.mark.skipif(sys.platform not in atomic.EXCHANGE, reason="this system has no exchange of names")
def test_of_many_exports_at_once_each_succeeds_and_a_reader_always_finds_a_whole_folder(tmp_path: Path) -> None:
    target = tmp_path / "folder"
    command = [sys.executable, "-m", "sco_cli", "export", f"{target}/", "--force", "--facts", str(SMALL)]
    names = [DESCRIPTOR, *(f"{table.name}.csv" for table in TABLES)]
    for is_there in (False, True):
        assert target.exists() == is_there
        writers = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _ in range(WRITERS)]
        looks = 0
        while any(writer.poll() is None for writer in writers):
            if looks or is_there or target.exists():
                looks += 1
                assert all((target / name).stat().st_size for name in names)
        assert [writer.communicate()[1] for writer in writers] == [""] * WRITERS
        assert [writer.returncode for writer in writers] == [0] * WRITERS
        assert looks
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


@pytest.mark.skipif(os.name == "nt", reason="there is no ulimit there")
@pytest.mark.parametrize("destination", DESTINATIONS)
def test_a_full_disk_is_reported_and_leaves_nothing(destination: str, tmp_path: Path) -> None:
    result = run_in_bash(f"ulimit -f 8; sco export {shlex.quote(f'{tmp_path}/{destination}')}")
    assert (result.code, list(tmp_path.iterdir())) == (3, [])
    start = re.escape(f'sco: cannot write "{tmp_path}/{destination.rstrip("/")}": ')
    assert re.fullmatch(f"{start}(File too large|SQLite says: disk I/O error)\n", result.err)


def test_an_error_of_sqlite_is_reported_in_a_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sqlite, "INDEX", "CREATE VIRTUAL TABLE x USING fts9()")
    ran = run_sco("export", tmp_path / "x.db", "--facts", SMALL)
    assert (ran.code, list(tmp_path.iterdir())) == (3, [])
    assert "SQLite says: no such module: fts9" in ran.err
