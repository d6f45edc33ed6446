"""Runs `sco import series` on small files, and reads what it writes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import tomli

from support.paths import DATA, EXAMPLES
from support.runner import run_sco

FILES = DATA / "imports" / "series"
"""Files in the layouts of publishers, after their specifications."""

NAMED = ("--metric", "m", "--source", "s")
"""Options for files that do not say what they measure."""

Points = dict[str, dict[int, Decimal]]
"""Values by country and year."""


class Imported(NamedTuple):
    """The exit code of an import, the records of its TOML by table, and its messages without `sco: `."""

    code: int
    tables: dict[str, list[dict[str, Any]]]
    messages: list[str]

    @property
    def points(self) -> Points:
        """The values of the series."""
        return points(self.tables)

    def says(self, text: str) -> bool:
        """Whether a message has that text."""
        return any(text in message for message in self.messages)


def points(tables: Mapping[str, list[dict[str, Any]]]) -> Points:
    """The values of the series of a fact base."""
    return {
        series["country"]: {int(year): Decimal(value) for year, value in series["points"].items()}
        for series in tables.get("series", [])
    }


def import_series(*arguments: str | Path, stdin: str | bytes = b"", facts: Path = EXAMPLES) -> Imported:
    """Run `sco import series` with these arguments."""
    result = run_sco("import", "series", *arguments, "--facts", facts, stdin=stdin)
    assert "mistake in sco" not in result.err
    messages = [line.removeprefix("sco: ") for line in result.err.splitlines()]
    return Imported(result.code, tomli.loads(result.out, parse_float=Decimal), messages)


def import_text(text: str | bytes, *arguments: str, named: bool = True, facts: Path = EXAMPLES) -> Imported:
    """Import a table from standard input; `named` says that the metric and the source are given."""
    return import_series("-", *(NAMED if named else ()), *arguments, stdin=text, facts=facts)


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    """An archive (zip) with these files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()
