"""Completion in real shells, each with the script that `sco --show-completion` prints."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from support.runner import MODULE, run_process, run_sco

import sco_cli

SHELLS = {
    "bash": """
        source "$SCRIPT"
        COMP_WORDS=($LINE); COMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 )); COMP_LINE="$LINE"
        _sco_completion sco
        printf '%s\\n' "${COMPREPLY[@]}"
    """,
    "zsh": """
        autoload -U compinit && compinit -D -u
        _arguments() { :; }; compdef() { :; }
        _describe() { :; }
        source "$SCRIPT"
        _TYPER_COMPLETE_ARGS="$LINE" _SCO_COMPLETE=complete_zsh sco
    """,
    "fish": """
        source $SCRIPT
        complete --do-complete "$LINE"
    """,
}


@pytest.fixture
def path(tmp_path: Path) -> str:
    """A PATH on which `sco` runs this copy of the package."""
    program = tmp_path / "sco"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m sco_cli "$@"\n')
    program.chmod(0o755)
    return f"{tmp_path}{os.pathsep}{os.environ['PATH']}"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("line", "suggestions"),
    [
        ("sco projects --country K", ["KG", "KZ", "KW", "KH"]),
        ("sco metric internet-p", ["internet-penetration"]),
        ("sco show kg-5", ["kg-5g-network"]),
        ("sco proj", ["projects"]),
        ("sco facts --standing re", ["refined", "repeated"]),
        ("sco facts --kind fig", ["figure"]),
    ],
)
@pytest.mark.parametrize("shell", SHELLS)
def test_each_shell_completes_commands_values_and_ids(
    shell: str, line: str, suggestions: list[str], path: str, tmp_path: Path
) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    script = tmp_path / "completion"
    script.write_text(run_process("--show-completion", shell, _TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION="1").out)
    package = str(Path(sco_cli.__file__).parent.parent)
    environ = {"PATH": path, "HOME": str(tmp_path), "SCRIPT": str(script), "LINE": line, "PYTHONPATH": package}
    command = [shell, "-c", textwrap.dedent(SHELLS[shell])]
    done = subprocess.run(command, env=environ, capture_output=True, text=True, timeout=60, check=False)
    for suggestion in suggestions:
        assert suggestion in done.stdout, done.stderr


def test_completion_imports_neither_pydantic_nor_rich() -> None:
    words = {"_SCO_COMPLETE": "complete_bash", "COMP_WORDS": "sco projects --country K", "COMP_CWORD": "3"}
    result = run_process(python=("-X", "importtime", *MODULE), **words)
    assert "KZ" in result.out
    names = {line.rpartition("|")[2].strip() for line in result.err.splitlines()}
    assert "typer" in names
    assert not names & {"pydantic", "pydantic_core", "rich.table"}


def test_completion_does_not_run_the_version_option() -> None:
    words = {"_SCO_COMPLETE": "complete_bash", "COMP_WORDS": "sco --version projects --country K", "COMP_CWORD": "4"}
    output = run_sco(**words).out
    assert "KZ" in output.split()
    assert "sco 0" not in output


@pytest.mark.parametrize(
    ("shell", "typed", "suggestion"),
    [
        ("bash", "Kingd", r"Kingdom\ of\ Saudi\ Arabia"),
        ("bash", '"Kingd', "Kingdom of Saudi Arabia"),
        ("bash", "'Kingd", "Kingdom of Saudi Arabia"),
        ("zsh", "Kingd", "Kingdom of Saudi Arabia"),
    ],
)
def test_bash_completion_escapes_blanks_outside_quotation_marks(shell: str, typed: str, suggestion: str) -> None:
    """Zsh and fish escape blanks themselves."""
    line = {"COMP_WORDS": f"sco country {typed}", "COMP_CWORD": "2", "_TYPER_COMPLETE_ARGS": f"sco country {typed}"}
    assert suggestion in run_sco(_SCO_COMPLETE=f"complete_{shell}", **line).out
