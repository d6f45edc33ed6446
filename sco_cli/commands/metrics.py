"""`sco metrics`: what is measured."""

from __future__ import annotations

from sco_cli.options import FactsOption, FormatOption, emit, open_base
from sco_cli.parts import metrics_listing


def command(facts: FactsOption = None, format: FormatOption = "table") -> None:
    """List what is measured, with how many figures and official series there are.

    \b
    Examples:
      sco metrics
      sco metrics --format json
    """
    emit(metrics_listing(open_base(facts)), format)
