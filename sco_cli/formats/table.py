"""The format for people: fits the width of a terminal; in a pipe, a table has one row on each line."""

from __future__ import annotations

import re
from typing import TextIO

from sco_cli.formats import bars, plain_text
from sco_cli.formats.bars import Glyphs
from sco_cli.formats.colour import has_colour
from sco_cli.reports.report import Report

ENCODING = None

_LINK_START = re.compile("\x1b]8;id=[0-9]+;")
"""Rich gives each hyperlink a random id. It is removed, so that the same input gives the same output."""


def render(report: Report, stream: TextIO) -> None:
    """Write the blocks for the terminal, or without wrapping if the stream is none."""
    glyphs = bars.for_encoding(stream.encoding or "ascii")
    if stream.isatty():
        stream.write(_screen(report, stream, glyphs))
    else:
        stream.write(plain_text.draw(report, glyphs, has_colour=has_colour(is_terminal=False)))


def _screen(report: Report, stream: TextIO, glyphs: Glyphs) -> str:
    """The blocks as the terminal shows them."""
    from sco_cli.formats import console, terminal  # noqa: PLC0415  # a lazy import: Rich is for terminals only

    screen = terminal.console(stream)
    with screen.capture() as capture:
        console.draw(report, screen, glyphs)
    output = _LINK_START.sub("\x1b]8;;", capture.get())
    if screen.color_system is None:  # Rich pads lines with spaces, which serve no purpose without colours
        output = "".join(f"{line.rstrip()}\n" for line in output.split("\n")[:-1])
    return output
