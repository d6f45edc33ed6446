"""Changes: what a before and an after come to, or what a source says of a change without them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction

from sco_cli.quantities import interval
from sco_cli.quantities.interval import Interval
from sco_cli.quantities.quantity import PERCENT, TIMES, NotComputable, Quantity, unlike_units

NO_LEVELS = NotComputable("the source states no levels")
UNBOUNDED = NotComputable("the levels leave any change possible")
POINTS = "points"


@dataclass(frozen=True, slots=True)
class Change:
    """A change in three measures, each a quantity or the reason why there is none.

    `difference` is in the metric's unit, and in percentage points for percentages; `percent` is relative to the level
    before; `ratio` is after over before. `stated` is the change in the source's own measure, None where we computed it.
    """

    difference: Quantity | NotComputable
    percent: Quantity | NotComputable
    ratio: Quantity | NotComputable
    stated: Quantity | None = None

    def text(self) -> str:
        """In words: "-17 USD/t (-53.1 %)", "x2 to x3". Percentages are rounded to one decimal, all else is exact."""
        if self.stated:
            return self.stated.change_text()
        if isinstance(self.difference, NotComputable):
            return f"not computed: {self.difference.reason}"
        percent = f" ({self.percent.change_text(1)})" if isinstance(self.percent, Quantity) else ""
        return self.difference.change_text() + percent

    @property
    def measure(self) -> str | None:
        """The source's own measure, a key of `MEASURES`; None where we computed the change."""
        if self.stated is None:
            return None
        return "times" if self.stated.unit == TIMES else "percent"

    def refusals(self) -> dict[str, str]:
        """The reason for each measure that there is none of."""
        parts = {"difference": self.difference, "percent": self.percent, "ratio": self.ratio}
        return {name: part.reason for name, part in parts.items() if isinstance(part, NotComputable)}


def compute_change(before: Quantity, after: Quantity) -> Change:
    """The change from one measured level to another."""
    if before.unit != after.unit:
        refusal = unlike_units(before, after)
        return Change(refusal, refusal, refusal)
    about = before.about or after.about
    unit = POINTS if before.symbol == PERCENT else before.unit
    difference = _computed(interval.difference(after.interval, before.interval), unit, about)
    try:
        ratio = _computed(interval.ratio(after.interval, before.interval), TIMES, about)
    except (ZeroDivisionError, ValueError) as error:
        ratio = NotComputable(str(error))
    return Change(difference, ratio if isinstance(ratio, NotComputable) else _percent(ratio), ratio)


def stated_percent(percent: Quantity) -> Change:
    """The change that a source states in percent, with no levels.

    Raises ValueError for a fall of more than everything.
    """
    percent = _towards_zero(percent).as_value_of(PERCENT, minimum=-100)
    shares = percent.interval.scaled(Fraction(1, 100)).shifted(Fraction(1))
    return Change(NO_LEVELS, percent, replace(percent, interval=shares, unit=TIMES), stated=percent)


def stated_times(times: Quantity) -> Change:
    """The change that a source states as a multiple, with no levels. Raises ValueError for a negative one."""
    times = times.as_value_of(TIMES, minimum=0)
    return Change(NO_LEVELS, _percent(times), times, stated=times)


MEASURES: dict[str, Callable[[Quantity], Change]] = {"percent": stated_percent, "times": stated_times}
"""How a source may state a change without levels."""


def _towards_zero(percent: Quantity) -> Quantity:
    """The change with "nearly" read as of a fall: nearly -50 % is a smaller fall than that, not a greater one."""
    end = percent.interval.high
    if percent.qualifier != "nearly" or end is None or end.value >= 0:
        return percent
    return replace(percent, interval=Interval(end, None))


def _computed(span: Interval, unit: str, about: bool) -> Quantity | NotComputable:
    return Quantity.from_interval(span, unit, about=about) if span.low or span.high else UNBOUNDED


def _percent(ratio: Quantity) -> Quantity:
    return replace(ratio, interval=ratio.interval.shifted(Fraction(-1)).scaled(Fraction(100)), unit=PERCENT)
