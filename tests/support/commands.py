"""What sco is asked where a test holds for all commands: a question to each, which is the first example in its help."""

from __future__ import annotations

import inspect
import json
import re
import shlex
from typing import Any

from conftest import SMALL, TESTS, run_sco

from sco_cli.cli.app import COMMANDS, command

FIRST_EXAMPLE = re.compile(r"^ *Examples:\n *sco (.+)$", re.MULTILINE)

SILENT = ("export", "schema")
"""Commands that answer in no format: one writes files where it is told to, and a schema is JSON and nothing else."""

OF_FILES = {
    "check": ("check", str(TESTS / "bad" / "several.toml")),
    "diff": ("diff", str(SMALL), str(SMALL.with_name("small-later.toml"))),
}
"""The questions to commands whose examples name files that a reader has."""

ANSWERED = {"check": 1, "diff": 1}
"""The exit code of the questions that have one of their own."""

OF_THEIR_OWN: dict[str, tuple[str, ...]] = {
    "": (),  # the examples of sco itself are of its commands
    "facts": ("facts",),  # the example has a few facts, all of one standing
}
"""The questions to commands whose first example asks too little."""


def first_example(name: str) -> tuple[str, ...]:
    """The first example in the help of a command, as the words that are typed after sco."""
    found = FIRST_EXAMPLE.search(command(name).__doc__ or "")
    assert found, f"the help of {name} has no example"
    return tuple(shlex.split(found[1]))


def question(name: str) -> tuple[str, ...]:
    """What a command is asked."""
    for exceptions in (OF_FILES, OF_THEIR_OWN):
        if name in exceptions:
            return exceptions[name]
    return first_example(name)


ASKED = {name: question(name) for name in ("", *COMMANDS) if name not in SILENT}
"""A question to every command."""

LISTINGS = tuple(name for name in ASKED if name and "columns" in inspect.signature(command(name)).parameters)
"""Commands that answer with records, a row each; of such a table one may choose columns."""


def answer(*arguments: str) -> Any:
    """What sco answers, read back from json."""
    ran = run_sco(*arguments, "--format", "json")
    assert (ran.code, ran.err) == (0, "")
    return json.loads(ran.out)
