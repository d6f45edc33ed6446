"""The marks that bars and small lines are drawn with, in letters."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from sco_cli.reports.report import Excerpt, Sparkline
from sco_cli.text import escape_unsafe


class Glyphs(NamedTuple):
    """What bars and small lines are drawn with."""

    full: str = "\u2588"
    eighths: str = " \u258f\u258e\u258d\u258c\u258b\u258a\u2589"
    possible: str = "\u2591"
    spark: str = "\u2581\u2582\u2583\u2584\u2585\u2586\u2587\u2588"
    gap: str = "\u00b7"
    cut: str = "|"


PAGE_WIDTH = 100
"""Letters of a line of code on a page."""

UNICODE = Glyphs()
ASCII = Glyphs(full="#", eighths=" " * 8, possible=".", spark="12345678", gap=".")


def for_encoding(encoding: str) -> Glyphs:
    """The glyphs that an encoding can write."""
    try:
        f"{UNICODE.full}{UNICODE.eighths}{UNICODE.possible}{UNICODE.spark}{UNICODE.gap}".encode(encoding)
    except UnicodeEncodeError:
        return ASCII
    return UNICODE


def sparkline_glyphs(line: Sparkline, glyphs: Glyphs = UNICODE) -> list[tuple[str, bool]]:
    """A small line letter by letter; true for a value, false for a gap or a cut."""
    drawn = []
    steps = len(glyphs.spark)
    for index, share in enumerate(line.shares):
        if index in line.cuts:
            drawn.append((glyphs.cut, False))
        if share is None:
            drawn.append((glyphs.gap, False))
        else:
            drawn.append((glyphs.spark[max(0, min(int(share * steps), steps - 1))], True))
    return drawn


def sparkline(spark: Sparkline) -> str:
    """A small line as text."""
    return "".join(letter for letter, _ in sparkline_glyphs(spark))


def excerpt(block: Excerpt, width: int, cells: Callable[[str], int] = len) -> tuple[str, str]:
    """The line behind its number, and the line that marks a part of it, both cut to so many cells around the mark.

    A hint that has no room beside the mark is left out, for half of it might be read as another.
    """
    gutter = f"{block.number:>5} | "
    room = max(width - len(gutter), 1)
    start, end = block.column - 1, block.column - 1 + block.length
    marked = _cut(escape_unsafe(block.line[start : min(end, start + room)]), room, cells)
    after = _cut(escape_unsafe(block.line[end : end + room]), room - cells(marked), cells)
    before = escape_unsafe(block.line[max(start - room, 0) : start])
    before = _cut(before[::-1], room - cells(marked) - min(cells(after), room // 3), cells)[::-1]
    after = _cut(after, room - cells(before + marked), cells)
    under = " " * cells(before) + "^" * max(cells(marked), 1)
    hint = f" {block.hint}" if block.hint and len(under) + 1 + cells(block.hint) <= room else ""
    return gutter + before + marked + after, f"{'|':>{len(gutter) - 1}} {under}{hint}"


def _cut(text: str, room: int, cells: Callable[[str], int]) -> str:
    """As much of the beginning as has room."""
    text = text[: max(room, 0)]
    while text and cells(text) > room:
        text = text[:-1]
    return text
