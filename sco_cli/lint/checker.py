"""Finds all problems of a fact base: errors that prevent loading, and what the lint rules report."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from sco_cli.lint import rules
from sco_cli.lint.source_text import SourceText
from sco_cli.loading import problem_messages
from sco_cli.loading.files import BUNDLED
from sco_cli.loading.loader import Loader, TooManyProblems, validate_files
from sco_cli.loading.problems import MAX_PROBLEMS, BadFactBase, Problem, Unreadable
from sco_cli.queries import lookup


def check_files(*paths: str | Path, texts: Mapping[str, SourceText], ignored: Collection[str] = ()) -> list[Problem]:
    """Every problem in the files, sorted by place; the lint rules are applied to valid records only.

    What is taken over from the bundled base is not the user's to mend, so its records have no problems.

    `texts` are the texts of some sources, by the id or name of the source. Problems of the `ignored` rules are left
    out: "unused" for all records, "unused:ID" for one.

    Raises Unreadable if a file cannot be read, and UnknownName for a source that a base without problems does not have.
    """
    try:
        # Of two records that do not agree, the later one has the problem: not one of the bundled base.
        loader = validate_files(*sorted(paths, key=lambda path: path != BUNDLED))
    except Unreadable:
        raise
    except BadFactBase as error:
        return error.problems
    base = loader.base()
    if not loader.problems:
        texts = {lookup.find_id(base, "source", name): text for name, text in texts.items()}
    taken_over = {id(record) for record in loader.records_taken_over()}
    if len(loader.problems) < MAX_PROBLEMS:
        with suppress(TooManyProblems):
            if not loader.problems:
                for problem in _todos_of_base(loader, ignored):
                    loader.add(problem)
            for problem in rules.find_problems(base, loader.referenced_ids, texts):
                record_id = problem.record.id if problem.record else ""
                if id(problem.record) not in taken_over and not is_ignored(problem.rule, record_id, ignored):
                    loader.add(problem)
    return sorted(set(problem_messages.locate(loader.problems, loader.documents)))


def is_ignored(rule: str, record_id: str, ignored: Collection[str]) -> bool:
    """Whether a rule is ignored for all records ("unused"), or for the one with that id ("unused:ID")."""
    return rule in ignored or f"{rule}:{record_id}" in ignored


def _todos_of_base(loader: Loader, ignored: Collection[str]) -> Iterator[Problem]:
    """Texts about the base itself that are still to be written."""
    for document in loader.documents:
        if "base" in document.tables and not document.is_extension:
            base = document.tables["base"]
            for key in ("title", "licence"):
                if rules.is_todo(str(base[key])) and not is_ignored("todo", str(base["id"]), ignored):
                    yield Problem(file=document.name, path=("base", key), rule="todo", reason=rules.STILL_TO_WRITE)
