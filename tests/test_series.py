"""Official series: every value carried over, gaps left open, breaks flagged."""

from __future__ import annotations

import csv
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sco_cli.models import period
from sco_cli.models.entities import Metric, Series
from sco_cli.models.factbase import FactBase
from sco_cli.quantities import quantity
from sco_cli.queries import series
from sco_cli.queries.levels import Levels, levels_of

PENETRATION = "internet-penetration"


def line(bundled: FactBase, country: str) -> Series:
    return next(one for one in bundled.series if one.country == country)


def made(points: dict[int, str], breaks: dict[int, str] | None = None) -> Series:
    """A series of its own."""
    return Series.model_validate(
        {
            "metric": "paved",
            "country": "KZ",
            "source": "bureau",
            "points": {str(year): Decimal(value) for year, value in points.items()},
            "breaks": {str(year): why for year, why in (breaks or {}).items()},
        }
    )


def test_every_value_of_the_source_is_there_and_no_other(bundled: FactBase, shared_sources: Path) -> None:
    with (shared_sources / "internet_users.csv").open(encoding="utf-8") as file:
        published = {(row["iso2"], int(row["year"])): Decimal(row["value_percent"]) for row in csv.DictReader(file)}
    recorded = {
        (one.country, year): value
        for one in bundled.series
        if one.metric == PENETRATION
        for year, value in one.points.items()
    }
    assert len(published) == 403
    assert recorded == published


def test_kyrgyzstan_between_the_years_of_the_claim(bundled: FactBase) -> None:
    compared = series.compare(bundled.get(PENETRATION), line(bundled, "KG"), 2016, 2020)
    assert compared.before and compared.after and compared.change
    assert (compared.before.text(), compared.after.text()) == ("40.53 %", "72 %")
    assert compared.change.text().startswith("+31.47 points")
    assert compared.flags() == ""


def test_a_withdrawn_year_is_a_gap_and_not_a_number(bundled: FactBase) -> None:
    compared = series.compare(bundled.get(PENETRATION), line(bundled, "PK"), 2020, 2022)
    assert compared.after is None
    assert compared.change is None
    assert compared.gaps == (2021, 2022)
    assert compared.flags() == "gap 2021-2022"


def test_a_comparison_across_a_break_is_flagged(bundled: FactBase) -> None:
    compared = series.compare(bundled.get(PENETRATION), line(bundled, "CN"), 2022, 2023)
    assert compared.breaks == (2023,)
    assert compared.flags() == "break 2023"
    assert series.compare(bundled.get(PENETRATION), line(bundled, "CN"), 2023, 2024).flags() == ""


@pytest.mark.parametrize("country", ["CN", "TJ", "PK", "KH", "NP"])
def test_the_breaks_of_the_notes_are_marked(bundled: FactBase, country: str) -> None:
    assert line(bundled, country).breaks


def test_several_gaps_and_breaks_are_named_once() -> None:
    points = {2000: "1", 2002: "2", 2006: "3", 2007: "4"}
    compared = series.compare(
        Metric.model_validate({"id": "paved", "name": "Paved", "definition": "d", "unit": "%"}),
        made(points, {2006: "a", 2007: "b"}),
        2000,
        2007,
    )
    assert compared.flags() == "gaps 2001, 2003-2005, breaks 2006, 2007"


def test_the_series_says_when_a_claim_was_true(bundled: FactBase) -> None:
    claim = bundled.get("kg-internet-penetration")
    said = series.describe_claim(bundled.get(PENETRATION), line(bundled, "KG"), levels_of(bundled, claim), period=None)
    assert said == (
        "the official series crosses 43 between 2016 and 2017, passes 70 in 2020 and stands at 92.03 % in 2024; "
        "the source states no years"
    )


@pytest.mark.parametrize(
    ("points", "number", "said"),
    [
        ({2000: "1", 2001: "3"}, 2, "crosses 2 between 2000 and 2001"),
        ({2000: "3", 2001: "1"}, 2, "falls past 2 between 2000 and 2001"),
        ({2000: "1", 2001: "2", 2002: "3"}, 2, "is at 2 in 2001"),
        ({2000: "2"}, 2, "is at 2 in 2000"),
        ({2000: "1", 2005: "3"}, 2, "crosses 2 between 2000 and 2005"),
        ({2000: "1", 2001: "3"}, 4, None),
    ],
)
def test_a_crossing_lies_between_two_years_or_in_one(points: dict[int, str], number: int, said: str | None) -> None:
    found = series.first_crossing(made(points), Fraction(number))
    assert (found and found.text()) == said


def test_a_crossing_at_a_break_says_so() -> None:
    found = series.first_crossing(made({2000: "1", 2001: "3"}, {2001: "new definition"}), Fraction(2))
    assert found
    assert found.text() == "crosses 2 between 2000 and 2001 (across a break)"


@given(st.dictionaries(st.integers(1990, 2020), st.integers(0, 50), min_size=1), st.integers(0, 50))
def test_a_crossing_is_found_exactly_when_there_are_values_on_both_sides(points: dict[int, int], number: int) -> None:
    found = series.first_crossing(made({year: str(value) for year, value in points.items()}), Fraction(number))
    assert (found is not None) == (min(points.values()) <= number <= max(points.values()))


def test_a_claim_that_falls_is_followed_in_its_own_order() -> None:
    metric = Metric.model_validate({"id": "paved", "name": "Paved", "definition": "d", "unit": "USD"})
    line = made({2020: "60", 2021: "50", 2022: "40", 2023: "70"})
    before, after = (quantity.exact(number).with_unit("USD") for number in (55, 45))
    levels = Levels(before, after, None, None)
    assert series.describe_claim(metric, line, levels, None) == (
        "the official series falls past 55 between 2020 and 2021, falls below 45 in 2022 and stands at 70 USD in 2023; "
        "the source states no years"
    )


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (10, 20, "is above 10 in all its years, is above 20 in all its years and stands at 60 USD in 2021"),
        (90, 95, "is below 90 in all its years, is below 95 in all its years and stands at 60 USD in 2021"),
        (50, 65, "is at 50 in 2020, does not cross 65 again and stands at 60 USD in 2021"),
    ],
)
def test_a_level_that_no_year_crosses_is_told_by_its_side(before: int, after: int, said: str) -> None:
    metric = Metric.model_validate({"id": "paved", "name": "Paved", "definition": "d", "unit": "USD"})
    line = made({2019: "70", 2020: "50", 2021: "60"})
    levels = Levels(quantity.exact(before).with_unit("USD"), quantity.exact(after).with_unit("USD"), None, None)
    assert (
        series.describe_claim(metric, line, levels, None) == f"the official series {said}; the source states no years"
    )


def test_a_break_inside_a_gap_counts() -> None:
    found = series.first_crossing(made({2020: "10", 2024: "60"}, {2022: "new definition"}), Fraction(30))
    assert found
    assert found.is_break


def test_a_claim_of_one_year_is_set_beside_that_year() -> None:
    metric = Metric.model_validate({"id": "paved", "name": "Paved", "definition": "d", "unit": "%"})
    line = made({2023: "60", 2024: "75"})
    for levels in (
        Levels(None, None, quantity.exact(70).with_unit("%"), None),
        Levels(None, None, None, None),
    ):
        assert "has 75 % in 2024" in series.describe_claim(metric, line, levels, period.parse("2024"))


def test_a_value_of_one_year_stands_beside_that_year(bundled: FactBase) -> None:
    figure = bundled.get("cn-internet-penetration-cnnic-2024")
    said = series.describe_claim(
        bundled.get(PENETRATION),
        line(bundled, "CN"),
        levels_of(bundled, figure),
        period.parse(figure.period),
    )
    assert said == "the official series has 92 % in 2024 and stands at 91.6 % in 2025"


def test_a_level_that_is_a_range_has_no_number_to_be_crossed() -> None:
    levels = Levels(quantity.between(30, 40), quantity.over(70), None, None)
    (found,) = series.level_crossings(made({2010: "20", 2011: "35", 2012: "80"}), levels)
    assert (found.number, found.passing) == (Fraction(70), True)
    assert found.crossing and (found.crossing.first, found.crossing.last) == (2011, 2012)
