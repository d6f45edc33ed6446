"""Which sources have the same origin, and so cannot corroborate one another.

Two sources have the same origin if they are the same page, or if they have the same words and related publishers.
Publishers are related if one name is the other or begins with it: "People's Daily", "People's Daily Online".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from sco_cli.models.factbase import FactBase
from sco_cli.queries.page_address import page_address
from sco_cli.text import fold

if TYPE_CHECKING:
    from sco_cli.models.entities import Source
    from sco_cli.models.facts import Evidence, Fact


class SharedOrigin(NamedTuple):
    """A source that states a fact and has the same origin as another: the same page, or the same words."""

    source: str
    by: Literal["page", "words"]


def self_corroborations(base: FactBase, fact: Fact) -> dict[int, SharedOrigin]:
    """The evidence that corroborates a fact from an origin that states it: its indexes, each with that origin.

    Sources without an address are pages of their own.
    """
    pages: dict[str, str] = {}
    words: dict[str, str] = {}
    found: dict[int, SharedOrigin] = {}
    for evidence in fact.evidence:
        if evidence.stance == "states":
            pages.setdefault(_page(base, evidence.source), evidence.source)
            for text in _words(base, evidence):
                words.setdefault(text, evidence.source)
    for index, evidence in enumerate(fact.evidence):
        if evidence.stance != "corroborates":
            continue
        same_page = pages.get(_page(base, evidence.source))
        same_words = next((words[text] for text in _words(base, evidence) if text in words), None)
        if same_page:
            found[index] = SharedOrigin(same_page, "page")
        elif same_words and _are_one_family(base, same_words, evidence.source):
            found[index] = SharedOrigin(same_words, "words")
    return found


def has_independent_statements(base: FactBase, fact: Fact) -> bool:
    """Whether two sources state the fact that have neither one page nor one family of publishers."""
    first, *others = [evidence.source for evidence in fact.evidence if evidence.stance == "states"] or [""]
    return any(_page(base, other) != _page(base, first) and not _are_one_family(base, other, first) for other in others)


def _page(base: FactBase, source_id: str) -> str:
    """The page of a source; its id if there is no address."""
    source = _source(base, source_id)
    return page_address(source.url) if source and source.url else source_id


def _words(base: FactBase, evidence: Evidence) -> list[str]:
    """The words by which reports are known to be the same: the wording, and the published title."""
    source = _source(base, evidence.source)
    title = source.title if source and not source.title_is_ours else None
    return [fold(text) for text in (evidence.wording, title) if text]


def _are_one_family(base: FactBase, left_id: str, right_id: str) -> bool:
    left, right = _source(base, left_id), _source(base, right_id)
    if left is None or right is None:
        return left_id == right_id
    return any(_is_family(one, other) for one in _publishers(left) for other in _publishers(right))


def _is_family(one: str, other: str) -> bool:
    return f"{one} ".startswith(f"{other} ") or f"{other} ".startswith(f"{one} ")


def _publishers(source: Source) -> list[str]:
    """The publisher, and who carries its words."""
    return [fold(name) for name in (source.publisher, source.via) if name]


def _source(base: FactBase, source_id: str) -> Source | None:
    """The source with that id; None if a reference is wrong, which loading reports."""
    return base.source(source_id) if base.has("source", source_id) else None
