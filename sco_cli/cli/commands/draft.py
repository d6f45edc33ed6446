"""`sco draft TEXT`: blocks of TOML for the numbers of a text that the fact base does not have yet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated

import typer

from sco_cli.cli.messages import print_messages
from sco_cli.cli.options import FactsOption, TextDateOption
from sco_cli.cli.output import write_blocks
from sco_cli.cli.texts import NumberFinder, open_text, open_whole_base
from sco_cli.errors import BadRequest, UnknownName
from sco_cli.imports.new_records import KIND_NOTE, NO_PUBLISHER, NO_TITLE, TomlValue, block
from sco_cli.loading.texts import TextFile
from sco_cli.models.factbase import FactBase
from sco_cli.models.vocabulary import ID, ID_RULE
from sco_cli.queries.lookup import find_id
from sco_cli.reading.drafted_facts import draft_facts


def new_id(base: FactBase, source: str) -> str:
    """The id of a source that the base does not have. Raises BadRequest if a record has it, or if it can be no id."""
    if known := base.find(source):
        way = "leave out --new-source to draft facts from it, or " if known.kind == "source" else ""
        raise BadRequest(f'--new-source: the base already has the {known.kind} "{source}"; {way}choose another id')
    if not re.fullmatch(ID, source):
        raise BadRequest(f'--new-source: "{source}" cannot be an id; {ID_RULE}')
    return source


def known_id(base: FactBase, source: str) -> str:
    """The id of a source of the base. Raises BadRequest if there is none of that name."""
    try:
        return find_id(base, "source", source)
    except UnknownName as error:
        raise BadRequest(f"{error}; for a new source, add --new-source") from None


def source_block(source: str, file: TextFile, published: str) -> Iterator[str]:
    """The source that a text is, from what its page says."""
    keys: dict[str, TomlValue] = {
        "id": source,
        "title": file.title or NO_TITLE,
        "publisher": file.publisher or NO_PUBLISHER,
        "published": published,
        "url": file.url if re.match("https?://", file.url) else "",
        "kind": "news",
        "language": file.language,
        "note": KIND_NOTE,
    }
    yield from block("sources", keys)


def command(
    path: Annotated[
        str | None,
        typer.Argument(metavar="TEXT", help='A plain-text, HTML or PDF file; "-" is standard input.'),
    ] = None,
    text: Annotated[
        str | None, typer.Option("--text", metavar="WORDS", help="The text itself instead of a file.")
    ] = None,
    source: Annotated[
        str | None, typer.Option("--source", metavar="SOURCE", help="Id of the source that the text is from.")
    ] = None,
    new_source: Annotated[
        bool, typer.Option("--new-source", help="The source is new: also write a block for it.")
    ] = False,
    date: TextDateOption = None,
    facts: FactsOption = None,
) -> None:
    """Draft facts in TOML from the numbers in a text.

    Write your own text where a value begins with TODO; `sco check` lists these places. Comments name the numbers that
    the base already has from this source, and what else was left out and why.

    \b
    Examples:
      sco draft article.txt --source eid-2025-08-28
      sco draft article.html --source gazette --new-source >> mine.toml
      sco draft --text "Output rose by 5 percent." --source gazette --new-source
    """
    if path is None and text is None:
        raise BadRequest("give a file, or the text itself with --text WORDS")
    if not source:
        raise BadRequest("give the source of the text: --source ID; for a new source, add --new-source")
    base = open_whole_base(facts)
    source_id = new_id(base, source) if new_source else known_id(base, source)
    file = open_text(path, text)
    finder = NumberFinder(base, source_id, date)
    lines = [*source_block(source_id, file, str(finder.published(file) or ""))] if new_source else []
    findings = [*finder.find(file)]
    lines += draft_facts(base, findings, source_id)
    write_blocks(lines)
    if not findings:
        print_messages([f"sco: no numbers in {file.name}, so no facts to draft"])
