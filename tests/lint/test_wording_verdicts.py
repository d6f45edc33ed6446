"""`sco check` and an expert give the same verdict on figures and the wordings of their sources: tests/data/wordings."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

import pytest
from support.bases import base_with
from support.paths import DATA
from support.runner import run_sco

FOLDER = DATA / "wordings"
FILES = sorted(FOLDER.glob("??-*.tsv"))


class Line(NamedTuple):
    """A figure of a metric, a wording, and what an expert says of both: "ok", "bad", or "bad" with the correction."""

    unit: str
    numbers: str
    wording: str
    verdict: str


def read_lines(path: Path) -> list[Line]:
    """The lines of a file."""
    lines = path.read_text("utf-8").splitlines()
    return [Line(*line.split("\t")) for line in lines if line and not line.startswith("#")]


def base_of(lines: list[Line]) -> str:
    """A fact base with one metric and one figure for each line."""
    text = ""
    for index, line in enumerate(lines):
        numbers = re.sub(r", (after|period) =", r"\n\1 =", line.numbers)
        unit = f"unit = {json.dumps(line.unit, ensure_ascii=False)}\n" if line.unit else ""
        text += f'[[metrics]]\nid = "m{index}"\nname = "M{index}"\ndefinition = "D"\n{unit}'
        evidence = f'{{ source = "s", wording = {json.dumps(line.wording, ensure_ascii=False)} }}'
        text += f'[[figures]]\nid = "f{index}"\nmetric = "m{index}"\n{numbers}\nevidence = [{evidence}]\n'
    return base_with(text)


def differing_lines(path: Path) -> list[tuple[Line, list[str | None]]]:
    """The lines of a file on which `sco check` gives another verdict, each with the fixes that it offers."""
    lines = read_lines(path)
    problems = json.loads(run_sco("check", "-", "--format", "json", stdin=base_of(lines)).out)
    found: defaultdict[str, list[str | None]] = defaultdict(list)
    for problem in problems:
        assert problem["rule"] in ("hedge", "number"), problem["message"]
        found[problem["record"]].append(problem["fix"])
    wrong = []
    for index, line in enumerate(lines):
        fixes = found[f'figures "f{index}"']
        expected, _, fix = line.verdict.partition(" ")
        if (expected == "bad") != bool(fixes) or (fix and fix not in fixes):
            wrong.append((line, fixes))
    return wrong


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_check_gives_the_verdict_of_an_expert(path: Path) -> None:
    assert differing_lines(path) == []


def test_what_is_known_to_be_told_wrongly_still_is() -> None:
    """Otherwise the line belongs into a file of its language, and the page about wordings has fewer exceptions."""
    path = FOLDER / "not-told.tsv"
    assert [line for line, _ in differing_lines(path)] == read_lines(path)


def test_there_are_verdicts_in_three_languages() -> None:
    assert {path.stem.partition("-")[0] for path in FILES} == {"en", "ru", "zh"}
    assert sum(len(read_lines(path)) for path in FILES) >= 900
