"""The syntax of BibTeX files: entries with their fields, in which macros are replaced and nothing else is changed.

As BibTeX has it (https://ctan.org/pkg/bibtex , btxdoc): what is outside entries is a comment, whose lines are counted;
braces count even behind a backslash, and a value is made of texts and macros with # between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from sco_cli.text import count_noun

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)

MAX_VALUE = 1_000_000
"""Characters of a value whose macros are replaced."""

MAX_FAILED_SCANS = 3
"""After so many values without an end, a value must end before the next line that begins an entry."""

_START = re.compile(r"@\s*([A-Za-z][\w-]*)\s*([{(])")
_LINE_START = re.compile(r"^[ \t]*@[A-Za-z][\w-]*[ \t]*[{(]", re.MULTILINE)
_WORDS = re.compile(r"[^\s][^\n]*")
"""The rest of a line from its first character that is no blank."""

_SPACE = re.compile(r"\s*")
_KEY = re.compile(r"[^\s,{}=\"#%]*(?:[ \t]+[^\s,{}=\"#%]+)*")
_NAME = re.compile(r"[^\s{}()=,\"#%'@]+")
_NUMBER = re.compile(r"[0-9]+")


class SyntaxProblem(ValueError):
    """An entry that cannot be read; `position` is where."""

    def __init__(self, position: int, reason: str) -> None:
        super().__init__(reason)
        self.position = position


class RawEntry(NamedTuple):
    """An entry: type and names of fields in small letters, the line where it begins, and problems with values."""

    type: str
    key: str
    fields: dict[str, str]
    line: int
    problems: list[str]


class BibtexFile:
    """Reads a file; `entries` goes through it, after which `problems`, `notes` and `comments` are complete."""

    def __init__(self, content: str) -> None:
        self._text = content
        self._macros = {name[:3].lower(): name for name in MONTHS}
        self._strings: set[str] = set()
        self._expanded = 0
        self._failed_scans = 0
        self._boundary = -1
        self._line, self._line_position = 1, 0
        self.problems: list[str] = []
        self.notes: list[str] = []
        self.comments = 0
        self._outside_lines, self._first_outside = 0, 0

    def entries(self) -> Iterator[RawEntry]:
        """The entries in their order; those that cannot be read become problems."""
        position = 0
        while start := _START.search(self._text, position):
            self._pass_over(position, start.start())
            kind = start[1].lower()
            line = self._line_of(start.start())
            try:
                if kind == "comment":
                    self.comments += 1
                    position = self._skip_comment(start.end())
                elif kind == "preamble":
                    self.comments += 1
                    position = self._close(self._value(start.end(), [])[1], start[2])
                elif kind == "string":
                    position = self._string(start, line)
                else:
                    entry, position = self._entry(kind, start, line)
                    yield entry
            except SyntaxProblem as problem:
                place = self._line_of(problem.position)
                entry_name = f"this @{kind}" if place == line else f"the @{kind} of line {line}"
                self.problems.append(f"{place}: {entry_name} cannot be read: {problem}")
                found = _LINE_START.search(self._text, max(problem.position, start.end()))
                position = found.start() if found else len(self._text)
        self._pass_over(position, len(self._text))
        if self._outside_lines:
            told = f"{count_noun(self._outside_lines, 'line')} outside entries, which BibTeX treats as comments"
            self.notes.append(f"{self._first_outside}: left out: {told}")

    def _pass_over(self, start: int, end: int) -> None:
        """Count the lines of the text outside entries; one with an @ looks like an entry, and is a problem."""
        for line in _WORDS.finditer(self._text, start, end):
            number = self._line_of(line.start())
            if line[0].startswith("@"):
                self.problems.append(f'{number}: no entry begins with "{line[0][:40].rstrip()}"')
            else:
                self._first_outside = self._first_outside or number
                self._outside_lines += 1

    def _line_of(self, position: int) -> int:
        """The line of a position; they are asked for nearly in order, so that only what is between is counted."""
        low, high = sorted((position, self._line_position))
        count = self._text.count("\n", low, high)
        self._line += count if position >= self._line_position else -count
        self._line_position = position
        return self._line

    def _skip_comment(self, position: int) -> int:
        try:
            return self._braced(position)
        except SyntaxProblem:
            return position

    def _string(self, start: re.Match[str], line: int) -> int:
        name, position = self._field_name(self._space(start.end()))
        problems: list[str] = []
        value, position = self._value(position, problems)
        self.problems += [f"{line}: {problem}" for problem in problems]
        if problems:  # whoever uses the macro is told that it is not defined
            self._macros.pop(name, None)
        else:
            if name in self._strings:
                self.notes.append(f"{line}: the macro {name[:60]} is defined again; the new definition holds from here")
            self._macros[name] = value
            self._strings.add(name)
        return self._close(position, start[2])

    def _entry(self, kind: str, start: re.Match[str], line: int) -> tuple[RawEntry, int]:
        text, closing = self._text, "}" if start[2] == "{" else ")"
        match = _KEY.match(text, self._space(start.end()))
        key = match[0] if match else ""
        if closing == ")":
            key = key.rstrip(")")
        position = self._space(match.end() if match else start.end())
        fields: dict[str, str] = {}
        problems: list[str] = []
        while True:
            position = self._space(position)
            if text[position : position + 1] == closing:
                return RawEntry(kind, key, fields, line, problems), position + 1
            if text[position : position + 1] != ",":
                raise SyntaxProblem(position, self._expected(position, f'"," or "{closing}"'))
            position = self._space(position + 1)
            if text[position : position + 1] in (closing, ","):
                continue
            name, position = self._field_name(position)
            known = len(problems)
            value, position = self._value(position, problems)
            problems[known:] = [f"{name}: {problem}" for problem in problems[known:]]
            if name in fields:
                problems.append(f"{name} is given twice; the first is used")
            elif len(problems) == known:
                fields[name] = value

    def _expected(self, position: int, what: str) -> str:
        found = self._text[position : position + 20].split("\n")[0]
        return f'{what} is missing before "{found}"' if found else f"{what} is missing at the end of the file"

    def _field_name(self, position: int) -> tuple[str, int]:
        match = _NAME.match(self._text, position)
        if match is None:
            raise SyntaxProblem(position, self._expected(position, "the name of a field"))
        equals = self._space(match.end())
        if self._text[equals : equals + 1] != "=":
            raise SyntaxProblem(equals, self._expected(equals, f'"=" after {match[0][:40]}'))
        return match[0].lower(), equals + 1

    def _value(self, position: int, problems: list[str]) -> tuple[str, int]:
        """The value at a position and where it ends; a macro that is not defined is a problem, and the rest is read."""
        parts: list[str] = []
        size = 0
        while True:
            position = self._space(position)
            first = self._text[position : position + 1]
            if first == "{":
                end = self._braced(position + 1)
                parts.append(self._text[position + 1 : end - 1])
            elif first == '"':
                end = self._quoted(position + 1)
                parts.append(self._text[position + 1 : end - 1])
            elif match := _NUMBER.match(self._text, position) or _NAME.match(self._text, position):
                end = match.end()
                name = match[0]
                if not name[0].isdigit() and name.lower() not in self._macros:
                    problems.append(f"the macro {name[:60]} is not defined")
                part = name if name[0].isdigit() else self._macros.get(name.lower(), "")
                self._expanded += len(part)
                parts.append(part)
            else:
                raise SyntaxProblem(position, self._expected(position, "a value"))
            size += len(parts[-1])
            if size > MAX_VALUE or self._expanded > MAX_VALUE + 4 * len(self._text):
                problems.append(f"it is longer than {MAX_VALUE} characters with its macros")
                parts, size = [""], 0
            position = self._space(end)
            if self._text[position : position + 1] != "#":
                return "".join(parts), position
            position += 1

    def _close(self, position: int, opening: str) -> int:
        position = self._space(position)
        closing = "}" if opening == "{" else ")"
        if self._text[position : position + 1] != closing:
            raise SyntaxProblem(position, self._expected(position, f'"{closing}"'))
        return position + 1

    def _braced(self, position: int) -> int:
        """Where the text ends whose opening brace is before the position: behind its closing brace."""
        return self._scan(position, re.compile("[{}]"), 1)

    def _quoted(self, position: int) -> int:
        return self._scan(position, re.compile('[{}"]'), 0)

    def _scan(self, position: int, marks: re.Pattern[str], depth: int) -> int:
        limit, goal = self._limit(position), depth - 1
        for match in marks.finditer(self._text, position, limit):
            mark = match[0]
            if mark == '"':
                if depth == 0:
                    return match.end()
            else:
                depth += 1 if mark == "{" else -1
                if depth == goal:
                    if goal == 0:
                        return match.end()
                    break
        self._failed_scans += 1
        raise SyntaxProblem(position, "a brace or a quotation mark is not closed")

    def _limit(self, position: int) -> int:
        if self._failed_scans < MAX_FAILED_SCANS:
            return len(self._text)
        if self._boundary < position:
            found = _LINE_START.search(self._text, position)
            self._boundary = found.start() if found else len(self._text)
        return self._boundary

    def _space(self, position: int) -> int:
        match = _SPACE.match(self._text, position)
        return match.end() if match else position
