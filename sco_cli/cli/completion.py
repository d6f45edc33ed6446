"""What the shell offers at a press of the tab key: quick, silent, and with no more than a parser."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import typer

from sco_cli.errors import ScoError
from sco_cli.loading import files
from sco_cli.loading.cache import raw_records, raw_tables
from sco_cli.text import escape_unsafe

_MARKS = re.compile(r"[^\w,.:@%+/-]")
"""What a shell may read as more than a letter."""

Suggestion = tuple[str, str]
"""A word for the command line, and what it means."""


def complete_countries(ctx: typer.Context, incomplete: str) -> list[Suggestion]:
    """Codes and names of countries, by code, name or alias."""
    offers = []
    for row in _rows(ctx, "countries"):
        code, name = str(row.get("code", "")), str(row.get("name", ""))
        if _begins(incomplete, code):
            offers.append((_keep_prefix(incomplete, code), escape_unsafe(name)))
        elif incomplete and (own := next((one for one in [name, *_aliases(row)] if _begins(incomplete, one)), "")):
            offers.append((_keep_prefix(incomplete, str(own)), escape_unsafe(code)))
    return offers


def complete_ids(*tables: str) -> Callable[[typer.Context, str], list[Suggestion]]:
    """Ids of the records of some tables; of all tables where none is named."""

    def complete(ctx: typer.Context, incomplete: str) -> list[Suggestion]:
        return _ids(_rows(ctx, *tables), incomplete)

    return complete


def complete_citable(ctx: typer.Context, incomplete: str) -> list[Suggestion]:
    """Ids of sources and of facts, which are what has evidence.

    Official series can be cited too, but few have an id of their own to be offered.
    """
    found = [(name, row) for name, row in _named_rows(ctx) if name == "sources" or "evidence" in row]
    found.sort(key=lambda pair: pair[0] != "sources")
    return _ids((row for _, row in found), incomplete)


def complete_kinds(ctx: typer.Context, incomplete: str) -> list[Suggestion]:
    """Kinds of fact that the base has; the table of a kind has its name and an s."""
    kinds = dict.fromkeys(name.removesuffix("s") for name, row in _named_rows(ctx) if "evidence" in row)
    return [(kind, "") for kind in kinds if kind.startswith(incomplete)]


def _ids(rows: Iterable[dict[str, Any]], incomplete: str) -> list[Suggestion]:
    ids = ((str(row.get("id", row.get("code", ""))), row) for row in rows)
    return [
        (_keep_prefix(incomplete, own), escape_unsafe(_meaning(row)))
        for own, row in ids
        if own and _begins(incomplete, own)
    ]


def complete_words(words: Iterable[str]) -> Callable[[str], list[Suggestion]]:
    """The words of a closed list."""
    return complete_choices(dict.fromkeys(words, ""))


def complete_choices(words: Mapping[str, str]) -> Callable[[str], list[Suggestion]]:
    """The words of a closed list, each with what it means."""

    def complete(incomplete: str) -> list[Suggestion]:
        return [offer for offer in words.items() if offer[0].startswith(incomplete)]

    return complete


def _rows(ctx: typer.Context, *tables: str) -> Iterator[dict[str, Any]]:
    """The raw records of those tables, of all where none is named."""
    return (row for name, row in _named_rows(ctx) if not tables or name in tables)


def _named_rows(ctx: typer.Context) -> Iterator[tuple[str, dict[str, Any]]]:
    """The raw records of the fact base that the line names, each with its table; nothing of a broken base.

    Who asks is a shell: standard input is left alone, for the shell has it.
    """
    given = ctx.params.get("facts") or (ctx.parent.params.get("facts") if ctx.parent else None)
    names = [name for name in files.resolve_paths(given) if name != files.STDIN]
    try:
        documents = raw_tables(names) if names else []
    except ScoError:
        return
    yield from raw_records(documents)


def _aliases(row: dict[str, Any]) -> list[str]:
    aliases = row.get("aliases")
    return [alias for alias in aliases if isinstance(alias, str)] if isinstance(aliases, list) else []


def _meaning(row: dict[str, Any]) -> str:
    return str(row.get("name") or row.get("title") or row.get("speaker") or row.get("metric") or "")


def _begins(incomplete: str, name: str) -> bool:
    return name.casefold().startswith(incomplete.casefold())


def _keep_prefix(incomplete: str, name: str) -> str:
    """The name with its beginning as it was typed: shells drop what does not continue the word letter by letter.

    Bash takes it as it comes and would see several words in "Saudi Arabia", unless a quotation mark is open; the other
    shells see to that themselves.
    """
    word = incomplete + escape_unsafe(name[len(incomplete) :])
    # Nearly every offer is an id, and for those the line need not be looked at.
    return _MARKS.sub(r"\\\g<0>", word) if _MARKS.search(word) and _is_unquoted_bash() else word


def _is_unquoted_bash() -> bool:
    """Whether Bash asks, and the line does not end inside quotation marks."""
    if os.environ.get("_SCO_COMPLETE") != "complete_bash":
        return False
    try:
        shlex.split(os.environ.get("COMP_WORDS", ""))
    except ValueError:
        return False
    return True
