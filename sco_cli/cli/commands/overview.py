"""`sco`: the base at a glance."""

from __future__ import annotations

from collections.abc import Iterator

from sco_cli.cli.output import write_report
from sco_cli.loading.cache import open_base
from sco_cli.models.factbase import FactBase
from sco_cli.queries.standing import count_standings
from sco_cli.reports.report import Column, Heading, Paragraph, Report, Span, Table, Title, join_spans, spans
from sco_cli.text import count_noun

FIRST = {"country": "KZ", "metric": "internet-penetration"}
"""What the first questions ask about where the base has it; else about the first of their kind that it has."""

TOLD = ("country", "project", "figure")
"""The kinds of record whose number stands in the title."""


def report(base: FactBase) -> Report:
    """What the base holds, as of when, and where to start."""
    counts = {kind: len(base.of_kind(kind)) for kind in ("country", *base.fact_kinds, "series", "source")}
    standings = count_standings(base.facts)
    holds = ", ".join(count_noun(counts[kind], kind) for kind in TOLD)
    starts = [{"command": command, "answers": answers} for command, answers in _starts(base)]
    view = {
        "kind": "base",
        "id": base.info.id,
        "title": base.info.title,
        "as_of": base.info.as_of,
        "licence": base.info.licence,
        "records": counts,
        "standings": dict(standings),
    }
    return Report(
        (
            Title(spans(base.info.title), spans(Span(holds))),
            Paragraph(spans(f"What is claimed, by whom, and what else is on record. As of {base.info.as_of}.")),
            Paragraph(join_spans([f"{word} {count}" for word, count in standings.items()], "   ")),
            Heading(spans("Start here")),
            Table(
                (
                    Column("command", "", lambda row: spans(Span(row["command"], "accent"))),
                    Column("answers", ""),
                ),
                starts,
            ),
        ),
        [view],
        view,
    )


def _starts(base: FactBase) -> Iterator[tuple[str, str]]:
    """Commands that answer a first question of this base, and what it is."""
    first = {
        kind: name if base.find(name) else next((one.id for one in base.of_kind(kind)), "")
        for kind, name in FIRST.items()
    }
    if first["country"]:
        yield f"sco country {first['country']}", "a country at a glance"
        yield f"sco projects --country {first['country']}", "who builds what with whom"
    if first["metric"]:
        yield f"sco metric {first['metric']}", "before and after, and the record"
    yield "sco facts --standing contested", "where sources disagree"
    yield "sco --help", "everything else"


def command(facts: list[str] | None, format: str) -> None:
    """Show the base; `sco` alone, whose options `sco_cli.cli` declares."""
    write_report(report(open_base(facts)), format)
