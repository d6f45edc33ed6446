"""Hypothesis strategies for quantities and intervals, and for values inside them."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

from hypothesis import strategies as st

from sco_cli import quantity
from sco_cli.interval import End, Interval
from sco_cli.quantity import Quantity

numbers = st.decimals(-(10**6), 10**6, places=2)
positive = st.decimals("0.01", 10**6, places=2)
fractions = st.fractions(-(10**6), 10**6, max_denominator=1000)
CONSTRUCTORS: list[Callable[..., Quantity]] = [
    quantity.exact,
    quantity.over,
    quantity.at_least,
    quantity.under,
    quantity.at_most,
    quantity.nearly,
    quantity.about,
]


@st.composite
def quantities(draw: st.DrawFn, of: st.SearchStrategy[Decimal] = numbers) -> Quantity:
    """A quantity as a source may state it."""
    if draw(st.booleans()):
        constructor: Callable[..., Quantity] = draw(st.sampled_from(CONSTRUCTORS))
        return constructor(draw(of))
    low, high = sorted(draw(st.lists(of, min_size=2, max_size=2, unique=True)))
    return quantity.between(low, high)


@st.composite
def intervals(draw: st.DrawFn, of: st.SearchStrategy[Fraction] = fractions) -> Interval:
    """Any interval that has a value in it."""
    low, high = sorted([draw(of), draw(of)])
    if low == high:
        return Interval.point(low)
    ends = [draw(st.none() | st.builds(End, st.just(value), st.booleans())) for value in (low, high)]
    return Interval(*ends)


@st.composite
def inside(draw: st.DrawFn, span: Interval) -> Fraction:
    """A value inside the interval, often one of its ends."""
    low = span.low.value if span.low else (span.high.value if span.high else Fraction(0)) - 1000
    high = span.high.value if span.high else max(low, Fraction(0)) + 1000
    share = draw(st.sampled_from([Fraction(0), Fraction(1)]) | st.fractions(0, 1))
    value = low + (high - low) * share
    return value if value in span else (low + high) / 2


@st.composite
def widened(draw: st.DrawFn, span: Interval) -> Interval:
    """An interval that holds all of this one."""
    by = draw(st.fractions(0, 1000))
    low = None if span.low is None or draw(st.booleans()) else End(span.low.value - by, by > 0 or span.low.included)
    high = None if span.high is None or draw(st.booleans()) else End(span.high.value + by, by > 0 or span.high.included)
    return Interval(low, high)
