"""`sco sources`: what the facts rest on."""

from __future__ import annotations

from collections import Counter

from sco_cli.cli.filters import resolve_names
from sco_cli.cli.option_groups import TableOptions, expand_options
from sco_cli.cli.options import CountryOption, FactsOption, FormatOption
from sco_cli.cli.output import write_report
from sco_cli.loading.cache import open_base
from sco_cli.models.factbase import FactBase
from sco_cli.queries.filters import Filters, select
from sco_cli.reports.columns import last_id_column, source_column
from sco_cli.reports.facts_listing import describe_filters
from sco_cli.reports.records import SourceRow, empty_record, to_record
from sco_cli.reports.report import Column, Report, listing, spans
from sco_cli.text import count_noun

COUNTS = ("states", "bears_on", "series", "status", "other")
"""The keys that count what rests on a source; `other` is the sum of all but `states`."""


def report(base: FactBase, countries: tuple[str, ...] = ()) -> Report:
    """Every source with the number of facts that it states and of its other uses.

    Other uses are facts that it bears on, official series, and steps in the status of countries. With `countries`, only
    what concerns these countries is counted.
    """
    filters = Filters(country=countries)
    facts = select(base, base.facts, filters)
    states = Counter(evidence.source for fact in facts for evidence in fact.evidence if evidence.stance == "states")
    bears_on = Counter(evidence.source for fact in facts for evidence in fact.evidence if evidence.stance != "states")
    series = Counter(series.source for series in select(base, base.series, filters))
    status = Counter(step.source for country in select(base, base.countries, filters) for step in country.status)
    used = states | bears_on | series | status
    rows = []
    for source in base.sources:
        if source.id in used or not countries:
            counts = [counter[source.id] for counter in (states, bears_on, series, status)]
            record = to_record(base, source) | dict(zip(COUNTS, [*counts, sum(counts[1:])], strict=True))
            rows.append(SourceRow(source, record))
    columns: tuple[Column[SourceRow], ...] = (
        source_column(),
        Column("states", "states", align="right"),
        Column("other", "other", align="right"),
        last_id_column(),
    )
    template = empty_record(base, "source") | dict.fromkeys(COUNTS)
    title = spans(count_noun(len(rows), "source"), describe_filters(base, filters, "for"))
    return listing(title, columns, rows, "no source on record", template)


@expand_options()
def command(
    *,
    country: CountryOption = None,
    table: TableOptions,
    facts: FactsOption = None,
    format: FormatOption = "table",
) -> None:
    """List the sources and what rests on each.

    \b
    Examples:
      sco sources
      sco sources --format json
    """
    base = open_base(facts)
    write_report(report(base, resolve_names(base, "country", country)), format, table)
