"""`sco sources`: what the facts rest on."""

from __future__ import annotations

from collections import Counter

from sco_cli.cli.filters import resolve_filters
from sco_cli.cli.option_groups import FilterOptions, TableOptions, expand_options
from sco_cli.cli.options import BomOption, FactsOption, FormatOption
from sco_cli.cli.output import write_report
from sco_cli.loading.cache import open_base
from sco_cli.models.factbase import FactBase
from sco_cli.queries.filters import Filters, select
from sco_cli.reports.columns import last_id_column, source_column
from sco_cli.reports.facts_listing import describe_filters, describe_left_out, describe_nothing
from sco_cli.reports.records import SourceRow, empty_record, to_record
from sco_cli.reports.report import Column, Report, Span, listing, spans
from sco_cli.text import count_noun

COUNTS = ("states", "bears_on", "series", "status", "other")
"""The keys that count what rests on a source; `other` is the sum of all but `states`."""

OF_FACTS_ONLY = ("kind", "stage", "standing", "speaker", "source", "since", "until")
"""The filters that say nothing of sources."""


def report(base: FactBase, filters: Filters) -> Report:
    """The sources by those publishers and of that time, with the number of facts that each states and its other uses.

    Other uses are facts that it bears on, official series, and steps in the status of countries. With filters for what
    facts are about, such as countries, only what passes them is counted, and only its sources are listed.
    """
    rows, left_out = _rows(base, filters)
    columns: tuple[Column[SourceRow], ...] = (
        source_column(),
        Column("states", "facts stated", align="right"),
        Column("other", "other uses", align="right"),
        last_id_column(),
    )
    template = empty_record(base, "source") | dict.fromkeys(COUNTS)
    title = spans(
        count_noun(len(rows), "source"),
        describe_filters(base, filters, "for", with_="with facts"),
        Span(left_out, "dim"),
    )
    empty = "" if rows else describe_nothing(base, filters, "source", "for", lambda other: len(_rows(base, other)[0]))
    return listing(title, columns, rows, empty, template)


def _rows(base: FactBase, filters: Filters) -> tuple[list[SourceRow], str]:
    """The rows of the sources, and how many sources a time leaves out, to follow a title."""
    of_sources = Filters(
        publisher=filters.publisher,
        published_since=filters.published_since,
        published_until=filters.published_until,
    )
    of_uses = filters.without_publication()._replace(publisher=())
    facts = select(base, base.facts, of_uses)
    states = Counter(evidence.source for fact in facts for evidence in fact.evidence if evidence.stance == "states")
    bears_on = Counter(evidence.source for fact in facts for evidence in fact.evidence if evidence.stance != "states")
    series = Counter(series.source for series in select(base, base.series, of_uses))
    status = Counter(step.source for country in select(base, base.countries, of_uses) for step in country.status)
    used = states | bears_on | series | status
    sources = [source for source in base.sources if source.id in used or not (of_uses.values() or of_uses.level)]
    rows = []
    for source in select(base, sources, of_sources):
        counts = [counter[source.id] for counter in (states, bears_on, series, status)]
        record = to_record(base, source) | dict(zip(COUNTS, [*counts, sum(counts[1:])], strict=True))
        rows.append(SourceRow(source, record))
    return rows, describe_left_out(base, sources, of_sources)


@expand_options(without=OF_FACTS_ONLY)
def command(
    filters: FilterOptions,
    table: TableOptions,
    facts: FactsOption = None,
    format: FormatOption = "table",
    bom: BomOption = False,
) -> None:
    """List the sources and what each is used for.

    \b
    Examples:
      sco sources
      sco sources --published 2025-07
      sco sources --publisher Xinhua --format json
    """
    base = open_base(facts)
    write_report(report(base, resolve_filters(base, filters)), format, table, bom=bom)
