"""Pictures as files: the specification itself, or drawn by vl-convert, which needs no browser and no network."""

from __future__ import annotations

import re
from html import escape

import vl_convert

from sco_cli.charts.theme import Picture

VERSION = "6.1"
"""Of Vega-Lite: that which the specification names."""
PIXELS = 2
"""Of a png, for each of the picture's, so that it is sharp in print."""


def render(picture: Picture, specification: str, ending: str) -> bytes:
    """The picture in the format of a file's ending."""
    if ending == ".png":
        return bytes(vl_convert.vegalite_to_png(specification, vl_version=VERSION, scale=PIXELS))
    if ending == ".html":
        page = str(vl_convert.vegalite_to_html(specification, vl_version=VERSION, bundle=True, renderer="svg"))
        return _titled_page(page, picture).encode()
    return _titled(str(vl_convert.vegalite_to_svg(specification, vl_version=VERSION)), picture).encode()


def _titled(svg: str, picture: Picture) -> str:
    """The svg with title and description first, by which screen readers tell what it is (SVG 2, 5.7 and 8.4)."""
    opening, rest = svg.split(">", 1)
    opening = re.sub(r' (role|aria-label|aria-roledescription)="[^"]*"', "", opening)
    named = f'{opening} role="img" aria-labelledby="sco-title sco-desc">'
    title, description = escape(picture.title), escape(picture.description)
    return f'{named}<title id="sco-title">{title}</title><desc id="sco-desc">{description}</desc>{rest}\n'


def _titled_page(page: str, picture: Picture) -> str:
    return page.replace("<head>", f"<head>\n<title>{escape(picture.title)}</title>", 1)
