"""A plot of official series over years: its scales, and the lines with their gaps and breaks."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from sco_cli.charts import captions, theme
from sco_cli.charts.label_layout import Point, Segment
from sco_cli.charts.scale_type import ScaleType
from sco_cli.charts.scales import Scale, round_step
from sco_cli.charts.vega_lite import Layer, PlotArea, data_layer, pixel_mark
from sco_cli.models.json_values import JsonRecord
from sco_cli.quantities import number_format
from sco_cli.quantities.quantity import is_rank
from sco_cli.queries.series import SurveyYears, gaps, is_broken

if TYPE_CHECKING:
    from sco_cli.models.entities import Metric, Series

BREAK_SHAPE = "M-0.55,0.8L-0.05,-0.8M0.05,0.8L0.55,-0.8"
"""Two slanted strokes across a line, the usual mark of a break, as an SVG path."""
BREAK_SIZE = 110
"""Area of the mark of a break in square pixels."""
BREAK_DISTANCE = 8
"""Pixels from the mark of a break to the first value after it."""
YEAR_SPACING = 38
"""Least distance in pixels between two labelled years."""
VALUE_SPACING = 50
"""Least distance in pixels between two labelled values."""


@dataclass(frozen=True, slots=True)
class TimePlot:
    """A plot with a scale of years and a scale of values."""

    area: PlotArea
    x: Scale
    y: Scale

    @classmethod
    def fit(
        cls,
        metric: Metric,
        values: Collection[Fraction],
        years: Collection[int],
        *,
        page_width: int,
        height: float,
        right: float,
        scale: ScaleType = "linear",
        is_open: bool = False,
        labelled_years: Sequence[int] = (),
    ) -> TimePlot:
        """A plot in which these values and years fit; its left edge leaves space for the labels of values.

        `right` is its distance from the right edge of the page in pixels. For `is_open`, see `scales.value_range`.
        If `labelled_years` are given, they are labelled instead of round years. The first of ranks is at the top.
        """
        bottom, top = (0.0, height) if is_rank(metric.unit or "") else (height, 0.0)
        y = Scale.of_metric(metric, values, bottom, top, VALUE_SPACING, type_=scale, is_open=is_open)
        left = theme.margin(page_width) + max(y.tick_label_widths(theme.SMALL_SIZE)) + 8
        area = PlotArea(page_width, height, round(left), round(right))
        return cls(area, _year_scale(years, area.width, labelled_years), y)

    @property
    def encoding(self) -> JsonRecord:
        """The Vega-Lite encoding of positions, the same in all layers."""
        return {
            "x": self.x.encoding(
                "year", grid=False, ticks=True, tickSize=4, format="d", values=[int(year) for year in self.x.ticks]
            ),
            "y": self.y.encoding(
                "value", downwards=True, values=self.y.tick_values, labelExpr=self.y.tick_label_expression
            ),
        }

    def point(self, year: int, value: int | Decimal) -> Point:
        """The position of a value in pixels."""
        return self.x.pixel(year), self.y.pixel(value)

    def last_point(self, series: Series) -> Point:
        """The position of the last value of a series in pixels."""
        year = max(series.points)
        return self.point(year, series.points[year])


def default_height(page_width: int) -> int:
    """Height of a plot in pixels on a page of that width."""
    return 340 if page_width < theme.NARROW_PAGE else 400


def series_layers(
    series: Series,
    plot: TimePlot,
    color: str,
    surveys: SurveyYears,
    *,
    dash: tuple[int, ...] = theme.SOLID,
    stroke_width: float = 2.2,
) -> list[Layer]:
    """The layers of one series: its lines, a dot at the last value and at each that stands alone, marks of breaks.

    A break is marked in the colour of the line, beside the first value after it.
    """
    layers = []
    runs = _unbroken_runs(series, surveys)
    lines = [run for run in runs if len(run) > 1]
    if lines:
        style: JsonRecord = {"stroke": color, "strokeWidth": stroke_width, "strokeJoin": "round"}
        style |= {"strokeDash": list(dash)} if dash != theme.SOLID else {}
        if len(lines) == 1:
            layers.append(data_layer([_row(series, year) for year in lines[0]], "line", style, **plot.encoding))
        else:  # all in one layer, because the renderer fails with thousands of layers
            rows = [_row(series, year) | {"run": number} for number, run in enumerate(lines, 1) for year in run]
            run_encoding = {"field": "run", "type": "nominal"}
            layers.append(data_layer(rows, "line", style, **plot.encoding, detail=run_encoding))
    last = max(series.points)
    single_years = [run[0] for run in runs if len(run) == 1 and run[0] != last]
    dots = [_row(series, year) for year in [*single_years, last]]
    layers.append(data_layer(dots, "circle", {"size": 36, "opacity": 1, "color": color}, **plot.encoding))
    if rows := [_row(series, year) for year in _first_years_after_breaks(series)]:
        style = {"shape": BREAK_SHAPE, "size": BREAK_SIZE, "filled": False, "opacity": 1, "xOffset": -BREAK_DISTANCE}
        halo = style | {"stroke": theme.BACKGROUND, "strokeWidth": 4.5}
        layers.append(data_layer(rows, "point", halo, **plot.encoding))
        layers.append(data_layer(rows, "point", style | {"stroke": color, "strokeWidth": 1.8}, **plot.encoding))
    return layers


def leader_layer(start: Point, end: Point) -> Layer:
    """A thin line from the end of a series to its label."""
    (x, y), (label_x, label_y) = start, end
    return pixel_mark("rule", x=x, x2=label_x, y=y, y2=label_y, stroke=theme.GRID_COLOR, strokeWidth=1, opacity=1)


def line_segments(series: Series, plot: TimePlot) -> list[Segment]:
    """The segments of a series from value to value, also over gaps and breaks; labels should cover none of them."""
    points = [plot.point(year, value) for year, value in sorted(series.points.items())]
    return list(pairwise([*points[:1], *points]))  # the first point twice, so that a single one is a segment too


def has_visible_break(series: Series) -> bool:
    """Whether there is a break between two values of the series, which is then marked in the line."""
    return bool(_first_years_after_breaks(series))


def survey_notes(lines: Sequence[Series], surveys: SurveyYears) -> list[str]:
    """The years of the surveys of each source that has none in some years, between which lines are straight."""
    notes = []
    for source in dict.fromkeys(line.source for line in lines):
        years = [year for line in lines if line.source == source for year in line.points]
        surveyed = sorted(year for year in surveys.get(source, ()) if min(years) <= year <= max(years))
        if surveyed and len(surveyed) <= max(years) - min(years):
            notes.append(f"Surveyed only in {captions.name_first(list(map(str, surveyed)))}.")
    return notes


def _year_scale(years: Collection[int], width: float, labelled_years: Sequence[int]) -> Scale:
    first, last = min(years), max(years)
    last = max(last, first + 1)
    scale = Scale(Fraction(first), Fraction(last), 0, width)
    step = max(1, int(round_step(Fraction(last - first), int(width // YEAR_SPACING))))
    round_years = [] if labelled_years else [year for year in range(first, last) if year % step == 0]
    ticks: list[int] = []
    for year in (*labelled_years, last, first, *round_years):  # an earlier one is preferred to one too close to it
        if all(abs(scale.pixel(year) - scale.pixel(other)) >= YEAR_SPACING for other in ticks):
            ticks.append(year)
    return replace(scale, ticks=[Fraction(year) for year in sorted(ticks)])


def _unbroken_runs(series: Series, surveys: SurveyYears) -> list[list[int]]:
    """The years of a series, split at each gap and at each break."""
    years = sorted(series.points)
    gap_starts = [gap[0] for gap in gaps(series, surveys)]
    runs = [[years[0]]]
    for year, next_year in pairwise(years):
        has_gap = bisect_right(gap_starts, year) < bisect_right(gap_starts, next_year)
        if has_gap or is_broken(series, year, next_year):
            runs.append([])
        runs[-1].append(next_year)
    return runs


def _first_years_after_breaks(series: Series) -> list[int]:
    """The years of the first values after a break that follow another value."""
    return [year for earlier, year in pairwise(sorted(series.points)) if is_broken(series, earlier, year)]


def _row(series: Series, year: int) -> JsonRecord:
    value = number_format.to_json(number_format.to_fraction(series.points[year]))
    return {"country": series.country, "year": year, "value": value}
