"""`sco import claims FILE`: claims and what reviews say of them, from ClaimReview, as TOML."""

from __future__ import annotations

from collections import Counter
from typing import Annotated

import typer

from sco_cli.cli.messages import print_messages
from sco_cli.cli.options import FactsOption
from sco_cli.cli.output import write_blocks
from sco_cli.cli.texts import open_whole_base
from sco_cli.errors import BadRequest
from sco_cli.imports.claim_blocks import MAX_NAME, ClaimBlocks
from sco_cli.imports.claim_reader import read_claims
from sco_cli.imports.linked_json import BadJson, parse, parse_page
from sco_cli.imports.reviewed_claims import ClaimFile
from sco_cli.loading import files, text_formats
from sco_cli.loading.foreign_files import describe
from sco_cli.loading.texts import read_decoded
from sco_cli.text import count_noun

MAX_MESSAGES = 100
"""Problems that are named one by one; the rest are counted."""


def read_file(path: str, encoding: str | None) -> ClaimFile:
    """The claims of a file. Raises UnreadableText, and BadRequest if it holds none."""
    text = read_decoded(path, encoding)
    try:
        found = parse_page(text) if text_formats.is_html(text, path) else parse(text)
    except BadJson as error:
        kind = "" if text.lstrip().startswith(("{", "[")) else describe(path, text.encode("utf-8", "replace"))
        raise BadRequest(f"{_shown(path)} contains no claims: it is {kind or error}") from error
    claims = read_claims(*found)
    if not claims.claims:
        raise BadRequest("; ".join([f"{_shown(path)} contains no ClaimReview and no Claim", *claims.problems[:3]]))
    return claims


def _shown(path: str) -> str:
    return "standard input" if path == files.STDIN else path


def command(
    path: Annotated[
        str,
        typer.Argument(
            metavar="FILE",
            help="JSON-LD, an HTML page containing it, or a fact-check search response; - is standard input.",
        ),
    ],
    encoding: Annotated[
        str | None, typer.Option("--encoding", metavar="NAME", help="Encoding of the file, such as cp1251.")
    ] = None,
    facts: FactsOption = None,
) -> None:
    """Convert fact-check reviews to statements in TOML.

    FILE contains schema.org ClaimReview or Claim, or is a response of Google's fact-check search. Each claim becomes a
    statement. Each review becomes evidence with the stance `context`, in the words of the reviewer; sco does not turn
    its rating into a verdict. Values that the file does not give begin with TODO.

    \b
    Examples:
      sco import claims review.html >> mine.toml
      sco import claims feed.json --facts mine.toml
      sco import claims --encoding cp1251 page.html
    """
    claims = read_file(path, encoding)
    blocks = ClaimBlocks(open_whole_base(facts))
    lines = list(blocks.lines(claims.claims.values()))
    print_messages(_messages(_shown(path), claims, blocks))
    write_blocks(lines)
    if claims.problems:
        raise typer.Exit(1)


def _messages(name: str, claims: ClaimFile, blocks: ClaimBlocks) -> list[str]:
    """What was read and what not."""
    reviews = sum(len(reviewed.reviews) for reviewed in claims.claims.values())
    lines = [f"sco: {name}: {count_noun(len(claims.claims), 'claim')} and {count_noun(reviews, 'review')}"]
    if blocks.present:
        them = "it" if blocks.present == 1 else "them"
        lines.append(f"sco: {name}: {count_noun(blocks.present, 'claim')} left out, because the base has {them}")
    if blocks.shortened:
        lines.append(f"sco: {name}: {count_noun(blocks.shortened, 'title')} cut after {MAX_NAME:,} characters")
    if claims.left_out:
        parts = [f"{what} ({number})" for what, number in _by_number(claims.left_out)]
        lines.append(f"sco: {name}: not imported: {', '.join(parts)}")
    lines += [f"sco: {name}: {problem}" for problem in claims.problems[:MAX_MESSAGES]]
    if (more := len(claims.problems) - MAX_MESSAGES) > 0:
        lines.append(f"sco: {name}: and {more:,} more problems")
    return lines


def _by_number(counts: Counter[str]) -> list[tuple[str, int]]:
    """The counts, the highest first, and by name where they are equal."""
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))
