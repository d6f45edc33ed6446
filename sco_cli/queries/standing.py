"""The standing of a fact: what all of its evidence together makes of it. Derived, never stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from sco_cli.models.vocabulary import STANDINGS, Stance, Standing

if TYPE_CHECKING:
    from sco_cli.models.facts import Fact

STANDING_BY_STANCE: dict[Stance, Standing] = {
    "contradicts": "contested",
    "refines": "refined",
    "corroborates": "corroborated",
    "repeats": "repeated",
}
"""The standing that follows from evidence of a stance, worst first; `states` and `context` have no effect."""


def standing_of(fact: Fact) -> Standing:
    """The worst standing that follows from any of the fact's evidence."""
    stances = {evidence.stance for evidence in fact.evidence}
    return next((standing for stance, standing in STANDING_BY_STANCE.items() if stance in stances), "single-source")


def count_standings(facts: Iterable[Fact]) -> dict[Standing, int]:
    """How many facts have each standing, worst first, zeros included."""
    counts = Counter(map(standing_of, facts))
    return {standing: counts[standing] for standing in STANDINGS}
