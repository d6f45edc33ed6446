"""`sco diff OLD NEW`: two fact bases in the words of claims."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from sco_cli import difference, files, loading, record
from sco_cli.answering import emit
from sco_cli.difference import Difference
from sco_cli.errors import BadRequest
from sco_cli.listings import counted, id_column
from sco_cli.options import ColumnsOption, FormatOption, LimitOption, SortOption
from sco_cli.report import Column, Record, Report, Span, Text, listing, text

NOTHING = Difference("changed", "", "", "", None, None, None)
"""For the header of a table without a difference."""


def report(differences: Sequence[Difference], old: str, new: str) -> Report:
    """The differences, a row each: what is, and what was."""
    columns = (
        id_column(),
        Column("field", "what", _what, whole=False),
        Column("now", "now", lambda row: _words(row["now"], row), whole=False),
        Column("was", "was", lambda row: _words(row["was"], row), whole=False),
    )
    title = text(counted(len(differences), "difference"), f" from {old} to {new}")
    records = [_record(one) for one in differences]
    shape = _record(NOTHING) | {"now_quantity": record.QUANTITY, "was_quantity": record.QUANTITY}
    return listing(title, columns, records, "the two say the same", shape)


def _record(one: Difference) -> Record:
    return {
        "kind": one.kind,
        "id": one.id,
        "title": one.title,
        "change": one.change,
        "field": one.field,
        "now": one.now and one.now.words,
        "was": one.was and one.was.words,
        "strength": one.strength,
        "now_quantity": one.now and one.now.quantity and one.now.quantity.as_plain(),
        "was_quantity": one.was and one.was.quantity and one.was.quantity.as_plain(),
    }


def _what(row: Record) -> Text:
    """The field, and of a number whether it is put as strongly as before."""
    return text(row["field"] or row["change"], Span(", in other strength" if row["strength"] else "", "dim"))


def _words(words: str | None, row: Record) -> Text:
    """What is put in another strength than it was stands out, and not by its colour alone."""
    return text(Span(words or "", "strong" if row["strength"] else "plain") if words else Span("none", "dim"))


def command(
    old: Annotated[str, typer.Argument(metavar="OLD", help="A fact base; bundled is ours, - is standard input.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="What it has become.")],
    sort: SortOption = None,
    limit: LimitOption = None,
    columns: ColumnsOption = None,
    facts: Annotated[
        list[str] | None, typer.Option("--facts", metavar="FILE", help="What both have in common; repeat for several.")
    ] = None,
    format: FormatOption = "table",
) -> None:
    """Compare two fact bases, claim by claim.

    \b
    Examples:
      sco diff old.toml new.toml
      sco diff bundled mine.toml --format json
      sco diff old.toml new.toml --facts countries.toml
    """
    if old == new == files.STDIN:
        raise BadRequest("standard input cannot be both bases")
    found = difference.differences(loading.load(old, *(facts or ())), loading.load(new, *(facts or ())))
    emit(report(found, old, new), format, sort, limit, columns)
    if found:
        raise typer.Exit(1)
