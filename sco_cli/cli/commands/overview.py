"""`sco`: the base at a glance."""

from __future__ import annotations

from collections.abc import Iterator

from sco_cli.cli.output import write_report
from sco_cli.loading.cache import open_base
from sco_cli.models.factbase import FactBase
from sco_cli.queries.standing import count_standings
from sco_cli.reports.report import Column, Heading, Paragraph, RecordRow, Report, Span, Table, Title, join_spans, spans
from sco_cli.text import count_noun

PREFERRED = {"country": "KZ", "metric": "internet-penetration"}
"""The records that the first suggested commands ask about; without them, the first record of the kind."""

COUNTED = ("country", "project", "figure")
"""The kinds of record that the title counts."""


def report(base: FactBase) -> Report:
    """What the base holds, as of when, and where to start."""
    counts = {kind: len(base.of_kind(kind)) for kind in ("country", *base.fact_kinds, "series", "source")}
    standings = count_standings(base, base.facts)
    holdings = ", ".join(count_noun(counts[kind], kind) for kind in COUNTED)
    rows = [RecordRow({"command": command, "answers": answers}) for command, answers in _first_commands(base)]
    columns: tuple[Column[RecordRow], ...] = (
        Column("command", "", lambda row: spans(Span(row.record["command"], "accent"))),
        Column("answers", ""),
    )
    view = {
        "kind": "base",
        "id": base.info.id,
        "title": base.info.title,
        "as_of": base.info.as_of,
        "licence": base.info.licence,
        "records": counts,
        "standings": dict(standings),
    }
    blocks = (
        Title(spans(base.info.title), spans(Span(holdings))),
        Paragraph(spans(f"What is claimed, by whom, and what else is on record. As of {base.info.as_of}.")),
        Paragraph(join_spans([f"{standing} {count}" for standing, count in standings.items()], "   ")),
        Heading(spans("Start here")),
        Table(columns, rows),
    )
    return Report(blocks, [view], view)


def _first_commands(base: FactBase) -> Iterator[tuple[str, str]]:
    """Commands that answer a first question about this base, each with the question."""
    first = {
        kind: record_id if base.find(record_id) else next((record.id for record in base.of_kind(kind)), "")
        for kind, record_id in PREFERRED.items()
    }
    if first["country"]:
        yield f"sco country {first['country']}", "a country at a glance"
        yield f"sco projects --country {first['country']}", "who builds what with whom"
    if first["metric"]:
        yield f"sco metric {first['metric']}", "before and after, and the record"
    yield "sco facts --standing contested", "where sources disagree"
    yield "sco --help", "everything else"


def command(facts: list[str] | None, format: str) -> None:
    """Show the base. `sco` without a command runs this; its options are in `sco_cli.cli.app`."""
    write_report(report(open_base(facts)), format)
