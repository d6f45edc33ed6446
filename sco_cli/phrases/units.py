"""Units of numbers in text: percent, points, times, money, measures and lengths of time."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

ONE = Fraction(1)


class Unit(NamedTuple):
    """What a number counts.

    * `kind`: "percent", "points", "times", "money", "measure", "time", "age", "share" for a fraction of a whole; empty
      for things that are counted, and where the text does not say.
    * `names`: of money, the currencies by ISO 4217 that the words may mean; of a measure, its dimension.
    * `factor`: of a measure, its size in base units of the SI; of percent and points, the size of one: 1/10 for ‰.
    """

    kind: str = ""
    names: frozenset[str] = frozenset()
    factor: Fraction = ONE

    @property
    def size(self) -> Fraction:
        """What a number is multiplied by when it is read: values of percent and points are whole percent and points."""
        return self.factor if self.kind in ("percent", "points") else ONE


NONE = Unit()
PERCENT = Unit("percent")
SHARE = Unit("share")
TIMES = Unit("times")
