"""Labels in a plot: each stands where it covers nothing, in as many lines as that takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sco_cli.charts import measuring
from sco_cli.charts.placing import Box, Point, Stroke, first_free
from sco_cli.charts.theme import LABEL, LEADING, Layer, Plot, writing

CLEAR = 5
"""Pixels that labels keep from what they stand beside."""
ROOMS = (400.0, 170.0, 120.0, 95.0)
"""Pixels in which a label is set, in ever more lines."""

Corner = tuple[Point, int, int]
"""A point, and on which side of it a box lies: -1 is left or above, 1 right or below."""


@dataclass
class Labels:
    """Labels in a plot: each stands where it covers nothing, or is left to the sentence above the plot."""

    plot: Plot
    strokes: list[Stroke]
    grid: list[Stroke]  # to be kept clear of where there is a choice
    taken: list[Box] = field(default_factory=list)
    layers: list[Layer] = field(default_factory=list)

    def add(self, text: str, corners: Sequence[Corner], color: str, *, bold: bool = False) -> None:
        """Write the text at the first of the places that is free, in one line or, where that is too long, in more."""
        within = Box(0, 0, self.plot.width, self.plot.height)
        wrapped = []
        for room in ROOMS:
            lines = measuring.wrapped(text, LABEL, room, bold=bold)
            wrapped.append((lines, max(measuring.width(one, LABEL, bold=bold) for one in lines)))
        height = round(LABEL * LEADING)
        ways = {_box(corner, wide, len(lines) * height): lines for corner in corners for lines, wide in wrapped}
        for strokes in ([*self.strokes, *self.grid], self.strokes):
            box = first_free(ways, within, self.taken, strokes)
            if box:
                self.taken.append(box)
                self.layers.append(writing(ways[box], box.left, box.top, color=color, bold=bold))
                return


def _box(corner: Corner, width: float, height: float) -> Box:
    """A box of that size with the corner."""
    (x, y), across, down = corner
    left = x if across > 0 else x - width
    top = y if down > 0 else y - height
    return Box(left, top, left + width, top + height)


def beside_rule(plot: Plot, y: float) -> list[Corner]:
    """Above or below a rule, at its left end, its right end, or along it."""
    steps = [plot.width * share for share in (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6)]
    above = [((x + 2, y - 2), 1, -1) for x in steps]
    return above + [((x + 2, y + 3), 1, 1) for x in steps] + [((plot.width, y - 2), -1, -1)]


def beside_foot(point: Point) -> list[Corner]:
    """Right of what leads down to the axis, below the level: where a line that rises leaves room."""
    return [((point[0] + CLEAR + 1, point[1] + down), 1, 1) for down in (CLEAR, 16, 28, 40)]


def beside_point(point: Point) -> list[Corner]:
    """Right below a point, where a rising line leaves room, else right above, left above, left below, and farther."""
    x, y = point
    return [
        ((x + across * aside, y + down * away), across, down)
        for away in (CLEAR + 2, 13, 22, 32, 44)
        for aside in (CLEAR + 3, 24, 44)
        for across, down in ((1, 1), (1, -1), (-1, -1), (-1, 1))
    ]
