"""The claim on the record: a country's official series, the claim's levels, the years in which the one crosses the other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from sco_cli import citation, comparison, numerals, period, series
from sco_cli.charts import levels, measuring, scales, words, years
from sco_cli.charts.placing import Box, Point, Stroke, first_free
from sco_cli.charts.theme import (
    BLUE,
    DIM,
    INK,
    LABEL,
    LEADING,
    PAPER,
    VERMILION,
    Layer,
    Picture,
    Plot,
    Words,
    fixed,
    margin,
    page,
    writing,
)
from sco_cli.charts.years import Axes
from sco_cli.factbase import FactBase

if TYPE_CHECKING:
    from sco_cli.comparison import Levels
    from sco_cli.models import Figure, Metric, Series
    from sco_cli.quantity import Quantity

CLEAR = 5
"""Pixels that labels keep from what they stand beside."""
ROOMS = (400.0, 170.0, 120.0, 95.0)
"""Pixels in which a label is set, in ever more lines."""

Corner = tuple[Point, int, int]
"""A point, and on which side of it a box lies: -1 is left or above, 1 right or below."""


def picture(base: FactBase, metric: Metric, figure: Figure, line: Series, width: int) -> Picture:
    """The claim of a figure beside the series of one of its countries."""
    found = comparison.levels(base, figure)
    given = [(name, level) for name in ("before", "after", "value") if (level := getattr(found, name))]
    latest = max(line.points)
    ending = f"{_said(metric, line, latest)} in {latest}"
    end_lines = [*measuring.wrapped("official series:", LABEL, width / 6), *measuring.wrapped(ending, LABEL, width / 6)]
    right = max(measuring.width(text, LABEL) for text in end_lines) + 12 + margin(width)
    plot = Plot(width, 340 if width < 600 else 400, margin(width) + 34, round(right))
    stated = [number for _, level in given for number in levels.numbers(level)]
    values = [*stated, *(numerals.exact(point) for point in line.points.values())]
    is_open = any(level.interval.high is None for _, level in given)
    year = _year(figure)
    crossings = [] if found.value and year else [one for one in series.reached(line, found) if one.crossing]
    marked = [at for one in crossings for at in _years_crossed(one)]
    span = scales.span_of(metric, values, int(plot.height // 50), is_open=is_open)
    axes = Axes.of(plot, list(line.points), span, marked)
    layers = [layer for _, level in given for layer in levels.drawn(level, plot, axes.y)]
    layers += [_drop(one, line, axes) for one in crossings]
    layers += years.drawn(line, axes, BLUE[0])
    layers += [_ring(one, line, axes) for one in crossings]
    feet = [
        ((axes.x.at(year), axes.y.at(one.number)), (axes.x.at(year), plot.height))
        for one in crossings
        for year in _years_crossed(one)
    ]
    strokes = [*years.strokes(line, axes), *_across(plot, axes, stated), *feet]
    labels = _Labels(plot, strokes, _across(plot, axes, axes.values))
    end = _end_label(end_lines, plot, axes.point(latest, line.points[latest]))
    for name, level in given:
        at = axes.y.at(levels.numbers(level)[-1])
        label = f"{'claimed' if name == 'value' else name}: {level.text()}{f' ({year})' if name == 'value' and year else ''}"
        labels.add(label, _beside_rule(plot, at), VERMILION[1], bold=True)
    for one in crossings:
        foot = axes.x.at(_years_crossed(one)[-1]), axes.y.at(one.number)
        corners = _beside_foot(foot) + _beside_point(_crossed_at(one, line, axes))
        labels.add(_crossing_text(one), corners, INK)
    sentence = series.says(metric, line, found, period.parse(figure.period) if figure.period else None)
    return page(_words(base, metric, figure, line, found, sentence), plot, [*layers, *labels.layers, end])


def _words(base: FactBase, metric: Metric, figure: Figure, line: Series, found: Levels, sentence: str) -> Words:
    place = base.get(line.country).name
    title = f"{metric.name} in {place}: the claim and the record"
    expected = ", expected" if figure.stage == "planned" else ""
    claim = f"from {found.before.text()} to {found.after.text()}" if found.before and found.after else found.text()
    evidence = words.stating(figure)
    source = base.get(evidence.source)
    notes = [f"// {year}, a break in the series: {reason}." for year, reason in sorted(line.breaks.items())]
    standing = comparison.standing(figure)
    subtitle = [f"Claimed: {claim}{expected}. {words.STANDINGS[standing]}", f"{words.first_upper(sentence)}."]
    below = [
        *notes,
        f"Claim: {citation.pinpoint(base, evidence)}; {words.licence(source)}.",
        *words.series_sources(base, [line.source]),
        words.fact_base(base),
    ]
    description = " ".join([f"{title}. Line chart.", *subtitle, *below])
    return Words(title, subtitle, metric.unit or "", below, description)


def _year(figure: Figure) -> int | None:
    """The year of a claim that is of one year."""
    stated = period.parse(figure.period) if figure.period else None
    return stated.first.year if stated and stated.first.year == stated.last.year else None


def _said(metric: Metric, line: Series, year: int) -> str:
    value: Quantity | None = series.value_in(metric, line, year)
    return value.text() if value else ""


def _crossing_text(one: series.Reached) -> str:
    assert one.crossing  # asked for those that cross
    return one.crossing.passing_text() if one.passing else one.crossing.text()


def _years_crossed(one: series.Reached) -> list[int]:
    """The year in which a level is passed, or the two between which it is crossed."""
    assert one.crossing  # asked for those that cross
    is_one = one.crossing.first == one.crossing.last or (one.passing and one.crossing.is_within_a_year)
    return [one.crossing.last] if is_one else [one.crossing.first, one.crossing.last]


def _crossed_at(one: series.Reached, line: Series, axes: Axes) -> Point:
    """Where the line meets the level; on the way from one value to the next."""
    found = one.crossing
    assert found
    before, after = (numerals.exact(line.points[year]) for year in (found.first, found.last))
    share = (found.number - before) / (after - before) if after != before else Fraction(0)
    return axes.x.at(found.first + share * (found.last - found.first)), axes.y.at(found.number)


def _drop(one: series.Reached, line: Series, axes: Axes) -> Layer:
    """The years of a crossing, led down to the axis: a band between two, a line for the one in which it is passed."""
    found = one.crossing
    assert found
    y = axes.y.at(found.number)
    left, *right = (axes.x.at(year) for year in _years_crossed(one))
    if right:
        return fixed("rect", x=left, x2=right[0], y=y, y2=axes.y.start, color=DIM, opacity=0.18)
    y = axes.y.at(numerals.exact(line.points[found.last]))
    return fixed("rule", x=left, x2=left, y=y, y2=axes.y.start, stroke=DIM, strokeWidth=1.2)


def _ring(one: series.Reached, line: Series, axes: Axes) -> Layer:
    x, y = _crossed_at(one, line, axes)
    style = {"shape": "circle", "size": 70, "fill": PAPER, "stroke": VERMILION[0], "strokeWidth": 2, "opacity": 1}
    return fixed("point", x=x, y=y, **style)


def _end_label(lines: Sequence[str], plot: Plot, point: Point) -> Layer:
    """The last value, beside the end of its line, and never below the axis."""
    height = len(lines) * round(LABEL * LEADING)
    top = max(0.0, min(point[1] - height / 2, plot.height - height))
    return writing(lines, point[0] + 9, top, color=BLUE[1])


@dataclass
class _Labels:
    """Labels in a plot: each stands where it covers nothing, or is left to the sentence above the plot."""

    plot: Plot
    strokes: list[Stroke]
    grid: list[Stroke]  # to be kept clear of where there is a choice
    taken: list[Box] = field(default_factory=list)
    layers: list[Layer] = field(default_factory=list)

    def add(self, text: str, corners: Sequence[Corner], color: str, *, bold: bool = False) -> None:
        """Write the text at the first of the places that is free, in one line or, where that is too long, in more."""
        within = Box(0, 0, self.plot.width, self.plot.height)
        ways = {}
        for corner in corners:
            for room in ROOMS:
                lines = measuring.wrapped(text, LABEL, room, bold=bold)
                widest = max(measuring.width(one, LABEL, bold=bold) for one in lines)
                ways[_box(corner, widest, len(lines) * round(LABEL * LEADING))] = lines
        for strokes in ([*self.strokes, *self.grid], self.strokes):
            box = first_free(ways, within, self.taken, strokes)
            if box:
                self.taken.append(box)
                self.layers.append(writing(ways[box], box.left, box.top, color=color, bold=bold))
                return


def _box(corner: Corner, width: float, height: float) -> Box:
    """A box of that size with the corner."""
    (x, y), across, down = corner
    left = x if across > 0 else x - width
    top = y if down > 0 else y - height
    return Box(left, top, left + width, top + height)


def _across(plot: Plot, axes: Axes, values: Iterable[Any]) -> list[Stroke]:
    """Strokes from side to side, at these values."""
    return [((0, y), (plot.width, y)) for y in (axes.y.at(Fraction(value)) for value in values)]


def _beside_rule(plot: Plot, y: float) -> list[Corner]:
    """Above or below a rule, at its left end, its right end, or along it."""
    steps = [plot.width * share for share in (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6)]
    above = [((x + 2, y - 2), 1, -1) for x in steps]
    return above + [((x + 2, y + 3), 1, 1) for x in steps] + [((plot.width, y - 2), -1, -1)]


def _beside_foot(point: Point) -> list[Corner]:
    """Right of what leads down to the axis, below the level: where a line that rises leaves room."""
    return [((point[0] + CLEAR + 1, point[1] + down), 1, 1) for down in (CLEAR, 16, 28, 40)]


def _beside_point(point: Point) -> list[Corner]:
    """Right below a point, where a rising line leaves room, else right above, left above, left below, and farther."""
    x, y = point
    places: list[Corner] = []
    for away in (CLEAR + 3, 24, 44, 70):
        for across, down in ((1, 1), (1, -1), (-1, -1), (-1, 1)):
            places.append(((x + across * away, y + down * (CLEAR + away / 3)), across, down))
    return places
