"""The help of commands: options in groups, commands in groups, and exit codes."""

from __future__ import annotations

import re
import shutil
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

TyperObject = Any
"""A parameter, command, context or formatter of Typer, of a class that Typer does not export."""

Rows = list[tuple[str, str]]
"""Names and what they mean, a line of the help each."""

ARGUMENTS, OPTIONS = "Arguments", "Options"
FILTERS, YEARS, CHART, LISTING, OUTPUT = "Filters", "Years", "Chart", "Rows and columns", "Input and output"
"""The groups of options that commands share. An option names its group as Typer's `rich_help_panel`."""

GROUP_ORDER = (ARGUMENTS, OPTIONS, FILTERS, YEARS, CHART, LISTING, OUTPUT)

NAME_WIDTH = 24
"""The width up to which names have their meaning beside them; longer ones have it below."""

GAP = "  "

MIN_WIDTH = 20
"""Meanings are at least so wide, however narrow the terminal is."""

_TYPE = re.compile(r" <[^<>]*>$")
"""The type that Typer adds to the name of an argument: " <str>"."""

EXIT_CODES: dict[int, str] = {
    0: "The command succeeded, even if nothing matches.",
    2: "An argument or option is wrong.",
    3: "The fact base cannot be read, or the output cannot be written.",
}
"""The exit codes of every command. 130 is added by the shell when a command is interrupted."""

EXIT_CODES_OF: dict[str, dict[int, str]] = {
    "read": {1: "With --strict: a number differs."},
    "draft": {0: "The text has been read."},
    "new": {0: "The base has been written."},
    "cite": {0: "The references have been written."},
    "schema": {0: "The schema has been written."},
    "import series": {
        0: "The whole file has been read.",
        1: "Part of the file cannot be read or, with --against, the file revises the base.",
    },
    "import sources": {0: "The whole file has been read.", 1: "An entry cannot be read."},
    "import countries": {0: "Every country has been found."},
    "import claims": {0: "The whole file has been read.", 1: "Part of the file cannot be read."},
    "export": {0: "The base has been written."},
    "site": {0: "The site has been written."},
    "check": {0: "The base has no problems.", 1: "The base has problems."},
    "diff": {0: "The bases make the same claims.", 1: "The bases differ."},
}
"""The exit codes that mean something else for a command, or that only this command has."""


def exit_codes(command: str) -> dict[int, str]:
    """The exit codes of a command with their meanings, by number."""
    return dict(sorted((EXIT_CODES | EXIT_CODES_OF.get(command, {})).items()))


def fit_terminal(formatter: TyperObject) -> None:
    """Make the help as narrow as the terminal; Typer's own formatter is 50 columns wide or more."""
    formatter.width = max(min(formatter.width, shutil.get_terminal_size().columns), MIN_WIDTH)


def option_groups(command: TyperObject, context: TyperObject) -> dict[str, Rows]:
    """The arguments and options of a command by group, in the order of the help; groups without any are left out."""
    groups: dict[str, Rows] = {name: [] for name in GROUP_ORDER}
    for parameter in command.get_params(context):
        record = parameter.get_help_record(context)
        if record is not None:
            usual = ARGUMENTS if parameter.param_type_name == "argument" else OPTIONS
            name, meaning = record
            groups[getattr(parameter, "rich_help_panel", None) or usual].append((_TYPE.sub("", name), meaning))
    return {name: rows for name, rows in groups.items() if rows}


def write_sections(formatter: TyperObject, sections: Iterable[tuple[str, Sequence[tuple[str, str]]]]) -> None:
    """Write sections of names and meanings, all with the meanings in one column."""
    shown = list(sections)
    widths = [len(name) for _, rows in shown for name, _ in rows]
    column = max((width for width in widths if width <= NAME_WIDTH), default=0)
    for heading, rows in shown:
        with formatter.section(heading):
            for name, meaning in rows:
                _write_row(formatter, name, meaning, column)


def _write_row(formatter: TyperObject, name: str, meaning: str, column: int) -> None:
    """Write a name with its meaning in the second column, wrapped between words and not at hyphens."""
    indent = " " * (formatter.current_indent + column + len(GAP))
    width = max(formatter.width - len(indent), MIN_WIDTH)
    # Some versions of Typer have no meaning of optional arguments.
    lines = textwrap.wrap(meaning, width, break_long_words=False, break_on_hyphens=False) or [""]
    first = [(name.ljust(column) + GAP + lines.pop(0)).rstrip()] if len(name) <= column else [name]
    formatter.write("".join(f"{' ' * formatter.current_indent}{line}\n" for line in first))
    formatter.write("".join(f"{indent}{line}\n" for line in lines))


def write_options(command: TyperObject, context: TyperObject, formatter: TyperObject) -> None:
    """Write the arguments and options of a command."""
    write_sections(formatter, option_groups(command, context).items())


def write_exit_codes(command: str, formatter: TyperObject) -> None:
    """Write the exit codes of a command."""
    write_sections(formatter, [("Exit codes", [(str(code), text) for code, text in exit_codes(command).items()])])


def write_commands(
    group: TyperObject, context: TyperObject, formatter: TyperObject, headings: Mapping[str, Sequence[str]]
) -> None:
    """Write the commands of a group with the first lines of their help, under the headings that name them."""

    def rows(names: Sequence[str]) -> Rows:
        return [(name, group.get_command(context, name).help.partition("\n")[0]) for name in names]

    write_sections(formatter, [(heading, rows(names)) for heading, names in headings.items()])
