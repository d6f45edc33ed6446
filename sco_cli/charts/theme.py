"""What all pictures look like: type, colours, and a page with a title above and sources below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sco_cli.charts.text_width import wrapped
from sco_cli.text import escape_unsafe

Layer = dict[str, Any]

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.1.0.json"
"""The version that is written, and drawn: that of `sco_cli.charts.rendering.VERSION`."""

FONT = "sans-serif"
TITLE, SUBTITLE, LABEL, SMALL = 19, 13, 12, 11
NARROW, NARROW_TITLE = 600, 17
"""Sizes of type, in pixels, and that of a title on a page narrower than so many."""
LEADING = 1.3
"""Height of a line, in sizes of its type."""

INK, DIM, FAINT, GRID, PAPER = "#222222", "#5f5f5f", "#8c8c8c", "#e2e2e2", "#ffffff"

# Okabe and Ito, "Color Universal Design" (2008), which eyes of every kind tell apart; each with a darker one for text,
# with a contrast to white of 4.5 or more (WCAG 2.1).
BLUE, VERMILION = ("#0072b2", "#00598c"), ("#d55e00", "#a64500")
PALETTE = (
    BLUE,
    VERMILION,
    ("#009e73", "#006b4e"),
    ("#cc79a7", "#9a3d70"),
    ("#e69f00", "#855c00"),
    ("#56b4e9", "#1c6a99"),
    ("#000000", "#000000"),
)
DASHES = ([1, 0], [6, 3], [2, 2], [8, 3, 2, 3])
"""By which lines are told apart in black and white, solid first."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture: its specification in Vega-Lite, and what it says to those who do not see it."""

    title: str
    description: str
    spec: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Captions:
    """What stands around a plot: each text a paragraph of its own."""

    title: str
    subtitle: Sequence[str]
    unit: str
    below: Sequence[str]
    description: str


@dataclass(frozen=True, slots=True)
class Plot:
    """The room of a plot on a page: pixels left and right of it, the page's edge included, and below for its axis."""

    page_width: int
    height: float
    left: float
    right: float
    axis: float = 26

    @property
    def width(self) -> float:
        """Pixels from side to side."""
        return self.page_width - self.left - self.right


def margin(page_width: int) -> int:
    """Pixels that stay white at the edges of a page."""
    return 14 if page_width < NARROW else 22


def text_layer(
    lines: Sequence[str] | str,
    x: float,
    y: float,
    *,
    size: int = LABEL,
    color: str = INK,
    align: str = "left",
    baseline: str = "top",
    bold: bool = False,
) -> Layer:
    """A text at a place in pixels from the upper left corner of the plot."""
    mark = {
        "text": [escape_unsafe(line) for line in ([lines] if isinstance(lines, str) else lines)],
        "x": round(x, 1),
        "y": round(y, 1),
        "align": align,
        "baseline": baseline,
        "fontSize": size,
        "lineHeight": round(size * LEADING),
        "fontWeight": "bold" if bold else "normal",
        "color": color,
    }
    return pixel_mark("text", **mark)


def pixel_mark(kind: str, **style: Any) -> Layer:
    """A mark at a place in pixels, which is of no value."""
    # Vega-Lite draws the ends of rules and rectangles only where they are encoded.
    place = {name: {"value": style.pop(name)} for name in ("x", "x2", "y", "y2") if name in style}
    return data_layer([{}], kind, style, **place)


def data_layer(rows: Sequence[dict[str, Any]], kind: str, style: dict[str, Any], **encoding: Any) -> Layer:
    """A layer of marks of one kind, one for each row."""
    return {"data": {"values": list(rows)}, "mark": {"type": kind, **style}, "encoding": encoding}


def compose(words: Captions, plot: Plot, layers: Sequence[Layer]) -> Chart:
    """The layers of a plot as a page that is exactly as wide as asked for, and as high as its words need."""
    edge = margin(plot.page_width)
    room = plot.page_width - 2 * edge
    left = edge - plot.left
    y = float(edge)
    unit_height = SMALL * LEADING + 10
    title = NARROW_TITLE if plot.page_width < NARROW else TITLE
    blocks = [(wrapped(escape_unsafe(words.title), title, room, bold=True), title, INK, True)]
    blocks += [(wrapped(escape_unsafe(text), SUBTITLE, room), SUBTITLE, DIM, False) for text in words.subtitle]
    placed = []
    for lines, size, color, bold in blocks:
        placed.append((lines, y, size, color, bold))
        y += len(lines) * round(size * LEADING) + 4
    top = y + 10 + unit_height
    above = [
        text_layer(lines, left, at - top, size=size, color=color, bold=bold) for lines, at, size, color, bold in placed
    ]
    above.append(text_layer(words.unit, left, -unit_height, size=SMALL, color=DIM))
    y = plot.height + plot.axis + 12
    for text in words.below:
        lines = wrapped(escape_unsafe(text), SMALL, room)
        above.append(text_layer(lines, left, y, size=SMALL, color=DIM))
        y += len(lines) * round(SMALL * LEADING) + 2
    spec = {
        "$schema": SCHEMA,
        "description": escape_unsafe(words.description),
        "background": PAPER,
        "autosize": {"type": "none"},
        "padding": {
            "left": plot.left,
            "right": plot.right,
            "top": round(top),
            "bottom": round(y - plot.height + edge),
        },
        "width": plot.width,
        "height": plot.height,
        "config": CONFIG,
        "layer": [*layers, *above],
    }
    return Chart(escape_unsafe(words.title), escape_unsafe(words.description), spec)


CONFIG: dict[str, Any] = {
    "font": FONT,
    "view": {"stroke": None},
    "axis": {
        "labelColor": DIM,
        "labelFontSize": SMALL,
        "gridColor": GRID,
        "tickColor": FAINT,
        "domain": False,
        "ticks": False,
        "title": None,
        "labelPadding": 6,
        "labelOverlap": False,
        "labelFlush": False,
    },
}
