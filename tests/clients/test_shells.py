"""Completion in real shells, with the keys that a user presses. `nox -s clients` installs what that needs.

Each shell has the script that sco prints for it, and a program `sco` that notes the arguments with which it is run.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from support.clients import run_client
from support.completion import HOSTILE_WORDS, TOUCHED, ask, base_of_words
from support.runner import run_process
from support.shell_sessions import ENTER, TAB, shell_session

from sco_cli.cli.shells import is_plain

pytestmark = pytest.mark.slow

in_every_shell = pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])

EMIRATES = "United Arab Emirates"


@in_every_shell
def test_the_tab_key_completes_commands_options_values_and_files(shell: str, tmp_path: Path) -> None:
    with shell_session(shell, tmp_path) as session:
        (session.folder / "mine.toml").write_text(base_of_words("It's a (new) country, Ünï-国"), "utf-8")
        for typed, arguments in {
            "sco proj": ["projects"],
            "sco projects --count": ["projects", "--country"],
            "sco metric internet-pe": ["metric", "internet-penetration"],
            "sco show kg-5g-n": ["show", "kg-5g-network"],
            "sco facts --standing cla": ["facts", "--standing", "clarified"],
            "sco facts --kind fig": ["facts", "--kind", "figure"],
            "sco country Unit": ["country", EMIRATES],
            "sco country unit": ["country", "united Arab Emirates"],
            "sco country 'Unit": ["country", EMIRATES],
            'sco country "Unit': ["country", EMIRATES],
            r"sco country United\ ": ["country", EMIRATES],
            "sco country 'United A": ["country", EMIRATES],
            "sco projects --country=Unit": ["projects", f"--country={EMIRATES}"],
            "sco projects --country='Unit": ["projects", f"--country={EMIRATES}"],
            'sco projects --country="Unit': ["projects", f"--country={EMIRATES}"],
            r"sco projects --country=United\ A": ["projects", f"--country={EMIRATES}"],
            "sco projects --country=Каза": ["projects", "--country=Казахстан"],
            "sco facts --facts mi": ["facts", "--facts", "mine.toml"],
            "sco facts --facts=mi": ["facts", "--facts=mine.toml"],
            "sco country --facts mine.toml It": ["country", "--facts", "mine.toml", "It's a (new) country, Ünï-国"],
            'sco country --facts=mine.toml "It': ["country", "--facts=mine.toml", "It's a (new) country, Ünï-国"],
        }.items():
            assert session.run(typed + TAB) == arguments, typed


@in_every_shell
def test_the_tab_key_lists_codes_with_their_meanings(shell: str, tmp_path: Path) -> None:
    with shell_session(shell, tmp_path) as session:
        session.press(f"sco projects --country K{TAB}{TAB}")
        shown = ("KG", "KZ") if shell == "bash" else ("KG", "KZ", "Kyrgyzstan", "Kazakhstan")
        assert session.wait_until(lambda: all(text in session.screen for text in shown)), session.screen


@in_every_shell
def test_no_word_of_a_base_is_run(shell: str, tmp_path: Path) -> None:
    """Whether the word is completed, listed or shown as a meaning; the base has a hostile file name too."""
    path = tmp_path / f"base $(touch {TOUCHED}).toml"
    names, aliases = ([f"{kind}{number:02}{word}" for number, word in enumerate(HOSTILE_WORDS)] for kind in "na")
    path.write_text(base_of_words(*HOSTILE_WORDS, *names, aliases=aliases, ids=names, tables=names), "utf-8")
    with shell_session(shell, tmp_path, SCO_FACTS=str(path)) as session:
        for typed in ("country ", "metric ", "show ", "cite ", "facts --kind ", "projects --country="):
            session.run(f"sco {typed}{TAB}{TAB}{ENTER}")  # the first Enter may choose from the list
        for number, word in enumerate(HOSTILE_WORDS):
            if TOUCHED in word:
                session.run(f"sco country n{number:02}{TAB}")
                for quote in ("'", '"') if "'" in word else ('"',):
                    closing = "" if is_plain(word) else ENTER + quote  # what is completed has its second mark already
                    session.run(f"sco projects --country={quote}a{number:02}{TAB}{closing}")
        assert session.run(f"sco country Kyr{TAB}") == ["country", "Kyrgyzstan"]
        assert session.run(f"sco metric pa{TAB}") == ["metric", "paved"]
        assert list(session.folder.iterdir()) == []


@pytest.mark.parametrize("shell", ["zsh", "bash", "sh"])
def test_what_zsh_evaluates_runs_nothing(shell: str, tmp_path: Path) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    path = tmp_path / "base.toml"
    path.write_text(base_of_words(*HOSTILE_WORDS, ids=HOSTILE_WORDS, tables=HOSTILE_WORDS), "utf-8")
    folder = tmp_path / "folder"
    folder.mkdir()
    for words in (("country", ""), ("metric", ""), ("cite", ""), ("show", ""), ("facts", "--kind", "")):
        answer = ask("zsh", *words, SCO_FACTS=str(path)).out
        assert "suggestions" in answer
        subprocess.run(
            [shell, "-c", f"eval $(cat <<'END'\n{answer}END\n)"], cwd=folder, capture_output=True, check=False
        )
        subprocess.run([shell, "-c", answer], cwd=folder, capture_output=True, check=False)
    assert list(folder.iterdir()) == []


def test_fish_completes_a_line_that_it_is_given(tmp_path: Path) -> None:
    with shell_session("fish", tmp_path) as session:
        for typed, answer in {
            "sco country Unit": f"{EMIRATES}\tAE",
            r"sco country United\ ": f"{EMIRATES}\tAE",
            "sco projects --country=Unit": f"--country={EMIRATES}\tAE",
        }.items():
            session.run(f"complete -C {typed!r} > answer; sco ready")
            assert (session.folder / "answer").read_text("utf-8") == f"{answer}\n"


@in_every_shell
def test_completion_can_be_installed(shell: str, tmp_path: Path) -> None:
    variables = {"HOME": str(tmp_path), "_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"}
    script = run_process("--show-completion", shell, **variables).out
    assert f"complete_{shell}" in script
    result = run_process("--install-completion", shell, **variables)
    assert (result.code, result.err) == (0, "")
    installed = [path.read_text("utf-8") for path in tmp_path.rglob("*") if path.is_file()]
    assert script.strip() in map(str.strip, installed)


POWERSHELL = r"""
$env:PATH = $args[0] + [IO.Path]::PathSeparator + $env:PATH
Invoke-Expression ((Get-Content -Raw $args[1]) -replace '(?m)^(Import-Module|Set-PSReadLine).*$', '')
foreach ($line in Get-Content -Encoding utf8 $args[2]) {
    $found = [System.Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null)
    foreach ($match in $found.CompletionMatches) {
        $whole = $line.Remove($found.ReplacementIndex, $found.ReplacementLength)
        $whole = $whole.Insert($found.ReplacementIndex, $match.CompletionText)
        function sco { $args | ForEach-Object { Write-Output ("<" + $_ + ">") } }
        Invoke-Expression $whole
        Remove-Item function:sco
    }
}
"""
"""Completes lines as the tab key does, and runs what they become with a `sco` that prints its arguments."""


@pytest.mark.skipif(not shutil.which("pwsh"), reason="PowerShell is not installed")
def test_powershell_completes_words_and_runs_none(tmp_path: Path) -> None:
    base = tmp_path / "base.toml"
    names = [f"n{number}{word}" for number, word in enumerate(HOSTILE_WORDS)]
    base.write_text(base_of_words("It's a (new) country", *names, ids=names, tables=names), "utf-8")
    program, script, lines, code = (tmp_path / name for name in ("sco", "script.ps1", "lines", "complete.ps1"))
    program.write_text(f'#!/bin/sh\nSCO_FACTS="{base}" exec "{sys.executable}" -m sco_cli "$@"\n')
    program.chmod(0o755)
    script.write_text(run_process(_SCO_COMPLETE="source_pwsh").out, "utf-8")
    lines.write_text("sco country It\nsco country 'It\nsco country n\nsco metric \nsco facts --kind n\n", "utf-8")
    code.write_text(POWERSHELL, "utf-8")
    answer = run_client("pwsh", "-NoProfile", "-File", code, tmp_path, script, lines)
    assert answer.count("<It's a (new) country>") == 2
    assert "<paved>" in answer
    assert TOUCHED not in {path.name for path in Path().iterdir()} | {path.name for path in tmp_path.iterdir()}
