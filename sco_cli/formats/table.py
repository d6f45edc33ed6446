"""The format for people: fits the width of a terminal; in a pipe, a table has one row on each line."""

from __future__ import annotations

import re
from typing import TextIO

from sco_cli.formats import bars, console, terminal
from sco_cli.reports.report import Report

ENCODING = None

_LINK_START = re.compile("\x1b]8;id=[0-9]+;")
"""Rich gives each hyperlink a random id. It is removed, so that the same input gives the same output."""


def render(report: Report, stream: TextIO) -> None:
    """Write the blocks for the terminal, or without wrapping if the stream is none."""
    screen = terminal.console(stream)
    with screen.capture() as capture:
        console.draw(report, screen, bars.for_encoding(stream.encoding or "ascii"))
    output = _LINK_START.sub("\x1b]8;;", capture.get())
    if screen.color_system is None:  # Rich pads lines with spaces, which serve no purpose without colours
        output = "".join(f"{line.rstrip()}\n" for line in output.split("\n")[:-1])
    stream.write(output)
