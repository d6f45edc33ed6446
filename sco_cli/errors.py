"""What can go wrong, as values: each exception owns its sentence and its exit code.

Exactly one place, `sco_cli.cli.main`, prints them.
"""

from __future__ import annotations

from dataclasses import dataclass


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
        hint = f"did you mean {' or '.join(nearest)}?" if nearest else otherwise
        super().__init__(f'no {kind} "{name}"; {hint}')


class BadRequest(ScoError):
    """Options that make no sense together, or a value that no option takes."""

    exit_code = 2


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong in a fact base. Lines and columns count from 1; 0 means not known."""

    file: str
    line: int
    column: int
    record: str
    reason: str

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part)
        return f"{place}: {self.record}: {self.reason}" if self.record else f"{place}: {self.reason}"


class BadFactBase(ScoError):
    """A fact base that cannot be read or is not valid: every problem at once, sorted by place."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__(f"{len(self.problems)} problem{'s' if len(self.problems) > 1 else ''} in the fact base")

    def lines(self) -> list[str]:
        """A problem a line, as compilers print them, so that editors find the place."""
        return [*map(str, self.problems), *([f"sco: {self}"] if len(self.problems) > 1 else [])]


class OutputFailed(ScoError):
    """The answer could not be written."""
