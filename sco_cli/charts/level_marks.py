"""Marks for the level of a claim: the stated number, and a band over all values that its wording allows."""

from __future__ import annotations

from typing import Literal

from sco_cli.charts import theme
from sco_cli.charts.scales import Scale
from sco_cli.charts.vega_lite import Layer, PlotArea, pixel_mark
from sco_cli.models.json_values import JsonRecord
from sco_cli.quantities.quantity import Quantity

RANGE_OPACITY, RANGE_BAR_OPACITY = 0.14, 0.45
"""Opacity of a band between two stated numbers, across a plot and in a row."""
FADE_OPACITIES = 0.45, 0.03
"""Opacity of a band with an open end: at the stated number, and where it fades out."""
SOFT_EDGE = 7
"""Pixels on each side of a rule over which an "about" fades. It stands for no tolerance: the source states none."""
BAR_THICKNESS = 14
"""Height in pixels of a bar, and of the band beside a dot."""
HOLLOW_DIAMOND: JsonRecord = {"size": 80, "fill": theme.BACKGROUND, "stroke": theme.CLAIM_COLOR.mark}
FILLED_DIAMOND: JsonRecord = {"size": 130, "fill": theme.CLAIM_COLOR.mark, "stroke": theme.BACKGROUND}
RULE_STYLE: JsonRecord = {"stroke": theme.CLAIM_COLOR.mark, "strokeWidth": 1.5, "strokeDash": [6, 4], "opacity": 1}


def level_rule_layers(level: Quantity, area: PlotArea, y: Scale) -> list[Layer]:
    """A level as a dashed rule across a plot, two for a range; with a band unless the number is exact."""

    def band(top: float, bottom: float, color: str | JsonRecord) -> Layer:
        return pixel_mark("rect", x=0, x2=area.width, y=top, y2=bottom, color=color, opacity=1)

    low, high = level.interval.low, level.interval.high
    layers = []
    if not level.interval.is_point:
        ends = y.pixel(high.value if high else y.high), y.pixel(low.value if low else y.low)
        fade = _fade(_vertical_direction(level, y))
        layers.append(band(min(ends), max(ends), _translucent(RANGE_OPACITY) if level.value is None else fade))
    if level.about:
        middle = y.pixel(level.stated_values[0])
        layers.append(band(middle - SOFT_EDGE, middle, _fade("up")))
        layers.append(band(middle, middle + SOFT_EDGE, _fade("down")))
    for number in level.stated_values:
        position = y.pixel(number)
        layers.append(pixel_mark("rule", **RULE_STYLE, x=0, x2=area.width, y=position, y2=position))
    return layers


def level_dot_layers(level: Quantity, x: Scale, middle: float, *, is_before: bool) -> list[Layer]:
    """A level as a dot at height `middle`: hollow for a level before, blurred for an "about"; a bar for a range.

    Unless the number is exact, a band fades from it over all values that the wording allows.
    """
    low, high = level.interval.low, level.interval.high
    positions = [x.pixel(number) for number in level.stated_values]
    top, bottom = middle - BAR_THICKNESS / 2, middle + BAR_THICKNESS / 2

    def bar(left: float, right: float, color: str | JsonRecord) -> Layer:
        return pixel_mark("rect", x=left, x2=right, y=top, y2=bottom, color=color, opacity=1)

    if level.value is None:
        end_style: JsonRecord = {"stroke": theme.CLAIM_COLOR.text, "strokeWidth": 2}
        ends = [pixel_mark("rule", x=end, x2=end, y=top, y2=bottom, **end_style) for end in positions]
        return [bar(positions[0], positions[1], _translucent(RANGE_BAR_OPACITY)), *ends]
    layers = []
    if not level.interval.is_point:
        if _is_lower_end(level):
            end, fade = x.pixel(min(high.value, x.high) if high else x.high), _fade("right")
        else:
            end, fade = x.pixel(low.value if low else x.low), _fade("left")
        left, right = sorted((positions[0], end))
        layers.append(bar(left, right, fade))
    if level.about:
        return [*layers, pixel_mark("circle", x=positions[0], y=middle, size=520, color=_blur(), opacity=1)]
    fill, stroke = (
        (theme.BACKGROUND, theme.MUTED_COLOR) if is_before else (theme.CLAIM_COLOR.mark, theme.CLAIM_COLOR.mark)
    )
    dot_style: JsonRecord = {"shape": "circle", "size": 110, "strokeWidth": 2, "opacity": 1}
    return [*layers, pixel_mark("point", x=positions[0], y=middle, **dot_style, fill=fill, stroke=stroke)]


def level_diamond_layers(level: Quantity, middle: float, y: Scale, *, is_hollow: bool) -> list[Layer]:
    """A level as a diamond at the horizontal position `middle`, at each end of a range.

    It is blurred for an "about". Unless the number is exact, there is a band over all values that the wording allows.
    """
    low, high = level.interval.low, level.interval.high
    layers = []
    if not level.interval.is_point:
        ends = y.pixel(high.value if high else y.high), y.pixel(low.value if low else y.low)
        color = _translucent(RANGE_BAR_OPACITY) if level.value is None else _fade(_vertical_direction(level, y))
        left, right = middle - BAR_THICKNESS / 2, middle + BAR_THICKNESS / 2
        layers.append(pixel_mark("rect", x=left, x2=right, y=min(ends), y2=max(ends), color=color, opacity=1))
    positions = map(y.pixel, level.stated_values)
    if level.about:
        return layers + [pixel_mark("circle", x=middle, y=y_, size=330, color=_blur(), opacity=1) for y_ in positions]
    style: JsonRecord = {"shape": "diamond", "strokeWidth": 1.5, "opacity": 1}
    style |= HOLLOW_DIAMOND if is_hollow else FILLED_DIAMOND
    return layers + [pixel_mark("point", x=middle, y=y_, **style) for y_ in positions]


def _is_lower_end(level: Quantity) -> bool:
    """Whether the stated number is the lower end of what the wording allows, as for "over 70"."""
    low = level.interval.low
    return bool(low and low.value == level.value)


def _vertical_direction(level: Quantity, y: Scale) -> Literal["up", "down"]:
    """Where the values lie that the wording allows beyond the stated number: "over 70" goes up, but down for ranks."""
    return "up" if _is_lower_end(level) == (y.start > y.end) else "down"


def _fade(towards: Literal["up", "down", "left", "right"]) -> JsonRecord:
    """A Vega-Lite gradient of the colour of claims that fades out in that direction."""
    colors = [_translucent(opacity) for opacity in FADE_OPACITIES]
    if towards in {"up", "left"}:  # the stops run from top to bottom, or from left to right
        colors.reverse()
    is_horizontal = towards in {"left", "right"}
    stops = [{"offset": offset, "color": color} for offset, color in enumerate(colors)]
    return {
        "gradient": "linear",
        "x1": 0,
        "y1": 0,
        "x2": int(is_horizontal),
        "y2": int(not is_horizontal),
        "stops": stops,
    }


def _blur() -> JsonRecord:
    """The fill of the mark of an "about": it has no edge."""
    return {
        "gradient": "radial",
        "stops": [{"offset": offset, "color": _translucent(1 - offset)} for offset in (0, 1)],
    }


def _translucent(opacity: float) -> str:
    """The colour of claims as a CSS colour with that opacity."""
    red, green, blue = (int(theme.CLAIM_COLOR.mark[start : start + 2], 16) for start in (1, 3, 5))
    return f"rgba({red}, {green}, {blue}, {opacity:.2f})"
