"""`sco export DEST`: the whole base for databases, data frames and clusters."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sco_cli.cli.messages import print_messages, print_success
from sco_cli.cli.options import FactsOption, ForceOption
from sco_cli.exports import registry
from sco_cli.exports.progress import progress
from sco_cli.loading.cache import open_base
from sco_cli.text import escape_unsafe


def command(
    destination: Annotated[
        str,
        typer.Argument(
            metavar="DEST",
            help="What to write: FILE.db, FILE.jsonl, FILE.xlsx, FOLDER.parquet, FILE.ttl or FILE.jsonld (linked "
            "data), or FOLDER/ for csv.",
        ),
    ],
    force: ForceOption = False,
    facts: FactsOption = None,
) -> None:
    """Export the base to a database, workbook or data files.

    The ending of DEST sets the format: .db (SQLite), .jsonl, .xlsx (Excel), .parquet, .ttl or .jsonld (linked data).
    A folder gets csv files.

    \b
    Examples:
      sco export facts.db
      sco export facts.xlsx --force
      sco export tables/
    """
    exporter = registry.get(registry.exporter_name(destination))
    base = open_base(facts)
    path = Path(destination)
    with progress(base.stream(), len(base.records), f"writing {escape_unsafe(path.name)}") as records:
        warnings = exporter.export(base, records, path, force=force)
    print_messages(f"sco: {warning}" for warning in warnings)
    print_success(f"wrote {len(base.records):,} records to {destination}")
