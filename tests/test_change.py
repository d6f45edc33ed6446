"""Changes: computed from levels, stated without them, refused with a reason."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from support.strategies import inside, positive, quantities

from sco_cli.quantities import change, quantity
from sco_cli.quantities.quantity import NotComputable, Quantity, about, between, exact, nearly, over, under


def percent(stated: Quantity) -> Quantity:
    return stated.as_value_of("% of population", 0, 100)


def dollars(stated: Quantity) -> Quantity:
    return stated.as_value_of("USD/t", 0)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (percent(exact(43)), percent(over(70)), "more than +27 points (more than +62.8 %)"),
        (percent(exact(50)), percent(exact(50)), "+0 points (+0 %)"),
        (percent(under(50)), percent(over(70)), "more than +20 points"),
        (percent(over(43)), percent(over(70)), "-30 to +57 points (-30 to +132.6 %)"),
        (percent(exact(43)), percent(nearly(70)), "less than +27 points (less than +62.8 %)"),
        (dollars(exact(32)), dollars(exact(15)), "-17 USD/t (-53.1 %)"),
        (dollars(exact(32)), dollars(under(15)), "lower than -17 USD/t (lower than -53.1 %)"),
        (dollars(about(32)), dollars(exact(15)), "about -17 USD/t (about -53.1 %)"),
        (dollars(exact(0)), dollars(exact(15)), "+15 USD/t"),
        (exact(5).as_value_of("EUR"), exact(3).as_value_of("USD"), "not computed: unlike units: EUR and USD"),
    ],
)
def test_a_change_is_said_no_stronger_than_its_levels(before: Quantity, after: Quantity, said: str) -> None:
    assert change.compute_change(before, after).text() == said


def test_the_ratio_is_exact_inside() -> None:
    ratio = change.compute_change(percent(exact(43)), percent(over(70))).ratio
    assert isinstance(ratio, Quantity)
    low, high = ratio.interval.low, ratio.interval.high
    assert low and high
    assert (low.value, low.included, high.value, high.included) == (Fraction(70, 43), False, Fraction(100, 43), True)
    assert ratio.change_text(2) == "more than x1.63"


def test_a_change_without_levels_says_so() -> None:
    tripled = change.stated_times(between(2, 3))
    assert tripled.text() == "x2 to x3"
    assert tripled.refusals() == {"difference": "the source states no levels"}
    assert isinstance(tripled.percent, Quantity)
    assert tripled.percent.change_text(1) == "+100 to +200 %"


def test_a_stated_percentage_gives_its_ratio() -> None:
    halved = change.stated_percent(exact(-50))
    assert halved.text() == "-50 %"
    assert isinstance(halved.ratio, Quantity)
    assert halved.ratio.value == Fraction(1, 2)
    assert change.stated_percent(over(34)).text() == "more than +34 %"


@pytest.mark.parametrize(
    ("written", "share", "said"),
    [
        ({"exact": -50}, "x0.5", "-50 %"),
        ({"over": 34}, "more than x1.34", "more than +34 %"),
        ({"under": -50}, "less than x0.5", "lower than -50 %"),
        ({"at_most": 10}, "at most x1.1", "at most +10 %"),
        ({"about": 34}, "about x1.34", "about +34 %"),
        ({"between": [20, 30]}, "x1.2 to x1.3", "+20 to +30 %"),
    ],
)
def test_a_stated_percentage_is_a_multiple_too_in_the_same_words(
    written: dict[str, Any], share: str, said: str
) -> None:
    stated = quantity.parse(written.get("exact", written))
    changed = change.stated_percent(stated)
    assert changed.text() == said
    assert changed.percent is changed.stated
    assert changed.difference == change.NO_LEVELS
    assert isinstance(changed.ratio, Quantity)
    assert changed.ratio.change_text() == share
    assert changed.ratio.qualifier == stated.qualifier


@given(quantities(positive))
def test_a_stated_multiple_and_its_percentage_say_the_same(times: Quantity) -> None:
    stated = change.stated_times(times)
    assert stated.ratio is stated.stated
    assert isinstance(stated.percent, Quantity)
    assume(times.qualifier != "nearly")  # of which a fall has the number at its other end
    again = change.stated_percent(replace(stated.percent, unit=""))
    assert again.percent == stated.percent
    assert again.ratio == stated.ratio


@pytest.mark.parametrize(
    ("number", "allowed", "not_allowed"),
    [("50", "40", "60"), ("0.5", "0.4", "0.6"), ("0", "-1", "1"), ("-0.5", "-0.4", "-0.6"), ("-50", "-40", "-60")],
)
def test_nearly_is_on_the_side_of_no_change(number: str, allowed: str, not_allowed: str) -> None:
    changed = change.stated_percent(nearly(number)).percent
    assert isinstance(changed, Quantity)
    assert Fraction(allowed) in changed.interval
    assert Fraction(not_allowed) not in changed.interval
    assert Fraction(number) not in changed.interval


@pytest.mark.parametrize("written", [-50, {"under": -50}, {"at_most": -50}, {"about": -50}, {"between": [-60, -50]}])
def test_words_other_than_nearly_leave_a_fall_as_it_is_stated(written: Any) -> None:
    stated = quantity.parse(written)
    changed = change.stated_percent(stated).percent
    assert isinstance(changed, Quantity)
    assert changed == stated.as_value_of("%", minimum=-100)


def test_nearly_of_a_fall_is_the_smaller_fall() -> None:
    fall = change.stated_percent(nearly(-50))
    assert fall.text() == "nearly -50 %"
    assert isinstance(fall.ratio, Quantity)
    assert Fraction(3, 5) in fall.ratio.interval
    assert Fraction(2, 5) not in fall.ratio.interval


def test_a_fall_of_more_than_everything_is_refused() -> None:
    with pytest.raises(ValueError, match="-150 is outside the range, -100 to unbounded"):
        change.stated_percent(exact(-150))
    with pytest.raises(ValueError, match="-2 is outside the range, 0 to unbounded"):
        change.stated_times(exact(-2))


def test_levels_in_unlike_units_have_no_change_in_any_measure() -> None:
    refused = change.compute_change(exact(5).as_value_of("EUR"), exact(3).as_value_of("USD"))
    assert refused.refusals() == dict.fromkeys(("difference", "percent", "ratio"), "unlike units: EUR and USD")


def test_levels_without_a_bound_are_said_without_inventing_one() -> None:
    grown = change.compute_change(over(5), over(10))
    assert isinstance(grown.ratio, Quantity)
    assert grown.ratio.change_text(2) == "more than x0"


def test_a_zero_before_gives_a_difference_and_no_percentage() -> None:
    grown = change.compute_change(dollars(exact(0)), dollars(exact(15)))
    assert grown.refusals() == {"percent": "the level before is zero", "ratio": "the level before is zero"}


def test_levels_open_to_the_same_side_leave_any_change_possible() -> None:
    grown = change.compute_change(over(10), over(20))
    assert grown.refusals()["difference"] == "the levels leave any change possible"


@given(st.data(), quantities(positive), quantities(positive))
def test_every_pair_of_levels_has_its_change_inside_the_result(
    data: st.DataObject, before: Quantity, after: Quantity
) -> None:
    before, after = (level.as_value_of("USD", 0, 10**7) for level in (before, after))
    computed = change.compute_change(before, after)
    one, other = data.draw(inside(before.interval)), data.draw(inside(after.interval))
    assert isinstance(computed.difference, Quantity)
    assert other - one in computed.difference.interval
    assume(not isinstance(computed.ratio, NotComputable) and not isinstance(computed.percent, NotComputable))
    assert isinstance(computed.ratio, Quantity)
    assert isinstance(computed.percent, Quantity)
    assert other / one in computed.ratio.interval
    assert (other / one - 1) * 100 in computed.percent.interval


@given(quantities(positive), quantities(positive))
def test_about_marks_all_that_is_computed_from_it(before: Quantity, after: Quantity) -> None:
    computed = change.compute_change(before.as_value_of("USD", 0, 10**7), after.as_value_of("USD", 0, 10**7))
    for part in (computed.difference, computed.percent, computed.ratio):
        assert isinstance(part, NotComputable) or part.about == (before.about or after.about)
