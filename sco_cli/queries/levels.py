"""What can be said of a figure and of a fact: levels in their unit, the change between them, the standing."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sco_cli.models.factbase import FactBase
from sco_cli.quantities import change
from sco_cli.quantities.change import Change
from sco_cli.quantities.quantity import Quantity

if TYPE_CHECKING:
    from sco_cli.models.entities import Metric
    from sco_cli.models.facts import Figure


class Levels(NamedTuple):
    """A figure's numbers as values of its metric, and the change that follows or is stated."""

    before: Quantity | None
    after: Quantity | None
    value: Quantity | None
    change: Change | None

    def present(self) -> list[tuple[str, Quantity]]:
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


def levels_of(base: FactBase, figure: Figure) -> Levels:
    """The figure in its metric's unit and range, in which its numbers are if the base has been checked."""
    metric: Metric = base.get(figure.metric)

    def measured(quantity: Quantity | None) -> Quantity | None:
        return quantity and quantity.with_unit(metric.unit or "", metric.minimum, metric.maximum)

    before, after = measured(figure.before), measured(figure.after)
    computed = change.compute_change(before, after) if before and after else figure.change
    return Levels(before, after, measured(figure.value), computed)
