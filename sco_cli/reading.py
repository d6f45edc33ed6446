"""From a path to a parsed TOML document: everything about files, nothing about facts."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import tomli

from sco_cli import jsonlines, positions
from sco_cli.errors import BadFactBase, Problem

BUNDLED = "bundled"
"""The word that names the fact base which ships with sco."""

STDIN = "-"
"""The word that names standard input."""


class Document(NamedTuple):
    """A file that has been read and parsed; `name` is as the user gave it, `places` finds the keys of its text."""

    name: str
    text: str
    tables: dict[str, Any]
    places: Callable[[str], dict[positions.Path, positions.Place]] = positions.positions


def read(*paths: str | Path) -> list[Document]:
    """Read and parse the files, the bundled one where none is named; decimals stay exact.

    Raises BadFactBase with a problem for every file that cannot be read, is not UTF-8 or is not TOML.
    """
    names = [str(path) for path in paths] or [BUNDLED]
    problems = [Problem(name, 0, 0, "", "is named twice") for name in {*names} if names.count(name) > 1]
    documents: list[Document] = []
    for name in [] if problems else names:
        try:
            documents.append(_parsed(name))
        except BadFactBase as error:
            problems += error.problems
    if problems:
        raise BadFactBase(problems)
    return documents


def from_environment() -> list[str]:
    """The files that SCO_FACTS names, parted as in PATH."""
    return [name for name in os.environ.get("SCO_FACTS", "").split(os.pathsep) if name]


def bundled() -> Path:
    """The fact base that ships with sco: in the package when installed, else that of the repository."""
    package = Path(__file__).parent
    inside = package / "facts.toml"
    return inside if inside.exists() else package.parent / "data" / "facts.toml"


def _parsed(name: str) -> Document:
    raw = _bytes(name)
    try:
        text = raw.decode("utf-8-sig")
        if jsonlines.is_meant(name, text):
            return Document(name, text, jsonlines.tables(name, text), jsonlines.places)
        return Document(name, text, tomli.loads(text, parse_float=Decimal))
    except UnicodeDecodeError as error:
        problem = Problem(name, raw.count(b"\n", 0, error.start) + 1, 0, "", "not UTF-8")
    except tomli.TOMLDecodeError as error:
        problem = Problem(name, error.lineno, error.colno, "", f"not TOML: {error.msg[0].lower()}{error.msg[1:]}")
    except RecursionError:
        problem = Problem(name, 0, 0, "", "nested too deeply")
    except (ValueError, ArithmeticError):  # a number too long for int, a decimal beyond all exponents
        problem = Problem(name, 0, 0, "", "holds a number with too many digits")
    raise BadFactBase([problem])


def _bytes(name: str) -> bytes:
    try:
        if name == STDIN:
            if sys.stdin is None:
                raise OSError(errno.EBADF, "standard input is closed")  # noqa: TRY301  # as a file that cannot be read
            return sys.stdin.buffer.read()
        return (bundled() if name == BUNDLED else Path(name)).read_bytes()
    except (OSError, ValueError) as error:  # ValueError: a path with a NUL in it
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise BadFactBase([Problem(name, 0, 0, "", f"cannot be read: {reason}")]) from error
