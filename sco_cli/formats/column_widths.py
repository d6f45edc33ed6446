"""The columns of a table on a screen: how wide each is, and numbers set with their decimal points in one line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len
from rich.text import Text

from sco_cli.reports.report import Column

GAP = 2
"""Cells between columns, and before all that stands under a title."""

MAX_LINES, MIN_COLUMN = 4, 16
"""A column of running text may take that many lines, or is at least that wide; else the records stack."""

_NUMBER = re.compile(r"([-+]?[\d,]+)(\.\d+)?")


class ColumnView(NamedTuple):
    """A column as it is shown: its header, and a cell for each record."""

    column: Column
    header: str
    cells: list[Text]


def align_numbers(shown: ColumnView) -> ColumnView:
    """The column with the decimal points of its numbers in one line, and so what stands behind the numbers.

    A cell without a number, and the header, end where the longest number ends.
    """
    found = [_NUMBER.match(cell.plain) for cell in shown.cells]
    whole = max((len(number.group(1)) for number in found if number), default=0)
    places = max((len(number.group(2) or "") for number in found if number), default=0)
    cells = []
    for cell, number in zip(shown.cells, found, strict=True):
        if number:
            before, after = whole - len(number.group(1)), places - len(number.group(2) or "")
            cells.append(Text.assemble(" " * before, cell[: number.end()], " " * after, cell[number.end() :]))
        else:
            cells.append(Text.assemble(" " * (whole + places - cell.cell_len), cell))
    return shown._replace(header=shown.header.rjust(whole + places), cells=cells)


def widths(columns: Sequence[ColumnView], room: int) -> list[int] | None:
    """The width of each column where all fit in; None where one would be cut, or too narrow to read.

    Rich's own sharing out of a lack of room cuts words: here no column is narrower than its longest.
    """
    natural, least = [], []
    for one in columns:
        widest = max([cell_len(one.header), *(cell.cell_len for cell in one.cells)])
        words = max([cell_len(one.header), *map(longest_word, one.cells)])
        natural.append(widest)
        least.append(widest if one.column.no_wrap else max(words, min(-(-widest // MAX_LINES), MIN_COLUMN)))
    spare = room - GAP * (len(columns) - 1) - sum(least)
    if spare < 0:
        return None
    wanted = [most - least for most, least in zip(natural, least, strict=True)]
    shares = [want * min(spare, sum(wanted)) // (sum(wanted) or 1) for want in wanted]
    return [least + share for least, share in zip(least, shares, strict=True)]


def longest_word(text: Text) -> int:
    """In cells; an address may break anywhere, and does not count."""
    return max((cell_len(word) for word in text.plain.split() if "://" not in word), default=0)
