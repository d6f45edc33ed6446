"""Scales from values to pixels, and the round values that label them."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from sco_cli.charts import text_width
from sco_cli.models.json_values import JsonRecord
from sco_cli.quantities import number_format

if TYPE_CHECKING:
    from sco_cli.models.entities import Metric

STEP_DIGITS = (1, 2, 5, 10)
"""The leading digit of a step between two labelled values."""

MIN_IN_DIGITS, MAX_IN_DIGITS = Fraction(1, 10**4), Fraction(10**16)
"""An axis whose greatest value lies outside this range is labelled in powers of ten."""


@dataclass(frozen=True, slots=True)
class Scale:
    """A linear scale: values from `low` to `high` at pixels from `start` to `end`; `ticks` are the labelled values."""

    low: Fraction
    high: Fraction
    start: float
    end: float
    ticks: Sequence[Fraction] = ()

    @classmethod
    def with_round_ticks(cls, low: Fraction, high: Fraction, start: float, end: float, tick_spacing: float) -> Scale:
        """A scale with labels at round values, at least about `tick_spacing` pixels apart."""
        return cls(low, high, start, end, round_values(low, high, _max_ticks(start, end, tick_spacing)))

    @classmethod
    def of_metric(
        cls,
        metric: Metric,
        values: Collection[Fraction],
        start: float,
        end: float,
        tick_spacing: float,
        *,
        is_open: bool = False,
    ) -> Scale:
        """A scale with round ticks over the range of `value_range`."""
        low, high = value_range(metric, values, _max_ticks(start, end, tick_spacing), is_open=is_open)
        return cls.with_round_ticks(low, high, start, end, tick_spacing)

    def pixel(self, value: Fraction | Decimal | int) -> float:
        """The position of a value, rounded to a tenth of a pixel."""
        share = float((Fraction(value) - self.low) / (self.high - self.low))
        return round(self.start + share * (self.end - self.start), 1)

    def encoding(self, field: str, **axis: object) -> JsonRecord:
        """The Vega-Lite encoding channel that puts a field of the data on this scale, with properties of its axis."""
        scale = {
            "domain": [number_format.to_json(self.low), number_format.to_json(self.high)],
            "nice": False,
            "zero": False,
        }
        return {"field": field, "type": "quantitative", "scale": scale, "axis": axis}

    @property
    def tick_values(self) -> list[int | Decimal | float]:
        """The ticks as numbers of a specification."""
        return [number_format.to_json(tick) for tick in self.ticks]

    @property
    def tick_label_expression(self) -> str:
        """The Vega expression for the labels of ticks: "20", "1.5 trillion", "2e-9"."""
        divisor, suffix = self._tick_unit
        if not divisor:
            return "format(datum.value, '.2~e')"
        return f"datum.value ? format(datum.value / {divisor}, ',~r') + '{suffix}' : '0'"

    def tick_label_width(self, size: float) -> float:
        """The greatest width in pixels of a tick's label at that font size."""
        divisor, suffix = self._tick_unit
        labels = [f"{float(tick) / divisor:,.12g}{suffix}" if divisor else f"{float(tick):.2e}" for tick in self.ticks]
        return max(text_width.measure(label, size) for label in labels)

    @property
    def _tick_unit(self) -> tuple[int, str]:
        """The divisor of tick labels and the suffix for it, such as " million"; 0 for labels in powers of ten."""
        if not MIN_IN_DIGITS <= self.high < MAX_IN_DIGITS:
            return 0, ""
        return next(
            ((divisor, f" {word}") for divisor, word in number_format.SCALE_WORDS if self.high >= divisor), (1, "")
        )


def value_range(
    metric: Metric, values: Collection[Fraction], max_ticks: int, *, is_open: bool = False
) -> tuple[Fraction, Fraction]:
    """The range of an axis: the metric's own if it has a maximum, else from 0 or below to a round number.

    With `is_open`, an end that no source states is drawn, so there is some space above the greatest value.
    """
    low, high = min([Fraction(0), *values]), max(values, default=Fraction(1))
    if metric.maximum is not None:
        high = Fraction(metric.maximum)
        low = min(low, high - 1) if metric.minimum is None else Fraction(metric.minimum)
        return low, high
    min_high = max(high * Fraction(9, 8) if is_open else high, low + Fraction(1, 1000) if high > low else low + 1)
    high = min_high
    for _ in range(2):  # a higher end may need a greater step
        step = round_step(high - low, max_ticks)
        high = math.ceil(min_high / step) * step
    return math.floor(low / step) * step, high


def round_values(low: Fraction, high: Fraction, max_ticks: int) -> list[Fraction]:
    """The round values from `low` to `high` for about `max_ticks` ticks."""
    step = round_step(high - low, max_ticks)
    return [number * step for number in range(math.ceil(low / step), math.floor(high / step) + 1)]


def round_step(length: Fraction, max_steps: int) -> Fraction:
    """The smallest round step of which at most `max_steps` fit into a range of that length."""
    min_step = length / max(1, max_steps)
    power = Fraction(10) ** math.floor(math.log10(min_step))
    return next(digit * power for digit in STEP_DIGITS if digit * power >= min_step)


def _max_ticks(start: float, end: float, tick_spacing: float) -> int:
    return max(2, int(abs(end - start) // tick_spacing))
