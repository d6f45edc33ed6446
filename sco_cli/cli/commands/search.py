"""`sco search WORDS`: where the fact base speaks of something."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from typing import Annotated

import typer

from sco_cli.cli.filters import resolve_filters
from sco_cli.cli.option_groups import FilterOptions, TableOptions, expand_options
from sco_cli.cli.options import FactsOption, FormatOption
from sco_cli.cli.output import write_report
from sco_cli.loading.cache import open_base
from sco_cli.models.factbase import FactBase
from sco_cli.queries.filters import Filters, select
from sco_cli.queries.search import search
from sco_cli.queries.titles import record_title
from sco_cli.reports.brief import brief_hit
from sco_cli.reports.columns import id_column
from sco_cli.reports.facts_listing import describe_filters, describe_left_out
from sco_cli.reports.report import Column, RecordRow, Report, Span, Text, listing, spans
from sco_cli.text import count_noun

TEMPLATE = dict.fromkeys(("kind", "id", "title", "score", "field", "before", "match", "after"))

SENTENCE_ENDS = re.compile(r"(?<=[^A-Z][.;])\s+|(?<=[。\uff1b])")
"""Where a sentence ends: not behind a capital, as in "U.S. Department" and "A. Mayor"."""


def report(base: FactBase, words: Sequence[str], filters: Filters) -> Report:
    """The records that have all the words, best first, each with the match in context.

    People see the sentence around the match, machines the whole field.
    """
    # Searched are those of any time, to tell how many the time leaves out.
    found = search(base, select(base, base.records, filters.without_period().without_publication()), words)
    records = [hit.record for hit in found]
    selected = {record.id for record in select(base, records, filters)}
    rows = [
        RecordRow(
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
        )
        for hit in found
        if hit.record.id in selected
    ]
    columns: tuple[Column[RecordRow], ...] = (
        id_column(),
        Column("kind", "kind"),
        Column("match", "where", _sentence, no_wrap=False),
    )
    title = spans(
        count_noun(len(rows), "hit"),
        f' for "{" ".join(words)}"',
        describe_filters(base, filters, "about"),
        Span(describe_left_out(base, records, filters), "dim"),
    )
    return listing(title, columns, rows, "nothing has all these words", TEMPLATE, partial(brief_hit, base))


def _sentence(row: RecordRow) -> Text:
    """The sentence around the match."""
    hit = row.record
    before, after = SENTENCE_ENDS.split(hit["before"])[-1], SENTENCE_ENDS.split(hit["after"])[0]
    return spans(Span(f"{hit['field']}: ", "dim"), before, Span(hit["match"], "strong"), after)


@expand_options(without=("kind",))
def command(
    *,
    words: Annotated[list[str], typer.Argument(metavar="WORD...", help="All of them, anywhere in a record.")],
    kind: Annotated[
        list[str] | None, typer.Option("--kind", metavar="KIND", help="Kind of record, such as figure.")
    ] = None,
    filters: FilterOptions,
    table: TableOptions,
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
    wanted = resolve_filters(base, filters._replace(kind=kind), base.fields)
    write_report(report(base, words, wanted), format, table)
