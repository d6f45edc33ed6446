"""Intervals: arithmetic, comparison, and which endpoints of a result are included.

The properties hold for every pair of values in the operands, as in Moore, Kearfott and Cloud (2009).
"""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from support.strategies import fractions, intervals, margins, positive_fractions, shares, value_in, widen

from sco_cli.quantities import interval
from sco_cli.quantities.interval import Endpoint, Interval, Verdict

Ends = tuple[Endpoint | None, Endpoint | None]
Margins = tuple[Fraction | None, ...]

OPEN_LIMIT_ZERO = Endpoint(Fraction(0), included=False, stated=False)
positive_intervals = intervals(positive_fractions).filter(lambda span: span.low is not None)


def closed(value: str | int) -> Endpoint:
    """An endpoint that is included and that a source states."""
    return Endpoint(Fraction(value))


def open_end(value: str | int) -> Endpoint:
    """An endpoint that is excluded and that a source states."""
    return Endpoint(Fraction(value), included=False)


def limit(value: str | int) -> Endpoint:
    """An endpoint that is included and that comes from a range, not from a source."""
    return Endpoint(Fraction(value), stated=False)


def covers(outer: Interval, inner: Interval) -> bool:
    """Whether every value of `inner` is in `outer`."""
    for outer_end, inner_end, sign in ((outer.low, inner.low, 1), (outer.high, inner.high, -1)):
        if outer_end is None:
            continue
        if inner_end is None or sign * (inner_end.value - outer_end.value) < 0:
            return False
        if inner_end.value == outer_end.value and inner_end.included and not outer_end.included:
            return False
    return True


@given(intervals(), intervals(), shares, shares)
def test_the_difference_contains_the_difference_of_every_pair(
    after: Interval, before: Interval, share_after: Fraction, share_before: Fraction
) -> None:
    difference = value_in(after, share_after) - value_in(before, share_before)
    assert difference in interval.difference(after, before)


@given(intervals(), positive_intervals, shares, shares)
def test_the_ratio_contains_the_ratio_of_every_pair(
    after: Interval, before: Interval, share_after: Fraction, share_before: Fraction
) -> None:
    ratio = value_in(after, share_after) / value_in(before, share_before)
    assert ratio in interval.ratio(after, before)


@given(intervals(), intervals(), margins, margins)
def test_widening_an_operand_never_narrows_the_difference(
    after: Interval, before: Interval, wider_after: Margins, wider_before: Margins
) -> None:
    result = interval.difference(after, before)
    assert covers(interval.difference(widen(after, wider_after), before), result)
    assert covers(interval.difference(after, widen(before, wider_before)), result)


@given(intervals(), positive_intervals, margins, margins)
def test_widening_an_operand_never_narrows_the_ratio(
    after: Interval, before: Interval, wider_after: Margins, wider_before: Margins
) -> None:
    result = interval.ratio(after, before)
    assert covers(interval.ratio(widen(after, wider_after), before), result)
    wider = widen(before, wider_before)
    try:
        assert covers(interval.ratio(after, wider), result)
    except (ZeroDivisionError, ValueError):
        assert wider.low is None or wider.low.value <= 0


@given(intervals(), intervals(), shares, shares)
def test_a_verdict_holds_for_every_pair(
    left: Interval, right: Interval, share_left: Fraction, share_right: Fraction
) -> None:
    left_value, right_value = value_in(left, share_left), value_in(right, share_right)
    less, equal = interval.is_less(left, right), interval.is_equal(left, right)
    assert less is Verdict.UNDETERMINED or bool(less) == (left_value < right_value)
    assert equal is Verdict.UNDETERMINED or bool(equal) == (left_value == right_value)


@given(intervals(), positive_fractions, fractions)
def test_scaling_and_shifting_change_only_the_values_of_the_endpoints(
    span: Interval, factor: Fraction, offset: Fraction
) -> None:
    moved = span.scale(factor).shift(offset)
    for end, new in ((span.low, moved.low), (span.high, moved.high)):
        assert (end is None) == (new is None)
        assert end is None or new == Endpoint(end.value * factor + offset, end.included)


def test_an_empty_interval_is_rejected() -> None:
    for low, high in (
        (closed(2), closed(1)),
        (open_end(1), closed(1)),
        (closed(1), open_end(1)),
        (open_end(1), open_end(1)),
    ):
        with pytest.raises(ValueError, match=r"^no value is left in the interval$"):
            Interval(low, high)


def test_clipping_bounds_an_unbounded_side_with_an_endpoint_that_is_not_stated() -> None:
    over_seventy = Interval(Endpoint(Fraction(70), included=False), None).clip(Fraction(0), Fraction(100))
    assert over_seventy == Interval(Endpoint(Fraction(70), included=False), Endpoint(Fraction(100), stated=False))


@given(intervals())
def test_clipping_to_its_own_endpoints_leaves_an_interval_unchanged(span: Interval) -> None:
    minimum, maximum = (None if end is None else end.value for end in (span.low, span.high))
    assert span.clip(minimum, maximum) == span


def test_clipping_cuts_off_values_outside_the_limits() -> None:
    assert Interval(closed(-5), closed(500)).clip(Fraction(0), Fraction(100)) == Interval(limit(0), limit(100))
    assert Interval(None, None).clip(None, Fraction(100)) == Interval(None, limit(100))
    assert Interval(None, None).clip(Fraction(0), None) == Interval(limit(0), None)


def test_clipping_that_leaves_no_value_is_rejected() -> None:
    with pytest.raises(ValueError, match="no value"):
        Interval(Endpoint(Fraction(100), included=False), None).clip(Fraction(0), Fraction(100))


@pytest.mark.parametrize(
    ("low", "high", "reason"),
    [
        (closed(0), closed(0), "the level before is zero"),
        (closed(0), closed(5), "the level before may be zero"),
        (closed(-1), closed(5), "the level before may be zero"),
        (None, None, "the level before may be zero"),
        (closed(-1), closed(-1), "the level before is negative"),
        (closed(-5), closed(-1), "the level before may be negative"),
        (closed(-5), open_end(0), "the level before may be negative"),
        (None, closed(-1), "the level before may be negative"),
    ],
)
def test_a_level_before_that_may_be_zero_or_negative_gives_no_ratio(
    low: Endpoint | None, high: Endpoint | None, reason: str
) -> None:
    with pytest.raises((ZeroDivisionError, ValueError)) as raised:
        interval.ratio(Interval.point(Fraction(1)), Interval(low, high))
    assert str(raised.value) == reason
    assert isinstance(raised.value, ZeroDivisionError) == ("zero" in reason)


@pytest.mark.parametrize(
    ("after", "before", "low", "high"),
    [
        ((closed(10), closed(10)), (closed(2), closed(5)), closed(2), closed(5)),
        ((closed(1), closed(1)), (closed("1/2"), closed(1)), closed(1), closed(2)),
        ((closed(-10), closed(-10)), (closed(2), closed(5)), closed(-5), closed(-2)),
        ((closed(-10), closed(10)), (open_end(2), closed(5)), open_end(-5), open_end(5)),
        ((open_end(10), closed(20)), (closed(2), closed(5)), open_end(2), closed(10)),
        # The ratio is unbounded if the level before comes arbitrarily close to zero.
        ((closed(10), closed(10)), (open_end(0), closed(5)), closed(2), None),
        ((closed(-10), closed(-10)), (open_end(0), closed(5)), None, closed(-2)),
        ((None, closed(10)), (closed(2), closed(5)), None, closed(5)),
        # A level before that is unbounded above brings the ratio close to zero: an endpoint excluded and not stated.
        ((closed(10), closed(10)), (closed(2), None), OPEN_LIMIT_ZERO, closed(5)),
        ((closed(-10), closed(-10)), (closed(2), None), closed(-5), OPEN_LIMIT_ZERO),
        # Zero divided by anything is zero.
        ((closed(0), closed(0)), (closed(2), closed(5)), closed(0), closed(0)),
        ((closed(0), closed(0)), (open_end(0), None), closed(0), closed(0)),
        # An endpoint of the result that is computed from one not stated is not stated either.
        ((closed(10), closed(10)), (limit(2), closed(5)), closed(2), limit(5)),
        ((closed(10), closed(10)), (closed(2), limit(5)), limit(2), closed(5)),
        ((limit(10), closed(20)), (closed(2), closed(5)), limit(2), closed(10)),
    ],
)
def test_a_ratio_has_the_endpoints_of_its_extreme_pairs(
    after: Ends, before: Ends, low: Endpoint | None, high: Endpoint | None
) -> None:
    assert interval.ratio(Interval(*after), Interval(*before)) == Interval(low, high)


@pytest.mark.parametrize(
    ("after", "before", "low", "high"),
    [
        ((closed(70), closed(80)), (closed(43), closed(50)), closed(20), closed(37)),
        ((open_end(70), closed(80)), (closed(43), open_end(50)), open_end(20), closed(37)),
        ((open_end(70), None), (closed(43), closed(43)), open_end(27), None),
        ((closed(70), closed(70)), (None, closed(43)), closed(27), None),
        ((closed(70), limit(100)), (closed(43), closed(43)), closed(27), limit(57)),
        ((closed(70), closed(70)), (closed(43), limit(100)), limit(-30), closed(27)),
    ],
)
def test_a_difference_has_the_endpoints_of_its_extreme_pairs(
    after: Ends, before: Ends, low: Endpoint | None, high: Endpoint | None
) -> None:
    assert interval.difference(Interval(*after), Interval(*before)) == Interval(low, high)


@pytest.mark.parametrize(
    ("left", "right", "verdict"),
    [
        ((closed(5), closed(5)), (closed(5), closed(5)), Verdict.NO),
        ((closed(1), closed(5)), (closed(5), closed(9)), Verdict.UNDETERMINED),
        ((closed(1), open_end(5)), (closed(5), closed(9)), Verdict.YES),
        ((closed(1), closed(5)), (open_end(5), closed(9)), Verdict.YES),
        ((None, closed(4)), (closed(5), None), Verdict.YES),
        ((closed(5), None), (None, closed(5)), Verdict.NO),
        ((closed(6), None), (None, closed(5)), Verdict.NO),
        ((closed(4), None), (None, closed(5)), Verdict.UNDETERMINED),
        ((None, None), (closed(5), closed(5)), Verdict.UNDETERMINED),
    ],
)
def test_less_is_decided_only_if_it_is_the_same_for_every_pair(left: Ends, right: Ends, verdict: Verdict) -> None:
    assert interval.is_less(Interval(*left), Interval(*right)) is verdict


@given(fractions, fractions)
def test_the_comparison_of_two_points_is_always_decided(left: Fraction, right: Fraction) -> None:
    left_point, right_point = Interval.point(left), Interval.point(right)
    assert bool(interval.is_less(left_point, right_point)) == (left < right)
    assert bool(interval.is_equal(left_point, right_point)) == (left == right)


@given(fractions, fractions)
def test_a_point_contains_only_its_value(value: Fraction, other: Fraction) -> None:
    assert value in Interval.point(value)
    assert (other in Interval.point(value)) == (other == value)
    assert Interval.point(value).is_point


@pytest.mark.parametrize(("low", "high"), [(closed(1), closed(2)), (closed(1), None), (None, closed(1)), (None, None)])
def test_an_interval_with_more_than_one_value_is_not_a_point(low: Endpoint | None, high: Endpoint | None) -> None:
    assert Interval(low, high).is_point is False


def test_an_undetermined_verdict_is_neither_true_nor_false() -> None:
    assert Verdict.YES
    assert not Verdict.NO
    with pytest.raises(TypeError, match=r"^an undetermined verdict is neither true nor false$"):
        bool(Verdict.UNDETERMINED)


@pytest.mark.parametrize("factor", [0, -1])
def test_a_factor_that_is_not_positive_is_rejected(factor: int) -> None:
    with pytest.raises(AssertionError):
        Interval.point(Fraction(1)).scale(Fraction(factor))


@given(intervals(), intervals(), shares)
def test_every_value_of_an_interval_within_another_is_in_it_and_none_of_one_outside(
    inner: Interval, outer: Interval, share: Fraction
) -> None:
    verdict = interval.is_within(inner, outer)
    assert (verdict is Verdict.YES) == covers(outer, inner)
    if verdict is not Verdict.UNDETERMINED:
        assert (value_in(inner, share) in outer) == (verdict is Verdict.YES)


@pytest.mark.parametrize(
    ("inner", "outer", "verdict"),
    [
        ((closed(50), closed(50)), (closed(50), None), Verdict.YES),
        ((closed(50), closed(50)), (open_end(50), None), Verdict.NO),
        ((open_end(50), None), (open_end(50), None), Verdict.YES),
        ((closed(50), None), (open_end(50), None), Verdict.UNDETERMINED),
        ((None, closed(60)), (open_end(50), None), Verdict.UNDETERMINED),
        ((closed(50), closed(60)), (closed(40), closed(70)), Verdict.YES),
        ((closed(50), closed(60)), (closed(50), open_end(60)), Verdict.UNDETERMINED),
        ((closed(50), open_end(60)), (None, open_end(60)), Verdict.YES),
        ((closed(50), None), (None, closed(60)), Verdict.UNDETERMINED),
        ((closed(50), closed(60)), (closed(55), None), Verdict.UNDETERMINED),
        ((closed(50), closed(60)), (closed(61), None), Verdict.NO),
        ((closed(50), closed(60)), (None, closed(49)), Verdict.NO),
        ((None, None), (None, None), Verdict.YES),
    ],
)
def test_an_interval_is_within_another_if_all_its_values_are(inner: Ends, outer: Ends, verdict: Verdict) -> None:
    assert interval.is_within(Interval(*inner), Interval(*outer)) is verdict


def test_an_interval_with_its_ends_includes_them() -> None:
    low = Endpoint(Fraction(1), included=False, stated=False)
    assert Interval(low, open_end(2)).with_ends() == Interval(limit(1), closed(2))
    assert Interval(None, open_end(2)).with_ends() == Interval(None, closed(2))
    assert Interval(closed(1), None).with_ends() == Interval(closed(1), None)
