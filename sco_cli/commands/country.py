"""`sco country KZ`: one country at a glance."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sco_cli import citation, comparison, lookup, record, selection
from sco_cli.factbase import FactBase
from sco_cli.options import FactsOption, FormatOption, emit, open_base
from sco_cli.parts import Rows, as_records, country_name, facts_table, more, number_rows, standing_text
from sco_cli.report import Block, Column, Fields, Heading, Prose, Report, Span, Table, Text, Title, text

if TYPE_CHECKING:
    from sco_cli.models import Country, Figure

LISTED = {"project": "Projects", "statement": "Who said what", "event": "Events"}
"""The kinds of fact that a briefing lists in a table, and the heading over each."""


def report(base: FactBase, country: Country) -> Report:
    """A briefing: status, projects, figures, who said what, events, official series, sources."""
    facts = selection.select(base.facts, country=[country.code])
    series = [one for one in base.series if one.country == country.code]
    sources = {evidence.source: base.get(evidence.source) for fact in facts for evidence in fact.evidence}
    view = record.as_record(base, country)
    view["standings"] = dict(comparison.standings(facts))
    for kind in dict.fromkeys(fact.kind for fact in base.facts):
        view[f"{kind}s"] = as_records(base, (fact for fact in facts if fact.kind == kind))
    view |= {"series": as_records(base, series), "sources": as_records(base, sources.values())}

    now = selection.status_on(country)
    status = f"{now.status} since {now.since}" if now else "no status on record"
    blocks: list[Block] = [
        Title(text(country_name(base, country.code)), text(status)),
        Fields(tuple(_head(country, facts))),
    ]
    if not facts:
        blocks.append(Prose(text(Span("no fact on record names this country", "dim"))))
    blocks += _table(base, country, facts, "project")
    figures = [fact for fact in facts if fact.kind == "figure"]
    for figure in figures:
        blocks += [Heading(_name(base, figure), standing_text(comparison.standing(figure))), _numbers(base, figure)]
    blocks += _table(base, country, facts, "statement")
    blocks += _table(base, country, facts, "event")
    if sources:
        column = Column("id", "id", lambda row: text(Span(row["id"], "accent")))
        said = Column("publisher", "source", lambda row: text(citation.imprint(base.get(row["id"]))), whole=False)
        blocks += [Heading(text("Sources")), Table((column, said), view["sources"])]
    return Report(tuple(blocks), as_records(base, facts), view)


def _head(country: Country, facts: list[Any]) -> Rows:
    """The history of the status, earliest first, and the count of facts by standing."""
    rows: Rows = []
    for step in country.status:
        note = Span(f"; {step.note}" if step.note else "", "dim")
        rows.append(("status", text(f"{step.status} since {step.since}", note)))
    counts = comparison.standings(facts)
    if facts:
        rows.append(("facts", text(", ".join(f"{count} {word}" for word, count in counts.items() if count))))
    return rows


def _table(base: FactBase, country: Country, facts: Iterable[Any], kind: str) -> list[Block]:
    chosen = [fact for fact in facts if fact.kind == kind]
    if not chosen:
        return []
    return [Heading(text(LISTED[kind])), facts_table(base, chosen, kind, besides=[country.code])]


def _name(base: FactBase, figure: Figure) -> Text:
    return text(base.get(figure.metric).name)


def _numbers(base: FactBase, figure: Figure) -> Fields:
    said = [evidence for evidence in figure.evidence if evidence.stance == "states"]
    rows = number_rows(base, figure)
    rows += [("said", text(f'"{evidence.wording}", {citation.pinpoint(base, evidence)}')) for evidence in said]
    return Fields((*rows, ("more", more(figure.id))))


def command(
    country: Annotated[str, typer.Argument(metavar="COUNTRY", help="Code, name or alias, in any case.")],
    facts: FactsOption = None,
    format: FormatOption = "table",
) -> None:
    """Brief on one country: status, projects, figures, who said what, sources.

    \b
    Examples:
      sco country KZ
      sco country Kyrgyzstan
      sco country Казахстан --format json
    """
    base = open_base(facts)
    emit(report(base, lookup.find(base, "country", country)), format)
