"""The style shared by all charts: font, colours, dashes, margins, and the Vega-Lite config made of them."""

from __future__ import annotations

from typing import NamedTuple

from sco_cli.models.json_values import JsonRecord

FONT = "sans-serif"
TITLE_SIZE, SUBTITLE_SIZE, LABEL_SIZE, SMALL_SIZE = 19, 13, 12, 11
"""Font sizes in pixels."""
NARROW_TITLE_SIZE = 17
NARROW_PAGE = 600
"""A page with fewer pixels across than this has a smaller title, smaller margins and lower plots."""
LINE_SPACING = 1.3
"""Height of a line of text, as a multiple of its font size."""

TEXT_COLOR, MUTED_COLOR, FAINT_COLOR, GRID_COLOR, BACKGROUND = "#222222", "#5f5f5f", "#8c8c8c", "#e2e2e2", "#ffffff"
CONTEXT_COLOR = "#bcbcbc"
"""Of lines that have no colour of their own."""


class Color(NamedTuple):
    """A colour for marks, and a darker shade of it for text."""

    mark: str
    text: str


# Okabe and Ito, "Color Universal Design" (2008), without its yellow, which is too light for a line on white; the brown
# and the indigo are from Paul Tol, "Colour Schemes" (2021). They differ for all common types of colour blindness. The
# shades for text have a contrast of at least 4.5 with white (WCAG 2.1, level AA).
CLAIM_COLOR = Color("#d55e00", "#a64500")
"""What is claimed has this colour in all charts, and no country has it."""
COUNTRY_COLORS = (
    Color("#0072b2", "#00598c"),
    Color("#661100", "#661100"),
    Color("#009e73", "#006b4e"),
    Color("#000000", "#000000"),
    Color("#e69f00", "#855c00"),
    Color("#cc79a7", "#9a3d70"),
    Color("#56b4e9", "#1c6a99"),
    Color("#332288", "#332288"),
)
"""The colours of countries, in the order of the fact base; after the last, the first again."""
SOLID: tuple[int, ...] = (1, 0)
DASHES = (SOLID, (6, 3), (2, 2), (8, 3, 2, 3))
"""Dash patterns, in pixels on and off, that distinguish lines in black and white."""

CONFIG: JsonRecord = {
    "font": FONT,
    "view": {"stroke": None},
    "axis": {
        "labelColor": MUTED_COLOR,
        "labelFontSize": SMALL_SIZE,
        "gridColor": GRID_COLOR,
        "tickColor": FAINT_COLOR,
        "domain": False,
        "ticks": False,
        "title": None,
        "labelPadding": 6,
        "labelOverlap": False,
        "labelFlush": False,
    },
}


def margin(page_width: int) -> int:
    """Pixels left blank along each edge of a page."""
    return 14 if page_width < NARROW_PAGE else 22


def title_size(page_width: int) -> int:
    """Font size of the title, in pixels."""
    return NARROW_TITLE_SIZE if page_width < NARROW_PAGE else TITLE_SIZE


def line_height(size: int) -> int:
    """Height in pixels of a line of text of that font size."""
    return round(size * LINE_SPACING)
