"""The rows of a table, in little memory: one text a row, which is split into its cells whenever it is read.

A list of a million rows, each with a list of texts, would take some ten times the memory of the file.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple, overload

_BETWEEN = "\0"
"""Stands between the cells of a row; a row with a cell that has it is kept as a list."""


class Row(NamedTuple):
    """The cells of a row, without blanks around them, and the line on which it begins, counted from 1."""

    line: int
    cells: list[str]


class Rows(Sequence[Row]):
    """Rows that are made anew each time that they are read: a change of one changes nothing here."""

    def __init__(self, rows: Iterable[Row] = ()) -> None:
        self._texts: list[str | list[str]] = []
        self._lines = array("Q")
        self.extend(rows)

    def extend(self, rows: Iterable[Row]) -> None:
        """Add rows at the end."""
        for line, cells in rows:
            text = _BETWEEN.join(cells)
            self._texts.append(text if cells and text.count(_BETWEEN) == len(cells) - 1 else cells)
            self._lines.append(line)

    def __len__(self) -> int:
        return len(self._texts)

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> Rows: ...
    def __getitem__(self, index: int | slice) -> Row | Rows:
        if isinstance(index, slice):
            return self._of(self._texts[index], self._lines[index])
        text = self._texts[index]
        return Row(self._lines[index], text.split(_BETWEEN) if isinstance(text, str) else text)

    def __iter__(self) -> Iterator[Row]:
        for line, text in zip(self._lines, self._texts, strict=True):
            yield Row(line, text.split(_BETWEEN) if isinstance(text, str) else text)

    def where(self, is_wanted: Callable[[list[str]], object]) -> Rows:
        """The rows whose cells are wanted."""
        return self.take(index for index, row in enumerate(self) if is_wanted(row.cells))

    def take(self, indexes: Iterable[int]) -> Rows:
        """The rows with these indexes, in this order."""
        found = array("L", indexes)
        return self._of([self._texts[index] for index in found], array("Q", (self._lines[index] for index in found)))

    def change(self, change: Callable[[list[str]], list[str]]) -> Rows:
        """The rows with other cells."""
        return Rows(Row(row.line, change(row.cells)) for row in self)

    @classmethod
    def _of(cls, texts: list[str | list[str]], lines: array[int]) -> Rows:
        rows = cls()
        rows._texts, rows._lines = texts, lines
        return rows
