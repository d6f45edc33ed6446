"""The standing of a fact: what all of its evidence together makes of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from sco_cli.models.vocabulary import STANDINGS, Standing

if TYPE_CHECKING:
    from sco_cli.models.facts import Fact


STANDING_BY_STANCE: dict[str, Standing] = {
    "contradicts": "contested",
    "refines": "refined",
    "corroborates": "corroborated",
    "repeats": "repeated",
}
"""The stances that decide on a standing, worst first; `states` and `context` leave a fact where it is."""


def standing_of(fact: Fact) -> Standing:
    """The worst that any of the fact's evidence makes of it; derived, never stored."""
    stances = {evidence.stance for evidence in fact.evidence}
    return next((word for stance, word in STANDING_BY_STANCE.items() if stance in stances), "single-source")


def count_standings(facts: Iterable[Fact]) -> dict[Standing, int]:
    """How many facts there are of each standing, worst first, zeros included."""
    counts = Counter(map(standing_of, facts))
    return {word: counts[word] for word in STANDINGS}
