"""`sco schema`: the format of fact bases for editors."""

from __future__ import annotations

from sco_cli.options import emit
from sco_cli.report import Report


def report() -> Report:
    """The JSON Schema as a view. It has no side for people: what is shown is the document itself."""
    # One of the lazy doors: with the models, from which the schema is made, Pydantic is imported.
    from sco_cli import schema  # noqa: PLC0415

    made = schema.schema()
    return Report((), [made], made)


def command() -> None:
    """Print the JSON Schema of fact bases, by which editors check and complete.

    Name it in the first line of a fact base, as "#:schema ./facts.schema.json"; taplo and Even Better TOML read that
    line. It is always JSON, so there is no --format.

    \b
    Examples:
      sco schema
      sco schema > facts.schema.json
    """
    emit(report(), "json")
