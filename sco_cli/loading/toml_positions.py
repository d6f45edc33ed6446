"""Where each key and value of a TOML document stands.

TOML parsers hand over values without their places, and a message without a line is of no use in a file of a thousand
lines. This scans a text that a parser has already accepted, so it checks nothing and only follows the grammar.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from contextlib import suppress
from itertools import accumulate
from typing import NamedTuple

from sco_cli.errors import KeyPath

_SPACE = re.compile(r"(?:[ \t\r\n]+|#[^\n]*)*")
_BARE = re.compile(r"[^\s=.\[\]{},\"'#]+")
_SCALAR = re.compile(r"[^,\]}#\r\n]+")
_STRING = re.compile(
    r'''
    """(?:\\.|[^\\])*?"""+      # basic, over several lines
    | '{3}.*?'{3,}              # literal, over several lines
    | "(?:\\.|[^"\\\n])*"       # basic
    | '[^'\n]*'                 # literal
    ''',
    re.DOTALL | re.VERBOSE,
)
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_ESCAPES = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", "e": "\x1b"}


_TOKEN = re.compile(r"""\[+[^\]]*\]+|\{[^}]*\}|"(?:\\.|[^"\\])*"|'[^']*'|[^\s=,\]}#]+""")


class Place(NamedTuple):
    """Line and column, counted from 1, of a key and of its value."""

    line: int
    column: int
    value_line: int
    value_column: int


START = Place(1, 1, 1, 1)


def find_places(text: str, paths: Iterable[KeyPath]) -> dict[KeyPath, Place]:
    """The place of each path; that of the innermost thing around it where the path itself has none."""
    asked = set(paths)
    wanted = {path[:length] for path in asked for length in range(len(path) + 1)}
    scanner = _Scanner(text, wanted)
    with suppress(RecursionError):  # what is nested deeper than we follow has the place of what is around it
        scanner.document()
    return enclosing_places(scanner.places(), asked)


def enclosing_places(found: Mapping[KeyPath, Place], paths: Iterable[KeyPath]) -> dict[KeyPath, Place]:
    """The place of each path among those found, or of the innermost thing around it; else the start of the document."""
    return {path: next((found[part] for part in _around(path) if part in found), START) for path in paths}


def _around(path: KeyPath) -> Iterable[KeyPath]:
    return (path[:length] for length in range(len(path), 0, -1))


def token_length(line: str, column: int) -> int:
    """How many letters the key, value or header has that begins in that column of a line; at least 1."""
    token = _TOKEN.match(line, column - 1)
    return len(token.group()) if token else 1


class _Scanner:
    def __init__(self, text: str, wanted: set[KeyPath]) -> None:
        self.text = text
        self.wanted = wanted
        self.at = 0
        self.found: dict[KeyPath, tuple[int, int]] = {}
        self.elements: dict[KeyPath, int] = {}  # how many elements each array of tables has so far

    def places(self) -> dict[KeyPath, Place]:
        starts = [0, *accumulate(len(line) + 1 for line in self.text.split("\n"))]

        def place(offset: int) -> tuple[int, int]:
            line = bisect_right(starts, offset)
            return line, offset - starts[line - 1] + 1

        return {path: Place(*place(key), *place(value)) for path, (key, value) in self.found.items()}

    def note(self, path: KeyPath, key: int, value: int) -> None:
        """Note where a key and its value stand, if that is asked for: a large document has millions."""
        if path in self.wanted:
            self.found[path] = (key, value)

    def first(self, path: KeyPath, at: int) -> None:
        """Note where a table is met that has no place of its own, such as `a` in `a.b = 1`."""
        if path not in self.found:
            self.note(path, at, at)

    def document(self) -> None:
        prefix: KeyPath = ()
        self.space()
        while self.at < len(self.text):
            if self.text[self.at] == "[":
                prefix = self.header()
            else:
                self.pair(prefix)
            self.space()

    def space(self) -> None:
        match = _SPACE.match(self.text, self.at)
        self.at = match.end() if match else self.at

    def header(self) -> KeyPath:
        start = self.at
        is_array = self.text.startswith("[[", start)
        self.at += 2 if is_array else 1
        parts = [part for part, _ in self.key()]
        self.at += 2 if is_array else 1
        path: KeyPath = ()
        for part in parts[:-1]:
            path = (*path, part)
            self.first(path, start)
            path = self.inside(path)
        path = (*path, parts[-1])
        if is_array:
            index = self.elements.get(path, 0)
            self.elements[path] = index + 1
            self.first(path, start)
            path = (*path, index)
        self.note(path, start, start)
        return path

    def inside(self, path: KeyPath) -> KeyPath:
        """The path of the newest element, where the path leads to an array of tables."""
        return (*path, self.elements[path] - 1) if path in self.elements else path

    def key(self) -> list[tuple[str, int]]:
        parts = []
        while True:
            self.space()
            start = self.at
            quoted = _STRING.match(self.text, start)
            match = quoted or _BARE.match(self.text, start)
            assert match  # the parser has accepted the text
            self.at = match.end()
            parts.append((_unquoted(match.group()) if quoted else match.group(), start))
            self.space()
            if self.text[self.at] != ".":
                return parts
            self.at += 1

    def pair(self, prefix: KeyPath) -> None:
        path = prefix
        start = self.at
        for part, start in self.key():
            path = (*path, part)
            self.first(path, start)
        self.at += 1  # the equals sign
        self.space()
        self.note(path, start, self.at)
        self.value(path)

    def value(self, path: KeyPath) -> None:
        opening = self.text[self.at]
        if opening in "[{":
            self.collection(path, closing="]" if opening == "[" else "}")
            return
        match = _STRING.match(self.text, self.at) or _SCALAR.match(self.text, self.at)
        assert match  # the parser has accepted the text
        self.at = match.end()

    def collection(self, path: KeyPath, closing: str) -> None:
        self.at += 1
        self.space()
        index = 0
        while self.text[self.at] != closing:
            if closing == "}":
                self.pair(path)
            else:
                self.note((*path, index), self.at, self.at)
                self.value((*path, index))
            index += 1
            self.space()
            if self.text[self.at] == ",":
                self.at += 1
                self.space()
        self.at += 1


def _unquoted(text: str) -> str:
    if text[0] == "'":
        return text[1:-1]
    return _ESCAPE.sub(
        lambda match: chr(int(match[1] or match[2], 16)) if match[1] or match[2] else _ESCAPES.get(match[3], match[3]),
        text[1:-1],
    )
