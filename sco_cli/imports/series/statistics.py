"""What a file of statistics says, as it stands there, before it is set beside a fact base."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from sco_cli.errors import BadRequest
from sco_cli.text import UNSAFE, count_noun

MAX_SHOWN = 20
"""Most problems that are shown one by one; the others are counted."""

MAX_QUOTED = 60
"""Most characters of a cell that a message shows."""

MAX_LABEL = 80
"""Most characters of a name in a message."""

MAX_NAME = 1000
"""Most characters of a name in a fact base."""


Parts = tuple[tuple[int, str], ...]
"""The files that a table is in, each with the number of the lines of those before it."""


class Notation(NamedTuple):
    """How numbers are written: the mark before decimals, and the mark between thousands; empty where there is none."""

    decimal: str = "."
    group: str = ""


class Cell(NamedTuple):
    """One value as it stands in a file, with what stands beside it.

    `code` and `name` are those of the country. `flags` are the codes of an observation's status, `exponent` is the
    power of ten that the value is to be multiplied by. Whatever a file does not have is empty.
    """

    line: int
    code: str
    name: str
    period: str
    value: str
    flags: str = ""
    note: str = ""
    exponent: str = ""


@dataclass(frozen=True)
class SourceNames:
    """What a file says about its source; empty where it says nothing."""

    title: str = ""
    publisher: str = ""
    via: str = ""
    published: str = ""
    accessed: str = ""
    url: str = ""
    licence: str = ""
    note: str = ""
    language: str = ""


@dataclass(frozen=True)
class Dataset:
    """The values of one metric; `cells` can be gone through several times.

    `unit` is None where the file says nothing about a unit, and empty where it says that there is none. `unit_texts`
    are other texts that may state it, such as the name of the column of values. `notation` is None where the values
    themselves must tell. `place` is the file, and `parts` are the files if there are several. `aggregates` are codes
    that the file calls groups of countries. With `nameless_are_aggregates` an area without a code is none of a country.
    `is_partial` says that the file is one page of several.
    """

    cells: Iterable[Cell]
    place: str = ""
    parts: Parts = ()
    code: str = ""
    name: str = ""
    unit: str | None = None
    definition: str = ""
    source: SourceNames = field(default_factory=SourceNames)
    source_id: str = ""
    unit_texts: tuple[str, ...] = ()
    notation: Notation | None = None
    aggregates: frozenset[str] = frozenset()
    nameless_are_aggregates: bool = False
    missing: frozenset[str] | None = None
    eurostat_codes: bool = False
    has_lines: bool = True
    is_partial: bool = False

    def at(self, line: int) -> str:
        """The place of a value in messages: its line, or the number of its row where a format has no lines."""
        if self.parts:
            before, place = next(part for part in reversed(self.parts) if part[0] < line)
            return f"{place}:{line - before}"
        return f"{self.place}:{line}" if self.has_lines else f"{self.place}: row {line}"

    def label(self) -> str:
        """How messages name the data."""
        return clean(self.code or self.name, MAX_LABEL) or "the table"


class Remarks:
    """What a run says about a file: what was recognized, counted and left out, and what could not be read."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.problem_count = 0
        self._problems: list[str] = []

    def add(self, text: str) -> None:
        """Say something that is no problem."""
        self.lines.append(text)

    def problem(self, place: str, text: str) -> None:
        """Name a part of the file that could not be read; `place` is the file with the line."""
        self.problem_count += 1
        if self.problem_count <= MAX_SHOWN:
            self._problems.append(f"{place}: {text}")

    def all_lines(self) -> list[str]:
        """Everything there is to say, line by line."""
        more = self.problem_count - MAX_SHOWN
        last = [f"and {count_noun(more, 'problem')} more"] if more > 0 else []
        return [*self.lines, *self._problems, *last]


def unknown_format(name: str, reason: str) -> BadRequest:
    """The error for a file that is none of statistics, or cannot be taken as it is."""
    return BadRequest(f"{name}: {reason}")


def quoted(text: str) -> str:
    """A cell in a message, cut if it is long."""
    short = text if len(text) <= MAX_QUOTED else f"{text[: MAX_QUOTED - 20]}… ({len(text):,} characters)"
    return f'"{short}"'


def clean(text: object, limit: int = 0) -> str:
    """A text of a file on one line, without characters that no file may hold; empty for what is no text."""
    if not isinstance(text, str):
        return ""
    words = " ".join(UNSAFE.sub(lambda match: " " if match[0].isspace() else "", text).split())
    return f"{words[: limit - 1]}…" if limit and len(words) > limit else words


def listed(names: Sequence[str], limit: int = 5) -> str:
    """Names in a message: the first ones, and how many more there are."""
    shown = ", ".join(clean(name, MAX_LABEL) for name in names[:limit])
    return f"{shown} and {len(names) - limit:,} more" if len(names) > limit else shown


def count_bytes(number: int) -> str:
    """A size in messages."""
    return f"{number // 1024**2} MiB"
