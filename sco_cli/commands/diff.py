"""`sco diff OLD NEW`: two fact bases in the words of claims."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from sco_cli import difference, loading, record
from sco_cli.difference import Difference, Said
from sco_cli.options import ColumnsOption, FormatOption, LimitOption, SortOption, emit
from sco_cli.parts import counted
from sco_cli.report import Column, Record, Report, Span, Text, listing, text

SHAPE: Record = {
    **dict.fromkeys(("kind", "id", "title", "change", "field", "now", "was", "strength")),
    "now_quantity": record.QUANTITY,
    "was_quantity": record.QUANTITY,
}


def report(differences: Sequence[Difference], old: str, new: str) -> Report:
    """The differences, a row each: what is, and what was."""
    columns = (
        Column("id", "id", lambda row: text(Span(row["id"], "accent"))),
        Column("field", "what", lambda row: text(row["field"] or row["change"]), whole=False),
        Column("now", "now", lambda row: _words(row["now"], row), whole=False),
        Column("was", "was", lambda row: _words(row["was"], row), whole=False),
    )
    title = text(counted(len(differences), "difference"), f" from {old} to {new}")
    records = [_record(one) for one in differences]
    return listing(title, columns, records, "the two say the same", SHAPE)


def _record(one: Difference) -> Record:
    values = (one.kind, one.id, one.title, one.change, one.field, _of(one.now), _of(one.was), one.strength)
    quantities = (said and said.quantity and said.quantity.as_plain() for said in (one.now, one.was))
    return dict(zip(SHAPE, (*values, *quantities), strict=True))


def _of(said: Said | None) -> str | None:
    return said.words if said else None


def _words(words: str | None, row: Record) -> Text:
    """What is stated more or less strongly than it was stands out, and not by its colour alone: it comes first."""
    return text(Span(words or "", "strong" if row["strength"] else "plain") if words else Span("none", "dim"))


def command(
    old: Annotated[str, typer.Argument(metavar="OLD", help="A fact base; bundled is ours, - is standard input.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="What it has become.")],
    sort: SortOption = None,
    limit: LimitOption = None,
    columns: ColumnsOption = None,
    format: FormatOption = "table",
) -> None:
    """Compare two fact bases, claim by claim.

    \b
    Examples:
      sco diff old.toml new.toml
      sco diff bundled mine.toml --format json
    """
    found = difference.differences(loading.load(old), loading.load(new))
    emit(report(found, old, new), format, sort, limit, columns)
    if found:
        raise typer.Exit(1)
