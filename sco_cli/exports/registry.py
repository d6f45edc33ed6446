"""Finds the exporter for a destination by its name. An exporter is a module with a function `export`."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

from sco_cli.errors import BadRequest
from sco_cli.models.factbase import FactBase

if TYPE_CHECKING:
    from sco_cli.models.facts import AnyRecord

FOLDER_EXPORTER = "datapackage"
"""The exporter that writes a folder of files."""

EXPORTERS = {
    ".db": "sqlite",
    ".sqlite": "sqlite",
    ".sqlite3": "sqlite",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".ttl": "turtle",
    ".jsonld": "jsonld",
    ".xlsx": "excel",
    ".parquet": "parquet",
}
"""The module in this package that writes files with a suffix, or for `FOLDER_SUFFIX` a folder."""

FOLDER_SUFFIX = ".parquet"
"""The suffix that names a folder, with a slash at its end or without one."""


class Exporter(Protocol):
    """The interface of the modules that write exports."""

    def export(self, base: FactBase, records: Iterable[AnyRecord], path: Path, *, force: bool) -> Sequence[str]:
        """Write the base to the path, replacing an existing export with `force`; returns what is not as it was.

        `records` are all records of the base, through an iterator that shows the progress. Raises BadRequest if the
        path exists and may not be replaced or if a library is missing, OutputFailed if it cannot be written.
        """


def exporter_name(destination: str) -> str:
    """The name of the exporter for a path. Raises BadRequest if its suffix is none of `EXPORTERS`."""
    suffix = Path(destination).suffix.lower()
    is_folder = (destination.endswith(("/", "\\")) or not suffix) and suffix != FOLDER_SUFFIX
    name = FOLDER_EXPORTER if is_folder else EXPORTERS.get(suffix)
    if name is None and os.path.isdir(destination):  # noqa: PTH112  # Path.is_dir raises an error for some names
        name = FOLDER_EXPORTER
    if name is None or destination in ("", "-"):  # elsewhere "-" is standard output, so it is no name for a folder
        raise BadRequest(
            f'cannot export to "{destination}"; use a name that ends in {", ".join(EXPORTERS)}, '
            "or FOLDER/ for csv files"
        )
    return name


def get(name: str) -> Exporter:
    """The exporter of that name. It is imported lazily, so that an answer on screen needs no sqlite3 or csv."""
    return cast(Exporter, import_module(f"sco_cli.exports.{name}"))
