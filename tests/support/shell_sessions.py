"""Real shells on a pseudo-terminal, in which a test presses keys; needs pexpect."""

from __future__ import annotations

import json
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

import sco_cli

TAB, ENTER = "\t", "\r"

TIMEOUT = 30
"""Seconds to wait for what must happen."""

COMMANDS = {
    "bash": ("bash", "--noprofile", "--norc", "-i"),
    "zsh": ("zsh", "-f", "-i"),
    "fish": ("fish", "--no-config", "-i"),
}

SETUP = {
    "bash": 'bind "set completion-query-items 0"; eval "$(_SCO_COMPLETE=source_bash sco)"',
    "zsh": "autoload -Uz compinit && compinit -u -D; LISTMAX=9999; source <(_SCO_COMPLETE=source_zsh sco)",
    "fish": "_SCO_COMPLETE=source_fish sco | source",
}
"""What turns completion on in each shell, without a question before a long list."""

PROGRAM = f"""\
#!/bin/sh
if [ -n "$_SCO_COMPLETE" ]; then exec "{sys.executable}" -m sco_cli; fi
exec "{sys.executable}" -S -c 'import json, os, sys
with open(sys.argv[1] + ".new", "w") as file:
    json.dump(sys.argv[2:], file)
os.replace(sys.argv[1] + ".new", sys.argv[1])' "$ARGUMENTS" "$@"
"""
"""The program `sco` of a session: it answers shells as sco does, and otherwise notes what its arguments are."""


class ShellSession:
    """A shell that runs in a folder, with completion for a program `sco` that notes its arguments."""

    def __init__(self, terminal: Any, timeout_error: type[Exception], folder: Path, notes: Path) -> None:
        self.terminal = terminal
        self.timeout_error = timeout_error
        self.folder = folder
        self.notes = notes
        self.screen = ""

    def run(self, keys: str) -> list[str]:
        """The arguments that sco gets when these keys are pressed, and then Enter."""
        self.notes.unlink(missing_ok=True)
        self.press(keys + ENTER)
        assert self.wait_until(self.notes.exists), f"sco was not run; on the screen is {self.screen[-500:]}"
        arguments: list[str] = json.loads(self.notes.read_text("utf-8"))
        return arguments

    def press(self, keys: str) -> None:
        """Press these keys, and forget what is on the screen."""
        self.screen = ""
        self.terminal.send(keys)

    def wait_until(self, is_true: Callable[[], bool], seconds: float = TIMEOUT) -> bool:
        """Whether that is true within the seconds. The screen is read all the time, or the shell would have to wait."""
        deadline = time.monotonic() + seconds
        while not is_true() and time.monotonic() < deadline:
            with suppress(self.timeout_error):
                self.screen += self.terminal.read_nonblocking(65536, timeout=0.02)
        return is_true()


@contextmanager
def shell_session(shell: str, tmp_path: Path, **environ: str) -> Iterator[ShellSession]:
    """Start a shell in an empty folder; skip the test if the shell or pexpect is not installed."""
    if os.name == "nt" or shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed, or there is no pseudo-terminal")
    pexpect = pytest.importorskip("pexpect")
    home, folder, programs = (tmp_path / name for name in ("home", "folder", "programs"))
    for path in (home, folder, programs):
        path.mkdir()
    (programs / "sco").write_text(PROGRAM)
    (programs / "sco").chmod(0o755)
    notes = tmp_path / "arguments"
    variables = {
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(home),
        "TERM": "xterm",
        "LANG": "C.UTF-8",
        "PYTHONUTF8": "1",
        "PYTHONPATH": str(Path(sco_cli.__file__).parent.parent),
        "ARGUMENTS": str(notes),
        **environ,
    }
    command, *arguments = COMMANDS[shell]
    terminal = pexpect.spawn(
        command, arguments, env=variables, cwd=folder, encoding="utf-8", codec_errors="replace", dimensions=(400, 120)
    )
    try:
        session = ShellSession(terminal, pexpect.TIMEOUT, folder, notes)
        session.run(f"{SETUP[shell]}; sco ready")
        yield session
    finally:
        terminal.close(force=True)
