"""Characters for bars and sparklines, and excerpts of files with a mark under a part of the line."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from sco_cli.reports.report import Excerpt, Sparkline
from sco_cli.text import escape_unsafe


class Glyphs(NamedTuple):
    """The characters that bars and sparklines are drawn with.

    A bar has `full` cells, then a part of a cell from `eighths` (none to seven eighths), then `possible` cells. A
    sparkline has a character of `spark` for each value, from low to high, `gap` for a missing value, `cut` at a break.
    """

    full: str = "\u2588"
    eighths: str = " \u258f\u258e\u258d\u258c\u258b\u258a\u2589"
    possible: str = "\u2591"
    spark: str = "\u2581\u2582\u2583\u2584\u2585\u2586\u2587\u2588"
    gap: str = "\u00b7"
    cut: str = "|"


EXCERPT_WIDTH = 100
"""The width of an excerpt in Markdown and HTML, in characters."""

UNICODE = Glyphs()
ASCII = Glyphs(full="#", eighths=" " * 8, possible=".", spark="12345678", gap=".")


def for_encoding(encoding: str) -> Glyphs:
    """The Unicode glyphs if the encoding has all of them, else the ASCII ones."""
    try:
        "".join(UNICODE).encode(encoding)
    except UnicodeEncodeError:
        return ASCII
    return UNICODE


def sparkline_glyphs(line: Sparkline, glyphs: Glyphs = UNICODE) -> list[tuple[str, bool]]:
    """The characters of a sparkline, each with whether it stands for a value: a gap or a cut does not."""
    characters = []
    steps = len(glyphs.spark)
    for index, share in enumerate(line.shares):
        if index in line.cuts:
            characters.append((glyphs.cut, False))
        if share is None:
            characters.append((glyphs.gap, False))
        else:
            characters.append((glyphs.spark[max(0, min(int(share * steps), steps - 1))], True))
    return characters


def sparkline(line: Sparkline) -> str:
    """The sparkline as text."""
    return "".join(character for character, _ in sparkline_glyphs(line))


def excerpt(block: Excerpt, width: int, measure: Callable[[str], int] = len) -> tuple[str, str]:
    """The line with its number, and below it a line that marks a part of it; both fit the width.

    A long line is cut around the mark. A hint that does not fit is left out, since a part of it could mislead.
    `measure` returns the width of a text.
    """
    gutter = f"{block.number:>5} | "
    available = max(width - len(gutter), 1)
    start, end = block.column - 1, block.column - 1 + block.length
    marked = _truncate(escape_unsafe(block.line[start : min(end, start + available)]), available, measure)
    after = _truncate(escape_unsafe(block.line[end : end + available]), available - measure(marked), measure)
    before = escape_unsafe(block.line[max(start - available, 0) : start])
    # The text after the mark keeps a third of the width, if it needs that much.
    before_width = available - measure(marked) - min(measure(after), available // 3)
    before = _truncate(before[::-1], before_width, measure)[::-1]
    after = _truncate(after, available - measure(before + marked), measure)
    carets = " " * measure(before) + "^" * max(measure(marked), 1)
    hint = f" {block.hint}" if block.hint and len(carets) + 1 + measure(block.hint) <= available else ""
    return gutter + before + marked + after, f"{'|':>{len(gutter) - 1}} {carets}{hint}"


def _truncate(text: str, width: int, measure: Callable[[str], int]) -> str:
    """The beginning of the text that fits the width."""
    text = text[: max(width, 0)]
    while text and measure(text) > width:
        text = text[:-1]
    return text
