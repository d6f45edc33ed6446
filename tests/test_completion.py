"""Completion in the real shells, each with the script that sco itself gives it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from conftest import run_process

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
    """A PATH that begins with a `sco` command."""
    program = tmp_path / "sco"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m sco_cli "$@"\n')
    program.chmod(0o755)
    return f"{tmp_path}{os.pathsep}{os.environ['PATH']}"


@pytest.mark.parametrize(
    ("line", "offers"),
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
def test_a_shell_is_offered_countries_metrics_and_ids(
    shell: str, line: str, offers: list[str], path: str, tmp_path: Path
) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    script = tmp_path / "completion"
    script.write_text(run_process("--show-completion", shell, _TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION="1").out)
    package = str(Path(sco_cli.__file__).parent.parent)
    environ = {"PATH": path, "HOME": str(tmp_path), "SCRIPT": str(script), "LINE": line, "PYTHONPATH": package}
    command = [shell, "-c", textwrap.dedent(SHELLS[shell])]
    done = subprocess.run(command, env=environ, capture_output=True, text=True, timeout=60, check=False)
    for offer in offers:
        assert offer in done.stdout, done.stderr


def test_completion_is_quick_and_imports_neither_pydantic_nor_rich() -> None:
    environ = {
        **os.environ,
        "_SCO_COMPLETE": "complete_bash",
        "COMP_WORDS": "sco projects --country K",
        "COMP_CWORD": "3",
    }
    command = [sys.executable, "-X", "importtime", "-m", "sco_cli"]
    done = subprocess.run(command, env=environ, capture_output=True, text=True, timeout=60, check=False)
    assert "KZ" in done.stdout
    assert "| pydantic" not in done.stderr
    assert "rich.table" not in done.stderr


def test_no_option_answers_while_a_line_is_completed() -> None:
    words = {"_SCO_COMPLETE": "complete_bash", "COMP_WORDS": "sco --version projects --country K", "COMP_CWORD": "4"}
    offered = run_process(**words).out
    assert "KZ" in offered.split()
    assert "sco 0" not in offered


@pytest.mark.parametrize(
    ("shell", "typed", "offer"),
    [
        ("bash", "Kingd", r"Kingdom\ of\ Saudi\ Arabia"),
        ("bash", '"Kingd', "Kingdom of Saudi Arabia"),
        ("bash", "'Kingd", "Kingdom of Saudi Arabia"),
        ("zsh", "Kingd", "Kingdom of Saudi Arabia"),
    ],
)
def test_a_name_of_several_words_is_one_word_in_bash(shell: str, typed: str, offer: str) -> None:
    """Where no quotation mark is open; zsh and fish see to that themselves."""
    line = {"COMP_WORDS": f"sco country {typed}", "COMP_CWORD": "2", "_TYPER_COMPLETE_ARGS": f"sco country {typed}"}
    assert offer in run_process(_SCO_COMPLETE=f"complete_{shell}", **line).out
