"""`sco metrics`: what is measured."""

from __future__ import annotations

from sco_cli.answering import emit, resolved
from sco_cli.listings import metrics_listing
from sco_cli.opening import open_base
from sco_cli.options import ColumnsOption, CountryOption, FactsOption, FormatOption, LimitOption, SortOption


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
    emit(metrics_listing(base, resolved(base, country=country)["country"]), format, sort, limit, columns)
