"""JSON Lines: the base, then one record on each line, as in the json format. `sco --facts` reads the file again."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from sco_cli.atomic import atomic_file
from sco_cli.errors import OutputFailed
from sco_cli.formats.json_encoder import encode_compact
from sco_cli.loading import files
from sco_cli.models.factbase import FactBase
from sco_cli.reports.records import all_records

if TYPE_CHECKING:
    from sco_cli.models.facts import AnyRecord


def export(base: FactBase, records: Iterable[AnyRecord], path: Path, *, force: bool) -> tuple[()]:
    """Write the records in the order of the base. Raises OutputFailed if sco could not read them again."""
    size = 0
    with atomic_file(path, force=force) as stream:
        for record in all_records(base, records):
            size += stream.write(f"{encode_compact(record)}\n".encode())
            if size > files.MAX_JSONL_BYTES:
                limit = files.MAX_JSONL_BYTES // 1024**2
                raise OutputFailed(
                    f'cannot write "{path}": it would be larger than {limit:,} MiB, the most that sco reads '
                    "back; export to .db or .parquet instead"
                )
    return ()
