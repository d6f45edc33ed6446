"""`sco projects`: projects and initiatives, which are facts of one kind."""

from __future__ import annotations

from sco_cli.cli.filters import resolve_filters
from sco_cli.cli.option_groups import FilterOptions, TableOptions, expand_options
from sco_cli.cli.options import BomOption, FactsOption, FormatOption
from sco_cli.cli.output import write_report
from sco_cli.loading.cache import open_base
from sco_cli.models.factbase import FactBase
from sco_cli.queries.filters import Filters
from sco_cli.reports.facts_listing import facts_listing
from sco_cli.reports.report import Report


def report(base: FactBase, filters: Filters) -> Report:
    """The projects that pass the filters, with who takes part, stage, standing and id."""
    return facts_listing(base, base.projects, filters, kinds=["project"], noun="project", preposition="in")


@expand_options(without=("kind", "speaker", "metric", "value", "may"))
def command(
    filters: FilterOptions,
    table: TableOptions,
    facts: FactsOption = None,
    format: FormatOption = "table",
    bom: BomOption = False,
) -> None:
    """List projects and initiatives.

    \b
    Examples:
      sco projects
      sco projects --country KZ
      sco projects --country Uzbekistan --stage trial
    """
    base = open_base(facts)
    write_report(report(base, resolve_filters(base, filters)), format, table, bom=bom)
