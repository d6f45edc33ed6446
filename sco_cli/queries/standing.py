"""The standing of a fact: what all of its evidence together makes of it. Derived, never stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from sco_cli.models.factbase import FactBase
from sco_cli.models.vocabulary import STANDINGS, Stance, Standing
from sco_cli.queries.page_address import page_address

if TYPE_CHECKING:
    from sco_cli.models.facts import Fact

STANDING_BY_STANCE: dict[Stance, Standing] = {
    "contradicts": "contested",
    "refines": "refined",
    "corroborates": "corroborated",
    "repeats": "repeated",
}
"""The standing that follows from evidence of a stance, worst first; `states` and `context` have no effect."""


def standing_of(base: FactBase, fact: Fact) -> Standing:
    """The worst standing that follows from any of the fact's evidence; a page does not corroborate itself."""
    stances = {evidence.stance for evidence in fact.evidence}
    if "corroborates" in stances:
        left_out = self_corroborations(base, fact)
        stances = {evidence.stance for index, evidence in enumerate(fact.evidence) if index not in left_out}
    return next((standing for stance, standing in STANDING_BY_STANCE.items() if stance in stances), "single-source")


def self_corroborations(base: FactBase, fact: Fact) -> dict[int, str]:
    """The evidence that corroborates a fact from a page that states it: its indexes, each with the id of that source.

    Sources without an address are pages of their own.
    """
    stating: dict[str, str] = {}
    for evidence in fact.evidence:
        if evidence.stance == "states":
            stating.setdefault(_page(base, evidence.source), evidence.source)
    return {
        index: stating[page]
        for index, evidence in enumerate(fact.evidence)
        if evidence.stance == "corroborates" and (page := _page(base, evidence.source)) in stating
    }


def _page(base: FactBase, source_id: str) -> str:
    """The page of a source; its id if there is no address."""
    url = base.source(source_id).url if base.has("source", source_id) else None
    return page_address(url) if url else source_id


def count_standings(base: FactBase, facts: Iterable[Fact]) -> dict[Standing, int]:
    """How many facts have each standing, worst first, zeros included."""
    counts = Counter(standing_of(base, fact) for fact in facts)
    return {standing: counts[standing] for standing in STANDINGS}
