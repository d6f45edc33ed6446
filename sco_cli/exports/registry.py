"""The kinds of export, one module each: `export(base, path, force, track)`."""

from __future__ import annotations

import os
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol, cast

from sco_cli.errors import BadRequest
from sco_cli.exports.progress import Track
from sco_cli.models.factbase import FactBase

FOLDER = "datapackage"
"""The kind that is a folder of files."""

ENDINGS = {
    ".db": "sqlite",
    ".sqlite": "sqlite",
    ".sqlite3": "sqlite",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}
"""How the names of files end, and the kind of export: the module of its name in this package."""


class Kind(Protocol):
    """What the module of a kind offers."""

    def export(self, base: FactBase, path: Path, *, force: bool, track: Track[Any]) -> None:
        """Write the whole base to the path; its records pass through `track`. Raises what `writing.whole` raises."""


def kind_of(destination: str) -> str:
    """The kind of export that a path asks for by its name. Raises BadRequest for one that names none."""
    path = Path(destination)
    is_folder = destination.endswith(("/", "\\")) or not path.suffix
    kind = FOLDER if is_folder else ENDINGS.get(path.suffix.lower())
    if kind is None and os.path.isdir(destination):  # noqa: PTH112  # unlike Path, it knows of no failure
        kind = FOLDER
    if kind is None or destination in ("", "-"):  # a dash is standard output elsewhere, and a bad name for a folder
        raise BadRequest(
            f'"{destination}" names no kind of export; there are {", ".join(ENDINGS)}, and a folder of csv files'
        )
    return kind


def get(name: str) -> Kind:
    """The kind of that name.

    One of the lazy doors: a kind of export, and with it sqlite3 or csv, is imported when it is used.
    """
    return cast(Kind, import_module(f"sco_cli.exports.{name}"))
