"""`sco show ID`: one record in full."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from sco_cli.citations.references import is_citable
from sco_cli.cli.completion import complete_ids
from sco_cli.cli.options import BomOption, FactsOption, FormatOption
from sco_cli.cli.output import write_report
from sco_cli.loading.cache import open_base
from sco_cli.models.date_words import date_words
from sco_cli.models.factbase import FactBase, is_fact
from sco_cli.models.json_values import JsonRecord, to_json
from sco_cli.models.references import REFERENCES, iter_references
from sco_cli.models.vocabulary import NUMBER_KEYS
from sco_cli.queries.filters import candidates
from sco_cli.queries.lookup import find_record
from sco_cli.queries.titles import record_title
from sco_cli.reports.columns import command_span, country_span, facts_table, show_command, standing_text, status_text
from sco_cli.reports.fact_fields import FieldRows, gauge_maxima, not_stated_text, number_fields
from sco_cli.reports.records import FactRow, FigureRow, empty_record, fact_row, fact_rows, to_record
from sco_cli.reports.report import (
    Block,
    Column,
    Fields,
    Heading,
    Paragraph,
    Report,
    RowRecords,
    Span,
    Table,
    Text,
    Title,
    join_spans,
    spans,
)
from sco_cli.reports.sources import deep_link, locator_span, publisher_and_date

if TYPE_CHECKING:
    from sco_cli.models.facts import AnyRecord, Evidence, Fact

STANCES = {
    "states": "Stated by",
    "contradicts": "Contradicted by",
    "refines": "Clarified by",
    "corroborates": "Corroborated by",
    "repeats": "Republished by (same origin)",
    "context": "Context",
}
"""The stances in the order in which evidence is shown, each with its heading."""

STANCE_VERBS = {"refines": "clarifies", "repeats": "republishes"}
"""The stances for which a screen has another verb."""

KINDS_WITH_COMMAND = ("country", "metric")
"""The kinds of record that have a command of their own, which shows more."""

FIELDS = (
    "summary",
    "speaker",
    "role",
    "stage",
    "area",
    "areas",
    "organization",
    "organizations",
    "places",
    "place",
    "period",
    "attribution",
    "note",
)
"""The fields of facts that are shown unchanged, in this order; other fields of a kind follow."""

LABELS = {
    "attribution": "attributed to",
    "wording": "quotation",
    "via": "carried by",
    "url": "address",
    "source_kind": "kind",
    "place_kind": "kind",
    "points": "values",
}
"""The fields that a screen calls by other words than a fact base."""

DATES = ("period", "published", "accessed", "since")
"""The fields that hold a date or a period."""

SHOWN_ELSEWHERE = (
    "id",
    "name",
    "countries",
    "countries_open",
    "metric",
    "project",
    "inferred",
    "evidence",
    *NUMBER_KEYS,
)
"""The fields of facts that are shown in the title, as numbers or as evidence."""


def report(base: FactBase, item: AnyRecord) -> Report:
    """A fact with all its evidence, or another record with all facts that refer to it; and how to cite it."""
    shown = record_report(base, item)
    if not is_citable(item):
        return shown
    cite = Paragraph(spans("Cite it: ", command_span(base, "cite", item.id)))
    return shown._replace(blocks=(*shown.blocks, cite))


def record_report(base: FactBase, item: AnyRecord) -> Report:
    """The same without how to cite it."""
    return _fact(base, item) if is_fact(item) else _other(base, item)


def _fact(base: FactBase, fact: Fact) -> Report:
    row = fact_row(base, fact)
    fields: FieldRows = []
    if isinstance(row, FigureRow):
        fields += number_fields(row, gauge_maxima(base, [row])[row.fact.metric])
    if fact.countries:
        names = join_spans([country_span(base, code) for code in fact.countries])
        others = " and others that the source does not name" if fact.countries_open else ""
        fields.append(("countries", spans(names, others)))
    fields += _field_rows(base, fact)
    if fact.not_stated:
        fields.append(("not stated", not_stated_text(fact)))
    blocks: list[Block] = [
        Title(spans(row.whole_title), standing_text(row.standing)),
        Paragraph(spans(f"{fact.kind} ", Span(fact.id, "accent", record=fact.id), *_part_of(fact))),
        Fields(tuple(fields)),
    ]
    for stance, heading in STANCES.items():
        evidence_list = [evidence for evidence in fact.evidence if evidence.stance == stance]
        if evidence_list:
            blocks.append(Heading(spans(heading)))
            blocks += [Fields(tuple(_evidence_rows(base, evidence))) for evidence in evidence_list]
    figures = [figure for figure in candidates(base.figures, [fact.id]) if figure.project == fact.id]
    if figures:
        table = facts_table(fact_rows(base, figures), "figure", known=fact.countries)
        blocks += [Heading(spans("Figures")), table]
    return Report(tuple(blocks), RowRecords([row]), lambda: row.record, empty_record(base, fact.kind))


def _field_rows(base: FactBase, fact: Fact) -> FieldRows:
    """The fields of a fact in words; ids of other records with their titles."""
    rows: FieldRows = []
    others = (name for name in base.fields[fact.kind] if name not in (*FIELDS, *SHOWN_ELSEWHERE))
    for name in (*FIELDS, *others):
        value = getattr(fact, name, None)
        if not value:
            continue
        inferred = Span(" (inferred)" if name in fact.inferred else "", "dim")
        if name in REFERENCES:
            names = [_named(base, record_id) for record_id in ([value] if isinstance(value, str) else value)]
            rows.append((name.replace("_", " "), spans(join_spans(names, "; "), inferred)))
        else:
            rows += [(label, spans(*text, inferred)) for label, text in _value_rows(base, name, to_json(value))]
    return rows


def _named(base: FactBase, record_id: str) -> Span:
    """The title and id of a record that a fact refers to."""
    return Span(f"{record_title(base, base.get(record_id))} ({record_id})", record=record_id)


def _part_of(fact: Fact) -> Text:
    """The project that a figure is part of; empty for other facts."""
    project: str | None = getattr(fact, "project", None)
    return spans(", part of ", Span(project, record=project)) if project else ()


def _evidence_rows(base: FactBase, evidence: Evidence) -> FieldRows:
    source = base.source(evidence.source)
    link = deep_link(source, evidence.wording)
    rows: FieldRows = [
        ("source", spans(locator_span(base, evidence), Span(f" ({source.id})", "dim", record=source.id)))
    ]
    if evidence.wording:
        rows.append(("quotation", spans(Span(f'"{evidence.wording}"', link=link))))
    if evidence.note:
        rows.append(("note", spans(evidence.note)))
    if evidence.figure:
        rows.append(("figure", show_command(base, evidence.figure)))
    if link:
        rows.append(("address", spans(Span(link, "accent", link))))
    return rows


def _other(base: FactBase, item: AnyRecord) -> Report:
    """A source, country, organization, place, area, metric or series, with the facts that refer to it."""
    view = to_record(base, item)
    facts = [
        fact
        for fact in candidates(base.facts, [item.id])
        if any(target == item.id for _, _, target in iter_references(fact))
    ]
    hidden = ("kind", "id", "code", "name", "title")
    stated = {name: value for name, value in view.items() if name not in hidden and (value or _is_integer(value))}
    fields: FieldRows = [
        row
        for name, value in stated.items()
        for row in ([(name, _linked(value))] if name in REFERENCES else _value_rows(base, name, value))
    ]
    if item.kind == "source":
        fields += _dependent_rows(base, item.id)
    if item.kind in KINDS_WITH_COMMAND:
        fields.append(("more", spans(command_span(base, item.kind, item.id, record=item.id))))
    blocks: list[Block] = [
        Title(spans(record_title(base, item))),
        Paragraph(spans(f"{item.kind} ", Span(item.id, "accent"))),
        *([Fields(tuple(fields))] if fields else []),
    ]
    if facts:
        table = facts_table(fact_rows(base, facts), "fact")
        blocks.append(_with_stance(table, item.id) if item.kind == "source" else table)
    view["facts"] = [fact.id for fact in facts]
    return Report(tuple(blocks), [view], lambda: view, empty_record(base, item.kind) | {"facts": None})


def _linked(value: str | Sequence[str]) -> Text:
    """Ids of records that a record refers to."""
    return join_spans(
        [Span(record_id, record=record_id) for record_id in ([value] if isinstance(value, str) else value)]
    )


def _is_integer(value: object) -> bool:
    """Whether the value is an integer, which is shown even if it is 0, such as the minimum of a metric."""
    return isinstance(value, int) and not isinstance(value, bool)


def _dependent_rows(base: FactBase, source: str) -> FieldRows:
    """What else rests on a source beside facts: official series by metric, and steps of countries' status."""
    series = Counter(series.metric for series in candidates(base.series, [source]) if series.source == source)
    rows: FieldRows = [
        ("series", spans(f"{count}, for the metric ", Span(metric, "accent", record=metric)))
        for metric, count in series.items()
    ]
    steps: dict[str, list[str]] = {}
    for country in base.countries:
        for step in country.status:
            if step.source == source:
                steps.setdefault(f"{status_text(step.status)} since {date_words(step.since)}", []).append(country.code)
    rows += [
        ("status", spans(f"{status}: ", join_spans([Span(code, record=code) for code in codes])))
        for status, codes in steps.items()
    ]
    return rows


def _with_stance(table: Table[FactRow], source: str) -> Table[FactRow]:
    """The table of facts with the stances of a source, which may well contradict one of them."""

    def stances(row: FactRow) -> Text:
        stances = (evidence.stance for evidence in row.fact.evidence if evidence.source == source)
        return spans(", ".join(dict.fromkeys(STANCE_VERBS.get(stance, stance) for stance in stances)))

    *columns, standing, record_id = table.columns
    stance: Column[FactRow] = Column("stance", "this source", stances, may_move=True)
    return Table((*columns, stance, standing, record_id), table.rows)


def _status_step(base: FactBase, step: JsonRecord) -> Text:
    """A step in the history of a country's status: "member since 15 June 2001 (Kazinform, 8 June 2017). The first."."""
    source = Span(f" ({publisher_and_date(base.source(step['source']))})", "dim", record=step["source"])
    note = f". {step['note']}" if step["note"] else None
    return spans(f"{status_text(step['status'])} since {date_words(step['since'])}", source, note)


def _author_name(author: JsonRecord) -> str:
    """The name of an author: "van Gogh, Jr., Vincent", or that of a body."""
    family = " ".join(filter(None, (author["particle"], author["family"])))
    return author["name"] or ", ".join(filter(None, (family, author["suffix"], author["given"])))


def _value_rows(base: FactBase, name: str, value: object) -> Sequence[tuple[str, Text]]:
    """A JSON value in words; a line for each item of a list of records or notes."""
    label = LABELS.get(name, name.replace("_", " "))
    if name in DATES:
        return [(label, spans(date_words(str(value))))]
    if name == "history" and isinstance(value, list):
        return [(label, _status_step(base, step)) for step in value]
    if name == "authors" and isinstance(value, list):
        return [(label, spans(_author_name(author))) for author in value]
    if name == "url":  # the only field that is validated as an address
        return [(label, spans(Span(str(value), "accent", str(value))))]
    if isinstance(value, list) and all(isinstance(item, dict) for item in value):
        return [(label, spans(", ".join(str(part) for part in item.values() if part is not None))) for item in value]
    if isinstance(value, list):
        lines = value if name == "notes" else [", ".join(map(str, value))]
        return [(label, spans(line)) for line in lines]
    if isinstance(value, dict):
        return [(label, spans(", ".join(f"{key} {item}" for key, item in value.items())))]
    return [(label, spans("yes" if value is True else str(value)))]


def command(
    id: Annotated[
        str, typer.Argument(metavar="ID", help="Id, code, name or alias of a record.", autocompletion=complete_ids())
    ],
    facts: FactsOption = None,
    format: FormatOption = "table",
    bom: BomOption = False,
) -> None:
    """Show one record in full, with all evidence.

    \b
    Examples:
      sco show kg-internet-penetration
      sco show eid-2025-08-28
      sco show huawei
    """
    base = open_base(facts)
    write_report(report(base, find_record(base, id)), format, bom=bom)
