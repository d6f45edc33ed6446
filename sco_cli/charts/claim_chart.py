"""The claim on the record: the official series of a country, the levels of a claim, and the years of crossing them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from sco_cli.charts import captions, level_marks, scales, text_width, time_axis
from sco_cli.charts.label_layout import Box, Labels, Point, Stroke, beside_foot, beside_point, beside_rule
from sco_cli.charts.theme import (
    BLUE,
    DIM,
    INK,
    LABEL,
    LEADING,
    PAPER,
    VERMILION,
    Captions,
    Chart,
    Layer,
    Plot,
    compose,
    margin,
    pixel_mark,
    text_layer,
)
from sco_cli.charts.time_axis import Axes
from sco_cli.models import period
from sco_cli.models.factbase import FactBase
from sco_cli.quantities import numerals
from sco_cli.queries import series
from sco_cli.queries.levels import levels_of
from sco_cli.queries.standing import standing_of
from sco_cli.reports.sources import locator_text

if TYPE_CHECKING:
    from sco_cli.models.entities import Metric, Series
    from sco_cli.models.facts import Figure
    from sco_cli.quantities.quantity import Quantity
    from sco_cli.queries.levels import Levels

RING = 7
"""Pixels around a crossing that no label covers."""


def draw(base: FactBase, metric: Metric, figure: Figure, line: Series, width: int) -> Chart:
    """The claim of a figure beside the series of one of its countries."""
    found = levels_of(base, figure)
    given = found.present()
    end_lines = _ending(metric, line, width)
    right = max(text_width.width(text, LABEL) for text in end_lines) + 12 + margin(width)
    stated = [number for _, level in given for number in level_marks.numbers(level)]
    values = [*stated, *(numerals.to_fraction(point) for point in line.points.values())]
    is_open = any(level.interval.high is None for _, level in given)
    span = scales.span_of(metric, values, time_axis.max_values(time_axis.height(width)), is_open=is_open)
    plot = time_axis.plot(width, time_axis.height(width), right, span)
    year = _year(figure)
    crossings = [] if found.value and year else [one for one in series.level_crossings(line, found) if one.crossing]
    axes = Axes.of(plot, list(line.points), span, [at for one in crossings for at in _years_crossed(one)])
    labels = Labels(plot, _obstacles(line, crossings, stated, axes, plot), _across(plot, axes, axes.values))
    for one in crossings:
        x, y = _crossed_at(one, line, axes)
        labels.taken.append(Box(x - RING, y - RING, x + RING, y + RING))
    for name, level in given:
        at = axes.y.at(level_marks.numbers(level)[-1])
        labels.add(_level_text(name, level, year), beside_rule(plot, at), VERMILION[1], bold=True)
    for one in crossings:
        foot = axes.x.at(_years_crossed(one)[-1]), axes.y.at(one.number)
        labels.add(_crossing_text(one), beside_foot(foot) + beside_point(_crossed_at(one, line, axes)), INK)
    layers = [
        *(layer for _, level in given for layer in level_marks.level_layers(level, plot, axes.y)),
        *(_drop(one, line, axes) for one in crossings),
        *time_axis.series_layers(line, axes, BLUE[0]),
        *(_ring(one, line, axes) for one in crossings if _is_on_the_line(one)),
        *labels.layers,
        _end_label(end_lines, plot, axes.point(max(line.points), line.points[max(line.points)])),
    ]
    return compose(_words(base, metric, figure, line, found), plot, layers)


def _ending(metric: Metric, line: Series, width: int) -> list[str]:
    """The label at the end of the line."""
    latest = max(line.points)
    value = series.value_in(metric, line, latest)
    said = f"{value.text() if value else ''} in {latest}"
    return [part for text in ("official series:", said) for part in text_width.wrapped(text, LABEL, width / 6)]


def _level_text(name: str, level: Quantity, year: int | None) -> str:
    if name != "value":
        return f"{name}: {level.text()}"
    return f"claimed: {level.text()}{f' in {year}' if year else ''}"


def _obstacles(
    line: Series, crossings: Sequence[series.LevelCrossing], stated: Sequence[Fraction], axes: Axes, plot: Plot
) -> list[Stroke]:
    """What labels must not stand on: the line, the levels, what leads from the crossings to the axis."""
    feet = [
        ((axes.x.at(year), axes.y.at(one.number)), (axes.x.at(year), plot.height))
        for one in crossings
        for year in _years_crossed(one)
    ]
    return [*time_axis.strokes(line, axes), *_across(plot, axes, stated), *feet]


def _words(base: FactBase, metric: Metric, figure: Figure, line: Series, found: Levels) -> Captions:
    place = base.get(line.country).name
    title = f"{metric.name} in {place}: the claim and the record"
    expected = ", expected" if figure.stage == "planned" else ""
    claim = f"from {found.before.text()} to {found.after.text()}" if found.before and found.after else found.text()
    stated = period.parse_optional(figure.period)
    sentence = series.describe_claim(metric, line, found, stated)
    evidence = captions.stating(figure)
    source = base.get(evidence.source)
    notes = [f"// {year}, a break in the series: {reason}." for year, reason in sorted(line.breaks.items())]
    standing = standing_of(figure)
    subtitle = [f"Claimed: {claim}{expected}. {captions.STANDINGS[standing]}", f"{captions.first_upper(sentence)}."]
    below = [
        *notes,
        f"Claim: {locator_text(base, evidence)}; {captions.licence(source)}.",
        *captions.series_sources(base, [line.source]),
        captions.fact_base(base),
    ]
    description = " ".join([f"{title}. Line chart.", *subtitle, *below])
    return Captions(title, subtitle, metric.unit or "", below, description)


def _year(figure: Figure) -> int | None:
    """The year of a claim that is of one year."""
    stated = period.parse_optional(figure.period)
    return stated.year if stated else None


def _crossing_text(one: series.LevelCrossing) -> str:
    assert one.crossing  # asked for those that cross
    return one.crossing.passing_text() if one.passing else one.crossing.text()


def _years_crossed(one: series.LevelCrossing) -> list[int]:
    """The year in which a level is passed, or the two between which it is crossed."""
    assert one.crossing  # asked for those that cross
    is_one = one.crossing.first == one.crossing.last or (one.passing and one.crossing.is_within_a_year)
    return [one.crossing.last] if is_one else [one.crossing.first, one.crossing.last]


def _crossed_at(one: series.LevelCrossing, line: Series, axes: Axes) -> Point:
    """Where the line meets the level; on the way from one value to the next."""
    found = one.crossing
    assert found
    before, after = (numerals.to_fraction(line.points[year]) for year in (found.first, found.last))
    share = (found.number - before) / (after - before) if after != before else Fraction(0)
    return axes.x.at(found.first + share * (found.last - found.first)), axes.y.at(found.number)


def _drop(one: series.LevelCrossing, line: Series, axes: Axes) -> Layer:
    """The years of a crossing, led down to the axis: a band between two, a line for the one in which it is passed."""
    found = one.crossing
    assert found
    y = axes.y.at(found.number)
    left, *right = (axes.x.at(year) for year in _years_crossed(one))
    if right:
        return pixel_mark("rect", x=left, x2=right[0], y=y, y2=axes.y.start, color=DIM, opacity=0.18)
    y = axes.y.at(numerals.to_fraction(line.points[found.last]))
    return pixel_mark("rule", x=left, x2=left, y=y, y2=axes.y.start, stroke=DIM, strokeWidth=1.2)


def _is_on_the_line(one: series.LevelCrossing) -> bool:
    """Whether the line is drawn where it crosses the level: not in a gap, and not in a break."""
    found = one.crossing
    return bool(found and (found.is_within_a_year or found.first == found.last))


def _ring(one: series.LevelCrossing, line: Series, axes: Axes) -> Layer:
    x, y = _crossed_at(one, line, axes)
    style = {"shape": "circle", "size": 70, "fill": PAPER, "stroke": VERMILION[0], "strokeWidth": 2, "opacity": 1}
    return pixel_mark("point", x=x, y=y, **style)


def _end_label(lines: Sequence[str], plot: Plot, point: Point) -> Layer:
    """The last value, beside the end of its line, and never below the axis."""
    height = len(lines) * round(LABEL * LEADING)
    top = max(0.0, min(point[1] - height / 2, plot.height - height))
    return text_layer(lines, point[0] + 9, top, color=BLUE[1])


def _across(plot: Plot, axes: Axes, values: Iterable[Any]) -> list[Stroke]:
    """Strokes from side to side, at these values."""
    return [((0, y), (plot.width, y)) for y in (axes.y.at(Fraction(value)) for value in values)]
