"""The years that --from and --to limit official series to. This module is imported at every start."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from sco_cli.models.entities import Series


class YearRange(NamedTuple):
    """The years from `first` to `last`, both included; None where it is open."""

    first: int | None = None
    last: int | None = None

    @property
    def is_limited(self) -> bool:
        """Whether it leaves out any year."""
        return self.first is not None or self.last is not None

    def includes(self, year: int) -> bool:
        """Whether the year is one of them."""
        return (self.first is None or self.first <= year) and (self.last is None or year <= self.last)

    def text(self) -> str:
        """In words, if it is limited: "from 2015 to 2020", "from 2015", "to 2020"."""
        return " ".join(f"{word} {year}" for word, year in self.ends())

    def ends(self) -> Iterator[tuple[str, int]]:
        """The years at which it is limited, each with the word for it: "from" or "to"."""
        if self.first is not None:
            yield "from", self.first
        if self.last is not None:
            yield "to", self.last

    def clip(self, series: Series) -> Series | None:
        """The series with its values and breaks in these years only; None if it has no value in them."""
        points = {year: value for year, value in series.points.items() if self.includes(year)}
        if len(points) == len(series.points):
            return series
        if not points:
            return None
        clipped = copy.copy(series)
        breaks = {year: reason for year, reason in series.breaks.items() if min(points) < year <= max(points)}
        for name, value in (("points", points), ("breaks", breaks)):
            object.__setattr__(clipped, name, value)  # models do not allow a change, but this copy is not in use yet
        return clipped


ALL_YEARS = YearRange()
