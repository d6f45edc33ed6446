"""Commands that read a half-typed line without converting its values: for completion, which is asked at every tab key.

Typer converts values with Pydantic; to know which parameter a word belongs to, that is a tenth of a second for nothing.
"""

from __future__ import annotations

from typing import Any

from typer.core import TyperCommand, TyperGroup


class Command(TyperCommand):
    """A command that only sorts words to parameters while a line is being completed."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse the arguments, and leave the values as they were typed if the line is not complete."""
        return _sorted(self, ctx, args) if ctx.resilient_parsing else super().parse_args(ctx, args)


class Group(TyperGroup):
    """The same for the command that holds all others."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse the arguments, and leave the values as they were typed if the line is not complete."""
        return _sorted(self, ctx, args) if ctx.resilient_parsing else super().parse_args(ctx, args)


def _sorted(command: TyperCommand | TyperGroup, ctx: Any, args: list[str]) -> list[str]:
    words, rest, _ = command.make_parser(ctx).parse_args(args=args)
    for parameter in command.get_params(ctx):
        value, source = parameter.consume_value(ctx, words)
        ctx.params[parameter.name] = value
        ctx.set_parameter_source(parameter.name, source)
    ctx._opt_prefixes.add("-")  # noqa: SLF001  # what the context is otherwise told by the parsing that is left out
    ctx.args = rest
    return rest
