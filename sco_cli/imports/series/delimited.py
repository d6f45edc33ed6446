"""Tables in text: comma-separated values by RFC 4180, and the same with semicolons, tabs or bars between the cells.

A quotation mark that is not closed makes its own line unreadable and no other: a quoted cell ends at a mark that a
separator or the end of the line follows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from sco_cli.imports.series.rows import Row, Rows
from sco_cli.imports.series.statistics import Remarks, listed, quoted, unknown_format
from sco_cli.text import count_noun

DELIMITERS = ("\t", ";", ",", "|")
"""Marks between cells that are recognized; where two fit equally well, the first."""

SAMPLE_LINES = 60
"""How many lines are looked at to recognize the mark between cells."""

MAX_FIELD_LINES = 60
"""Most lines that one quoted cell may have; notes of the World Bank have up to a dozen."""

MAX_UNREADABLE = 100
"""With more unreadable lines a file is none of this format."""

MAX_COLUMNS = 2000
"""Most columns of a table; tables with a column for each month have some 800."""


FOOTNOTES = "footnoteSeqID"
"""The first cell of the table of footnotes that UNdata has below a table."""


class Dialect(NamedTuple):
    """How a table is written. An empty delimiter is to be recognized; a `quote` that is empty is no mark at all."""

    delimiter: str = ""
    quote: str = '"'
    comment: str = ""
    header: Sequence[str] = ()
    header_row: int = 0


class Grid(NamedTuple):
    """A table: what stands above its header, the names of its columns, and rows of as many cells as there are columns.

    `below` are notes: rows with a single cell behind the last full row, and footnotes.
    """

    place: str
    above: Sequence[Row]
    header: Row
    rows: Rows
    below: Sequence[Row]

    def at(self, line: int) -> str:
        """The place of a line in messages."""
        return f"{self.place}:{line}"

    def column(self, index: int) -> Iterator[str]:
        """The cells of a column."""
        return (row.cells[index] for row in self.rows)


class _Unreadable(Exception):
    """A quotation mark is not closed, or not followed by a separator."""


def read_grid(place: str, text: str, remarks: Remarks, dialect: Dialect | None = None) -> Grid:
    """The table in a text. Raises BadRequest if there is none."""
    dialect = dialect or Dialect()
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    start = 0
    first = text[: text.find("\n")] if "\n" in text else text
    if first[:4].lower() == "sep=" and len(first.strip()) <= 5:  # Excel's own first line
        dialect = dialect._replace(delimiter=first[4:5] or "\t")
        start = len(first) + 1
    if not dialect.delimiter:
        sample = list(islice(_lines(text, start), SAMPLE_LINES))
        dialect = dialect._replace(delimiter=_recognize_delimiter(sample, dialect))
    rows = Rows(_rows(place, text, start, dialect, remarks))
    if not rows:
        raise unknown_format(place, "it has no rows")
    widths = [len(row.cells) for row in rows[: 10 * SAMPLE_LINES]]
    # Lines with a single cell are titles and comments, unless there are no others.
    width = Counter([width for width in widths if width > 1] or widths).most_common(1)[0][0]
    index = _header_index(rows, width, dialect)
    header = Row(0, list(dialect.header)) if dialect.header else rows[index]
    if len(header.cells) > MAX_COLUMNS:
        raise unknown_format(place, f"it has more than {MAX_COLUMNS:,} columns")
    above, body = (rows[:index], rows[index:]) if dialect.header else (rows[:index], rows[index + 1 :])
    return _grid(place, above, header, body, remarks)


def grid_of_cells(place: str, table: Sequence[Sequence[str]], remarks: Remarks) -> Grid:
    """The table whose rows are given cell by cell, its header first."""
    rows = Rows(Row(number, [cell.strip() for cell in cells]) for number, cells in enumerate(table, 1))
    if not rows:
        raise unknown_format(place, "it has no rows")
    return _grid(place, (), rows[0], rows[1:], remarks)


def _grid(place: str, above: Sequence[Row], header: Row, body: Rows, remarks: Remarks) -> Grid:
    """The table with rows of equal length; rows that are longer than the header are problems."""
    width = len(header.cells)
    end = _end(body, width)
    short: list[int] = []
    rows = body[:end]
    if any(len(row.cells) != width for row in rows):
        rows = Rows(_of_width(place, rows, width, short, remarks))
    if short:
        lines = listed([str(line) for line in short])
        remarks.add(
            f"{count_noun(len(short), 'row')} with fewer cells than the header, read as far as they go: line {lines}"
        )
    below = body[end:]
    grid = Grid(place, above, header, rows, below)
    _name_columns_without_header(grid, remarks)
    for name, number in Counter(filter(None, header.cells)).items():
        if number > 1:
            remarks.add(f"{number} columns are named {quoted(name)}")
    return grid


def _end(body: Rows, width: int) -> int:
    """The index of the first row below a table: of the notes at the end, or of the footnotes."""
    end = len(body)
    while end > 0 and width > 1 and sum(map(bool, body[end - 1].cells)) == 1 and body[end - 1].cells[0]:
        end -= 1
    return next((index for index, row in enumerate(body[:end]) if row.cells[0] == FOOTNOTES), end)


def _of_width(place: str, body: Rows, width: int, short: list[int], remarks: Remarks) -> Iterator[Row]:
    """The rows with as many cells as the header; the lines of those that have fewer are added to `short`."""
    for row in body:
        cells = row.cells
        if len(cells) > width:
            if extra := [cell for cell in cells[width:] if cell]:
                reason = f"the row has {len(cells)} cells and the header {width}: {quoted(extra[0])} is in no column"
                remarks.problem(f"{place}:{row.line}", f"{reason}; the row is left out")
                continue
            cells = cells[:width]
        elif len(cells) < width:
            short.append(row.line)
            cells = cells + [""] * (width - len(cells))
        yield Row(row.line, cells)


def _name_columns_without_header(grid: Grid, remarks: Remarks) -> None:
    """Say which columns have values and no name; one at the end, as behind a trailing comma, is usually empty."""
    for index, name in enumerate(grid.header.cells):
        if not name and any(grid.column(index)):
            remarks.add(
                f"column {index + 1} has no name and is left out; its first value is "
                f"{quoted(next(filter(None, grid.column(index))))}"
            )


def _header_index(rows: Sequence[Row], width: int, dialect: Dialect) -> int:
    """The index of the header: the first row with about as many cells as most have, at least two of them filled."""
    if dialect.header_row:
        return min(dialect.header_row, len(rows)) - 1
    if dialect.header:
        return 0
    for index, row in enumerate(rows):
        if len(row.cells) >= width - 1 and sum(map(bool, row.cells)) >= min(2, width):
            return index
    return 0


def _recognize_delimiter(lines: Sequence[str], dialect: Dialect) -> str:
    """The mark that makes the most lines equally long, and of those the longest."""
    best, best_score = ",", (0, 0)
    for delimiter in DELIMITERS:
        widths: Counter[int] = Counter()
        for line in lines:
            try:
                cells = _split(line, delimiter, dialect.quote)
            except _Unreadable:
                continue
            if cells and len(cells) > 1:
                widths[len(cells)] += 1
        if widths:
            width, number = max(widths.items(), key=lambda item: (item[1], item[0]))
            if (number, width) > best_score:
                best, best_score = delimiter, (number, width)
    return best


def _lines(text: str, start: int) -> Iterator[str]:
    """The lines of a text from an offset on."""
    while start <= len(text):
        end = _line_end(text, start)
        yield text[start:end]
        start = end + 1


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def _rows(place: str, text: str, start: int, dialect: Dialect, remarks: Remarks) -> Iterator[Row]:
    """The rows that have a cell with something in it; lines that cannot be read are problems."""
    line, unreadable = 1 + (start > 0), 0
    while start <= len(text):
        first_end = _line_end(text, start)
        if dialect.comment and text.startswith(dialect.comment, start):
            start, line = first_end + 1, line + 1
            continue
        try:
            cells, end = _record(text, start, first_end, dialect)
        except _Unreadable as error:
            unreadable += 1
            remarks.problem(f"{place}:{line}", f"{error}; the line is left out")
            if unreadable > MAX_UNREADABLE:
                raise unknown_format(
                    place, f"more than {MAX_UNREADABLE} lines have quotation marks that are not closed"
                ) from None
            start, line = first_end + 1, line + 1
            continue
        cells = [cell.strip() for cell in cells]
        if any(cells):
            yield Row(line, cells)
        line += 1 if end == first_end else 1 + text.count("\n", start, end)
        start = end + 1


def _record(text: str, start: int, end: int, dialect: Dialect) -> tuple[list[str], int]:
    """The cells of the record that begins on a line, and the offset at which its last line ends. Raises _Unreadable."""
    for _ in range(MAX_FIELD_LINES):
        cells = _split(text[start:end], dialect.delimiter, dialect.quote)
        if cells is not None:
            return cells, end
        if end == len(text):
            break
        end = _line_end(text, end + 1)
    raise _Unreadable("a quotation mark is opened and not closed")


def _split(text: str, delimiter: str, quote: str) -> list[str] | None:
    """The cells of a record; None if a quoted cell goes on in the next line. Raises _Unreadable."""
    if not quote or quote not in text:
        return text.split(delimiter)
    cells, position = [], 0
    while True:
        start = position
        while text.startswith(" ", start) and delimiter != " ":
            start += 1
        if text.startswith(quote, start):
            end = _closing(text, start + 1, quote)
            if end < 0:
                return None
            cells.append(text[start + 1 : end].replace(quote * 2, quote))
            position = end + 1
            while text.startswith(" ", position):
                position += 1
            if position < len(text) and not text.startswith(delimiter, position):
                raise _Unreadable(
                    f"the quotation mark before {quoted(text[start + 1 : end])} is not closed before the next cell"
                )
        else:
            end = text.find(delimiter, position)
            end = len(text) if end < 0 else end
            cells.append(text[position:end])
            position = end
        if position >= len(text):
            return cells
        position += len(delimiter)


def _closing(text: str, position: int, quote: str) -> int:
    """The offset of the mark that closes a quoted cell, -1 without one; two marks are one that belongs to the cell."""
    while (end := text.find(quote, position)) >= 0:
        if not text.startswith(quote, end + 1):
            return end
        position = end + 2
    return -1
