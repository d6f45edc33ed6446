"""`sco diff OLD NEW`: two fact bases in the words of claims."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from sco_cli.cli.options import ColumnsOption, FormatOption, LimitOption, SortOption
from sco_cli.cli.output import write_report
from sco_cli.errors import BadRequest
from sco_cli.loading import files, loader
from sco_cli.models.json_values import JsonRecord
from sco_cli.queries import diff
from sco_cli.queries.diff import Difference
from sco_cli.reports.columns import id_column
from sco_cli.reports.records import QUANTITY
from sco_cli.reports.report import Column, Report, Span, Text, listing, spans
from sco_cli.text import count_noun

NOTHING = Difference("changed", "", "", "", None, None, None)
"""For the header of a table without a difference."""


def report(differences: Sequence[Difference], old: str, new: str) -> Report:
    """The differences, a row each: what is, and what was."""
    columns = (
        id_column(),
        Column("field", "what", _what, no_wrap=False),
        Column("now", "now", lambda row: _words(row["now"], row), no_wrap=False),
        Column("was", "was", lambda row: _words(row["was"], row), no_wrap=False),
    )
    title = spans(count_noun(len(differences), "difference"), f" from {old} to {new}")
    records = [_record(one) for one in differences]
    shape = _record(NOTHING) | {"now_quantity": QUANTITY, "was_quantity": QUANTITY}
    return listing(title, columns, records, "the two say the same", shape)


def _record(one: Difference) -> JsonRecord:
    return {
        "kind": one.kind,
        "id": one.id,
        "title": one.title,
        "change": one.change,
        "field": one.field,
        "now": one.now and one.now.words,
        "was": one.was and one.was.words,
        "strength": one.strength,
        "now_quantity": one.now and one.now.quantity and one.now.quantity.to_json(),
        "was_quantity": one.was and one.was.quantity and one.was.quantity.to_json(),
    }


def _what(row: JsonRecord) -> Text:
    """The field, and of a number whether it is put as strongly as before."""
    return spans(row["field"] or row["change"], Span(", in other strength" if row["strength"] else "", "dim"))


def _words(words: str | None, row: JsonRecord) -> Text:
    """What is put in another strength than it was stands out, and not by its colour alone."""
    return spans(Span(words or "", "strong" if row["strength"] else "plain") if words else Span("none", "dim"))


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
    found = diff.differences(loader.load(old, *(facts or ())), loader.load(new, *(facts or ())))
    write_report(report(found, old, new), format, sort, limit, columns)
    if found:
        raise typer.Exit(1)
