"""The levels of a figure in the unit of its metric, and the change between them."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from sco_cli.models.factbase import FactBase
from sco_cli.quantities.change import Change, compute_change
from sco_cli.quantities.quantity import Quantity

if TYPE_CHECKING:
    from sco_cli.models.entities import Metric
    from sco_cli.models.facts import Figure


class Levels(NamedTuple):
    """The numbers of a figure as values of its metric, and the change that is computed from them or stated."""

    before: Quantity | None
    after: Quantity | None
    value: Quantity | None
    change: Change | None

    def present(self) -> list[tuple[str, Quantity]]:
        """The levels that the figure has, each with its name."""
        levels = (("before", self.before), ("after", self.after), ("value", self.value))
        return [(name, level) for name, level in levels if level]

    def stated_values(self) -> list[Fraction]:
        """The numbers that the source states for the levels, in the order of the levels."""
        return [value for _, level in self.present() for value in level.stated_values]

    def sentence_text(self) -> str:
        """In words for a sentence: "from 43% to over 70%", "over 3.2 trillion USD"."""
        if self.before and self.after:
            return f"from {self.before.text()} to {self.after.text()}"
        return self.text()

    def short_text(self) -> str:
        """In words with the unit once: "43 -> over 70%", "over 3.2 trillion USD", "×2 to ×3"."""
        if self.before and self.after:
            return f"{replace(self.before, unit='').text()} -> {self.after.text()}"
        return self.text()

    def text(self) -> str:
        """In words: "43% -> over 70%", "over 3.2 trillion USD", "×2 to ×3"."""
        if self.before and self.after:
            return f"{self.before.text()} -> {self.after.text()}"
        if self.value:
            return self.value.text()
        return self.change.text() if self.change else ""


def levels_of(base: FactBase, figure: Figure) -> Levels:
    """The levels of a figure in its metric's unit and range.

    Raises ValueError for a number outside the range, which validation of the base rules out.
    """
    metric = base.metric(figure.metric)
    before, after, value = (_in_unit(level, metric) for level in (figure.before, figure.after, figure.value))
    change = compute_change(before, after) if before and after else figure.change
    return Levels(before, after, value, change)


def level_of(base: FactBase, figure: Figure, name: str) -> Quantity | None:
    """The level of a figure with that name, such as "before", as in `levels_of`."""
    return _in_unit(getattr(figure, name), base.metric(figure.metric))


def _in_unit(level: Quantity | None, metric: Metric) -> Quantity | None:
    return level and level.with_unit(metric.unit or "", metric.minimum, metric.maximum)
