"""Tells which entries of a bibliography a fact base already has as sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from sco_cli.imports.new_records import make_id
from sco_cli.imports.references.drafts import Draft

if TYPE_CHECKING:
    from sco_cli.models.entities import Source

Known = Mapping[tuple[str, ...], str]
"""Ids of sources by what tells them apart: a DOI, an address, or an id with a title."""


def known_sources(sources: Iterable[Source]) -> Known:
    """The ids of the sources, by DOI in lowercase letters, by address, and by id with title; the first of equals."""
    known: dict[tuple[str, ...], str] = {}
    for source in sources:
        for mark in _marks(source.doi or "", source.url or "", source.id, source.title):
            known.setdefault(mark, source.id)
    return known


def find_known(draft: Draft, known: Known) -> str:
    """The id of the source that an entry is; empty if it is none of them."""
    doi, url, title = (draft.keys.get(key) for key in ("doi", "url", "title"))
    source_id = make_id(draft.key, lambda _: False)
    marks = _marks(str(doi or ""), str(url or ""), source_id, str(title))
    return next((known[mark] for mark in marks if mark in known), "")


def _marks(doi: str, url: str, source_id: str, title: str) -> list[tuple[str, ...]]:
    marks: list[tuple[str, ...]] = [("doi", doi.casefold())] if doi else []
    return marks + ([("url", url)] if url else []) + [("id", source_id, title)]
