"""`sco check`: every problem of a fact base, and what in it looks wrong."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from sco_cli import examining, files, lint, paragraphs, positions, seal
from sco_cli.answering import emit
from sco_cli.completion import complete_words
from sco_cli.errors import MOST_PROBLEMS, BadRequest, Problem
from sco_cli.listings import counted
from sco_cli.options import AnnotationFormatOption, FactsOption, one_of
from sco_cli.paragraphs import SourceText
from sco_cli.report import Block, Excerpt, Prose, Record, Report, Span, text

NOTHING = Problem("", 0, 0, "", "", "", "")
"""For the header of a table without a problem."""


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
    return Report(tuple(blocks), [_record(problem) for problem in problems], shape=_record(NOTHING))


def _record(problem: Problem) -> Record:
    return {
        "kind": "problem",
        "id": f"{problem.file}:{problem.line}:{problem.column}",
        "file": problem.file,
        "line": problem.line or None,
        "column": problem.column or None,
        "record": problem.record or None,
        "field": problem.field or None,
        "rule": problem.rule,
        "reason": problem.reason,
        "fix": problem.fix or None,
        "message": problem.message,
    }


def read_texts(given: Sequence[str]) -> dict[str, SourceText]:
    """The texts that `ID=FILE` names, by the id of their source. Raises BadRequest for what is no text."""
    texts: dict[str, SourceText] = {}
    for option in given:
        source, equals, name = option.partition("=")
        if not (source and equals and name):
            raise BadRequest(f'--source-text "{option}": expected the id of a source and a file, ID=FILE')
        if source in texts:
            raise BadRequest(f"--source-text: {source} is named twice")
        try:
            texts[source] = paragraphs.split(files.read(name).decode("utf-8-sig"))
        except OSError as error:
            raise BadRequest(f"--source-text: {name} cannot be read: {error.strerror or error}") from error
        except UnicodeDecodeError as error:
            raise BadRequest(f"--source-text: {name} is not UTF-8") from error
    return texts


def command(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FILE...]", help="The files of one fact base, joined with --facts; else SCO_FACTS or bundled."
        ),
    ] = None,
    source_text: Annotated[
        list[str] | None,
        typer.Option(
            "--source-text", metavar="ID=FILE", help="The text of a source, in which its wordings must stand; repeat."
        ),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option(
            "--ignore",
            metavar="RULE",
            help=f"Pass over what one of these rules finds: {', '.join(lint.RULES)}; RULE:ID for one record; repeat.",
            autocompletion=complete_words(lint.RULES),
        ),
    ] = None,
    facts: FactsOption = None,
    format: AnnotationFormatOption = "table",
) -> None:
    """Find every problem of a fact base.

    Paragraphs of a text are parted by blank lines and counted from 1, without headings: what is short and ends without
    the mark of a sentence.

    \b
    Examples:
      sco check mine.toml
      sco check mine.toml --source-text gazette=gazette.txt
      sco check mine.toml --ignore unused --format github
    """
    names = seal.asked_for([*(paths or ()), *(facts or ())])
    for what in ignore or ():
        one_of("rule", lint.RULES)(what.partition(":")[0])
    found = examining.examine(*names, texts=read_texts(source_text or ()))
    problems = [one for one in found if not {one.rule, f"{one.rule}:{one.id}"}.intersection(ignore or ())]
    emit(report(problems, names), format)
    if problems:
        raise typer.Exit(1)
