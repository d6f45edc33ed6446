"""The terminal: its width, its colours, its letters. Every decision on them is made here, once."""

from __future__ import annotations

import io
import os
import shutil
from collections.abc import Mapping
from typing import Any, Literal, TextIO

from rich.console import Console
from rich.style import Style
from rich.text import Text
from rich.theme import Theme

from sco_cli.reports.report import Role, Span
from sco_cli.reports.report import Text as Spans
from sco_cli.text import escape_unsafe

UNLIMITED = 1_000_000_000
"""The width where nothing is a terminal: so wide that nothing is ever wrapped."""

UNKNOWN = 80
"""The width of a terminal that does not know its own; `shutil` says so too, but for Python 3.10."""

NARROW = 60
"""Below this width records stack."""

_STYLES: dict[Role, str] = {
    "plain": "none",
    "strong": "bold",
    "dim": "dim",
    "accent": "cyan",
    "contested": "bold red",
    "work": "italic",
}


def console(stream: TextIO, environ: Mapping[str, str] = os.environ) -> Console:
    """A console on the stream, with colour only where a reader sees it."""
    is_terminal = stream.isatty() and environ.get("TERM") != "dumb"
    forced = environ.get("FORCE_COLOR", "0") not in ("", "0")
    colour = (is_terminal or forced) and not environ.get("NO_COLOR") and environ.get("TERM") != "dumb"
    width = shutil.get_terminal_size().columns or UNKNOWN if stream.isatty() else UNLIMITED
    system: Literal["auto", "standard"] = "auto" if is_terminal else "standard"
    return _console(stream, width, force_terminal=is_terminal or colour, color_system=system if colour else None)


def _console(stream: TextIO, width: int, **options: Any) -> Console:
    """Markup, emoji and highlighting are off: they would eat data."""
    theme = Theme({f"sco.{role}": style for role, style in _STYLES.items()})
    return Console(
        file=stream,
        width=width,
        theme=theme,
        markup=False,
        emoji=False,
        highlight=False,
        legacy_windows=False,
        **options,
    )


def recording(width: int) -> Console:
    """A console of that width that shows nothing and remembers all, for pictures."""
    return _console(io.StringIO(), width, record=True, force_terminal=True, color_system="truecolor")


def rich_text(spans: Spans) -> Text:
    """The spans as Rich text; what they say is never read as markup."""
    assembled = Text()
    for span in spans:
        assembled.append(escape_unsafe(span.text), _style(span))
    return assembled


def _style(span: Span) -> Style | str:
    return Style(link=span.link) + Style.parse(_STYLES[span.role]) if span.link else f"sco.{span.role}"
