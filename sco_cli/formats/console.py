"""Titles, fields, bars and tables as Rich draws them, for one width: what a terminal and a picture have in common."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from sco_cli.formats import column_widths, glyphs, terminal
from sco_cli.formats.column_widths import GAP
from sco_cli.formats.terminal import rich_text
from sco_cli.reports.report import (
    Block,
    CodeBlock,
    Excerpt,
    Fields,
    Gauge,
    Heading,
    Paragraph,
    Report,
    Sparkline,
    Table,
    Title,
)
from sco_cli.reports.report import Text as Spans
from sco_cli.text import escape_unsafe

READABLE = 100
"""Prose and titles are set no wider than this; the eye loses longer lines."""

MAX_BAR, MIN_BAR, BESIDE_BAR = 44, 12, 36
"""Cells of a bar at the most and at the least, and cells that a line keeps for what stands beside it.

All bars of a screen are of one length, whatever the words beside them; where one does not fit, it is left out.
"""


_LEVEL = re.compile(r"(?:\d[\d,.]*(?: \w+)? to )?(-?\d[\d,]*)")


def draw(report: Report, screen: Console, glyphs: glyphs.Glyphs) -> None:
    """Print the blocks on the console, with a blank line before each part."""
    drawing = _Drawing(screen.width, glyphs, report.blocks)
    for index, block in enumerate(report.blocks):
        if index and _needs_blank_line(report.blocks[index - 1], block):
            screen.print()
        screen.print(drawing.block(block))


def _needs_blank_line(above: Block, below: Block) -> bool:
    """A title stands close to its prose, a heading to all that it heads."""
    return not (isinstance(above, Heading) or (isinstance(above, Title) and isinstance(below, Paragraph)))


class _Drawing:
    """Draws blocks for one width; `natural` where there is no terminal to fit into."""

    def __init__(self, width: int, glyphs: glyphs.Glyphs, blocks: Sequence[Block]) -> None:
        self.width = width
        self.natural = width == terminal.UNLIMITED
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
        if isinstance(block, Paragraph):
            margin = 0 if self.natural else max(0, self.width - READABLE)
            return Padding(rich_text(block.text), (0, margin, 0, GAP), expand=False)
        if isinstance(block, Excerpt):
            return Group(rich_text(block.text), *self.excerpt(block))
        if isinstance(block, CodeBlock):  # from the first column on, for it may be read by a program
            return Group(*(Text(escape_unsafe(line)) for line in block.lines))
        return _indented(self.fields(block) if isinstance(block, Fields) else self.table(block))

    def headline(self, left: Text, right: Text) -> RenderableType:
        left.stylize("bold")
        if not right:
            return left
        blanks = min(self.width, READABLE) - left.cell_len - right.cell_len
        if not self.natural and blanks < GAP:
            return Group(left, _indented(right))
        return Text(" " * (GAP if self.natural else blanks)).join([left, right])

    def fields(self, fields: Fields) -> RenderableType:
        rows = [
            (label, rich_text(value.text if isinstance(value, Gauge) else value), value) for label, value in fields.rows
        ]
        labels = max((len(label) for label, _, _ in rows), default=0)
        if _has_bars(fields):
            labels = self.bar_labels
        room = self.width - GAP - labels - GAP
        for _, text, value in rows:
            if isinstance(value, Gauge):
                text.pad_left(self.points - _point(text))
                text.append(" " * (self.bar_levels - text.cell_len + GAP))
                text.append_text(self.bar(value, room - self.bar_levels - GAP))
        return _labelled(((label, text) for label, text, _ in rows), labels, room)

    def excerpt(self, block: Excerpt) -> Iterator[Text]:
        """The line and its mark; nothing of a line whose number is not known."""
        if block.number:
            line, mark = glyphs.excerpt(block, min(self.width, READABLE), cell_len)
            yield Text(line, "sco.dim", no_wrap=True)
            yield Text(mark, "sco.contested", no_wrap=True)

    def bar(self, gauge: Gauge, room: int) -> Text:
        """The sure part solid to an eighth of a cell, the possible part light."""
        cells = min(MAX_BAR, max(MIN_BAR, self.width - BESIDE_BAR))
        if cells > room:
            return Text()
        eighths = round(gauge.sure * cells * 8)
        solid = self.glyphs.full * (eighths // 8) + self.glyphs.eighths[eighths % 8].strip()
        light = self.glyphs.possible * max(0, round(gauge.possible * cells) - len(solid))
        return Text.assemble((solid, "sco.accent"), (light, "sco.dim"))

    def cell(self, cell: Spans | Sparkline) -> Text:
        """A cell of a table; a line in small is one letter a year."""
        if not isinstance(cell, Sparkline):
            return rich_text(cell)
        pieces = glyphs.sparkline_glyphs(cell, self.glyphs)
        return Text.assemble(*((letter, "sco.accent" if is_value else "sco.dim") for letter, is_value in pieces))

    def table(self, table: Table) -> RenderableType:
        """The columns that have anything to say side by side, or, where they do not fit, a record under the other."""
        shown = [
            column_widths.ColumnView(
                column, escape_unsafe(column.header), [self.cell(column.cell(record)) for record in table.records]
            )
            for column in table.columns
        ]
        shown = [one for one in shown if one.header or any(one.cells)]
        beside = [column_widths.align_numbers(one) if one.column.align == "point" else one for one in shown]
        widths = column_widths.widths(beside, self.width - GAP)
        if not self.natural and (self.width < terminal.NARROW or widths is None):
            return Group(*self.stacked(shown))
        grid = _grid(show_header=any(one.header for one in beside))
        for index, one in enumerate(beside):
            grid.add_column(
                Text(one.header),
                justify="right" if one.column.align == "right" else "left",
                no_wrap=one.column.no_wrap or self.natural,
                overflow="fold",
                width=None if self.natural or widths is None else widths[index],
            )
        for row in zip(*(one.cells for one in beside), strict=True):
            grid.add_row(*row)
        return grid

    def stacked(self, shown: Sequence[column_widths.ColumnView]) -> Iterator[RenderableType]:
        """A record under the other, the first column as its head."""
        for index, head in enumerate(shown[0].cells):
            if index:
                yield Text()
            head.stylize("bold")
            yield head
            rows = [(one.header, one.cells[index]) for one in shown[1:] if one.cells[index]]
            labels = max((len(header) for header, _ in rows), default=0)
            yield _indented(_labelled(rows, labels, self.width - GAP - labels - GAP))


def _has_bars(fields: Fields) -> bool:
    return any(isinstance(value, Gauge) for _, value in fields.rows)


def _point(text: Text) -> int:
    """Cells before the decimal point of a level, of its higher number if it is a range."""
    found = _LEVEL.search(text.plain)
    return cell_len(text.plain[: found.end(1)]) if found else 0


def _labelled(rows: Iterable[tuple[str, Text]], labels: int, room: int) -> RenderableType:
    """Labels in a column of their own, that many cells wide, and the texts in the room beside it.

    A text stands below its label where it could not stand beside it without cutting a word, which may be an id.
    """
    parts: list[RenderableType] = []
    for fits, run in groupby(rows, lambda row: column_widths.longest_word(row[1]) <= room):
        if fits:
            grid = _grid()
            grid.add_column(style="sco.dim", no_wrap=True, min_width=labels)
            grid.add_column(overflow="fold")
            for row in run:
                grid.add_row(*row)
            parts.append(grid)
        else:
            parts += (part for label, text in run for part in (Text(label, "sco.dim"), _indented(text)))
    return Group(*parts)


def _grid(show_header: bool = False) -> Grid:
    return Grid(box=None, show_header=show_header, header_style="sco.dim", pad_edge=False, padding=(0, GAP, 0, 0))


def _indented(renderable: RenderableType) -> Padding:
    return Padding(renderable, (0, 0, 0, GAP), expand=False)
