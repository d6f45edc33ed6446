"""Loading: every mistake of a file at once, each with its line, in words that its author can use.

A case is a file in `bad`, and beside it what sco says of it.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from conftest import SMALL, TESTS, run_sco

from sco_cli.errors import BadFactBase
from sco_cli.loading.loader import load

BAD = sorted([*(TESTS / "bad").glob("*.toml"), *(TESTS / "bad").glob("*.jsonl")])


@pytest.mark.parametrize("case", BAD, ids=lambda case: case.stem)
def test_a_broken_base_is_refused_with_file_line_and_reason(request: pytest.FixtureRequest, case: Path) -> None:
    ran = run_sco("facts", "--facts", case)
    assert ran.code == 3
    assert ran.out == ""
    said, expected = ran.err.replace(f"{case.parent}{os.sep}", ""), case.with_suffix(".txt")
    if request.config.getoption("--update-screens"):
        expected.write_text(said, "utf-8")
    assert said == expected.read_text("utf-8")
    assert "Traceback" not in ran.err
    assert re.match(rf"{re.escape(str(case))}:\d+", ran.err), "the first line names file and line"


def test_a_missing_file_is_one_sentence() -> None:
    ran = run_sco("facts", "--facts", "nowhere.toml")
    assert (ran.code, ran.out, ran.err) == (3, "", "nowhere.toml: cannot be read: No such file or directory\n")


def test_a_folder_is_not_a_fact_base(tmp_path: Path) -> None:
    assert run_sco("facts", "--facts", tmp_path).code == 3


@pytest.mark.parametrize(("name", "start"), [("deep.toml", "a = "), ("deep.jsonl", '{"kind": "area", "id": ')])
def test_nesting_without_end_is_refused(tmp_path: Path, name: str, start: str) -> None:
    deep = tmp_path / name
    deep.write_text(f"{start}{'[' * 100_000}{']' * 100_000}{'}' if '{' in start else ''}")
    ran = run_sco("facts", "--facts", deep)
    assert (ran.code, "nested too deeply" in ran.err) == (3, True)


def test_an_endless_number_is_refused(tmp_path: Path) -> None:
    long = tmp_path / "long.toml"
    long.write_text("a = " + "9" * 10_000)
    ran = run_sco("facts", "--facts", long)
    assert ran.code == 3
    assert "Traceback" not in ran.err


def test_ids_may_be_referred_to_across_files(tmp_path: Path) -> None:
    more = tmp_path / "more.toml"
    more.write_text(
        '[base]\nid = "more"\ntitle = "More"\nas_of = "2025"\nlicence = "CC0"\n'
        '[[statements]]\nid = "second"\nspeaker = "B"\nsummary = "S."\ncountries = ["KZ"]\n'
        'evidence = [{ source = "gazette" }]\n'
    )
    base = load(SMALL, more)
    assert base.get("second").countries == ("KZ",)
    assert base.info.id == "small"


def test_a_file_named_twice_is_said_to_be() -> None:
    with pytest.raises(BadFactBase) as raised:
        load(SMALL, SMALL)
    assert raised.value.lines() == [f"{SMALL}: is named twice"]


@pytest.mark.parametrize(
    ("points", "reason"),
    [
        ("{ 2020 = 101 }", "points.2020: 101 is outside the range of paved, 0 to 100"),
        ("{ 2020 = 1e400 }", "a number may have at most 30 digits"),
        ("{ 2020 = nan }", "NaN is not a finite number"),
        ("{ twenty = 1 }", 'points.twenty: "twenty" is not a year of four digits'),
        ("{}", "is empty"),
    ],
)
def test_a_series_is_checked_as_a_figure_is(tmp_path: Path, points: str, reason: str) -> None:
    wrong = tmp_path / "wrong.toml"
    text = SMALL.read_text("utf-8")
    wrong.write_text(text.replace("points = { 2019 = 10, 2024 = 11.5 }", f"points = {points}"), "utf-8")
    line = text[: text.index("points = { 2019 = 10")].count("\n") + 1
    ran = run_sco("facts", "--facts", wrong)
    assert ran.code == 3
    assert ran.err.startswith(f"{wrong}:{line}:")
    assert reason in ran.err


def test_a_base_comes_from_standard_input() -> None:
    ran = run_sco("facts", "--facts", "-", "--format", "json", stdin=SMALL.read_bytes())
    assert ran.code == 0
    assert "steppe-road" in ran.out


def test_the_environment_names_a_base_and_the_option_beats_it() -> None:
    assert "Steppe road" in run_sco("projects", SCO_FACTS=str(SMALL)).out
    assert "Steppe road" not in run_sco("projects", "--facts", "bundled", SCO_FACTS=str(SMALL)).out


def test_records_are_frozen() -> None:
    figure = load(SMALL).figures[0]
    with pytest.raises(ValueError, match="frozen"):
        figure.metric = "other"
