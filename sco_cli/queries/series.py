"""Official series: the comparison of two years, and what the series shows about a claim."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from sco_cli.models.date_words import EN_DASH
from sco_cli.models.period import Period
from sco_cli.quantities import change, quantity
from sco_cli.quantities.change import Change
from sco_cli.quantities.interval import Interval
from sco_cli.quantities.quantity import NotComputable, Quantity, is_rank
from sco_cli.queries.levels import Levels
from sco_cli.queries.series_patterns import Pattern, find_patterns
from sco_cli.text import join_names

if TYPE_CHECKING:
    from sco_cli.models.entities import Metric, Series


@dataclass(frozen=True, slots=True)
class SeriesComparison:
    """A series at two years. `before` and `after` are None in a year without a value; `change` needs both.

    `missing` are the ranges of years without a value between the two, both included. `breaks` are the years, after the
    first and up to the last, from which the definition differs; across a break no change is computed unless it is asked
    for. `patterns` are years between the two that look interpolated or carried over. `begins` and `ends` are the years
    of the first and the last value of the whole series.
    """

    first: int
    last: int
    before: Quantity | None
    after: Quantity | None
    change: Change | None
    missing: tuple[range, ...]
    breaks: tuple[int, ...]
    patterns: tuple[Pattern, ...]
    begins: int
    ends: int

    @property
    def gaps(self) -> list[int]:
        """The years without a value between the two, both included."""
        return [year for years in self.missing for year in years]

    @property
    def interval(self) -> int:
        """The number of years from one value to the next, if it is the same for all between the two years; else 1."""
        first, last = max(self.first, self.begins), min(self.last, self.ends)
        gaps = self._inner_gaps()
        steps = {later[0] - earlier[0] for earlier, later in pairwise(gaps)}
        is_regular = len(steps) == 1 and steps == {len(gap) + 1 for gap in gaps}
        return steps.pop() if is_regular and (gaps[0][0], gaps[-1][-1]) == (first + 1, last - 1) else 1

    def flags(self) -> str:
        """What limits the comparison, in words: "gap 2021-2023, break 2024", "first value 2015", "every 2 years"."""
        gaps = self._inner_gaps()
        listed = f"{'gaps' if len(gaps) > 1 else 'gap'} {', '.join(map(range_text, gaps))}" if gaps else ""
        words = [
            f"first value {self.begins}" if self.begins > self.first else "",
            listed if self.interval == 1 else f"every {self.interval} years",
            f"{'breaks' if len(self.breaks) > 1 else 'break'} {', '.join(map(str, self.breaks))}"
            if self.breaks
            else "",
            *(pattern.text() for pattern in self.patterns),
            f"last value {self.ends}" if self.ends < self.last else "",
        ]
        return ", ".join(filter(None, words))

    def _inner_gaps(self) -> list[range]:
        """The years without a value between years that have one."""
        return [years for years in self.missing if self.begins < years[0] < self.ends]


def compare(metric: Metric, series: Series, first: int, last: int, *, across_breaks: bool = False) -> SeriesComparison:
    """Compare a series at two years, `first` before `last`; missing values are not filled in.

    Between years with a break between them, the change is not computed unless `across_breaks`.
    """
    before, after = (value_in(metric, series, year) for year in (first, last))
    breaks = tuple(sorted(year for year in series.breaks if first < year <= last))
    return SeriesComparison(
        first,
        last,
        before,
        after,
        _compute_change(before, after, () if across_breaks else breaks) if before and after and first < last else None,
        tuple(missing_ranges(series.points, first, last)),
        breaks,
        tuple(found for found in find_patterns(metric, series) if found.first < last and found.last > first),
        min(series.points),
        max(series.points),
    )


def _compute_change(before: Quantity, after: Quantity, breaks: Sequence[int]) -> Change:
    """The change between the values of two years; not computed if there are breaks between them."""
    if not breaks:
        return change.compute_change(before, after)
    years = join_names(map(str, breaks))
    reason = NotComputable(f"the series has {'breaks' if len(breaks) > 1 else 'a break'} in {years}")
    return Change(reason, reason, reason)


def default_years(series_list: Sequence[Series]) -> tuple[int, int]:
    """The years to compare unless the user names others: the first of any series, the last that most of them have.

    There is at least one series.
    """
    counts = Counter(year for series in series_list for year in series.points)
    common = [year for year, count in counts.items() if count * 2 > len(series_list)]
    return min(counts), max(common or counts)


@dataclass(frozen=True, slots=True)
class Crossing:
    """Where a series crosses a number: between two years, or in the one year in which it is at the number."""

    number: Fraction
    first: int
    last: int
    rises: bool
    is_break: bool

    @property
    def is_within_a_year(self) -> bool:
        """Whether it lies between consecutive years that can be compared."""
        return self.first + 1 == self.last and not self.is_break

    def text(self, metric: Metric, *, is_target: bool) -> str:
        """In words: "rises past 43% between 2016 and 2017", "is 72% in 2020"; "rises past 70% in 2020" for a target."""
        number = _number_text(metric, self.number)
        if self.first == self.last:
            return f"is {'at ' if is_rank(metric.unit or '') else ''}{number} in {self.first}"
        verb = "rises past" if self.rises != is_rank(metric.unit or "") else "falls below"
        if is_target and self.is_within_a_year:
            return f"{verb} {number} in {self.last}"
        across = " (across a break)" if self.is_break else ""
        return f"{verb} {number} between {self.first} and {self.last}{across}"


def is_broken(series: Series, year: int, later: int) -> bool:
    """Whether there is a break between the two years."""
    return any(broken in series.breaks for broken in range(year + 1, later + 1))


def first_crossing(series: Series, number: Fraction, since: int = 0) -> Crossing | None:
    """The first crossing of the number in either direction, from the year `since` on; None if there is none."""
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
    """A claimed level and the first crossing of it by the series, or None.

    `is_target` is false for the level before, which is a starting point.
    """

    number: Fraction
    crossing: Crossing | None
    is_target: bool


def level_crossings(series: Series, levels: Levels) -> list[LevelCrossing]:
    """Where a series crosses the levels of a claim; `after` is looked for from the crossing of `before` on."""
    crossings = []
    since = 0
    for name, level in levels.present():
        if level.value is not None:
            crossing = first_crossing(series, level.value, since)
            since = crossing.first if crossing else since
            crossings.append(LevelCrossing(level.value, crossing, is_target=name != "before"))
    return crossings


def describe_claim(metric: Metric, series: Series, levels: Levels, period: Period | None) -> str:
    """What the series shows about a claim, in one sentence.

    A value for one year is compared with the series in that year, any other level with the years in which the series
    crosses it. If the claim states no years, the sentence says so. A claim of a part of a year is not compared.
    """
    if period and period.is_part_of_year:
        return "not compared with the official series, which has values for whole years only"
    latest = max(series.points)
    year = period.year if period else None
    crossings = [] if levels.value and year else level_crossings(series, levels)
    is_at_level = any(level.crossing and level.crossing.first == latest for level in crossings)
    years = [] if is_at_level else [latest]
    if year:
        years = list(dict.fromkeys([year, *years]))
    clauses = [_describe_crossing(metric, series, crossing) for crossing in crossings]
    clauses += _describe_values(metric, series, years, is_stated=year is not None)
    return f"the official series {_join_clauses(clauses)}{'' if period else '; the source states no years'}"


def _describe_values(metric: Metric, series: Series, years: Sequence[int], *, is_stated: bool) -> list[str]:
    """The values of the years: "is 92.03% in 2024"; if the claim states the first year, "has 92% for 2024".

    Ranks are given: "gives rank 78 of 193 countries for 2024".
    """
    quantities = [(value_in(metric, series, year), year) for year in years]
    values = [(quantity and _value_text(metric, quantity), year) for quantity, year in quantities]
    ranks = is_rank(metric.unit or "")
    if not is_stated:
        return [f"is {'at ' if ranks else ''}{value} in {year}" for value, year in values]
    (first, stated), *others = values
    if first is None:
        latest = "".join(f"; the latest is {value} for {year}" for value, year in others)
        return [f"has no value for {stated}{latest}"]
    return [f"{'gives' if ranks else 'has'} {value} for {year}" for value, year in values]


def _join_clauses(clauses: Sequence[str]) -> str:
    """The clauses in a sentence, with a verb once that several begin with: "is 80% in 2017 and 81% in 2022"."""
    by_verb = [list(group) for _, group in groupby(clauses, key=lambda clause: re.split(r"(?=[-\d])", clause)[0])]
    texts = [" and ".join([first, *(clause.partition(" ")[2] for clause in others)]) for first, *others in by_verb]
    return ", and ".join(texts) if len(texts) < len(clauses) else join_names(texts)


def _describe_crossing(metric: Metric, series: Series, level: LevelCrossing) -> str:
    number = _number_text(metric, level.number)
    if level.crossing:
        return level.crossing.text(metric, is_target=level.is_target)
    above, below = ("below", "above") if is_rank(metric.unit or "") else ("above", "below")
    if min(series.points.values()) > level.number:
        return f"is {above} {number} in every year"
    if max(series.points.values()) < level.number:
        return f"is {below} {number} in every year"
    return f"does not cross {number} again"


def _number_text(metric: Metric, number: Fraction) -> str:
    """The number as a value of the metric: "43%", "32 USD/t", "rank 78 of 193 countries"."""
    return _value_text(metric, Quantity("exact", Interval.point(number), metric.unit or ""))


def _value_text(metric: Metric, value: Quantity) -> str:
    return f"{'rank ' if is_rank(metric.unit or '') else ''}{value.text()}"


def value_in(metric: Metric, series: Series, year: int) -> Quantity | None:
    """The value of a year as a quantity of the metric; None if the series has none."""
    point = series.points.get(year)
    if point is None:
        return None
    return quantity.exact(point).with_unit(metric.unit or "", metric.minimum, metric.maximum)


def missing_ranges(years: Iterable[int], first: int, last: int) -> Iterator[range]:
    """The ranges between `first` and `last`, both included, that have none of the years."""
    known = sorted(year for year in years if first <= year <= last)
    for year, following in pairwise([first - 1, *known, last + 1]):
        if following > year + 1:
            yield range(year + 1, following)


SurveyYears = Mapping[str, Collection[int]]
"""The years for which a source gives values of a metric, by the id of the source."""

MIN_SURVEYED = 3
"""Of a source with fewer series it cannot be told whether a year is missing or there was no survey."""


def survey_years(series_list: Iterable[Series]) -> SurveyYears:
    """The years in which any series of a source has a value; without the sources of fewer than `MIN_SURVEYED` series.

    All series are of one metric. A ranking that is made every other year has no gap in the years between.
    """
    by_source: defaultdict[str, list[Series]] = defaultdict(list)
    for series in series_list:
        by_source[series.source].append(series)
    return {
        source: frozenset(year for series in group for year in series.points)
        for source, group in by_source.items()
        if len(group) >= MIN_SURVEYED
    }


def gaps(series: Series, surveys: SurveyYears) -> list[range]:
    """The years without a value between the first and the last of a series, but those without a survey."""
    first, last = min(series.points), max(series.points)
    surveyed = surveys.get(series.source, range(first, last + 1))
    not_surveyed = (year for year in range(first, last + 1) if year not in surveyed)
    return list(missing_ranges({*series.points, *not_surveyed}, first, last))


def range_text(years: range) -> str:
    """As in "2024", or two years with an en dash between them."""
    return f"{years[0]}{EN_DASH}{years[-1]}" if len(years) > 1 else f"{years[0]}"
