"""`sco country KZ`: one country at a glance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, TypeGuard

import typer

from sco_cli.cli.completion import complete_countries
from sco_cli.cli.options import BomOption, FactsOption, FormatOption
from sco_cli.cli.output import write_report
from sco_cli.loading.cache import open_base
from sco_cli.models import period
from sco_cli.models.date_words import date_words
from sco_cli.models.factbase import FactBase
from sco_cli.models.json_values import JsonRecord
from sco_cli.models.vocabulary import Standing
from sco_cli.queries.country_status import latest_status
from sco_cli.queries.filters import Filters, select
from sco_cli.queries.lookup import find_country
from sco_cli.queries.standing import count_standings
from sco_cli.reports.columns import (
    country_label,
    facts_table,
    id_column,
    show_command,
    source_column,
    standing_counts,
    standing_text,
    status_text,
)
from sco_cli.reports.country_page import page_blocks
from sco_cli.reports.fact_fields import FieldRows, context_fields, gauge_maxima, number_fields, source_fields
from sco_cli.reports.records import FactRow, FigureRow, SourceRow, empty_record, fact_rows, to_record
from sco_cli.reports.report import (
    Block,
    Column,
    Fields,
    Heading,
    Paragraph,
    RecordRow,
    Report,
    RowRecords,
    Span,
    Table,
    Title,
    spans,
)
from sco_cli.reports.series_tables import SeriesRow, country_series_blocks, series_rows
from sco_cli.reports.sources import publisher_and_date

if TYPE_CHECKING:
    from sco_cli.models.entities import Country, Source

HEADINGS = {"statement": "Who said what"}
"""The heading over the facts of a kind, if it is not the name of the kind."""


def report(base: FactBase, country: Country, *, everything: bool = False) -> Report:
    """One page: status, what is contested, official series, the newest facts of each sort; or `everything` there is.

    Records and view are the same for both.
    """
    filters = Filters(country=(country.code,))
    facts = select(base, base.facts, filters)
    rows = fact_rows(base, facts)
    series = series_rows(base, select(base, base.series, filters))
    source_ids = [evidence.source for fact in facts for evidence in fact.evidence]
    source_ids += [row.series.source for row in series] + [step.source for step in country.status]
    sources = [base.source(source_id) for source_id in dict.fromkeys(source_ids)]

    def view() -> JsonRecord:
        view = to_record(base, country) | {"standings": dict(count_standings(row.standing for row in rows))}
        view |= {f"{kind}s": [row.record for row in rows if row.fact.kind == kind] for kind in base.fact_kinds}
        return view | {
            "series": [row.record for row in series],
            "sources": [to_record(base, source) for source in sources],
        }

    if everything:
        blocks = _all_blocks(base, country, rows, series, sources)
    else:
        title = Title(spans(country_label(base, country.code)), spans(_status_with_history(country)))
        blocks = [title, *page_blocks(base, country.code, rows, series, len(sources))]
    records = RowRecords([*rows, *map(RecordRow, (row.series_record for row in series))])
    return Report(tuple(blocks), records, view, empty_record(base, *base.fact_kinds, "series"))


def _status_with_history(country: Country) -> str:
    """The latest status and the years of the earlier ones: "partner since 1 May 2025 (observer from 2004)"."""
    steps = sorted(country.status, key=lambda step: period.parse(step.since).first, reverse=True)
    if not steps:
        return "no status on record"
    earlier = ", ".join(f"{status_text(step.status)} from {step.since[:4]}" for step in steps[1:])
    return f"{status_text(steps[0].status)} since {date_words(steps[0].since)}{f' ({earlier})' if earlier else ''}"


def _all_blocks(
    base: FactBase, country: Country, rows: Sequence[FactRow], series: Sequence[SeriesRow], sources: Sequence[Source]
) -> list[Block]:
    """Everything: the status with its sources, each fact, figures with a before and an after as bars, all sources."""
    latest = latest_status(country)
    status = f"{status_text(latest.status)} since {date_words(latest.since)}" if latest else "no status on record"
    standings = count_standings(row.standing for row in rows)
    blocks: list[Block] = [
        Title(spans(country_label(base, country.code)), spans(status)),
        Fields(tuple(_status_fields(base, country, standings))),
    ]
    if not rows:
        blocks.append(Paragraph(spans(Span("no facts on record about this country", "dim"))))
    for kind in base.fact_kinds:
        of_kind = [row for row in rows if row.fact.kind == kind]
        if kind == "figure":
            blocks += _compared_figures(base, [row for row in of_kind if _is_compared(row)])
            of_kind = [row for row in of_kind if not _is_compared(row)]
        if of_kind:
            blocks.append(Heading(spans(HEADINGS.get(kind, f"{kind.capitalize()}s"))))
            blocks.append(facts_table(of_kind, kind, known=[country.code]))
    blocks += country_series_blocks(base, series)
    if sources:
        blocks += [Heading(spans("Sources")), _sources_table(base, sources)]
    return blocks


def _status_fields(base: FactBase, country: Country, standings: Mapping[Standing, int]) -> FieldRows:
    """The history of the status with its sources, and the number of facts of each standing."""
    rows: FieldRows = []
    for step in country.status:
        source = publisher_and_date(base.source(step.source))
        details = Span(f" ({source}){f'. {step.note}' if step.note else ''}", "dim", record=step.source)
        rows.append(("status", spans(f"{status_text(step.status)} since {date_words(step.since)}", details)))
    if counts := standing_counts(standings):
        rows.append(("facts", spans(counts)))
    return rows


def _is_compared(row: FactRow) -> TypeGuard[FigureRow]:
    """Whether the row is a figure with a before and an after."""
    return isinstance(row, FigureRow) and row.levels.before is not None


def _compared_figures(base: FactBase, rows: Sequence[FigureRow]) -> list[Block]:
    """Figures with a before and an after, each a section with bars."""
    blocks: list[Block] = []
    maxima = gauge_maxima(base, rows)
    for row in rows:
        heading = spans(Span(base.metric(row.fact.metric).name, record=row.fact.id))
        fields = number_fields(row, maxima[row.fact.metric])
        fields += source_fields(base, row.fact) + context_fields(row.fact) + [("more", show_command(base, row.fact.id))]
        blocks += [Heading(heading, standing_text(row.standing)), Fields(tuple(fields))]
    return blocks


def _sources_table(base: FactBase, sources: Sequence[Source]) -> Table[SourceRow]:
    columns: tuple[Column[SourceRow], ...] = (id_column(), source_column())
    return Table(columns, [SourceRow(source, to_record(base, source)) for source in sources])


def command(
    country: Annotated[
        str,
        typer.Argument(metavar="COUNTRY", help="Country code, name or alias.", autocompletion=complete_countries),
    ],
    everything: Annotated[
        bool, typer.Option("--all", help="Show every fact with its id, every series with its breaks, and every source.")
    ] = False,
    facts: FactsOption = None,
    format: FormatOption = "table",
    bom: BomOption = False,
) -> None:
    """Show one country on a single page.

    Machine-readable formats always include everything.

    \b
    Examples:
      sco country KZ
      sco country Kyrgyzstan --all
      sco country Казахстан --format json
    """
    base = open_base(facts)
    write_report(report(base, find_country(base, country), everything=everything), format, bom=bom)
