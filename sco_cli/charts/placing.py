"""Where labels stand, so that none covers another, or a line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

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
