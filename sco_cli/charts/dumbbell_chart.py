"""Before and after: a row for each figure, on one scale; a bare change as an arrow from an index of 100."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from sco_cli.charts import captions, scales
from sco_cli.charts.level_marks import fading, numbers, rgba
from sco_cli.charts.scales import Scale
from sco_cli.charts.text_width import width as text_width
from sco_cli.charts.text_width import wrapped
from sco_cli.charts.theme import (
    DIM,
    FAINT,
    GRID,
    INK,
    LABEL,
    LEADING,
    PAPER,
    SMALL,
    VERMILION,
    Captions,
    Chart,
    Layer,
    Plot,
    compose,
    data_layer,
    margin,
    pixel_mark,
    text_layer,
)
from sco_cli.models.factbase import FactBase
from sco_cli.quantities.interval import Interval
from sco_cli.quantities.quantity import NotComputable, Quantity
from sco_cli.queries.levels import levels_of
from sco_cli.queries.standing import standing_of
from sco_cli.reports.sources import locator_text
from sco_cli.text import escape_unsafe, join_names

if TYPE_CHECKING:
    from sco_cli.models.entities import Metric
    from sco_cli.models.facts import Figure

INDEX = Fraction(100)
"""What a level before is taken for where a source states a change and no levels."""


@dataclass(frozen=True, slots=True)
class Row:
    """A figure as it is drawn: its heads, and each level with its label; `is_index` if they are of an index of 100."""

    place: str
    source: str
    levels: Sequence[tuple[Quantity, str]]
    is_index: bool


def row_of(base: FactBase, figure: Figure) -> Row:
    """The row of a figure."""
    found = levels_of(base, figure)
    source = locator_text(base, captions.stating(figure))
    place = captions.place(base, figure)
    if found.before and found.after:
        pair = [(found.before, f"before: {found.before.text()}"), (found.after, f"after: {found.after.text()}")]
        return Row(place, source, pair, is_index=False)
    if found.value:
        return Row(place, source, [(found.value, found.value.text())], is_index=False)
    change = found.change
    assert change and not isinstance(change.ratio, NotComputable)  # noqa: PT018  # a stated change has a ratio
    hundred = Quantity("exact", Interval.point(INDEX))
    after = replace(change.ratio, interval=change.ratio.interval.scale(INDEX), unit="")
    return Row(place, source, [(hundred, "before = 100"), (after, f"after: {change.text()}")], is_index=True)


BAND = 14
"""Pixels: how thick a band is of what is possible."""
APART = 22
"""Pixels between two rows."""
TICK = 90
"""Pixels that a number on the axis takes."""


def draw(base: FactBase, metric: Metric, figures: Sequence[Figure], missing: Sequence[str], width: int) -> Chart:
    """The figures of a metric; where some have levels, changes that have none are told and not drawn."""
    rows = [row_of(base, figure) for figure in figures]
    with_levels = [row for row in rows if not row.is_index]
    untold = [row for row in rows if row.is_index] if with_levels else []
    drawn = with_levels or rows
    edge = margin(width)
    plot = Plot(width, 0, edge + 4, edge + 8)
    x = _scale(metric, drawn, plot)
    for _ in range(2):  # the last number on the axis stands around its place; with its room, others may stand there
        half = scales.tick_room(_ticks(x, plot), x.high, SMALL) / 2
        plot = replace(plot, right=max(plot.right, round(half + 4)))
        x = _scale(metric, drawn, plot)
    y = 0.0
    layers: list[Layer] = []
    written: list[Layer] = []
    for row in drawn:
        layers_of_row, written_of_row, y = _drawn(row, x, y, plot)
        layers += layers_of_row
        written += written_of_row
    plot = replace(plot, height=round(y))
    said = _words(base, metric, figures, drawn, untold, missing)
    return compose(said, plot, [_axis(x, plot), *layers, *written])


def _scale(metric: Metric, rows: Sequence[Row], plot: Plot) -> Scale:
    given = [level for row in rows for level, _ in row.levels]
    most = max(2, int(plot.width // TICK))
    is_open = any(level.interval.high is None for level in given)
    if rows[0].is_index:
        highest = max(number for level in given for number in numbers(level))
        return Scale(Fraction(0), Fraction(highest * (Fraction(5, 4) if is_open else 1)), 0, plot.width)
    low, high = scales.span_of(metric, [number for one in given for number in numbers(one)], most, is_open=is_open)
    return Scale(low, high, 0, plot.width)


def _axis(x: Scale, plot: Plot) -> Layer:
    values = _ticks(x, plot)
    axis: dict[str, Any] = {"grid": False, "values": values, "labelExpr": scales.tick_text(x.high)}
    scale = {"domain": x.domain, "nice": False, "zero": False}
    encoding = {"field": "value", "type": "quantitative", "scale": scale, "axis": axis}
    return data_layer([{"value": values[0]}], "point", {"opacity": 0}, x=encoding)


def _ticks(x: Scale, plot: Plot) -> list[Any]:
    return scales.ticks(x.low, x.high, max(2, int(plot.width // TICK)))


def _drawn(row: Row, x: Scale, y: float, plot: Plot) -> tuple[list[Layer], list[Layer], float]:
    """The marks and the words of a row, and where the next begins."""
    written = []
    for text, size, color, bold in ((row.place, LABEL, INK, True), (row.source, SMALL, DIM, False)):
        lines = wrapped(escape_unsafe(text), size, plot.width, bold=bold)
        written.append((lines, y, size, color, bold))
        y += len(lines) * round(size * LEADING)
    words_of_row = [
        text_layer(lines, 0, at, size=size, color=color, bold=bold) for lines, at, size, color, bold in written
    ]
    middle = y + 4 + BAND
    labels, bottom = _labels(row, x, middle + BAND + 2, plot)
    grid = [x.at(Fraction(value)) for value in _ticks(x, plot)]
    drawn = [
        pixel_mark("rule", x=at, x2=at, y=middle - BAND, y2=middle + BAND, stroke=GRID, strokeWidth=1) for at in grid
    ]
    drawn.append(pixel_mark("rule", x=0, x2=plot.width, y=middle, y2=middle, stroke=GRID, strokeWidth=1))
    drawn += _path(row, x, middle)
    for index, (level, _) in enumerate(row.levels):
        is_first_of_two = index == 0 and len(row.levels) > 1
        drawn += _level(level, x, middle, is_before=is_first_of_two)
    return drawn, [*words_of_row, *labels], bottom + APART


def _path(row: Row, x: Scale, middle: float) -> list[Layer]:
    """The way from before to after, with a head where it leads."""
    if len(row.levels) < 2:
        return []
    start, end = (x.at(numbers(level)[0]) for level, _ in row.levels)
    if abs(end - start) < 18:  # no room for an arrow between the dots
        return [pixel_mark("rule", x=start, x2=end, y=middle, y2=middle, stroke=FAINT, strokeWidth=2)]
    rightwards = end > start
    tip = end - 10 if rightwards else end + 10
    shape = "triangle-right" if rightwards else "triangle-left"
    head = {"shape": shape, "size": 60, "filled": True, "color": DIM, "opacity": 1}
    return [
        pixel_mark("rule", x=start, x2=tip, y=middle, y2=middle, stroke=DIM, strokeWidth=2),
        pixel_mark("point", x=tip, y=middle, **head),
    ]


def _level(level: Quantity, x: Scale, middle: float, *, is_before: bool) -> list[Layer]:
    """A dot for a number, with a band that fades over all that its words allow; soft for about, a band for a range."""
    low, high = level.interval.low, level.interval.high
    at = [x.at(number) for number in numbers(level)]
    top, bottom = middle - BAND / 2, middle + BAND / 2
    if level.value is None:
        return [
            pixel_mark("rect", x=at[0], x2=at[1], y=top, y2=bottom, color=rgba(0.45), opacity=1),
            *(pixel_mark("rule", x=one, x2=one, y=top, y2=bottom, stroke=VERMILION[1], strokeWidth=2) for one in at),
        ]
    layers = []
    if not level.interval.is_point:
        rightwards = bool(low and low.value == level.value)
        end = x.at(min(high.value, x.high) if high else x.high) if rightwards else x.at(low.value if low else x.low)
        paint = fading(rightwards=True) if rightwards else fading(leftwards=True)
        left, right = sorted((at[0], end))
        layers.append(pixel_mark("rect", x=left, x2=right, y=top, y2=bottom, color=paint, opacity=1))
    if level.about:
        softly = {"gradient": "radial", "stops": [{"offset": 0, "color": VERMILION[0]}, {"offset": 1, "color": PAPER}]}
        return [*layers, pixel_mark("circle", x=at[0], y=middle, size=520, color=softly, opacity=1)]
    fill = {"fill": PAPER, "stroke": DIM} if is_before else {"fill": VERMILION[0], "stroke": VERMILION[0]}
    return [
        *layers,
        pixel_mark("point", x=at[0], y=middle, shape="circle", size=110, strokeWidth=2, opacity=1, **fill),
    ]


def _labels(row: Row, x: Scale, y: float, plot: Plot) -> tuple[list[Layer], float]:
    """The words of each level below its mark, side by side or, where there is no room, one below the other."""
    height = round(LABEL * LEADING)
    placed: list[tuple[str, float, float]] = []
    for level, label in row.levels:
        wide = text_width(escape_unsafe(label), LABEL, bold=True)
        at = numbers(level)
        middle = (x.at(at[0]) + x.at(at[-1])) / 2
        placed.append((label, max(0.0, min(middle - wide / 2, plot.width - wide)), wide))
    tops = [y] * len(placed)
    if len(placed) == 2:
        first, second = sorted(placed, key=lambda one: one[1])
        if second[1] < first[1] + first[2] + 8:
            start = max(0.0, min((first[1] + second[1]) / 2 - 4, plot.width - first[2] - second[2] - 12))
            if start + first[2] + 12 + second[2] <= plot.width:
                moved = {first[0]: start, second[0]: start + first[2] + 12}
                placed = [(label, moved[label], wide) for label, _, wide in placed]
            else:
                tops = [y, y + height]
    colors = (DIM, VERMILION[1])[-len(placed) :]
    layers = [
        text_layer(label, left + wide / 2, top, color=color, align="center", bold=True)
        for (label, left, wide), top, color in zip(placed, tops, colors, strict=True)
    ]
    return layers, max(tops) + height


def _words(
    base: FactBase,
    metric: Metric,
    figures: Sequence[Figure],
    drawn: Sequence[Row],
    untold: Sequence[Row],
    missing: Sequence[str],
) -> Captions:
    codes = list(dict.fromkeys(code for figure in figures for code in figure.countries))
    place = f" in {join_names(base.get(code).name for code in codes)}" if 0 < len(codes) <= 4 else ""
    place = "" if all(base.get(code).name in metric.name for code in codes) else place
    before_after = any(len(row.levels) > 1 for row in drawn)
    kind = (
        "the change that is claimed"
        if drawn[0].is_index
        else "before and after"
        if before_after
        else f"the {'figures' if len(drawn) > 1 else 'figure'} on record"
    )
    title = f"{metric.name}{place}: {kind}"
    subtitle = [f"{metric.definition}."]
    if missing:
        subtitle.append(f"No figure on record: {join_names(base.get(code).name for code in missing)}.")
    below = [
        f"Not drawn, for no levels are stated: {row.source}: {row.levels[-1][1].removeprefix('after: ')}."
        for row in untold
    ]
    standings = {standing_of(figure) for figure in figures}
    if "contested" in standings:
        below.append("Sources contradict one another.")
    licences = dict.fromkeys(captions.licence(base.get(captions.stating(figure).source)) for figure in figures)
    below += [f"Sources: named above each figure; {', '.join(licences)}.", captions.fact_base(base)]
    unit = "index, before = 100" if drawn[0].is_index else metric.unit or ""
    rows = "; ".join(f"{row.place}, {row.source}: {', '.join(label for _, label in row.levels)}" for row in drawn)
    return Captions(title, subtitle, unit, below, " ".join([f"{title}. Dot plot. {rows}.", *subtitle, *below]))
