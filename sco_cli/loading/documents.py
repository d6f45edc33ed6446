"""Reads files and parses them as TOML or JSON Lines, without validating the content."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import tomli

from sco_cli.loading import files, jsonlines, toml_positions
from sco_cli.loading.problems import (
    MAX_PROBLEMS,
    TOO_DEEP,
    TOO_MANY_DIGITS,
    BadFactBase,
    Problem,
)
from sco_cli.loading.toml_positions import Place
from sco_cli.models.toml_types import KeyPath, RawTable

_LONG_NUMBER = re.compile(r"(?!0[xob])(?:[0-9]{4300}|.*[eE][+-]?[0-9]{10})")
"""A number that Python refuses to parse."""

_GROUPED_BY_COMMAS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])")
"""A number with commas between groups of digits, which TOML does not allow."""

_OTHER_BASE = re.compile(r"0[xob][0-9a-fA-F_]*")
"""A hexadecimal, octal or binary number, wherever it stands."""

MAX_OTHER_BASE = 1000
"""Characters of such a number. Python would parse a longer one, and could then refuse to print it."""


class Document(NamedTuple):
    """A parsed file; `name` is as the user gave it, `find_places` finds key paths in the text.

    If it `is_extension`, it is the part of the bundled base that another document extends; see `loading.extension`.
    """

    name: str
    text: str
    tables: RawTable
    find_places: Callable[[str, Iterable[KeyPath]], dict[KeyPath, Place]] = toml_positions.find_places
    is_extension: bool = False

    def records(self, table: str) -> list[Any]:
        """The records of a table, raw or validated; empty if there is no list of that name."""
        records = self.tables.get(table)
        return records if isinstance(records, list) else []


def read_documents(*paths: str | Path) -> list[Document]:
    """Read and parse the files, by default the bundled fact base.

    Raises Unreadable with a problem for every file that cannot be read, or else BadFactBase as `parse` does.
    """
    return parse(files.read_all([str(path) for path in paths] or [files.BUNDLED]))


def parse(contents: Mapping[str, bytes]) -> list[Document]:
    """Parse the contents of files by their names; decimal fractions stay exact.

    Raises BadFactBase with the problems of all files that cannot be parsed.
    """
    problems: list[Problem] = []
    documents: list[Document] = []
    for name, content in contents.items():
        try:
            documents.append(_parse(name, content))
        except BadFactBase as error:
            problems += error.problems
        if len(problems) >= MAX_PROBLEMS:
            break
    if problems:
        raise BadFactBase(problems)
    return documents


def _parse(name: str, content: bytes) -> Document:
    """The document with that content. Raises BadFactBase."""
    line, column, line_text = 0, 0, ""
    try:
        text = files.decode(content)
        if files.is_jsonlines(name, content):
            return Document(name, text, jsonlines.parse(name, text), jsonlines.find_places)
        tables = tomli.loads(text, parse_float=Decimal)
        offset = _find_long_other_base(text)
        if offset < 0:
            return Document(name, text, tables)
        line, reason = _line_number(text, offset), TOO_MANY_DIGITS
    except UnicodeDecodeError as error:
        line, reason = content.count(b"\n", 0, error.start) + 1, "not UTF-8; save the file as UTF-8"
    except tomli.TOMLDecodeError as error:
        line, reason = error.lineno, f"not TOML: {error.msg[0].lower()}{error.msg[1:]}"
        line_text = toml_positions.line_texts(text, {line})[line]
        column = min(error.colno, len(line_text) + 1)  # the parser may look past the end of the text
        reason += next(
            (
                f"; write {number.group()} as {number.group().replace(',', '_')}"
                for number in _GROUPED_BY_COMMAS.finditer(line_text)
                if number.start() < column <= number.end()
            ),
            "",
        )
    except RecursionError:
        reason = TOO_DEEP
    except (ValueError, ArithmeticError):  # an integer with too many digits, or a Decimal with too large an exponent
        offset = toml_positions.find_number(text, lambda number: bool(_LONG_NUMBER.match(number.replace("_", ""))))
        line, reason = _line_number(text, offset) if offset >= 0 else 0, TOO_MANY_DIGITS
    # A lazy import: a fact base that can be parsed needs none of it.
    from sco_cli.loading import foreign_files  # noqa: PLC0415

    if not files.is_jsonlines(name, content) and (foreign := foreign_files.recognize(name, content)):
        reason = f"this is not a fact base but {foreign.describe(name)}"
        if foreign.kind == foreign_files.UTF_16:  # it may well be one
            reason = f"this file is in UTF-16; {foreign.advice}"
        raise BadFactBase([Problem(file=name, reason=reason, rule="syntax")])
    raise BadFactBase([Problem(file=name, line=line, column=column, reason=reason, rule="syntax", text=line_text)])


def _find_long_other_base(text: str) -> int:
    """The offset of the first number in another base than ten that is too long, in a valid text; -1 without one."""
    # Nearly every text has none even in its strings, which takes less time to see.
    if all(len(match.group()) <= MAX_OTHER_BASE for match in _OTHER_BASE.finditer(text)):
        return -1
    return toml_positions.find_number(
        text, lambda number: len(number) > MAX_OTHER_BASE and _OTHER_BASE.fullmatch(number) is not None
    )


def _line_number(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1
