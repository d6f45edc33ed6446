"""Placement of labels in a plot, so that they cover neither one another nor a line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sco_cli.charts import text_width, theme
from sco_cli.charts.vega_lite import Layer, PlotArea, text_layer

Point = tuple[float, float]
"""Pixels from the left and from the top."""
Segment = tuple[Point, Point]
"""A straight line between two points."""
Anchor = tuple[Point, int, int]
"""A corner of a label, and the directions in which the label extends from it: 1 is right or down, -1 left or up."""

LABEL_WIDTHS = (400.0, 170.0, 120.0, 95.0)
"""Widths in pixels to which a label is wrapped, in the order in which they are tried."""
CLEARANCE = 5
"""Pixels between a label and the point or line that it belongs to."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels. `top` is less than `bottom`."""

    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def around(cls, x: float, y: float, radius: float) -> Box:
        """The square around a point."""
        return cls(x - radius, y - radius, x + radius, y + radius)

    def is_inside(self, other: Box) -> bool:
        """Whether all of this box lies within the other."""
        return (
            self.left >= other.left
            and self.right <= other.right
            and self.top >= other.top
            and self.bottom <= other.bottom
        )

    def overlaps(self, other: Box) -> bool:
        """Whether the two boxes share an area."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def is_crossed_by(self, segment: Segment) -> bool:
        """Whether a part of the segment lies in the box: line clipping by Liang and Barsky (1984)."""
        (x, y), (end_x, end_y) = segment
        entry, exit_ = 0.0, 1.0  # as shares of the way from the first point to the second
        for step, distance in (
            (x - end_x, x - self.left),
            (end_x - x, self.right - x),
            (y - end_y, y - self.top),
            (end_y - y, self.bottom - y),
        ):
            if step == 0:
                if distance < 0:
                    return False
            elif step < 0:
                entry = max(entry, distance / step)
            else:
                exit_ = min(exit_, distance / step)
        return entry <= exit_


@dataclass
class LabelPlacer:
    """Places labels without overlaps and drops those that do not fit; the subtitle states the same."""

    area: PlotArea
    lines: list[Segment]
    """Lines that a label must not cover."""
    gridlines: list[Segment]
    """Lines that a label covers only if it fits nowhere else."""
    occupied: list[Box] = field(default_factory=list)
    layers: list[Layer] = field(default_factory=list)
    """The labels placed so far."""

    def add(self, text: str, anchors: Sequence[Anchor], color: str, *, bold: bool = False) -> None:
        """Write the text at the first anchor where it fits, wrapped to the greatest width that fits there."""
        wrapped = [text_width.wrap(text, theme.LABEL_SIZE, width, bold=bold) for width in LABEL_WIDTHS]
        sizes = [
            (
                max(text_width.measure(line, theme.LABEL_SIZE, bold=bold) for line in lines),
                len(lines) * theme.line_height(theme.LABEL_SIZE),
            )
            for lines in wrapped
        ]
        lines_by_box = {
            _box_at(anchor, width, height): lines
            for anchor in anchors
            for lines, (width, height) in zip(wrapped, sizes, strict=True)
        }
        for avoided in ([*self.lines, *self.gridlines], self.lines):
            box = self._first_free(lines_by_box, avoided)
            if box:
                self.occupied.append(box)
                self.layers.append(text_layer(lines_by_box[box], box.left, box.top, color=color, bold=bold))
                return

    def _first_free(self, boxes: Iterable[Box], avoided: Sequence[Segment]) -> Box | None:
        plot = Box(0, 0, self.area.width, self.area.height)
        for box in boxes:
            is_free = not any(map(box.overlaps, self.occupied)) and not any(map(box.is_crossed_by, avoided))
            if box.is_inside(plot) and is_free:
                return box
        return None


def anchors_along_rule(area: PlotArea, y: float) -> list[Anchor]:
    """Above, else below a horizontal rule across the plot, from left to right; at last above its right end."""
    starts = [area.width * share for share in (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6)]
    above: list[Anchor] = [((x + 2, y - 2), 1, -1) for x in starts]
    below: list[Anchor] = [((x + 2, y + 3), 1, 1) for x in starts]
    return [*above, *below, ((area.width, y - 2), -1, -1)]


def anchors_beside_drop(top: Point) -> list[Anchor]:
    """To the right of a vertical line from `top` down to the axis, where a rising series leaves space."""
    x, y = top
    return [((x + CLEARANCE + 1, y + distance), 1, 1) for distance in (CLEARANCE, 16, 28, 40)]


def anchors_around_point(point: Point) -> list[Anchor]:
    """Right below a point, where a rising series leaves space, else in the other directions; then farther away."""
    x, y = point
    return [
        ((x + right * distance_x, y + down * distance_y), right, down)
        for distance_y in (CLEARANCE + 2, 13, 22, 32, 44)
        for distance_x in (CLEARANCE + 3, 24, 44)
        for right, down in ((1, 1), (1, -1), (-1, -1), (-1, 1))
    ]


def anchors_close_to(point: Point) -> list[Anchor]:
    """In the four directions, but no farther from a point than its own label can be told from that of another."""
    x, y = point
    return [
        ((x + right * (CLEARANCE + 3), y + down * distance), right, down)
        for distance in (-6, CLEARANCE, 11)  # first at the height of the point
        for right, down in ((1, 1), (-1, 1), (1, -1), (-1, -1))
    ]


def spread_apart(positions: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """The positions moved as little as needed to be `gap` apart and, if there is space, from `low` to `high`.

    They are returned in the order given. Neighbours that are too close form a group around their mean position; groups
    that then touch are merged.
    """
    order = sorted(range(len(positions)), key=lambda index: positions[index])
    groups: list[list[int]] = []

    def start(group: Sequence[int]) -> float:
        length = gap * (len(group) - 1)
        mean = sum(positions[index] for index in group) / len(group)
        return max(low, min(mean - length / 2, high - length))

    for index in order:
        groups.append([index])
        while len(groups) > 1 and start(groups[-1]) < start(groups[-2]) + gap * len(groups[-2]):
            last = groups.pop()
            groups[-1] += last
    spread = [0.0] * len(positions)
    for group in groups:
        for place, index in enumerate(group):
            spread[index] = start(group) + place * gap
    return spread


def _box_at(anchor: Anchor, width: float, height: float) -> Box:
    """The box of that size with its corner at the anchor."""
    (x, y), right, down = anchor
    left = x if right > 0 else x - width
    top = y if down > 0 else y - height
    return Box(left, top, left + width, top + height)
