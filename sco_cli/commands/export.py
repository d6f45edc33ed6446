"""`sco export DEST`: the whole base for databases, data frames and clusters."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sco_cli import exports
from sco_cli.opening import open_base
from sco_cli.options import FactsOption, ForceOption
from sco_cli.printable import visible
from sco_cli.progress import progress


def command(
    destination: Annotated[
        str,
        typer.Argument(
            metavar="DEST", help="What to write: FILE.db, FILE.jsonl, or FOLDER/ for csv with a datapackage.json."
        ),
    ],
    force: ForceOption = False,
    facts: FactsOption = None,
) -> None:
    """Write the whole base for databases and data frames.

    \b
    Examples:
      sco export facts.db
      sco export facts.jsonl --force
      sco export tables/
    """
    kind = exports.get(exports.kind_of(destination))
    base = open_base(facts)
    with progress(f"writing {visible(Path(destination).name)}", len(base.records)) as track:
        kind.export(base, Path(destination), force=force, track=track)
