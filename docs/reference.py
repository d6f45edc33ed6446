"""Generates the reference pages: reference/toml.md from the models, reference/cli.md with Typer's generator.

python docs/reference.py
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import typer
from typer.cli import get_docs_for_click

from sco_cli.cli.app import COMMANDS, app, build_command
from sco_cli.cli.help_pages import exit_codes, option_groups
from sco_cli.models.schema import KIND_OF_TABLE, alternative_keys, build_schema

HERE = Path(__file__).parent / "reference"

TOML_INTRODUCTION = """\
# TOML format

A fact base is a TOML document: one table `[base]`, and a list of tables for each kind of record. Every list is
optional. A key that is not listed here is an error, and so is an id that no record has. This page is made from the
models that `sco` reads with; `sco schema` prints the same as JSON Schema. [Write a fact base](../fact-base.md)
explains the format by an example.

Dates follow ISO 8601. They are texts; days may also be TOML dates. A date is a day `2025-07-11`, a month `2025-07`, a
year `2025`, or an interval of two of them, `2024-04/2025-03`. An id consists of lowercase letters, digits and single
hyphens, with at most 100 characters, and belongs to one record only."""

VERSION = ".".join(typer.__version__.split(".")[:2])
CLI_INTRODUCTION = f"""\
# Command line

This page is generated from the code with Typer {VERSION}; `sco COMMAND -h` shows the same. Options before the command,
as in `sco --format json countries`, set the defaults of the command's own options.

## Exit codes

| exit code | meaning |
|---|---|
| 0 | The command succeeded, even if nothing matches, or the program reading its output stopped early. |
| 1 | There are problems (`check`), differences (`diff`, `read --strict`), or unreadable parts (`import`). |
| 2 | An argument or option is wrong. |
| 3 | The fact base cannot be read or is not valid, or the output cannot be written. |
| 130 | The command was interrupted. |

## Environment variables

| environment variable | effect |
|---|---|
| `SCO_FACTS` | The fact base to use without `--facts`; several files are separated as in `PATH`. |
| `SCO_CACHE` | The folder of the [cache of validated bases](../architecture.md#the-cache), or `off`. |
| `NO_COLOR` | If it is not empty, output has no colour. It takes precedence over `FORCE_COLOR`. |
| `FORCE_COLOR` | If it is neither empty nor 0, output has colour even in a pipe. |
| `TERM` | `dumb` turns colour off. |
| `SCO_DEBUG` | If it is not empty, a failure shows a traceback. |

## Terminals and pipes

On a terminal, no line is wider than the terminal, except in TOML and references that are to be copied. In a pipe,
tables are as wide as they need to be, with one record per line.

## Completion

`sco --install-completion` sets up completion in Bash, Zsh, Fish or PowerShell. The tab key then completes commands,
options, ids and names from the fact base that the command line names. Names with characters that mean something to a
shell, such as `$`, are not offered; ids and codes always are.

## All commands"""

QUALIFIED = """\
A number is written as it is, `43`, or as a table with exactly one of these keys. [Quantities](../quantities.md)
explains how sco computes with them."""

PATTERNS = {
    "^((": ("a date, also open or about (EDTF)", "dates"),
    "^10": ("a DOI", "DOIs"),
    "^[a-z0-9]+(-[a-z0-9]+)*$": ("an id", "ids"),
    "^[A-Z]{2}$": ("two capital letters", "codes of two capital letters"),
    "^[A-Z]{3}$": ("three capital letters", ""),
    "^[0-9]{4}(-": ("a date", ""),
    "^https?://": ("an address", ""),
    "^[a-z]{2,3}(-": ("a language tag", ""),
}
"""The beginning of a regular expression in the schema, and its meaning in words: singular and plural."""


def toml(value: Any) -> str:
    """A value in TOML, on one line."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {toml(inner)}" for key, inner in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def value_type(part: dict[str, Any], *, plural: bool = False) -> str:
    """The type of a value in words, from its part of the schema."""
    if "enum" in part:
        return ("one of " if len(part["enum"]) > 1 else "") + ", ".join(f"`{word}`" for word in part["enum"])
    if "$ref" in part:
        name = part["$ref"].rpartition("/")[2]
        return f"tables, see [{name}](#{name})"
    if "pattern" in part:
        return next(words for start, words in PATTERNS.items() if part["pattern"].startswith(start))[plural]
    if "percent" in part.get("properties", {}):
        return "[a change](#changes)"
    if "over" in part.get("properties", {}):
        return "[a number, which may be qualified](#qualified-numbers)"
    if "patternProperties" in part:
        return f"{'numbers' if part['patternProperties']['^[0-9]{4}$']['type'] == 'number' else 'texts'} by year"
    if part["type"] == "array":
        once = ", each once" if part.get("uniqueItems") else ""
        return f"a list of {value_type(part['items'], plural=True)}{once}"
    words = {"string": ("text", "texts"), "number": ("a number", ""), "boolean": ("`true` or `false`", "")}
    singular, plurals = words.get(part["type"], ("a whole number", ""))
    minimum = f", {part['minimum']} or more" if "minimum" in part else ""
    return (plurals if plural else singular) + minimum


def requirement(definition: dict[str, Any], key: str) -> str:
    """Whether a key is required, in words."""
    if key in definition.get("required", ()):
        return "yes"
    groups = list(alternative_keys(definition))
    if any(key in group for group in groups):
        return "one of " + ", ".join(" and ".join(f"`{name}`" for name in group) for group in groups)
    if key in definition.get("then", {}).get("required", ()):
        ((other, condition),) = definition["if"]["properties"].items()
        return f'unless `{other} = "{condition["not"]["const"]}"`'
    return "no"


def keys_table(definition: dict[str, Any]) -> str:
    """A table with a row for each key of a definition."""
    rows = ["| key | required | value | meaning | example |", "|---|---|---|---|---|"]
    for key, part in definition["properties"].items():
        default = f"; `{toml(part['default'])}` where left out" if part.get("default") else ""
        example = ", ".join(f"`{toml(value)}`" for value in part["examples"])
        meaning = f"{part['description']}{default}".replace(".;", ";")
        rows.append(f"| `{key}` | {requirement(definition, key)} | {value_type(part)} | {meaning} | {example} |")
    return "\n".join(rows)


def qualifiers_table(part: dict[str, Any]) -> str:
    """A table with a row for each key of a value that takes exactly one key, such as `{ over = 70 }`."""
    rows = ["| key | meaning | example |", "|---|---|---|"]
    for key, inner in part["properties"].items():
        example = ", ".join(f"`{{ {key} = {toml(value)} }}`" for value in inner["examples"])
        rows.append(f"| `{key}` | {inner['description']} | {example} |")
    return "\n".join(rows)


def toml_page() -> str:
    """The reference of the format, from the JSON Schema of the models."""
    document = build_schema()
    parts = [TOML_INTRODUCTION]
    for table, part in document["properties"].items():
        definition = document["$defs"][KIND_OF_TABLE.get(table, table)]
        head = f"[{table}]" if table == "base" else f"[[{table}]]"
        example = part["examples"][0] if table == "base" else part["examples"][0][0]
        lines = "\n".join(f"{key} = {toml(value)}" for key, value in example.items())
        parts += [
            f"## `{head}`",
            part["description"],
            f"A minimal table:\n\n```toml\n{head}\n{lines}\n```",
            keys_table(definition),
        ]
    lists = (("evidence", "evidence", "a fact"), ("status", "status", "a country"), ("author", "authors", "a source"))
    for name, key, where in lists:
        definition = document["$defs"][name]
        description = f"{definition['description']} In the list `{key}` of {where}."
        parts += [f"## {name.title()}", description, keys_table(definition)]
    figure = document["$defs"]["figure"]["properties"]
    parts += [
        "## Qualified numbers",
        QUALIFIED,
        qualifiers_table(figure["before"]),
        "## Changes",
        "A table with exactly one of these keys. Its number may itself be qualified.",
        qualifiers_table(figure["change"]),
    ]
    return "\n\n".join(parts) + "\n"


def cli_page() -> str:
    """The reference of the commands, from Typer's generator."""
    group: Any = typer.main.get_command(app)
    parts = [CLI_INTRODUCTION, readable(typer_page(group, "sco").partition("**Commands**")[0], group)]
    anchors = {name: f"sco-{name.replace(' ', '-')}" for name in COMMANDS}
    entries = [f"* [`sco {name}`](#{anchors[name]}): {first_line}" for name, first_line in COMMANDS.items()]
    parts.append("\n".join(["**Commands**:", "", *entries]))
    commands = {name: build_command(name) for name in COMMANDS}
    parts += [command_page(command, f"sco {name}") for name, command in commands.items()]
    return "\n\n".join(part.strip() for part in parts) + "\n"


def command_page(command: Any, name: str) -> str:
    """The part of a command: its help, its arguments and options in groups, and its exit codes."""
    context = command.context_class(command, info_name=name, **command.context_settings)
    codes = [(str(code), meaning) for code, meaning in exit_codes(command.full_name).items()]
    sections = {**option_groups(command, context), "Exit codes": codes}
    listed = ["\n".join([f"**{heading}**:", "", *map(list_item, rows)]) for heading, rows in sections.items()]
    head = re.split(r"\*\*(?:Arguments|Options)\*\*", typer_page(command, name))[0]
    return "\n\n".join([readable(head, command).strip(), *listed])


def list_item(row: tuple[str, str]) -> str:
    """A row of the help as an item of a list."""
    name, meaning = row
    return f"* `{name}`: {meaning}".replace("<", "&lt;")


def typer_page(command: Any, name: str) -> str:
    """The page of Typer's generator for a command, with both names of its help option."""
    context = command.context_class(command, info_name=name, **command.context_settings)
    return get_docs_for_click(obj=command, ctx=context, indent=1, name=name)


def readable(text: str, command: Any) -> str:
    """The page of a command with its examples as a block of code, and angle brackets in other text escaped."""
    help_text = str(command.help)
    prose, _, examples = help_text.partition("\b\nExamples:\n")
    lines = "\n".join(line.strip() for line in examples.splitlines())
    escaped = re.sub(
        r"^(\* `[^`]*`: )(.*)$", lambda match: match[1] + match[2].replace("<", "&lt;"), text, flags=re.MULTILINE
    )
    assert help_text in escaped
    return escaped.replace(help_text, f"{prose.strip()}\n\n**Examples**:\n\n```sh\n{lines}\n```")


PAGES = {"toml.md": toml_page, "cli.md": cli_page}
"""The function that generates each page in reference/."""


if __name__ == "__main__":
    HERE.mkdir(exist_ok=True)
    for file, make in PAGES.items():
        (HERE / file).write_text(make(), "utf-8")
