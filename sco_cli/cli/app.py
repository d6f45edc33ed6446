"""The Typer app, and the one place that prints an error and chooses the exit code."""

from __future__ import annotations

import inspect
import os
import re
import sys
from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import Annotated, Any, NoReturn, cast

import typer
from typer.core import TyperCommand

from sco_cli import __version__
from sco_cli.cli import help_pages, shells, streams, typer_params
from sco_cli.cli.messages import print_messages
from sco_cli.cli.options import BomOption, FactsOption, FormatOption
from sco_cli.errors import BadRequest, ScoError
from sco_cli.loading import files
from sco_cli.loading.cache import summarize

COMMANDS_BY_HEADING = {
    "Look things up": {
        "countries": "List the countries with their status and number of facts.",
        "country": "Show one country on a single page.",
        "compare": "Compare countries side by side.",
        "projects": "List projects and initiatives.",
        "metrics": "List the metrics.",
        "metric": "Show claims about a metric beside the official series.",
        "series": "List the values of official series, one per row.",
        "facts": "List facts of every kind.",
        "search": "Search all text, in any script.",
        "sources": "List the sources and what each is used for.",
        "show": "Show one record in full, with all evidence.",
    },
    "Check a text": {
        "read": "Check every number in a text against the fact base.",
        "draft": "Draft facts in TOML from the numbers in a text.",
    },
    "Write a fact base": {
        "new": "Start a fact base of your own.",
        "import series": "Convert official statistics to series in TOML.",
        "import sources": "Convert a bibliography to sources in TOML.",
        "import countries": "Write country codes and names in TOML.",
        "import claims": "Convert fact-check reviews to statements in TOML.",
        "check": "Check a fact base for problems.",
        "diff": "Compare two fact bases claim by claim.",
        "schema": "Print the format of fact bases as JSON Schema.",
    },
    "Cite and publish": {
        "cite": "Cite facts and sources.",
        "export": "Export the base to a database, workbook or data files.",
        "site": "Publish the base as a website.",
    },
}
"""Every command under its heading in the help, with the first line of its own help.

Lists of commands are made from these lines, so that they import no command. A command is the module of its name in
`sco_cli.cli.commands`, with an underscore in place of a blank. The word before a blank is a group of commands.
"""

COMMANDS = {name: first_line for commands in COMMANDS_BY_HEADING.values() for name, first_line in commands.items()}
"""Every command with the first line of its help."""

GROUPS = {
    "import": """Convert statistics, bibliographies and other files to TOML.

    \b
    Examples:
      sco import series API_IT.NET.USER.ZS.zip --from 2010 >> mine.toml
      sco import sources library.bib >> mine.toml
      sco import countries KG UZ KZ
    """
}
"""Every group of commands with its help."""

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")

SETTINGS: dict[str, Any] = {
    "context_settings": {"help_option_names": ["-h", "--help"]},
    "pretty_exceptions_enable": False,
    "rich_markup_mode": None,
}


def command(name: str) -> Callable[..., None]:
    """The function of a command; a lazy import, since a run needs one command."""
    return cast("Callable[..., None]", import_module(f"sco_cli.cli.commands.{name.replace(' ', '_')}").command)


@cache
def build_command(name: str) -> typer_params.FastCommand:
    """Import a command and build what parses its options."""
    single = typer.Typer(add_completion=False, **SETTINGS)
    single.command(name.rpartition(" ")[2], cls=typer_params.FastCommand)(command(name))
    built = cast(typer_params.FastCommand, typer.main.get_command(single))
    built.full_name = name
    return built


class ListedCommand(TyperCommand):
    """A command as lists of commands have it: its name and the first line of its help.

    Typer parses the command line of a command, and runs it, in the context that the command makes.
    """

    def __init__(self, full_name: str) -> None:
        super().__init__(full_name.rpartition(" ")[2], help=COMMANDS[full_name])
        self.full_name = full_name

    def make_context(self, *arguments: Any, **settings: Any) -> Any:
        """The context of the command itself.

        Raises BadRequest for --bom before a command that does not have this option.
        """
        context = build_command(self.full_name).make_context(*arguments, **settings)
        if context.find_root().params.get("bom") and "bom" not in context.params and not context.resilient_parsing:
            raise BadRequest(f'--bom works with csv and tsv, which "sco {self.full_name}" does not write')
        return context


class CommandGroup(typer_params.FastGroup):
    """A group of commands, such as `sco import`; without the name of one of them it shows its help."""

    def __init__(self, name: str) -> None:
        settings = {key: SETTINGS[key] for key in ("context_settings", "rich_markup_mode")}
        super().__init__(name=name, help=inspect.cleandoc(GROUPS[name]), **settings)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write the commands of the help."""
        help_pages.write_commands(self, ctx, formatter, {"Commands": list(self.commands)})

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse the arguments."""
        return super().parse_args(ctx, args or ["--help"])


class App(typer_params.FastGroup):
    """The command `sco`, which holds all others."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        groups = {name: CommandGroup(name) for name in GROUPS}
        self.commands = {}
        for full_name in COMMANDS:
            group, _, name = full_name.rpartition(" ")
            if group:
                self.commands[group] = groups[group]
                groups[group].commands[name] = ListedCommand(full_name)
            else:
                self.commands[name] = ListedCommand(full_name)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write the commands of the help under their headings."""
        # A group of commands has one line.
        names = {
            heading: list(dict.fromkeys(name.partition(" ")[0] for name in commands))
            for heading, commands in COMMANDS_BY_HEADING.items()
        }
        help_pages.write_commands(self, ctx, formatter, names)

    def main(self, *arguments: Any, **settings: Any) -> Any:
        """Answer a shell, or else run the command line. Typer's own answers can hold code that a shell runs."""
        if shells.is_asked():
            sys.exit(shells.answer(self))
        return super().main(*arguments, **settings)


app = typer.Typer(cls=App, add_completion=True, **SETTINGS)


def _version(paths: list[str] | None) -> str:
    """The version, the title of the base, its date and number of facts; the base is parsed but not validated."""
    heads, facts = summarize(files.resolve_paths(paths))
    titles, dates = ([str(head[key]) for head in heads if key in head] for key in ("title", "as_of"))
    title = " + ".join(dict.fromkeys(titles)) or "no title"
    return f"sco {__version__}; {title} as of {max(dates, key=_recency, default='no date')}, {facts} facts"


def _recency(day: str) -> str:
    """Sort key for partial ISO 8601 dates: a year sorts after its months, a month after its days."""
    return day.ljust(len("YYYY-MM-DD"), "~")


@app.callback(invoke_without_command=True)
def main_command(
    context: typer.Context,
    facts: FactsOption = None,
    format: FormatOption = "table",
    bom: BomOption = False,
    version: Annotated[bool, typer.Option("--version", help="Show the version and the fact base, then exit.")] = False,
) -> None:
    """Explore what is claimed about digital-economy cooperation in the Shanghai Cooperation Organization.

    Each claim is shown as strongly as its source puts it, with the source and the evidence for and against it.

    \b
    Examples:
      sco country KZ
      sco projects --country KZ
      sco metric internet-penetration
    """
    if version:
        typer.echo(_version(facts))
        raise typer.Exit
    if context.invoked_subcommand is None:
        command("overview")(facts, format, bom=bom)
    else:
        # Options given before the command become defaults of the command's own options.
        defaults: dict[str, Any] = {}
        for full_name in COMMANDS:
            group, _, name = full_name.rpartition(" ")
            parent = defaults.setdefault(group, {}) if group else defaults
            parent[name] = {"facts": facts, "format": format, "bom": bom}
        context.default_map = defaults


def main() -> None:
    """Run the app. A failure is reported in a sentence on stderr, never as a traceback."""
    streams.prepare_streams()
    try:
        app(prog_name="sco")
    except ScoError as error:
        _fail(error.lines(), error.exit_code)
    except SystemExit as stop:
        if not isinstance(stop.__context__, BrokenPipeError):
            raise
        streams.discard_output()  # Typer exits with 1 if the reader of the help has gone
        sys.exit(0)
    except OSError as error:
        _fail([f"sco: cannot write the output: {error.strerror}"], ScoError.exit_code)
    except UnicodeEncodeError as error:
        _fail(*_encoding_failure(error))
    except Exception as error:  # noqa: BLE001  # a bug in sco; users should not see a traceback even so
        _fail(_mistake(error), ScoError.exit_code)


def _mistake(error: Exception) -> list[str]:
    """The message for a bug in sco."""
    return [f"sco: this is a bug in sco; please report it: {type(error).__name__}: {error}"]


def _encoding_failure(error: UnicodeEncodeError) -> tuple[list[str], int]:
    """The message and the exit code where a text cannot be encoded: an argument that is no UTF-8, or else a bug.

    Python keeps the bytes of such an argument as lone surrogates. In the name of a file they are allowed, so arguments
    are not refused before a command needs one of them as text.
    """
    if wrong := next((argument for argument in sys.argv[1:] if _LONE_SURROGATE.search(argument)), None):
        return [f'sco: the argument "{wrong}" is not valid UTF-8'], BadRequest.exit_code
    return _mistake(error), ScoError.exit_code


def _fail(lines: list[str], exit_code: int) -> NoReturn:
    """Print the lines and exit; with SCO_DEBUG, raise the exception instead."""
    if os.environ.get("SCO_DEBUG"):
        raise  # noqa: PLE0704  # called while an exception is handled
    print_messages(lines)
    sys.exit(exit_code)
