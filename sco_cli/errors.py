"""Exceptions with a message for the user and an exit code. Only `sco_cli.cli.app.main` prints them.

The exceptions for an invalid fact base are in `sco_cli.loading.problems`.
"""

from __future__ import annotations

from sco_cli.text import did_you_mean


class ScoError(Exception):
    """An error that the user can do something about; `str()` gives the complete message."""

    exit_code = 3

    def lines(self) -> list[str]:
        """The message as it is printed, line by line."""
        return [f"sco: {self}"]


class UnknownName(ScoError):
    """A name that the fact base does not contain; the message suggests similar names."""

    exit_code = 2

    def __init__(self, kind: str, name: str, suggestions: tuple[str, ...], hint: str) -> None:
        """`suggestions` are as printed, best first; the hint replaces them if there are none."""
        super().__init__(f'no {kind} "{name}"; {did_you_mean(suggestions) or hint}')


class BadRequest(ScoError):
    """Options that contradict each other, or a value that an option does not accept."""

    exit_code = 2


class OutputFailed(ScoError):
    """The answer could not be written."""


class UnreadableText(ScoError):
    """A file that cannot be read as a text."""

    def __init__(self, name: str, reason: str) -> None:
        shown = name or '""'
        super().__init__(f"{shown} cannot be read: {reason}")
