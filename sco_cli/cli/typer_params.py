"""Commands that take the words of the command line as they are, for nearly all of their values are text.

Typer converts every value with Pydantic, text to text too, and a value that was not given; importing and preparing it
takes longer than all else that a listing does. Here it is asked only for what is more than text.
"""

from __future__ import annotations

from typing import Any

from typer.core import TyperCommand, TyperGroup

PRIVATE_ATTRIBUTES = ("_runtime_param", "get_runtime_param", "type_descriptor")
"""What of Typer's parameters is used here."""


class PassThrough:
    """Converts the values of one parameter, which is Typer's own conversion for it behind a look at what is given."""

    def __init__(self, parameter: Any) -> None:
        self.annotation = parameter.type_descriptor.annotation
        self.convert = parameter.get_runtime_param

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        """The value: as it is where it is of its type already, as text and defaults are."""
        if value is None:
            return () if param.multiple or param.nargs == -1 else None
        if self.annotation == list[str] and not isinstance(value, str):
            return list(value)
        if isinstance(self.annotation, type) and isinstance(value, self.annotation):
            return value
        param._runtime_param = None  # noqa: SLF001  # Typer makes its own where there is none
        return self.convert().coerce(value, param, ctx)


class FastCommand(TyperCommand):
    """A command whose text is not converted."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse the arguments."""
        _skip_conversion(self, ctx)
        return super().parse_args(ctx, args)


class FastGroup(TyperGroup):
    """The same for the command that holds all others."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse the arguments."""
        _skip_conversion(self, ctx)
        return super().parse_args(ctx, args)


def _skip_conversion(command: Any, ctx: Any) -> None:
    """Put an `AsTyped` where Typer keeps what converts; a Typer that has another place for it is none the worse."""
    for parameter in command.get_params(ctx):
        if all(hasattr(parameter, name) for name in PRIVATE_ATTRIBUTES) and parameter._runtime_param is None:  # noqa: SLF001
            parameter._runtime_param = PassThrough(parameter)  # noqa: SLF001  # Typer has no public place for it
