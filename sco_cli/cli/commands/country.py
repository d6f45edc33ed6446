"""`sco country KZ`: one country at a glance."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sco_cli.cli.completion import complete_countries
from sco_cli.cli.options import FactsOption, FormatOption
from sco_cli.cli.output import write_report
from sco_cli.loading.cache import open_base
from sco_cli.models.factbase import FactBase
from sco_cli.models.json_values import JsonRecord
from sco_cli.queries import filters, lookup
from sco_cli.queries.standing import count_standings, standing_of
from sco_cli.queries.status import latest_status
from sco_cli.reports.columns import (
    country_name,
    facts_table,
    id_column,
    show_command,
    source_column,
    standing_text,
    status_words,
)
from sco_cli.reports.fact_fields import FieldRows, context_fields, gauge_maxima, number_fields, source_fields
from sco_cli.reports.records import empty_record, to_record, to_records
from sco_cli.reports.report import Block, Fields, Heading, Paragraph, Report, Span, Table, Title, spans
from sco_cli.reports.series_tables import series_blocks, series_records, without_comparison
from sco_cli.reports.sources import publisher_and_date

if TYPE_CHECKING:
    from sco_cli.models.entities import Country
    from sco_cli.models.facts import Figure

HEADINGS = {"statement": "Who said what"}
"""The heading over the facts of a kind, where that is not the kind's own name."""


def report(base: FactBase, country: Country) -> Report:
    """A briefing: status, projects, figures, who said what, events, official series, sources."""
    facts = filters.select(base.facts, country=[country.code])
    lines = filters.select(base.series, country=[country.code])
    rests_on = [evidence.source for fact in facts for evidence in fact.evidence]
    rests_on += [line.source for line in lines] + [step.source for step in country.status]
    sources = [base.get(source) for source in dict.fromkeys(rests_on)]
    records = to_records(base, facts)
    view = to_record(base, country)
    view["standings"] = dict(count_standings(facts))
    for kind in base.fact_kinds:
        view[f"{kind}s"] = [row for row in records if row["kind"] == kind]
    view |= {
        "series": series_records(base, lines),
        "sources": to_records(base, sources),
    }

    now = latest_status(country)
    status = f"{status_words(now.status)} since {now.since}" if now else "no status on record"
    blocks: list[Block] = [
        Title(spans(country_name(base, country.code)), spans(status)),
        Fields(tuple(_head(base, country, facts))),
    ]
    if not facts:
        blocks.append(Paragraph(spans(Span("no fact on record names this country", "dim"))))
    for kind in base.fact_kinds:
        blocks += (_figures if kind == "figure" else _table)(base, country, view[f"{kind}s"])
    blocks += series_blocks(base, view["series"])
    if sources:
        blocks += [Heading(spans("Sources")), Table((id_column(), source_column(base)), view["sources"])]
    shape = empty_record(base, *base.fact_kinds, "series")
    return Report(tuple(blocks), [*records, *without_comparison(view["series"])], view, shape)


def _head(base: FactBase, country: Country, facts: list[Any]) -> FieldRows:
    """The history of the status, earliest first, with its sources, and the count of facts by standing."""
    rows: FieldRows = []
    for step in country.status:
        said = f" ({publisher_and_date(base.get(step.source))}){f'; {step.note}' if step.note else ''}"
        rows.append(("status", spans(f"{status_words(step.status)} since {step.since}", Span(said, "dim"))))
    counts = count_standings(facts)
    if facts:
        rows.append(("facts", spans(", ".join(f"{count} {word}" for word, count in counts.items() if count))))
    return rows


def _table(base: FactBase, country: Country, records: Sequence[JsonRecord]) -> list[Block]:
    """The records, all of one kind."""
    if not records:
        return []
    kind = records[0]["kind"]
    return [
        Heading(spans(HEADINGS.get(kind, f"{kind.capitalize()}s"))),
        facts_table(base, records, kind, known=[country.code]),
    ]


def _figures(base: FactBase, country: Country, records: Sequence[JsonRecord]) -> list[Block]:
    """Those with a before and an after as bars, all others in a table."""
    blocks: list[Block] = []
    with_before: list[Figure] = [base.get(row["id"]) for row in records if row["before"]]
    tops = gauge_maxima(base, with_before)
    for figure in with_before:
        name = spans(base.get(figure.metric).name)
        rows = number_fields(base, figure, tops[figure.metric]) + source_fields(base, figure) + context_fields(figure)
        fields = Fields((*rows, ("more", show_command(figure.id))))
        blocks += [Heading(name, standing_text(standing_of(figure))), fields]
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
    write_report(report(base, lookup.find(base, "country", country)), format)
