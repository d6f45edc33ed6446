"""Charts as parts of a page: svg without inline styles, and with ids that no other chart of the page has."""

from __future__ import annotations

import re
from xml.etree import ElementTree

SVG = "http://www.w3.org/2000/svg"

DROPPED = ("role", "aria-label", "aria-roledescription", "aria-hidden", "class", "style")
"""Attributes of what is inside a chart: screen readers are given the title and the description of the whole."""

_REFERENCE = re.compile(r"url\(#([^)]*)\)")


def inline(svg: str, prefix: str) -> str:
    """The svg for a page, with `prefix` before each id.

    It is read and written again, so that no text of it can become markup.
    """
    ElementTree.register_namespace("", SVG)
    tree = ElementTree.fromstring(svg)  # noqa: S314  # made by sco itself
    for element in tree.iter():
        for name in list(element.attrib):
            if element is not tree and name in DROPPED:
                del element.attrib[name]
            elif name == "id":
                element.set(name, prefix + element.attrib[name])
            elif "url(#" in element.attrib[name]:
                element.set(name, _REFERENCE.sub(rf"url(#{prefix}\1)", element.attrib[name]))
    tree.attrib.pop("class", None)
    tree.attrib.pop("version", None)
    labels = tree.attrib.get("aria-labelledby", "").split()
    tree.set("aria-labelledby", " ".join(prefix + label for label in labels))
    return ElementTree.tostring(tree, encoding="unicode").strip()
