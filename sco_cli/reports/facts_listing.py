"""The listing of facts that pass filters, and the description of filters in titles."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from sco_cli.models.factbase import FactBase
from sco_cli.queries.filters import Filters, count_undated, select
from sco_cli.reports.brief import brief_record
from sco_cli.reports.columns import country_label, id_column, stage_column, standing_column, title_column
from sco_cli.reports.records import FactRow, empty_record, fact_rows
from sco_cli.reports.report import Column, Report, Span, listing, spans
from sco_cli.text import count_noun

if TYPE_CHECKING:
    from sco_cli.models.facts import Fact


def facts_listing(
    base: FactBase, facts: Sequence[Fact], filters: Filters, *, kinds: Sequence[str], noun: str, preposition: str
) -> Report:
    """The facts that pass the filters, with id, title and standing; with their kind if there are several kinds.

    `noun` is what a fact is called, `preposition` stands between the count and the countries: "in", "about".
    """
    selected = select(base, facts, filters)
    columns: list[Column[FactRow]] = [id_column(), title_column(noun, single_country(filters)), standing_column()]
    if kinds == ["project"]:
        columns.insert(2, stage_column())
    if len(kinds) > 1:
        columns.insert(1, Column("kind", "kind"))
    undated = count_undated(base, facts, filters)
    title = spans(
        count_noun(len(selected), noun),
        describe_filters(base, filters, preposition),
        Span(f"; {undated} without a period left out" if undated else "", "dim"),
    )
    rows = fact_rows(base, selected)
    return listing(
        title, columns, rows, f"no {noun} on record matches", empty_record(base, *kinds), partial(brief_record, base)
    )


def describe_filters(base: FactBase, filters: Filters, preposition: str) -> str:
    """What was asked for, to follow a count: " in Kazakhstan (KZ), stage trial or signed"."""
    countries = " or ".join(country_label(base, code) for code in filters.country)
    parts = [f" {preposition} {countries}" if countries else ""]
    parts += [f"{name} {' or '.join(values)}" for name, values in filters.values().items() if name != "country"]
    parts += [f"{name} {date}" for name, date in (("since", filters.since), ("until", filters.until)) if date]
    return ", ".join(parts)


def single_country(filters: Filters) -> Sequence[str]:
    """The single country filtered for, else empty; titles of facts about it alone leave out its name."""
    return filters.country if len(filters.country) == 1 else ()
