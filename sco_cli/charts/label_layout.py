"""Labels in a plot: each stands where it covers nothing, in as many lines as that takes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sco_cli.charts import text_width
from sco_cli.charts.theme import LABEL, LEADING, Layer, Plot, text_layer

Point = tuple[float, float]
Stroke = tuple[Point, Point]


@dataclass(frozen=True, slots=True)
class Box:
    """The room of a text, in pixels; `top` is the lesser number."""

    left: float
    top: float
    right: float
    bottom: float

    def inside(self, other: Box) -> bool:
        """Whether all of it is within the other."""
        return (
            self.left >= other.left
            and self.right <= other.right
            and self.top >= other.top
            and self.bottom <= other.bottom
        )

    def overlaps(self, other: Box) -> bool:
        """Whether the two have room in common."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def is_crossed(self, stroke: Stroke) -> bool:
        """Whether a straight stroke goes through it, by the clipping of Liang and Barsky (1984)."""
        (x, y), (to_x, to_y) = stroke
        enters, leaves = 0.0, 1.0
        for step, room in (
            (x - to_x, x - self.left),
            (to_x - x, self.right - x),
            (y - to_y, y - self.top),
            (to_y - y, self.bottom - y),
        ):
            if step == 0:
                if room < 0:
                    return False
            elif step < 0:
                enters = max(enters, room / step)
            else:
                leaves = min(leaves, room / step)
        return enters <= leaves


def first_free(candidates: Iterable[Box], within: Box, taken: Sequence[Box], strokes: Sequence[Stroke]) -> Box | None:
    """The first of the boxes that is within the given one and covers nothing; None if all cover something."""
    for box in candidates:
        if box.inside(within) and not any(map(box.overlaps, taken)) and not any(map(box.is_crossed, strokes)):
            return box
    return None


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """The places nearest to those wanted that are a gap apart and, if there is room, from low to high; in their order.

    Neighbours that are too close make a group around the middle of what they want, until no two groups touch.
    """
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    groups: list[list[int]] = []

    def start(group: Sequence[int]) -> float:
        length = gap * (len(group) - 1)
        middle = sum(wanted[index] for index in group) / len(group)
        return max(low, min(middle - length / 2, high - length))

    for index in order:
        groups.append([index])
        while len(groups) > 1 and start(groups[-1]) < start(groups[-2]) + gap * len(groups[-2]):
            last = groups.pop()
            groups[-1] += last
    places = [0.0] * len(wanted)
    for group in groups:
        for step, index in enumerate(group):
            places[index] = start(group) + step * gap
    return places


CLEAR = 5
"""Pixels that labels keep from what they stand beside."""
LABEL_WIDTHS = (400.0, 170.0, 120.0, 95.0)
"""Pixels in which a label is set, in ever more lines."""

Anchor = tuple[Point, int, int]
"""A point, and on which side of it a box lies: -1 is left or above, 1 right or below."""


@dataclass
class Labels:
    """Labels in a plot: each stands where it covers nothing, or is left to the sentence above the plot."""

    plot: Plot
    strokes: list[Stroke]
    grid: list[Stroke]  # to be kept clear of where there is a choice
    taken: list[Box] = field(default_factory=list)
    layers: list[Layer] = field(default_factory=list)

    def add(self, text: str, corners: Sequence[Anchor], color: str, *, bold: bool = False) -> None:
        """Write the text at the first of the places that is free, in one line or, where that is too long, in more."""
        within = Box(0, 0, self.plot.width, self.plot.height)
        wrapped = []
        for room in LABEL_WIDTHS:
            lines = text_width.wrapped(text, LABEL, room, bold=bold)
            wrapped.append((lines, max(text_width.width(one, LABEL, bold=bold) for one in lines)))
        height = round(LABEL * LEADING)
        ways = {_box(corner, wide, len(lines) * height): lines for corner in corners for lines, wide in wrapped}
        for strokes in ([*self.strokes, *self.grid], self.strokes):
            box = first_free(ways, within, self.taken, strokes)
            if box:
                self.taken.append(box)
                self.layers.append(text_layer(ways[box], box.left, box.top, color=color, bold=bold))
                return


def _box(corner: Anchor, width: float, height: float) -> Box:
    """A box of that size with the corner."""
    (x, y), across, down = corner
    left = x if across > 0 else x - width
    top = y if down > 0 else y - height
    return Box(left, top, left + width, top + height)


def beside_rule(plot: Plot, y: float) -> list[Anchor]:
    """Above or below a rule, at its left end, its right end, or along it."""
    steps = [plot.width * share for share in (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6)]
    above = [((x + 2, y - 2), 1, -1) for x in steps]
    return above + [((x + 2, y + 3), 1, 1) for x in steps] + [((plot.width, y - 2), -1, -1)]


def beside_foot(point: Point) -> list[Anchor]:
    """Right of what leads down to the axis, below the level: where a line that rises leaves room."""
    return [((point[0] + CLEAR + 1, point[1] + down), 1, 1) for down in (CLEAR, 16, 28, 40)]


def beside_point(point: Point) -> list[Anchor]:
    """Right below a point, where a rising line leaves room, else right above, left above, left below, and farther."""
    x, y = point
    return [
        ((x + across * aside, y + down * away), across, down)
        for away in (CLEAR + 2, 13, 22, 32, 44)
        for aside in (CLEAR + 3, 24, 44)
        for across, down in ((1, 1), (1, -1), (-1, -1), (-1, 1))
    ]
