"""The message for an option that a command does not have: it offers those that may be meant, and runs none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sco_cli.errors import UnknownName
from sco_cli.text import suggest

TyperObject = Any
"""A command or context of Typer, of a class that Typer does not export."""


@contextmanager
def suggest_options(command: TyperObject, context: TyperObject) -> Iterator[None]:
    """Raise UnknownName in place of Typer's error for an unknown option, whose guesses are no abbreviations."""
    try:
        yield
    except Exception as error:
        if not hasattr(error, "possibilities"):  # which only that error has; Typer does not export its class
            raise
        names = [name for option in command.get_params(context) for name in option.opts if name.startswith("--")]
        name = str(error.option_name)  # type: ignore[attr-defined]
        hint = f"`{context.command_path} -h` lists the options"
        raise UnknownName("option", name, suggest_names(name, names), hint) from error


def suggest_names(name: str, known: Sequence[str]) -> tuple[str, ...]:
    """All options that the name abbreviates, as `--org` does `--organization`; without any, the most similar ones."""
    abbreviated = tuple(option for option in known if option.startswith(name)) if name.strip("-") else ()
    return abbreviated or suggest(name, {option: option for option in known})
