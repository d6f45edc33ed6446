"""Official series: two years side by side, and what the years say of a claim."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from sco_cli.models.period import Period
from sco_cli.quantities import change, numerals, quantity
from sco_cli.quantities.change import Change
from sco_cli.quantities.quantity import Quantity
from sco_cli.queries.levels import Levels

if TYPE_CHECKING:
    from sco_cli.models.entities import Metric, Series


@dataclass(frozen=True, slots=True)
class SeriesComparison:
    """A series at two years. A value is None in a year that has none; `change` is None without both.

    `gaps` are the years without a value from the first to the last of the two; `breaks` those from which the
    definition differs, after the first and up to the last: across one, the change says little. `begins` and `ends` are
    the years of the first and the last value that the series has at all.
    """

    first: int
    last: int
    before: Quantity | None
    after: Quantity | None
    change: Change | None
    gaps: tuple[int, ...]
    breaks: tuple[int, ...]
    begins: int
    ends: int

    def flags(self) -> str:
        """What limits the comparison, in words: "gap 2021-2023, break 2024", "begins 2015"."""
        inside = _year_ranges(year for year in self.gaps if self.begins < year < self.ends)
        words = [
            f"begins {self.begins}" if self.begins > self.first else "",
            f"{'gaps' if len(inside) > 1 else 'gap'} {', '.join(map(_run, inside))}" if inside else "",
            f"{'breaks' if len(self.breaks) > 1 else 'break'} {', '.join(map(str, self.breaks))}"
            if self.breaks
            else "",
            f"ends {self.ends}" if self.ends < self.last else "",
        ]
        return ", ".join(filter(None, words))


def compare(metric: Metric, series: Series, first: int, last: int) -> SeriesComparison:
    """The series at two years, `first` before `last`; nothing is filled in."""
    before, after = (value_in(metric, series, year) for year in (first, last))
    return SeriesComparison(
        first,
        last,
        before,
        after,
        change.compute_change(before, after) if before and after and first < last else None,
        tuple(year for year in range(first, last + 1) if year not in series.points),
        tuple(sorted(year for year in series.breaks if first < year <= last)),
        min(series.points),
        max(series.points),
    )


def default_years(lines: Sequence[Series]) -> tuple[int, int]:
    """The years to compare where none are asked for: the first of any series, the last that most of them have.

    There is at least one series.
    """
    points = [one.points for one in lines]
    years = sorted({year for point in points for year in point})
    common = [year for year in years if sum(year in point for point in points) * 2 > len(points)]
    return years[0], (common or years)[-1]


@dataclass(frozen=True, slots=True)
class Crossing:
    """Where a series crosses a number: above it in one year and below it in the other, or at it in both."""

    number: Fraction
    first: int
    last: int
    rises: bool
    is_break: bool

    def text(self) -> str:
        """In words: "crosses 43 between 2016 and 2017", "is at 72 in 2020"."""
        number = numerals.format_number(self.number)
        if self.first == self.last:
            return f"is at {number} in {self.first}"
        where = f"{'crosses' if self.rises else 'falls past'} {number} between {self.first} and {self.last}"
        return f"{where} (across a break)" if self.is_break else where

    @property
    def is_within_a_year(self) -> bool:
        """Whether it happens from one year to the next, and the two can be compared."""
        return self.first + 1 == self.last and not self.is_break

    def passing_text(self) -> str:
        """In words, of a level that is reached: "passes 70 in 2020"."""
        verb = "passes" if self.rises else "falls below"
        return f"{verb} {numerals.format_number(self.number)} in {self.last}" if self.is_within_a_year else self.text()


def is_broken(series: Series, year: int, later: int) -> bool:
    """Whether the definition of a later year is another than that of a year."""
    return any(year < at <= later for at in series.breaks)


def first_crossing(series: Series, number: Fraction, since: int = 0) -> Crossing | None:
    """The first crossing of the number, in whatever direction, from a year on; None if there is none."""
    points = [(year, value) for year, value in sorted(series.points.items()) if year >= since]
    for (year, value), (next_year, next_value) in pairwise([*points[:1], *points]):
        if next_value == number:
            return Crossing(number, next_year, next_year, rises=False, is_break=False)
        if min(value, next_value) < number < max(value, next_value):
            is_break = is_broken(series, year, next_year)
            return Crossing(number, year, next_year, rises=next_value > value, is_break=is_break)
    return None


@dataclass(frozen=True, slots=True)
class LevelCrossing:
    """A number of a claim's level, and where a series crosses it, if it does; `passing` is whether it is reached."""

    number: Fraction
    crossing: Crossing | None
    passing: bool


def level_crossings(series: Series, levels: Levels) -> list[LevelCrossing]:
    """Where a series crosses the levels of a claim; the level after from where the level before was crossed."""
    found = []
    since = 0
    for name, level in levels.present():
        if level.value is not None:
            crossed = first_crossing(series, level.value, since)
            since = crossed.first if crossed else since
            found.append(LevelCrossing(level.value, crossed, passing=name != "before"))
    return found


def describe_claim(metric: Metric, series: Series, levels: Levels, period: Period | None) -> str:
    """What the series says of a claim, in one sentence.

    A value of one year stands beside that year's; all other levels, beside the years in which the series crosses them,
    the level after from where the level before was crossed. A claim that states no years is said to state none.
    """
    latest = max(series.points)
    year = period.year if period else None
    parts = []
    if not (levels.value and year):
        parts += [_crossed(series, one) for one in level_crossings(series, levels)]
    if year:
        parts.append(_stands(metric, series, year, "has"))
    if latest != year or not parts:
        parts.append(_stands(metric, series, latest, "stands at"))
    years = "" if period else "; the source states no years"
    return f"the official series {', '.join(parts[:-1])}{' and ' * (len(parts) > 1)}{parts[-1]}{years}"


def _stands(metric: Metric, series: Series, year: int, verb: str) -> str:
    value = value_in(metric, series, year)
    return f"{verb} {value.text()} in {year}" if value else f"has no value in {year}"


def _crossed(series: Series, one: LevelCrossing) -> str:
    number, said = one.number, numerals.format_number(one.number)
    if one.crossing:
        return one.crossing.passing_text() if one.passing else one.crossing.text()
    if min(series.points.values()) > number:
        return f"is above {said} in all its years"
    if max(series.points.values()) < number:
        return f"is below {said} in all its years"
    return f"does not cross {said} again"


def value_in(metric: Metric, series: Series, year: int) -> Quantity | None:
    """The value of a year as a quantity of the metric; None where the series has none."""
    point = series.points.get(year)
    return (
        quantity.exact(point).with_unit(metric.unit or "", metric.minimum, metric.maximum)
        if point is not None
        else None
    )


def _year_ranges(years: Iterable[int]) -> list[list[int]]:
    """Years in unbroken runs."""
    runs: list[list[int]] = []
    for year in years:
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return runs


def _run(run: list[int]) -> str:
    return str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}"
