"""Scales from values to pixels, and the round numbers that stand along them."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from sco_cli.charts import text_width
from sco_cli.quantities import numerals

if TYPE_CHECKING:
    from sco_cli.models.entities import Metric

STEPS = (1, 2, 5, 10)
"""The leading digit of a step between two numbers on an axis."""

SMALLEST, GREATEST = Fraction(1, 10**4), Fraction(10**16)
"""Numbers on an axis that are read in full, or in words; others by powers of ten."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Values from `low` to `high`, set out from pixel `start` to pixel `end`."""

    low: Fraction
    high: Fraction
    start: float
    end: float

    def at(self, value: Fraction | int) -> float:
        """The pixel of a value, to a tenth."""
        share = float((value - self.low) / (self.high - self.low))
        return round(self.start + share * (self.end - self.start), 1)

    @property
    def domain(self) -> list[Any]:
        """The first and the last value, as a specification has them."""
        return [numerals.to_json(self.low), numerals.to_json(self.high)]


def step_for(span: Fraction, most: int) -> Fraction:
    """The least round step with which no more than so many fit into the span."""
    rough = span / max(1, most)
    power = Fraction(10) ** math.floor(math.log10(rough))
    return next(step * power for step in STEPS if step * power >= rough)


def span_of(
    metric: Metric, values: Collection[Fraction], most: int, *, is_open: bool = False
) -> tuple[Fraction, Fraction]:
    """The range of an axis: the metric's where it has one, else from zero, or round numbers, to beyond the values.

    `is_open` asks for room above the greatest, where an end is not stated.
    """
    low, high = min([Fraction(0), *values]), max(values, default=Fraction(1))
    if metric.maximum is not None:
        high = Fraction(metric.maximum)
        low = min(low, high - 1) if metric.minimum is None else Fraction(metric.minimum)
        return low, high
    wanted = max(high * Fraction(9, 8) if is_open else high, low + Fraction(1, 1000) if high > low else low + 1)
    top = wanted
    for _ in range(2):  # a greater top may ask for a greater step
        step = step_for(top - low, most)
        top = math.ceil(wanted / step) * step
    return math.floor(low / step) * step, top


def ticks(low: Fraction, high: Fraction, most: int) -> list[Any]:
    """Round numbers from low to high, no more than about so many."""
    step = step_for(high - low, most)
    first = math.ceil(low / step)
    return [numerals.to_json(number * step) for number in range(first, math.floor(high / step) + 1)]


def tick_room(values: Sequence[Any], high: Fraction, size: float) -> float:
    """Pixels that the widest number on an axis takes."""
    scale, word = _scale_word(high)
    said = [f"{float(value):.2e}" if not scale else f"{float(value) / scale:,.12g}{word}" for value in values]
    return max(text_width.width(text, size) for text in said)


def tick_text(high: Fraction) -> str:
    """The expression by which an axis says its numbers: "20", "1.5 trillion", "2e-9"."""
    scale, word = _scale_word(high)
    if not scale:
        return "format(datum.value, '.2~e')"
    return f"datum.value ? format(datum.value / {scale}, ',~r') + '{word}' : '0'"


def _scale_word(high: Fraction) -> tuple[int, str]:
    """What numbers up to this one are divided by, and the word for it; 0 for those that have no such word."""
    if not SMALLEST <= high < GREATEST:
        return 0, ""
    return next(((scale, f" {word}") for scale, word in numerals.SCALE_WORDS if high >= scale), (1, ""))
