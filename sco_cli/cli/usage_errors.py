"""Messages for wrong options and arguments in place of those of Typer: what is wrong, and what to write instead."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sco_cli.errors import BadRequest, UnknownName
from sco_cli.loading.files import BUNDLED
from sco_cli.text import suggest

TyperObject = Any
"""A command, context, parameter or error of Typer, of a class that Typer does not export."""

COMMANDS_FOR_SEVERAL = {"country": "compare"}
"""The command that shows several records at a time, by the name of the command that shows one."""


OUTPUT_OPTIONS = ("-o", "--output", "--out")
DESTINATIONS = ("DEST", "FOLDER")
"""The arguments that name what a command writes."""

HINTS_FOR_OPTIONS = {
    **dict.fromkeys(OUTPUT_OPTIONS, "to write to a file, add `> FILE` to the command"),
    "--chart": "`sco metric METRIC --chart FILE` and `sco compare COUNTRY COUNTRY --chart FILE` write charts",
}
"""What to write in place of an option that people expect, in commands that do not have it."""

HINTS_FOR_COMMANDS = {"chart": HINTS_FOR_OPTIONS["--chart"]}
"""What to write in place of a command that people expect."""

FACTS_ENDINGS = (".toml", ".jsonl", ".ndjson")


@contextmanager
def explain_usage_errors(command: TyperObject, context: TyperObject) -> Iterator[None]:
    """Raise UnknownName or BadRequest in place of the errors by which Typer refuses a command line.

    Typer does not export the classes of its errors, which are told by their attributes.
    """
    try:
        yield
    except Exception as error:
        if not hasattr(error, "format_message"):  # which all errors of a command line have
            raise
        raise _explained(error, command, context) from error


def _explained(error: TyperObject, command: TyperObject, context: TyperObject) -> BadRequest | UnknownName:
    """The error with a message of sco."""
    help_command = f"`{context.command_path} -h`"
    options = [parameter for parameter in command.get_params(context) if parameter.param_type_name == "option"]
    if hasattr(error, "possibilities"):
        names = [name for option in options for name in option.opts if name.startswith("--")]
        destination = next((name for name in map(_argument_name, _arguments(command)) if name in DESTINATIONS), None)
        hint = HINTS_FOR_OPTIONS.get(error.option_name, "")
        if destination and error.option_name in OUTPUT_OPTIONS:
            hint = f"write `{context.command_path} {destination}`"
        if hint:
            return UnknownName("option", error.option_name, (), hint)
        hint = f"{help_command} lists the options"
        return UnknownName("option", error.option_name, suggest_names(error.option_name, names), hint)
    if hasattr(error, "option_name"):  # an option without its value, or a value of an option that has none
        name = error.option_name
        option = next(option for option in options if name in option.opts)
        if option.is_flag:
            return BadRequest(f"{name} takes no value; write only `{name}`")
        return BadRequest(f"{name} needs a value; write `{name} {option.metavar}` ({help_command} explains it)")
    if hasattr(error, "param_type"):  # a missing argument
        line = " ".join([context.command_path, *usage_pieces(command)[1:]])
        return BadRequest(f"{_argument_name(error.param)} is missing; write `{line}` ({help_command} has examples)")
    return BadRequest(f"{error.format_message()} {help_command} explains the options and arguments")


def suggest_names(name: str, known: Sequence[str]) -> tuple[str, ...]:
    """All options that the name abbreviates, as `--org` does `--organization`; without any, the most similar ones."""
    abbreviated = tuple(option for option in known if option.startswith(name)) if name.strip("-") else ()
    return abbreviated or suggest(name, {option: option for option in known})


def check_extra_arguments(command: TyperObject, context: TyperObject, extra: Sequence[str]) -> None:
    """Raise BadRequest if there are arguments that the command does not take."""
    if not extra or context.resilient_parsing:
        return
    path = context.command_path
    names = [_argument_name(argument) for argument in _arguments(command)]
    if hint := _option_for(command, extra[0]):
        raise BadRequest(f'"{extra[0]}" is one argument too many; {hint}')
    if not names:
        raise BadRequest(f'"{extra[0]}" is one argument too many: `{path}` takes only options, which `{path} -h` lists')
    several = COMMANDS_FOR_SEVERAL.get(command.name)
    hint = f"; `sco {several}` takes several" if several else ""
    raise BadRequest(
        f'"{extra[0]}" is one argument too many: `{path}` takes one {" and one ".join(names)}{hint}; '
        "put a name of several words in quotation marks"
    )


def _option_for(command: TyperObject, word: str) -> str:
    """Which option an argument too many is probably meant for: a country or a fact base; empty if none is known."""
    options = {name for parameter in command.params for name in parameter.opts}
    if "--facts" in options and (word == BUNDLED or word.endswith(FACTS_ENDINGS)):
        return f"write --facts before each file: `--facts {word}`"
    from sco_cli.queries.lookup import country_outside  # noqa: PLC0415  # only a wrong command line needs it

    if "--country" in options and country_outside((), word):
        return f"to choose a country, write `--country {shlex.quote(word)}`"
    return ""


def usage_pieces(command: TyperObject) -> list[str]:
    """What follows the name of the command in its line of usage: "[OPTIONS]", then "FILE", "COUNTRY..." or "[TEXT]"."""
    pieces = ["[OPTIONS]"]
    for argument in _arguments(command):
        name = _argument_name(argument)
        pieces.append(f"{name if argument.required else f'[{name}]'}{'...' if argument.nargs == -1 else ''}")
    return pieces


def _arguments(command: TyperObject) -> list[TyperObject]:
    return [parameter for parameter in command.params if parameter.param_type_name == "argument"]


def _argument_name(argument: TyperObject) -> str:
    """The name of an argument for people: "COUNTRY"."""
    return str(argument.metavar)
