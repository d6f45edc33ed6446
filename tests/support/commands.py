"""One invocation of every command, for tests that hold for all commands: by default the first example of its help."""

from __future__ import annotations

import functools
import inspect
import json
import re
import shlex
from pathlib import Path
from typing import Any

import pytest

from sco_cli.cli.app import COMMANDS, command
from sco_cli.loading.files import BUNDLED
from support.paths import DATA, EXAMPLES, SMALL
from support.runner import run_sco

FIRST_EXAMPLE = re.compile(r"^ *Examples:\n *sco (.+)$", re.MULTILINE)

IMPORTS = tuple(name for name in COMMANDS if name.startswith("import "))
COMMANDS_WITHOUT_FORMAT = ("export", "site", "schema", "draft", "new", *IMPORTS)
"""Commands without `--format`: `export` and `site` write files, `schema` JSON, `draft`, `new` and imports TOML.

`import series` has formats with `--against` alone, which its own tests cover.
"""

FILE_INVOCATIONS = {
    "check": ("check", str(DATA / "bad" / "several.toml")),
    "diff": ("diff", str(SMALL), str(SMALL.with_name("small-later.toml"))),
}
"""Invocations of the commands whose examples name files of the reader's, which do not exist here."""

EXIT_CODES = {"check": 1, "diff": 1}
"""The exit codes of the invocations that do not exit with 0."""

BROADER_INVOCATIONS: dict[str, tuple[str, ...]] = {
    "": (),  # the examples of sco itself run its commands
    "facts": ("facts",),  # the example lists a few facts only, all of one standing
}
"""Invocations of the commands whose first example shows too little."""


def first_example(name: str) -> tuple[str, ...]:
    """Return the arguments in the first example of a command's help, with the name of the command."""
    example = FIRST_EXAMPLE.search(command(name).__doc__ or "")
    assert example, f"the help of {name} has no example"
    return tuple(shlex.split(example[1]))


def invocation(name: str) -> tuple[str, ...]:
    """Return the arguments with which the tests run a command."""
    for exceptions in (FILE_INVOCATIONS, BROADER_INVOCATIONS):
        if name in exceptions:
            return exceptions[name]
    return first_example(name)


INVOCATIONS = {name: invocation(name) for name in ("", *COMMANDS) if name not in COMMANDS_WITHOUT_FORMAT}
"""The arguments with which the tests run each command, by its name; "" is sco without a command."""

EXAMPLE_BASES = (
    pytest.param(str(EXAMPLES), id="examples"),
    pytest.param(BUNDLED, id="bundled", marks=pytest.mark.slow),
)
"""Parameters for tests of every invocation: the values of SCO_FACTS with which they can be run."""

LISTINGS = tuple(name for name in INVOCATIONS if name and "columns" in inspect.signature(command(name)).parameters)
"""Commands that list records, one a row; they have the option `--columns`."""


@functools.cache
def json_output(*arguments: str, facts: str) -> str:
    """Run sco with `--format json` on a base and return what it prints; the same question is asked once."""
    result = run_sco(*arguments, "--format", "json", SCO_FACTS=facts)
    assert (result.code, result.err) == (EXIT_CODES.get(arguments[0] if arguments else "", 0), "")
    return result.out


def json_answer(*arguments: str, facts: str | Path = BUNDLED) -> Any:
    """Return the parsed answer in JSON of sco to arguments, from that base."""
    return json.loads(json_output(*arguments, facts=str(facts)))


def all_answers(facts: str | Path) -> str:
    """Return what all commands answer from a base, as Markdown, and two refusals that suggest other names."""
    lines = (*INVOCATIONS.values(), ("facts", "--speaker", "zzz"), ("show", "kg-5g"))
    return "".join(f"{run_sco(*words, '--format', 'markdown', SCO_FACTS=str(facts))}\n" for words in lines)
