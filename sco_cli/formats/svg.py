"""SVG: an image of a terminal that shows the report, for example for a README."""

from __future__ import annotations

import re
from html import escape, unescape
from typing import TextIO

from sco_cli.formats import bars, console, terminal
from sco_cli.formats.plain_text import text_width
from sco_cli.reports.report import Report, Span, Title
from sco_cli.text import escape_unsafe

ENCODING = "utf-8"

WIDTH = 88
"""The width of the terminal, in cells."""

FONT_HEIGHT = 20
"""The height of the font in the picture, in pixels, as Rich has it."""

FONT_ASPECT_RATIO = 0.61
"""The width of a cell in heights of the font; this is Rich's default, and about that of the fonts in the template."""

_TEXT = re.compile(r'(<text class="sco-r[^>]* textLength=")[^"]*("[^>]*)>([^<\n]+)')
"""A run of text in the picture: what comes before its length, what comes after it, and the text."""

_SHAPED = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0590-\u10ff\u1100-\u11ff\u1200-\u1cff\u200c\u200d\u20d0-\u20ff\ua800-\uabff\ufb1d-\ufdff\ufe00-\ufe0f"
    "\ufe20-\ufe2f\ufe70-\ufefc\U00010800-\U00011fff\U0001e800-\U0001efff\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff]"
)
"""Characters that a font joins with those beside them: letters of Arabic and of India, marks, parts of an emoji."""

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
    picture = screen.export_svg(
        title=title, code_format=code_format, unique_id="sco", font_aspect_ratio=FONT_ASPECT_RATIO
    )
    stream.write(_TEXT.sub(_set_length, picture))


def _set_length(run: re.Match[str]) -> str:
    """The run of text as wide as its cells; Rich gives it a cell for each character, whatever the width of that is.

    A viewer spaces the letters of a run to its length, or stretches them, if a space would separate what is joined.
    """
    before, after, content = run.groups()
    text = unescape(content)
    length = text_width(text) * FONT_HEIGHT * FONT_ASPECT_RATIO
    adjustment = ' lengthAdjust="spacingAndGlyphs"' if _SHAPED.search(text) else ""
    return f"{before}{length:g}{after}{adjustment}>{content}"
