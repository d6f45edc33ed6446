"""A chart as an element of a page: its svg without what only stands in a file of its own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from xml.etree import ElementTree as ET

SVG = "http://www.w3.org/2000/svg"

DROPPED = frozenset({"class", "role", "pointer-events"})
"""Attributes within the svg that say nothing to a reader: the root is a picture, with a title and a text."""

ID_IN_PAINT = re.compile(r"url\(#([^)]+)\)")


def inline(svg: str, prefix: str) -> str:
    """The svg of a chart for a page on which no other has that prefix, which is put before each id.

    Only presentation attributes are left, as the pages' policy allows no style, and nothing that paints nothing.
    """
    root = ET.fromstring(svg)  # noqa: S314  # drawn by vl-convert, which writes no entities
    names = _names(root, prefix)
    labels = root.get("aria-labelledby", "")
    role = root.get("role", "img")
    for element in root.iter():
        _strip(element, names)
    _remove_unpainted(root, is_painted=False)
    root.set("role", role)
    if labels:
        root.set("aria-labelledby", " ".join(names.get(label, label) for label in labels.split()))
    root.attrib.pop("version", None)
    ET.register_namespace("", SVG)
    return ET.tostring(root, encoding="unicode").replace(f' xmlns="{SVG}"', "", 1)


def _names(root: ET.Element, prefix: str) -> dict[str, str]:
    """The new ids by the old ones. vl-convert numbers ids on from chart to chart; here each chart begins with 0."""
    counts: Counter[str] = Counter()
    names = {}
    for element in root.iter():
        if (name := element.get("id")) is not None and name not in names:
            stem = name.rstrip("0123456789")
            names[name] = f"{prefix}-{name}" if stem == name else f"{prefix}-{stem}{counts[stem]}"
            counts[stem] += 1
    return names


def _strip(element: ET.Element, names: Mapping[str, str]) -> None:
    """Leave out the attributes that say nothing, and give ids and what refers to them their new names."""
    for name, value in list(element.attrib.items()):
        if name in DROPPED or name.startswith("aria-"):
            del element.attrib[name]
        elif name == "id":
            element.set(name, names[value])
        elif "url(#" in value:
            element.set(name, ID_IN_PAINT.sub(lambda match: f"url(#{names.get(match[1], match[1])})", value))


def _remove_unpainted(parent: ET.Element, *, is_painted: bool) -> None:
    """Remove paths without fill and stroke, of their own or inherited, and groups that are empty then."""
    for child in list(parent):
        paints = [paint for name in ("fill", "stroke") if (paint := child.get(name)) is not None]
        is_child_painted = is_painted or any(paint != "none" for paint in paints)
        name = child.tag.removeprefix(f"{{{SVG}}}")
        if name == "g":
            _remove_unpainted(child, is_painted=is_child_painted)
        if (name == "g" and len(child) == 0) or (name == "path" and not is_child_painted):
            parent.remove(child)
