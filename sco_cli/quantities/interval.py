"""Exact intervals: open, closed or absent ends, over fractions.

The arithmetic is that of Moore, Kearfott and Cloud, "Introduction to Interval Analysis" (SIAM, 2009), with open ends
kept: a result's end is included only where both ends that make it are. Nothing here rounds.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from fractions import Fraction


class Verdict(Enum):
    """The answer to a comparison. An undetermined one refuses to be taken for yes or no."""

    YES = "yes"
    NO = "no"
    UNDETERMINED = "undetermined"

    def __bool__(self) -> bool:
        if self is Verdict.UNDETERMINED:
            raise TypeError("an undetermined verdict is neither true nor false")
        return self is Verdict.YES


@dataclass(frozen=True, slots=True)
class End:
    """One end of an interval. `stated` is false for an end that no source gives: that of a metric's range."""

    value: Fraction
    included: bool = True
    stated: bool = True


@dataclass(frozen=True, slots=True)
class Interval:
    """All values from `low` to `high`; an end that is None is unbounded.

    Raises ValueError when no value is left inside.
    """

    low: End | None
    high: End | None

    def __post_init__(self) -> None:
        if self.low is None or self.high is None:
            return
        empty_point = self.low.value == self.high.value and not (self.low.included and self.high.included)
        if self.low.value > self.high.value or empty_point:
            raise ValueError("no value is left in the interval")

    @classmethod
    def point(cls, value: Fraction) -> Interval:
        """The interval that holds one value."""
        return cls(End(value), End(value))

    @property
    def is_point(self) -> bool:
        """Whether exactly one value is inside."""
        return self.low is not None and self.high is not None and self.low.value == self.high.value

    def __contains__(self, value: Fraction) -> bool:
        above = self.low is None or value > self.low.value or (self.low.included and value == self.low.value)
        below = self.high is None or value < self.high.value or (self.high.included and value == self.high.value)
        return above and below

    def within(self, minimum: Fraction | None, maximum: Fraction | None) -> Interval:
        """The part inside a closed range; an end that the range sets is not a stated one."""
        low, high = self.low, self.high
        if minimum is not None and (low is None or low.value < minimum):
            low = End(minimum, stated=False)
        if maximum is not None and (high is None or high.value > maximum):
            high = End(maximum, stated=False)
        return Interval(low, high)

    def scaled(self, factor: Fraction) -> Interval:
        """Every value times a positive factor; one that is not raises AssertionError."""
        assert factor > 0
        low, high = (end and End(end.value * factor, end.included, end.stated) for end in (self.low, self.high))
        return Interval(low, high)

    def shifted(self, offset: Fraction) -> Interval:
        """Every value plus an offset."""
        low, high = (end and End(end.value + offset, end.included, end.stated) for end in (self.low, self.high))
        return Interval(low, high)


def difference(after: Interval, before: Interval) -> Interval:
    """Every `a - b` with a in `after` and b in `before`."""
    return Interval(_minus(after.low, before.high), _minus(after.high, before.low))


def ratio(after: Interval, before: Interval) -> Interval:
    """Every `a / b` with a in `after` and b in `before`.

    Raises ZeroDivisionError when 0 is in `before`, ValueError when `before` reaches below 0: a multiple of a negative
    level says nothing about growth.
    """
    if Fraction(0) in before:
        raise ZeroDivisionError(f"the level before {'is' if before.is_point else 'may be'} zero")
    if before.low is None or before.low.value < 0:
        raise ValueError(f"the level before {'is' if before.is_point else 'may be'} negative")
    # The reciprocals of a positive interval: never 0, unbounded above where it reaches down to an open 0.
    least = End(Fraction(0), included=False, stated=False)
    if before.high is not None:
        least = End(1 / before.high.value, before.high.included, before.high.stated)
    most = None
    if before.low.value > 0:
        most = End(1 / before.low.value, before.low.included, before.low.stated)
    low = after.low and _times(after.low, least if after.low.value >= 0 else most)
    high = after.high and _times(after.high, most if after.high.value >= 0 else least)
    return Interval(low, high)


def is_less(left: Interval, right: Interval) -> Verdict:
    """Whether every value of `left` is below every value of `right`."""
    if left.high is not None and right.low is not None:
        both = left.high.included and right.low.included
        if left.high.value < right.low.value or (left.high.value == right.low.value and not both):
            return Verdict.YES
    if left.low is not None and right.high is not None and left.low.value >= right.high.value:
        return Verdict.NO
    return Verdict.UNDETERMINED


def is_equal(left: Interval, right: Interval) -> Verdict:
    """Whether both are one and the same value; no when they have none in common."""
    if Verdict.YES in (is_less(left, right), is_less(right, left)):
        return Verdict.NO
    return Verdict.YES if left.is_point and right.is_point else Verdict.UNDETERMINED


def _minus(left: End | None, right: End | None) -> End | None:
    if left is None or right is None:
        return None
    return End(left.value - right.value, left.included and right.included, left.stated and right.stated)


def _times(end: End, factor: End | None) -> End | None:
    """An end times the end of a positive interval; 0 times anything is 0, reached or not as that 0 is."""
    if end.value == 0:
        return end
    if factor is None:
        return None
    return End(end.value * factor.value, end.included and factor.included, end.stated and factor.stated)
