"""Official series: values as published, gaps, breaks, and when a series crosses the levels of a claim."""

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
PUBLISHED = {
    PENETRATION: "internet_users.csv",
    "mobile-subscriptions": "series/IT.CEL.SETS.P2.csv",
    "fixed-broadband-subscriptions": "series/IT.NET.BBND.P2.csv",
    "4g-coverage": "series/ITU_4G_COVERAGE.csv",
    "e-government-index": "series/EGDI.csv",
    "e-government-rank": "series/EGDI_RANK.csv",
    "cybersecurity-index": "series/GCI.csv",
    "population": "series/SP.POP.TOTL.csv",
    "gdp-per-person": "series/NY.GDP.PCAP.CD.csv",
    "electricity-access": "series/EG.ELC.ACCS.ZS.csv",
}
"""The metrics of the bundled series, and the files that their values were taken from."""


PAVED = Metric.model_validate({"id": "paved", "name": "Paved", "definition": "d", "unit": "%"})


def series_of(bundled: FactBase, country: str) -> Series:
    """Return the bundled series of the internet penetration of a country."""
    record = bundled.get(f"{PENETRATION}-{country.lower()}-series")
    assert isinstance(record, Series)
    return record


def make_series(points: dict[int, str], breaks: dict[int, str] | None = None) -> Series:
    """Make a series from values and reasons for breaks by year."""
    return Series.model_validate(
        {
            "metric": "paved",
            "country": "KZ",
            "source": "bureau",
            "points": {str(year): Decimal(value) for year, value in points.items()},
            "breaks": {str(year): reason for year, reason in (breaks or {}).items()},
        }
    )


def test_a_year_in_which_no_series_of_a_source_has_a_value_is_no_gap() -> None:
    biennial = [make_series({2010: "1", 2012: "2", 2016: "3"}), make_series({2010: "1", 2014: "2", 2016: "3"})]
    assert series.survey_years(biennial) == {}, "two series are too few to tell"
    assert series.gaps(biennial[0], {}) == [range(2011, 2012), range(2013, 2016)]
    surveys = series.survey_years([*biennial, make_series({2018: "4"})])
    assert surveys == {"bureau": {2010, 2012, 2014, 2016, 2018}}
    assert series.gaps(biennial[0], surveys) == [range(2014, 2015)]
    assert series.gaps(biennial[1], surveys) == [range(2012, 2013)]


@pytest.mark.parametrize(("metric", "name"), PUBLISHED.items())
def test_the_bundled_series_have_exactly_the_published_values(
    bundled: FactBase, shared_sources: Path, metric: str, name: str
) -> None:
    with (shared_sources / name).open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    published = {
        (row["iso2"], int(row["year"])): Decimal(row["value" if "value" in row else "value_percent"]) for row in rows
    }
    first = bundled.get(f"{metric}-cn-series")
    assert isinstance(first, Series)
    source = first.source
    recorded = {
        (record.country, year): value
        for record in bundled.series
        if record.metric == metric and record.source == source
        for year, value in record.points.items()
    }
    assert len(rows) == len(published) >= 54
    assert recorded == published


def test_every_file_of_series_that_stand_in_two_copies_is_in_the_base(shared_sources: Path) -> None:
    files = {path.name for path in (shared_sources / "series").glob("*.csv") if not path.stem.endswith("_one_copy")}
    assert files == {name.removeprefix("series/") for name in PUBLISHED.values() if name.startswith("series/")}


def test_every_country_of_the_organization_has_a_series_of_each_metric(bundled: FactBase) -> None:
    countries = {code for fact in bundled.facts if fact.id == "sco-partner-status-2025" for code in fact.countries}
    countries |= {*bundled.place("sco").countries}
    assert len(countries) == 27
    for metric in PUBLISHED:
        assert {record.country for record in bundled.series if record.metric == metric} >= countries


def test_a_comparison_of_two_years_has_both_values_and_the_change(bundled: FactBase) -> None:
    comparison = series.compare(bundled.metric(PENETRATION), series_of(bundled, "KG"), 2016, 2020)
    assert comparison.before and comparison.after and comparison.change
    assert (comparison.before.text(), comparison.after.text()) == ("40.53%", "72%")
    assert comparison.change.text().startswith("+31.47 percentage points")
    assert comparison.flags() == ""


def test_a_year_without_a_value_is_a_gap(bundled: FactBase) -> None:
    comparison = series.compare(bundled.metric(PENETRATION), series_of(bundled, "PK"), 2020, 2022)
    assert comparison.after is None
    assert comparison.change is None
    assert comparison.gaps == [2021, 2022]
    assert comparison.flags() == "gap 2021\u20132022"


def test_a_comparison_across_a_break_is_flagged_and_has_a_reason_in_place_of_a_change(bundled: FactBase) -> None:
    metric, china = bundled.metric(PENETRATION), series_of(bundled, "CN")
    comparison = series.compare(metric, china, 2022, 2023)
    assert comparison.breaks == (2023,)
    assert comparison.flags() == "break 2023"
    assert comparison.change
    assert comparison.change.text() == "not computed: the series has a break in 2023"
    assert set(comparison.change.reasons_not_computed()) == {"difference", "percent", "ratio"}
    asked_for = series.compare(metric, china, 2022, 2023, across_breaks=True)
    assert asked_for.change
    assert asked_for.change.text().startswith("+14.99 percentage points")
    assert asked_for.flags() == "break 2023"
    later = series.compare(metric, china, 2023, 2024)
    assert later.flags() == ""
    assert later.change
    assert later.change.text().startswith("+1.4 percentage points")


def test_several_breaks_are_all_named() -> None:
    broken = make_series({2010: "1", 2014: "2"}, {2011: "a", 2014: "b"})
    comparison = series.compare(PAVED, broken, 2010, 2014)
    assert comparison.change
    assert comparison.change.text() == "not computed: the series has breaks in 2011 and 2014"


def test_a_claim_of_a_part_of_a_year_is_not_compared() -> None:
    levels = Levels(None, None, quantity.exact(4), None)
    paved = make_series({2024: "3", 2025: "5"})
    says = series.describe_claim(PAVED, paved, levels, period.parse("2025-01/2025-07"))
    assert says.startswith("not compared with the official series")
    assert "has 5% for 2025" in series.describe_claim(PAVED, paved, levels, period.parse("2025"))


@pytest.mark.parametrize("country", ["CN", "TJ", "PK", "KH", "NP"])
def test_series_with_a_known_break_have_it(bundled: FactBase, country: str) -> None:
    assert series_of(bundled, country).breaks


@pytest.mark.parametrize(
    ("years", "first", "last", "flags"),
    [
        ((2010, 2012, 2014, 2016), 2010, 2016, "every 2 years"),
        ((2010, 2012, 2014, 2016), 2012, 2016, "every 2 years"),
        ((2010, 2013, 2016), 2010, 2016, "every 3 years"),
        ((2010, 2012, 2014), 2008, 2016, "first value 2010, every 2 years, last value 2014"),
        ((2010, 2014), 2010, 2014, "gap 2011\u20132013"),
        ((2010, 2011, 2013, 2015), 2010, 2015, "gaps 2012, 2014"),
        ((2010, 2012, 2014, 2015), 2010, 2015, "gaps 2011, 2013"),
        ((2010, 2012, 2015, 2017), 2010, 2017, "gaps 2011, 2013\u20132014, 2016"),
        ((2010, 2011, 2012), 2010, 2012, ""),
    ],
)
def test_regular_gaps_are_an_interval(years: tuple[int, ...], first: int, last: int, flags: str) -> None:
    comparison = series.compare(PAVED, make_series({year: str(i * i) for i, year in enumerate(years)}), first, last)
    assert comparison.flags() == flags
    assert (comparison.interval > 1) == ("every" in flags)


def test_several_gaps_and_breaks_are_listed_together() -> None:
    points = {2000: "1", 2002: "2", 2006: "3", 2007: "4"}
    comparison = series.compare(
        PAVED,
        make_series(points, {2006: "a", 2007: "b"}),
        2000,
        2007,
    )
    assert comparison.flags() == "gaps 2001, 2003\u20132005, breaks 2006, 2007"


def test_a_claim_without_years_is_dated_by_the_crossings_of_the_series(bundled: FactBase) -> None:
    claim = bundled.figure("kg-internet-penetration")
    metric, kyrgyzstan = bundled.metric(PENETRATION), series_of(bundled, "KG")
    assert series.describe_claim(metric, kyrgyzstan, levels_of(bundled, claim), period=None) == (
        "the official series rises past 43% between 2016 and 2017 and past 70% in 2020, and is 92.03% in 2024; "
        "the source states no years"
    )


@pytest.mark.parametrize(
    ("points", "number", "text"),
    [
        ({2000: "1", 2001: "3"}, 2, "rises past 2% between 2000 and 2001"),
        ({2000: "3", 2001: "1"}, 2, "falls below 2% between 2000 and 2001"),
        ({2000: "1", 2001: "2", 2002: "3"}, 2, "is 2% in 2001"),
        ({2000: "2"}, 2, "is 2% in 2000"),
        ({2000: "1", 2005: "3"}, 2, "rises past 2% between 2000 and 2005"),
        ({2000: "1", 2001: "3"}, 4, None),
    ],
)
def test_a_crossing_is_between_two_years_or_in_one(points: dict[int, str], number: int, text: str | None) -> None:
    crossing = series.first_crossing(make_series(points), Fraction(number))
    assert (crossing and crossing.text(PAVED, is_target=False)) == text


def test_a_crossing_across_a_break_is_marked() -> None:
    crossing = series.first_crossing(make_series({2000: "1", 2001: "3"}, {2001: "new definition"}), Fraction(2))
    assert crossing
    assert crossing.text(PAVED, is_target=True) == "rises past 2% between 2000 and 2001 (across a break)"


@given(st.dictionaries(st.integers(1990, 2020), st.integers(0, 50), min_size=1), st.integers(0, 50))
def test_there_is_a_crossing_if_and_only_if_the_number_is_between_the_values(
    points: dict[int, int], number: int
) -> None:
    crossing = series.first_crossing(
        make_series({year: str(value) for year, value in points.items()}), Fraction(number)
    )
    assert (crossing is not None) == (min(points.values()) <= number <= max(points.values()))


def test_the_levels_of_a_fall_are_crossed_downwards() -> None:
    metric = Metric.model_validate({"id": "paved", "name": "Paved", "definition": "d", "unit": "USD"})
    tolls = make_series({2020: "60", 2021: "50", 2022: "40", 2023: "70"})
    before, after = (quantity.exact(number).with_unit("USD") for number in (55, 45))
    levels = Levels(before, after, None, None)
    assert series.describe_claim(metric, tolls, levels, None) == (
        "the official series falls below 55 USD between 2020 and 2021 and below 45 USD in 2022, and is 70 USD in "
        "2023; the source states no years"
    )


@pytest.mark.parametrize(
    ("before", "after", "text"),
    [
        (10, 20, "is above 10 USD in every year and above 20 USD in every year, and is 60 USD in 2021"),
        (90, 95, "is below 90 USD in every year and below 95 USD in every year, and is 60 USD in 2021"),
        (50, 65, "is 50 USD in 2020, does not cross 65 USD again and is 60 USD in 2021"),
    ],
)
def test_a_level_that_is_never_crossed_is_described_as_above_or_below(before: int, after: int, text: str) -> None:
    metric = Metric.model_validate({"id": "paved", "name": "Paved", "definition": "d", "unit": "USD"})
    tolls = make_series({2019: "70", 2020: "50", 2021: "60"})
    levels = Levels(quantity.exact(before).with_unit("USD"), quantity.exact(after).with_unit("USD"), None, None)
    assert (
        series.describe_claim(metric, tolls, levels, None) == f"the official series {text}; the source states no years"
    )


@pytest.mark.parametrize(
    ("before", "after", "text"),
    [
        (10, 90, "is below rank 10 of 99 cities in every year, is above rank 90 of 99 cities in every year"),
        (70, 55, "is at rank 70 of 99 cities in 2019, rises past rank 55 of 99 cities in 2020"),
    ],
)
def test_lower_numbers_are_higher_ranks(before: int, after: int, text: str) -> None:
    metric = Metric.model_validate({"id": "paved", "name": "Paved", "definition": "d", "unit": "of 99 cities"})
    ranks = make_series({2019: "70", 2020: "50", 2021: "60"})
    levels = Levels(quantity.exact(before).with_unit("of 99 cities"), quantity.exact(after), None, None)
    said = series.describe_claim(metric, ranks, levels, None)
    assert said.startswith(f"the official series {text}")
    assert said.endswith(" is at rank 60 of 99 cities in 2021; the source states no years")
    of_year = series.describe_claim(metric, ranks, Levels(None, None, quantity.exact(50), None), period.parse("2020"))
    assert of_year == "the official series gives rank 50 of 99 cities for 2020 and rank 60 of 99 cities for 2021"


def test_a_break_inside_a_gap_marks_the_crossing() -> None:
    crossing = series.first_crossing(make_series({2020: "10", 2024: "60"}, {2022: "new definition"}), Fraction(30))
    assert crossing
    assert crossing.is_break


def test_a_claim_of_one_year_is_compared_with_that_year() -> None:
    metric = Metric.model_validate({"id": "paved", "name": "Paved", "definition": "d", "unit": "%"})
    roads = make_series({2023: "60", 2024: "75"})
    for levels in (
        Levels(None, None, quantity.exact(70).with_unit("%"), None),
        Levels(None, None, None, None),
    ):
        assert "has 75% for 2024" in series.describe_claim(metric, roads, levels, period.parse("2024"))


def test_a_bundled_value_of_one_year_is_compared_with_that_year(bundled: FactBase) -> None:
    figure = bundled.figure("cn-internet-penetration-cnnic-2024")
    text = series.describe_claim(
        bundled.metric(PENETRATION),
        series_of(bundled, "CN"),
        levels_of(bundled, figure),
        period.parse_optional(figure.period),
    )
    assert text == "the official series has 92% for 2024 and 91.6% for 2025"


def test_a_level_that_is_a_range_has_no_crossing() -> None:
    levels = Levels(quantity.between(30, 40), quantity.over(70), None, None)
    (level,) = series.level_crossings(make_series({2010: "20", 2011: "35", 2012: "80"}), levels)
    assert (level.number, level.is_target) == (Fraction(70), True)
    assert level.crossing and (level.crossing.first, level.crossing.last) == (2011, 2012)
