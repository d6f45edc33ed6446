"""`sco`: the base at a glance."""

from __future__ import annotations

from sco_cli import comparison
from sco_cli.factbase import FactBase
from sco_cli.parts import counted
from sco_cli.report import Column, Heading, Prose, Report, Span, Table, Title, joined, text

COUNTED = ("country", "project", "figure", "statement", "event", "series", "source")
"""The kinds of record that the overview counts."""

STARTS = (
    ("sco country KZ", "a country at a glance"),
    ("sco projects --country KZ", "who builds what with whom"),
    ("sco metric internet-penetration", "before and after, and the record"),
    ("sco facts --standing contested", "where sources disagree"),
    ("sco --help", "everything else"),
)
"""Commands that answer a first question, and what it is."""


def report(base: FactBase) -> Report:
    """What the base holds, as of when, and where to start."""
    counts = {kind: len(base.of_kind(kind)) for kind in COUNTED}
    standings = comparison.standings(base.facts)
    starts = [{"command": command, "answers": answers} for command, answers in STARTS]
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
            Title(text(base.info.title), text(Span(", ".join(counted(counts[kind], kind) for kind in COUNTED[:3])))),
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
