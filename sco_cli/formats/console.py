"""Draws a report on a Rich console; the formats `table` and `svg` share this module."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import cast

from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from sco_cli.formats import column_widths, terminal
from sco_cli.formats.bars import Glyphs, bar, sparkline_glyphs
from sco_cli.formats.column_widths import GAP
from sco_cli.formats.excerpts import excerpt
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
    RowT,
    Sparkline,
    Table,
    Title,
)
from sco_cli.reports.report import Text as Spans
from sco_cli.text import escape_unsafe

MAX_TEXT_WIDTH = 100
"""The largest width of paragraphs and titles, in cells; longer lines are hard to read."""

MAX_BAR_WIDTH = 44
MIN_BAR_WIDTH = 12
WIDTH_BESIDE_BAR = 36
"""A bar leaves this many cells of its line to the label and the level, unless it would be too small.

All bars of a screen have the same width, so that they can be compared. A bar that does not fit is left out.
"""

_LEVEL = re.compile(r"(?:\d[\d,.]*(?: \w+)? to )?(-?\d[\d,]*)")
"""A number, or a range such as "40 to 43"; group 1 is the integer part of the number, or of the higher one."""


def draw(report: Report, screen: Console, glyphs: Glyphs) -> None:
    """Print the blocks of the report on the console, separated by blank lines where needed."""
    renderer = _BlockRenderer(screen, glyphs, report.blocks)
    parts: list[RenderableType] = []
    for index, block in enumerate(report.blocks):
        if index and _needs_blank_line(report.blocks[index - 1], block):
            parts.append(Text())
        parts.append(renderer.renderable(block))
    for is_text, run in groupby(parts, lambda part: isinstance(part, Text)):
        # Texts are printed together, because each print takes long to prepare, and as they are if nothing is wrapped.
        texts = cast("list[Text]", [*run])
        if is_text and renderer.is_unlimited and screen.color_system is None:
            screen.out(*(text.plain for text in texts), sep="\n", highlight=False)
        else:
            screen.print(Text("\n").join(texts) if is_text else Group(*texts))


def _needs_blank_line(above: Block, below: Block) -> bool:
    """False below a heading, and between a title and its paragraph."""
    return not (isinstance(above, Heading) or (isinstance(above, Title) and isinstance(below, Paragraph)))


class _BlockRenderer:
    """Makes Rich renderables of blocks, for a console of a given width.

    `is_unlimited` is whether there is no terminal, and so no width to fit. Bars start in the same column in all blocks
    and the levels before them are aligned, so that they can be compared: `bar_label_width` is the width of the labels,
    `level_width` that of the levels, and `integer_width` that of the part of a level before the decimal point.
    """

    def __init__(self, screen: Console, glyphs: Glyphs, blocks: Sequence[Block]) -> None:
        self.screen = screen
        self.width = screen.width
        self.is_unlimited = screen.width == terminal.UNLIMITED
        self.glyphs = glyphs
        rows = [row for block in blocks if isinstance(block, Fields) and _has_bars(block) for row in block.rows]
        self.bar_label_width = max((len(label) for label, _ in rows), default=0)
        levels = [rich_text(value.text) for _, value in rows if isinstance(value, Gauge)]
        self.integer_width = max(map(_integer_width, levels), default=0)
        rest_width = max((level.cell_len - _integer_width(level) for level in levels), default=0)
        self.level_width = self.integer_width + rest_width

    def renderable(self, block: Block) -> RenderableType:
        """The renderable of a block."""
        if isinstance(block, Title | Heading):
            return self.headline(rich_text(block.left), rich_text(block.right))
        if isinstance(block, Paragraph):
            if self.is_unlimited:
                return Text(" " * GAP).append_text(rich_text(block.text))
            return Padding(rich_text(block.text), (0, max(0, self.width - MAX_TEXT_WIDTH), 0, GAP), expand=False)
        if isinstance(block, Excerpt):
            return Group(rich_text(block.text), *self.excerpt_lines(block))
        if isinstance(block, CodeBlock):  # not indented, because a program may read it
            return Group(*(Text(escape_unsafe(line)) for line in block.lines))
        return self.fields(block) if isinstance(block, Fields) else _indented(self.table(block))

    def headline(self, left: Text, right: Text) -> RenderableType:
        """The left text in bold and the right one at the right edge or, if there is no space, below."""
        left.stylize("bold")
        if not right:
            return left
        blanks = GAP if self.is_unlimited else min(self.width, MAX_TEXT_WIDTH) - left.cell_len - right.cell_len
        if blanks < GAP:
            return Group(left, _indented(right))
        return Text(" " * blanks).join([left, right])

    def fields(self, fields: Fields) -> Text:
        """The fields with their labels in a column, indented."""
        if _has_bars(fields):
            label_width = self.bar_label_width
        else:
            label_width = max((len(label) for label, _ in fields.rows), default=0)
        text_width = self.width - GAP - label_width - GAP
        rows = [
            (label, self.gauge(value, text_width) if isinstance(value, Gauge) else rich_text(value))
            for label, value in fields.rows
        ]
        return self.labelled_lines(rows, label_width, self.width)

    def gauge(self, gauge: Gauge, available: int) -> Text:
        """The level, aligned with all other levels of the screen, and its bar."""
        text = rich_text(gauge.text)
        text.pad_left(self.integer_width - _integer_width(text))
        text.append(" " * (self.level_width - text.cell_len + GAP))
        return text.append_text(self.bar(gauge, available - self.level_width - GAP))

    def bar(self, gauge: Gauge, available: int) -> Text:
        """The bar of a gauge in colour; empty if it does not fit."""
        width = min(MAX_BAR_WIDTH, max(MIN_BAR_WIDTH, self.width - WIDTH_BESIDE_BAR))
        if width > available:
            return Text()
        sure, possible = bar(gauge, width, self.glyphs)
        return Text.assemble((sure, "sco.accent"), (possible, "sco.dim"))

    def excerpt_lines(self, block: Excerpt) -> Iterator[Text]:
        """The line of the file and the mark below it; nothing if the number of the line is not known."""
        if block.number:
            line, mark = excerpt(block, min(self.width, MAX_TEXT_WIDTH), cell_len)
            yield Text(line, "sco.dim", no_wrap=True)
            yield Text(mark, "sco.contested", no_wrap=True)

    def cell(self, cell: Spans | Sparkline) -> Text:
        """The text of a cell of a table."""
        if not isinstance(cell, Sparkline):
            return rich_text(cell)
        characters = sparkline_glyphs(cell, self.glyphs)
        return Text.assemble(*((glyph, "sco.accent" if is_value else "sco.dim") for glyph, is_value in characters))

    def table(self, table: Table[RowT]) -> RenderableType:
        """The rows of the table or, if its columns do not fit, stacked rows; empty columns are left out."""
        views = [
            column_widths.ColumnView(
                escape_unsafe(column.header),
                [self.cell(column.cell(row)) for row in table.rows],
                column.no_wrap,
                column.align,
            )
            for column in table.columns
        ]
        views = [view for view in views if view.header or any(view.cells)]
        aligned = [column_widths.align_numbers(view) if view.align == "point" else view for view in views]
        widths = column_widths.fit_columns(aligned, self.width - GAP)
        if not self.is_unlimited and (self.width < terminal.MIN_TABLE_WIDTH or widths is None):
            return Group(*self.stacked_rows(views))
        grid = _grid(show_header=any(view.header for view in aligned))
        for index, view in enumerate(aligned):
            grid.add_column(
                Text(view.header),
                justify="right" if view.align == "right" else "left",
                no_wrap=view.no_wrap or self.is_unlimited,
                overflow="fold",
                width=None if self.is_unlimited or widths is None else widths[index],
            )
        for cells in zip(*(view.cells for view in aligned), strict=True):
            grid.add_row(*cells)
        return grid

    def stacked_rows(self, views: Sequence[column_widths.ColumnView]) -> Iterator[RenderableType]:
        """For each row, its first cell in bold, and below it a line with header and cell for each other column."""
        first, *others = views
        for index, title in enumerate(first.cells):
            if index:
                yield Text()
            title.stylize("bold")
            yield title
            rows = [(view.header, view.cells[index]) for view in others if view.cells[index]]
            label_width = max((len(header) for header, _ in rows), default=0)
            yield self.labelled_lines(rows, label_width, self.width - GAP)

    def labelled_lines(self, rows: Sequence[tuple[str, Text]], label_width: int, width: int) -> Text:
        """Labels in an indented column, and the texts beside them. It is no table of Rich, which would take longer.

        A text with a word that is too long for its column is put below its label, because the word may be an id, which
        must not be broken; so is a text that would be wrapped in a column too narrow to read.
        """
        lines = []
        column = GAP + label_width + GAP
        for label, text in rows:
            first = Text.assemble(" " * GAP, (label, "sco.dim"))
            available = width - column
            fits = column_widths.longest_word(text) <= available and (
                text.cell_len <= available or available >= column_widths.MIN_WRAPPED_WIDTH
            )
            if fits:
                first.pad_right(column - first.cell_len)
            start = column if fits else 2 * GAP
            wrapped = [text] if self.is_unlimited else text.wrap(self.screen, width - start, overflow="fold")
            others = [Text(" " * start).append_text(line) for line in wrapped]
            lines += [first.append_text(others.pop(0)[start:]), *others] if fits else [first, *others]
        return Text("\n").join(lines)


def _has_bars(fields: Fields) -> bool:
    return any(isinstance(value, Gauge) for _, value in fields.rows)


def _integer_width(level: Text) -> int:
    """The width of a level up to the decimal point; of a range, up to the decimal point of the higher number."""
    match = _LEVEL.search(level.plain)
    return cell_len(level.plain[: match.end(1)]) if match else 0


def _grid(*, show_header: bool = False) -> Grid:
    """An empty table without lines."""
    return Grid(box=None, show_header=show_header, header_style="sco.dim", pad_edge=False, padding=(0, GAP, 0, 0))


def _indented(renderable: RenderableType) -> Padding:
    return Padding(renderable, (0, 0, 0, GAP), expand=False)
