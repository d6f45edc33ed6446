"""The laws of interval arithmetic: what is inside the operands is inside the result."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from support.strategies import fractions, inside, intervals, widened

from sco_cli.quantities import interval
from sco_cli.quantities.interval import End, Interval, Verdict

POSITIVE = st.fractions("1/1000", 10**6, max_denominator=1000)


def closed(value: str | int) -> End:
    """An end that is included, as a source states it."""
    return End(Fraction(value))


def opened(value: str | int) -> End:
    """An end that is not included."""
    return End(Fraction(value), included=False)


def assumed(value: str | int) -> End:
    """An end that is included and that no source states."""
    return End(Fraction(value), stated=False)


def covers(outer: Interval, inner: Interval) -> bool:
    """Whether every value of `inner` is in `outer`."""
    for mine, other, sign in ((outer.low, inner.low, 1), (outer.high, inner.high, -1)):
        if mine is None:
            continue
        if other is None or sign * (other.value - mine.value) < 0:
            return False
        if other.value == mine.value and other.included and not mine.included:
            return False
    return True


@given(st.data(), intervals(), intervals())
def test_the_difference_holds_the_difference_of_every_pair(
    data: st.DataObject, after: Interval, before: Interval
) -> None:
    assert data.draw(inside(after)) - data.draw(inside(before)) in interval.difference(after, before)


@given(st.data(), intervals(), intervals(POSITIVE))
def test_the_ratio_holds_the_ratio_of_every_pair(data: st.DataObject, after: Interval, before: Interval) -> None:
    assume(before.low is not None)
    divisor = data.draw(inside(before))
    assert data.draw(inside(after)) / divisor in interval.ratio(after, before)


@given(st.data(), intervals(), intervals())
def test_widening_an_operand_never_narrows_the_difference(
    data: st.DataObject, after: Interval, before: Interval
) -> None:
    result = interval.difference(after, before)
    assert covers(interval.difference(data.draw(widened(after)), before), result)
    assert covers(interval.difference(after, data.draw(widened(before))), result)


@given(st.data(), intervals(), intervals(POSITIVE))
def test_widening_an_operand_never_narrows_the_ratio(data: st.DataObject, after: Interval, before: Interval) -> None:
    assume(before.low is not None)
    result = interval.ratio(after, before)
    assert covers(interval.ratio(data.draw(widened(after)), before), result)
    wider = data.draw(widened(before))
    try:
        assert covers(interval.ratio(after, wider), result)
    except (ZeroDivisionError, ValueError):
        assert wider.low is None or wider.low.value <= 0


@given(st.data(), intervals(), intervals())
def test_a_verdict_holds_for_every_pair(data: st.DataObject, left: Interval, right: Interval) -> None:
    one, other = data.draw(inside(left)), data.draw(inside(right))
    less, equal = interval.is_less(left, right), interval.is_equal(left, right)
    assert less is Verdict.UNDETERMINED or bool(less) == (one < other)
    assert equal is Verdict.UNDETERMINED or bool(equal) == (one == other)


@given(intervals(), st.fractions("1/100", 100), st.fractions(-100, 100))
def test_scaling_and_shifting_move_the_ends_and_nothing_else(
    span: Interval, factor: Fraction, offset: Fraction
) -> None:
    moved = span.scaled(factor).shifted(offset)
    for end, new in ((span.low, moved.low), (span.high, moved.high)):
        assert (end is None) == (new is None)
        assert end is None or new == End(end.value * factor + offset, end.included)


def test_an_interval_without_a_value_cannot_be_made() -> None:
    for low, high in ((closed(2), closed(1)), (opened(1), closed(1)), (closed(1), opened(1)), (opened(1), opened(1))):
        with pytest.raises(ValueError, match=r"^no value is left in the interval$"):
            Interval(low, high)


def test_a_range_closes_open_ends_and_marks_them_as_not_stated() -> None:
    over_seventy = Interval(End(Fraction(70), included=False), None).within(Fraction(0), Fraction(100))
    assert over_seventy == Interval(End(Fraction(70), included=False), End(Fraction(100), stated=False))


@given(intervals())
def test_a_range_that_ends_where_the_interval_does_leaves_what_is_stated(span: Interval) -> None:
    minimum, maximum = (None if end is None else end.value for end in (span.low, span.high))
    assert span.within(minimum, maximum) == span


def test_a_range_cuts_off_what_lies_outside() -> None:
    assert Interval(closed(-5), closed(500)).within(Fraction(0), Fraction(100)) == Interval(assumed(0), assumed(100))
    assert Interval(None, None).within(None, Fraction(100)) == Interval(None, assumed(100))
    assert Interval(None, None).within(Fraction(0), None) == Interval(assumed(0), None)


def test_a_range_that_leaves_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="no value"):
        Interval(End(Fraction(100), included=False), None).within(Fraction(0), Fraction(100))


@pytest.mark.parametrize(
    ("low", "high", "reason"),
    [
        (closed(0), closed(0), "the level before is zero"),
        (closed(0), closed(5), "the level before may be zero"),
        (closed(-1), closed(5), "the level before may be zero"),
        (None, None, "the level before may be zero"),
        (closed(-1), closed(-1), "the level before is negative"),
        (closed(-5), closed(-1), "the level before may be negative"),
        (closed(-5), opened(0), "the level before may be negative"),
        (None, closed(-1), "the level before may be negative"),
    ],
)
def test_a_level_before_that_may_be_zero_or_negative_gives_no_ratio(
    low: End | None, high: End | None, reason: str
) -> None:
    with pytest.raises((ZeroDivisionError, ValueError)) as refused:
        interval.ratio(Interval.point(Fraction(1)), Interval(low, high))
    assert str(refused.value) == reason
    assert isinstance(refused.value, ZeroDivisionError) == ("zero" in reason)


@pytest.mark.parametrize(
    ("after", "before", "low", "high"),
    [
        ((closed(10), closed(10)), (closed(2), closed(5)), closed(2), closed(5)),
        ((closed(1), closed(1)), (closed("1/2"), closed(1)), closed(1), closed(2)),
        ((closed(-10), closed(-10)), (closed(2), closed(5)), closed(-5), closed(-2)),
        ((closed(-10), closed(10)), (opened(2), closed(5)), opened(-5), opened(5)),
        ((opened(10), closed(20)), (closed(2), closed(5)), opened(2), closed(10)),
        # Nothing bounds the ratio where the level before comes as near to zero as one likes, and back.
        ((closed(10), closed(10)), (opened(0), closed(5)), closed(2), None),
        ((closed(-10), closed(-10)), (opened(0), closed(5)), None, closed(-2)),
        ((None, closed(10)), (closed(2), closed(5)), None, closed(5)),
        # A level before without an upper end brings the ratio near to zero, which no source states and none reaches.
        ((closed(10), closed(10)), (closed(2), None), End(Fraction(0), included=False, stated=False), closed(5)),
        ((closed(-10), closed(-10)), (closed(2), None), closed(-5), End(Fraction(0), included=False, stated=False)),
        # Nothing, whatever it is set against, stays nothing.
        ((closed(0), closed(0)), (closed(2), closed(5)), closed(0), closed(0)),
        ((closed(0), closed(0)), (opened(0), None), closed(0), closed(0)),
        # An end that a range set is not stated in the result either.
        ((closed(10), closed(10)), (assumed(2), closed(5)), closed(2), assumed(5)),
        ((closed(10), closed(10)), (closed(2), assumed(5)), assumed(2), closed(5)),
        ((assumed(10), closed(20)), (closed(2), closed(5)), assumed(2), closed(10)),
    ],
)
def test_a_ratio_reaches_as_far_as_its_pairs_and_no_farther(
    after: tuple[End | None, End | None], before: tuple[End | None, End | None], low: End | None, high: End | None
) -> None:
    assert interval.ratio(Interval(*after), Interval(*before)) == Interval(low, high)


@pytest.mark.parametrize(
    ("after", "before", "low", "high"),
    [
        ((closed(70), closed(80)), (closed(43), closed(50)), closed(20), closed(37)),
        ((opened(70), closed(80)), (closed(43), opened(50)), opened(20), closed(37)),
        ((opened(70), None), (closed(43), closed(43)), opened(27), None),
        ((closed(70), closed(70)), (None, closed(43)), closed(27), None),
        ((closed(70), assumed(100)), (closed(43), closed(43)), closed(27), assumed(57)),
        ((closed(70), closed(70)), (closed(43), assumed(100)), assumed(-30), closed(27)),
    ],
)
def test_a_difference_reaches_as_far_as_its_pairs_and_no_farther(
    after: tuple[End | None, End | None], before: tuple[End | None, End | None], low: End | None, high: End | None
) -> None:
    assert interval.difference(Interval(*after), Interval(*before)) == Interval(low, high)


@pytest.mark.parametrize(
    ("left", "right", "verdict"),
    [
        ((closed(5), closed(5)), (closed(5), closed(5)), Verdict.NO),
        ((closed(1), closed(5)), (closed(5), closed(9)), Verdict.UNDETERMINED),
        ((closed(1), opened(5)), (closed(5), closed(9)), Verdict.YES),
        ((closed(1), closed(5)), (opened(5), closed(9)), Verdict.YES),
        ((None, closed(4)), (closed(5), None), Verdict.YES),
        ((closed(5), None), (None, closed(5)), Verdict.NO),
        ((closed(6), None), (None, closed(5)), Verdict.NO),
        ((closed(4), None), (None, closed(5)), Verdict.UNDETERMINED),
        ((None, None), (closed(5), closed(5)), Verdict.UNDETERMINED),
    ],
)
def test_below_is_said_where_every_pair_agrees(
    left: tuple[End | None, End | None], right: tuple[End | None, End | None], verdict: Verdict
) -> None:
    assert interval.is_less(Interval(*left), Interval(*right)) is verdict


@given(fractions, fractions)
def test_two_points_are_always_compared(one: Fraction, other: Fraction) -> None:
    left, right = Interval.point(one), Interval.point(other)
    assert bool(interval.is_less(left, right)) == (one < other)
    assert bool(interval.is_equal(left, right)) == (one == other)


@given(fractions, fractions)
def test_a_point_holds_its_value_and_no_other(value: Fraction, other: Fraction) -> None:
    assert value in Interval.point(value)
    assert (other in Interval.point(value)) == (other == value)
    assert Interval.point(value).is_point


@pytest.mark.parametrize(("low", "high"), [(closed(1), closed(2)), (closed(1), None), (None, closed(1)), (None, None)])
def test_what_has_room_for_two_values_is_no_point(low: End | None, high: End | None) -> None:
    assert Interval(low, high).is_point is False


def test_an_undetermined_verdict_is_neither_true_nor_false() -> None:
    assert Verdict.YES
    assert not Verdict.NO
    with pytest.raises(TypeError, match=r"^an undetermined verdict is neither true nor false$"):
        bool(Verdict.UNDETERMINED)


@pytest.mark.parametrize("factor", [0, -1])
def test_what_is_scaled_keeps_its_direction(factor: int) -> None:
    with pytest.raises(AssertionError):
        Interval.point(Fraction(1)).scaled(Fraction(factor))
