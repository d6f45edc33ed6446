"""How sco depends on its environment: folders, variables, standard input, several files, and shell completion."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest
from support.commands import all_answers
from support.paths import EXAMPLES, SMALL, TESTS
from support.runner import MODULE, run_process, run_sco

import sco_cli
from sco_cli.loading import files

ALL_ANSWERS = "import sys; from support.commands import all_answers; sys.stdout.write(all_answers(sys.argv[1]))"


def test_the_output_does_not_depend_on_the_hash_seed() -> None:
    """The seed of this process is another one: random, unless the environment sets it."""
    path = os.pathsep.join((str(TESTS), str(Path(sco_cli.__file__).parent.parent)))
    result = run_process(EXAMPLES, python=("-c", ALL_ANSWERS), PYTHONPATH=path, PYTHONHASHSEED="7")
    assert (result.code, result.err) == (0, "")
    assert "more than +27 percentage points" in result.out
    assert result.out == all_answers(EXAMPLES)


@pytest.mark.parametrize("line", ["metric internet-penetration", "facts --format html", "schema"])
def test_answers_are_the_same_without_docstrings_and_assertions(line: str) -> None:
    result = run_process(*line.split(), python=("-OO", *MODULE), SCO_FACTS=str(EXAMPLES))
    assert result == run_sco(*line.split(), SCO_FACTS=str(EXAMPLES))


@pytest.mark.slow
def test_the_package_works_from_a_zip_archive(tmp_path: Path) -> None:
    package = Path(sco_cli.__file__).parent
    archive = tmp_path / "sco.zip"
    with zipfile.ZipFile(archive, "w") as zipped:
        for path in package.rglob("*"):
            if path.suffix in (".py", ".toml", ".json"):
                zipped.write(path, path.relative_to(package.parent))
        for path in (files.bundled(), files.bundled_schema()):
            if path.parent != package:
                zipped.write(path, f"sco_cli/{path.name}")
    script = "import sys; sys.path.insert(0, sys.argv.pop(1)); from sco_cli.__main__ import main; main()"
    for arguments in (("--version",), ("countries",), ("check",), ("schema",)):
        result = run_process(archive, *arguments, python=("-c", script), cwd=tmp_path)
        assert result == run_sco(*arguments)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no folder /")
def test_it_runs_in_any_folder_and_writes_no_file_into_the_home_folder(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    home.chmod(0o500)
    package = str(Path(sco_cli.__file__).parent.parent)
    result = run_process(
        "countries", "--format", "csv", python=("-B", *MODULE), cwd="/", HOME=str(home), PYTHONPATH=package
    )
    assert (result.code, result.err) == (0, "")
    assert list(home.iterdir()) == []


def test_the_facts_option_reads_standard_input_and_overrides_the_environment() -> None:
    small = SMALL.read_text("utf-8")
    assert "Steppe road" in run_sco("projects", "--facts", "-", stdin=small).out
    assert "Steppe road" in run_sco("projects", SCO_FACTS=str(SMALL)).out
    assert "Steppe road" not in run_sco("projects", "--facts", "bundled", SCO_FACTS=str(SMALL)).out


def test_a_facts_option_before_the_command_overrides_the_environment() -> None:
    assert "Steppe road" not in run_sco("--facts", "bundled", "projects", SCO_FACTS=str(SMALL)).out


def test_a_duplicate_id_in_two_files_is_reported_with_both_places(tmp_path: Path) -> None:
    other = tmp_path / "other.toml"
    other.write_text(SMALL.read_text("utf-8"), "utf-8")
    result = run_sco("facts", "--facts", SMALL, "--facts", other)
    assert result.code == 3
    assert f'{other}:9:1: sources "gazette": this id is used twice, first at {SMALL}:9' in result.err


def complete(words: str, **environ: str) -> list[str]:
    """Return the suggestions for the last of the words in Bash."""
    count = str(len(words.split(" ")) - 1)
    result = run_sco(_SCO_COMPLETE="complete_bash", COMP_WORDS=words, COMP_CWORD=count, **environ)
    assert (result.err, "Traceback" in result.out) == ("", False)
    return result.out.split()


def test_completion_suggests_commands_ids_and_values_of_options() -> None:
    assert {"KG", "KZ"} <= set(complete("sco projects --country K"))
    assert {"kG", "kZ"} <= set(complete("sco projects --country k"))
    assert "internet-penetration" in complete("sco metric ")
    assert "kg-5g-network" in complete("sco show kg-5")
    assert {"kg-5g-network"} == set(complete("sco cite eid-2025-08-28 kg-5g-n"))
    assert {"bibtex", "biblatex"} == set(complete("sco cite kg-5g-network --style b"))
    assert "json" in complete("sco facts --format j")
    assert {"projects"} == set(complete("sco pro"))
    assert complete("sco metric ", SCO_FACTS="nowhere.toml") == []
    described = run_sco(_SCO_COMPLETE="complete_zsh", _TYPER_COMPLETE_ARGS="sco projects --country K")
    assert "Kazakhstan" in described.out
