"""Loading: all problems of a file are reported at once, each with its line and in terms of the file format.

A case is a file in `bad` with the expected messages in a text file beside it.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from support.paths import DATA, SMALL
from support.runner import run_sco

from sco_cli.loading.loader import load
from sco_cli.loading.problems import BadFactBase, Problem

BAD = sorted([*(DATA / "bad").glob("*.toml"), *(DATA / "bad").glob("*.jsonl")])


@pytest.mark.parametrize("case", BAD, ids=lambda case: case.stem)
def test_an_invalid_base_is_refused_with_file_line_and_reason(request: pytest.FixtureRequest, case: Path) -> None:
    result = run_sco("facts", "--facts", case)
    assert result.code == 3
    assert result.out == ""
    messages, expected = result.err.replace(f"{case.parent}{os.sep}", ""), case.with_suffix(".txt")
    if request.config.getoption("--update-screens"):
        expected.write_text(messages, "utf-8")
    assert messages == expected.read_text("utf-8")
    assert "Traceback" not in result.err
    place = rf"{re.escape(str(case))}:(?:\d+| this (?:is not a fact base but|file is in UTF-16))"
    assert re.match(place, result.err), "the first line names file and line, unless it is about the whole file"


def test_a_missing_file_is_reported_in_one_line() -> None:
    result = run_sco("facts", "--facts", "nowhere.toml")
    assert (result.code, result.out, result.err) == (3, "", "nowhere.toml cannot be read: No such file or directory\n")


def test_a_folder_is_refused(tmp_path: Path) -> None:
    assert run_sco("facts", "--facts", tmp_path).code == 3


@pytest.mark.parametrize(("name", "start"), [("deep.toml", "a = "), ("deep.jsonl", '{"kind": "area", "id": ')])
def test_very_deep_nesting_is_refused(tmp_path: Path, name: str, start: str) -> None:
    deep = tmp_path / name
    deep.write_text(f"{start}{'[' * 100_000}{']' * 100_000}{'}' if '{' in start else ''}")
    result = run_sco("facts", "--facts", deep)
    assert (result.code, "nested too deeply" in result.err) == (3, True)


def test_a_very_long_number_is_refused(tmp_path: Path) -> None:
    long = tmp_path / "long.toml"
    long.write_text("a = " + "9" * 10_000)
    result = run_sco("facts", "--facts", long)
    assert result.code == 3
    assert "Traceback" not in result.err


def test_a_record_may_refer_to_a_record_in_another_file(tmp_path: Path) -> None:
    more = tmp_path / "more.toml"
    more.write_text(
        '[base]\nid = "more"\ntitle = "More"\nas_of = "2025"\nlicence = "CC0"\n'
        '[[statements]]\nid = "second"\nspeaker = "B"\nsummary = "S."\ncountries = ["KZ"]\n'
        'evidence = [{ source = "gazette" }]\n'
    )
    base = load(SMALL, more)
    assert base.statement("second").countries == ("KZ",)
    assert base.info.id == "small"


def test_a_file_given_twice_is_refused() -> None:
    with pytest.raises(BadFactBase) as error:
        load(SMALL, SMALL)
    assert error.value.lines() == [f"{SMALL} is given twice; name each file once"]


@pytest.mark.parametrize(
    ("points", "reason"),
    [
        ("{ 2020 = 101 }", "points.2020: 101 is outside the range of paved, 0 to 100"),
        ("{ 2020 = 1e400 }", "a number may have at most 30 digits"),
        ("{ 2020 = nan }", "NaN is not a finite number"),
        ("{ twenty = 1 }", 'points.twenty: "twenty" is not a year in four digits'),
        ("{ 0000 = 1 }", 'points.0000: "0000" is not a year in four digits (0001 to 9999)'),
        ("{}", "must not be empty"),
    ],
)
def test_the_points_of_a_series_are_validated_like_a_figure(tmp_path: Path, points: str, reason: str) -> None:
    invalid = tmp_path / "invalid.toml"
    text = SMALL.read_text("utf-8")
    invalid.write_text(text.replace("points = { 2019 = 10, 2024 = 11.5 }", f"points = {points}"), "utf-8")
    line = text[: text.index("points = { 2019 = 10")].count("\n") + 1
    result = run_sco("facts", "--facts", invalid)
    assert result.code == 3
    assert result.err.startswith(f"{invalid}:{line}:")
    assert reason in result.err


def test_a_base_can_be_read_from_standard_input() -> None:
    result = run_sco("facts", "--facts", "-", "--format", "json", stdin=SMALL.read_bytes())
    assert result.code == 0
    assert "steppe-road" in result.out


def test_a_record_with_too_many_unknown_keys_is_one_problem(tmp_path: Path) -> None:
    keys = "".join(f"key{number} = 1\n" for number in range(10_050))
    path = tmp_path / "keys.toml"
    path.write_text(f'{SMALL.read_text("utf-8")}\n[[areas]]\nid = "walls"\nname = "Walls"\n{keys}', "utf-8")
    line = SMALL.read_text("utf-8").count("\n") + 2
    result = run_sco("facts", "--facts", path)
    assert (result.code, result.err) == (3, f'{path}:{line}:1: areas "walls": must have at most 10,000 values\n')


def test_problems_sort_by_place_and_compare_by_what_is_reported() -> None:
    first = Problem(file="a", line=2, column=9, reason="x")
    second = Problem(file="a", line=10, column=1, reason="w")
    third = Problem(file="a", line=10, column=1, reason="x")
    fourth = Problem(file="b", line=1, column=1, reason="a")
    assert sorted([third, fourth, first, second]) == [first, second, third, fourth]
    assert Problem(reason="x", path=("figures", 1)) == Problem(reason="x", record=load(SMALL).sources[0])


def test_the_option_facts_takes_precedence_over_the_environment() -> None:
    assert "Steppe road" in run_sco("projects", SCO_FACTS=str(SMALL)).out
    assert "Steppe road" not in run_sco("projects", "--facts", "bundled", SCO_FACTS=str(SMALL)).out


def test_records_are_immutable() -> None:
    figure = load(SMALL).figures[0]
    with pytest.raises(ValueError, match="frozen"):
        figure.metric = "other"


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('name = "Paved roads"', f'name = "{"x" * 1001}"', "name: must have at most 1,000 characters"),
        ('unit = "% of roads"', f'unit = "{"x" * 1001}"', "unit: must have at most 1,000 characters"),
        ('title = "The gazette on roads"', f'title = "{"x" * 1001}"', "title: must have at most 1,000 characters"),
        ('unit = "% of roads"', f'aliases = ["{"x" * 201}"]', "aliases 1: must have at most 200 characters"),
        ('unit = "% of roads"', f"aliases = {['a'] * 101}", "aliases: must have at most 100 values"),
    ],
)
def test_what_many_facts_may_show_has_a_limited_length(old: str, new: str, reason: str, tmp_path: Path) -> None:
    path = tmp_path / "base.toml"
    text = SMALL.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    assert reason in run_sco("facts", "--facts", path).err
