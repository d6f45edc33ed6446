"""`sco search WORDS`: where the fact base speaks of something."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Annotated, Any

import typer

from sco_cli import record, searching, selection
from sco_cli.answering import emit, resolved
from sco_cli.factbase import FactBase
from sco_cli.listings import asked, counted, id_column
from sco_cli.opening import open_base
from sco_cli.options import ColumnsOption, CountryOption, FactsOption, FormatOption, LimitOption, SortOption, one_of
from sco_cli.report import Column, Record, Report, Span, Text, listing, text

SHAPE = dict.fromkeys(("kind", "id", "title", "score", "field", "before", "match", "after"))


SENTENCE_ENDS = re.compile(r"(?<=[^A-Z][.;])\s+|(?<=[。\uff1b])")
"""Where a sentence ends: not behind a capital, as in "U.S. Department" and "A. Mayor"."""


def report(base: FactBase, words: Sequence[str], wanted: Mapping[str, Any]) -> Report:
    """The records with all the words, best first, each with the place where they are and the id to go on with.

    `wanted` are filters of `selection.select`; people see the sentence around a hit, machines the whole field.
    """
    hits = searching.search(base, selection.select(base.records, **wanted), words)
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
    within = asked(base, wanted, "about")
    title = text(counted(len(records), "hit"), f' for "{" ".join(words)}"', within)
    return listing(title, columns, records, "nothing has all these words", SHAPE)


def _context(row: Record) -> Text:
    """The sentence around the match."""
    before, after = SENTENCE_ENDS.split(row["before"])[-1], SENTENCE_ENDS.split(row["after"])[0]
    return text(Span(f"{row['field']}: ", "dim"), before, Span(row["match"], "strong"), after)


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
    wanted = {"country": resolved(base, country=country)["country"], "kind": kind}
    emit(report(base, words, wanted), format, sort, limit, columns)
