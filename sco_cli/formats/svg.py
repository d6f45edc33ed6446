"""SVG: an image of a terminal that shows the report, for example for a README."""

from __future__ import annotations

from html import escape
from typing import TextIO

from sco_cli.formats import bars, console, terminal
from sco_cli.reports.report import Report, Span, Title
from sco_cli.text import escape_unsafe

ENCODING = "utf-8"

WIDTH = 88
"""The width of the terminal, in cells."""

# Rich's own template with two changes: it has a title, for screen readers, and it loads no fonts from the network.
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
    """Write the image; equal reports give equal images."""
    screen = terminal.recording_console(WIDTH)
    console.draw(report, screen, bars.UNICODE)
    spans = next((block.left for block in report.blocks if isinstance(block, Title)), (Span("sco"),))
    title = escape_unsafe("".join(span.text for span in spans))
    escaped_title = escape(title).replace("{", "{{").replace("}", "}}")  # Rich passes the template to str.format
    code_format = TEMPLATE.replace("%s", escaped_title)
    stream.write(screen.export_svg(title=title, code_format=code_format, unique_id="sco"))
