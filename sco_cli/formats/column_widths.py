"""Widths of the columns of a table on a terminal, and alignment of numbers at their decimal points."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from rich.text import Text

from sco_cli.formats.placement import GAP, number_places
from sco_cli.formats.plain_text import text_width

MAX_LINES = 4
"""A column that wraps is so wide that its longest cell takes about this many lines at most."""

MIN_WRAPPED_WIDTH = 16
"""A column that wraps may be this narrow even if its longest cell then takes more than MAX_LINES lines."""

MIN_FIRST_WIDTH = 24
"""The first column, which says what a row is about, has this width at least, if other columns can be moved."""

LINES_FOR_MOVED_COLUMN = 0.1
"""How many lines of each row must be saved by another column below the row, where it is harder to find."""


class ColumnView(NamedTuple):
    """A column as it is drawn, with a cell for each row; what follows the cells is as in the report's column."""

    header: str
    cells: list[Text]
    no_wrap: bool
    align: Literal["left", "right", "point"]
    may_move: bool = False


class Layout(NamedTuple):
    """How the columns of a table are drawn: those of a row side by side, and `moved` ones on a line below it.

    Moved columns of width 0 are not aligned.
    """

    side_by_side: Sequence[ColumnView]
    widths: Sequence[int]
    moved: Sequence[ColumnView] = ()
    moved_widths: Sequence[int] = ()


def fit_table(views: Sequence[ColumnView], available: int) -> Layout | None:
    """The layout in which the table takes the fewest lines; None if it does not fit.

    Columns are moved from the last on, as far as they may be, and only if that saves lines.
    """
    layouts = []
    for count in range(len(views)):
        if count and not views[-count].may_move:
            break
        side_by_side, moved = views[: len(views) - count], views[len(views) - count :]
        widths, moved_widths = fit_columns(side_by_side, available), _fit_moved(moved, available - GAP)
        if widths is not None and moved_widths is not None:
            layouts.append(Layout(side_by_side, widths, moved, moved_widths))
    return min(layouts, key=_cost, default=None)


def _fit_moved(views: Sequence[ColumnView], available: int) -> Sequence[int] | None:
    """The widths of columns below a row: aligned if all of them fit, else 0; None if a word does not fit."""
    widths = [_natural_width(view) for view in views]
    if sum(widths) + GAP * (len(views) - 1) <= available:
        return widths
    longest = max(longest_word(text) for view in views for text in (Text(view.header), *view.cells))
    return [0] * len(views) if longest <= available else None


def _cost(layout: Layout) -> tuple[bool, float]:
    """Whether the first column is narrow, and about how many lines the rows take, with those for moved columns."""
    first, *_ = layout.side_by_side
    is_narrow = layout.widths[0] < min(_natural_width(first), MIN_FIRST_WIDTH)
    rows = zip(*(view.cells for view in layout.side_by_side), strict=True)
    lines = sum(max(-(-cells(cell) // width) for cell, width in zip(row, layout.widths, strict=True)) for row in rows)
    moved = bool(layout.moved) + len(layout.moved) * LINES_FOR_MOVED_COLUMN
    return is_narrow, lines + len(first.cells) * moved


def align_numbers(view: ColumnView) -> ColumnView:
    """The column with the decimal points of its numbers, and so the text after the numbers, aligned.

    The header and cells without a number are right-aligned with the longest number.
    """
    number_width, places = number_places([cell.plain for cell in view.cells], text_width)
    cells = [
        Text.assemble(" " * left, cell[:end], " " * right, cell[end:])
        for cell, (left, end, right) in zip(view.cells, places, strict=True)
    ]
    return view._replace(header=view.header.rjust(number_width), cells=cells)


def fit_columns(views: Sequence[ColumnView], available: int) -> list[int] | None:
    """The widths of the columns, in cells, or None if the table does not fit the available width.

    A column that wraps is at least as wide as its header and its longest word. What is left is divided equally, but no
    column gets more than its longest cell takes. Rich's own distribution of the width is not used: it breaks words.
    """
    natural, minimal = [], []
    for view in views:
        widest = _natural_width(view)
        longest = max([text_width(view.header), *map(longest_word, view.cells)])
        natural.append(widest)
        minimal.append(widest if view.no_wrap else max(longest, min(-(-widest // MAX_LINES), MIN_WRAPPED_WIDTH)))
    spare = available - GAP * (len(views) - 1) - sum(minimal)
    if spare < 0:
        return None
    widths = [*minimal]
    wanting = [index for index in range(len(views)) if natural[index] > minimal[index]]
    for place, index in enumerate(sorted(wanting, key=lambda index: natural[index] - minimal[index])):
        granted = min(natural[index] - minimal[index], spare // (len(wanting) - place))
        widths[index] += granted
        spare -= granted
    return widths


def _natural_width(view: ColumnView) -> int:
    return max([text_width(view.header), *map(cells, view.cells)])


def cells(text: Text) -> int:
    """The width of a text, in cells. Rich measures every text in the same way, which takes longer for most of them."""
    return text_width(text.plain)


def longest_word(text: Text) -> int:
    """The width of the longest word, in cells. URLs are left out: they may be broken anywhere."""
    return max([text_width(word) for word in text.plain.split() if "://" not in word], default=0)
