"""`sco check`: every problem of a fact base, and what is probably wrong in it."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import Annotated

import typer

from sco_cli.cli.completion import complete_choices
from sco_cli.cli.options import AnnotationFormatOption, BomOption, FactsOption, check_words
from sco_cli.cli.output import write_report
from sco_cli.errors import BadRequest, UnreadableText
from sco_cli.lint import checker, rules
from sco_cli.lint.source_text import parse as parse_source_text
from sco_cli.loading import files, toml_positions
from sco_cli.loading.cache import open_base
from sco_cli.loading.problems import MAX_PROBLEMS, BadFactBase, Problem
from sco_cli.loading.texts import TextFile, read_text
from sco_cli.models.json_values import JsonRecord
from sco_cli.queries.lookup import find_id
from sco_cli.reports.report import Block, Excerpt, Paragraph, Report, Span, spans
from sco_cli.text import count_noun, join_names

EMPTY_PROBLEM = Problem(reason="")
"""Gives the columns of a table without rows."""


def report(problems: Sequence[Problem], names: Sequence[str]) -> Report:
    """Each problem with its line in the file, and their number; without problems, a sentence that names the files.

    The rule is shown if `--ignore` takes it; what makes a base unreadable cannot be ignored.
    """
    blocks: list[Block] = [
        Excerpt(
            spans(str(problem), f" [{problem.rule}]" if problem.rule in rules.RULES else None),
            problem.line if problem.text else 0,
            problem.text,
            problem.column or 1,
            toml_positions.token_length(problem.text, problem.column) if problem.column else len(problem.text),
            problem.fix,
        )
        for problem in problems
    ]
    files_with_problems = len({problem.file for problem in problems})
    total = f"{count_noun(len(problems), 'problem')} in {count_noun(files_with_problems, 'file')}"
    more = "; sco stopped looking" if len(problems) >= MAX_PROBLEMS else ""
    summary = f"{total}{more}" if problems else f"no problems in {join_names([files.in_words(name) for name in names])}"
    blocks.append(Paragraph(spans(Span(summary, "strong"))))
    return Report(tuple(blocks), [_to_record(problem) for problem in problems], template=_to_record(EMPTY_PROBLEM))


def _to_record(problem: Problem) -> JsonRecord:
    """The problem in the json format."""
    return {
        "kind": "problem",
        "id": f"{problem.file}:{problem.line}:{problem.column}",
        "file": problem.file,
        "line": problem.line or None,
        "column": problem.column or None,
        "record": problem.record_name or None,
        "field": problem.field or None,
        "rule": problem.rule,
        "reason": problem.reason,
        "fix": problem.fix or None,
        "message": problem.message,
    }


def read_texts(options: Sequence[str]) -> dict[str, TextFile]:
    """The texts of sources, given as `ID=FILE`, by id. Raises BadRequest if an option or a file is not valid."""
    texts: dict[str, TextFile] = {}
    for option in options:
        source, equals, name = option.partition("=")
        if not (source and equals and name):
            raise BadRequest(
                f'--source-text "{option}": write it as ID=FILE, with the id of a source and the file that has its text'
            )
        if source in texts:
            raise BadRequest(f"--source-text: {source} is given twice")
        try:
            texts[source] = read_text(name)
        except (UnreadableText, BadRequest) as error:
            raise BadRequest(f"--source-text: {error}") from error
    return texts


def command(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="FILE",
            help="Files that form one fact base, together with --facts. Default: SCO_FACTS, else bundled.",
        ),
    ] = None,
    source_text: Annotated[
        list[str] | None,
        typer.Option(
            "--source-text",
            metavar="ID=FILE",
            help="Text of a source (plain, HTML or PDF) in which to look up its quotations. Repeat for several.",
        ),
    ] = None,
    coverage: Annotated[
        bool,
        typer.Option("--coverage", help="Also report numbers in these texts that are in no figure."),
    ] = False,
    ignore: Annotated[
        list[str] | None,
        typer.Option(
            "--ignore",
            metavar="RULE",
            help="Rule to ignore, for all records or as RULE:ID for one. Repeat for several. Each problem that a rule "
            f"finds ends with the rule in brackets. Rules: {', '.join(rules.RULES)}.",
            autocompletion=complete_choices(rules.RULES),
        ),
    ] = None,
    facts: FactsOption = None,
    format: AnnotationFormatOption = "table",
    bom: BomOption = False,
) -> None:
    """Check a fact base for problems.

    With --source-text, quotations are looked up in the text of a source, and numbers and paragraphs are compared.
    Paragraphs are separated by blank lines and counted from 1; headings are not counted.

    \b
    Examples:
      sco check mine.toml
      sco check mine.toml --source-text gazette=gazette.txt --coverage
      sco check mine.toml --ignore unused --format github
    """
    names = files.resolve_paths([*(paths or ()), *(facts or ())])
    check_words("rule", (rule.partition(":")[0] for rule in ignore or ()), rules.RULES)
    if coverage and not source_text:
        raise BadRequest("--coverage needs --source-text ID=FILE")
    files_by_source = read_texts(source_text or ())
    texts = {source: parse_source_text(file.text) for source, file in files_by_source.items()}
    problems = checker.check_files(*names, texts=texts, ignored=ignore or ())
    if coverage:
        # A lazy import: most checks read no text.
        from sco_cli.cli.coverage import coverage_problems  # noqa: PLC0415

        with suppress(BadFactBase):  # whose problems are reported already
            base = open_base(names)
            covered = {
                name: file
                for name, file in files_by_source.items()
                if not checker.is_ignored("coverage", find_id(base, "source", name), ignore or ())
            }
            problems += coverage_problems(base, covered)
    write_report(report(problems, names), format, bom=bom)
    if problems:
        raise typer.Exit(1)
