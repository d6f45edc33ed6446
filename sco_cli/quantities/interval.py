"""Intervals of exact fractions, with endpoints that are included, excluded or absent.

The arithmetic is that of Moore, Kearfott and Cloud, "Introduction to Interval Analysis" (SIAM, 2009), whose intervals
are closed and bounded. Here, an endpoint of a result is included only if both endpoints that it is computed from are
included, and an absent endpoint means that the interval is unbounded on that side. Nothing is rounded.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from fractions import Fraction


class Verdict(Enum):
    """The answer of a comparison: yes, no, or undetermined, if it depends on the values within the intervals.

    `bool()` of an undetermined one raises TypeError.
    """

    YES = "yes"
    NO = "no"
    UNDETERMINED = "undetermined"

    def __bool__(self) -> bool:
        if self is Verdict.UNDETERMINED:
            raise TypeError("an undetermined verdict is neither true nor false")
        return self is Verdict.YES


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One end of an interval.

    `included` says whether the interval contains `value` itself. `stated` is false if the value comes from the range of
    a metric and not from a source.
    """

    value: Fraction
    included: bool = True
    stated: bool = True


@dataclass(frozen=True, slots=True)
class Interval:
    """All values from `low` to `high`; None means unbounded on that side.

    Raises ValueError if the interval would be empty.
    """

    low: Endpoint | None
    high: Endpoint | None

    def __post_init__(self) -> None:
        if self.low is None or self.high is None or self.low.value < self.high.value:
            return
        if self.low.value > self.high.value or not (self.low.included and self.high.included):
            raise ValueError("no value is left in the interval")

    @classmethod
    def point(cls, value: Fraction) -> Interval:
        """The interval that contains this value only."""
        return cls(Endpoint(value), Endpoint(value))

    @property
    def is_point(self) -> bool:
        """Whether the interval contains exactly one value."""
        if self.low is None or self.high is None:
            return False
        # Both ends of an exact number are one object, which takes less time to see.
        return self.low is self.high or self.low.value == self.high.value

    def __contains__(self, value: Fraction) -> bool:
        above = self.low is None or value > self.low.value or (self.low.included and value == self.low.value)
        below = self.high is None or value < self.high.value or (self.high.included and value == self.high.value)
        return above and below

    def clip(self, minimum: Fraction | None, maximum: Fraction | None) -> Interval:
        """The part from `minimum` to `maximum`, both included; None is no limit.

        Endpoints that the limits set are not `stated`. Raises ValueError if nothing is left.
        """
        low, high = self.low, self.high
        if minimum is not None and (low is None or low.value < minimum):
            low = Endpoint(minimum, stated=False)
        if maximum is not None and (high is None or high.value > maximum):
            high = Endpoint(maximum, stated=False)
        return self if low is self.low and high is self.high else Interval(low, high)

    def with_ends(self) -> Interval:
        """The interval with both its ends included."""
        low, high = (end and Endpoint(end.value, stated=end.stated) for end in (self.low, self.high))
        return Interval(low, high)

    def scale(self, factor: Fraction) -> Interval:
        """Every value times `factor`. Raises AssertionError unless the factor is positive."""
        assert factor > 0
        low, high = (end and Endpoint(end.value * factor, end.included, end.stated) for end in (self.low, self.high))
        return Interval(low, high)

    def shift(self, offset: Fraction) -> Interval:
        """Every value plus `offset`."""
        low, high = (end and Endpoint(end.value + offset, end.included, end.stated) for end in (self.low, self.high))
        return Interval(low, high)


def difference(after: Interval, before: Interval) -> Interval:
    """All differences `a - b` of an `a` in `after` and a `b` in `before`."""
    return Interval(_subtract(after.low, before.high), _subtract(after.high, before.low))


def ratio(after: Interval, before: Interval) -> Interval:
    """All ratios `a / b` of an `a` in `after` and a `b` in `before`.

    Raises ZeroDivisionError if `before` contains 0, and ValueError if it contains negative values, because a multiple
    of a negative level says nothing about growth.
    """
    if Fraction(0) in before:
        raise ZeroDivisionError(f"the level before {'is' if before.is_point else 'may be'} zero")
    if before.low is None or before.low.value < 0:
        raise ValueError(f"the level before {'is' if before.is_point else 'may be'} negative")
    # `after` is multiplied by the reciprocals of `before`. These are positive: they approach 0 if `before` is unbounded
    # above, and are unbounded themselves if `before` approaches 0.
    smallest = Endpoint(Fraction(0), included=False, stated=False)
    if before.high is not None:
        smallest = Endpoint(1 / before.high.value, before.high.included, before.high.stated)
    largest = None
    if before.low.value > 0:
        largest = Endpoint(1 / before.low.value, before.low.included, before.low.stated)
    low = after.low and _multiply(after.low, smallest if after.low.value >= 0 else largest)
    high = after.high and _multiply(after.high, largest if after.high.value >= 0 else smallest)
    return Interval(low, high)


def is_less(left: Interval, right: Interval) -> Verdict:
    """Yes if every value of `left` is less than every value of `right`, no if none is less than any."""
    if left.high is not None and right.low is not None:
        both_included = left.high.included and right.low.included
        if left.high.value < right.low.value or (left.high.value == right.low.value and not both_included):
            return Verdict.YES
    if left.low is not None and right.high is not None and left.low.value >= right.high.value:
        return Verdict.NO
    return Verdict.UNDETERMINED


def is_within(inner: Interval, outer: Interval) -> Verdict:
    """Yes if `outer` contains every value of `inner`, no if it contains none."""
    if Verdict.YES in (is_less(inner, outer), is_less(outer, inner)):
        return Verdict.NO
    ends = ((inner.low, outer.low, -1), (inner.high, outer.high, 1))
    reaches_outside = any(limit is not None and _exceeds(end, limit, sign) for end, limit, sign in ends)
    return Verdict.UNDETERMINED if reaches_outside else Verdict.YES


def is_equal(left: Interval, right: Interval) -> Verdict:
    """Yes if both contain one and the same value only, no if they have no value in common."""
    if Verdict.YES in (is_less(left, right), is_less(right, left)):
        return Verdict.NO
    return Verdict.YES if left.is_point and right.is_point else Verdict.UNDETERMINED


def _exceeds(end: Endpoint | None, limit: Endpoint, sign: int) -> bool:
    """Whether an interval that ends there goes past the limit: above it or, if `sign` is -1, below it."""
    if end is None or end.value == limit.value:
        return end is None or (end.included and not limit.included)
    return sign * end.value > sign * limit.value


def _subtract(left: Endpoint | None, right: Endpoint | None) -> Endpoint | None:
    if left is None or right is None:
        return None
    return Endpoint(left.value - right.value, left.included and right.included, left.stated and right.stated)


def _multiply(end: Endpoint, factor: Endpoint | None) -> Endpoint | None:
    """An endpoint times a positive factor, None for a factor without bound.

    0 times any factor is 0, included or not as that 0 is, whichever factors are included.
    """
    if end.value == 0:
        return end
    if factor is None:
        return None
    return Endpoint(end.value * factor.value, end.included and factor.included, end.stated and factor.stated)
