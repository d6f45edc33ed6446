"""What stands on what in an svg: the room that each text takes, the lines, and where they meet."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from sco_cli.charts import label_layout

SVG = "{http://www.w3.org/2000/svg}"


class Text(NamedTuple):
    """A line of text in a picture, and the room that it takes."""

    said: str
    box: label_layout.Box


def moved(element: ET.Element) -> tuple[float, float]:
    found = re.match(r"translate\(([-\d.e]+)[, ]+([-\d.e]+)\)", element.get("transform", ""))
    return (float(found[1]), float(found[2])) if found else (0.0, 0.0)


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
"""How wide letters are, in hundredths of the size of the type, in DejaVu Sans, which is wider than most."""
WIDE = [{letter: wide / 100 for wide, letters in font.items() for letter in letters} for font in (REGULAR, BOLD)]


def text_boxes(element: ET.Element, x: float = 0, y: float = 0) -> Iterator[Text]:
    """Every line of text in an svg, with the room that it takes."""
    dx, dy = moved(element)
    x, y = x + dx, y + dy
    if element.tag == f"{SVG}text" and element.get("opacity") != "0":
        size = float(element.get("font-size", "11").removesuffix("px"))
        said = [span.text or "" for span in element] or [element.text or ""]
        step = float(element[1].get("dy", 0)) if len(element) > 1 else 0
        for number, line in enumerate(said):
            wide = size * sum(WIDE[element.get("font-weight") == "bold"].get(letter, 1) for letter in line)
            left = x - {"start": 0, "middle": wide / 2, "end": wide}[element.get("text-anchor", "start")]
            base = y + number * step
            yield Text(line, label_layout.Box(left, base - size * 0.75, left + wide, base + size * 0.2))
    for child in element:
        yield from text_boxes(child, x, y)


def strokes(element: ET.Element, x: float = 0, y: float = 0, *, is_line: bool = False) -> Iterator[label_layout.Stroke]:
    """The strokes of all lines in an svg, from value to value."""
    dx, dy = moved(element)
    x, y = x + dx, y + dy
    is_line = is_line or "mark-line" in element.get("class", "")
    if is_line and element.tag == f"{SVG}path":
        points = [(x + float(px), y + float(py)) for px, py in re.findall(r"([-\d.]+),([-\d.]+)", element.get("d", ""))]
        yield from pairwise(points)
    for child in element:
        yield from strokes(child, x, y, is_line=is_line)


def overlaps(svg: bytes) -> list[tuple[str, str]]:
    """Texts that stand on one another or on a line, or reach out of the picture."""
    root = ET.fromstring(svg)  # noqa: S314  # of our own making
    page = label_layout.Box(0, 0, float(root.get("width", 0)), float(root.get("height", 0)))
    found = [one for one in text_boxes(root) if one.said]
    pairs = [
        (one.said, other.said) for at, one in enumerate(found) for other in found[:at] if one.box.overlaps(other.box)
    ]
    pairs += [(one.said, "a line") for one in found if any(map(one.box.is_crossed, strokes(root)))]
    return pairs + [(one.said, "the edge") for one in found if not one.box.inside(page)]
