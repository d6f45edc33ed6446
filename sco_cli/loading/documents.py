"""From names of files to parsed TOML documents: nothing about facts, and nothing about how bytes are got."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import tomli

from sco_cli.errors import BadFactBase, KeyPath, Problem, Unreadable
from sco_cli.loading import files, jsonlines, toml_positions

_LONG = re.compile(r"""(?m)^[^"'#\n]*?([0-9][0-9_]{4299}|[0-9][eE][+-]?[0-9_]{10})""")
"""A number that Python would not read, outside texts and comments."""

_LONG_BY_OTHER_BASES = re.compile(r"0[xob][0-9a-fA-F_]{1000}")
"""A number that Python would read, however long, and could not write."""


class Document(NamedTuple):
    """A file that has been read and parsed; `name` is as the user gave it, `places` finds the keys of its text."""

    name: str
    text: str
    tables: dict[str, Any]
    places: Callable[[str, Iterable[KeyPath]], dict[KeyPath, toml_positions.Place]] = toml_positions.find_places


def read(*paths: str | Path) -> list[Document]:
    """Read and parse the files, the bundled one where none is named; decimals stay exact.

    Raises Unreadable with a problem for every file that cannot be read, else BadFactBase with one for every file that
    is not UTF-8 or is not TOML.
    """
    names = [str(path) for path in paths] or [files.BUNDLED]
    if twice := {name for name in names if names.count(name) > 1}:
        raise Unreadable(Problem(name, 0, 0, "", "", "", "is named twice") for name in twice)
    contents = dict(zip(names, _contents(names), strict=True))
    problems: list[Problem] = []
    documents: list[Document] = []
    for name, content in contents.items():
        try:
            documents.append(_parsed(name, content))
        except BadFactBase as error:
            problems += error.problems
    if problems:
        raise BadFactBase(problems)
    return documents


def _contents(names: list[str]) -> list[bytes]:
    contents, problems = [], []
    for name in names:
        try:
            contents.append(files.read(name))
        except OSError as error:
            problems.append(Problem(name, 0, 0, "", "", "", f"cannot be read: {error.strerror or error}"))
    if problems:
        raise Unreadable(problems)
    return contents


def _parsed(name: str, content: bytes) -> Document:
    line, column, at_line = 0, 0, ""
    try:
        text = content.decode("utf-8-sig")
        if jsonlines.is_jsonlines(name, text):
            return Document(name, text, jsonlines.parse(name, text), jsonlines.find_places)
        if not (found := _LONG_BY_OTHER_BASES.search(text)):
            return Document(name, text, tomli.loads(text, parse_float=Decimal))
        line, reason = text.count("\n", 0, found.start()) + 1, "holds a number with too many digits"
    except UnicodeDecodeError as error:
        line, reason = content.count(b"\n", 0, error.start) + 1, "not UTF-8"
    except tomli.TOMLDecodeError as error:
        line, column, reason = error.lineno, error.colno, f"not TOML: {error.msg[0].lower()}{error.msg[1:]}"
        at_line = text.split("\n")[line - 1]
    except RecursionError:
        reason = "nested too deeply"
    except (ValueError, ArithmeticError):  # a number too long for int, a decimal beyond all exponents
        found = _LONG.search(text)
        line = text.count("\n", 0, found.start(1)) + 1 if found else 0
        reason = "holds a number with too many digits"
    raise BadFactBase([Problem(name, line, column, "", "", "", reason, "syntax", at_line)])
