"""SVG: the screen as a picture, fit for a README."""

from __future__ import annotations

from html import escape
from typing import TextIO

from sco_cli.formats import console, glyphs, terminal
from sco_cli.reports.report import Report, Span, Title
from sco_cli.text import escape_unsafe

ENCODING = "utf-8"

WIDTH = 88
"""Columns of the picture."""

# Rich's own template, with a title for those who do not see it, and without fonts that are loaded from elsewhere.
TEMPLATE = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img">
<title>%s</title>
<style>
.{unique_id}-matrix {{ font-family: ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace;
  font-size: {char_height}px; line-height: {line_height}px; font-variant-east-asian: full-width; }}
.{unique_id}-title {{ font: bold 18px system-ui, sans-serif; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}"/>
</clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


def render(report: Report, stream: TextIO) -> None:
    """Write the picture of a terminal that shows the report; the same report is the same picture."""
    screen = terminal.recording(WIDTH)
    console.draw(report, screen, glyphs.UNICODE)
    title = next((one.left for one in report.blocks if isinstance(one, Title)), (Span("sco"),))
    shown = escape_unsafe("".join(span.text for span in title))
    braced = escape(shown).replace("{", "{{").replace("}", "}}")  # the template is filled in by str.format
    stream.write(screen.export_svg(title=shown, code_format=TEMPLATE.replace("%s", braced), unique_id="sco"))
