"""The unit of a metric, as a base writes it ("million t", "% of GDP", "USD per t"), compared with units in texts."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from sco_cli.phrases.tables import tables
from sco_cli.phrases.tokens import tokenize
from sco_cli.phrases.units import NONE, PERCENT, Unit
from sco_cli.quantities.quantity import is_percent


class MetricUnit(NamedTuple):
    """The unit of a metric: what it counts, how many of these one is ("million t"), and the text of the base."""

    unit: Unit
    scale: int
    text: str


@lru_cache(maxsize=256)
def parse_unit(text: str) -> MetricUnit:
    """Read the unit of a metric. What it does not know counts things: `unit` is empty."""
    words = tokenize(text).words
    known = tables()
    scale, first = 1, 0
    for index, word in enumerate(words):
        factor = known.scales.get(word) or (known.digits.get(word, 0) if known.digits.get(word, 0) >= 100 else None)
        if factor:
            scale, first = scale * factor, index + 1 if index == first else first
    if words[first : first + 1] == ["."]:
        first += 1
    found = [
        (match.meaning, index == first)
        for index in range(len(words))
        if (match := known.units.find(words, index, len(words)))
    ]
    if is_percent(text):
        return MetricUnit(PERCENT, scale, text)
    for kind in ("points", "percent", "money"):
        if unit := next((unit for unit, _ in found if unit.kind == kind), None):
            return MetricUnit(unit, scale, text)
    leading = next((unit for unit, is_first in found if is_first), NONE)
    return MetricUnit(leading, scale, text)


def convert(unit: Unit, metric: MetricUnit) -> Fraction | None:
    """The factor that turns a number in a text into one of the metric without its scale; None if the units differ.

    A number without a unit may be one of any metric.
    """
    own = metric.unit
    if unit.kind == "":
        return Fraction(1)
    if unit.kind == "share":
        return Fraction(100) / own.factor if own.kind == "percent" else (Fraction(1) if not metric.text else None)
    if unit.kind != own.kind:
        return Fraction(1) if not metric.text and unit.kind not in ("points", "times") else None
    if unit.kind == "money":
        return Fraction(1) if unit.names & own.names else None
    if unit.kind in ("measure", "time"):
        return unit.factor / own.factor if unit.names == own.names else None
    return 1 / own.size
