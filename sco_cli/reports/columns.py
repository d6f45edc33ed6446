"""Columns and tables that several commands show, and the texts in them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from sco_cli.models.factbase import FactBase
from sco_cli.queries import lookup
from sco_cli.queries.titles import countries_suffix
from sco_cli.reports.records import FactRow, FigureRow, SourceRow
from sco_cli.reports.report import Column, Role, Row, Span, Table, Text, spans
from sco_cli.reports.sources import publisher_and_date

if TYPE_CHECKING:
    pass


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
