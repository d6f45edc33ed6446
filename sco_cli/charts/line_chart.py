"""Official series of several countries: a line for each, labelled at its end instead of in a legend."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import chain, cycle
from typing import TYPE_CHECKING, NamedTuple

from sco_cli.charts import captions, text_width, theme
from sco_cli.charts.captions import Captions
from sco_cli.charts.label_layout import spread_apart
from sco_cli.charts.scale_type import ScaleType
from sco_cli.charts.theme import Color
from sco_cli.charts.time_plot import TimePlot, default_height, has_visible_break, missing_years, series_layers
from sco_cli.charts.vega_lite import Chart, Layer, compose, pixel_mark, text_layer
from sco_cli.errors import BadRequest
from sco_cli.models.factbase import FactBase
from sco_cli.quantities import number_format
from sco_cli.queries.series import value_in
from sco_cli.text import join_names

if TYPE_CHECKING:
    from sco_cli.models.entities import Metric, Series

MAX_COLORED = len(theme.PALETTE)
"""Most lines of which each has a colour; among more, only the lines of countries with claims have one."""
MAX_LINES = 300
"""Most lines of a chart, some more than there are countries. Each has a label, and takes a part of the height."""
MAX_LABEL_SHARE = 0.42
"""Most of the page's width that labels take, as a share; longer ones are shortened."""
LEADER_LENGTH = 16
"""Pixels across which a thin line connects the end of a series with its label."""


class LineStyle(NamedTuple):
    """The look of one line and its label."""

    color: Color
    dash: tuple[int, ...]
    stroke_width: float


GREY_STYLE = LineStyle(Color(theme.FAINT_COLOR, theme.MUTED_COLOR), theme.SOLID, 1.4)


def draw(
    base: FactBase,
    metric: Metric,
    lines: Sequence[Series],
    without_data: Sequence[str],
    width: int,
    scale: ScaleType = "linear",
) -> Chart:
    """The chart of these series, at least one; `without_data` are the codes of countries to be named as missing.

    Raises BadRequest if there are more than `MAX_LINES`, or if the scale is logarithmic and a value is 0 or below.
    """
    if len(lines) > MAX_LINES:
        raise BadRequest(
            f"a picture of {len(lines):,} series cannot be read, it has at most {MAX_LINES}: "
            "choose fewer countries, or leave out --chart for the table"
        )
    are_many = len(lines) > MAX_COLORED
    label_size = theme.SMALL_SIZE if are_many else theme.LABEL_SIZE
    row_height = theme.line_height(label_size)
    labels = _end_labels(base, metric, lines, label_size, width)
    label_width = max(text_width.measure(label, label_size) for label in labels)
    plot = TimePlot.fit(
        metric,
        [number_format.to_fraction(value) for line in lines for value in line.points.values()],
        [year for line in lines for year in line.points],
        page_width=width,
        height=max(default_height(width), row_height * (len(lines) + 1)),
        right=LEADER_LENGTH + 4 + label_width + theme.margin(width),
        scale=scale,
    )
    with_claims = _countries_with_claims(base, metric)
    grey_layers: list[list[Layer]] = []
    colored_layers: list[Layer] = []
    label_layers: list[Layer] = []
    styles = _line_styles(lines, with_claims if are_many else {line.country for line in lines})
    label_positions = spread_apart([plot.last_point(line)[1] for line in lines], row_height, 0, plot.area.height)
    for line, label, label_y, style in zip(lines, labels, label_positions, styles, strict=True):
        layers = series_layers(line, plot, style.color.mark, dash=style.dash, stroke_width=style.stroke_width)
        if style is GREY_STYLE:
            grey_layers.append(layers)
        else:
            colored_layers += layers
        x, y = plot.last_point(line)
        label_x = plot.area.width + LEADER_LENGTH
        label_layers.append(
            text_layer(label, label_x + 2, label_y, size=label_size, color=style.color.text, baseline="middle")
        )
        if abs(label_y - y) > 1 or x < plot.area.width - 1:
            leader_style = {"stroke": theme.GRID_COLOR, "strokeWidth": 1, "opacity": 1}
            label_layers.append(pixel_mark("rule", x=x + 4, x2=label_x, y=y, y2=label_y, **leader_style))
    texts = _captions(base, metric, lines, without_data, scale, names_colors=are_many and bool(with_claims))
    all_grey = chain.from_iterable(reversed(grey_layers))  # below the coloured ones, the first on top
    return compose(texts, plot.area, [*all_grey, *colored_layers, *label_layers])


def _line_styles(lines: Sequence[Series], colored: Collection[str]) -> list[LineStyle]:
    """The style of each line; those of countries that are not in `colored` are grey."""
    styles = (LineStyle(color, dash, 2.4) for color, dash in zip(cycle(theme.PALETTE), cycle(theme.DASHES)))
    return [next(styles) if line.country in colored else GREY_STYLE for line in lines]


def _countries_with_claims(base: FactBase, metric: Metric) -> set[str]:
    return {code for figure in base.figures if figure.metric == metric.id for code in figure.countries}


def _end_labels(base: FactBase, metric: Metric, lines: Sequence[Series], size: int, page_width: int) -> list[str]:
    """Country and last value of each series, with the year if others end later; shorter if they are too wide."""
    latest = max(max(line.points) for line in lines)
    names = [base.country(line.country).name for line in lines]
    codes = [line.country for line in lines]
    values = []
    for line in lines:
        year = max(line.points)
        value = value_in(metric, line, year)
        values.append(f"{value.text() if value else ''}{f' ({year})' if year != latest else ''}")
    for countries in (names, codes):
        labels = [f"{country} {value}" for country, value in zip(countries, values, strict=True)]
        if max(text_width.measure(label, size) for label in labels) <= page_width * MAX_LABEL_SHARE:
            return labels
    return codes


def _captions(
    base: FactBase,
    metric: Metric,
    lines: Sequence[Series],
    without_data: Sequence[str],
    scale: ScaleType,
    *,
    names_colors: bool,
) -> Captions:
    """The texts of the chart; `names_colors` if the meaning of coloured lines must be said."""
    names = [base.country(line.country).name for line in lines]
    place = join_names(names) if len(names) <= captions.MAX_NAMED_COUNTRIES else f"{len(names)} countries"
    years = [year for line in lines for year in line.points]
    values = [_first_and_last_value(base, metric, line) for line in lines]
    subtitles = [f"{metric.definition}."]
    if names_colors:
        subtitles.append("In colour: countries of which there are claims on record.")
    if without_data:
        missing = join_names(base.country(code).name for code in without_data)
        subtitles.append(f"No official series on record: {missing}.")
    return Captions(
        title=f"{metric.name} in {place}, {min(years)} to {max(years)}",
        subtitles=subtitles,
        unit=captions.axis_text(metric.unit or "", scale),
        footnotes=[
            *_break_and_gap_notes(base, lines),
            *captions.series_source_notes(base, [line.source for line in lines]),
            captions.fact_base_note(base),
        ],
        summary=f"{captions.chart_type('Line chart', scale)}. {'; '.join(values)}.",
    )


def _break_and_gap_notes(base: FactBase, lines: Sequence[Series]) -> list[str]:
    """The meaning of breaks and gaps in the lines, if there are any, with countries and years."""
    breaks = [
        f"{base.country(line.country).name} {captions.name_first(list(map(str, sorted(line.breaks))))}"
        for line in lines
        if has_visible_break(line)
    ]
    gaps = [
        f"{base.country(line.country).name} {captions.name_first(ranges)}"
        for line in lines
        if (ranges := missing_years(line))
    ]
    notes = [f"// a break: values before and after cannot be compared ({'; '.join(breaks)})."] if breaks else []
    return notes + ([f"Gaps: no value ({'; '.join(gaps)})."] if gaps else [])


def _first_and_last_value(base: FactBase, metric: Metric, line: Series) -> str:
    """A series in words: "Kazakhstan: 31.6 % in 2010, 92.9 % in 2024"."""
    first, last = min(line.points), max(line.points)
    before, after = (value_in(metric, line, year) for year in (first, last))
    assert before and after  # noqa: PT018  # the series has values in both years
    return f"{base.country(line.country).name}: {before.text()} in {first}, {after.text()} in {last}"
