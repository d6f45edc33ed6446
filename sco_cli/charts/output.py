"""Chart files: svg, png and html rendered by vl-convert, which needs neither a browser nor a network, and json."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path

from sco_cli.atomic import atomic_file
from sco_cli.charts import missing_letters, png_size, theme
from sco_cli.charts.vega_lite import VERSION, Chart
from sco_cli.errors import BadRequest, OutputFailed
from sco_cli.formats import json_encoder

SVG = "http://www.w3.org/2000/svg"
PNG_SCALE = 2
"""Pixels of a png for each pixel of the chart, so that it is sharp in print."""
INSTALL_COMMAND = "pip install 'sco-cli[charts]'"

# The page has no script and loads nothing, so text of a fact base cannot be executed.
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


def write(chart: Chart, path: Path, *, force: bool) -> list[str]:
    """Write the chart in the format that the path's ending names; returns warnings about letters that no font has.

    Raises BadRequest if vl-convert is needed and not installed, OutputFailed if it fails, and whatever `atomic_file`
    raises.
    """
    ending = path.suffix.lower()
    with atomic_file(path, force=force) as stream:
        stream.write(render(chart, ending))
    # All other files are drawn by a program of their reader, with the fonts there.
    warning = missing_letters.find(chart.lines, _draw_text).warning(path.name) if ending == ".png" else ""
    return [warning] if warning else []


def render(chart: Chart, ending: str) -> bytes:
    """The contents of a chart file with that ending, one of `chart_files.ENDINGS`.

    Raises BadRequest if vl-convert is needed and not installed, OutputFailed if it fails.
    """
    specification = "".join(json_encoder.encode_indented(chart.spec)) + "\n"
    if ending == ".json":
        return specification.encode()
    try:
        import vl_convert  # type: ignore[import-not-found, unused-ignore]  # noqa: PLC0415  # optional, not for json
    except ModuleNotFoundError as error:
        article = "an" if ending in (".html", ".svg") else "a"
        raise BadRequest(
            f'{article} {ending} chart needs the extra "charts": {INSTALL_COMMAND}; a .json chart does not'
        ) from error
    try:
        if ending == ".png":
            return bytes(vl_convert.vegalite_to_png(specification, vl_version=VERSION, scale=PNG_SCALE))
        svg = _add_title(str(vl_convert.vegalite_to_svg(specification, vl_version=VERSION)), chart)
    except ValueError as error:
        reason, *_ = str(error).splitlines()
        raise OutputFailed(f"cannot draw the chart: {reason}") from error
    return (PAGE.format(title=escape(chart.title), svg=svg) if ending == ".html" else svg).encode()


def svg_to_png(svg: str, scale: float) -> bytes:
    """A chart that is drawn already as a small png file, with `scale` pixels for one. It needs vl-convert."""
    import vl_convert  # type: ignore[import-not-found, unused-ignore]  # noqa: PLC0415  # see `render`

    return png_size.repack(bytes(vl_convert.svg_to_png(svg, scale=scale)))


def _draw_text(text: str) -> bytes:
    """A line of text in the font of charts as a png."""
    import vl_convert  # type: ignore[import-not-found, unused-ignore]  # noqa: PLC0415  # see `render`

    size = 16
    width = size * (len(text) + 2)
    mark = f'<text x="{size}" y="{size}" font-family="{theme.FONT}" font-size="{size}px">{escape(text)}</text>'
    return bytes(vl_convert.svg_to_png(f'<svg xmlns="{SVG}" width="{width}" height="{2 * size}">{mark}</svg>'))


def _add_title(svg: str, chart: Chart) -> str:
    """The svg with `title` and `desc` as its first elements, which screen readers announce (SVG 2, 5.7 and 8.4)."""
    opening, rest = svg.split(">", 1)
    opening = re.sub(r' (role|aria-label|aria-roledescription)="[^"]*"', "", opening)
    opening = f'{opening} role="img" aria-labelledby="sco-title sco-desc">'
    title, description = escape(chart.title), escape(chart.description)
    return f'{opening}<title id="sco-title">{title}</title><desc id="sco-desc">{description}</desc>{rest}\n'
