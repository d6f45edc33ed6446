"""One claim beside an official series: the line of a country, the claimed levels, and the years of crossing them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from sco_cli.charts import captions, other_claims, text_width, theme
from sco_cli.charts.captions import Captions
from sco_cli.charts.label_layout import (
    Box,
    LabelPlacer,
    Point,
    Segment,
    anchors_along_rule,
    anchors_around_point,
    anchors_beside_drop,
    anchors_close_to,
)
from sco_cli.charts.level_marks import level_rule_layers
from sco_cli.charts.line_styles import country_color
from sco_cli.charts.other_claims import DatedClaim
from sco_cli.charts.scale_type import ScaleType
from sco_cli.charts.theme import Color
from sco_cli.charts.time_plot import TimePlot, default_height, leader_layer, line_segments, series_layers, survey_notes
from sco_cli.charts.vega_lite import Chart, Layer, compose, pixel_mark, text_layer
from sco_cli.errors import BadRequest
from sco_cli.models import period
from sco_cli.models.factbase import FactBase
from sco_cli.quantities import number_format
from sco_cli.queries.levels import levels_of
from sco_cli.queries.series import describe_claim, gaps, level_crossings, range_text, survey_years, value_in
from sco_cli.queries.standing import standing_of
from sco_cli.queries.year_range import ALL_YEARS, YearRange
from sco_cli.reports.sources import locator_text
from sco_cli.text import count_noun

if TYPE_CHECKING:
    from sco_cli.models.entities import Metric, Series
    from sco_cli.models.facts import Figure
    from sco_cli.quantities.quantity import Quantity
    from sco_cli.queries.levels import Levels
    from sco_cli.queries.series import Crossing, SurveyYears

CROSSING_RADIUS = 7
"""Pixels around a crossing that no label covers."""
DIAMOND_RADIUS = 6
"""Pixels around the diamond of another claim that no label covers."""


def draw(
    base: FactBase,
    metric: Metric,
    figure: Figure,
    whole_series: Series,
    width: int,
    scale: ScaleType = "linear",
    *,
    others: Sequence[Figure] = (),
    years: YearRange = ALL_YEARS,
) -> Chart:
    """The chart of a figure's claim and the series of one of its countries, of which only these years are drawn.

    `others` are the other claims: those about a single year are drawn too, and all are named in the footnotes. Raises
    BadRequest if the series has no value in the years, or if the scale is logarithmic and a level or a value is 0 or
    below.
    """
    series = years.clip(whole_series)
    if series is None:
        series_name = f"the official series of {metric.id} for {whole_series.country}"
        raise BadRequest(f"{series_name} has no value in the selected years ({years.text()})")
    levels = levels_of(base, figure)
    dated = other_claims.dated_claims(base, others, years)
    quantities = [*(level for _, level in levels.present()), *(claim.level for claim in dated)]
    numbers = [number for level in quantities for number in level.stated_values]
    end_label = _end_label_lines(metric, series, width)
    crossings = _crossings_shown(metric, figure, levels, whole_series, series)
    color = country_color(base, series.country)
    surveys = survey_years(line for line in base.series if line.metric == metric.id)
    plot = TimePlot.fit(
        metric,
        [*numbers, *map(number_format.to_fraction, series.points.values())],
        [*series.points, *(claim.year for claim in dated)],
        page_width=width,
        height=default_height(width),
        right=max(text_width.measure(line, theme.LABEL_SIZE) for line in end_label) + 12 + theme.margin(width),
        scale=scale,
        is_open=any(level.interval.high is None for level in quantities),
        labelled_years=[year for shown in crossings for year in shown.years],
    )
    layers = [
        *(layer for _, level in levels.present() for layer in level_rule_layers(level, plot.area, plot.y)),
        *(_drop_layer(shown, series, plot) for shown in crossings),
        *series_layers(series, plot, color.mark, surveys),
        *(_ring_layer(shown, series, plot) for shown in crossings if shown.is_on_line),
        *(layer for claim in dated for layer in claim.layers(plot)),
        *_label_layers(figure, levels, series, crossings, dated, plot),
        *_end_label_layers(end_label, series, plot, color),
    ]
    texts = _captions(base, metric, figure, whole_series, levels, scale)
    notes = [
        *_break_notes(series),
        *_gap_notes(series, surveys),
        *survey_notes([series], surveys),
        *other_claims.footnotes(base, others, dated, series.country),
    ]
    return compose(replace(texts, footnotes=[*notes, *texts.footnotes]), plot.area, layers)


@dataclass(frozen=True, slots=True)
class ShownCrossing:
    """A crossing of the series and a claimed level; `is_target` unless that is the level before.

    The label has it in words: "rises past 70% in 2020".
    """

    crossing: Crossing
    is_target: bool
    label: str

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


def _crossings_shown(
    metric: Metric, figure: Figure, levels: Levels, whole_series: Series, drawn: Series
) -> list[ShownCrossing]:
    """The crossings of the claimed levels between years that are drawn.

    There are none for a value of one year, which is compared with that year only.
    """
    if levels.value and _claimed_year(figure):
        return []
    return [
        ShownCrossing(crossing, level_crossing.is_target, crossing.text(metric, is_target=level_crossing.is_target))
        for level_crossing in level_crossings(whole_series, levels)
        if (crossing := level_crossing.crossing) and {crossing.first, crossing.last} <= drawn.points.keys()
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
        return pixel_mark(
            "rect", x=left, x2=right[0], y=top, y2=plot.area.height, color=theme.MUTED_COLOR, opacity=0.18
        )
    top = plot.y.pixel(series.points[shown.crossing.last])
    return pixel_mark("rule", x=left, x2=left, y=top, y2=plot.area.height, stroke=theme.MUTED_COLOR, strokeWidth=1.2)


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
    figure: Figure,
    levels: Levels,
    series: Series,
    crossings: Sequence[ShownCrossing],
    dated: Sequence[DatedClaim],
    plot: TimePlot,
) -> list[Layer]:
    """The labels of the levels, of the crossings and of the other claims."""
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
        placer.occupied.append(Box.around(x, y, CROSSING_RADIUS))
    placer.occupied += [Box.around(*claim.point(plot), DIAMOND_RADIUS) for claim in dated]
    for name, level in levels.present():
        anchors = anchors_along_rule(plot.area, plot.y.pixel(level.stated_values[-1]))
        placer.add(_level_text(name, level, _claimed_year(figure)), anchors, theme.CLAIM_COLOR.text, bold=True)
    for shown in crossings:
        drop_top = plot.x.pixel(shown.years[-1]), plot.y.pixel(shown.crossing.number)
        anchors = anchors_beside_drop(drop_top) + anchors_around_point(shown.point(series, plot))
        placer.add(shown.label, anchors, theme.TEXT_COLOR)
    for claim in dated:
        placer.add(claim.label, anchors_close_to(claim.point(plot)), theme.CLAIM_COLOR.text)
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


def _end_label_layers(lines: Sequence[str], series: Series, plot: TimePlot, color: Color) -> list[Layer]:
    """The label, centred beside the end of the line as far as it stays within the height of the plot.

    If the plot goes on after the line, because a claim is about a later year, a thin line connects the two.
    """
    x, y = plot.last_point(series)
    height = len(lines) * theme.line_height(theme.LABEL_SIZE)
    top = max(0.0, min(y - height / 2, plot.area.height - height))
    label = text_layer(lines, plot.area.width + 9, top, color=color.text)
    if x > plot.area.width - 1:
        return [label]
    return [leader_layer((x + 4, y), (plot.area.width + 7, top + height / 2)), label]


def _break_notes(series: Series) -> list[str]:
    """The reasons for the breaks in the series, a sentence for each of the first ones."""
    breaks = sorted(series.breaks.items())
    notes = [f"// {year}, break in the series: {reason}." for year, reason in breaks[: captions.MAX_LISTED]]
    more = len(breaks) - len(notes)
    return [*notes, f"// {count_noun(more, 'more break')} in the series."] if more else notes


def _gap_notes(series: Series, surveys: SurveyYears) -> list[str]:
    years = [range_text(years) for years in gaps(series, surveys)]
    return [f"Gaps (years without a value): {captions.name_first(years)}."] if years else []


def _captions(
    base: FactBase, metric: Metric, figure: Figure, series: Series, levels: Levels, scale: ScaleType
) -> Captions:
    evidence = captions.stating_evidence(figure)
    forecast = ", forecast" if figure.stage == "planned" else ""
    standing = captions.STANDING_SENTENCES[standing_of(base, figure)]
    comparison = describe_claim(metric, series, levels, period.parse_optional(figure.period))
    return Captions(
        title=f"{metric.name} in {base.country(series.country).name}: claim and official series",
        subtitles=[
            f"Claimed: {levels.sentence_text()}{forecast}. {standing}",
            f"{captions.capitalize_first(comparison)}.",
        ],
        unit=captions.axis_text(metric.unit or "", scale),
        footnotes=[
            f"Claim: {locator_text(base, evidence)}; {captions.licence_text(base.source(evidence.source))}.",
            *captions.series_source_notes(base, [series.source]),
            captions.fact_base_note(base),
        ],
        summary=f"{captions.chart_type('Line chart', scale)}.",
    )
