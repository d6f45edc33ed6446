"""`sco draft TEXT`: blocks of TOML for the numbers of a text that the fact base does not have yet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated

import typer

from sco_cli.cli.options import FactsOption, TextDateOption
from sco_cli.cli.output import write_toml
from sco_cli.cli.texts import NumberFinder, open_text, open_whole_base
from sco_cli.errors import BadRequest
from sco_cli.lint.rules import TODO
from sco_cli.loading.texts import TextFile
from sco_cli.models.toml_blocks import TomlValue, block
from sco_cli.models.vocabulary import ID
from sco_cli.queries.lookup import find_id
from sco_cli.reading.drafted_facts import draft_facts


def source_block(source: str, file: TextFile, published: str) -> Iterator[str]:
    """The source that a text is, from what its page says."""
    keys: dict[str, TomlValue] = {
        "id": source,
        "title": file.title or f"{TODO}: title as published",
        "publisher": file.publisher or f"{TODO}: publisher",
        "published": published,
        "url": file.url if re.match("https?://", file.url) else "",
        "kind": "news",
        "language": file.language,
        "note": f"{TODO}: is it news, official, statistics, company or research",
    }
    yield from block("sources", keys)


def command(
    path: Annotated[
        str | None,
        typer.Argument(metavar="TEXT", help='A file with plain text, html or pdf; "-" is standard input.'),
    ] = None,
    text: Annotated[
        str | None, typer.Option("--text", metavar="WORDS", help="The text itself instead of a file.")
    ] = None,
    source: Annotated[
        str | None, typer.Option("--source", metavar="SOURCE", help="Id of the source that this text belongs to.")
    ] = None,
    new_source: Annotated[
        bool, typer.Option("--new-source", help="Also write a block for the source, if the base does not have it.")
    ] = False,
    date: TextDateOption = None,
    facts: FactsOption = None,
) -> None:
    """Draft facts in TOML from the numbers in a text.

    Numbers that the base already has from this source are skipped. Write your own text where a value begins with
    TODO; `sco check` lists these places. Comments name what was left out and why.

    \b
    Examples:
      sco draft article.txt --source eid-2025-08-28
      sco draft article.html --source gazette --new-source >> mine.toml
      sco draft --text "Output rose by 5 percent." --source gazette --new-source
    """
    if not source:
        raise BadRequest("give the source of the text: --source ID")
    base = open_whole_base(facts)
    if new_source and (base.has("source", source) or not re.fullmatch(ID, source)):
        reason = (
            "the base already has it"
            if base.has("source", source)
            else "an id consists of lowercase letters, digits and single hyphens"
        )
        raise BadRequest(f'--new-source: "{source}" cannot be the id of a new source: {reason}')
    known = None if new_source else find_id(base, "source", source)
    file = open_text(path, text)
    finder = NumberFinder(base, known, date)
    lines = [*source_block(source, file, str(finder.date(file) or ""))] if new_source else []
    lines += draft_facts(base, [*finder.find(file)], known or source)
    while lines and not lines[-1]:
        lines.pop()
    write_toml(lines)
