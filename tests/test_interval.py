"""The laws of interval arithmetic: what is inside the operands is inside the result."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from strategies import inside, intervals, widened

from sco_cli import interval
from sco_cli.interval import End, Interval, Verdict

POSITIVE = st.fractions("1/1000", 10**6, max_denominator=1000)


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
    with pytest.raises(ValueError, match="no value"):
        Interval(End(Fraction(2)), End(Fraction(1)))
    with pytest.raises(ValueError, match="no value"):
        Interval(End(Fraction(1), included=False), End(Fraction(1)))


def test_a_range_closes_open_ends_and_marks_them_as_not_stated() -> None:
    over_seventy = Interval(End(Fraction(70), included=False), None).within(Fraction(0), Fraction(100))
    assert over_seventy == Interval(End(Fraction(70), included=False), End(Fraction(100), stated=False))


def test_a_range_that_leaves_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="no value"):
        Interval(End(Fraction(100), included=False), None).within(Fraction(0), Fraction(100))


def test_a_level_before_that_may_be_zero_or_negative_gives_no_ratio() -> None:
    one = Interval.point(Fraction(1))
    with pytest.raises(ZeroDivisionError, match="may be zero"):
        interval.ratio(one, Interval(End(Fraction(0)), End(Fraction(5))))
    with pytest.raises(ValueError, match="may be negative"):
        interval.ratio(one, Interval(End(Fraction(-5)), End(Fraction(-1))))


def test_an_open_zero_before_leaves_the_ratio_unbounded() -> None:
    before = Interval(End(Fraction(0), included=False), End(Fraction(5)))
    assert interval.ratio(Interval.point(Fraction(10)), before) == Interval(End(Fraction(2)), None)


def test_an_undetermined_verdict_is_neither_true_nor_false() -> None:
    assert Verdict.YES
    assert not Verdict.NO
    with pytest.raises(TypeError, match="neither"):
        bool(Verdict.UNDETERMINED)
