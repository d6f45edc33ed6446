"""Widths of the columns of a table on a terminal, and alignment of numbers at their decimal points."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from rich.cells import cell_len
from rich.text import Text

GAP = 2
"""Cells between two columns; also the indentation of everything below a title."""

MAX_LINES = 4
"""A column that wraps is so wide that its longest cell takes about this many lines at most."""

MIN_WRAPPED_WIDTH = 16
"""A column that wraps may be this narrow even if its longest cell then takes more than MAX_LINES lines."""

_NUMBER = re.compile(r"([-+]?[\d,]+)(\.\d+)?")


class ColumnView(NamedTuple):
    """A column as it is drawn, with a cell for each row; `no_wrap` and `align` are those of the report's column."""

    header: str
    cells: list[Text]
    no_wrap: bool
    align: Literal["left", "right", "point"]


def align_numbers(view: ColumnView) -> ColumnView:
    """The column with the decimal points of its numbers, and so the text after the numbers, aligned.

    The header and cells without a number are right-aligned with the longest number.
    """
    matches = [_NUMBER.match(cell.plain) for cell in view.cells]
    integer_width = max((len(match[1]) for match in matches if match), default=0)
    fraction_width = max((len(match[2] or "") for match in matches if match), default=0)
    number_width = integer_width + fraction_width
    cells = []
    for cell, match in zip(view.cells, matches, strict=True):
        if match:
            left, right = integer_width - len(match[1]), fraction_width - len(match[2] or "")
            cells.append(Text.assemble(" " * left, cell[: match.end()], " " * right, cell[match.end() :]))
        else:
            cells.append(Text.assemble(" " * (number_width - cell.cell_len), cell))
    return view._replace(header=view.header.rjust(number_width), cells=cells)


def fit_columns(views: Sequence[ColumnView], available: int) -> list[int] | None:
    """The widths of the columns, in cells, or None if the table does not fit the available width.

    A column that wraps is at least as wide as its header and its longest word. Rich's own distribution of the width is
    not used, because it breaks words.
    """
    natural, minimal = [], []
    for view in views:
        header_width = cell_len(view.header)
        widest = max([header_width, *(cell.cell_len for cell in view.cells)])
        longest = max([header_width, *map(longest_word, view.cells)])
        natural.append(widest)
        minimal.append(widest if view.no_wrap else max(longest, min(-(-widest // MAX_LINES), MIN_WRAPPED_WIDTH)))
    spare = available - GAP * (len(views) - 1) - sum(minimal)
    if spare < 0:
        return None
    wanted = [widest - least for widest, least in zip(natural, minimal, strict=True)]
    granted, total = min(spare, sum(wanted)), max(sum(wanted), 1)
    return [least + want * granted // total for least, want in zip(minimal, wanted, strict=True)]


def longest_word(text: Text) -> int:
    """The width of the longest word, in cells. URLs are left out: they may be broken anywhere."""
    return max((cell_len(word) for word in text.plain.split() if "://" not in word), default=0)
