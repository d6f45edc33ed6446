"""What is around sco: folders, variables, standard input, files that are joined, and a shell that completes.

A test's name begins with the number of the convention that it holds.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import SMALL, run_process, run_sco

import sco_cli


@pytest.mark.parametrize(
    "asked", [("facts", "--speaker", "zzz"), ("show", "kg-internet-penetration"), ("country", "KG")], ids=" ".join
)
def test_36_not_even_hashing_or_links_differ(asked: tuple[str, ...]) -> None:
    one, other = (run_process(*asked, FORCE_COLOR="1", PYTHONHASHSEED=seed) for seed in ("1", "2"))
    assert one == other


@pytest.mark.skipif(os.name == "nt", reason="there is no folder / there")
def test_32_33_works_anywhere_and_writes_nothing(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    home.chmod(0o500)
    command = [sys.executable, "-B", "-m", "sco_cli", "countries"]
    package = str(Path(sco_cli.__file__).parent.parent)
    environ = {"PATH": os.environ["PATH"], "HOME": str(home), "PYTHONPATH": package}
    done = subprocess.run(command, cwd="/", env=environ, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert list(home.iterdir()) == []


def test_34_a_base_from_standard_input_and_who_beats_whom() -> None:
    small = SMALL.read_text("utf-8")
    assert "Steppe road" in run_sco("projects", "--facts", "-", stdin=small).out
    assert "Steppe road" in run_sco("projects", SCO_FACTS=str(SMALL)).out
    assert "Steppe road" not in run_sco("projects", "--facts", "bundled", SCO_FACTS=str(SMALL)).out


def test_34_a_flag_before_the_command_beats_the_environment_too() -> None:
    assert "Steppe road" not in run_sco("--facts", "bundled", "projects", SCO_FACTS=str(SMALL)).out


def test_35_the_same_id_in_two_files_names_both_places(tmp_path: Path) -> None:
    other = tmp_path / "other.toml"
    other.write_text(SMALL.read_text("utf-8"), "utf-8")
    ran = run_sco("facts", "--facts", SMALL, "--facts", other)
    assert ran.code == 3
    assert f'{other}:9:1: sources "gazette": this id is given twice, first at {SMALL}:9' in ran.err


def complete(words: str, **environ: str) -> list[str]:
    """What the shell is offered for the last word."""
    count = str(len(words.split(" ")) - 1)
    ran = run_process(_SCO_COMPLETE="complete_bash", COMP_WORDS=words, COMP_CWORD=count, **environ)
    assert (ran.err, "Traceback" in ran.out) == ("", False)
    return ran.out.split()


def test_37_completion_offers_what_there_is() -> None:
    assert {"KG", "KZ"} <= set(complete("sco projects --country K"))
    assert {"kG", "kZ"} <= set(complete("sco projects --country k"))
    assert "internet-penetration" in complete("sco metric ")
    assert "kg-5g-network" in complete("sco show kg-5")
    assert {"kg-5g-network"} == set(complete("sco cite eid-2025-08-28 kg-5"))
    assert {"bibtex"} == set(complete("sco cite kg-5g-network --style b"))
    assert "json" in complete("sco facts --format j")
    assert {"projects"} == set(complete("sco pro"))
    assert complete("sco metric ", SCO_FACTS="nowhere.toml") == []
    described = run_process(_SCO_COMPLETE="complete_zsh", _TYPER_COMPLETE_ARGS="sco projects --country K")
    assert "Kazakhstan" in described.out
