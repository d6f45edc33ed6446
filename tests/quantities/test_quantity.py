"""Quantities: the interval of each qualifier, the input that is rejected, and comparison."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
import tomli
from hypothesis import given
from support.strategies import quantities

from sco_cli.quantities import number_format, quantity
from sco_cli.quantities.interval import Endpoint, Interval, Verdict
from sco_cli.quantities.quantity import NotComputable, Qualifier, Quantity, about, exact, nearly, over


@given(quantities())
def test_parsing_the_toml_of_a_quantity_gives_the_same_quantity(stated: Quantity) -> None:
    number = tomli.loads(f"number = {stated.toml()}", parse_float=Decimal)["number"]
    assert quantity.parse(number) == stated


@pytest.mark.parametrize(
    ("number", "text", "ends"),
    [
        (43, "43%", (43, True, 43, True)),
        ({"over": 70}, "over 70%", (70, False, 100, True)),
        ({"at_least": 70}, "at least 70%", (70, True, 100, True)),
        ({"under": 5}, "under 5%", (0, True, 5, False)),
        ({"at_most": 5}, "at most 5%", (0, True, 5, True)),
        ({"nearly": 50}, "nearly 50%", (0, True, 50, False)),
        ({"about": 40}, "about 40%", (40, True, 40, True)),
        ({"between": [2, 3]}, "2 to 3%", (2, True, 3, True)),
    ],
)
def test_each_qualifier_has_its_own_interval_and_words(
    number: Any, text: str, ends: tuple[int, bool, int, bool]
) -> None:
    stated = quantity.parse(number)
    content = stated.with_unit("% of population", 0, 100).to_json()
    assert content["text"] == text
    assert (content["low"], content["low_included"], content["high"], content["high_included"]) == ends
    assert content["qualifier"] == stated.qualifier
    assert content["unit"] == "% of population"


@pytest.mark.parametrize(
    ("number", "value", "low", "high"),
    [
        (43, 43, Endpoint(Fraction(43)), Endpoint(Fraction(43))),
        ({"over": 70}, 70, Endpoint(Fraction(70), included=False), None),
        ({"at_least": 70}, 70, Endpoint(Fraction(70)), None),
        ({"under": 5}, 5, None, Endpoint(Fraction(5), included=False)),
        ({"at_most": 5}, 5, None, Endpoint(Fraction(5))),
        ({"nearly": 50}, 50, None, Endpoint(Fraction(50), included=False)),
        ({"about": 40}, 40, Endpoint(Fraction(40)), Endpoint(Fraction(40))),
        ({"between": [2, 3]}, None, Endpoint(Fraction(2)), Endpoint(Fraction(3))),
    ],
)
def test_an_interval_has_endpoints_only_where_the_qualifier_sets_them(
    number: Any, value: int | None, low: Endpoint | None, high: Endpoint | None
) -> None:
    stated = quantity.parse(number)
    assert (stated.interval.low, stated.interval.high) == (low, high)
    assert stated.value == value
    assert stated.about == (stated.qualifier == "about")
    assert stated.unit == ""


@given(quantities())
def test_the_function_of_each_qualifier_makes_the_same_quantity_from_text(stated: Quantity) -> None:
    low, high = stated.interval.low, stated.interval.high
    ends = (low, high) if stated.qualifier == "between" else (low or high,)
    numbers = [number_format.to_json(end.value) for end in ends if end]
    assert getattr(quantity, stated.qualifier)(*map(str, numbers)) == stated


@given(quantities())
def test_a_computed_quantity_has_the_qualifier_of_its_endpoints(stated: Quantity) -> None:
    computed = Quantity.from_interval(stated.interval, about=stated.about)
    is_nearly = stated.qualifier == "nearly"  # it has the same interval as "under"
    assert computed == (replace(stated, qualifier="under") if is_nearly else stated)


@pytest.mark.parametrize(
    ("low", "high", "qualifier"),
    [
        (Endpoint(Fraction(70), included=False), Endpoint(Fraction(100), stated=False), "over"),
        (Endpoint(Fraction(70)), Endpoint(Fraction(100), stated=False), "at_least"),
        (Endpoint(Fraction(0), stated=False), Endpoint(Fraction(5), included=False), "under"),
        (Endpoint(Fraction(0), stated=False), Endpoint(Fraction(5)), "at_most"),
        (Endpoint(Fraction(0), stated=False), Endpoint(Fraction(5), stated=False), "between"),
        (Endpoint(Fraction(0)), Endpoint(Fraction(5)), "between"),
        (Endpoint(Fraction(0), included=False), None, "over"),
        (Endpoint(Fraction(0), stated=False), None, "at_least"),
        (None, Endpoint(Fraction(5), included=False), "under"),
        (None, Endpoint(Fraction(5), stated=False), "at_most"),
        (Endpoint(Fraction(5)), Endpoint(Fraction(5)), "exact"),
    ],
)
@pytest.mark.parametrize("is_about", [False, True])
def test_a_computed_qualifier_follows_from_the_endpoint_that_a_source_states(
    low: Endpoint | None, high: Endpoint | None, qualifier: Qualifier, is_about: bool
) -> None:
    span = Interval(low, high)
    expected: Qualifier = "about" if is_about and span.is_point else qualifier
    assert Quantity.from_interval(span, "t", about=is_about) == Quantity(expected, span, "t", is_about)


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        (-1, "-1 is outside the range, 0 to 100"),
        (101, "101 is outside the range, 0 to 100"),
        ({"over": 101}, "101 is outside the range, 0 to 100"),
        ({"under": 101}, "101 is outside the range, 0 to 100"),
        ({"between": [-1, 50]}, "-1 is outside the range, 0 to 100"),
        ({"between": [50, Decimal("100.5")]}, "100.5 is outside the range, 0 to 100"),
        ({"over": 100}, "no value is left in the interval"),
        ({"nearly": 0}, "no value is left in the interval"),
    ],
)
def test_a_number_outside_the_range_of_its_metric_is_rejected(number: Any, reason: str) -> None:
    with pytest.raises(ValueError) as raised:  # noqa: PT011  # the reason is compared as a whole
        quantity.parse(number).with_unit("%", 0, 100)
    assert str(raised.value) == reason


@pytest.mark.parametrize(
    ("minimum", "maximum", "reason"),
    [(60, None, "50 is outside the range, 60 or more"), (None, 40, "50 is outside the range, 40 or less")],
)
def test_a_range_may_be_unbounded_on_one_side(minimum: int | None, maximum: int | None, reason: str) -> None:
    with pytest.raises(ValueError) as raised:  # noqa: PT011  # the reason is compared as a whole
        exact(50).with_unit("%", minimum, maximum)
    assert str(raised.value) == reason


@pytest.mark.parametrize("number", [0, 100, {"at_least": 0}, {"at_most": 100}, {"between": [0, 100]}])
def test_the_limits_of_a_range_are_in_the_range(number: Any) -> None:
    stated = quantity.parse(number)
    in_range = stated.with_unit("%", 0, 100)
    assert in_range.value == stated.value
    assert in_range.qualifier == stated.qualifier


@given(quantities())
def test_giving_the_same_unit_and_range_again_changes_nothing(stated: Quantity) -> None:
    in_dollars = stated.with_unit("USD", -(10**7), 10**7)
    assert in_dollars.with_unit("USD", -(10**7), 10**7) == in_dollars


KEYS = "a qualified number needs exactly one of the keys over, at_least, under, at_most, nearly, about, between"
TWO = "between takes two numbers, [low, high]"
ORDER = "between takes the lower number first"
NUMBER = "expected a number such as 70 or { over = 70 }"


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ({}, KEYS),
        ({"over": 1, "under": 2}, KEYS),
        ({"exactly": 1}, KEYS),
        ({"exact": 1}, KEYS),
        ({"over": "70"}, NUMBER),
        ({"over": True}, NUMBER),
        ({"over": 70.5}, NUMBER),
        ({"between": [3, 2]}, ORDER),
        ({"between": [2, 2]}, ORDER),
        ({"between": [1, 2, 3]}, TWO),
        ({"between": [1]}, TWO),
        ({"between": 2}, TWO),
        ({"between": "23"}, TWO),
        ({"between": [1, "2"]}, NUMBER),
        ("70", NUMBER),
        (True, NUMBER),
        (None, NUMBER),
        (Decimal("nan"), "NaN is not a finite number"),
    ],
)
def test_what_is_not_a_qualified_number_is_rejected_with_a_reason(value: object, reason: str) -> None:
    with pytest.raises(ValueError) as raised:  # noqa: PT011  # the reason is compared as a whole
        quantity.parse(value)
    assert str(raised.value) == reason


def test_a_comparison_answers_yes_no_or_undetermined() -> None:
    assert quantity.is_less(exact(43), over(70)) is Verdict.YES
    assert quantity.is_less(over(70), exact(43)) is Verdict.NO
    assert quantity.is_less(over(70), exact(92)) is Verdict.UNDETERMINED
    assert quantity.is_less(nearly(5000), exact(5000)) is Verdict.YES
    assert quantity.is_equal(exact(43), exact(43)) is Verdict.YES
    assert quantity.is_equal(over(70), exact(70)) is Verdict.NO
    assert quantity.is_equal(over(70), exact(92)) is Verdict.UNDETERMINED


def test_a_comparison_with_an_approximate_number_is_undetermined() -> None:
    assert quantity.is_less(about(1), exact(100)) is Verdict.UNDETERMINED
    assert quantity.is_less(exact(1), about(100)) is Verdict.UNDETERMINED
    assert quantity.is_equal(exact(40), about(40)) is Verdict.UNDETERMINED


def test_quantities_in_different_units_are_not_compared() -> None:
    verdict = quantity.is_less(exact(5).with_unit("EUR"), exact(3).with_unit("USD"))
    assert verdict == NotComputable("different units: EUR and USD")
    assert quantity.is_equal(exact(5), exact(5).with_unit("USD")) == NotComputable("different units: none and USD")
    assert quantity.is_equal(exact(5).with_unit("USD"), exact(5)) == NotComputable("different units: USD and none")


def test_a_number_with_too_many_digits_is_rejected_even_if_an_equal_number_is_accepted() -> None:
    quantity.parse(1)
    quantity.parse(Decimal("1.0"))
    with pytest.raises(ValueError, match="at most 30 digits"):
        quantity.parse(Decimal("1." + "0" * 31))
    with pytest.raises(ValueError, match="expected a number"):
        quantity.parse(True)
