"""`sco import sources FILE`: the entries of a bibliography as sources, in TOML."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Annotated

import typer

from sco_cli.cli.messages import print_messages
from sco_cli.cli.options import FactsOption
from sco_cli.cli.output import write_blocks
from sco_cli.errors import BadRequest
from sco_cli.imports.new_records import make_id
from sco_cli.imports.references import reader
from sco_cli.imports.references.drafts import source_block
from sco_cli.imports.references.known import find_known, known_sources
from sco_cli.loading.cache import open_base
from sco_cli.text import count_noun

MAX_LISTED = 10
"""Entries that a message names; more are counted."""


def list_some(names: Sequence[str]) -> str:
    """The first of these, and how many more there are."""
    more = len(names) - MAX_LISTED
    return ", ".join(names[:MAX_LISTED]) + (f" and {more} more" if more > 0 else "")


def command(
    path: Annotated[
        str, typer.Argument(metavar="FILE", help="A BibTeX, BibLaTeX or CSL-JSON file, or - for standard input.")
    ],
    only: Annotated[
        list[str] | None,
        typer.Option("--only", metavar="KEY", help="Only the entry with this key. Repeat for several."),
    ] = None,
    encoding: Annotated[
        str | None, typer.Option("--encoding", metavar="NAME", help="Encoding of the file, such as cp1251.")
    ] = None,
    facts: FactsOption = None,
) -> None:
    """Convert a bibliography to sources in TOML.

    Sources that the base already has are not written again; they are recognized by DOI, by address, or by id and
    title. Messages on stderr count the fields that a source cannot hold and name the entries that cannot be read.

    \b
    Examples:
      sco import sources library.bib
      sco import sources library.json >> mine.toml
      sco import sources library.bib --only li2019 --only bank2020
    """
    found = reader.read(path, encoding)
    keys = {draft.key for draft in found.drafts}
    if missing := [key for key in only or () if key not in keys]:
        raise BadRequest(f'{path} has no entry with the key "{missing[0]}"')
    chosen = [draft for draft in found.drafts if not only or draft.key in only]
    base = open_base(facts)
    taken: set[str] = set()
    lines: list[str] = []
    messages: list[str] = []
    left_out = Counter[str]() if only else found.left_out.copy()
    keys_seen: set[str] = set()
    present: list[str] = []
    known = known_sources(base.sources)
    for draft in chosen:
        if source := find_known(draft, known):
            name = draft.key or draft.place
            present.append(source if name == source else f"{name} as {source}")
            continue
        left_out += draft.left_out
        if draft.key and draft.key.casefold() in keys_seen:
            messages.append(f"{draft.place}: another entry has the same key; both are written")
        keys_seen.add(draft.key.casefold())
        source_id = make_id(draft.key, lambda name: name in taken or base.find(name) is not None)
        taken.add(source_id)
        lines += source_block(draft, source_id)
        messages += [f"{draft.place}: {problem}" for problem in draft.problems]
    write_blocks(lines)
    counts = ", ".join(f"{name} ({count})" for name, count in sorted(left_out.items()) if count)
    print_messages(
        f"sco: {line}"
        for line in (
            f"{path} is {found.format}; {count_noun(len(chosen) - len(present), 'source')} written",
            *((f"already in the base: {list_some(present)}",) if present else ()),
            *((f"left out, because a source has no such keys: {counts}",) if counts else ()),
            *found.notes,
            *found.problems,
            *messages,
        )
    )
    if found.problems or any(draft.problems for draft in chosen):
        raise typer.Exit(1)
