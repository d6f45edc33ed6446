"""`sco schema`: the format of fact bases for editors."""

from __future__ import annotations

import json

from sco_cli.cli.output import write_report
from sco_cli.loading import files
from sco_cli.reports.report import Report


def report() -> Report:
    """The JSON Schema as a view. It has no blocks, since the document itself is the answer.

    It is read from the file that ships, since `sco_cli.models.schema` needs Pydantic and docstrings to make it.
    """
    document = json.loads(files.read_packaged(files.bundled_schema()))
    return Report((), [document], lambda: document)


def command() -> None:
    """Print the format of fact bases for editors, as JSON Schema.

    Put the line "#:schema ./facts.schema.json" at the top of a fact base beside it: taplo, and editors that read TOML
    by it (in VS Code: Even Better TOML), then check and complete while you write. It is always JSON, without --format.

    \b
    Examples:
      sco schema
      sco schema > facts.schema.json
    """
    write_report(report(), "json")
