"""Problems of a fact base: what is wrong with it and where, and the exceptions that carry them."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from sco_cli.errors import ScoError
from sco_cli.models.toml_types import KeyPath

if TYPE_CHECKING:
    from sco_cli.models.facts import AnyRecord

MAX_PROBLEMS = 1000
"""The search ends after this many problems: a file that is not a fact base at all may have millions."""

TOO_DEEP = "nested too deeply"
TOO_MANY_DIGITS = "has a number with too many digits"
"""Reasons of problems in TOML and JSON Lines alike."""


class Location(NamedTuple):
    """A place in a document: the name of the file and the path of keys and indexes in it."""

    file: str
    path: KeyPath


@dataclasses.dataclass(frozen=True, order=True, kw_only=True)
class Problem:
    """Something wrong in a fact base. Problems sort by place and are equal if they read the same.

    The code that finds a problem gives the reason, the name of the broken rule and, if possible, a fix: a value to
    replace the wrong one. It gives the place as a file and a key path in that file, or as a record and a key path in
    that record. From these, `problem_messages.locate` derives the line and column, counted from 1, the table, id and
    field, and the text of the line. A number of 0 or an empty string is unknown.

    `field` is a path such as `evidence[0].source`, and `field_words` is the same for people: `evidence 1: source`.
    """

    file: str = ""
    line: int = 0
    column: int = 0
    table: str = ""
    id: str = ""
    field: str = ""
    reason: str
    rule: str = "format"
    text: str = ""
    fix: str = ""

    path: KeyPath = dataclasses.field(default=(), compare=False)
    at_key: bool = dataclasses.field(default=False, compare=False)
    """Whether the key itself is wrong, and not its value."""
    record: AnyRecord | None = dataclasses.field(default=None, compare=False, repr=False)
    earlier: Location | None = dataclasses.field(default=None, compare=False)
    """Another place in the fact base, whose line `locate` adds to the reason."""
    field_words: str = dataclasses.field(default="", compare=False)
    advice: str = dataclasses.field(default="", compare=False)
    """What to do about it, which `locate` adds to the reason after that place."""

    def inside(self, location: Location) -> Problem:
        """The same problem with the path from the top of the document; `location` is that of its record."""
        return dataclasses.replace(self, file=location.file, path=location.path + self.path, record=None)

    @property
    def record_name(self) -> str:
        """The record as messages name it: `figures "mn-cost"`."""
        return f'{self.table} "{self.id}"' if self.id else self.table

    @property
    def message(self) -> str:
        """Record, field and reason."""
        return ": ".join(part for part in (self.record_name, self.field_words, self.reason) if part)

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part)
        return f"{place}: {self.message}"


class UnreadableFile(Problem):
    """A file that cannot be read: the reason goes on from the name of the file, "no.toml cannot be read"."""

    def __str__(self) -> str:
        return f"{self.file} {self.reason}"


class BadFactBase(ScoError):
    """A fact base that is not valid. `problems` are all its problems, sorted by place, and `str()` names them all.

    >>> print(BadFactBase([Problem(file="mine.toml", line=3, column=9, reason="must not be empty")]))
    1 problem in the fact base
    mine.toml:3:9: must not be empty
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(set(problems))
        more = "; sco stopped looking" if len(self.problems) >= MAX_PROBLEMS else ""
        self.summary = f"{len(self.problems):,} problem{'s' * (len(self.problems) > 1)} in the fact base{more}"
        """How many problems there are, in words."""
        super().__init__("\n".join([self.summary, *map(str, self.problems)]))

    def lines(self) -> list[str]:
        """One line per problem, in the format of compiler messages, so that editors can jump to the place."""
        return [*map(str, self.problems), *([f"sco: {self.summary}"] if len(self.problems) > 1 else [])]


class Unreadable(BadFactBase):
    """A fact base with a file that cannot be read."""
