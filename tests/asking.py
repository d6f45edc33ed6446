"""What sco is asked where a test holds for all commands: a question to each."""

from __future__ import annotations

import json
from typing import Any

from conftest import TESTS, run_sco

ASKED = {
    "": (),
    "countries": ("countries",),
    "country": ("country", "KZ"),
    "compare": ("compare", "KG", "UZ", "KZ"),
    "projects": ("projects", "--country", "KZ"),
    "metrics": ("metrics",),
    "metric": ("metric", "internet-penetration", "--country", "KG"),
    "facts": ("facts", "--country", "MN"),
    "search": ("search", "railway"),
    "sources": ("sources",),
    "show": ("show", "kg-internet-penetration"),
    "check": ("check", str(TESTS / "bad" / "several.toml")),
    "diff": ("diff", str(TESTS / "bases" / "small.toml"), str(TESTS / "bases" / "small-later.toml")),
    "cite": ("cite", "kg-internet-penetration"),
}
"""A question to every command."""

WRITERS = ("export",)
"""Commands that write files where they are told to, and answer nothing."""

LISTINGS = ("countries", "projects", "metrics", "facts", "search", "sources")
"""Commands that answer with records, a row each."""

ANSWERED = {"check": 1, "diff": 1}
"""The exit code of the questions that have one of their own."""


def answer(*arguments: str) -> Any:
    """What sco answers, read back from json."""
    ran = run_sco(*arguments, "--format", "json")
    assert (ran.code, ran.err) == (0, "")
    return json.loads(ran.out)
