"""Runs `sco check` and returns the problems that it reports."""

from __future__ import annotations

import json
from pathlib import Path

from support.runner import run_sco


def reported_problems(*arguments: str | Path) -> list[tuple[int, str]]:
    """Return line and reason of each problem that `sco check` reports."""
    result = run_sco("check", *arguments, "--format", "json")
    problems = json.loads(result.out)
    assert result.code == bool(problems)
    return [(problem["line"], problem["reason"]) for problem in problems]
