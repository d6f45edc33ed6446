"""Figures before and after: a row for each on a common scale; a change without levels starts from an index of 100."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from sco_cli.charts import captions, direction, text_width, theme
from sco_cli.charts.captions import Captions
from sco_cli.charts.level_marks import BAR_THICKNESS, level_dot_layers
from sco_cli.charts.scale_type import ScaleType
from sco_cli.charts.scales import Scale
from sco_cli.charts.vega_lite import (
    Chart,
    Layer,
    PlotArea,
    TextBlock,
    compose,
    data_layer,
    pixel_mark,
    stacked_text_layers,
    text_layer,
)
from sco_cli.errors import BadRequest
from sco_cli.models.factbase import FactBase
from sco_cli.quantities.interval import Interval
from sco_cli.quantities.quantity import NotComputable, Quantity
from sco_cli.queries.levels import levels_of
from sco_cli.queries.standing import standing_of
from sco_cli.queries.titles import names_all
from sco_cli.reports.sources import locator_text
from sco_cli.text import escape_unsafe, join_names

if TYPE_CHECKING:
    from sco_cli.models.entities import Metric
    from sco_cli.models.facts import Figure

INDEX = Fraction(100)
"""The assumed level before, if a source states a change but no levels."""

MAX_FIGURES = 200
"""Most figures of a chart, each of which is a row of about 80 pixels."""
ROW_GAP = 22
"""Pixels between two rows."""
TICK_SPACING = 90
"""Least distance in pixels between two labelled values."""
MIN_ARROW_LENGTH = 18
"""Pixels between the dots before and after; if they are closer, there is no arrowhead."""


class LabelledLevel(NamedTuple):
    """A level and the text below its mark."""

    quantity: Quantity
    label: str


@dataclass(frozen=True, slots=True)
class Row:
    """One figure: its place and source as headings, and one or two levels; `is_index` if 100 is assumed before."""

    place: str
    source: str
    levels: Sequence[LabelledLevel]
    is_index: bool


def draw(
    base: FactBase,
    metric: Metric,
    figures: Sequence[Figure],
    without_data: Sequence[str],
    width: int,
    scale_type: ScaleType = "linear",
) -> Chart:
    """The chart of these figures, at least one; `without_data` are the codes of countries to be named as missing.

    If some figures have levels, those that state a change only are not drawn but listed in the footnotes. Raises
    BadRequest if there are more than `MAX_FIGURES`, or if the scale is logarithmic and a number is 0 or below.
    """
    if len(figures) > MAX_FIGURES:
        raise BadRequest(
            f"a readable chart has at most {MAX_FIGURES} figures, and these are {len(figures):,}: "
            "choose fewer countries, or leave out --chart for the table"
        )
    all_rows = [_row(base, figure) for figure in figures]
    with_levels = [row for row in all_rows if not row.is_index]
    rows = with_levels or all_rows
    rows_not_drawn = [row for row in all_rows if row.is_index] if with_levels else []
    area, scale = _fit(metric, rows, width, scale_type)
    mark_layers: list[Layer] = []
    text_layers: list[Layer] = []
    top = 0.0
    for row in rows:
        row_marks, row_texts, bottom = _row_layers(row, scale, top, area)
        mark_layers += row_marks
        text_layers += row_texts
        top = bottom + ROW_GAP
    area = replace(area, height=round(top))
    texts = _captions(base, metric, figures, rows, rows_not_drawn, without_data, scale_type)
    return compose(texts, area, [_axis_layer(scale), *mark_layers, *text_layers])


def _row(base: FactBase, figure: Figure) -> Row:
    levels = levels_of(base, figure)
    place = captions.place_and_period(base, figure)
    source = locator_text(base, captions.stating_evidence(figure))
    if levels.before and levels.after:
        before = LabelledLevel(levels.before, f"before: {levels.before.text()}")
        after = LabelledLevel(levels.after, f"after: {levels.after.text()}")
        return Row(place, source, [before, after], is_index=False)
    if levels.value:
        return Row(place, source, [LabelledLevel(levels.value, levels.value.text())], is_index=False)
    change = levels.change
    assert change and not isinstance(change.ratio, NotComputable)  # noqa: PT018  # a stated change has a ratio
    before = LabelledLevel(Quantity("exact", Interval.point(INDEX)), "before = 100")
    multiple_of_index = replace(change.ratio, interval=change.ratio.interval.scale(INDEX), unit="")
    after = LabelledLevel(multiple_of_index, f"after: {change.text()}")
    return Row(place, source, [before, after], is_index=True)


def _fit(metric: Metric, rows: Sequence[Row], page_width: int, scale_type: ScaleType) -> tuple[PlotArea, Scale]:
    """The plot area, still without a height, and the scale of its x axis."""
    margin = theme.margin(page_width)
    area = PlotArea(page_width, 0, margin + 4, margin + 8)
    scale = _scale(metric, rows, area.width, scale_type)
    # Half of the label of a tick at an end extends beyond the plot. With less width there may be other ticks, so the
    # width is adjusted twice.
    for _ in range(2):
        widths = scale.tick_label_widths(theme.SMALL_SIZE)
        right, left = round(max(widths) / 2 + 4), round(widths[0] / 2 + 4)
        area = replace(area, left=max(area.left, left), right=max(area.right, right))
        scale = _scale(metric, rows, area.width, scale_type)
    return area, scale


def _scale(metric: Metric, rows: Sequence[Row], width: float, scale_type: ScaleType) -> Scale:
    levels = [level for row in rows for level, _ in row.levels]
    numbers = [number for level in levels for number in level.stated_values]
    is_open = any(level.interval.high is None for level in levels)
    if rows[0].is_index and scale_type == "log":
        return Scale.logarithmic(numbers, 0, width, TICK_SPACING, is_open=is_open)
    if rows[0].is_index:
        high = max(numbers) * (Fraction(5, 4) if is_open else 1)
        return Scale.with_round_ticks(Fraction(0), high, 0, width, TICK_SPACING)
    return Scale.of_metric(metric, numbers, 0, width, TICK_SPACING, type_=scale_type, is_open=is_open)


def _axis_layer(scale: Scale) -> Layer:
    """The axis below all rows; Vega-Lite draws an axis only for data, so there is one invisible point."""
    values = scale.tick_values
    encoding = scale.encoding("value", grid=False, values=values, labelExpr=scale.tick_label_expression)
    return data_layer([{"value": values[0]}], "point", {"opacity": 0}, x=encoding)


def _row_layers(row: Row, scale: Scale, top: float, area: PlotArea) -> tuple[list[Layer], list[Layer], float]:
    """The layers of marks and of texts of a row, and the y position of its bottom."""
    headings = [
        TextBlock.wrap(row.place, area.width, theme.LABEL_SIZE, color=theme.TEXT_COLOR, bold=True),
        TextBlock.wrap(row.source, area.width, theme.SMALL_SIZE),
    ]
    middle = top + sum(heading.height for heading in headings) + 4 + BAR_THICKNESS
    labels, bottom = _label_layers(row, scale, middle + BAR_THICKNESS + 2, area)
    grid_style = {"stroke": theme.GRID_COLOR, "strokeWidth": 1}
    tick_top, tick_bottom = middle - BAR_THICKNESS, middle + BAR_THICKNESS
    marks = [
        *(
            pixel_mark("rule", x=x, x2=x, y=tick_top, y2=tick_bottom, **grid_style)
            for x in map(scale.pixel, scale.ticks)
        ),
        pixel_mark("rule", x=0, x2=area.width, y=middle, y2=middle, **grid_style),
        *_arrow_layers(row, scale, middle),
    ]
    for index, (level, _) in enumerate(row.levels):
        marks += level_dot_layers(level, scale, middle, is_before=index == 0 and len(row.levels) > 1)
    return marks, [*stacked_text_layers(headings, 0, top), *labels], bottom


def _arrow_layers(row: Row, scale: Scale, middle: float) -> list[Layer]:
    """An arrow from the level before to the level after; without a head if it is short."""
    if len(row.levels) < 2:
        return []
    start, end = (scale.pixel(level.stated_values[0]) for level, _ in row.levels)
    if abs(end - start) < MIN_ARROW_LENGTH:
        return [pixel_mark("rule", x=start, x2=end, y=middle, y2=middle, stroke=theme.FAINT_COLOR, strokeWidth=2)]
    tip, shape = (end - 10, "triangle-right") if end > start else (end + 10, "triangle-left")
    head_style = {"shape": shape, "size": 60, "filled": True, "color": theme.MUTED_COLOR, "opacity": 1}
    return [
        pixel_mark("rule", x=start, x2=tip, y=middle, y2=middle, stroke=theme.MUTED_COLOR, strokeWidth=2),
        pixel_mark("point", x=tip, y=middle, **head_style),
    ]


def _label_layers(row: Row, scale: Scale, top: float, area: PlotArea) -> tuple[list[Layer], float]:
    """The label of each level below its mark, and the y position of their bottom.

    Labels that would overlap are set side by side or, if the plot is too narrow for that, one below the other.
    """
    height = theme.line_height(theme.LABEL_SIZE)
    widths = [text_width.measure(escape_unsafe(label), theme.LABEL_SIZE, bold=True) for _, label in row.levels]
    lefts = []
    for (level, _), width in zip(row.levels, widths, strict=True):
        numbers = level.stated_values
        center = (scale.pixel(numbers[0]) + scale.pixel(numbers[-1])) / 2
        lefts.append(max(0.0, min(center - width / 2, area.width - width)))
    tops = [top] * len(lefts)
    if len(lefts) == 2:
        first, second = sorted((0, 1), key=lambda index: lefts[index])
        if lefts[second] < lefts[first] + widths[first] + 8:
            left = (lefts[first] + lefts[second]) / 2 - 4
            left = max(0.0, min(left, area.width - widths[first] - widths[second] - 12))
            if left + widths[first] + 12 + widths[second] <= area.width:
                lefts[first], lefts[second] = left, left + widths[first] + 12
            else:
                tops = [top, top + height]
    colors = (theme.MUTED_COLOR, theme.CLAIM_COLOR.text)[-len(lefts) :]
    layers = [
        text_layer(label, left + width / 2, label_top, color=color, align="center", bold=True)
        for (_, label), left, width, label_top, color in zip(row.levels, lefts, widths, tops, colors, strict=True)
    ]
    return layers, max(tops) + height


def _captions(
    base: FactBase,
    metric: Metric,
    figures: Sequence[Figure],
    rows: Sequence[Row],
    rows_not_drawn: Sequence[Row],
    without_data: Sequence[str],
    scale_type: ScaleType,
) -> Captions:
    subtitles = [f"{metric.definition}."]
    if without_data:
        subtitles.append(f"No figure on record: {join_names(base.country(code).name for code in without_data)}.")
    footnotes = [
        f"Not drawn, because the source gives only the change: {row.source}: "
        f"{row.levels[-1].label.removeprefix('after: ')}."
        for row in rows_not_drawn
    ]
    if any(standing_of(base, figure) == "contested" for figure in figures):
        footnotes.append("Sources contradict each other.")
    sources = [base.source(captions.stating_evidence(figure).source) for figure in figures]
    licences = dict.fromkeys(map(captions.licence_text, sources))
    footnotes += [f"Sources: named above each figure; {', '.join(licences)}.", captions.fact_base_note(base)]
    levels = "; ".join(f"{row.place}, {row.source}: {', '.join(label for _, label in row.levels)}" for row in rows)
    return Captions(
        title=_title(base, metric, figures, rows),
        subtitles=subtitles,
        unit=captions.axis_text("index, before = 100" if rows[0].is_index else metric.unit or "", scale_type),
        footnotes=footnotes,
        summary=f"{captions.chart_type('Dot plot', scale_type)}. {levels}.",
    )


def _title(base: FactBase, metric: Metric, figures: Sequence[Figure], rows: Sequence[Row]) -> str:
    """The metric, its countries unless they are many or the metric names them, and what the rows show."""
    names = [base.country(code).name for code in dict.fromkeys(code for figure in figures for code in figure.countries)]
    is_named = names_all(direction.remove_isolates(metric.name), map(direction.remove_isolates, names))
    place = "" if is_named or len(names) > captions.MAX_NAMED_COUNTRIES else f" in {join_names(names)}"
    if rows[0].is_index:
        content = "claimed change"
    elif any(len(row.levels) > 1 for row in rows):
        content = "before and after"
    else:
        content = f"the {'figures' if len(rows) > 1 else 'figure'} on record"
    return f"{metric.name}{place}: {content}"
