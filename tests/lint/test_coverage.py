"""`sco check --coverage`: the numbers in the texts of sources that no figure takes up."""

from __future__ import annotations

import json
from pathlib import Path

from support.paths import EXAMPLES
from support.runner import run_sco

TEXT = """One.

Two.

Three.

The share rose from 43% to over 70%. It took 5 years. Roads have 12 percent.
"""


def test_a_number_that_no_figure_of_the_source_takes_up_is_reported_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "source.txt"
    path.write_text(TEXT, "utf-8")
    options = ("--source-text", f"eid-2025-08-28={path}", "--coverage", "--ignore", "unused", "--ignore", "source-text")
    result = run_sco("check", EXAMPLES, *options, "--format", "json")
    assert result.code == 1
    problems = [problem for problem in json.loads(result.out) if problem["rule"] == "coverage"]
    assert [(problem["file"], problem["line"], problem["column"], problem["reason"]) for problem in problems] == [
        (str(path), 7, 66, 'no figure from eid-2025-08-28 covers "12 percent"')
    ]
    for rule in ("coverage", "coverage:eid-2025-08-28"):
        result = run_sco("check", EXAMPLES, *options, "--ignore", rule, "--format", "json")
        assert (result.code, result.out) == (0, "[]\n")


def test_coverage_needs_a_text_and_a_valid_base(tmp_path: Path) -> None:
    result = run_sco("check", EXAMPLES, "--coverage")
    assert (result.code, result.out) == (2, "")
    assert "--coverage needs --source-text ID=FILE" in result.err
    path = tmp_path / "bad.toml"
    path.write_text("areas = true\n", "utf-8")
    (tmp_path / "a.txt").write_text("Roads have 12 percent.", "utf-8")
    result = run_sco("check", path, "--coverage", "--source-text", f"a={tmp_path / 'a.txt'}", "--format", "json")
    assert result.code == 1
    assert "coverage" not in {problem["rule"] for problem in json.loads(result.out)}
