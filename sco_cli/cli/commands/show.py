"""`sco show ID`: one record in full."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Annotated, Any

import typer

from sco_cli.citations import references
from sco_cli.cli.completion import complete_ids
from sco_cli.cli.options import FactsOption, FormatOption
from sco_cli.cli.output import write_report
from sco_cli.loading.cache import open_base
from sco_cli.models.factbase import FactBase, is_fact
from sco_cli.models.json_values import JsonRecord, to_json
from sco_cli.models.references import REFERENCES, iter_references
from sco_cli.queries import lookup
from sco_cli.queries.standing import standing_of
from sco_cli.queries.titles import record_title
from sco_cli.reports.columns import country_name, facts_table, standing_text
from sco_cli.reports.fact_fields import FieldRows, gauge_maxima, number_fields
from sco_cli.reports.records import LEVELS, empty_record, to_record, to_records
from sco_cli.reports.report import Block, Column, Fields, Heading, Paragraph, Report, Span, Table, Text, Title, spans
from sco_cli.reports.sources import deep_link, locator_text

STANCES = {
    "states": "States it",
    "contradicts": "Contradicts",
    "refines": "Refines",
    "corroborates": "Corroborates",
    "repeats": "Repeats (same origin)",
    "context": "Context",
}
"""The stances in the order in which evidence is shown, and the heading over each."""

BRIEFED = ("country", "metric")
"""The kinds of record with a command of their own, which says more."""

FIELDS = (
    "summary",
    "speaker",
    "role",
    "stage",
    "area",
    "areas",
    "organization",
    "organizations",
    "place",
    "period",
    "attribution",
    "note",
)
"""The fields of facts that are shown as they stand, in this order; those that only one kind has come last."""

ELSEWHERE = ("id", "name", "countries", "countries_open", "metric", "project", "inferred", "evidence", *LEVELS)
"""The fields of facts that are shown in the head, as numbers or as evidence."""


def report(base: FactBase, item: Any) -> Report:
    """The record with all its evidence, or with all facts that rest on it or name it; and how to cite it."""
    shown = _fact(base, item) if is_fact(item) else _other(base, item)
    if not references.is_citable(item):
        return shown
    cite = Paragraph(spans("Cite it: ", Span(f"sco cite {item.id}", "accent")))
    return replace(shown, blocks=(*shown.blocks, cite))


def _fact(base: FactBase, fact: Any) -> Report:
    view = to_record(base, fact)
    part_of = f", part of {fact.project}" if getattr(fact, "project", None) else ""
    rows: FieldRows = (
        number_fields(base, fact, gauge_maxima(base, [fact])[fact.metric]) if fact.kind == "figure" else []
    )
    if fact.countries:
        names = ", ".join(country_name(base, code) for code in fact.countries)
        rows.append(
            ("countries", spans(names, " and others; the source's list is open" if fact.countries_open else ""))
        )
    rows += _fields(base, fact)
    if fact.not_stated:
        rows.append(("not stated", spans(", ".join(fact.not_stated))))
    blocks: list[Block] = [
        Title(spans(view["title"]), standing_text(standing_of(fact))),
        Paragraph(spans(f"{fact.kind} ", Span(fact.id, "accent"), part_of)),
        Fields(tuple(rows)),
    ]
    for stance, heading in STANCES.items():
        evidence = [evidence for evidence in fact.evidence if evidence.stance == stance]
        if evidence:
            blocks += [Heading(spans(heading)), *(Fields(tuple(_evidence(base, one))) for one in evidence)]
    parts = [figure for figure in base.figures if figure.project == fact.id]
    if parts:
        blocks += [
            Heading(spans("Figures")),
            facts_table(base, to_records(base, parts), "figure", known=fact.countries),
        ]
    return Report(tuple(blocks), [view], view, empty_record(base, fact.kind))


def _fields(base: FactBase, fact: Any) -> FieldRows:
    rows: FieldRows = []
    own = (name for name in base.fields[fact.kind] if name not in (*FIELDS, *ELSEWHERE))
    for name in (*FIELDS, *own):
        value = getattr(fact, name, None)
        if not value:
            continue
        inferred = Span(" (inferred)" if name in fact.inferred else "", "dim")
        if name in REFERENCES:
            named = [base.get(value)] if isinstance(value, str) else [base.get(one) for one in value]
            value = "; ".join(f"{record_title(base, one)} ({one.id})" for one in named)
        rows += [(label, spans(*shown, inferred)) for label, shown in _rows(name, to_json(value))]
    return rows


def _evidence(base: FactBase, evidence: Any) -> FieldRows:
    source = base.get(evidence.source)
    link = deep_link(source, evidence.wording)
    rows: FieldRows = [("source", spans(locator_text(base, evidence), Span(f" ({source.id})", "dim")))]
    if evidence.wording:
        rows.append(("wording", spans(Span(f'"{evidence.wording}"', link=link))))
    if evidence.note:
        rows.append(("note", spans(evidence.note)))
    if evidence.figure:
        rows.append(("figure", spans(Span(f"sco show {evidence.figure}", "accent"))))
    if link:
        rows.append(("address", spans(Span(link, "accent", link))))
    return rows


def _other(base: FactBase, item: Any) -> Report:
    """A source, a country, an organization, an area, a metric or a series, with the facts that refer to it."""
    view = to_record(base, item)
    facts = [fact for fact in base.facts if any(target == item.id for _, _, target in iter_references(fact))]
    hidden = ("kind", "id", "code", "name", "title")
    stated = ((name, value) for name, value in view.items() if name not in hidden and (value or _is_number(value)))
    rows: FieldRows = [row for name, value in stated for row in _rows(name, value)]
    if item.kind == "source":
        rows += _beside_facts(base, item.id)
    if item.kind in BRIEFED:
        rows.append(("more", spans(Span(f"sco {item.kind} {item.id}", "accent"))))
    blocks: list[Block] = [
        Title(spans(record_title(base, item))),
        Paragraph(spans(f"{item.kind} ", Span(item.id, "accent"))),
        *([Fields(tuple(rows))] if rows else []),
    ]
    if facts:
        table = facts_table(base, to_records(base, facts), "fact")
        blocks.append(_with_stance(base, table, item.id) if item.kind == "source" else table)
    view["facts"] = [fact.id for fact in facts]
    return Report(tuple(blocks), [view], view, empty_record(base, item.kind) | {"facts": None})


def _is_number(value: Any) -> bool:
    """Whether the value says something where it is 0, as the least that a metric can be."""
    return isinstance(value, int) and not isinstance(value, bool)


def _beside_facts(base: FactBase, source: str) -> FieldRows:
    """What rests on the source beside facts: official series, by metric, and steps of countries' status."""
    rows: FieldRows = []
    series = Counter(line.metric for line in base.series if line.source == source)
    rows += [("series", spans(f"{count} of ", Span(metric, "accent"))) for metric, count in series.items()]
    steps: dict[str, list[str]] = {}
    for country in base.countries:
        for step in country.status:
            if step.source == source:
                steps.setdefault(f"{step.status} since {step.since}", []).append(country.code)
    rows += [("status", spans(f"{status}: {', '.join(codes)}")) for status, codes in steps.items()]
    return rows


def _with_stance(base: FactBase, table: Table, source: str) -> Table:
    """The table of facts with what the source makes of each: it may well contradict one."""

    def stances(row: JsonRecord) -> Text:
        found = (one.stance for one in base.get(row["id"]).evidence if one.source == source)
        return spans(", ".join(dict.fromkeys(found)))

    *columns, standing = table.columns
    return Table((*columns, Column("stance", "this source", stances), standing), table.records)


def _rows(name: str, value: Any) -> list[tuple[str, Text]]:
    """A plain value in words; a line for each of several records, sentences or years."""
    label = name.replace("_", " ")
    if name == "url":  # the one field that has been checked to be an address
        return [(label, spans(Span(value, "accent", value)))]
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
        str, typer.Argument(metavar="ID", help="Id, code, name or alias of any record.", autocompletion=complete_ids())
    ],
    facts: FactsOption = None,
    format: FormatOption = "table",
) -> None:
    """Show any record in full, with all evidence.

    \b
    Examples:
      sco show kg-internet-penetration
      sco show eid-2025-08-28
      sco show huawei
    """
    base = open_base(facts)
    write_report(report(base, lookup.find_any(base, id)), format)
