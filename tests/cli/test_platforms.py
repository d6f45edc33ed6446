"""Other systems than this one: sco without the modules that only POSIX has, with explicit encodings, with odd paths."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from support.paths import SMALL
from support.runner import MODULE, run_process

pytestmark = pytest.mark.slow

POSIX_ONLY = ("fcntl", "grp", "posix", "pwd", "readline", "resource", "syslog", "termios", "tty")
"""Modules that Windows does not have."""

POSIX_NAMES = {
    "os": ("O_NONBLOCK", "O_TMPFILE", "O_DIRECTORY", "fork", "mkfifo", "getuid", "geteuid", "getpgid"),
    "signal": ("SIGHUP", "SIGPIPE", "pthread_sigmask", "SIG_BLOCK", "SIG_SETMASK"),
}
"""Names that Windows does not have, in modules that it has."""

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
"""Program that runs sco without them. Typer is imported before, because only sco itself is tested."""

INVOCATIONS = (
    ("--version",),
    (),
    ("projects", "--country", "KZ"),
    ("metric", "internet-penetration", "--format", "json"),
    ("facts", "--format", "csv"),
    ("show", "kg-internet-penetration", "--format", "html"),
    ("check",),
    ("facts", "--facts", str(SMALL)),
)


@pytest.mark.parametrize("arguments", INVOCATIONS, ids=" ".join)
def test_answers_need_no_posix_modules(arguments: tuple[str, ...]) -> None:
    result = run_process(*arguments, python=("-c", WITHOUT_POSIX))
    assert (result.code, result.err) == (0, "")
    assert result.out


@pytest.mark.parametrize("name", ["facts.db", "facts.jsonl", "facts/"])
def test_exports_need_no_posix_modules(name: str, tmp_path: Path) -> None:
    target = f"{tmp_path}{os.sep}{name}"
    for force in ((), ("--force",)):
        arguments = ("export", target, "--facts", SMALL, *force)
        assert run_process(*arguments, python=("-c", WITHOUT_POSIX)) == (0, "", "")
    assert [path.name for path in tmp_path.iterdir()] == [name.strip("/")]


@pytest.mark.parametrize("arguments", [*INVOCATIONS, ("schema",)], ids=" ".join)
def test_every_file_is_opened_with_an_explicit_encoding(arguments: tuple[str, ...]) -> None:
    options = ("-X", "warn_default_encoding", "-W", "error::EncodingWarning")
    result = run_process(*arguments, python=(*options, *MODULE), PYTHONUTF8="0", PYTHONIOENCODING="utf-8")
    assert (result.code, result.err) == (0, "")


def test_paths_may_contain_blanks_and_letters_of_any_script(tmp_path: Path) -> None:
    folder = tmp_path / "база 事实 è"
    folder.mkdir()
    path = folder / "my facts.toml"
    path.write_bytes(SMALL.read_bytes().replace(b"\n", b"\r\n"))  # as editors on Windows write it
    assert "Steppe road" in run_process("projects", "--facts", path).out
    assert run_process("export", folder / "out 1.db", "--facts", path) == (0, "", "")
    assert (folder / "out 1.db").exists()
