"""Qualified numbers: what each qualifier means, what is refused, and how they compare."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
import tomli
from hypothesis import given
from support.strategies import quantities

from sco_cli.quantities import numerals, quantity
from sco_cli.quantities.interval import End, Interval, Verdict
from sco_cli.quantities.quantity import NotComputable, Qualifier, Quantity, about, exact, nearly, over


@given(quantities())
def test_parse_and_print_round_trip(stated: Quantity) -> None:
    written = tomli.loads(f"number = {stated}", parse_float=Decimal)["number"]
    assert quantity.parse(written) == stated


@pytest.mark.parametrize(
    ("written", "said", "ends"),
    [
        (43, "43 %", (43, True, 43, True)),
        ({"over": 70}, "over 70 %", (70, False, 100, True)),
        ({"at_least": 70}, "at least 70 %", (70, True, 100, True)),
        ({"under": 5}, "under 5 %", (0, True, 5, False)),
        ({"at_most": 5}, "at most 5 %", (0, True, 5, True)),
        ({"nearly": 50}, "nearly 50 %", (0, True, 50, False)),
        ({"about": 40}, "about 40 %", (40, True, 40, True)),
        ({"between": [2, 3]}, "2 to 3 %", (2, True, 3, True)),
    ],
)
def test_each_qualifier_is_an_exact_interval_and_its_own_words(
    written: Any, said: str, ends: tuple[int, bool, int, bool]
) -> None:
    stated = quantity.parse(written)
    measured = stated.as_value_of("% of population", 0, 100)
    plain = measured.to_json()
    assert plain["text"] == said
    assert (plain["low"], plain["low_included"], plain["high"], plain["high_included"]) == ends
    assert plain["qualifier"] == stated.qualifier
    assert plain["unit"] == "% of population"


@pytest.mark.parametrize(
    ("written", "value", "low", "high"),
    [
        (43, 43, End(Fraction(43)), End(Fraction(43))),
        ({"over": 70}, 70, End(Fraction(70), included=False), None),
        ({"at_least": 70}, 70, End(Fraction(70)), None),
        ({"under": 5}, 5, None, End(Fraction(5), included=False)),
        ({"at_most": 5}, 5, None, End(Fraction(5))),
        ({"nearly": 50}, 50, None, End(Fraction(50), included=False)),
        ({"about": 40}, 40, End(Fraction(40)), End(Fraction(40))),
        ({"between": [2, 3]}, None, End(Fraction(2)), End(Fraction(3))),
    ],
)
def test_only_the_side_that_the_words_bound_has_an_end(
    written: Any, value: int | None, low: End | None, high: End | None
) -> None:
    stated = quantity.parse(written)
    assert (stated.interval.low, stated.interval.high) == (low, high)
    assert stated.value == value
    assert stated.about == (stated.qualifier == "about")
    assert stated.unit == ""


@given(quantities())
def test_a_constructor_reads_what_a_fact_base_writes(stated: Quantity) -> None:
    low, high = stated.interval.low, stated.interval.high
    ends = (low, high) if stated.qualifier == "between" else (low or high,)
    numbers = [numerals.to_json(end.value) for end in ends if end]
    assert getattr(quantity, stated.qualifier)(*map(str, numbers)) == stated


@given(quantities())
def test_a_computed_quantity_has_the_qualifier_of_its_ends(stated: Quantity) -> None:
    computed = Quantity.from_interval(stated.interval, about=stated.about)
    below = stated.qualifier == "nearly"  # by its ends alone, that is no more than under
    assert computed == (replace(stated, qualifier="under") if below else stated)


@pytest.mark.parametrize(
    ("low", "high", "qualifier"),
    [
        (End(Fraction(70), included=False), End(Fraction(100), stated=False), "over"),
        (End(Fraction(70)), End(Fraction(100), stated=False), "at_least"),
        (End(Fraction(0), stated=False), End(Fraction(5), included=False), "under"),
        (End(Fraction(0), stated=False), End(Fraction(5)), "at_most"),
        (End(Fraction(0), stated=False), End(Fraction(5), stated=False), "between"),
        (End(Fraction(0)), End(Fraction(5)), "between"),
        (End(Fraction(0), included=False), None, "over"),
        (End(Fraction(0), stated=False), None, "at_least"),
        (None, End(Fraction(5), included=False), "under"),
        (None, End(Fraction(5), stated=False), "at_most"),
        (End(Fraction(5)), End(Fraction(5)), "exact"),
    ],
)
@pytest.mark.parametrize("is_about", [False, True])
def test_the_end_that_a_source_states_is_the_one_that_qualifies(
    low: End | None, high: End | None, qualifier: Qualifier, is_about: bool
) -> None:
    span = Interval(low, high)
    expected: Qualifier = "about" if is_about and span.is_point else qualifier
    assert Quantity.from_interval(span, "t", about=is_about) == Quantity(expected, span, "t", is_about)


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        (-1, "-1 is outside the range, 0 to 100"),
        (101, "101 is outside the range, 0 to 100"),
        ({"over": 101}, "101 is outside the range, 0 to 100"),
        ({"between": [-1, 50]}, "-1 is outside the range, 0 to 100"),
        ({"between": [50, Decimal("100.5")]}, "100.5 is outside the range, 0 to 100"),
        ({"over": 100}, "no value is left in the interval"),
        ({"nearly": 0}, "no value is left in the interval"),
    ],
)
def test_a_number_outside_the_range_of_its_metric_is_refused(written: Any, reason: str) -> None:
    with pytest.raises(ValueError) as refused:  # noqa: PT011  # the reason is compared as a whole
        quantity.parse(written).as_value_of("%", 0, 100)
    assert str(refused.value) == reason


@pytest.mark.parametrize(
    ("minimum", "maximum", "reason"),
    [(60, None, "50 is outside the range, 60 to unbounded"), (None, 40, "50 is outside the range, unbounded to 40")],
)
def test_a_range_may_be_open_at_an_end(minimum: int | None, maximum: int | None, reason: str) -> None:
    with pytest.raises(ValueError) as refused:  # noqa: PT011  # the reason is compared as a whole
        exact(50).as_value_of("%", minimum, maximum)
    assert str(refused.value) == reason


@pytest.mark.parametrize("written", [0, 100, {"at_least": 0}, {"at_most": 100}, {"between": [0, 100]}])
def test_the_ends_of_a_range_belong_to_it(written: Any) -> None:
    stated = quantity.parse(written)
    measured = stated.as_value_of("%", 0, 100)
    assert measured.value == stated.value
    assert measured.qualifier == stated.qualifier


@given(quantities())
def test_measuring_again_changes_nothing(stated: Quantity) -> None:
    measured = stated.as_value_of("USD", -(10**7), 10**7)
    assert measured.as_value_of("USD", -(10**7), 10**7) == measured


KEYS = "a qualified number has exactly one of the keys over, at_least, under, at_most, nearly, about, between"
TWO = "between takes two numbers, [low, high]"
ORDER = "between takes the lower number first"
NUMBER = "expected a number, or a qualified one as { over = 70 }"


@pytest.mark.parametrize(
    ("written", "reason"),
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
def test_what_is_no_qualified_number_is_refused_with_a_reason(written: Any, reason: str) -> None:
    with pytest.raises(ValueError) as refused:  # noqa: PT011  # the reason is compared as a whole
        quantity.parse(written)
    assert str(refused.value) == reason


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
    assert quantity.is_less(exact(1), about(100)) is Verdict.UNDETERMINED
    assert quantity.is_equal(exact(40), about(40)) is Verdict.UNDETERMINED


def test_unlike_units_are_not_compared() -> None:
    refusal = quantity.is_less(exact(5).as_value_of("EUR"), exact(3).as_value_of("USD"))
    assert refusal == NotComputable("unlike units: EUR and USD")
    assert quantity.is_equal(exact(5), exact(5).as_value_of("USD")) == NotComputable("unlike units: none and USD")
    assert quantity.is_equal(exact(5).as_value_of("USD"), exact(5)) == NotComputable("unlike units: USD and none")


def test_a_number_with_too_many_digits_is_refused_even_after_one_that_equals_it() -> None:
    quantity.parse(1)
    quantity.parse(Decimal("1.0"))
    with pytest.raises(ValueError, match="at most 30 digits"):
        quantity.parse(Decimal("1." + "0" * 31))
    with pytest.raises(ValueError, match="expected a number"):
        quantity.parse(True)
