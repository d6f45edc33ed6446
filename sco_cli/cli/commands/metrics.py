"""`sco metrics`: what is measured."""

from __future__ import annotations

from sco_cli.cli.filters import resolve_names
from sco_cli.cli.option_groups import TableOptions, expand_options
from sco_cli.cli.options import BomOption, CountryOption, FactsOption, FormatOption
from sco_cli.cli.output import write_report
from sco_cli.formats.registry import TITLED_FORMATS
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

    They are sorted by name, and in machine-readable formats in the order of the base.

    \b
    Examples:
      sco metrics
      sco metrics --format json
      sco metrics --country KZ
    """
    base = open_base(facts)
    listing = metrics_listing(base, resolve_names(base, "country", country), by_name=format in TITLED_FORMATS)
    write_report(listing, format, table, bom=bom)
