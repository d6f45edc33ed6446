"""Line and column of each key and value of a TOML document.

TOML parsers return values without their positions, and an error message without a line is of little use in a file of
a thousand lines. The scanner here reads a text that a parser has already accepted, so it follows the grammar and
validates nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from contextlib import suppress
from itertools import accumulate
from typing import NamedTuple

from sco_cli.models.toml_types import KeyPath

_SPACE = re.compile(r"(?:[ \t\r\n]+|#[^\n]*)*")
"""White space, line ends and comments."""

_BARE_KEY = re.compile(r"[^\s=.\[\]{},\"'#]+")
_SCALAR = re.compile(r"[^,\]}#\r\n]+")
_STRING = re.compile(
    r'''
    """(?:\\.|[^\\])*?"""+      # multi-line basic string
    | '{3}.*?'{3,}              # multi-line literal string
    | "(?:\\.|[^"\\\n])*"       # basic string
    | '[^'\n]*'                 # literal string
    ''',
    re.DOTALL | re.VERBOSE,
)
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_ESCAPES = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", "e": "\x1b"}

_TOKEN = re.compile(r"""\[+[^\]]*\]+|\{[^}]*\}|"(?:\\.|[^"\\])*"|'[^']*'|[^\s=,\]}#]+""")
"""A header, inline table, string, key or scalar on one line."""


class Place(NamedTuple):
    """Line and column of a key and of its value, counted from 1."""

    line: int
    column: int
    value_line: int
    value_column: int


START = Place(1, 1, 1, 1)


def find_places(text: str, paths: Iterable[KeyPath]) -> dict[KeyPath, Place]:
    """The place of each path in a valid TOML text; see `enclosing_places` for a path that is not in it."""
    paths = set(paths)
    scanner = _Scanner(text, {path[:length] for path in paths for length in range(len(path) + 1)})
    with suppress(RecursionError):  # a value that is nested too deeply gets the place of what encloses it
        scanner.scan_document()
    return enclosing_places(scanner.places(), paths)


def enclosing_places(places: Mapping[KeyPath, Place], paths: Iterable[KeyPath]) -> dict[KeyPath, Place]:
    """The place of each path; if it has none, that of the innermost enclosing value, or the start of the document."""
    return {path: next((places[part] for part in _prefixes(path) if part in places), START) for path in paths}


def _prefixes(path: KeyPath) -> Iterable[KeyPath]:
    """The path and what encloses it, innermost first, without the document itself."""
    return (path[:length] for length in range(len(path), 0, -1))


def token_length(line: str, column: int) -> int:
    """The number of characters of the key, value or header that begins in that column of a line; at least 1."""
    token = _TOKEN.match(line, column - 1)
    return len(token.group()) if token else 1


class _Scanner:
    """Walks through a document and records the offsets of the wanted paths: a large document has millions of others."""

    def __init__(self, text: str, wanted: set[KeyPath]) -> None:
        self.text = text
        self.wanted = wanted
        self.position = 0
        self.offsets: dict[KeyPath, tuple[int, int]] = {}
        """Where the key and the value of each wanted path begin."""
        self.element_counts: dict[KeyPath, int] = {}
        """The number of elements so far of each array of tables."""

    def places(self) -> dict[KeyPath, Place]:
        """The recorded offsets as lines and columns."""
        line_starts = [0, *accumulate(len(line) + 1 for line in self.text.split("\n"))]

        def line_and_column(offset: int) -> tuple[int, int]:
            line = bisect_right(line_starts, offset)
            return line, offset - line_starts[line - 1] + 1

        return {
            path: Place(*line_and_column(key), *line_and_column(value)) for path, (key, value) in self.offsets.items()
        }

    def note(self, path: KeyPath, key: int, value: int) -> None:
        """Record the offsets of a key and its value, if the path is wanted."""
        if path in self.wanted:
            self.offsets[path] = (key, value)

    def note_implicit(self, path: KeyPath, offset: int) -> None:
        """Record the first place of an implicit table, such as `a` in `a.b = 1`."""
        if path not in self.offsets:
            self.note(path, offset, offset)

    def scan_document(self) -> None:
        table: KeyPath = ()
        self.skip_space()
        while self.position < len(self.text):
            if self.text[self.position] == "[":
                table = self.scan_header()
            else:
                self.scan_pair(table)
            self.skip_space()

    def skip_space(self) -> None:
        match = _SPACE.match(self.text, self.position)
        self.position = match.end() if match else self.position

    def scan_header(self) -> KeyPath:
        """Read `[table]` or `[[array]]`; the path of the table that it begins."""
        start = self.position
        is_array = self.text.startswith("[[", start)
        self.position += 2 if is_array else 1
        *parents, name = [part for part, _ in self.scan_key()]
        self.position += 2 if is_array else 1
        path: KeyPath = ()
        for parent in parents:
            path = (*path, parent)
            self.note_implicit(path, start)
            path = self.current_element(path)
        path = (*path, name)
        if is_array:
            index = self.element_counts.get(path, 0)
            self.element_counts[path] = index + 1
            self.note_implicit(path, start)
            path = (*path, index)
        self.note(path, start, start)
        return path

    def current_element(self, path: KeyPath) -> KeyPath:
        """The path of the newest element if the path leads to an array of tables, else the path itself."""
        return (*path, self.element_counts[path] - 1) if path in self.element_counts else path

    def scan_key(self) -> list[tuple[str, int]]:
        """Read a key; its dotted parts, each with its offset."""
        parts = []
        while True:
            self.skip_space()
            start = self.position
            quoted = _STRING.match(self.text, start)
            match = quoted or _BARE_KEY.match(self.text, start)
            assert match  # the parser has accepted the text
            self.position = match.end()
            parts.append((_unquote(match.group()) if quoted else match.group(), start))
            self.skip_space()
            if self.text[self.position] != ".":
                return parts
            self.position += 1

    def scan_pair(self, table: KeyPath) -> None:
        """Read `key = value` in that table."""
        path = table
        start = self.position
        for part, start in self.scan_key():
            path = (*path, part)
            self.note_implicit(path, start)
        self.position += 1  # the equals sign
        self.skip_space()
        self.note(path, start, self.position)
        self.scan_value(path)

    def scan_value(self, path: KeyPath) -> None:
        opening = self.text[self.position]
        if opening in "[{":
            self.scan_collection(path, closing="]" if opening == "[" else "}")
            return
        match = _STRING.match(self.text, self.position) or _SCALAR.match(self.text, self.position)
        assert match  # the parser has accepted the text
        self.position = match.end()

    def scan_collection(self, path: KeyPath, closing: str) -> None:
        """Read an array or an inline table."""
        self.position += 1
        self.skip_space()
        index = 0
        while self.text[self.position] != closing:
            if closing == "}":
                self.scan_pair(path)
            else:
                self.note((*path, index), self.position, self.position)
                self.scan_value((*path, index))
            index += 1
            self.skip_space()
            if self.text[self.position] == ",":
                self.position += 1
                self.skip_space()
        self.position += 1


def _unquote(text: str) -> str:
    """The content of a quoted key, escapes resolved."""
    if text[0] == "'":
        return text[1:-1]
    return _ESCAPE.sub(
        lambda match: chr(int(match[1] or match[2], 16)) if match[1] or match[2] else _ESCAPES.get(match[3], match[3]),
        text[1:-1],
    )
