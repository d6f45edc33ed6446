"""The standing of a fact: what all of its evidence amounts to. It is derived, never stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from sco_cli.models.factbase import FactBase
from sco_cli.models.vocabulary import STANDINGS, Stance, Standing
from sco_cli.queries.origins import has_independent_statements, self_corroborations

if TYPE_CHECKING:
    from sco_cli.models.facts import Fact

STANDING_BY_STANCE: dict[Stance, Standing] = {
    "contradicts": "contested",
    "refines": "refined",
    "corroborates": "corroborated",
    "repeats": "repeated",
}
"""The standing that follows from evidence of a stance, worst first; `states` of one origin and `context` have none."""


def standing_of(base: FactBase, fact: Fact) -> Standing:
    """The worst standing that follows from any of the fact's evidence.

    An origin does not corroborate itself; sources of several origins that state the fact corroborate each other.
    """
    stances: set[str] = {evidence.stance for evidence in fact.evidence}
    if "corroborates" in stances:
        left_out = self_corroborations(base, fact)
        stances = {evidence.stance for index, evidence in enumerate(fact.evidence) if index not in left_out}
    if has_independent_statements(base, fact):
        stances.add("corroborates")
    return next((standing for stance, standing in STANDING_BY_STANCE.items() if stance in stances), "single-source")


def count_standings(standings: Iterable[Standing]) -> dict[Standing, int]:
    """How many of these standings of facts are the same, worst first, zeros included."""
    counts = Counter(standings)
    return {standing: counts[standing] for standing in STANDINGS}
