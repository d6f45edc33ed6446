"""Changes: computed from levels, stated without levels, or not computed for a reason."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import assume, given
from support.strategies import positive_numbers, quantities, shares, value_in

from sco_cli.quantities import change, quantity
from sco_cli.quantities.quantity import NotComputable, Quantity, about, between, exact, nearly, over, under


def percent(stated: Quantity) -> Quantity:
    return stated.with_unit("% of population", 0, 100)


def dollars(stated: Quantity) -> Quantity:
    return stated.with_unit("USD/t", 0)


@pytest.mark.parametrize(
    ("before", "after", "text"),
    [
        (percent(exact(43)), percent(over(70)), "more than +27 percentage points (more than +62.7%)"),
        (percent(exact(50)), percent(exact(50)), "+0 percentage points (+0%)"),
        (percent(under(50)), percent(over(70)), "more than +20 percentage points"),
        (percent(over(43)), percent(over(70)), "-30 to +57 percentage points (-30 to +132.6%)"),
        (percent(exact(43)), percent(nearly(70)), "less than +27 percentage points (less than +62.8%)"),
        (dollars(exact(32)), dollars(exact(15)), "-17 USD/t (-53.1%)"),
        (dollars(exact(32)), dollars(under(15)), "lower than -17 USD/t (lower than -53.1%)"),
        (dollars(about(32)), dollars(exact(15)), "about -17 USD/t (about -53.1%)"),
        (dollars(exact(32)), dollars(over(15)), "higher than -17 USD/t (higher than -53.2%)"),
        (percent(exact(43)), percent(exact(70)), "+27 percentage points (+62.8%)"),
        (percent(exact(43)), percent(about(70)), "about +27 percentage points (about +62.8%)"),
        (dollars(exact(0)), dollars(exact(15)), "+15 USD/t"),
        (exact(5).with_unit("EUR"), exact(3).with_unit("USD"), "not computed: different units: EUR and USD"),
    ],
)
def test_the_words_of_a_change_are_no_stronger_than_its_levels(before: Quantity, after: Quantity, text: str) -> None:
    assert change.compute_change(before, after).text() == text


def test_a_ratio_is_an_exact_interval() -> None:
    computed = change.compute_change(percent(exact(43)), percent(over(70)))
    assert computed.measure is None
    ratio = computed.ratio
    assert isinstance(ratio, Quantity)
    low, high = ratio.interval.low, ratio.interval.high
    assert low and high
    assert (low.value, low.included, high.value, high.included) == (Fraction(70, 43), False, Fraction(100, 43), True)
    assert ratio.change_text(2) == "more than ×1.62"


def test_a_stated_change_has_no_difference_because_it_has_no_levels() -> None:
    tripled = change.from_multiple(between(2, 3))
    assert (tripled.text(), tripled.measure) == ("×2 to ×3", "times")
    assert tripled.reasons_not_computed() == {"difference": "the source gives only the change"}
    assert isinstance(tripled.percent, Quantity)
    assert tripled.percent.change_text(1) == "+100 to +200%"


def test_a_stated_percentage_has_a_ratio() -> None:
    halved = change.from_percent(exact(-50))
    assert (halved.text(), halved.measure) == ("-50%", "percent")
    assert isinstance(halved.ratio, Quantity)
    assert halved.ratio.value == Fraction(1, 2)
    assert change.from_percent(over(34)).text() == "more than +34%"


@pytest.mark.parametrize(
    ("number", "ratio", "text"),
    [
        ({"exact": -50}, "×0.5", "-50%"),
        ({"over": 34}, "more than ×1.34", "more than +34%"),
        ({"under": -50}, "less than ×0.5", "lower than -50%"),
        ({"at_most": 10}, "at most ×1.1", "at most +10%"),
        ({"about": 34}, "about ×1.34", "about +34%"),
        ({"between": [20, 30]}, "×1.2 to ×1.3", "+20 to +30%"),
    ],
)
def test_the_ratio_of_a_stated_percentage_has_the_same_qualifier(number: dict[str, Any], ratio: str, text: str) -> None:
    stated = quantity.parse(number.get("exact", number))
    changed = change.from_percent(stated)
    assert changed.text() == text
    assert changed.percent is changed.stated
    assert changed.difference == change.NO_LEVELS
    assert isinstance(changed.ratio, Quantity)
    assert changed.ratio.change_text() == ratio
    assert changed.ratio.qualifier == stated.qualifier


@given(quantities(positive_numbers))
def test_a_stated_multiple_and_its_percentage_are_the_same_change(times: Quantity) -> None:
    stated = change.from_multiple(times)
    assert stated.ratio is stated.stated
    assert isinstance(stated.percent, Quantity)
    assume(times.qualifier != "nearly")  # for a fall, a percentage has the number at its other end
    again = change.from_percent(replace(stated.percent, unit=""))
    assert again.percent == stated.percent
    assert again.ratio == stated.ratio


@pytest.mark.parametrize(
    ("number", "allowed", "not_allowed"),
    [("50", "40", "60"), ("0.5", "0.4", "0.6"), ("0", "-1", "1"), ("-0.5", "-0.4", "-0.6"), ("-50", "-40", "-60")],
)
def test_nearly_is_a_smaller_change_than_its_number(number: str, allowed: str, not_allowed: str) -> None:
    changed = change.from_percent(nearly(number)).percent
    assert isinstance(changed, Quantity)
    assert Fraction(allowed) in changed.interval
    assert Fraction(not_allowed) not in changed.interval
    assert Fraction(number) not in changed.interval


@pytest.mark.parametrize("number", [-50, {"under": -50}, {"at_most": -50}, {"about": -50}, {"between": [-60, -50]}])
def test_a_fall_with_another_qualifier_than_nearly_is_unchanged(number: Any) -> None:
    stated = quantity.parse(number)
    changed = change.from_percent(stated).percent
    assert isinstance(changed, Quantity)
    assert changed == stated.with_unit("%", minimum=-100)


def test_the_ratio_of_nearly_a_fall_is_greater_than_its_number() -> None:
    fall = change.from_percent(nearly(-50))
    assert fall.text() == "nearly -50%"
    assert isinstance(fall.ratio, Quantity)
    assert Fraction(3, 5) in fall.ratio.interval
    assert Fraction(2, 5) not in fall.ratio.interval


def test_a_fall_by_more_than_100_percent_is_rejected() -> None:
    with pytest.raises(ValueError, match="-150 is outside the range, -100 or more"):
        change.from_percent(exact(-150))
    with pytest.raises(ValueError, match="-2 is outside the range, 0 or more"):
        change.from_multiple(exact(-2))


def test_a_change_of_ranks_is_in_places_and_has_no_percentage() -> None:
    before, after = (exact(rank).with_unit("of 193 countries") for rank in (91, 78))
    computed = change.compute_change(before, after)
    assert computed.text() == "up 13 places"
    assert computed.reasons_not_computed() == {"percent": "a rank is not an amount", "ratio": "a rank is not an amount"}
    others = [exact(number).with_unit("of the harvest") for number in (91, 78)]
    assert change.compute_change(*others).text() == "-13 of the harvest (-14.3%)"


@pytest.mark.parametrize(
    ("before", "after", "text"),
    [
        (exact(9), exact(10), "down 1 place"),
        (exact(9), exact(9), "+0 places"),
        (exact(20), under(10), "up over 10 places"),
        (exact(20), between(5, 20), "up 0 to 15 places"),
        (exact(20), between(20, 25), "down 0 to 5 places"),
        (exact(20), between(15, 25), "-5 to +5 places"),
        (about(20), exact(10), "up about 10 places"),
    ],
)
def test_ranks_go_up_or_down_if_the_direction_is_certain(before: Quantity, after: Quantity, text: str) -> None:
    levels = [level.with_unit("of 193 countries") for level in (before, after)]
    assert change.compute_change(*levels).text() == text


def test_levels_in_different_units_have_no_change_in_any_measure() -> None:
    changed = change.compute_change(exact(5).with_unit("EUR"), exact(3).with_unit("USD"))
    reason = "different units: EUR and USD"
    assert changed.reasons_not_computed() == dict.fromkeys(("difference", "percent", "ratio"), reason)


def test_the_ratio_of_levels_without_an_upper_bound_has_none() -> None:
    grown = change.compute_change(over(5), over(10))
    assert isinstance(grown.ratio, Quantity)
    assert grown.ratio.change_text(2) == "more than ×0"


def test_from_a_level_of_zero_there_is_a_difference_and_no_percentage() -> None:
    grown = change.compute_change(dollars(exact(0)), dollars(exact(15)))
    assert grown.reasons_not_computed() == {"percent": "the level before is zero", "ratio": "the level before is zero"}


def test_levels_unbounded_on_the_same_side_leave_any_change_possible() -> None:
    grown = change.compute_change(over(10), over(20))
    assert grown.reasons_not_computed()["difference"] == "the levels allow any change"


@given(quantities(positive_numbers), quantities(positive_numbers), shares, shares)
def test_the_result_contains_the_change_of_every_pair_of_levels(
    before: Quantity, after: Quantity, share_before: Fraction, share_after: Fraction
) -> None:
    before, after = (level.with_unit("USD", 0, 10**7) for level in (before, after))
    computed = change.compute_change(before, after)
    before_value, after_value = value_in(before.interval, share_before), value_in(after.interval, share_after)
    assert isinstance(computed.difference, Quantity)
    assert after_value - before_value in computed.difference.interval
    assume(not isinstance(computed.ratio, NotComputable) and not isinstance(computed.percent, NotComputable))
    assert isinstance(computed.ratio, Quantity)
    assert isinstance(computed.percent, Quantity)
    assert after_value / before_value in computed.ratio.interval
    assert (after_value / before_value - 1) * 100 in computed.percent.interval


@given(quantities(positive_numbers), quantities(positive_numbers))
def test_every_result_of_an_approximate_level_is_approximate(before: Quantity, after: Quantity) -> None:
    computed = change.compute_change(before.with_unit("USD", 0, 10**7), after.with_unit("USD", 0, 10**7))
    for part in (computed.difference, computed.percent, computed.ratio):
        assert isinstance(part, NotComputable) or part.about == (before.about or after.about)
