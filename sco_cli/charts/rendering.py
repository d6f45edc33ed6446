"""Pictures drawn from their specification by vl-convert, which needs no browser and no network."""

from __future__ import annotations

import re
from html import escape

import vl_convert  # type: ignore[import-not-found, unused-ignore]

from sco_cli.charts.theme import Picture

VERSION = "6.1"
"""Of Vega-Lite: that which the specification names."""
PIXELS = 2
"""Of a png, for each of the picture's, so that it is sharp in print."""

# No script, so that nothing of a fact base can be run, and nothing is fetched.
PAGE = """\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>body {{ margin: 0; }} svg {{ display: block; max-width: 100%; height: auto; margin: 0 auto; }}</style>
</head>
<body>
{svg}</body>
</html>
"""


def render(picture: Picture, specification: str, ending: str) -> bytes:
    """The picture in the format of a file's ending."""
    if ending == ".png":
        return bytes(vl_convert.vegalite_to_png(specification, vl_version=VERSION, scale=PIXELS))
    svg = _titled(str(vl_convert.vegalite_to_svg(specification, vl_version=VERSION)), picture)
    return (PAGE.format(title=escape(picture.title), svg=svg) if ending == ".html" else svg).encode()


def _titled(svg: str, picture: Picture) -> str:
    """The svg with title and description first, by which screen readers tell what it is (SVG 2, 5.7 and 8.4)."""
    opening, rest = svg.split(">", 1)
    opening = re.sub(r' (role|aria-label|aria-roledescription)="[^"]*"', "", opening)
    named = f'{opening} role="img" aria-labelledby="sco-title sco-desc">'
    title, description = escape(picture.title), escape(picture.description)
    return f'{named}<title id="sco-title">{title}</title><desc id="sco-desc">{description}</desc>{rest}\n'
