"""What can be said of a figure and of a fact: levels in their unit, the change between them, the standing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from sco_cli import change
from sco_cli.change import Change
from sco_cli.factbase import FactBase
from sco_cli.quantity import Quantity
from sco_cli.vocabulary import STANDINGS, Standing

if TYPE_CHECKING:
    from sco_cli.models import Fact, Figure, Metric

DECIDING: dict[str, Standing] = {
    "contradicts": "contested",
    "refines": "refined",
    "corroborates": "corroborated",
    "repeats": "repeated",
}
"""The stances that decide on a standing, worst first; `states` and `context` leave a fact where it is."""


class Levels(NamedTuple):
    """A figure's numbers as values of its metric, and the change that follows or is stated."""

    before: Quantity | None
    after: Quantity | None
    value: Quantity | None
    change: Change | None

    def given(self) -> list[tuple[str, Quantity]]:
        """The levels that there are, each with its name."""
        named = (("before", self.before), ("after", self.after), ("value", self.value))
        return [(name, level) for name, level in named if level]

    def text(self) -> str:
        """In words: "43 % -> over 70 %", "over 3.2 trillion USD", "x2 to x3"."""
        if self.before and self.after:
            return f"{self.before.text()} -> {self.after.text()}"
        if self.value:
            return self.value.text()
        return self.change.text() if self.change else ""


def levels(base: FactBase, figure: Figure) -> Levels:
    """The figure in its metric's unit and range, in which its numbers are if the base has been checked."""
    metric: Metric = base.get(figure.metric)

    def measured(quantity: Quantity | None) -> Quantity | None:
        return quantity and quantity.measured(metric.unit or "", metric.minimum, metric.maximum)

    before, after = measured(figure.before), measured(figure.after)
    computed = change.between_levels(before, after) if before and after else figure.change
    return Levels(before, after, measured(figure.value), computed)


def standing(fact: Fact) -> Standing:
    """The worst that any of the fact's evidence makes of it; derived, never stored."""
    stances = {evidence.stance for evidence in fact.evidence}
    return next((word for stance, word in DECIDING.items() if stance in stances), "single-source")


def standings(facts: Iterable[Fact]) -> dict[Standing, int]:
    """How many facts there are of each standing, worst first, zeros included."""
    counts = Counter(map(standing, facts))
    return {word: counts[word] for word in STANDINGS}
