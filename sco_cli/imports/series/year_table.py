"""The text of an inline table of years, or of an array, with a few of its values changed, added or removed.

Comments, the order of the other years and the layout stay as they are: a new year stands after the last one before it,
on a line of its own if the others do.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_COMMA = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*,")
_REST_OF_LINE = re.compile(r"[ \t]*(?:#[^\n]*?)?(?=\r?\n)")
_YEAR = re.compile("[0-9]{4}")


@dataclass
class _Pair:
    """A year and its value.

    `key` is the text up to the value, and `gap` that from the value to the next key or to the end, without its comma.
    `comma` is the place of the comma in the gap.
    """

    year: int
    key: str
    value: str
    gap: str
    comma: int = 0


def change_years(
    text: str, values: Mapping[int, tuple[int, int]], new: Mapping[int, str | None], newline: str = "\n"
) -> str:
    """The text of an inline table with the values of `new`; None removes a year.

    `values` are the offsets in the text at which each value begins and ends. At least one of its years must stay.
    """
    table = _Table(text, values, newline)
    for year, value in sorted(new.items()):
        if value is not None:
            table.set(year, value)
    for year, value in new.items():
        if value is None:
            table.remove(year)
    return table.text()


def append_items(text: str, items: Sequence[tuple[int, int]], new: Sequence[str], newline: str = "\n") -> str:
    """The text of an array with values added at its end. `items` are the offsets at which each of its values stands."""
    table = _Table(text, dict(enumerate(items)), newline)
    for number, value in enumerate(new, len(items)):
        table.set(number, value)
    return table.text()


class _Table:
    """An inline table in pieces; or an array, whose values have a number for a year and no key."""

    def __init__(self, text: str, values: Mapping[int, tuple[int, int]], newline: str) -> None:
        places = sorted((start, end, year) for year, (start, end) in values.items())
        ends = [0, *(end for _, end, _ in places)]
        keys = [_key_start(text, before, start) for before, (start, _, _) in zip(ends, places, strict=False)]
        self.head = text[: keys[0]]
        self.pairs = [
            _pair(year, text[key:start], text[start:end], text[end:stop])
            for (start, end, year), key, stop in zip(places, keys, [*keys[1:], len(text)], strict=True)
        ]
        self.ends_with_comma = bool(_COMMA.match(text, places[-1][1]))
        is_year_a_line = all("\n" in gap for gap in (self.head, *(pair.gap for pair in self.pairs[:-1])))
        self.indent = newline + self.head[self.head.rindex("\n") + 1 :] if is_year_a_line else ""
        """The line end and the blanks before each year; empty if several years stand on one line."""

    def text(self) -> str:
        """The whole table."""
        parts = [self.head]
        for index, pair in enumerate(self.pairs):
            comma = "," if index + 1 < len(self.pairs) or self.ends_with_comma else ""
            parts += [pair.key, pair.value, pair.gap[: pair.comma], comma, pair.gap[pair.comma :]]
        return "".join(parts)

    def set(self, year: int, value: str) -> None:
        """Give a year its value."""
        for pair in self.pairs:
            if pair.year == year:
                pair.value = value
                return
        index = max((index for index, pair in enumerate(self.pairs) if pair.year < year), default=-1)
        if index < 0:
            self._add_first(year, value)
        else:
            self._add_after(index, year, value)

    def remove(self, year: int) -> None:
        """Remove a year and, if it is alone on its line, the line with its comment."""
        index = next(index for index, pair in enumerate(self.pairs) if pair.year == year)
        pair, before = self.pairs[index], self.pairs[index - 1].gap if index else self.head
        is_last = index + 1 == len(self.pairs)
        if "\n" in before and "\n" in pair.gap:
            merged = before[: before.rindex("\n") + 1] + pair.gap[pair.gap.index("\n") + 1 :]
        elif "\n" in pair.gap:
            merged = before.rstrip(" \t") + pair.gap
        elif not is_last:
            merged = before
        else:
            merged = before + pair.gap.lstrip(" \t") if "\n" in before else pair.gap
        del self.pairs[index]
        if not index:
            self.head = merged
            return
        previous = self.pairs[index - 1]
        if not merged.startswith(before[: previous.comma]):
            previous.comma = 0
        previous.gap = merged

    def _add_first(self, year: int, value: str) -> None:
        """Add a year before all others."""
        line = _REST_OF_LINE.match(self.head, 1) if self.indent else None
        gap = self.head[line.end() :] if line else self.indent or " "
        if line:
            self.head = self.head[: line.end()] + self.indent
        self.pairs.insert(0, _Pair(year, _key(year, self.pairs[0]), value, gap))

    def _add_after(self, index: int, year: int, value: str) -> None:
        """Add a year after the one with that index."""
        pair = self.pairs[index]
        added = _Pair(year, _key(year, pair), value, pair.gap, pair.comma)
        line = _REST_OF_LINE.match(pair.gap) if self.indent else None
        if line:
            added.gap, added.comma = pair.gap[line.end() :], max(pair.comma - line.end(), 0)
            pair.gap = pair.gap[: line.end()] + self.indent
            pair.comma = pair.comma if pair.comma <= line.end() else 0
        else:
            pair.gap, pair.comma = self.indent or self._separator(), 0
        self.pairs.insert(index + 1, added)

    def _separator(self) -> str:
        """What stands behind the commas of a table on one line."""
        gaps = [pair.gap for pair in self.pairs[:-1] if not pair.gap.strip(" \t")]
        return gaps[0] if gaps else " "


def _pair(year: int, key: str, value: str, gap: str) -> _Pair:
    comma = _COMMA.match(gap)
    if not comma:
        return _Pair(year, key, value, gap)
    return _Pair(year, key, value, gap[: comma.end() - 1] + gap[comma.end() :], comma.end() - 1)


def _key(year: int, other: _Pair) -> str:
    """The text up to a value, as another year has it."""
    return _YEAR.sub(f"{year:04}", other.key, count=1)


def _key_start(text: str, before: int, value: int) -> int:
    """Where the key of a value begins, behind the value before it: on the same line, for TOML breaks no key."""
    start = max(text.rfind(mark, before, value) for mark in "{[,\n") + 1
    return start + len(text[start:value]) - len(text[start:value].lstrip())
