"""sco where this machine's system is not: without what only POSIX has, and with encodings said and not assumed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import SMALL

POSIX_ONLY = ("fcntl", "grp", "posix", "pwd", "readline", "resource", "syslog", "termios", "tty")
"""Modules that Windows does not have."""

POSIX_NAMES = {
    "os": ("O_NONBLOCK", "O_TMPFILE", "O_DIRECTORY", "fork", "mkfifo", "getuid", "geteuid", "getpgid"),
    "signal": ("SIGHUP", "SIGPIPE", "pthread_sigmask", "SIG_BLOCK", "SIG_SETMASK"),
}
"""What of modules that every system has Windows does not have."""

WITHOUT_POSIX = f"""
import os, signal, sys, typer
for name in {POSIX_ONLY}:
    sys.modules[name] = None
for module, names in {POSIX_NAMES}.items():
    for name in names:
        if hasattr(sys.modules[module], name):
            delattr(sys.modules[module], name)
from sco_cli.cli.app import main
main()
"""
"""The program as it is where none of them is there. Typer is imported before, for it is not ours to judge."""

ASKED = (
    ("--version",),
    (),
    ("projects", "--country", "KZ"),
    ("metric", "internet-penetration", "--format", "json"),
    ("facts", "--format", "csv"),
    ("show", "kg-internet-penetration", "--format", "html"),
    ("check",),
    ("facts", "--facts", str(SMALL)),
)


def run(code: str, *arguments: str, options: tuple[str, ...] = (), **environ: str) -> subprocess.CompletedProcess[str]:
    """Run sco by a program of its own."""
    command = [sys.executable, *options, "-c", code, *arguments]
    return subprocess.run(
        command, capture_output=True, encoding="utf-8", env=os.environ | environ, timeout=60, check=False
    )


@pytest.mark.parametrize("arguments", ASKED, ids=" ".join)
def test_no_answer_needs_what_only_posix_has(arguments: tuple[str, ...]) -> None:
    ran = run(WITHOUT_POSIX, *arguments)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout


@pytest.mark.parametrize("name", ["facts.db", "facts.jsonl", "facts/"])
def test_no_export_needs_what_only_posix_has(name: str, tmp_path: Path) -> None:
    target = f"{tmp_path}{os.sep}{name}"
    for force in ((), ("--force",)):
        ran = run(WITHOUT_POSIX, "export", target, "--facts", str(SMALL), *force)
        assert (ran.returncode, ran.stderr) == (0, "")
    assert [path.name for path in tmp_path.iterdir()] == [name.strip("/")]


@pytest.mark.parametrize("arguments", [*ASKED, ("schema",)], ids=" ".join)
def test_no_file_is_opened_in_an_encoding_that_is_not_said(arguments: tuple[str, ...]) -> None:
    options = ("-X", "warn_default_encoding", "-W", "error::EncodingWarning")
    ran = run("from sco_cli.cli.app import main; main()", *arguments, options=options, PYTHONUTF8="0")
    assert (ran.returncode, ran.stderr) == (0, "")


def test_a_path_may_have_blanks_and_letters_of_any_script(tmp_path: Path) -> None:
    folder = tmp_path / "база 事实 è"
    folder.mkdir()
    path = folder / "my facts.toml"
    path.write_bytes(SMALL.read_bytes().replace(b"\n", b"\r\n"))  # as editors on Windows write it
    ran = run("from sco_cli.cli.app import main; main()", "projects", "--facts", str(path), PYTHONUTF8="1")
    assert "Steppe road" in ran.stdout
    ran = run("from sco_cli.cli.app import main; main()", "export", str(folder / "out 1.db"), "--facts", str(path))
    assert (ran.returncode, ran.stderr) == (0, "")
    assert (folder / "out 1.db").exists()
