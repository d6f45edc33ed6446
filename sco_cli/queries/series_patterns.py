"""Years of an official series that look filled in: values at equal steps, or one value over several years."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from sco_cli.models.entities import Metric, Series

MIN_EQUAL_STEPS = 3
MIN_YEARS_OF_STEPS = 5
"""Values at equal steps look interpolated if there are so many steps, and so many years from the first to the last."""

MIN_EQUAL_VALUES = 3
"""So many equal values, one after the other, look carried over."""

ROUNDED_STEP = 10
"""Steps of more than so many units of the last decimal are equal if they differ by one unit: values are rounded."""

Point = tuple[int, Fraction]
"""A year and its value."""


class Pattern(NamedTuple):
    """Years from `first` to `last` whose values look interpolated or carried over."""

    looks: Literal["interpolated", "carried over"]
    first: int
    last: int

    @property
    def filled_years(self) -> range:
        """The years that seem filled in: those between the ends, and the last one too where a value is carried over."""
        return range(self.first + 1, self.last + (self.looks == "carried over"))

    def text(self) -> str:
        """In words: "2010-2017 look interpolated"."""
        return f"{self.first}\u2013{self.last} look {self.looks}"


def find_patterns(metric: Metric, series: Series) -> list[Pattern]:
    """The years of a series that look interpolated or carried over, in their order.

    A value at an end of the metric's range, such as 100%, may well stay the same, and is not reported.
    """
    points = [(year, Fraction(value)) for year, value in sorted(series.points.items())]
    unit = Fraction(10) ** min(int(Decimal(value).as_tuple().exponent) for value in series.points.values())
    ends = {Fraction(end) for end in (metric.minimum, metric.maximum) if end is not None}
    patterns = []
    for run in _runs_of_equal_steps(points, unit):
        (first, value), (last, last_value) = run[0], run[-1]
        if value == last_value:
            if len(run) >= MIN_EQUAL_VALUES and value not in ends:
                patterns.append(Pattern("carried over", first, last))
        elif len(run) > MIN_EQUAL_STEPS and last - first >= MIN_YEARS_OF_STEPS:
            patterns.append(Pattern("interpolated", first, last))
    return patterns


def _runs_of_equal_steps(points: Sequence[Point], unit: Fraction) -> Iterator[Sequence[Point]]:
    """The points in runs with the same step a year; a run begins with the point at which the one before it ends."""
    run = [points[0]]
    for point in points[1:]:
        if len(run) > 1:
            step, next_step = _yearly_step(run[0], run[1]), _yearly_step(run[-1], point)
            if abs(next_step - step) > (unit if abs(step) > ROUNDED_STEP * unit else 0):
                yield run
                run = [run[-1]]
        run.append(point)
    yield run


def _yearly_step(point: Point, later: Point) -> Fraction:
    return (later[1] - point[1]) / (later[0] - point[0])
