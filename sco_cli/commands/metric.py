"""`sco metric ID`: every figure of a metric, before and after, in the strength of its source."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Annotated

import typer

from sco_cli import comparison, lookup, record, selection
from sco_cli.factbase import FactBase
from sco_cli.options import CountryOption, FactsOption, FormatOption, country_codes, emit, open_base
from sco_cli.parts import as_records, country_name, metrics_listing, more, number_rows, source_rows, standing_text
from sco_cli.report import Block, Fields, Heading, Prose, Report, Span, Title, text

if TYPE_CHECKING:
    from sco_cli.models import Figure, Metric

BETTER = {"higher": " Higher is better.", "lower": " Lower is better.", None: ""}


def report(base: FactBase, metric: Metric, countries: Collection[str] = ()) -> Report:
    """The figures of the metric, one part each, of all countries or of those asked for."""
    figures = selection.select(base.figures, metric=[metric.id], country=countries)
    records = as_records(base, figures)
    blocks: list[Block] = [
        Title(text(metric.name), text(Span(metric.unit or "changes only, no unit stated", "dim"))),
        Prose(text(f"{metric.definition}.{BETTER[metric.better]}")),
    ]
    for figure in figures:
        blocks += [Heading(_place(base, figure), standing_text(comparison.standing(figure))), _fields(base, figure)]
    if not figures:
        blocks.append(Prose(text(Span("no figure on record matches", "dim"))))
    return Report(tuple(blocks), records, record.as_record(base, metric) | {"figures": records})


def _place(base: FactBase, figure: Figure) -> tuple[Span, ...]:
    """The countries of a figure, or the organizations, or the SCO as a whole."""
    names = [country_name(base, code) for code in figure.countries]
    names = names or [base.get(organization).name for organization in figure.organizations]
    return text(", ".join(names) or "The organization as a whole", " and others" if figure.countries_open else "")


def _fields(base: FactBase, figure: Figure) -> Fields:
    rows = number_rows(base, figure) + source_rows(base, figure)
    return Fields((*rows, ("more", more(figure.id))))


def command(
    metric: Annotated[str | None, typer.Argument(metavar="[METRIC]", help="Id, name or alias; none lists all.")] = None,
    country: CountryOption = None,
    facts: FactsOption = None,
    format: FormatOption = "table",
) -> None:
    """Compare before and after: every figure of a metric, and the change that follows from it.

    \b
    Examples:
      sco metric internet-penetration
      sco metric transport-cost --country MN
      sco metric
    """
    base = open_base(facts)
    codes = country_codes(base, country)
    if metric is None:
        emit(metrics_listing(base), format)
    else:
        emit(report(base, lookup.find(base, "metric", metric), codes), format)
