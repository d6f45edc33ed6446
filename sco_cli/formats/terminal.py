"""The terminal: its width, its colours, its letters. Every decision on them is made here, once."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TextIO

from rich.console import Console
from rich.style import Style
from rich.text import Text
from rich.theme import Theme

from sco_cli.printable import visible
from sco_cli.report import Role, Span
from sco_cli.report import Text as Spans

NATURAL = 1_000_000
"""The width where nothing is a terminal: so wide that nothing is ever wrapped."""

NARROW = 60
"""Below this width records stack."""

_STYLES: dict[Role, str] = {
    "plain": "none",
    "strong": "bold",
    "dim": "dim",
    "accent": "cyan",
    "contested": "bold red",
}


@dataclass(frozen=True, slots=True)
class Glyphs:
    """What bars and marks are drawn with."""

    full: str = "\u2588"
    eighths: str = " \u258f\u258e\u258d\u258c\u258b\u258a\u2589"
    possible: str = "\u2591"
    spark: str = "\u2581\u2582\u2583\u2584\u2585\u2586\u2587\u2588"
    gap: str = "\u00b7"
    cut: str = "|"


ASCII = Glyphs(full="#", eighths=" " * 8, possible=".", spark="12345678", gap=".")


def console(stream: TextIO, environ: Mapping[str, str] = os.environ) -> Console:
    """A console on the stream, with colour only where a reader sees it."""
    is_terminal = stream.isatty() and environ.get("TERM") != "dumb"
    forced = environ.get("FORCE_COLOR", "0") not in ("", "0")
    colour = (is_terminal or forced) and not environ.get("NO_COLOR")
    return Console(
        file=stream,
        width=shutil.get_terminal_size().columns if stream.isatty() else NATURAL,
        force_terminal=colour,
        color_system=("auto" if is_terminal else "standard") if colour else None,
        legacy_windows=False,
        theme=Theme({f"sco.{role}": style for role, style in _STYLES.items()}),
        markup=False,
        emoji=False,
        highlight=False,
        soft_wrap=False,
    )


def glyphs(stream: TextIO) -> Glyphs:
    """The glyphs that the stream's encoding can write."""
    drawn = Glyphs()
    try:
        f"{drawn.full}{drawn.eighths}{drawn.possible}{drawn.spark}{drawn.gap}".encode(stream.encoding or "ascii")
    except UnicodeEncodeError:
        return ASCII
    return drawn


def rich_text(spans: Spans) -> Text:
    """The spans as Rich text; what they say is never read as markup."""
    assembled = Text()
    for span in spans:
        assembled.append(visible(span.text), _style(span))
    return assembled


def _style(span: Span) -> Style | str:
    return Style(link=span.link) + Style.parse(_STYLES[span.role]) if span.link else f"sco.{span.role}"
