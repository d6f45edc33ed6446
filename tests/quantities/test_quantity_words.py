"""Quantities in words, as levels and as changes, and in JSON."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from sco_cli.quantities import quantity
from sco_cli.quantities.interval import Endpoint, Interval
from sco_cli.quantities.quantity import Quantity, about, between, nearly, over


@pytest.mark.parametrize(
    ("low", "high", "level", "rise", "multiple"),
    [
        (Endpoint(Fraction(2)), Endpoint(Fraction(3)), "about 2 to 3", "about +2 to +3", "about ×2 to ×3"),
        (Endpoint(Fraction(2)), None, "at least about 2", "at least about +2", "at least about ×2"),
        (Endpoint(Fraction(2), included=False), None, "over about 2", "more than about +2", "more than about ×2"),
        (None, Endpoint(Fraction(2)), "at most about 2", "at most about +2", "at most about ×2"),
        (None, Endpoint(Fraction(2), included=False), "under about 2", "less than about +2", "less than about ×2"),
        (Endpoint(Fraction(2)), Endpoint(Fraction(2)), "about 2", "about +2", "about ×2"),
    ],
)
def test_the_words_of_a_result_of_an_approximate_number_have_about(
    low: Endpoint | None, high: Endpoint | None, level: str, rise: str, multiple: str
) -> None:
    computed = Quantity.from_interval(Interval(low, high), about=True)
    assert computed.text() == level
    assert computed.change_text() == rise
    assert replace(computed, unit=quantity.TIMES).change_text() == multiple


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (Decimal("62.79"), "+62.8 points"),
        ({"over": 27}, "more than +27 points"),
        ({"over": Decimal("0.5")}, "more than +0.5 points"),
        ({"over": 0}, "more than +0 points"),
        ({"over": -17}, "higher than -17 points"),
        ({"over": Decimal("-0.5")}, "higher than -0.5 points"),
        ({"at_least": 27}, "at least +27 points"),
        ({"at_least": -17}, "no lower than -17 points"),
        ({"under": 27}, "less than +27 points"),
        ({"under": -17}, "lower than -17 points"),
        ({"at_most": 27}, "at most +27 points"),
        ({"at_most": -17}, "no higher than -17 points"),
        ({"nearly": 27}, "nearly +27 points"),
        ({"about": -17}, "about -17 points"),
        ({"between": [-30, 57]}, "-30 to +57 points"),
        ({"between": [-3, 0]}, "-3 to +0 points"),
    ],
)
def test_a_change_has_a_sign_and_words_for_its_direction(number: Any, text: str) -> None:
    assert quantity.parse(number).with_unit("points").change_text(1) == text


def test_a_number_without_a_unit_ends_with_the_number() -> None:
    assert over(70).text() == "over 70"
    assert over(70).change_text() == "more than +70"


def test_a_level_is_rounded_only_to_a_given_number_of_places() -> None:
    level = Quantity.from_interval(Interval.point(Fraction(1234, 1000)), "t")
    assert (level.text(), level.text(1), level.text(0)) == ("1.234 t", "1.2 t", "1 t")


@pytest.mark.parametrize(
    ("unit", "symbol"),
    [
        ("% of population", "%"),
        ("%", "%"),
        ("%/year", "%/year"),
        ("USD/t", "USD/t"),
        ("", ""),
        ("share, % of all", "%"),
        ("% GDP", "%"),
        ("annual %", "%"),
        ("%, of adults", "%"),
        ("percent of roads", "%"),
        ("Per cent", "%"),
        ("percentage of schools", "%"),
        ("pct", "%"),
        ("процентов населения", "%"),
        ("percentage points", "percentage points"),
        ("процентных пунктов", "процентных пунктов"),
        ("percentile", "percentile"),
    ],
)
def test_the_symbol_of_a_percentage_is_percent_in_every_spelling(unit: str, symbol: str) -> None:
    assert over(70).with_unit(unit).symbol == symbol


def test_json_has_every_part_of_a_quantity() -> None:
    share = Quantity.from_interval(
        Interval(Endpoint(Fraction(70, 43), included=False), Endpoint(Fraction(100, 43), stated=False)), "x"
    )
    assert share.to_json("more than ×1.62") == {
        "text": "more than ×1.62",
        "qualifier": "over",
        "about": False,
        "value": 70 / 43,
        "low": 70 / 43,
        "high": 100 / 43,
        "low_included": False,
        "high_included": True,
        "low_fraction": "70/43",
        "high_fraction": "100/43",
        "unit": "x",
    }
    assert about(40).to_json() == {
        "text": "about 40",
        "qualifier": "about",
        "about": True,
        "value": 40,
        "low": 40,
        "high": 40,
        "low_included": True,
        "high_included": True,
        "low_fraction": None,
        "high_fraction": None,
        "unit": None,
    }
    content = between(2, 3).to_json()
    assert (content["value"], content["low"], content["high"]) == (None, 2, 3)
    assert (nearly(50).to_json()["low_included"], over(50).to_json()["high_included"]) == (False, False)


def test_json_has_no_end_on_an_unbounded_side() -> None:
    content = nearly(5000).to_json()
    assert (content["low"], content["high"], content["value"]) == (None, 5000, 5000)


def test_large_numbers_have_scale_words_in_text_and_all_digits_in_json() -> None:
    assert over("3.2e12").with_unit("USD").text() == "over 3.2 trillion USD"
    assert nearly(5000).with_unit("documents").text() == "nearly 5,000 documents"
    assert over(10**8).to_json()["value"] == Fraction(10**8)
