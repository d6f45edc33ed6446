"""`sco check`: every problem of a fact base, and what in it looks wrong."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Annotated

import typer

from sco_cli import files, lint, loading, lookup, paragraphs, positions, reading
from sco_cli.checks import Finding
from sco_cli.errors import MOST_PROBLEMS, BadRequest, Problem
from sco_cli.factbase import FactBase
from sco_cli.options import AnnotationFormatOption, FactsOption, emit
from sco_cli.paragraphs import SourceText
from sco_cli.parts import counted
from sco_cli.report import Block, Excerpt, Prose, Record, Report, Span, text

KEYS = ("kind", "id", "file", "line", "column", "record", "field", "rule", "reason", "fix", "message")


def report(problems: Sequence[Problem], names: Sequence[str]) -> Report:
    """Each problem with the line that it stands on; or the sentence that there is none."""
    blocks: list[Block] = [
        Excerpt(
            text(str(problem)),
            problem.line if problem.text else 0,
            problem.text,
            problem.column or 1,
            positions.marked(problem.text, problem.column) if problem.column else len(problem.text),
            problem.fix,
        )
        for problem in problems
    ]
    found = f"{counted(len(problems), 'problem')} in {counted(len({problem.file for problem in problems}), 'file')}"
    more = "; sco looks for no more" if len(problems) >= MOST_PROBLEMS else ""
    blocks.append(Prose(text(Span(f"{found}{more}" if problems else f"no problem in {', '.join(names)}", "strong"))))
    return Report(tuple(blocks), [_record(problem) for problem in problems], shape=dict.fromkeys(KEYS))


def _record(problem: Problem) -> Record:
    place = f"{problem.file}:{problem.line}:{problem.column}"
    values = (
        "problem",
        place,
        problem.file,
        problem.line or None,
        problem.column or None,
        problem.record or None,
        problem.field or None,
        problem.rule,
        problem.reason,
        problem.fix or None,
        problem.message,
    )
    return dict(zip(KEYS, values, strict=True))


def _texts(given: Sequence[str]) -> Iterator[tuple[str, SourceText]]:
    """The texts that the options name, by the id of their source. Raises BadRequest for what is no text."""
    for option in given:
        source, equals, name = option.partition("=")
        if not (source and equals and name):
            raise BadRequest(f'--source-text "{option}": expected the id of a source and a file, ID=FILE')
        try:
            yield source, paragraphs.split(files.read(name).decode("utf-8-sig"))
        except OSError as error:
            raise BadRequest(f"--source-text: {name} cannot be read: {error.strerror or error}") from error
        except UnicodeDecodeError as error:
            raise BadRequest(f"--source-text: {name} is not UTF-8") from error


def examined(names: Sequence[str], texts: Mapping[str, SourceText]) -> list[Problem]:
    """Every problem in the files. Raises Unreadable for a file that cannot be read, UnknownName for a source."""

    def findings(base: FactBase, used: Collection[str]) -> Iterator[Finding]:
        by_id = {lookup.find(base, "source", name).id: content for name, content in texts.items()}
        return lint.findings(base, used, by_id)

    return loading.examine(*names, findings=findings)


def command(
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FILE...]", help="The files of one fact base; else as --facts, SCO_FACTS or bundled."),
    ] = None,
    source_text: Annotated[
        list[str] | None,
        typer.Option(
            "--source-text", metavar="ID=FILE", help="The text of a source, in which its wordings must stand; repeat."
        ),
    ] = None,
    facts: FactsOption = None,
    format: AnnotationFormatOption = "table",
) -> None:
    """Find every problem of a fact base.

    \b
    Examples:
      sco check mine.toml
      sco check mine.toml --source-text gazette=gazette.txt
      sco check mine.toml --format github
    """
    names = [*(paths or ()), *(facts or ())] or reading.from_environment() or [files.BUNDLED]
    problems = examined(names, dict(_texts(source_text or ())))
    emit(report(problems, names), format)
    if problems:
        raise typer.Exit(1)
