"""The claim on the record: the official series of a country, the levels of a claim, and the years of crossing them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from sco_cli import citation, comparison, numerals, period, series
from sco_cli.charts import levels, measuring, scales, words, years
from sco_cli.charts.labels import Labels, beside_foot, beside_point, beside_rule
from sco_cli.charts.placing import Box, Point, Stroke
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

RING = 7
"""Pixels around a crossing that no label covers."""


def picture(base: FactBase, metric: Metric, figure: Figure, line: Series, width: int) -> Picture:
    """The claim of a figure beside the series of one of its countries."""
    found = comparison.levels(base, figure)
    given = found.given()
    end_lines = _ending(metric, line, width)
    right = max(measuring.width(text, LABEL) for text in end_lines) + 12 + margin(width)
    stated = [number for _, level in given for number in levels.numbers(level)]
    values = [*stated, *(numerals.exact(point) for point in line.points.values())]
    is_open = any(level.interval.high is None for _, level in given)
    span = scales.span_of(metric, values, years.most_values(years.height(width)), is_open=is_open)
    plot = years.plot(width, years.height(width), right, span)
    year = _year(figure)
    crossings = [] if found.value and year else [one for one in series.reached(line, found) if one.crossing]
    axes = Axes.of(plot, list(line.points), span, [at for one in crossings for at in _years_crossed(one)])
    labels = Labels(plot, _obstacles(line, crossings, stated, axes, plot), _across(plot, axes, axes.values))
    for one in crossings:
        x, y = _crossed_at(one, line, axes)
        labels.taken.append(Box(x - RING, y - RING, x + RING, y + RING))
    for name, level in given:
        at = axes.y.at(levels.numbers(level)[-1])
        labels.add(_level_text(name, level, year), beside_rule(plot, at), VERMILION[1], bold=True)
    for one in crossings:
        foot = axes.x.at(_years_crossed(one)[-1]), axes.y.at(one.number)
        labels.add(_crossing_text(one), beside_foot(foot) + beside_point(_crossed_at(one, line, axes)), INK)
    layers = [
        *(layer for _, level in given for layer in levels.drawn(level, plot, axes.y)),
        *(_drop(one, line, axes) for one in crossings),
        *years.drawn(line, axes, BLUE[0]),
        *(_ring(one, line, axes) for one in crossings if _is_on_the_line(one)),
        *labels.layers,
        _end_label(end_lines, plot, axes.point(max(line.points), line.points[max(line.points)])),
    ]
    return page(_words(base, metric, figure, line, found), plot, layers)


def _ending(metric: Metric, line: Series, width: int) -> list[str]:
    """The label at the end of the line."""
    latest = max(line.points)
    value = series.value_in(metric, line, latest)
    said = f"{value.text() if value else ''} in {latest}"
    return [part for text in ("official series:", said) for part in measuring.wrapped(text, LABEL, width / 6)]


def _level_text(name: str, level: Quantity, year: int | None) -> str:
    if name != "value":
        return f"{name}: {level.text()}"
    return f"claimed: {level.text()}{f' in {year}' if year else ''}"


def _obstacles(
    line: Series, crossings: Sequence[series.Reached], stated: Sequence[Fraction], axes: Axes, plot: Plot
) -> list[Stroke]:
    """What labels must not stand on: the line, the levels, what leads from the crossings to the axis."""
    feet = [
        ((axes.x.at(year), axes.y.at(one.number)), (axes.x.at(year), plot.height))
        for one in crossings
        for year in _years_crossed(one)
    ]
    return [*years.strokes(line, axes), *_across(plot, axes, stated), *feet]


def _words(base: FactBase, metric: Metric, figure: Figure, line: Series, found: Levels) -> Words:
    place = base.get(line.country).name
    title = f"{metric.name} in {place}: the claim and the record"
    expected = ", expected" if figure.stage == "planned" else ""
    claim = f"from {found.before.text()} to {found.after.text()}" if found.before and found.after else found.text()
    stated = period.stated(figure.period)
    sentence = series.says(metric, line, found, stated)
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
    stated = period.stated(figure.period)
    return stated.year if stated else None


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


def _is_on_the_line(one: series.Reached) -> bool:
    """Whether the line is drawn where it crosses the level: not in a gap, and not in a break."""
    found = one.crossing
    return bool(found and (found.is_within_a_year or found.first == found.last))


def _ring(one: series.Reached, line: Series, axes: Axes) -> Layer:
    x, y = _crossed_at(one, line, axes)
    style = {"shape": "circle", "size": 70, "fill": PAPER, "stroke": VERMILION[0], "strokeWidth": 2, "opacity": 1}
    return fixed("point", x=x, y=y, **style)


def _end_label(lines: Sequence[str], plot: Plot, point: Point) -> Layer:
    """The last value, beside the end of its line, and never below the axis."""
    height = len(lines) * round(LABEL * LEADING)
    top = max(0.0, min(point[1] - height / 2, plot.height - height))
    return writing(lines, point[0] + 9, top, color=BLUE[1])


def _across(plot: Plot, axes: Axes, values: Iterable[Any]) -> list[Stroke]:
    """Strokes from side to side, at these values."""
    return [((0, y), (plot.width, y)) for y in (axes.y.at(Fraction(value)) for value in values)]
