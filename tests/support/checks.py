"""What `sco check` finds, as its tests compare it."""

from __future__ import annotations

import json
from pathlib import Path

from conftest import run_sco


def told(*arguments: str | Path) -> list[tuple[int, str]]:
    """The lines and reasons of the problems."""
    ran = run_sco("check", *arguments, "--format", "json")
    problems = json.loads(ran.out)
    assert ran.code == bool(problems)
    return [(problem["line"], problem["reason"]) for problem in problems]
