"""Reads files and parses them as TOML or JSON Lines, without validating the content."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import tomli

from sco_cli.loading import files, jsonlines, toml_positions
from sco_cli.loading.problems import BadFactBase, Problem, Unreadable
from sco_cli.loading.toml_positions import Place
from sco_cli.models.toml_types import KeyPath, RawTable

_LONG_NUMBER = re.compile(r"""(?m)^[^"'#\n]*?([0-9][0-9_]{4299}|[0-9][eE][+-]?[0-9_]{10})""")
"""A number, outside strings and comments, that Python refuses to parse."""

_LONG_OTHER_BASE = re.compile(r"0[xob][0-9a-fA-F_]{1000}")
"""A hexadecimal, octal or binary number that Python would parse and then refuse to print."""


class Document(NamedTuple):
    """A parsed file; `name` is as the user gave it, `find_places` finds key paths in the text."""

    name: str
    text: str
    tables: RawTable
    find_places: Callable[[str, Iterable[KeyPath]], dict[KeyPath, Place]] = toml_positions.find_places

    def records(self, table: str) -> list[Any]:
        """The records of a table, raw or validated; empty if there is no list of that name."""
        records = self.tables.get(table)
        return records if isinstance(records, list) else []


def read_documents(*paths: str | Path) -> list[Document]:
    """Read and parse the files, by default the bundled fact base; decimal fractions stay exact.

    Raises Unreadable with a problem for every file that cannot be read, or else BadFactBase with the problems of all
    files that cannot be parsed.
    """
    names = [str(path) for path in paths] or [files.BUNDLED]
    if repeated := {name for name in names if names.count(name) > 1}:
        raise Unreadable(Problem(file=name, reason="is named twice") for name in repeated)
    contents = _read_contents(names)
    problems: list[Problem] = []
    documents: list[Document] = []
    for name, content in contents.items():
        try:
            documents.append(_parse(name, content))
        except BadFactBase as error:
            problems += error.problems
    if problems:
        raise BadFactBase(problems)
    return documents


def _read_contents(names: Iterable[str]) -> dict[str, bytes]:
    """The bytes of each file by name. Raises Unreadable."""
    contents, problems = {}, []
    for name in names:
        try:
            contents[name] = files.read(name)
        except OSError as error:
            problems.append(Problem(file=name, reason=f"cannot be read: {error.strerror or error}"))
    if problems:
        raise Unreadable(problems)
    return contents


def _parse(name: str, content: bytes) -> Document:
    """The document with that content. Raises BadFactBase."""
    line, column, line_text = 0, 0, ""
    try:
        text = files.decode(content)
        if jsonlines.is_jsonlines(name, text):
            return Document(name, text, jsonlines.parse(name, text), jsonlines.find_places)
        if not (match := _LONG_OTHER_BASE.search(text)):
            return Document(name, text, tomli.loads(text, parse_float=Decimal))
        line, reason = text.count("\n", 0, match.start()) + 1, "holds a number with too many digits"
    except UnicodeDecodeError as error:
        line, reason = content.count(b"\n", 0, error.start) + 1, "not UTF-8"
    except tomli.TOMLDecodeError as error:
        line, column, reason = error.lineno, error.colno, f"not TOML: {error.msg[0].lower()}{error.msg[1:]}"
        line_text = text.split("\n")[line - 1]
    except RecursionError:
        reason = "nested too deeply"
    except (ValueError, ArithmeticError):  # an integer with too many digits, or a Decimal with too large an exponent
        match = _LONG_NUMBER.search(text)
        line = text.count("\n", 0, match.start(1)) + 1 if match else 0
        reason = "holds a number with too many digits"
    raise BadFactBase([Problem(file=name, line=line, column=column, reason=reason, rule="syntax", text=line_text)])
