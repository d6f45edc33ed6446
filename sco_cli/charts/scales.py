"""Scales from values to pixels, and the round numbers that stand along them."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from sco_cli import numerals
from sco_cli.charts import measuring

if TYPE_CHECKING:
    from sco_cli.models import Metric

STEPS = (1, 2, 5, 10)
"""The leading digit of a step between two numbers on an axis."""


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
        return [numerals.plain(self.low), numerals.plain(self.high)]


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
        return low if metric.minimum is None else Fraction(metric.minimum), Fraction(metric.maximum)
    if high <= low:
        high = low + 1
    step = step_for(high - low, most)
    top = math.ceil(high / step) * step
    if is_open and top < high * Fraction(9, 8):
        top += step
    return math.floor(low / step) * step, top


def ticks(low: Fraction, high: Fraction, most: int) -> list[Any]:
    """Round numbers from low to high, no more than about so many."""
    step = step_for(high - low, most)
    first = math.ceil(low / step)
    return [numerals.plain(number * step) for number in range(first, math.floor(high / step) + 1)]


def tick_room(values: Sequence[Any], high: Fraction, size: float) -> float:
    """Pixels that the widest number on an axis takes."""
    scale = next(((size_of, f" {word}") for size_of, word in numerals.SCALES if high >= size_of), (1, ""))
    said = [f"{float(value) / scale[0]:,.10g}{scale[1]}" for value in values]
    return max(measuring.width(text, size) for text in said)


def tick_text(high: Fraction) -> str:
    """The expression by which an axis says its numbers: "20", "1.5 trillion"."""
    for size, word in numerals.SCALES:
        if high >= size:
            return f"datum.value ? format(datum.value / {size}, ',~r') + ' {word}' : '0'"
    return "format(datum.value, ',~r')"
