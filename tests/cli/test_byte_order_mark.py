"""`--bom`: csv and tsv that Excel reads as UTF-8."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.paths import SMALL
from support.runner import run_sco


@pytest.mark.parametrize("format", ["csv", "tsv"])
@pytest.mark.parametrize("before", [True, False])
def test_the_answer_begins_with_one_mark_and_is_the_same_after_it(format: str, before: bool) -> None:
    plain = run_sco("facts", "--facts", SMALL, "--format", format)
    options = ("--format", format, "--bom")
    arguments = (*options, "facts") if before else ("facts", *options)
    marked = run_sco(*arguments, "--facts", SMALL)
    assert marked == (0, f"\ufeff{plain.out}", "")


@pytest.mark.parametrize("format", ["table", "json", "html"])
def test_other_formats_have_no_mark(format: str) -> None:
    ran = run_sco("facts", "--facts", SMALL, "--format", format, "--bom")
    assert (ran.code, ran.out) == (2, "")
    assert "--bom works with --format csv and tsv" in ran.err


@pytest.mark.parametrize("command", [["schema"], ["export", "x.db"], ["import", "countries", "KG"]])
def test_a_command_that_writes_no_csv_refuses_the_option_given_before_it(
    command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = run_sco("--format", "csv", "--bom", *command)
    name = " ".join(command[: 2 if command[0] == "import" else 1])
    assert ran == (2, "", f'sco: --bom works with csv and tsv, which "sco {name}" does not write\n')
    assert list(tmp_path.iterdir()) == []
    assert run_sco("--format", "csv", "--bom", *command[:1], "--help").code == 0
