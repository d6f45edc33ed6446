"""Official series in listings and tables: a value a row, years as asked for, no change across a break."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from support.commands import json_answer
from support.paths import SMALL
from support.runner import run_sco

POINT_KEYS = [
    "kind",
    "id",
    "metric",
    "country",
    "year",
    "value",
    "unit",
    "break",
    "looks",
    "source",
    "note",
]


def answer(*arguments: str) -> Any:
    """Return what sco answers in JSON from the small base."""
    return json_answer(*arguments, facts=SMALL)


def text(*arguments: str) -> str:
    """Return what sco prints from the small base."""
    return run_sco(*arguments, SCO_FACTS=str(SMALL)).out


def comparison(*arguments: str) -> Any:
    """Return the comparison of the series of Kazakhstan by `sco metric`."""
    return answer("metric", "paved", "--country", "KZ", *arguments)["series"][0]["comparison"]


def test_every_value_of_a_series_is_a_row_with_all_that_it_needs() -> None:
    points = answer("series", "--country", "KZ")
    assert [(point["year"], point["value"]) for point in points] == [
        (2019, 40.1),
        (2020, 41),
        (2022, 60),
        (2023, 44.2),
        (2024, 75),
    ]
    assert list(points[0]) == POINT_KEYS
    assert {point["source"] for point in points} == {"bureau"}
    assert {point["note"] for point in points} == {"2021 was not published."}
    assert [point["year"] for point in points if point["break"]] == [2023]
    assert points[0]["id"] == answer("show", points[0]["id"])["id"]


@pytest.mark.parametrize(
    ("arguments", "years"),
    [
        (["--from", "2022"], [2022, 2023, 2024, 2024]),
        (["--to", "2019"], [2019, 2019]),
        (["--metric", "paved", "--from", "2020", "--to", "2023", "-c", "KZ"], [2020, 2022, 2023]),
        (["--from", "2030"], []),
    ],
)
def test_years_and_names_limit_the_rows(arguments: list[str], years: list[int]) -> None:
    assert [point["year"] for point in answer("series", *arguments)] == years


def test_the_years_of_a_series_are_in_their_order() -> None:
    result = run_sco("series", "--from", "2024", "--to", "2020")
    assert (result.code, result.err) == (2, "sco: --from 2024 is after --to 2020\n")


def test_the_table_names_countries_where_there_are_several_and_limits_beside_the_value() -> None:
    screen = text("series")
    assert "5 values" not in screen
    assert "KZ" in screen
    assert "break: only roads of the state are counted from 2023" in screen
    single = text("series", "--country", "MN", "--columns", "year,value", "--format", "csv")
    assert single.splitlines() == ["year,value", "2019,10", "2024,11.5"]


def test_values_that_look_filled_in_are_marked() -> None:
    base = SMALL.read_text("utf-8").replace(
        "{ 2019 = 10, 2024 = 11.5 }", "{ 2019 = 10, 2020 = 12, 2021 = 12, 2022 = 12 }"
    )
    screen = run_sco("series", "--country", "MN", "--facts", "-", stdin=base).out
    assert screen.count("looks carried over") == 2  # the first of the values may be the one that is measured
    table = run_sco("metric", "paved", "--country", "MN", "--facts", "-", stdin=base).out
    assert "2020\u20132022 look carried over" in table


def test_no_change_is_computed_across_a_break_unless_it_is_asked_for() -> None:
    change = comparison()["change"]
    assert change["text"] == "not computed: the series has a break in 2023"
    assert (change["difference"], change["percent"], change["ratio"]) == (None, None, None)
    assert set(change["not_computed"].values()) == {"the series has a break in 2023"}
    assert comparison("--across-breaks")["change"]["difference"]["value"] == 34.9
    assert comparison("--from", "2023")["change"]["difference"]["value"] == 30.8
    assert "not computed" in text("metric", "paved", "--country", "KZ")
    assert "+34.9 pp" in text("metric", "paved", "--country", "KZ", "--across-breaks")


def test_the_records_of_a_metric_have_the_years_that_are_asked_for() -> None:
    (series,) = answer("metric", "paved", "--country", "KZ", "--from", "2020", "--to", "2022")["series"]
    assert series["points"] == {"2020": 41, "2022": 60}
    assert series["breaks"] == {}
    (whole,) = answer("metric", "paved", "--country", "KZ")["series"]
    assert list(whole["points"]) == ["2019", "2020", "2022", "2023", "2024"]
    cells = text("metric", "paved", "--country", "KZ", "--from", "2024", "--format", "csv")
    last = list(csv.DictReader(io.StringIO(cells)))[-1]
    assert last["points"] == '{"2024": 75}'
    assert not [column for column in last if column[-4:].isdecimal()]


def test_a_figure_of_a_part_of_a_year_is_marked_where_figures_stand_together() -> None:
    figures = "".join(
        f'[[figures]]\nid = "part-{code}"\nmetric = "paved"\ncountries = ["{code.upper()}"]\nvalue = 7\n'
        'period = "2024-01/2024-07"\nevidence = [{ source = "bureau" }]\n'
        for code in ("kz", "mn")
    )
    base = SMALL.read_text("utf-8") + figures
    metric = run_sco("metric", "paved", "--country", "MN", "--facts", "-", stdin=base).out
    assert "January to July 2024 (part of a year)" in metric
    assert "not compared with the official series" in metric
    assert "January to July 2024, part of a year" in run_sco("compare", "KZ", "MN", "--facts", "-", stdin=base).out


def test_a_unit_that_all_values_share_is_in_the_title_once() -> None:
    assert text("series").count("% of roads") == 1
    other = '[[metrics]]\nid = "lit"\nname = "Lit roads"\ndefinition = "D"\nunit = "km"\n'
    other += '[[series]]\nmetric = "lit"\ncountry = "KZ"\nsource = "bureau"\npoints = { 2020 = 7 }\n'
    screen = run_sco("series", "--facts", "-", stdin=SMALL.read_text("utf-8") + other).out
    assert screen.count("% of roads") > 1
    assert "km" in screen
