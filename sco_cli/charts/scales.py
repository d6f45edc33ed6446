"""Scales from values to pixels, and the round values that label them."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import groupby
from typing import TYPE_CHECKING

from sco_cli.charts import text_width
from sco_cli.charts.scale_type import ScaleType
from sco_cli.errors import BadRequest
from sco_cli.models.json_values import JsonRecord
from sco_cli.quantities import number_format
from sco_cli.quantities.quantity import is_rank

if TYPE_CHECKING:
    from sco_cli.models.entities import Metric

STEP_DIGITS = (1, 2, 5, 10)
"""The leading digit of a step between two labelled values."""

MIN_IN_DIGITS, MAX_IN_DIGITS = Fraction(1, 10**4), Fraction(10**16)
"""An axis whose greatest value lies outside this range is labelled in powers of ten."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Values from `low` to `high` at pixels from `start` to `end`; `ticks` are the labelled values.

    A vertical scale starts at the bottom, that of ranks at the top.
    """

    low: Fraction
    high: Fraction
    start: float
    end: float
    ticks: Sequence[Fraction] = ()
    type: ScaleType = "linear"

    @classmethod
    def with_round_ticks(cls, low: Fraction, high: Fraction, start: float, end: float, tick_spacing: float) -> Scale:
        """A linear scale with labels at round values, at least about `tick_spacing` pixels apart."""
        return cls(low, high, start, end, round_values(low, high, _max_ticks(start, end, tick_spacing)))

    @classmethod
    def logarithmic(
        cls,
        values: Collection[Fraction],
        start: float,
        end: float,
        tick_spacing: float,
        *,
        maximum: Fraction | None = None,
        is_open: bool = False,
    ) -> Scale:
        """A logarithmic scale over the range of `log_range`, labelled at `log_ticks`.

        Raises BadRequest if a value is 0 or below.
        """
        low, high = log_range(values, maximum, is_open=is_open)
        return cls(low, high, start, end, log_ticks(low, high, _max_ticks(start, end, tick_spacing)), "log")

    @classmethod
    def of_metric(
        cls,
        metric: Metric,
        values: Collection[Fraction],
        start: float,
        end: float,
        tick_spacing: float,
        *,
        type_: ScaleType = "linear",
        is_open: bool = False,
    ) -> Scale:
        """A scale with round ticks over the range of `value_range`, or of `log_range` if it is logarithmic.

        Raises BadRequest if it is logarithmic and a value is 0 or below.
        """
        if type_ == "log":
            maximum = None if metric.maximum is None else Fraction(metric.maximum)
            return cls.logarithmic(values, start, end, tick_spacing, maximum=maximum, is_open=is_open)
        max_ticks = _max_ticks(start, end, tick_spacing)
        if is_rank(metric.unit or ""):
            low, high = rank_range(metric, values, max_ticks)
            return cls(low, high, start, end, rank_ticks(low, high, max_ticks))
        low, high = value_range(metric, values, max_ticks, is_open=is_open)
        return cls.with_round_ticks(low, high, start, end, tick_spacing)

    def pixel(self, value: Fraction | Decimal | int) -> float:
        """The position of a value, rounded to a tenth of a pixel."""
        return round(self.start + float(self.share(value)) * (self.end - self.start), 1)

    def share(self, value: Fraction | Decimal | int) -> Fraction:
        """How far along the scale a value is: 0 at `low`, 1 at `high`.

        What a logarithmic scale has no place for is at its low end: the band of "under 5" reaches down to 0.
        """
        number = Fraction(value)
        if self.type == "linear":
            return (number - self.low) / (self.high - self.low)
        return Fraction(_log10(number / self.low) / _log10(self.high / self.low)) if number > self.low else Fraction(0)

    def encoding(self, field: str, *, downwards: bool = False, **axis: object) -> JsonRecord:
        """The Vega-Lite encoding channel that puts a field of the data on this scale, with properties of its axis.

        `downwards` is for vertical scales, whose pixels are counted from the top while values rise from the bottom.
        """
        scale: JsonRecord = {
            "domain": [number_format.to_json(self.low), number_format.to_json(self.high)],
            "nice": False,
        }
        scale |= {"zero": False} if self.type == "linear" else {"type": "log"}
        scale |= {"reverse": True} if downwards and self.start < self.end else {}
        return {"field": field, "type": "quantitative", "scale": scale, "axis": axis}

    @property
    def tick_values(self) -> list[int | Decimal | float]:
        """The ticks as numbers of a specification."""
        return [number_format.to_json(tick) for tick in self.ticks]

    @property
    def tick_label_expression(self) -> str:
        """The Vega expression for the labels of ticks: "20", "1.5 trillion", "2e-9".

        All labels of a linear scale are in the unit of the greatest, each of a logarithmic scale is in its own.
        """
        if self.type == "log":
            by_unit = [(unit, list(ticks)) for unit, ticks in groupby(self.ticks, _tick_unit)]
            lowest_unit, _ = by_unit[0]
            cases = (
                f"datum.value >= {number_format.to_json(ticks[0])} ? {_label_expression(*unit)} : "
                for unit, ticks in reversed(by_unit[1:])
            )
            return "".join(cases) + _label_expression(*lowest_unit)
        divisor, suffix = _tick_unit(self.high)
        label = _label_expression(divisor, suffix)
        return f"datum.value ? {label} : '0'" if divisor else label

    def tick_label_widths(self, size: float) -> list[float]:
        """The width in pixels of each tick's label at that font size."""
        units = [_tick_unit(tick if self.type == "log" else self.high) for tick in self.ticks]
        labels = [
            f"{float(tick) / divisor:,.12g}{suffix if tick else ''}" if divisor else f"{float(tick):.2e}"
            for tick, (divisor, suffix) in zip(self.ticks, units, strict=True)
        ]
        return [text_width.measure(label, size) for label in labels]


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


def rank_range(metric: Metric, values: Collection[Fraction], max_ticks: int) -> tuple[Fraction, Fraction]:
    """The range of an axis of ranks: from the first of all, 1 or the metric's minimum, to a round rank."""
    low = Fraction(1 if metric.minimum is None else metric.minimum)
    last = max(*values, low + 1)
    step = max(Fraction(1), round_step(last - low, max_ticks))
    high = math.ceil(last / step) * step
    return min(low, *values), high if metric.maximum is None else min(high, Fraction(metric.maximum))


def rank_ticks(low: Fraction, high: Fraction, max_ticks: int) -> list[Fraction]:
    """The labelled ranks: the first of all, and round ones that are not close to it."""
    step = max(Fraction(1), round_step(high - low, max_ticks))
    return [low, *(tick for tick in round_values(low, high, max_ticks) if tick - low >= step / 2 and tick % step == 0)]


def log_range(
    values: Collection[Fraction], maximum: Fraction | None = None, *, is_open: bool = False
) -> tuple[Fraction, Fraction]:
    """The range of a logarithmic axis: from a round number at or below the least value to one at or above the greatest.

    It ends at `maximum`, the greatest value that the metric can have, if there is one. For `is_open` see `value_range`.
    Raises BadRequest if a value is 0 or below.
    """
    least, greatest = min(values), max(values)
    if least <= 0:
        number = number_format.format_number(least)
        raise BadRequest(f"a logarithmic scale cannot show 0 or less, and one value is {number}; leave out --scale log")
    high = maximum
    if high is None:
        min_high = greatest * Fraction(9, 8) if is_open else greatest
        high = next(number for number in _round_numbers(_exponent(min_high)) if number >= min_high)
    low = max(number for number in _round_numbers(_exponent(least) - 1) if number <= least and number < high)
    return low, high


def log_ticks(low: Fraction, high: Fraction, max_ticks: int) -> list[Fraction]:
    """The labelled values of a logarithmic axis: 1, 2 and 5 of each power of ten, or every power, or fewer powers."""
    all_powers = [Fraction(10) ** exponent for exponent in range(_exponent(low), _exponent(high) + 1)]
    numbers = [digit * power for power in all_powers for digit in (1, 2, 5) if low <= digit * power <= high]
    powers = [power for power in all_powers if low <= power <= high]
    if len(numbers) <= max_ticks or len(powers) < 2:
        return numbers
    return powers[:: math.ceil(len(powers) / max_ticks)]


def round_values(low: Fraction, high: Fraction, max_ticks: int) -> list[Fraction]:
    """The round values from `low` to `high` for about `max_ticks` ticks."""
    step = round_step(high - low, max_ticks)
    return [number * step for number in range(math.ceil(low / step), math.floor(high / step) + 1)]


def round_step(length: Fraction, max_steps: int) -> Fraction:
    """The smallest round step of which at most `max_steps` fit into a range of that length."""
    min_step = length / max(1, max_steps)
    power = Fraction(10) ** math.floor(math.log10(min_step))
    return next(digit * power for digit in STEP_DIGITS if digit * power >= min_step)


def _round_numbers(exponent: int) -> list[Fraction]:
    """1, 2 and 5 of a power of ten, of the next power, and the power after that, in ascending order."""
    power = Fraction(10) ** exponent
    return [digit * power for digit in (1, 2, 5, 10, 20, 50, 100)]


def _exponent(number: Fraction) -> int:
    """The exponent of the greatest power of ten that is not above the number, which is above 0."""
    exponent = math.floor(_log10(number))  # which may be one off, for it is rounded
    return exponent + (number >= Fraction(10) ** (exponent + 1)) - (number < Fraction(10) ** exponent)


def _log10(number: Fraction) -> float:
    """The logarithm of a number that is above 0 and may be too great or too small for a float."""
    return math.log10(number.numerator) - math.log10(number.denominator)


def _tick_unit(number: Fraction) -> tuple[int, str]:
    """The divisor of labels of that size and the suffix for it, such as " million"; 0 for labels in powers of ten."""
    if not MIN_IN_DIGITS <= number < MAX_IN_DIGITS:
        return 0, ""
    return next(((divisor, f" {word}") for divisor, word in number_format.SCALE_WORDS if number >= divisor), (1, ""))


def _label_expression(divisor: int, suffix: str) -> str:
    """The Vega expression for a label in that unit."""
    if not divisor:
        return "format(datum.value, '.2~e')"
    return f"format(datum.value / {divisor}, ',~r') + '{suffix}'"


def _max_ticks(start: float, end: float, tick_spacing: float) -> int:
    return max(2, int(abs(end - start) // tick_spacing))
