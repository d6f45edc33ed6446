"""Pictures as files, whole or not at all."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path

from sco_cli.atomic import atomic_file
from sco_cli.charts.theme import Chart
from sco_cli.errors import BadRequest
from sco_cli.formats import json_encoder

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


def _titled(svg: str, picture: Chart) -> str:
    """The svg with title and description first, by which screen readers tell what it is (SVG 2, 5.7 and 8.4)."""
    opening, rest = svg.split(">", 1)
    opening = re.sub(r' (role|aria-label|aria-roledescription)="[^"]*"', "", opening)
    named = f'{opening} role="img" aria-labelledby="sco-title sco-desc">'
    title, description = escape(picture.title), escape(picture.description)
    return f'{named}<title id="sco-title">{title}</title><desc id="sco-desc">{description}</desc>{rest}\n'


INSTALL = "pip install 'vl-convert-python>=1.8,<2'"


def write(picture: Chart, path: Path, *, force: bool) -> None:
    """Write the picture in the format of the path's ending.

    Raises BadRequest where what renders it is not installed, else what `writing.whole` raises.
    """
    ending = path.suffix.lower()
    specification = "".join(json_encoder.indented(picture.spec)) + "\n"
    with atomic_file(path, force=force) as stream:
        stream.write(specification.encode() if ending == ".json" else _rendered(picture, specification, ending))


def _rendered(picture: Chart, specification: str, ending: str) -> bytes:
    try:  # the specification needs no renderer, and a reader of it may have none
        import vl_convert  # type: ignore[import-not-found, unused-ignore]  # noqa: PLC0415
    except ModuleNotFoundError as error:
        raise BadRequest(
            f"a picture in {ending} needs vl-convert, the extra charts: {INSTALL}; .json needs nothing"
        ) from error
    if ending == ".png":
        return bytes(vl_convert.vegalite_to_png(specification, vl_version=VERSION, scale=PIXELS))
    svg = _titled(str(vl_convert.vegalite_to_svg(specification, vl_version=VERSION)), picture)
    return (PAGE.format(title=escape(picture.title), svg=svg) if ending == ".html" else svg).encode()
