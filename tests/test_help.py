"""Every command explains itself: one line of purpose, examples that work, and no word cut at 80 columns."""

from __future__ import annotations

import re
import shlex

import pytest
from conftest import run_sco

from sco_cli.cli import COMMANDS


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_has_a_purpose_and_examples(command: str) -> None:
    ran = run_sco(*command.split(), "--help", COLUMNS="80")
    assert (ran.code, ran.err) == (0, "")
    assert "\x1b" not in ran.out
    assert max(map(len, ran.out.splitlines())) <= 80
    assert "Examples:" in ran.out
    examples = re.findall(r"^    sco (.*)$", ran.out, re.MULTILINE)
    assert 2 <= len(examples) <= 3
    for example in examples:
        assert example.startswith(command)
        assert run_sco(*shlex.split(example)).code == 0
