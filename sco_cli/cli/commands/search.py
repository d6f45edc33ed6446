"""`sco search WORDS`: where the fact base speaks of something."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Annotated, Any

import typer

from sco_cli.cli.filters import resolve_filters
from sco_cli.cli.options import ColumnsOption, CountryOption, FactsOption, FormatOption, LimitOption, SortOption, choice
from sco_cli.cli.output import write_report
from sco_cli.loading.cache import open_base
from sco_cli.models.factbase import FactBase
from sco_cli.models.json_values import JsonRecord
from sco_cli.queries import filters, search
from sco_cli.queries.titles import record_title
from sco_cli.reports.columns import describe_filters, id_column
from sco_cli.reports.report import Column, Report, Span, Text, listing, spans
from sco_cli.text import count_noun

SHAPE = dict.fromkeys(("kind", "id", "title", "score", "field", "before", "match", "after"))


SENTENCE_ENDS = re.compile(r"(?<=[^A-Z][.;])\s+|(?<=[。\uff1b])")
"""Where a sentence ends: not behind a capital, as in "U.S. Department" and "A. Mayor"."""


def report(base: FactBase, words: Sequence[str], wanted: Mapping[str, Any]) -> Report:
    """The records with all the words, best first, each with the place where they are and the id to go on with.

    `wanted` are filters of `selection.select`; people see the sentence around a hit, machines the whole field.
    """
    hits = search.search(base, filters.select(base.records, **wanted), words)
    records = [
        {
            "kind": hit.record.kind,
            "id": hit.record.id,
            "title": record_title(base, hit.record),
            "score": hit.score,
            "field": hit.field,
            "before": hit.before,
            "match": hit.match,
            "after": hit.after,
        }
        for hit in hits
    ]
    columns = (id_column(), Column("kind", "kind"), Column("match", "where", _context, no_wrap=False))
    within = describe_filters(base, wanted, "about")
    title = spans(count_noun(len(records), "hit"), f' for "{" ".join(words)}"', within)
    return listing(title, columns, records, "nothing has all these words", SHAPE)


def _context(row: JsonRecord) -> Text:
    """The sentence around the match."""
    before, after = SENTENCE_ENDS.split(row["before"])[-1], SENTENCE_ENDS.split(row["after"])[0]
    return spans(Span(f"{row['field']}: ", "dim"), before, Span(row["match"], "strong"), after)


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
    choice("kind", base.fields.keys())(kind)
    wanted = {"country": resolve_filters(base, country=country)["country"], "kind": kind}
    write_report(report(base, words, wanted), format, sort, limit, columns)
