"""`sco metrics`: what is measured."""

from __future__ import annotations

from sco_cli.options import ColumnsOption, FactsOption, FormatOption, LimitOption, SortOption, emit, open_base
from sco_cli.parts import metrics_listing


def command(
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
    emit(metrics_listing(open_base(facts)), format, sort, limit, columns)
