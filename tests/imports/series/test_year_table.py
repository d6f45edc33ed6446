"""The values of an inline table change, and its comments and layout stay."""

from __future__ import annotations

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from sco_cli.imports.series.year_table import change_years
from sco_cli.loading.toml_positions import find_spans


def change(table: str, new: dict[int, str | None], newline: str = "\n") -> str:
    """The table with new values."""
    text = f"points = {table}"
    years = [*tomli.loads(text)["points"]]
    spans = find_spans(text, [("points", year) for year in years])
    start = len("points = ")
    values = {int(year): (spans["points", year][0] - start, spans["points", year][1] - start) for year in years}
    return change_years(table, values, new, newline)


LINES = """{
  # Before the crisis.
  2018 = 1, # first
  2020=2.50   # by hand
  ,
  2021 = 3, # last
  # The end.
}"""


def test_a_value_is_replaced_where_it_stands() -> None:
    assert change(LINES, {2018: "7", 2020: "8.5"}) == LINES.replace("= 1,", "= 7,").replace("2.50", "8.5")


def test_a_new_year_gets_a_line_after_the_one_before_it() -> None:
    assert change(LINES, {2019: "1.5", 2022: "4"}) == LINES.replace(
        "2018 = 1, # first", "2018 = 1, # first\n  2019 = 1.5,"
    ).replace("2021 = 3, # last", "2021 = 3, # last\n  2022 = 4,")


def test_a_new_first_year_stands_before_the_comment_of_the_next() -> None:
    assert change(LINES, {2017: "0"}).startswith("{\n  2017 = 0,\n  # Before the crisis.\n  2018 = 1, # first")


@pytest.mark.parametrize(
    ("table", "new", "expected"),
    [
        ("{ 2019 = 1, 2021 = 3 }", {2020: "2", 2022: "4"}, "{ 2019 = 1, 2020 = 2, 2021 = 3, 2022 = 4 }"),
        ("{2019=1,2020=2}", {2021: "3"}, "{2019=1,2020=2,2021=3}"),
        ("{ 2019 = 1 }", {2018: "0", 2020: "2"}, "{ 2018 = 0, 2019 = 1, 2020 = 2 }"),
        ("{\n\t2019 = 1\n}", {2020: "2"}, "{\n\t2019 = 1,\n\t2020 = 2\n}"),
        ("{\n  2019 = 1 # a\n}", {2020: "2"}, "{\n  2019 = 1, # a\n  2020 = 2\n}"),
        ("{\n  2019 = 1,\n  2020 = 2 }", {2021: "3"}, "{\n  2019 = 1,\n  2020 = 2,\n  2021 = 3 }"),
        ("{ 2019 = 1, 2020 = 2,\n  2021 = 3 }", {2022: "4"}, "{ 2019 = 1, 2020 = 2,\n  2021 = 3, 2022 = 4 }"),
        ('{ "2019" = 1 }', {2020: "2"}, '{ "2019" = 1, "2020" = 2 }'),
        ("{ 2019 = 1, 2020 = 2, 2021 = 3 }", {2019: None}, "{ 2020 = 2, 2021 = 3 }"),
        ("{ 2019 = 1, 2020 = 2, 2021 = 3 }", {2020: None}, "{ 2019 = 1, 2021 = 3 }"),
        ("{ 2019 = 1, 2020 = 2, 2021 = 3 }", {2021: None, 2020: None}, "{ 2019 = 1 }"),
        ("{\n  2019 = 1, # a\n  2020 = 2, # b\n}", {2019: None}, "{\n  2020 = 2, # b\n}"),
        ("{\n  2019 = 1, # a\n  2020 = 2 # b\n}", {2020: None}, "{\n  2019 = 1 # a\n}"),
        ("{ 2019 = 1, 2020 = 2, # early\n  2021 = 3 }", {2020: None}, "{ 2019 = 1, # early\n  2021 = 3 }"),
        ("{ 2019 = 1, # early\n  2020 = 2 }", {2020: None}, "{ 2019 = 1 # early\n  }"),
    ],
)
def test_the_layout_of_a_table_is_kept(table: str, new: dict[int, str | None], expected: str) -> None:
    assert change(table, new) == expected


def test_line_ends_are_those_of_the_file() -> None:
    table = LINES.replace("\n", "\r\n")
    assert change(table, {2022: "4"}, "\r\n") == change(LINES, {2022: "4"}).replace("\n", "\r\n")


@given(
    years=st.lists(st.integers(2000, 2030), min_size=2, max_size=6, unique=True),
    gaps=st.lists(st.sampled_from([",", ", ", " , ", ",\n  ", ", # a, b\n  ", "\n  ,", ",\n# c\n  "]), min_size=8),
    ends=st.sampled_from(["", " ", ",", ", # z\n", "\n"]),
    new=st.dictionaries(st.integers(2000, 2030), st.integers(0, 9), max_size=4),
    removed=st.integers(0, 3),
)
def test_any_layout_is_still_the_same_table(
    years: list[int], gaps: list[str], ends: str, new: dict[int, int], removed: int
) -> None:
    pairs = "".join(f"{year} = 1{gap}" for year, gap in zip(years[:-1], gaps, strict=False))
    table = f"{{ {pairs}{years[-1]} = 1{ends}}}"
    gone = [year for year in years[1:][:removed] if year not in new]
    changed = change(table, {**{year: str(value) for year, value in new.items()}, **dict.fromkeys(gone)})
    expected = {**dict.fromkeys(map(str, years), 1), **{str(year): value for year, value in new.items()}}
    assert tomli.loads(f"a = {changed}")["a"] == {
        year: value for year, value in expected.items() if int(year) not in gone
    }
    if not gone:
        assert changed.count("#") == table.count("#")
