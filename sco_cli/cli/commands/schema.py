"""`sco schema`: the format of fact bases for editors."""

from __future__ import annotations

from sco_cli.cli.output import write_report
from sco_cli.reports.report import Report


def report() -> Report:
    """The JSON Schema as a view. It has no side for people: what is shown is the document itself."""
    # One of the lazy doors: with the models, from which the schema is made, Pydantic is imported.
    from sco_cli.models import schema  # noqa: PLC0415

    made = schema.build_schema()
    return Report((), [made], made)


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
