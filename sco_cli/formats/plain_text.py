"""Draws a report without Rich, for a stream without a width, such as a pipe or a file: nothing is wrapped."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from operator import add
from typing import Any

from sco_cli.formats.bars import MAX_BAR_WIDTH, Glyphs, bar, sparkline_glyphs
from sco_cli.formats.excerpts import EXCERPT_WIDTH, excerpt
from sco_cli.formats.placement import GAP, NumberPlace, has_bars, integer_end, needs_blank_line, number_places
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
    Role,
    RowT,
    Span,
    Sparkline,
    Table,
    Text,
    Title,
)
from sco_cli.text import escape_unsafe

MAX_PADDED_WIDTH = 60
"""The widest that a column of texts is made, so that a pager shows the columns behind a few long texts."""

CODES: dict[Role, str] = {"plain": "", "strong": "1", "dim": "2", "accent": "36", "contested": "1;31", "work": "3"}
"""The parameters of the SGR sequence for each role, which are those of the styles in `terminal`.

https://www.ecma-international.org/publications-and-standards/standards/ecma-48/
"""

_BOLD_CODES: dict[Role, str] = {
    "plain": "1",
    "strong": "1",
    "dim": "1;2",
    "accent": "1;36",
    "contested": "1;31",
    "work": "1;3",
}
"""The same in bold, for titles and headings."""

NARROW = re.compile("[ -~\xa0-\u02ff\u0370-\u0482\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2190-\u22ff\u2500-\u25fc]*")
"""Texts in which each character takes one cell, as nearly all do: no marks, no wide characters, no selectors."""

_INDENT = " " * GAP


def draw(report: Report, glyphs: Glyphs, *, has_colour: bool) -> str:
    """The blocks of the report as lines of text, separated by blank lines where needed.

    With `has_colour`, roles and links are escape sequences; without it, no line ends in a blank.
    """
    drawing = _Drawing(report.blocks, glyphs, has_colour=has_colour)
    lines: list[str] = []
    for index, block in enumerate(report.blocks):
        if index and needs_blank_line(report.blocks[index - 1], block):
            lines.append("")
        lines += drawing.lines(block)
    if not has_colour:
        lines = [line.rstrip() for line in lines]
    return "".join([f"{line}\n" for line in lines])


def text_width(text: str) -> int:
    """The width of a safe text, in cells."""
    if text.isascii() or NARROW.fullmatch(text):
        return len(text)
    from rich.cells import cell_len  # noqa: PLC0415  # a lazy import: few texts need the tables of Unicode

    return cell_len(text)


class _Drawing:
    """Makes lines of blocks, without the ends of the lines.

    Bars start in the same column in all blocks and the levels before them are aligned, so that they can be compared:
    `bar_label_width` is the width of the labels, `level_width` that of the levels, and `integer_width` that of the part
    of a level before the decimal point; all are in cells.
    """

    def __init__(self, blocks: Sequence[Block], glyphs: Glyphs, *, has_colour: bool) -> None:
        self.glyphs = glyphs
        self.has_colour = has_colour
        self.rows_of_tables: dict[tuple[Column[Any], ...], list[Any]] = {}
        for block in blocks:
            if isinstance(block, Table):
                self.rows_of_tables.setdefault(block.columns, []).extend(block.rows)
        self.lines_of_tables: dict[tuple[Column[Any], ...], Iterator[str]] = {}
        rows = [row for block in blocks if isinstance(block, Fields) and has_bars(block) for row in block.rows]
        self.bar_label_width = max((len(label) for label, _ in rows), default=0)
        levels = [_plain(value.text) for _, value in rows if isinstance(value, Gauge)]
        self.integer_width = max(map(_integer_width, levels), default=0)
        rest_width = max((text_width(level) - _integer_width(level) for level in levels), default=0)
        self.level_width = self.integer_width + rest_width

    def lines(self, block: Block) -> Sequence[str]:
        """The lines of a block."""
        if isinstance(block, Table):
            return self.table(block)
        if isinstance(block, Fields):
            return self.fields(block)
        if isinstance(block, Title | Heading):
            left, right = self.text(block.left, _BOLD_CODES), self.text(block.right)
            return [f"{left}{_INDENT}{right}" if right else left]
        if isinstance(block, Paragraph):
            return [_INDENT + self.text(block.text)]
        if isinstance(block, CodeBlock):  # not indented, because a program may read it
            return [escape_unsafe(line) for line in block.lines]
        return [self.text(block.text), *self.excerpt(block)]

    def excerpt(self, block: Excerpt) -> list[str]:
        """The line of the file and the mark below it; nothing if the number of the line is not known."""
        if not block.number:
            return []
        line, mark = excerpt(block, EXCERPT_WIDTH, text_width)
        return [self.styled(line, "dim"), self.styled(mark, "contested")]

    def fields(self, fields: Fields) -> list[str]:
        """The fields with their labels in a column, indented."""
        if has_bars(fields):
            label_width = self.bar_label_width
        else:
            label_width = max((text_width(escape_unsafe(label)) for label, _ in fields.rows), default=0)
        lines = []
        for unsafe_label, value in fields.rows:
            label = escape_unsafe(unsafe_label)
            blanks = " " * (label_width - text_width(label) + GAP)
            text = self.gauge(value) if isinstance(value, Gauge) else self.text(value)
            lines.append(_INDENT + self.styled(label, "dim") + blanks + text)
        return lines

    def gauge(self, gauge: Gauge) -> str:
        """The level, aligned with all other levels of the report, and its bar."""
        level = _plain(gauge.text)
        left = self.integer_width - _integer_width(level)
        right = self.level_width - left - text_width(level) + GAP
        sure, possible = bar(gauge, MAX_BAR_WIDTH, self.glyphs)
        bars = self.styled(sure, "accent") + self.styled(possible, "dim")
        return " " * left + self.text(gauge.text) + " " * right + bars

    def table(self, table: Table[RowT]) -> list[str]:
        """The header and the rows of the table; empty columns are left out.

        Tables with the same columns have them at the same places, and a header over the first of them.
        """
        columns, count = table.columns, len(table.rows)
        if columns not in self.lines_of_tables:
            self.lines_of_tables[columns] = iter(self.table_lines(columns, self.rows_of_tables[columns]))
            count += any(column.header for column in columns)
        return [*islice(self.lines_of_tables[columns], count)] or [""]

    def table_lines(self, columns: Sequence[Column[RowT]], rows: Sequence[RowT]) -> list[str]:
        """The line of the header, unless no column has one, and a line for each of the rows."""
        padded = [texts for column in columns if (texts := self.column(column, rows))]
        lines = [_INDENT + _INDENT.join(parts).rstrip() for parts in zip(*padded, strict=True)]
        return lines if any(column.header for column in columns) else lines[1:]

    def column(self, column: Column[RowT], rows: Sequence[RowT]) -> list[str]:
        """The header of a column and its cell for each row, padded to one width; nothing if all of them are empty."""
        header = escape_unsafe(column.header)
        cells = [self.spans(column.cell(row)) for row in rows]
        texts = [_plain(cell) for cell in cells]
        if not header and not any(texts):
            return []
        places = [NumberPlace(0, 0, 0)] * len(cells)
        if column.align == "point":
            number_width, places = number_places(texts, text_width)
            header = header.rjust(number_width)
            texts = [
                " " * place.left + text[: place.end] + " " * place.right + text[place.end :]
                for text, place in zip(texts, places, strict=True)
            ]
        width = max(map(text_width, [header, *texts]))
        if not column.no_wrap:
            width = min(width, MAX_PADDED_WIDTH)
        texts = [header.rstrip(), *map(str.rstrip, texts)]
        blanks = [" " * (width - text_width(text)) for text in texts]
        if self.has_colour:
            texts = [self.styled(texts[0], "dim"), *_coloured_cells(cells, places)]
        left, right = (blanks, texts) if column.align == "right" else (texts, blanks)
        return [*map(add, left, right)]

    def spans(self, cell: Text | Sparkline) -> Text:
        """The text of a cell of a table; each character of a sparkline is a span."""
        if not isinstance(cell, Sparkline):
            return cell
        characters = sparkline_glyphs(cell, self.glyphs)
        return tuple(Span(glyph, "accent" if is_value else "dim") for glyph, is_value in characters)

    def text(self, text: Text, codes: Mapping[Role, str] = CODES) -> str:
        """The text, made safe, and with escape sequences if there is colour."""
        return _coloured(_safe(text), codes) if self.has_colour else _plain(text)

    def styled(self, text: str, role: Role) -> str:
        """A safe text in a role."""
        return _coloured((Span(text, role),)) if self.has_colour else text


def _integer_width(level: str) -> int:
    """The width of a level up to the decimal point; of a range, up to the decimal point of the higher number."""
    return text_width(level[: integer_end(level)])


def _plain(text: Text) -> str:
    """The text, made safe, without roles and links."""
    plain = "".join([span.text for span in text])
    if plain.isascii() and plain.isprintable():  # as nearly all texts are
        return plain
    return "".join([escape_unsafe(span.text) for span in text])


def _safe(text: Text) -> Text:
    return tuple(span._replace(text=escape_unsafe(span.text)) for span in text)


def _coloured(text: Text, codes: Mapping[Role, str] = CODES) -> str:
    """A safe text with escape sequences for its roles and links."""
    parts = []
    for letters, role, link, _ in text:
        if not letters:
            continue
        part = f"\x1b[{codes[role]}m{letters}\x1b[0m" if codes[role] else letters
        parts.append(f"\x1b]8;;{link}\x1b\\{part}\x1b]8;;\x1b\\" if link else part)
    return "".join(parts)


def _coloured_cells(cells: Sequence[Text], places: Sequence[NumberPlace]) -> Iterator[str]:
    """The cells of a column with escape sequences and without blanks at their ends."""
    for cell, (left, end, right) in zip(map(_safe, cells), places, strict=True):
        length = len("".join(span.text for span in cell).rstrip())
        number, rest = _coloured(_part(cell, 0, min(end, length))), _coloured(_part(cell, end, length))
        yield f"{' ' * left}{number}{' ' * right}{rest}".rstrip()


def _part(text: Text, start: int, end: int) -> Text:
    """The characters of a text from the index `start` up to the index `end`, in their roles."""
    parts, offset = [], 0
    for span in text:
        parts.append(span._replace(text=span.text[max(0, start - offset) : max(0, end - offset)]))
        offset += len(span.text)
    return tuple(parts)
