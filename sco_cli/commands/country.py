"""`sco country KZ`: one country at a glance."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sco_cli import citation, comparison, lookup, record, selection
from sco_cli.answering import emit
from sco_cli.completion import complete_countries
from sco_cli.fact_rows import Rows, context_rows, number_rows, said_rows, scales
from sco_cli.factbase import FactBase
from sco_cli.listings import (
    as_records,
    country_name,
    facts_table,
    id_column,
    more,
    source_column,
    standing_text,
    status_words,
)
from sco_cli.official import as_stated, official_series, series_records
from sco_cli.opening import open_base
from sco_cli.options import FactsOption, FormatOption
from sco_cli.report import Block, Fields, Heading, Prose, Record, Report, Span, Table, Title, text

if TYPE_CHECKING:
    from sco_cli.models import Country, Figure

HEADINGS = {"statement": "Who said what"}
"""The heading over the facts of a kind, where that is not the kind's own name."""


def report(base: FactBase, country: Country) -> Report:
    """A briefing: status, projects, figures, who said what, events, official series, sources."""
    facts = selection.select(base.facts, country=[country.code])
    lines = selection.select(base.series, country=[country.code])
    rests_on = [evidence.source for fact in facts for evidence in fact.evidence]
    rests_on += [line.source for line in lines] + [step.source for step in country.status]
    sources = [base.get(source) for source in dict.fromkeys(rests_on)]
    records = as_records(base, facts)
    view = record.as_record(base, country)
    view["standings"] = dict(comparison.standings(facts))
    for kind in base.fact_kinds:
        view[f"{kind}s"] = [row for row in records if row["kind"] == kind]
    view |= {
        "series": series_records(base, lines),
        "sources": as_records(base, sources),
    }

    now = selection.latest_status(country)
    status = f"{status_words(now.status)} since {now.since}" if now else "no status on record"
    blocks: list[Block] = [
        Title(text(country_name(base, country.code)), text(status)),
        Fields(tuple(_head(base, country, facts))),
    ]
    if not facts:
        blocks.append(Prose(text(Span("no fact on record names this country", "dim"))))
    for kind in base.fact_kinds:
        blocks += (_figures if kind == "figure" else _table)(base, country, view[f"{kind}s"])
    blocks += official_series(base, view["series"])
    if sources:
        blocks += [Heading(text("Sources")), Table((id_column(), source_column(base)), view["sources"])]
    shape = record.shape(base, *base.fact_kinds, "series")
    return Report(tuple(blocks), [*records, *as_stated(view["series"])], view, shape)


def _head(base: FactBase, country: Country, facts: list[Any]) -> Rows:
    """The history of the status, earliest first, with its sources, and the count of facts by standing."""
    rows: Rows = []
    for step in country.status:
        said = f" ({citation.imprint(base.get(step.source))}){f'; {step.note}' if step.note else ''}"
        rows.append(("status", text(f"{status_words(step.status)} since {step.since}", Span(said, "dim"))))
    counts = comparison.standings(facts)
    if facts:
        rows.append(("facts", text(", ".join(f"{count} {word}" for word, count in counts.items() if count))))
    return rows


def _table(base: FactBase, country: Country, records: Sequence[Record]) -> list[Block]:
    """The records, all of one kind."""
    if not records:
        return []
    kind = records[0]["kind"]
    return [
        Heading(text(HEADINGS.get(kind, f"{kind.capitalize()}s"))),
        facts_table(base, records, kind, known=[country.code]),
    ]


def _figures(base: FactBase, country: Country, records: Sequence[Record]) -> list[Block]:
    """Those with a before and an after as bars, all others in a table."""
    blocks: list[Block] = []
    with_before: list[Figure] = [base.get(row["id"]) for row in records if row["before"]]
    tops = scales(base, with_before)
    for figure in with_before:
        name = text(base.get(figure.metric).name)
        rows = number_rows(base, figure, tops[figure.metric]) + said_rows(base, figure) + context_rows(figure)
        fields = Fields((*rows, ("more", more(figure.id))))
        blocks += [Heading(name, standing_text(comparison.standing(figure))), fields]
    others = [row for row in records if not row["before"]]
    blocks += _table(base, country, others)
    return blocks


def command(
    country: Annotated[
        str,
        typer.Argument(metavar="COUNTRY", help="Code, name or alias, in any case.", autocompletion=complete_countries),
    ],
    facts: FactsOption = None,
    format: FormatOption = "table",
) -> None:
    """Show all about one country.

    \b
    Examples:
      sco country KZ
      sco country Kyrgyzstan
      sco country Казахстан --format json
    """
    base = open_base(facts)
    emit(report(base, lookup.find(base, "country", country)), format)
