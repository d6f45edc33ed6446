"""`sco facts`: every fact of every kind."""

from __future__ import annotations

from typing import Annotated

import typer

from sco_cli.cli.completion import complete_choices
from sco_cli.cli.filters import resolve_filters
from sco_cli.cli.option_groups import FilterOptions, TableOptions, expand_options
from sco_cli.cli.options import BomOption, FactsOption, FormatOption, choice
from sco_cli.cli.output import write_report
from sco_cli.loading.cache import open_base
from sco_cli.models.factbase import FactBase
from sco_cli.queries.filters import Filters
from sco_cli.reports.fact_groups import GROUPINGS, group_facts
from sco_cli.reports.facts_listing import facts_listing
from sco_cli.reports.report import Report
from sco_cli.reports.table_options import apply_table_options


def report(base: FactBase, filters: Filters) -> Report:
    """The facts that pass the filters, with number, period, standing and id."""
    return facts_listing(base, base.facts, filters, kinds=base.fact_kinds, noun="fact", preposition="about")


@expand_options()
def command(
    *,
    filters: FilterOptions,
    by: Annotated[
        str | None,
        typer.Option(
            "--by",
            metavar="GROUP",
            help="Group the facts under headings by metric, country, standing or source.",
            callback=choice("grouping", GROUPINGS),
            autocompletion=complete_choices(GROUPINGS),
        ),
    ] = None,
    table: TableOptions,
    facts: FactsOption = None,
    format: FormatOption = "table",
    bom: BomOption = False,
) -> None:
    """List facts of every kind.

    \b
    Examples:
      sco facts --standing contested
      sco facts --metric internet-penetration --value "over 50%"
      sco facts --country EG --by standing
    """
    base = open_base(facts)
    listing = apply_table_options(
        report(base, resolve_filters(base, filters)), table.sort, table.limit, table.column_names()
    )
    write_report(group_facts(base, listing, by) if by else listing, format, bom=bom)
