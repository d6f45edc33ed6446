"""`sco search WORDS`: where the fact base speaks of something."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from sco_cli import record, searching, selection
from sco_cli.answering import emit, resolved
from sco_cli.factbase import FactBase
from sco_cli.opening import open_base
from sco_cli.options import ColumnsOption, CountryOption, FactsOption, FormatOption, LimitOption, SortOption, one_of
from sco_cli.parts import counted, id_column
from sco_cli.report import Column, Record, Report, Span, Text, listing, text
from sco_cli.searching import Hit

SHAPE = dict.fromkeys(("kind", "id", "title", "score", "field", "before", "match", "after"))


def report(base: FactBase, hits: Sequence[Hit], words: Sequence[str]) -> Report:
    """The hits, best first, each with the place where it hit and the id to go on with."""
    records = [
        {
            "kind": hit.record.kind,
            "id": hit.record.id,
            "title": record.title(base, hit.record),
            "score": hit.score,
            "field": hit.field,
            "before": hit.before,
            "match": hit.match,
            "after": hit.after,
        }
        for hit in hits
    ]
    columns = (id_column(), Column("kind", "kind"), Column("match", "where", _context, whole=False))
    title = text(counted(len(records), "hit"), f' for "{" ".join(words)}"')
    return listing(title, columns, records, "nothing on record has all these words", SHAPE)


def _context(row: Record) -> Text:
    return text(Span(f"{row['field']}: ", "dim"), row["before"], Span(row["match"], "strong"), row["after"])


def command(
    words: Annotated[list[str], typer.Argument(metavar="WORD...", help="All of them, anywhere in a record.")],
    kind: Annotated[
        list[str] | None, typer.Option("--kind", metavar="KIND", help="Kind of record, such as figure.")
    ] = None,
    country: CountryOption = None,
    sort: SortOption = None,
    limit: LimitOption = None,
    columns: ColumnsOption = None,
    facts: FactsOption = None,
    format: FormatOption = "table",
) -> None:
    """Search all text, in any script.

    \b
    Examples:
      sco search railway
      sco search transport cost --kind figure
      sco search Казахстан --limit 5
    """
    base = open_base(facts)
    one_of("kind", base.fields.keys())(kind)
    codes = resolved(base, country=country)["country"]
    records = [one for one in base.records if not kind or one.kind in kind]
    found = selection.select(records, country=codes)
    emit(report(base, searching.search(base, found, words), words), format, sort, limit, columns)
