"""Changes: computed from the levels before and after, or stated by a source that gives no levels."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction

from sco_cli.quantities import interval
from sco_cli.quantities.interval import Interval
from sco_cli.quantities.quantity import (
    PERCENT,
    PLACES,
    POINTS,
    TIMES,
    NotComputable,
    Quantity,
    is_rank,
    unit_mismatch,
)

NO_RATIO_OF_RANKS = NotComputable("a rank is not an amount")
WORDS_FOR_MULTIPLES = {
    Fraction(1, 4): "to a quarter",
    Fraction(1, 2): "halved",
    Fraction(2): "doubled",
    Fraction(3): "tripled",
}
"""What is said beside an exact multiple, which is a riddle where it stands alone."""

NO_LEVELS = NotComputable("the source gives only the change")
UNBOUNDED = NotComputable("the levels allow any change")


@dataclass(frozen=True, slots=True)
class Change:
    """A change in three measures, each a quantity or the reason why it cannot be computed.

    `difference` is after minus before, in the unit of the levels, or in percentage points for percentages and in places
    for ranks. `percent` is the difference relative to the level before. `ratio` is after divided by before. `stated` is
    the change in the measure that the source uses, None if the change is computed from levels.
    """

    difference: Quantity | NotComputable
    percent: Quantity | NotComputable
    ratio: Quantity | NotComputable
    stated: Quantity | None = None

    def text(self) -> str:
        """The change in words: "-17 USD/t (-53.1%)", "×2 to ×3", "×0.5 (halved)".

        Computed percentages are rounded to one decimal; all other numbers are exact.
        """
        if self.stated:
            is_multiple = self.stated.unit == TIMES and self.stated.qualifier == "exact"
            words = WORDS_FOR_MULTIPLES.get(self.stated.value or Fraction(0)) if is_multiple else None
            return f"{self.stated.change_text()}{f' ({words})' if words else ''}"
        if isinstance(self.difference, NotComputable):
            return f"not computed: {self.difference.reason}"
        percent = f" ({self.percent.change_text(1)})" if isinstance(self.percent, Quantity) else ""
        return self.difference.change_text() + percent

    def __str__(self) -> str:
        """The change in words, as `text`."""
        return self.text()

    @property
    def measure(self) -> str | None:
        """The measure that the source uses, a key of `STATED_MEASURES`; None if the change is computed from levels."""
        if self.stated is None:
            return None
        return "times" if self.stated.unit == TIMES else "percent"

    def reasons_not_computed(self) -> dict[str, str]:
        """The reason for each of the three measures that cannot be computed, by its name."""
        parts = {"difference": self.difference, "percent": self.percent, "ratio": self.ratio}
        return {name: part.reason for name, part in parts.items() if isinstance(part, NotComputable)}


def compute_change(before: Quantity, after: Quantity) -> Change:
    """The change from one level to another. In different units nothing can be computed.

    The difference keeps the unit of the levels: that of two percentages is in percentage points.

    >>> from sco_cli.quantities.quantity import exact, over
    >>> change = compute_change(exact(43).with_unit("% of population"), over(70).with_unit("% of population"))
    >>> print(change)
    more than +27 percentage points (more than +62.7%)
    >>> change.difference.unit, change.percent.unit, change.ratio.unit
    ('percentage points', '%', 'x')
    """
    if before.unit != after.unit:
        mismatch = unit_mismatch(before, after)
        return Change(mismatch, mismatch, mismatch)
    about = before.about or after.about
    unit = POINTS if before.symbol == PERCENT else before.unit
    difference = interval.difference(after.interval, before.interval)
    if is_rank(before.unit):
        return Change(_to_quantity(difference, PLACES, about), NO_RATIO_OF_RANKS, NO_RATIO_OF_RANKS)
    try:
        ratio = _to_quantity(interval.ratio(after.interval, before.interval), TIMES, about)
    except (ZeroDivisionError, ValueError) as error:
        ratio = NotComputable(str(error))
    return Change(
        _to_quantity(difference, unit, about),
        ratio if isinstance(ratio, NotComputable) else _ratio_to_percent(ratio),
        ratio,
    )


def from_percent(percent: Quantity) -> Change:
    """A change that a source states in percent, without levels; a fall is negative.

    Raises ValueError for a fall by more than 100%.
    """
    percent = _nearly_towards_zero(percent).with_unit(PERCENT, minimum=-100)
    shares = percent.interval.scale(Fraction(1, 100)).shift(Fraction(1))
    return Change(NO_LEVELS, percent, replace(percent, interval=shares, unit=TIMES), stated=percent)


def from_multiple(times: Quantity) -> Change:
    """A change that a source states as a multiple, without levels; 2 is a doubling. Raises ValueError if negative."""
    times = times.with_unit(TIMES, minimum=0)
    return Change(NO_LEVELS, _ratio_to_percent(times), times, stated=times)


STATED_MEASURES: dict[str, Callable[[Quantity], Change]] = {"percent": from_percent, "times": from_multiple}
"""How a source may state a change without levels, and what makes the change of its number."""


def _nearly_towards_zero(percent: Quantity) -> Quantity:
    """The same change, but with all values above -50% for "nearly -50%": a smaller fall, not a greater one."""
    end = percent.interval.high
    if percent.qualifier != "nearly" or end is None or end.value >= 0:
        return percent
    return replace(percent, interval=Interval(end, None))


def _to_quantity(span: Interval, unit: str, about: bool) -> Quantity | NotComputable:
    return Quantity.from_interval(span, unit, about=about) if span.low or span.high else UNBOUNDED


def _ratio_to_percent(ratio: Quantity) -> Quantity:
    return replace(ratio, interval=ratio.interval.shift(Fraction(-1)).scale(Fraction(100)), unit=PERCENT)
