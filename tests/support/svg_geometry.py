"""The geometry of an svg: the boxes of its texts, the segments of its lines, and where they overlap."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from itertools import combinations, pairwise
from typing import NamedTuple

from sco_cli.charts.label_layout import Box, Segment

SVG = "{http://www.w3.org/2000/svg}"


class TextLine(NamedTuple):
    """A line of text in an svg, and its box in pixels."""

    text: str
    box: Box


# fmt: off
REGULAR = {
    27: "'", 28: "ijl", 29: "IJ", 32: " ,.", 34: "/:;\\|", 35: "f", 36: "-", 39: "()[]t", 40: "!", 41: "r", 46: '"',
    50: "*_`", 52: "sz", 53: "?", 55: "c", 56: "L", 58: "Fk", 59: "vxy", 60: "P", 61: "TYao", 62: "e",
    63: "ESbdghnpqu", 64: "$0123456789{}", 66: "K", 68: "AV", 69: "BRXZ", 70: "C", 73: "U", 75: "HN", 77: "DG",
    78: "&", 79: "OQ", 82: "w", 84: "#+<=>^~", 86: "M", 95: "%", 97: "m", 99: "W", 100: "@",
}
BOLD = {
    31: "'", 34: "ijl", 35: " ", 37: "/IJ\\|", 38: ",.", 40: ":;", 42: "-", 44: "f", 46: "!()[]", 48: "t", 49: "r",
    50: "_`", 52: '"*', 58: "?z", 59: "c", 60: "s", 64: "L", 65: "vxy", 67: "ak", 68: "EFTe", 69: "o",
    70: "$0123456789", 71: "hnu{}", 72: "SYbdgpq", 73: "CPZ", 76: "B", 77: "AKRVX", 81: "U", 82: "G", 83: "D",
    84: "#+<=>HN^~", 85: "OQ", 87: "&", 92: "w", 100: "%@M", 104: "m", 110: "W",
}
# fmt: on
"""Widths of characters in DejaVu Sans, which is wider than most fonts, in hundredths of the font size."""
CHARACTER_WIDTHS = [
    {character: width / 100 for width, characters in font.items() for character in characters}
    for font in (REGULAR, BOLD)
]
"""Widths as multiples of the font size, for the regular and the bold font."""


def text_lines(element: ET.Element, x: float = 0, y: float = 0) -> Iterator[TextLine]:
    """Every line of text in an svg element whose origin is at that point."""
    x, y = _translate(element, x, y)
    if element.tag == f"{SVG}text" and element.get("opacity") != "0":
        size = float(element.get("font-size", "11").removesuffix("px"))
        lines = [span.text or "" for span in element] or [element.text or ""]
        line_height = float(element[1].get("dy", 0)) if len(element) > 1 else 0
        widths = CHARACTER_WIDTHS[element.get("font-weight") == "bold"]
        for number, line in enumerate(lines):
            width = size * sum(widths.get(character, 1) for character in line)
            left = x - {"start": 0, "middle": width / 2, "end": width}[element.get("text-anchor", "start")]
            baseline = y + number * line_height
            yield TextLine(line, Box(left, baseline - size * 0.75, left + width, baseline + size * 0.2))
    for child in element:
        yield from text_lines(child, x, y)


def line_segments(element: ET.Element, x: float = 0, y: float = 0, *, is_line: bool = False) -> Iterator[Segment]:
    """The segments, from value to value, of all line marks in an svg element whose origin is at that point."""
    x, y = _translate(element, x, y)
    is_line = is_line or "mark-line" in element.get("class", "")
    if is_line and element.tag == f"{SVG}path":
        points = [(x + float(px), y + float(py)) for px, py in re.findall(r"([-\d.]+),([-\d.]+)", element.get("d", ""))]
        yield from pairwise(points)
    for child in element:
        yield from line_segments(child, x, y, is_line=is_line)


def overlaps(svg: bytes) -> list[tuple[str, str]]:
    """Each text that overlaps another text, a line or the edge of the page, with what it overlaps."""
    root = ET.fromstring(svg)  # noqa: S314  # made by sco itself
    page = Box(0, 0, float(root.get("width", 0)), float(root.get("height", 0)))
    lines = [line for line in text_lines(root) if line.text]
    segments = list(line_segments(root))
    pairs = [(second.text, first.text) for first, second in combinations(lines, 2) if second.box.overlaps(first.box)]
    pairs += [(line.text, "a line") for line in lines if any(map(line.box.is_crossed_by, segments))]
    return pairs + [(line.text, "the edge") for line in lines if not line.box.is_inside(page)]


def _translate(element: ET.Element, x: float, y: float) -> tuple[float, float]:
    """The origin of an element inside a parent whose origin is at that point."""
    match = re.match(r"translate\(([-\d.e]+)[, ]+([-\d.e]+)\)", element.get("transform", ""))
    return (x + float(match[1]), y + float(match[2])) if match else (x, y)
