"""`sco metrics`: what is measured."""

from __future__ import annotations

from sco_cli.cli.filters import resolve_filters
from sco_cli.cli.options import ColumnsOption, CountryOption, FactsOption, FormatOption, LimitOption, SortOption
from sco_cli.cli.output import write_report
from sco_cli.loading.cache import open_base
from sco_cli.reports.columns import metrics_listing


def command(
    country: CountryOption = None,
    sort: SortOption = None,
    limit: LimitOption = None,
    columns: ColumnsOption = None,
    facts: FactsOption = None,
    format: FormatOption = "table",
) -> None:
    """List what is measured.

    \b
    Examples:
      sco metrics
      sco metrics --format json
    """
    base = open_base(facts)
    write_report(metrics_listing(base, resolve_filters(base, country=country)["country"]), format, sort, limit, columns)
