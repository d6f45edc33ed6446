"""The levels of a claim across a plot of years: a rule for a number, a band for all that its words allow."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from sco_cli.charts.scales import Scale
from sco_cli.charts.theme import VERMILION, Layer, Plot, pixel_mark
from sco_cli.quantities.quantity import Quantity

RULE = {"stroke": VERMILION[0], "strokeWidth": 1.5, "strokeDash": [6, 4], "opacity": 1}
SHADE = 0.28
"""How dark a band is where it is sure to begin."""


def fading(*, upwards: bool = False, rightwards: bool = False, leftwards: bool = False) -> dict[str, Any]:
    """A paint that fades in one direction, downwards if no other is asked for."""
    start, end = {"offset": 0, "color": rgba(SHADE * 1.6)}, {"offset": 1, "color": rgba(0.03)}
    stops = (
        [{**start, "color": end["color"]}, {**end, "color": start["color"]}] if upwards or leftwards else [start, end]
    )
    across = rightwards or leftwards
    return {"gradient": "linear", "x1": 0, "y1": 0, "x2": int(across), "y2": int(not across), "stops": stops}


def rgba(alpha: float) -> str:
    """The colour of claims, let through."""
    red, green, blue = (int(VERMILION[0][at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red}, {green}, {blue}, {alpha:.2f})"


def level_layers(level: Quantity, plot: Plot, scale: Scale) -> list[Layer]:
    """The layers of a level: its band, if its words leave one, and its rule; both ends' where it is a range."""
    low, high = level.interval.low, level.interval.high
    layers = []
    if not level.interval.is_point:
        top, bottom = scale.at(high.value if high else scale.high), scale.at(low.value if low else scale.low)
        is_range = level.qualifier == "between"
        paint = rgba(SHADE / 2) if is_range else fading(upwards=_opens_upwards(level))
        layers.append(_rect(plot, top, bottom, paint))
    if level.about:  # a soft edge on both sides, of no width that means anything
        at = scale.at(_number(level))
        layers.append(_rect(plot, at - 7, at, fading(upwards=True)))
        layers.append(_rect(plot, at, at + 7, fading()))
    for value in numbers(level):
        at = scale.at(value)
        layers.append(pixel_mark("rule", **RULE, x=0, x2=plot.width, y=at, y2=at))
    return layers


def numbers(level: Quantity) -> list[Fraction]:
    """The numbers that the source states: one, or the two ends of a range."""
    if level.value is not None:
        return [level.value]
    return [end.value for end in (level.interval.low, level.interval.high) if end]


def _opens_upwards(level: Quantity) -> bool:
    low = level.interval.low
    return bool(low and low.value == level.value)


def _number(level: Quantity) -> Fraction:
    return numbers(level)[0]


def _rect(plot: Plot, top: float, bottom: float, paint: Any) -> Layer:
    return pixel_mark("rect", x=0, x2=plot.width, y=top, y2=bottom, color=paint, opacity=1)
