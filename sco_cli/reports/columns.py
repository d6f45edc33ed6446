"""What listings share: columns, tables of facts, and titles that repeat the filters."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from sco_cli.models.factbase import FactBase
from sco_cli.queries import lookup
from sco_cli.queries.filters import Filters, count_undated, select
from sco_cli.queries.titles import countries_suffix
from sco_cli.reports.records import FactRow, FigureRow, SourceRow, empty_record, fact_rows
from sco_cli.reports.report import Column, Report, Role, Row, Span, Table, Text, listing, spans
from sco_cli.reports.sources import publisher_and_date
from sco_cli.text import count_noun

if TYPE_CHECKING:
    from sco_cli.models.facts import Fact


def facts_listing(
    base: FactBase, facts: Sequence[Fact], filters: Filters, *, kinds: Sequence[str], noun: str, preposition: str
) -> Report:
    """The facts that pass the filters, with id, title and standing; with their kind if there are several kinds.

    `noun` is what a fact is called, `preposition` stands between the count and the countries: "in", "about".
    """
    selected = select(facts, filters)
    columns: list[Column[FactRow]] = [id_column(), title_column(noun, single_country(filters)), standing_column()]
    if kinds == ["project"]:
        columns.insert(2, stage_column())
    if len(kinds) > 1:
        columns.insert(1, Column("kind", "kind"))
    undated = count_undated(facts, filters)
    title = spans(
        count_noun(len(selected), noun),
        describe_filters(base, filters, preposition),
        Span(f"; {undated} without a period left out" if undated else "", "dim"),
    )
    rows = fact_rows(base, selected)
    return listing(title, columns, rows, f"no {noun} on record matches", empty_record(base, *kinds))


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


def country_label(base: FactBase, code: str) -> str:
    """Name and code of a country: "Kazakhstan (KZ)"."""
    return lookup.label(base.country(code))


def show_command(record_id: str) -> Text:
    """The command that shows a record in full."""
    return spans(Span(f"sco show {record_id}", "accent"))


def status_text(status: str | None) -> str:
    """A status in words: "dialogue partner"; "none" without one."""
    return (status or "none").replace("-", " ")


def standing_text(standing: str) -> Text:
    """A standing, in the role of its kind."""
    role: Role = "contested" if standing == "contested" else "plain"
    return spans(Span(standing, role))


def id_column(header: str = "id") -> Column[Row]:
    """The column of ids, with which every listing can be followed up."""
    return Column("id", header, lambda row: spans(Span(row.record["id"], "accent")))


def source_column() -> Column[SourceRow]:
    """The column of publishers and dates of sources."""
    return Column("publisher", "source", lambda row: spans(publisher_and_date(row.source)), no_wrap=False)


def title_column(header: str, known: Collection[str] = ()) -> Column[FactRow]:
    """The column of titles, with the countries of each fact unless they are the `known` ones."""

    def show(row: FactRow) -> Text:
        fact = row.fact
        is_known = set(fact.countries) == set(known) and not fact.countries_open
        countries = () if is_known else fact.countries
        if isinstance(row, FigureRow):
            title, suffix = row.title.text(countries), ""
        else:
            title, suffix = row.record["title"], countries_suffix(countries, is_open=fact.countries_open)
        return spans(title, Span(suffix, "dim"))

    return Column("title", header, show, no_wrap=False)


def stage_column() -> Column[FactRow]:
    """The column of the stages of projects."""
    return Column("stage", "stage", lambda row: spans(row.record["stage"] or Span("not stated", "dim")))


def standing_column() -> Column[FactRow]:
    """The column of standings."""
    return Column("standing", "standing", lambda row: standing_text(row.standing))


def facts_table(rows: Sequence[FactRow], header: str, known: Collection[str] = ()) -> Table[FactRow]:
    """Facts by id, title and standing; projects with their stage too."""
    stage = [stage_column()] if all(row.fact.kind == "project" for row in rows) else []
    return Table((id_column(), title_column(header, known), *stage, standing_column()), rows)
