"""Typer commands that skip the conversion of text.

Typer converts every value with Pydantic, even text to text and defaults. Importing and preparing Pydantic takes longer
than everything else that a listing does, so here Typer converts only values that do not have their type already.
"""

from __future__ import annotations

from typing import Any

from typer.core import TyperCommand, TyperGroup

from sco_cli.cli import help_pages
from sco_cli.cli.usage_errors import HINTS_FOR_COMMANDS, check_extra_arguments, explain_usage_errors, usage_pieces
from sco_cli.errors import UnknownName
from sco_cli.text import suggest

TyperObject = Any
"""A parameter, command or context of Typer, of a class that Typer does not export."""

PRIVATE_ATTRIBUTES = ("_runtime_param", "get_runtime_param", "type_descriptor")
"""The private attributes of Typer's parameters on which this module depends."""


class PassThrough:
    """Skips Typer's converter when the value already has the parameter's type."""

    def __init__(self, parameter: TyperObject) -> None:
        self.annotation = parameter.type_descriptor.annotation
        self.get_converter = parameter.get_runtime_param

    def coerce(self, value: object, param: TyperObject, ctx: TyperObject) -> object:
        """The value: unchanged if it has its type, as text and defaults have, else as Typer converts it."""
        if value is None:
            return () if param.multiple or param.nargs == -1 else None
        if self.annotation == list[str] and isinstance(value, list | tuple):
            return list(value)
        if isinstance(self.annotation, type) and isinstance(value, self.annotation):
            return value
        param._runtime_param = None  # noqa: SLF001  # makes Typer build its own converter
        converted: object = self.get_converter().coerce(value, param, ctx)
        return converted


class FastCommand(TyperCommand):
    """A command that skips the conversion of text, with its options in groups; `full_name` has that of its group."""

    full_name = ""
    allow_extra_args = True  # `parse_args` refuses them itself

    def format_help(self, ctx: TyperObject, formatter: TyperObject) -> None:
        """Write the help."""
        help_pages.fit_terminal(formatter)
        super().format_help(ctx, formatter)

    def format_options(self, ctx: TyperObject, formatter: TyperObject) -> None:
        """Write the arguments and options of the help."""
        help_pages.write_options(self, ctx, formatter)

    def format_epilog(self, ctx: TyperObject, formatter: TyperObject) -> None:  # noqa: ARG002  # Typer's signature
        """Write the end of the help: the exit codes."""
        help_pages.write_exit_codes(self.full_name, formatter)

    def parse_args(self, ctx: TyperObject, args: list[str]) -> list[str]:
        """Parse the arguments. Raises UnknownName or BadRequest if they are wrong."""
        _skip_conversion(self, ctx)
        with explain_usage_errors(self, ctx):
            rest = super().parse_args(ctx, args)
        check_extra_arguments(self, ctx, rest)
        return rest

    def collect_usage_pieces(self, ctx: TyperObject) -> list[str]:  # noqa: ARG002  # Typer's signature
        """The options and arguments in the line of usage."""
        return usage_pieces(self)


class FastGroup(TyperGroup):
    """A group of commands that skips the conversion of text for its own options."""

    def resolve_command(self, ctx: TyperObject, args: list[str]) -> TyperObject:
        """The command that the arguments name. Raises UnknownName for any other word."""
        names = self.list_commands(ctx)
        if args[0] not in names:
            hint = HINTS_FOR_COMMANDS.get(args[0]) or f"`{ctx.command_path} -h` lists the commands"
            similar = () if args[0] in HINTS_FOR_COMMANDS else suggest(args[0], {name: name for name in names})
            raise UnknownName("command", args[0], similar, hint)
        return super().resolve_command(ctx, args)

    def format_help(self, ctx: TyperObject, formatter: TyperObject) -> None:
        """Write the help."""
        help_pages.fit_terminal(formatter)
        super().format_help(ctx, formatter)

    def parse_args(self, ctx: TyperObject, args: list[str]) -> list[str]:
        """Parse the arguments. Raises UnknownName or BadRequest if they are wrong."""
        _skip_conversion(self, ctx)
        with explain_usage_errors(self, ctx):
            return super().parse_args(ctx, args)


def _skip_conversion(command: TyperObject, ctx: TyperObject) -> None:
    """Replace Typer's private converters. Does nothing if this version of Typer has no such attributes."""
    for parameter in command.get_params(ctx):
        has_attributes = all(hasattr(parameter, name) for name in PRIVATE_ATTRIBUTES)
        if has_attributes and parameter._runtime_param is None:  # noqa: SLF001
            parameter._runtime_param = PassThrough(parameter)  # noqa: SLF001  # Typer has no public place for it
