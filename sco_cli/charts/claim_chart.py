"""One claim beside an official series: the line of a country, the claimed levels, and the years of crossing them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from sco_cli.charts import captions, text_width, theme
from sco_cli.charts.captions import Captions
from sco_cli.charts.label_layout import (
    Box,
    LabelPlacer,
    Point,
    Segment,
    anchors_along_rule,
    anchors_around_point,
    anchors_beside_drop,
)
from sco_cli.charts.level_marks import level_rule_layers
from sco_cli.charts.scale_type import ScaleType
from sco_cli.charts.time_plot import TimePlot, default_height, line_segments, series_layers
from sco_cli.charts.vega_lite import Chart, Layer, compose, pixel_mark, text_layer
from sco_cli.models import period
from sco_cli.models.factbase import FactBase
from sco_cli.quantities import number_format
from sco_cli.queries.levels import levels_of
from sco_cli.queries.series import describe_claim, level_crossings, value_in
from sco_cli.queries.standing import standing_of
from sco_cli.reports.sources import locator_text
from sco_cli.text import count_noun

if TYPE_CHECKING:
    from sco_cli.models.entities import Metric, Series
    from sco_cli.models.facts import Figure
    from sco_cli.quantities.quantity import Quantity
    from sco_cli.queries.levels import Levels
    from sco_cli.queries.series import Crossing

CROSSING_RADIUS = 7
"""Pixels around a crossing that no label covers."""


def draw(
    base: FactBase, metric: Metric, figure: Figure, series: Series, width: int, scale: ScaleType = "linear"
) -> Chart:
    """The chart of a figure's claim and the series of one of its countries.

    Raises BadRequest if the scale is logarithmic and a level or a value is 0 or below.
    """
    levels = levels_of(base, figure)
    numbers = levels.stated_values()
    end_label = _end_label_lines(metric, series, width)
    crossings = _crossings_shown(figure, levels, series)
    plot = TimePlot.fit(
        metric,
        [*numbers, *map(number_format.to_fraction, series.points.values())],
        series.points,
        page_width=width,
        height=default_height(width),
        right=max(text_width.measure(line, theme.LABEL_SIZE) for line in end_label) + 12 + theme.margin(width),
        scale=scale,
        is_open=any(level.interval.high is None for _, level in levels.present()),
        labelled_years=[year for shown in crossings for year in shown.years],
    )
    layers = [
        *(layer for _, level in levels.present() for layer in level_rule_layers(level, plot.area, plot.y)),
        *(_drop_layer(shown, series, plot) for shown in crossings),
        *series_layers(series, plot, theme.SERIES_COLOR.mark),
        *(_ring_layer(shown, series, plot) for shown in crossings if shown.is_on_line),
        *_label_layers(figure, levels, series, crossings, plot),
        _end_label_layer(end_label, series, plot),
    ]
    return compose(_captions(base, metric, figure, series, levels, scale), plot.area, layers)


@dataclass(frozen=True, slots=True)
class ShownCrossing:
    """A crossing of the series and a claimed level; `is_target` unless that is the level before."""

    crossing: Crossing
    is_target: bool

    @property
    def label(self) -> str:
        """The crossing in words: "passes 70 in 2020", "crosses 43 between 2016 and 2017"."""
        return self.crossing.passing_text() if self.is_target else self.crossing.text()

    @property
    def years(self) -> list[int]:
        """The year in which the level is passed, or the two years between which the series crosses it."""
        first, last = self.crossing.first, self.crossing.last
        is_one_year = first == last or (self.is_target and self.crossing.is_within_a_year)
        return [last] if is_one_year else [first, last]

    @property
    def is_on_line(self) -> bool:
        """Whether the line is drawn where it crosses the level: not in a gap or at a break."""
        return self.crossing.is_within_a_year or self.crossing.first == self.crossing.last

    def point(self, series: Series, plot: TimePlot) -> Point:
        """The pixel where the line meets the level, interpolated between the two values."""
        first, last, number = self.crossing.first, self.crossing.last, self.crossing.number
        before, after = (plot.y.share(series.points[year]) for year in (first, last))
        share = (plot.y.share(number) - before) / (after - before) if after != before else Fraction(0)
        return plot.x.pixel(first + share * (last - first)), plot.y.pixel(number)


def _crossings_shown(figure: Figure, levels: Levels, series: Series) -> list[ShownCrossing]:
    """The crossings of the claimed levels; none for a value of one year, which is compared with that year only."""
    if levels.value and _claimed_year(figure):
        return []
    return [
        ShownCrossing(level_crossing.crossing, level_crossing.is_target)
        for level_crossing in level_crossings(series, levels)
        if level_crossing.crossing
    ]


def _claimed_year(figure: Figure) -> int | None:
    """The year of a claim about a single year."""
    stated = period.parse_optional(figure.period)
    return stated.year if stated else None


def _drop_layer(shown: ShownCrossing, series: Series, plot: TimePlot) -> Layer:
    """The connection from a crossing down to the axis: a band between two years, a line for a single one."""
    left, *right = (plot.x.pixel(year) for year in shown.years)
    if right:
        top = plot.y.pixel(shown.crossing.number)
        return pixel_mark("rect", x=left, x2=right[0], y=top, y2=plot.y.start, color=theme.MUTED_COLOR, opacity=0.18)
    top = plot.y.pixel(series.points[shown.crossing.last])
    return pixel_mark("rule", x=left, x2=left, y=top, y2=plot.y.start, stroke=theme.MUTED_COLOR, strokeWidth=1.2)


def _ring_layer(shown: ShownCrossing, series: Series, plot: TimePlot) -> Layer:
    x, y = shown.point(series, plot)
    return pixel_mark(
        "point",
        x=x,
        y=y,
        shape="circle",
        size=70,
        fill=theme.BACKGROUND,
        stroke=theme.CLAIM_COLOR.mark,
        strokeWidth=2,
        opacity=1,
    )


def _label_layers(
    figure: Figure, levels: Levels, series: Series, crossings: Sequence[ShownCrossing], plot: TimePlot
) -> list[Layer]:
    """The labels of the levels and of the crossings."""
    drops = [
        ((x, plot.y.pixel(shown.crossing.number)), (x, plot.area.height))
        for shown in crossings
        for x in map(plot.x.pixel, shown.years)
    ]
    placer = LabelPlacer(
        plot.area,
        lines=[*line_segments(series, plot), *_horizontal_segments(plot, levels.stated_values()), *drops],
        gridlines=_horizontal_segments(plot, plot.y.ticks),
    )
    for shown in crossings:
        x, y = shown.point(series, plot)
        placer.occupied.append(Box(x - CROSSING_RADIUS, y - CROSSING_RADIUS, x + CROSSING_RADIUS, y + CROSSING_RADIUS))
    for name, level in levels.present():
        anchors = anchors_along_rule(plot.area, plot.y.pixel(level.stated_values[-1]))
        placer.add(_level_text(name, level, _claimed_year(figure)), anchors, theme.CLAIM_COLOR.text, bold=True)
    for shown in crossings:
        drop_top = plot.x.pixel(shown.years[-1]), plot.y.pixel(shown.crossing.number)
        anchors = anchors_beside_drop(drop_top) + anchors_around_point(shown.point(series, plot))
        placer.add(shown.label, anchors, theme.TEXT_COLOR)
    return placer.layers


def _horizontal_segments(plot: TimePlot, values: Collection[Fraction]) -> list[Segment]:
    """Lines across the whole plot at these values."""
    return [((0, y), (plot.area.width, y)) for y in map(plot.y.pixel, values)]


def _level_text(name: str, level: Quantity, year: int | None) -> str:
    if name != "value":
        return f"{name}: {level.text()}"
    return f"claimed: {level.text()}{f' in {year}' if year else ''}"


def _end_label_lines(metric: Metric, series: Series, page_width: int) -> list[str]:
    """The label at the end of the line, with the last value."""
    last = max(series.points)
    value = value_in(metric, series, last)
    paragraphs = ("official series:", f"{value.text() if value else ''} in {last}")
    return [line for text in paragraphs for line in text_width.wrap(text, theme.LABEL_SIZE, page_width / 6)]


def _end_label_layer(lines: Sequence[str], series: Series, plot: TimePlot) -> Layer:
    """The label, centred beside the end of the line as far as it stays within the height of the plot."""
    x, y = plot.last_point(series)
    height = len(lines) * theme.line_height(theme.LABEL_SIZE)
    top = max(0.0, min(y - height / 2, plot.area.height - height))
    return text_layer(lines, x + 9, top, color=theme.SERIES_COLOR.text)


def _break_notes(series: Series) -> list[str]:
    """The reasons for the breaks in the series, a sentence for each of the first ones."""
    breaks = sorted(series.breaks.items())
    notes = [f"// {year}, a break in the series: {reason}." for year, reason in breaks[: captions.MAX_LISTED]]
    more = len(breaks) - len(notes)
    return [*notes, f"// {count_noun(more, 'more break')} in the series."] if more else notes


def _captions(
    base: FactBase, metric: Metric, figure: Figure, series: Series, levels: Levels, scale: ScaleType
) -> Captions:
    evidence = captions.stating_evidence(figure)
    expected = ", expected" if figure.stage == "planned" else ""
    standing = captions.STANDING_SENTENCES[standing_of(base, figure)]
    comparison = describe_claim(metric, series, levels, period.parse_optional(figure.period))
    return Captions(
        title=f"{metric.name} in {base.country(series.country).name}: the claim and the record",
        subtitles=[
            f"Claimed: {levels.sentence_text()}{expected}. {standing}",
            f"{captions.capitalize_first(comparison)}.",
        ],
        unit=captions.axis_text(metric.unit or "", scale),
        footnotes=[
            *_break_notes(series),
            f"Claim: {locator_text(base, evidence)}; {captions.licence_text(base.source(evidence.source))}.",
            *captions.series_source_notes(base, [series.source]),
            captions.fact_base_note(base),
        ],
        summary=f"{captions.chart_type('Line chart', scale)}.",
    )
