"""Draws a report on a Rich console; the formats `table` and `svg` share this module."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, zip_longest
from typing import Any, cast

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, Group, RenderableType
from rich.padding import Padding
from rich.segment import Segment
from rich.text import Text

from sco_cli.formats import column_widths, terminal
from sco_cli.formats.bars import MAX_BAR_WIDTH, Glyphs, bar, sparkline_glyphs
from sco_cli.formats.column_widths import ColumnView, Layout
from sco_cli.formats.excerpts import excerpt
from sco_cli.formats.placement import GAP, has_bars, integer_end, needs_blank_line
from sco_cli.formats.terminal import rich_text
from sco_cli.reports.report import (
    Block,
    CodeBlock,
    Column,
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

MIN_BAR_WIDTH = 12
WIDTH_BESIDE_BAR = 36
"""A bar leaves this many cells of its line to the label and the level, unless it would be too small.

All bars of a screen have the same width, so that they can be compared. A bar that does not fit is left out.
"""


def draw(report: Report, screen: Console, glyphs: Glyphs) -> None:
    """Print the blocks of the report on the console, separated by blank lines where needed."""
    renderer = _BlockRenderer(screen, glyphs, report.blocks)
    parts: list[RenderableType] = []
    for index, block in enumerate(report.blocks):
        if index and needs_blank_line(report.blocks[index - 1], block):
            parts.append(Text())
        parts.append(renderer.renderable(block))
    for kind, run in groupby(parts, type):
        if kind is _Code:
            # A terminal wraps long lines without line ends, which would be copied. An SVG image cannot.
            for code in run:
                screen.print(code, soft_wrap=not screen.record)
        elif kind is Text:
            # Texts are printed together, because each print takes long to prepare.
            screen.print(Text("\n").join(cast("Iterable[Text]", run)))
        else:
            screen.print(Group(*run))


class _Code(Text):
    """Lines to be copied."""


class _Lines:
    """Lines that fit the console, for Rich to print as they are. Text would be wrapped again, which takes long."""

    def __init__(self, lines: Sequence[Text]) -> None:
        self.lines = lines

    def __rich_console__(self, console: Console, _: ConsoleOptions) -> Iterator[Segment]:
        for line in self.lines:
            yield from line.render(console, end="\n")


class _BlockRenderer:
    """Makes Rich renderables of blocks, for a console of a given width.

    Bars start in the same column in all blocks and the levels before them are aligned, so that they can be compared:
    `bar_label_width` is the width of the labels, `level_width` that of the levels, and `integer_width` that of the part
    of a level before the decimal point.
    """

    def __init__(self, screen: Console, glyphs: Glyphs, blocks: Sequence[Block]) -> None:
        self.screen = screen
        self.width = screen.width
        self.glyphs = glyphs
        self.tables = [block for block in blocks if isinstance(block, Table)]
        self.layouts: dict[tuple[Column[Any], ...], Layout | list[ColumnView]] = {}
        rows = [row for block in blocks if isinstance(block, Fields) and has_bars(block) for row in block.rows]
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
            return Padding(rich_text(block.text), (0, max(0, self.width - MAX_TEXT_WIDTH), 0, GAP), expand=False)
        if isinstance(block, Excerpt):
            return Group(rich_text(block.text), *self.excerpt_lines(block))
        if isinstance(block, CodeBlock):  # not indented, because a program may read it
            return _Code("\n".join(map(escape_unsafe, block.lines)))
        return self.fields(block) if isinstance(block, Fields) else self.table(block)

    def headline(self, left: Text, right: Text) -> RenderableType:
        """The left text in bold and the right one at the right edge or, if there is no space, below."""
        left.stylize("bold")
        if not right:
            return left
        blanks = min(self.width, MAX_TEXT_WIDTH) - left.cell_len - right.cell_len
        if blanks < GAP:
            return Group(left, _indented(right))
        return Text(" " * blanks).join([left, right])

    def fields(self, fields: Fields) -> Text:
        """The fields with their labels in a column, indented."""
        if has_bars(fields):
            label_width = self.bar_label_width
        else:
            label_width = max((cell_len(escape_unsafe(label)) for label, _ in fields.rows), default=0)
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
        """The rows of the table or, if its columns do not fit, stacked rows; empty columns are left out.

        Tables with the same columns have them at the same places, and a header over the first of them.
        """
        alike = [other for other in self.tables if other.columns == table.columns]
        if table.columns not in self.layouts:
            self.layouts[table.columns] = self.layout([row for other in alike for row in other.rows], table.columns)
        layout = self.layouts[table.columns]
        first = sum(len(other.rows) for other in alike[: alike.index(table)])
        rows = range(first, first + len(table.rows))
        if isinstance(layout, Layout):
            lines = [*self.table_lines(layout, rows, show_header=table is alike[0])]
            return _Lines(lines) if lines else Text()
        return Text("\n").join(self.stacked_rows(layout, rows))

    def layout(self, rows: Sequence[RowT], columns: Sequence[Column[RowT]]) -> Layout | list[ColumnView]:
        """The layout of columns for those rows; if they do not fit, the columns that are not empty."""
        views = [
            ColumnView(
                escape_unsafe(column.header),
                [self.cell(column.cell(row)) for row in rows],
                column.no_wrap,
                column.align,
                column.may_move,
            )
            for column in columns
        ]
        views = [view for view in views if view.header or any(view.cells)]
        if not views:
            return Layout((), ())
        aligned = [column_widths.align_numbers(view) if view.align == "point" else view for view in views]
        if self.width < terminal.MIN_TABLE_WIDTH:
            return views
        return column_widths.fit_table(aligned, self.width - GAP) or views

    def table_lines(self, layout: Layout, rows: Iterable[int], *, show_header: bool) -> Iterator[Text]:
        """The lines of a header and of those rows. It is no table of Rich, which would take longer."""
        views = [*layout.side_by_side, *layout.moved]
        if show_header and any(view.header for view in views):
            yield from self.row_lines(layout, [Text(view.header, "sco.dim") for view in views])
        for row in rows:
            yield from self.row_lines(layout, [view.cells[row] for view in views])

    def row_lines(self, layout: Layout, cells: Sequence[Text]) -> Iterator[Text]:
        """The lines of a row: its cells side by side, and below them the moved ones, if any of these has a text."""
        count = len(layout.side_by_side)
        yield from self.aligned_lines(layout.side_by_side, layout.widths, cells[:count], GAP)
        moved = cells[count:]
        if not any(moved):
            return
        if any(layout.moved_widths):
            yield from self.aligned_lines(layout.moved, layout.moved_widths, moved, 2 * GAP)
        else:
            below = Text(" " * GAP).join([cell for cell in moved if cell])
            for line in below.wrap(self.screen, self.width - 2 * GAP, overflow="fold"):
                line.rstrip()
                yield Text(" " * 2 * GAP).append_text(line)

    def aligned_lines(
        self, views: Sequence[ColumnView], widths: Sequence[int], cells: Sequence[Text], indent: int
    ) -> Iterator[Text]:
        """The lines that cells take side by side, each wrapped in its column."""
        wrapped = [
            [cell] if column_widths.cells(cell) <= width else [*cell.wrap(self.screen, width, overflow="fold")]
            for cell, width in zip(cells, widths, strict=True)
        ]
        for parts in zip_longest(*wrapped, fillvalue=Text()):
            line, blanks = Text(" " * indent), 0
            for view, width, part in zip(views, widths, parts, strict=True):
                if part.plain.endswith(" "):
                    part.rstrip()
                space = max(0, width - column_widths.cells(part))
                left = space if view.align == "right" or not part else 0
                blanks += left
                if part:
                    line.append(" " * blanks).append_text(part)
                    blanks = 0
                blanks += space - left + GAP
            yield line

    def stacked_rows(self, views: Sequence[ColumnView], rows: Sequence[int]) -> Iterator[Text]:
        """For each row, its first cell in bold, and below it a line with header and cell for each other column."""
        first, *others = views
        for index in rows:
            if index > rows[0]:
                yield Text()
            title = first.cells[index]
            title.stylize("bold")
            for line in title.wrap(self.screen, self.width - GAP, overflow="fold"):
                line.rstrip()
                yield Text(" " * GAP).append_text(line)
            fields = [(view.header, view.cells[index]) for view in others if view.cells[index]]
            label_width = max((len(header) for header, _ in fields), default=0)
            yield self.labelled_lines(fields, label_width, self.width, GAP)

    def labelled_lines(self, rows: Sequence[tuple[str, Text]], label_width: int, width: int, indent: int = 0) -> Text:
        """Labels in an indented column, and the texts beside them. It is no table of Rich, which would take longer.

        A text with a word that is too long for its column is put below its label, because the word may be an id, which
        must not be broken; so is a text that would be wrapped in a column too narrow to read.
        """
        lines = []
        margin = indent + GAP
        column = margin + label_width + GAP
        for label, text in rows:
            first = Text.assemble(" " * margin, (label, "sco.dim"))
            available = width - column
            longest = column_widths.longest_word(text)
            fits = longest <= available and (text.cell_len <= available or available >= column_widths.MIN_WRAPPED_WIDTH)
            if fits:
                first.pad_right(column - first.cell_len)
            start = column if fits else margin + GAP if longest <= width - margin - GAP else GAP
            wrapped = text.wrap(self.screen, width - start, overflow="fold")
            others = [Text(" " * start).append_text(line) for line in wrapped]
            lines += [first.append_text(others.pop(0)[start:]), *others] if fits else [first, *others]
        return Text("\n").join(lines)


def _integer_width(level: Text) -> int:
    """The width of a level up to the decimal point; of a range, up to the decimal point of the higher number."""
    return cell_len(level.plain[: integer_end(level.plain)])


def _indented(renderable: RenderableType) -> Padding:
    return Padding(renderable, (0, 0, 0, GAP), expand=False)
