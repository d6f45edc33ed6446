"""Every problem of a fact base: what keeps it from being loaded, and what looks wrong. Loading alone needs no lint."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from sco_cli import lint, lookup, mistakes
from sco_cli.errors import MOST_PROBLEMS, BadFactBase, Problem, Unreadable
from sco_cli.loading import Enough, loaded
from sco_cli.mistakes import Mistake
from sco_cli.paragraphs import SourceText


def examine(*paths: str | Path, texts: Mapping[str, SourceText]) -> list[Problem]:
    """Every problem in the files, sorted by place.

    `texts` are those of some sources, by id. Records with a mistake are left out of what is judged by its looks.
    Raises Unreadable as `reading.read` does, and UnknownName for a source that a base without mistakes does not have.
    """
    try:
        loader = loaded(*paths)
    except Unreadable:
        raise
    except BadFactBase as error:
        return error.problems
    base = loader.base()
    if not loader.wrong:
        texts = {lookup.find(base, "source", name).id: text for name, text in texts.items()}
    if len(loader.wrong) < MOST_PROBLEMS:
        with suppress(Enough):
            where = {id(record): (document, path) for record, document, path in loader.placed()}
            for rule, record, path, reason, fix in lint.findings(base, loader.referred_to, texts):
                document, at = where[id(record)]
                loader.note(Mistake(document, at + path, reason, rule, fix=fix))
    return sorted(set(mistakes.placed(loader.wrong)))
