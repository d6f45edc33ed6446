"""Qualified numbers: read, written, said and compared."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
import tomli
from hypothesis import given
from strategies import quantities

from sco_cli import quantity
from sco_cli.interval import Verdict
from sco_cli.quantity import Quantity, Refusal, about, at_least, at_most, between, exact, nearly, over, under


@given(quantities())
def test_parse_and_print_round_trip(stated: Quantity) -> None:
    written = tomli.loads(f"number = {stated}", parse_float=Decimal)["number"]
    assert quantity.parse(written) == stated


@pytest.mark.parametrize(
    ("stated", "said", "ends"),
    [
        (exact(43), "43 %", (43, True, 43, True)),
        (over(70), "over 70 %", (70, False, 100, True)),
        (at_least(70), "at least 70 %", (70, True, 100, True)),
        (under(5), "under 5 %", (0, True, 5, False)),
        (at_most(5), "at most 5 %", (0, True, 5, True)),
        (nearly(50), "nearly 50 %", (0, True, 50, False)),
        (about(40), "about 40 %", (40, True, 40, True)),
        (between(2, 3), "2 to 3 %", (2, True, 3, True)),
    ],
)
def test_each_qualifier_is_an_exact_interval_and_its_own_words(
    stated: Quantity, said: str, ends: tuple[int, bool, int, bool]
) -> None:
    measured = stated.measured("% of population", 0, 100)
    plain = measured.as_plain()
    assert plain["text"] == said
    assert (plain["low"], plain["low_included"], plain["high"], plain["high_included"]) == ends
    assert plain["qualifier"] == stated.qualifier
    assert plain["unit"] == "% of population"


def test_without_a_range_nothing_is_invented_at_the_open_end() -> None:
    plain = nearly(5000).as_plain()
    assert (plain["low"], plain["high"], plain["value"]) == (None, 5000, 5000)


@pytest.mark.parametrize(
    "written",
    [
        {},
        {"over": 1, "under": 2},
        {"exactly": 1},
        {"exact": 1},
        {"over": "70"},
        {"over": True},
        {"between": [3, 2]},
        {"between": [2, 2]},
        {"between": [1, 2, 3]},
        {"between": 2},
        "70",
        True,
        None,
        Decimal("nan"),
    ],
)
def test_what_is_no_qualified_number_is_refused_with_a_reason(written: Any) -> None:
    with pytest.raises(ValueError, match="number|between|keys"):
        quantity.parse(written)


def test_comparing_has_three_answers() -> None:
    assert quantity.is_less(exact(43), over(70)) is Verdict.YES
    assert quantity.is_less(over(70), exact(43)) is Verdict.NO
    assert quantity.is_less(over(70), exact(92)) is Verdict.UNDETERMINED
    assert quantity.is_less(nearly(5000), exact(5000)) is Verdict.YES
    assert quantity.is_equal(exact(43), exact(43)) is Verdict.YES
    assert quantity.is_equal(over(70), exact(70)) is Verdict.NO
    assert quantity.is_equal(over(70), exact(92)) is Verdict.UNDETERMINED


def test_about_leaves_every_comparison_undetermined() -> None:
    assert quantity.is_less(about(1), exact(100)) is Verdict.UNDETERMINED
    assert quantity.is_equal(exact(40), about(40)) is Verdict.UNDETERMINED


def test_unlike_units_are_not_compared() -> None:
    refusal = quantity.is_less(exact(5).measured("EUR"), exact(3).measured("USD"))
    assert refusal == Refusal("unlike units: EUR and USD")
    assert quantity.is_equal(exact(5), exact(5).measured("USD")) == Refusal("unlike units: none and USD")


def test_numbers_too_large_to_speak_of_are_said_in_scale_words() -> None:
    assert over("3.2e12").measured("USD").text() == "over 3.2 trillion USD"
    assert nearly(5000).measured("documents").text() == "nearly 5,000 documents"
    assert over(10**8).as_plain()["value"] == Fraction(10**8)
