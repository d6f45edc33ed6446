"""Figures as rows of a picture: levels, or a bare change as levels of an index."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from sco_cli import citation, comparison
from sco_cli.charts import words
from sco_cli.factbase import FactBase
from sco_cli.interval import Interval
from sco_cli.quantity import Quantity, Refusal

if TYPE_CHECKING:
    from sco_cli.models import Figure

INDEX = Fraction(100)
"""What a level before is taken for where a source states a change and no levels."""


@dataclass(frozen=True, slots=True)
class Row:
    """A figure as it is drawn: its heads, and each level with its label; `is_index` if they are of an index of 100."""

    place: str
    source: str
    levels: Sequence[tuple[Quantity, str]]
    is_index: bool


def row_of(base: FactBase, figure: Figure) -> Row:
    """The row of a figure."""
    found = comparison.levels(base, figure)
    source = citation.pinpoint(base, words.stating(figure))
    place = words.place(base, figure)
    if found.before and found.after:
        pair = [(found.before, f"before: {found.before.text()}"), (found.after, f"after: {found.after.text()}")]
        return Row(place, source, pair, is_index=False)
    if found.value:
        return Row(place, source, [(found.value, found.value.text())], is_index=False)
    change = found.change
    assert change and not isinstance(change.ratio, Refusal)  # noqa: PT018  # a stated change has a ratio
    hundred = Quantity("exact", Interval.point(INDEX))
    after = replace(change.ratio, interval=change.ratio.interval.scaled(INDEX), unit="")
    return Row(place, source, [(hundred, "before = 100"), (after, f"after: {change.text()}")], is_index=True)
