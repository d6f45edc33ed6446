"""What can go wrong, as values: each exception owns its sentence and its exit code.

Exactly one place, `sco_cli.cli.main`, prints them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from sco_cli.text import did_you_mean

KeyPath = tuple[str | int, ...]
"""Where something stands in a document: ("figures", 3, "evidence", 0, "wording")."""


class ScoError(Exception):
    """A failure that the reader can do something about; `str()` is the whole message."""

    exit_code = 3

    def lines(self) -> list[str]:
        """The message as it is printed."""
        return [f"sco: {self}"]


class UnknownName(ScoError):
    """A name that the fact base does not know; carries the nearest known ones."""

    exit_code = 2

    def __init__(self, kind: str, name: str, nearest: tuple[str, ...], otherwise: str) -> None:
        """`nearest` are ready to print, best first; `otherwise` is the hint where nothing is near."""
        super().__init__(f'no {kind} "{name}"; {did_you_mean(nearest) or otherwise}')


class BadRequest(ScoError):
    """Options that make no sense together, or a value that no option takes."""

    exit_code = 2


class Problem(NamedTuple):
    """One thing wrong in a fact base. Lines and columns count from 1; 0 means not known.

    `table`, `id` and `field` say where in the base it is, `rule` which rule it breaks. `text` is the line it stands on,
    and `fix` what might stand there instead.
    """

    file: str
    line: int
    column: int
    table: str
    id: str
    field: str
    reason: str
    rule: str = "format"
    text: str = ""
    fix: str = ""

    @property
    def record(self) -> str:
        """The record as messages name it: `figures "mn-cost"`."""
        return f'{self.table} "{self.id}"' if self.id else self.table

    @property
    def message(self) -> str:
        """Record, field and reason."""
        return ": ".join(part for part in (self.record, self.field, self.reason) if part)

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part)
        return f"{place}: {self.message}"


MAX_PROBLEMS = 1000
"""After so many, no more are looked for: a file that is no fact base at all has millions."""


class BadFactBase(ScoError):
    """A fact base that is not valid: every problem at once, sorted by place."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(set(problems))
        more = "; sco looks for no more" if len(self.problems) >= MAX_PROBLEMS else ""
        super().__init__(f"{len(self.problems):,} problem{'s' * (len(self.problems) > 1)} in the fact base{more}")

    def lines(self) -> list[str]:
        """A problem a line, as compilers print them, so that editors find the place."""
        return [*map(str, self.problems), *([f"sco: {self}"] if len(self.problems) > 1 else [])]


class Unreadable(BadFactBase):
    """A fact base of which a file cannot be read at all."""


class OutputFailed(ScoError):
    """The answer could not be written."""
