"""What the shell offers at a press of the tab key: quick, silent, and with no more than the TOML parser."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Any

from sco_cli import reading
from sco_cli.errors import ScoError
from sco_cli.formats import FORMATS
from sco_cli.printable import visible

Offer = tuple[str, str]
"""A word for the command line, and what it means."""


def complete_countries(incomplete: str) -> list[Offer]:
    """Codes and names of countries, by code, name or alias."""
    offers = []
    for row in _rows("countries"):
        code, name = str(row.get("code", "")), str(row.get("name", ""))
        if _begins(incomplete, code):
            offers.append((_as_typed(incomplete, code), visible(name)))
        elif incomplete and (
            own := next((one for one in [name, *row.get("aliases", [])] if _begins(incomplete, one)), "")
        ):
            offers.append((_as_typed(incomplete, str(own)), visible(code)))
    return offers


def complete_ids(*tables: str) -> Callable[[str], list[Offer]]:
    """Ids of the records of some tables; of all tables where none is named."""

    def complete(incomplete: str) -> list[Offer]:
        offers = []
        for row in _rows(*tables):
            own = str(row.get("id", row.get("code", "")))
            if own and _begins(incomplete, own):
                offers.append((_as_typed(incomplete, own), visible(_meaning(row))))
        return offers

    return complete


def complete_formats(incomplete: str) -> list[Offer]:
    """Names of formats."""
    return [offer for offer in FORMATS.items() if offer[0].startswith(incomplete)]


def _rows(*tables: str) -> Iterator[dict[str, Any]]:
    """The raw tables of the fact base; nothing at all of a broken one, for this is no place to complain."""
    paths = filter(None, os.environ.get("SCO_FACTS", "").split(os.pathsep))
    try:
        documents = reading.read(*paths)
    except ScoError:
        return
    for document in documents:
        for name, rows in document.tables.items():
            if (not tables or name in tables) and isinstance(rows, list):
                yield from (row for row in rows if isinstance(row, dict))


def _meaning(row: dict[str, Any]) -> str:
    return str(row.get("name") or row.get("title") or row.get("speaker") or row.get("metric") or "")


def _begins(incomplete: str, name: str) -> bool:
    return name.casefold().startswith(incomplete.casefold())


def _as_typed(incomplete: str, name: str) -> str:
    """The name with its beginning as it was typed: shells drop what does not continue the word letter by letter."""
    return incomplete + visible(name[len(incomplete) :])
