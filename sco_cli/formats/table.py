"""For people: at the width of the terminal; in a pipe, one record a line and nothing wrapped."""

from __future__ import annotations

import re
from typing import TextIO

from sco_cli.formats import console, glyphs, terminal
from sco_cli.reports.report import Report

ENCODING = None

_RANDOM = re.compile("\x1b]8;id=[0-9]+;")
"""Rich numbers links at random; they need no number, and the same input is the same bytes."""


def render(report: Report, stream: TextIO) -> None:
    """Write the blocks as they look on this terminal, or without colour at their natural width."""
    screen = terminal.console(stream)
    with screen.capture() as captured:
        console.draw(report, screen, glyphs.for_encoding(stream.encoding or "ascii"))
    written = _RANDOM.sub("\x1b]8;;", captured.get())
    if screen.color_system is None:  # Rich fills cells up with spaces; without colours they are of no use
        written = "".join(f"{line.rstrip()}\n" for line in written.split("\n")[:-1])
    stream.write(written)
