"""Columns and tables that several commands show, and the texts in them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from sco_cli.models.date_words import date_words
from sco_cli.models.factbase import FactBase
from sco_cli.models.vocabulary import STANDING_WORDS, Standing
from sco_cli.queries import lookup
from sco_cli.queries.commands import command_text
from sco_cli.queries.titles import countries_suffix
from sco_cli.reports.records import FactRow, FigureRow, SourceRow
from sco_cli.reports.report import Column, Role, Row, RowT, Span, Table, Text, join_spans, spans
from sco_cli.reports.sources import short_authors, source_span
from sco_cli.text import count_noun, join_names

if TYPE_CHECKING:
    from sco_cli.models.facts import Fact

MAX_PUBLISHERS = 2
"""The number of publishers that are named of those that contradict a fact."""


def country_label(base: FactBase, code: str) -> str:
    """Name and code of a country: "Kazakhstan (KZ)"."""
    return lookup.label(base.country(code))


def country_span(base: FactBase, code: str) -> Span:
    """The label of a country, which names its record."""
    return Span(country_label(base, code), record=code)


def command_span(base: FactBase, *words: str, record: str | None = None) -> Span:
    """A command that asks the same base; `record` is the id of the record that it shows."""
    return Span(command_text(base, *words), "accent", record=record)


def show_command(base: FactBase, record_id: str) -> Text:
    """The command that shows a record in full."""
    return spans(command_span(base, "show", record_id, record=record_id))


def status_text(status: str | None) -> str:
    """A status in words: "dialogue partner"; "none" without one."""
    return (status or "none").replace("-", " ")


def standing_text(standing: str) -> Text:
    """A standing in words, in the role of its kind."""
    role: Role = "contested" if standing == "contested" else "plain"
    return spans(Span(STANDING_WORDS[standing], role))


def standing_counts(standings: Mapping[Standing, int]) -> str:
    """How many facts have each standing that any has: "2 contested, 38 single source"."""
    return ", ".join(f"{count} {STANDING_WORDS[standing]}" for standing, count in standings.items() if count)


def id_column(header: str = "id") -> Column[Row]:
    """The column of ids, with which every listing can be followed up."""
    return Column("id", header, lambda row: _id_text(row.record["id"], "accent"))


def name_column(header: str) -> Column[Row]:
    """The column of names of records."""
    return Column("name", header, lambda row: spans(Span(row.record["name"], record=row.record["id"])), no_wrap=False)


def source_column() -> Column[SourceRow]:
    """The column of publishers and dates of sources, with the authors of those that have some."""

    def show(row: SourceRow) -> Text:
        authors = short_authors(row.source)
        return spans(f"{authors}, " if authors else None, source_span(row.source))

    return Column("publisher", "source", show, no_wrap=False)


def last_id_column(id_of: Callable[[RowT], str] = lambda row: row.record["id"]) -> Column[RowT]:
    """The column of ids where they stand last, because the reader needs an id only to ask for more.

    `id_of` returns the id of a row; by default that of its record.
    """
    return Column("id", "id", lambda row: _id_text(id_of(row), "dim"), may_move=True)


def _id_text(record_id: str, role: Role) -> Text:
    return spans(Span(record_id, role, record=record_id))


def _fact_id_column() -> Column[FactRow]:
    """The same column for facts, whose records need not be made for it."""
    return last_id_column(lambda row: row.fact.id)


def facts_columns(rows: Sequence[FactRow], header: str, known: Collection[str] = ()) -> tuple[Column[FactRow], ...]:
    """The columns of facts: what it is, the number, when, standing and id; without those that no row has.

    Titles name the countries of each fact unless they are the `known` ones.
    """
    columns = [_subject_column(header, known)]
    if any(isinstance(row, FigureRow) for row in rows):
        columns.append(Column("value", "value", _value, no_wrap=False, align="right"))
    if any(_when(row) for row in rows):
        columns.append(Column("period", "when", _when, no_wrap=False, may_move=True))
    return (*columns, _standing_column(), _fact_id_column())


def facts_table(rows: Sequence[FactRow], header: str, known: Collection[str] = ()) -> Table[FactRow]:
    """Facts in the columns of `facts_columns`; projects in those of `projects_columns`, without who takes part."""
    if not all(row.fact.kind == "project" for row in rows):
        return Table(facts_columns(rows, header, known), rows)
    return Table((_subject_column(header, known), _stage_column(), _standing_column(), _fact_id_column()), rows)


def projects_columns(base: FactBase, known: Collection[str] = ()) -> tuple[Column[FactRow], ...]:
    """The columns of projects: what it is, who takes part, stage, standing and id."""

    def participants(row: FactRow) -> Text:
        stated: str | Span = ", ".join(organization_names(base, row)) or Span("not stated", "dim")
        return spans(stated, Span(_countries(row, known), "dim"))

    return (
        Column("title", "project", lambda row: spans(Span(row.whole_title, record=row.fact.id)), no_wrap=False),
        Column("organizations", "participants", participants, no_wrap=False),
        _stage_column(),
        _standing_column(),
        _fact_id_column(),
    )


def organization_names(base: FactBase, row: FactRow) -> list[str]:
    """The names of the organizations that take part in a project."""
    return [base.organization(record_id).name for record_id in getattr(row.fact, "organizations", ())]


def _subject_column(header: str, known: Collection[str]) -> Column[FactRow]:
    """The column of titles without the numbers and periods, which other columns show."""

    def show(row: FactRow) -> Text:
        title = row.title.subject if isinstance(row, FigureRow) else row.whole_title
        return spans(Span(title, record=row.fact.id), Span(_countries(row, known), "dim"))

    def show_with(missing: Collection[str], row: FactRow) -> Text:
        if not isinstance(row, FigureRow):
            return show(row)
        period = f", {date_words(row.fact.period)}" if row.fact.period else None
        return spans(show(row), row.title.numbers() if "value" in missing else period)

    return Column("title", header, show, no_wrap=False, rest=("value", "period"), show_with=show_with)


def _countries(row: FactRow, known: Collection[str]) -> str:
    """The countries of a fact, to stand after a text: " (KZ and CN)"; empty if they are the known ones."""
    fact = row.fact
    if set(fact.countries) == set(known) and not fact.countries_open:
        return ""
    if isinstance(row, FigureRow):
        return row.title.suffix(fact.countries)
    return countries_suffix(fact.countries, is_open=fact.countries_open)


def _value(row: FactRow) -> Text:
    return spans(row.levels.short_text() if isinstance(row, FigureRow) else None)


def _when(row: FactRow) -> Text:
    """The period of a fact; a figure that is planned is marked "forecast"."""
    is_forecast = isinstance(row, FigureRow) and row.fact.stage == "planned"
    period = [date_words(row.fact.period, short=True)] if row.fact.period else []
    return join_spans([*period, *([Span("forecast", "dim")] if is_forecast else [])], ", ")


def _stage_column() -> Column[FactRow]:
    def stage(row: FactRow) -> Text:
        stated = getattr(row.fact, "stage", None)
        return spans(stated.replace("-", " ") if stated else Span("not stated", "dim"))

    return Column("stage", "stage", stage, may_move=True)


def contested_by(base: FactBase, fact: Fact) -> str:
    """The publishers that contradict a fact: "Gazette", "AFP, Bodi Group and 2 others"."""
    sources = [base.source(evidence.source) for evidence in fact.evidence if evidence.stance == "contradicts"]
    publishers = list(dict.fromkeys(source.publisher for source in sources))
    names = publishers[:MAX_PUBLISHERS]
    if len(publishers) > MAX_PUBLISHERS:
        names.append(count_noun(len(publishers) - MAX_PUBLISHERS, "other"))
    return join_names(names)


def under_standing(
    base: FactBase, columns: Sequence[Column[FactRow]], standing: str | None
) -> tuple[Column[FactRow], ...]:
    """The columns of facts under a heading that names the standing of all of them.

    Contested facts have who contradicts them in place of the standing.
    """

    def show(row: FactRow) -> Text:
        return spans(Span(contested_by(base, row.fact), "contested"))

    who = Column[FactRow]("standing", "contested by", show, no_wrap=False, may_move=True)
    instead = [who] if standing == "contested" else []
    return tuple(shown for column in columns for shown in (instead if column.key == "standing" else [column]))


def _standing_column() -> Column[FactRow]:
    return Column("standing", "standing", lambda row: standing_text(row.standing), may_move=True)
