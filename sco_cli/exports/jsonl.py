"""JSON Lines: the base, then a record a line, by the contract of the json format. `sco --facts` reads it back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sco_cli.atomic import atomic_file
from sco_cli.exports.progress import Track
from sco_cli.formats.json_encoder import compact
from sco_cli.models.factbase import FactBase
from sco_cli.reports.records import all_records


def export(base: FactBase, path: Path, *, force: bool, track: Track[Any]) -> None:
    """Write the records in the order of the base."""
    with atomic_file(path, force=force) as stream:
        for record in all_records(base, track(base.records)):
            stream.write(f"{compact(record)}\n".encode())
