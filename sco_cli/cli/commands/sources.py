"""`sco sources`: what the facts rest on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sco_cli.cli.filters import resolve_filters
from sco_cli.cli.options import ColumnsOption, CountryOption, FactsOption, FormatOption, LimitOption, SortOption
from sco_cli.cli.output import write_report
from sco_cli.loading.cache import open_base
from sco_cli.models.factbase import FactBase
from sco_cli.queries import filters
from sco_cli.reports.columns import describe_filters, id_column, source_column
from sco_cli.reports.records import empty_record, to_records
from sco_cli.reports.report import Column, Report, listing, spans
from sco_cli.text import count_noun


def report(base: FactBase, countries: Sequence[str] = ()) -> Report:
    """Every source with how many facts it states, and what else rests on it, of all countries or of those given.

    That is, other facts that it bears on, official series, and steps of countries' status.
    """
    facts = filters.select(base.facts, country=countries)
    states = Counter(one.source for fact in facts for one in fact.evidence if one.stance == "states")
    others = Counter(one.source for fact in facts for one in fact.evidence if one.stance != "states")
    lines = Counter(line.source for line in filters.select(base.series, country=countries))
    steps = Counter(
        step.source for one in base.countries if one.code in countries or not countries for step in one.status
    )
    used = states | others | lines | steps
    records = to_records(base, (source for source in base.sources if source.id in used or not countries))
    for row in records:
        source = row["id"]
        row |= {"states": states[source], "bears_on": others[source], "series": lines[source], "status": steps[source]}
        row["other"] = row["bears_on"] + row["series"] + row["status"]
    columns = (
        id_column(),
        source_column(base),
        Column("states", "states", align="right"),
        Column("other", "other", align="right"),
    )
    shape = empty_record(base, "source") | {
        "states": None,
        "bears_on": None,
        "series": None,
        "status": None,
        "other": None,
    }
    title = spans(count_noun(len(records), "source"), describe_filters(base, {"country": countries}, "for"))
    return listing(title, columns, records, "no source on record", shape)


def command(
    country: CountryOption = None,
    sort: SortOption = None,
    limit: LimitOption = None,
    columns: ColumnsOption = None,
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
    write_report(report(base, resolve_filters(base, country=country)["country"]), format, sort, limit, columns)
