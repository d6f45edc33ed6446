"""Which numbers in the texts of sources no figure of a fact base takes up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sco_cli.cli.texts import NumberFinder
from sco_cli.loading.problems import Problem
from sco_cli.loading.texts import TextFile
from sco_cli.models.factbase import FactBase
from sco_cli.queries.lookup import find_id
from sco_cli.reading.drafted_facts import reason_to_leave_out


def coverage_problems(base: FactBase, texts: Mapping[str, TextFile]) -> Iterator[Problem]:
    """The numbers of the texts of sources that no figure of theirs takes up. Raises UnknownName for a source."""
    for name, file in texts.items():
        source = find_id(base, "source", name)
        lines = file.text.split("\n")
        for finding in NumberFinder(base, source).find(file):
            reading = finding.reading
            if finding.verdict != "entered" and not reason_to_leave_out(reading):
                yield Problem(
                    file=file.name,
                    line=reading.line,
                    column=reading.column,
                    rule="coverage",
                    reason=f'no figure from {source} covers "{reading.wording}"',
                    text=lines[reading.line - 1],
                )
