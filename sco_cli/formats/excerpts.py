"""Excerpts of files: a line with its number, and a mark under a part of it."""

from __future__ import annotations

from collections.abc import Callable

from sco_cli.reports.report import Excerpt
from sco_cli.text import escape_unsafe

EXCERPT_WIDTH = 100
"""The width of an excerpt where there is no terminal: in characters in Markdown and HTML, in cells in a pipe."""


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
    hint = f" {escape_unsafe(block.hint)}" if block.hint else ""
    shown_hint = hint if len(carets) + measure(hint) <= available else ""
    return gutter + before + marked + after, f"{'|':>{len(gutter) - 1}} {carets}{shown_hint}"


def _truncate(text: str, width: int, measure: Callable[[str], int]) -> str:
    """The beginning of the text that fits the width."""
    text = text[: max(width, 0)]
    while text and measure(text) > width:
        text = text[:-1]
    return text
