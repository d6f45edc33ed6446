"""Line and column of each key and value of a TOML document.

TOML parsers return values without their positions, and an error message without a line is of little use in a file of
a thousand lines. The scanner here reads a text that a parser has already accepted, so it follows the grammar and
validates nothing.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from itertools import islice
from typing import NamedTuple

from sco_cli.models.toml_types import KeyPath

# A repetition of a group takes memory for each round, so these patterns are matched again after so many rounds.
_SPACE = re.compile(r"(?:[ \t\r\n]+|#[^\n]*){1,1000}")
"""White space, line ends and comments, or the first part of them."""

_BARE_KEY = re.compile(r"[^\s=.\[\]{},\"'#]+")
_SCALAR = re.compile(r"[^,\]}#\r\n]+")
_LITERAL = re.compile(r"'{3}.*?'{3,5}|'[^'\n]*'", re.DOTALL)
_BASIC_PART = re.compile(r'(?:[^"\\]+|\\.){1,1000}', re.DOTALL)
_MULTILINE_PART = re.compile(r'(?:[^"\\]+|\\.|"{1,2}(?!")){1,1000}', re.DOTALL)
_QUOTES = re.compile('"{1,5}')

_NUMBER_START = re.compile(r"""#[^\n]*|["']|(?<![\w.])[0-9]""")
"""A comment, the beginning of a string, or the first digit of a number outside of these."""

_NUMBER = re.compile(r"([\w.+-]+)[ \t]*(=?)", re.ASCII)
"""A number or date or, if an equals sign follows, a key that begins with a digit."""

_ESCAPE = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_ESCAPES = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", "e": "\x1b"}

_OTHER_TOKEN = re.compile(r"""\{[^}]*\}|"(?:\\.|[^"\\])*"|'[^']*'|[^\s=,\]}#]+""")
"""An inline table, string, key or scalar on one line."""


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


def find_spans(text: str, paths: Iterable[KeyPath]) -> dict[KeyPath, tuple[int, int]]:
    """The offsets of the beginning and the end of the value of each path in a valid TOML text.

    A path that has no value in one piece is left out: a table or an array of tables with a header, or dotted keys.
    """
    scanner = _Scanner(text, set(paths))
    with suppress(RecursionError):  # a value that is nested too deeply is left out
        scanner.scan_document()
    return scanner.spans


def enclosing_places(places: Mapping[KeyPath, Place], paths: Iterable[KeyPath]) -> dict[KeyPath, Place]:
    """The place of each path; if it has none, that of the innermost enclosing value, or the start of the document."""
    return {path: next((places[part] for part in _prefixes(path) if part in places), START) for path in paths}


def _prefixes(path: KeyPath) -> Iterable[KeyPath]:
    """The path and what encloses it, innermost first, without the document itself."""
    return (path[:length] for length in range(len(path), 0, -1))


def token_length(line: str, column: int) -> int:
    """The number of characters of the key, value or header that begins in that column of a line; at least 1."""
    start = column - 1
    if line.startswith("[", start) and (end := line.find("]", start)) > 0:
        while line.startswith("]", end):
            end += 1
        return end - start
    token = _OTHER_TOKEN.match(line, start)
    return len(token.group()) if token else 1


def line_texts(text: str, numbers: Collection[int]) -> dict[int, str]:
    """The lines of a text with these numbers, counted from 1, without their ends; only a line feed ends a line."""
    lines = enumerate(islice(io.StringIO(text), max(numbers, default=0)), start=1)
    return dict.fromkeys(numbers, "") | {number: line.rstrip("\r\n") for number, line in lines if number in numbers}


def find_number(text: str, is_wanted: Callable[[str], bool]) -> int:
    """The offset of the first number of a TOML text that is wanted, outside of strings and comments; -1 without one.

    The text need be valid only up to there.
    """
    return next((start for start, number in _iter_numbers(text) if is_wanted(number)), -1)


def _iter_numbers(text: str) -> Iterator[tuple[int, str]]:
    """The numbers and dates, each with its offset."""
    position = 0
    while start := _NUMBER_START.search(text, position):
        position = start.end()
        if start.group() in "\"'":
            position = _string_end(text, start.start())
        elif number := _NUMBER.match(text, start.start()):
            position = number.end()
            if not number[2]:
                yield number.start(), number[1]


def _string_end(text: str, start: int) -> int:
    """The offset after the string that begins at `start`; of a string that does not end, the end of the text."""
    if text[start] == "'":
        literal = _LITERAL.match(text, start)
        return literal.end() if literal else len(text)
    is_multiline = text.startswith('"""', start)
    part = _MULTILINE_PART if is_multiline else _BASIC_PART
    position = _match_repeatedly(part, text, start + (3 if is_multiline else 1))
    quotes = _QUOTES.match(text, position)
    return quotes.end() if is_multiline and quotes else position + 1


def _match_repeatedly(pattern: re.Pattern[str], text: str, position: int) -> int:
    """The offset after the last of the matches of a pattern that follow one another from `position` on."""
    while match := pattern.match(text, position):
        position = match.end()
    return position


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
        self.spans: dict[KeyPath, tuple[int, int]] = {}
        """Where the value of each wanted path begins and ends, if it follows an equals sign or is in an array."""

    def places(self) -> dict[KeyPath, Place]:
        """The recorded offsets as lines and columns."""
        found = {offset for pair in self.offsets.values() for offset in pair}
        line, line_start, counted = 1, 0, 0
        positions: dict[int, tuple[int, int]] = {}
        for offset in sorted(found):
            line += self.text.count("\n", counted, offset)
            line_start = max(line_start, self.text.rfind("\n", counted, offset) + 1)
            counted = offset
            positions[offset] = line, offset - line_start + 1
        return {path: Place(*positions[key], *positions[value]) for path, (key, value) in self.offsets.items()}

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
        self.position = _match_repeatedly(_SPACE, self.text, self.position)

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
            if self.text[start] in "\"'":
                self.position = _string_end(self.text, start)
                parts.append((_unquote(self.text[start : self.position]), start))
            else:
                self.scan_word(_BARE_KEY)
                parts.append((self.text[start : self.position], start))
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
        value = self.position
        self.note(path, start, value)
        self.scan_value(path)
        if path in self.wanted:
            self.spans[path] = value, value + len(self.text[value : self.position].rstrip())

    def scan_value(self, path: KeyPath) -> None:
        opening = self.text[self.position]
        if opening in "[{":
            self.scan_collection(path, closing="]" if opening == "[" else "}")
        elif opening in "\"'":
            self.position = _string_end(self.text, self.position)
        else:
            self.scan_word(_SCALAR)

    def scan_word(self, pattern: re.Pattern[str]) -> None:
        match = pattern.match(self.text, self.position)
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
                start = self.position
                self.note((*path, index), start, start)
                self.scan_value((*path, index))
                if (*path, index) in self.wanted:
                    self.spans[(*path, index)] = start, start + len(self.text[start : self.position].rstrip())
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
    return _ESCAPE.sub(_unescape, text[1:-1])


def _unescape(match: re.Match[str]) -> str:
    """The character that an escape stands for."""
    *digits, letter = match.groups()
    code = next(filter(None, digits), None)
    return chr(int(code, 16)) if code else _ESCAPES.get(letter, letter)
