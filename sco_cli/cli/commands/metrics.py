"""`sco metrics`: what is measured."""

from __future__ import annotations

from sco_cli.cli.filters import resolve_names
from sco_cli.cli.option_groups import TableOptions, expand_options
from sco_cli.cli.options import BomOption, CountryOption, FactsOption, FormatOption
from sco_cli.cli.output import write_report
from sco_cli.loading.cache import open_base
from sco_cli.reports.metrics_listing import metrics_listing


@expand_options()
def command(
    *,
    country: CountryOption = None,
    table: TableOptions,
    facts: FactsOption = None,
    format: FormatOption = "table",
    bom: BomOption = False,
) -> None:
    """List the metrics.

    \b
    Examples:
      sco metrics
      sco metrics --format json
      sco metrics --country KZ
    """
    base = open_base(facts)
    write_report(metrics_listing(base, resolve_names(base, "country", country)), format, table, bom=bom)
