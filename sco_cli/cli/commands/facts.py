"""`sco facts`: every fact of every kind."""

from __future__ import annotations

from sco_cli.cli.filters import resolve_filters
from sco_cli.cli.option_groups import FilterOptions, TableOptions, expand_options
from sco_cli.cli.options import FactsOption, FormatOption
from sco_cli.cli.output import write_report
from sco_cli.loading.cache import open_base
from sco_cli.models.factbase import FactBase
from sco_cli.queries.filters import Filters
from sco_cli.reports.facts_listing import facts_listing
from sco_cli.reports.report import Report


def report(base: FactBase, filters: Filters) -> Report:
    """The facts that pass the filters, with id, kind, title and standing."""
    return facts_listing(base, base.facts, filters, kinds=base.fact_kinds, noun="fact", preposition="about")


@expand_options()
def command(
    filters: FilterOptions,
    table: TableOptions,
    facts: FactsOption = None,
    format: FormatOption = "table",
) -> None:
    """List every fact of every kind.

    \b
    Examples:
      sco facts --standing contested
      sco facts --country EG --published-since 2025 --sort -period
      sco facts --metric internet-penetration --value "over 50 %"
    """
    base = open_base(facts)
    write_report(report(base, resolve_filters(base, filters)), format, table)
