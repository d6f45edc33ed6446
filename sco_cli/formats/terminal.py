"""The Rich console for a terminal: its width, whether it has colour, and the style of each role of text."""

from __future__ import annotations

import io
import os
import shutil
from collections.abc import Mapping
from typing import Literal, TextIO

from rich.console import Console
from rich.style import Style
from rich.text import Text
from rich.theme import Theme

from sco_cli.formats.colour import has_colour
from sco_cli.reports.report import Role, Span
from sco_cli.reports.report import Text as Spans
from sco_cli.text import escape_unsafe

DEFAULT_WIDTH = 80
"""The width of a terminal that reports none; `shutil` has this default too, but not in Python 3.10."""

MAX_WIDTH = 1000
"""The largest width that is used, whatever a terminal or COLUMNS says: Rich pads each line in colour to the width."""

MIN_TABLE_WIDTH = 60
"""On a narrower terminal the rows of a table are stacked: each column of a row is a line."""

ColorSystem = Literal["auto", "truecolor"]

STYLES: dict[Role, str] = {
    "plain": "none",
    "strong": "bold",
    "dim": "dim",
    "accent": "cyan",
    "contested": "bold red",
    "work": "italic",
}


def console(stream: TextIO, environ: Mapping[str, str] = os.environ) -> Console:
    """A console that writes to a terminal, at its width and with its colours; with TERM=dumb it moves no cursor."""
    width = min(shutil.get_terminal_size().columns or DEFAULT_WIDTH, MAX_WIDTH)
    color_system: ColorSystem | None = "auto" if has_colour(is_terminal=True, environ=environ) else None
    return _console(stream, width, color_system, is_terminal=environ.get("TERM") != "dumb")


def recording_console(width: int) -> Console:
    """A console that records what is printed, for an export as an image."""
    return _console(io.StringIO(), width, "truecolor", is_terminal=True, record=True)


def _console(
    stream: TextIO, width: int, color_system: ColorSystem | None, *, is_terminal: bool, record: bool = False
) -> Console:
    """A console without markup, emoji codes and highlighting, because these would change the text of records."""
    return Console(
        file=stream,
        width=width,
        color_system=color_system,
        force_terminal=is_terminal,
        record=record,
        theme=Theme({f"sco.{role}": style for role, style in STYLES.items()}),
        markup=False,
        emoji=False,
        highlight=False,
        legacy_windows=False,
    )


def rich_text(spans: Spans) -> Text:
    """The spans as Rich text, in the styles of their roles."""
    text = Text()
    for span in spans:
        text.append(escape_unsafe(span.text), _style(span))
    return text


def _style(span: Span) -> Style | str:
    return Style(link=span.link) + Style.parse(STYLES[span.role]) if span.link else f"sco.{span.role}"
