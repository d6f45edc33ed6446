"""Parts of a Vega-Lite specification: layers of marks and of text, and the page that a plot and its captions make."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sco_cli.charts import direction, text_width, theme
from sco_cli.charts.captions import Captions
from sco_cli.models.json_values import JsonRecord
from sco_cli.text import escape_unsafe

VERSION = "6.1"
"""The version of Vega-Lite that specifications are written for and rendered with."""
SCHEMA = f"https://vega.github.io/schema/vega-lite/v{VERSION}.0.json"

Layer = JsonRecord
"""One entry of `layer` in a specification."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: its Vega-Lite specification, and its title and description as plain text for screen readers."""

    title: str
    description: str
    spec: JsonRecord

    @property
    def lines(self) -> list[str]:
        """Every line of text in the chart but the labels of axes."""
        return [line for layer in self.spec["layer"] for line in layer["mark"].get("text", ())]


@dataclass(frozen=True, slots=True)
class PlotArea:
    """The size of a plot and its distance from the edges of the page, in pixels.

    `left` and `right` include the page's margins; `axis_height` is the space for the labels of the axis below.
    """

    page_width: int
    height: float
    left: float
    right: float
    axis_height: float = 26

    @property
    def width(self) -> float:
        """Pixels from the left to the right end of the plot."""
        return self.page_width - self.left - self.right


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A paragraph wrapped into lines."""

    lines: Sequence[str]
    size: int
    color: str
    bold: bool

    @classmethod
    def wrap(
        cls, text: str, max_width: float, size: int, *, color: str = theme.MUTED_COLOR, bold: bool = False
    ) -> TextBlock:
        """Wrap a text to a width in pixels."""
        return cls(text_width.wrap(escape_unsafe(text), size, max_width, bold=bold), size, color, bold)

    @property
    def height(self) -> int:
        """Height in pixels."""
        return len(self.lines) * theme.line_height(self.size)


def data_layer(rows: Sequence[JsonRecord], mark: str, style: JsonRecord, **encoding: object) -> Layer:
    """A layer with a mark of one type for each row."""
    return {"data": {"values": list(rows)}, "mark": {"type": mark, **style}, "encoding": encoding}


def pixel_mark(mark: str, **style: object) -> Layer:
    """A layer with one mark at a position in pixels, bound to no data; `x`, `x2`, `y` and `y2` are its position."""
    # Vega-Lite draws the second end of rules and rectangles only if it is in `encoding`.
    position = {name: {"value": style.pop(name)} for name in ("x", "x2", "y", "y2") if name in style}
    return data_layer([{}], mark, style, **position)


def text_layer(
    lines: Sequence[str] | str,
    x: float,
    y: float,
    *,
    size: int = theme.LABEL_SIZE,
    color: str = theme.TEXT_COLOR,
    align: str = "left",
    baseline: str = "top",
    bold: bool = False,
) -> Layer:
    """A layer with a text at a position in pixels from the upper left corner of the plot."""
    return pixel_mark(
        "text",
        text=[direction.to_isolates(escape_unsafe(line)) for line in ([lines] if isinstance(lines, str) else lines)],
        x=round(x, 1),
        y=round(y, 1),
        align=align,
        baseline=baseline,
        fontSize=size,
        lineHeight=theme.line_height(size),
        fontWeight="bold" if bold else "normal",
        color=color,
    )


def stacked_text_layers(blocks: Iterable[TextBlock], x: float, y: float, gap: float = 0) -> list[Layer]:
    """Layers of paragraphs one below the other, the first with its top at `y`, with `gap` pixels between them."""
    layers = []
    for block in blocks:
        layers.append(text_layer(block.lines, x, y, size=block.size, color=block.color, bold=block.bold))
        y += block.height + gap
    return layers


def compose(captions: Captions, area: PlotArea, layers: Sequence[Layer]) -> Chart:
    """The chart of these layers: a page exactly as wide as asked for, and as high as its captions need."""
    margin = theme.margin(area.page_width)
    max_width = area.page_width - 2 * margin
    title_size = theme.title_size(area.page_width)
    headings = [TextBlock.wrap(captions.title, max_width, title_size, color=theme.TEXT_COLOR, bold=True)]
    headings += [TextBlock.wrap(text, max_width, theme.SUBTITLE_SIZE) for text in captions.subtitles]
    footnotes = [TextBlock.wrap(text, max_width, theme.SMALL_SIZE) for text in captions.footnotes]
    heading_gap, footnote_gap = 4, 2
    unit_height = theme.SMALL_SIZE * theme.LINE_SPACING + 10
    top = margin + sum(block.height + heading_gap for block in headings) + 10 + unit_height
    footnotes_top = area.height + area.axis_height + 12
    bottom = footnotes_top - area.height + sum(block.height + footnote_gap for block in footnotes) + margin
    left = margin - area.left  # positions are relative to the plot
    description = direction.to_isolates(escape_unsafe(captions.description))
    spec: JsonRecord = {
        "$schema": SCHEMA,
        "description": description,
        "background": theme.BACKGROUND,
        "autosize": {"type": "none"},
        "padding": {"left": area.left, "right": area.right, "top": round(top), "bottom": round(bottom)},
        "width": area.width,
        "height": area.height,
        "config": theme.CONFIG,
        "layer": [
            *layers,
            *stacked_text_layers(headings, left, margin - top, heading_gap),
            text_layer(captions.unit, left, -unit_height, size=theme.SMALL_SIZE, color=theme.MUTED_COLOR),
            *stacked_text_layers(footnotes, left, footnotes_top, footnote_gap),
        ],
    }
    return Chart(direction.to_isolates(escape_unsafe(captions.title)), description, spec)
