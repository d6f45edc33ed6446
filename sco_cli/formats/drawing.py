"""Titles, fields, bars and tables as Rich draws them, for one width: what a terminal and a picture have in common."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from sco_cli.formats import marks, terminal
from sco_cli.formats.terminal import rich_text
from sco_cli.printable import visible
from sco_cli.report import Block, Column, Excerpt, Fields, Gauge, Heading, Prose, Report, Spark, Table, Title, Verbatim
from sco_cli.report import Text as Spans

GAP = 2
"""Cells between columns, and before all that stands under a title."""

READABLE = 100
"""Prose and titles are set no wider than this; the eye loses longer lines."""

BAR, LEAST_BAR, BESIDE_BAR = 44, 12, 36
"""Cells of a bar at the most and at the least, and cells that a line keeps for what stands beside it.

All bars of a screen are of one length, whatever the words beside them; where one does not fit, it is left out.
"""

MOST_LINES, LEAST_COLUMN = 3, 16
"""A column of running text may take that many lines, or is at least that wide; else the records stack."""


_LEVEL = re.compile(r"(?:\d[\d,.]*(?: \w+)? to )?(-?\d[\d,]*)")


def draw(report: Report, screen: Console, glyphs: marks.Glyphs) -> None:
    """Print the blocks on the console, with a blank line before each part."""
    drawing = _Drawing(screen.width, glyphs, report.blocks)
    for index, block in enumerate(report.blocks):
        if index and _apart(report.blocks[index - 1], block):
            screen.print()
        screen.print(drawing.block(block))


def _apart(above: Block, below: Block) -> bool:
    """A title stands close to its prose, a heading to all that it heads."""
    return not (isinstance(above, Heading) or (isinstance(above, Title) and isinstance(below, Prose)))


class _Drawing:
    """Draws blocks for one width; `natural` where there is no terminal to fit into."""

    def __init__(self, width: int, glyphs: marks.Glyphs, blocks: Sequence[Block]) -> None:
        self.width = width
        self.natural = width == terminal.NATURAL
        self.glyphs = glyphs
        # All bars of a screen begin in one column, so that they can be compared.
        barred = [row for block in blocks if isinstance(block, Fields) and _has_bars(block) for row in block.rows]
        self.bar_labels = max((len(label) for label, _ in barred), default=0)
        levels = [rich_text(one.text) for _, one in barred if isinstance(one, Gauge)]
        self.points = max(map(_point, levels), default=0)
        self.bar_levels = max((text.cell_len - _point(text) for text in levels), default=0) + self.points

    def block(self, block: Block) -> RenderableType:
        if isinstance(block, Title | Heading):
            return self.headline(rich_text(block.left), rich_text(block.right))
        if isinstance(block, Prose):
            margin = 0 if self.natural else max(0, self.width - READABLE)
            return Padding(rich_text(block.text), (0, margin, 0, GAP), expand=False)
        if isinstance(block, Excerpt):
            return Group(rich_text(block.text), *self.excerpt(block))
        if isinstance(block, Verbatim):  # from the first column on, for it may be read by a program
            return Group(*(Text(visible(line)) for line in block.lines))
        return _indented(self.fields(block) if isinstance(block, Fields) else self.table(block))

    def headline(self, left: Text, right: Text) -> RenderableType:
        left.stylize("bold")
        if not right:
            return left
        blanks = min(self.width, READABLE) - left.cell_len - right.cell_len
        if self.natural or blanks < GAP:
            return Text("  " if self.natural else "\n  ").join([left, right])
        return Text(" " * blanks).join([left, right])

    def fields(self, fields: Fields) -> RenderableType:
        rows = [
            (label, rich_text(value.text if isinstance(value, Gauge) else value), value) for label, value in fields.rows
        ]
        labels = max((len(label) for label, _, _ in rows), default=0)
        if _has_bars(fields):
            labels = self.bar_labels
        room = self.width - GAP - labels - GAP
        if any(_longest_word(text) > room for _, text, _ in rows):
            # Too narrow to stand beside the label without cutting a word, which may be an id.
            return Group(*(part for label, text, _ in rows for part in (Text(label, "sco.dim"), _indented(text))))
        grid = _grid()
        grid.add_column(style="sco.dim", no_wrap=True, min_width=labels)
        grid.add_column(overflow="fold")
        for label, text, value in rows:
            if isinstance(value, Gauge):
                text.pad_left(self.points - _point(text))
                text.append(" " * (self.bar_levels - text.cell_len + GAP))
                text.append_text(self.bar(value, room - self.bar_levels - GAP))
            grid.add_row(label, text)
        return grid

    def excerpt(self, block: Excerpt) -> Iterator[Text]:
        """The line and its mark; nothing of a line whose number is not known."""
        if block.number:
            line, mark = marks.excerpt(block, min(self.width, READABLE), cell_len)
            yield Text(line, "sco.dim", no_wrap=True)
            yield Text(mark, "sco.contested", no_wrap=True)

    def bar(self, gauge: Gauge, room: int) -> Text:
        """The sure part solid to an eighth of a cell, the possible part light."""
        cells = min(BAR, max(LEAST_BAR, self.width - BESIDE_BAR))
        if cells > room:
            return Text()
        eighths = round(gauge.sure * cells * 8)
        solid = self.glyphs.full * (eighths // 8) + self.glyphs.eighths[eighths % 8].strip()
        light = self.glyphs.possible * max(0, round(gauge.possible * cells) - len(solid))
        return Text.assemble((solid, "sco.accent"), (light, "sco.dim"))

    def cell(self, cell: Spans | Spark) -> Text:
        """A cell of a table; a line in small is one letter a year."""
        if not isinstance(cell, Spark):
            return rich_text(cell)
        pieces = marks.pieces(cell, self.glyphs)
        return Text.assemble(*((letter, "sco.accent" if is_value else "sco.dim") for letter, is_value in pieces))

    def table(self, table: Table) -> RenderableType:
        found = [[self.cell(column.cell(record)) for column in table.columns] for record in table.records]
        filled = [
            index for index, column in enumerate(table.columns) if column.header or any(row[index] for row in found)
        ]
        columns = tuple(one._replace(header=visible(one.header)) for one in (table.columns[index] for index in filled))
        cells = [[row[index] for index in filled] for row in found]
        widths = _widths(columns, cells, self.width - GAP)
        if not self.natural and (self.width < terminal.NARROW or widths is None):
            return Group(*self.stacked(columns, cells))
        grid = _grid(show_header=any(column.header for column in columns))
        for index, column in enumerate(columns):
            grid.add_column(
                Text(column.header),
                justify="right" if column.right else "left",
                no_wrap=column.whole or self.natural,
                overflow="fold",
                width=None if self.natural or widths is None else widths[index],
            )
        for row in cells:
            grid.add_row(*row)
        return grid

    def stacked(self, columns: tuple[Column, ...], cells: list[list[Text]]) -> Iterator[RenderableType]:
        """A record under the other, the first column as its head."""
        for index, row in enumerate(cells):
            if index:
                yield Text()
            row[0].stylize("bold")
            yield row[0]
            rest = [(column.header.strip(), text) for column, text in zip(columns[1:], row[1:], strict=True) if text]
            labels = max((len(header) for header, _ in rest), default=0)
            for header, text in rest:
                grid = _grid()
                grid.add_column(style="sco.dim", no_wrap=True, min_width=labels)
                grid.add_column(overflow="fold")
                grid.add_row(header, text)
                yield _indented(grid)


def _has_bars(fields: Fields) -> bool:
    return any(isinstance(value, Gauge) for _, value in fields.rows)


def _point(text: Text) -> int:
    """Cells before the decimal point of a level, of its higher number if it is a range."""
    found = _LEVEL.search(text.plain)
    return cell_len(text.plain[: found.end(1)]) if found else 0


def _grid(show_header: bool = False) -> Grid:
    return Grid(box=None, show_header=show_header, header_style="sco.dim", pad_edge=False, padding=(0, GAP, 0, 0))


def _indented(renderable: RenderableType) -> Padding:
    return Padding(renderable, (0, 0, 0, GAP), expand=False)


def _longest_word(text: Text) -> int:
    """In cells; an address may break anywhere, and does not count."""
    return max((cell_len(word) for word in text.plain.split() if "://" not in word), default=0)


def _widths(columns: Sequence[Column], cells: Sequence[Sequence[Text]], room: int) -> list[int] | None:
    """The width of each column where all fit in; None where one would be cut, or too narrow to read.

    Rich's own sharing out of a lack of room cuts words: here no column is narrower than its longest.
    """
    natural, least = [], []
    for index, column in enumerate(columns):
        widest = max([cell_len(column.header), *(row[index].cell_len for row in cells)])
        words = max([cell_len(column.header), *(_longest_word(row[index]) for row in cells)])
        natural.append(widest)
        least.append(widest if column.whole else max(words, min(-(-widest // MOST_LINES), LEAST_COLUMN)))
    spare = room - GAP * (len(columns) - 1) - sum(least)
    if spare < 0:
        return None
    wanted = [most - least for most, least in zip(natural, least, strict=True)]
    shares = [want * min(spare, sum(wanted)) // (sum(wanted) or 1) for want in wanted]
    return [least + share for least, share in zip(least, shares, strict=True)]
