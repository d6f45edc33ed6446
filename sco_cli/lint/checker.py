"""Every problem of a fact base: what keeps it from being loaded, and what looks wrong. Loading alone needs no lint."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from sco_cli.errors import MAX_PROBLEMS, BadFactBase, Problem, Unreadable
from sco_cli.lint import rules
from sco_cli.lint.source_text import SourceText
from sco_cli.loading import diagnostics
from sco_cli.loading.diagnostics import Mistake
from sco_cli.loading.loader import TooManyProblems, validate_files
from sco_cli.queries import lookup


def check_files(*paths: str | Path, texts: Mapping[str, SourceText]) -> list[Problem]:
    """Every problem in the files, sorted by place.

    `texts` are those of some sources, by id. Records with a mistake are left out of what is judged by its looks.
    Raises Unreadable as `reading.read` does, and UnknownName for a source that a base without mistakes does not have.
    """
    try:
        loader = validate_files(*paths)
    except Unreadable:
        raise
    except BadFactBase as error:
        return error.problems
    base = loader.base()
    if not loader.wrong:
        texts = {lookup.find(base, "source", name).id: text for name, text in texts.items()}
    if len(loader.wrong) < MAX_PROBLEMS:
        with suppress(TooManyProblems):
            where = {id(record): (document, path) for record, document, path in loader.placed()}
            for rule, record, path, reason, fix in rules.find_problems(base, loader.referred_to, texts):
                document, at = where[id(record)]
                loader.note(Mistake(document, at + path, reason, rule, fix=fix))
    return sorted(set(diagnostics.locate(loader.wrong)))
