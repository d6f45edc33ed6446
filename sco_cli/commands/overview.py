"""`sco`: the base at a glance."""

from __future__ import annotations

from collections.abc import Iterator

from sco_cli import comparison
from sco_cli.answering import emit
from sco_cli.factbase import FactBase
from sco_cli.listings import counted
from sco_cli.opening import open_base
from sco_cli.report import Column, Heading, Prose, Report, Span, Table, Title, joined, text

FIRST = {"country": "KZ", "metric": "internet-penetration"}
"""What the first questions ask about where the base has it; else about the first of their kind that it has."""

TOLD = ("country", "project", "figure")
"""The kinds of record whose number stands in the title."""


def report(base: FactBase) -> Report:
    """What the base holds, as of when, and where to start."""
    counts = {kind: len(base.of_kind(kind)) for kind in ("country", *base.fact_kinds, "series", "source")}
    standings = comparison.standings(base.facts)
    holds = ", ".join(counted(counts[kind], kind) for kind in TOLD)
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
            Title(text(base.info.title), text(Span(holds))),
            Prose(text(f"What is claimed, by whom, and what else is on record. As of {base.info.as_of}.")),
            Prose(joined([f"{word} {count}" for word, count in standings.items()], "   ")),
            Heading(text("Start here")),
            Table(
                (
                    Column("command", "", lambda row: text(Span(row["command"], "accent"))),
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
    emit(report(open_base(facts)), format)
