"""JSON Lines: the base, then a record a line, by the contract of the json format. `sco --facts` reads it back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sco_cli.factbase import FactBase
from sco_cli.formats.jsontext import compact
from sco_cli.progress import Track
from sco_cli.record import all_records
from sco_cli.writing import whole


def export(base: FactBase, path: Path, *, force: bool, track: Track[Any]) -> None:
    """Write the records in the order of the base."""
    with whole(path, force=force) as stream:
        for record in all_records(base, track(base.records)):
            stream.write(f"{compact(record)}\n".encode())
