"""Messages on standard error: errors and warnings."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterable

import typer

from sco_cli.text import escape_unsafe


def print_messages(lines: Iterable[str]) -> None:
    """Print the lines to standard error, wrapped between words on a terminal and unwrapped elsewhere."""
    with contextlib.suppress(OSError):  # stderr is closed; nothing more we can do
        for line in lines:
            _print_line(line)


def print_success(message: str) -> None:
    """Tell a person at a terminal what has been done; programs see it by the exit code."""
    if sys.stderr.isatty():
        print_messages([f"sco: {message}"])


def _print_line(line: str) -> None:
    if sys.stderr.isatty():
        # Lazy imports: most runs print no message.
        from sco_cli.formats import terminal  # noqa: PLC0415
        from sco_cli.reports.report import spans  # noqa: PLC0415

        terminal.console(sys.stderr).print(terminal.rich_text(spans(line)))
    else:
        typer.echo(escape_unsafe(line), err=True)
