"""Qualified numbers ("over 70 %", "nearly 5,000") as exact intervals.

A qualifier is the source's own word; it widens a number to an interval and never narrows it. What cannot be judged is
a `Refusal` with its reason, a value and not an exception. `sco_cli.change` computes with quantities.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache, partial
from typing import Any, Literal, NamedTuple, cast, get_args

from sco_cli.quantities import interval, numerals
from sco_cli.quantities.interval import End, Interval, Verdict

Qualifier = Literal["exact", "over", "at_least", "under", "at_most", "nearly", "about", "between"]
QUALIFIERS: tuple[Qualifier, ...] = get_args(Qualifier)[1:]
"""The qualifiers that are written; a number without one is exact."""

Number = int | Decimal

WORDS: dict[Qualifier, str] = {
    "over": "over ",
    "at_least": "at least ",
    "under": "under ",
    "at_most": "at most ",
    "nearly": "nearly ",
    "about": "about ",
}
# A change has a direction, so its words say on which side of the number it lies.
CHANGE_WORDS: dict[Qualifier, tuple[str, str]] = {  # for a rise, for a fall
    "over": ("more than ", "higher than "),
    "at_least": ("at least ", "no lower than "),
    "under": ("less than ", "lower than "),
    "at_most": ("at most ", "no higher than "),
}
PERCENT = "%"
TIMES = "x"
"""The unit of a ratio; it stands before the number."""


class NotComputable(NamedTuple):
    """A result that cannot honestly be computed, and why."""

    reason: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in the strength that its source gives it, with its unit.

    `interval` holds every value that the words allow. `about` marks a number, or a result of one, of which the source
    says no more than that it is near; it stays where it is, and no tolerance is invented.
    """

    qualifier: Qualifier
    interval: Interval
    unit: str = ""
    about: bool = False

    @classmethod
    def from_interval(cls, span: Interval, unit: str = "", *, about: bool = False) -> Quantity:
        """A computed quantity, its qualifier from the ends that a source states."""
        low, high = span.low, span.high
        if span.is_point:
            return cls("about" if about else "exact", span, unit, about)
        if low and (not high or low.stated > high.stated):
            return cls("at_least" if low.included else "over", span, unit, about)
        if high and (not low or high.stated > low.stated):
            return cls("at_most" if high.included else "under", span, unit, about)
        return cls("between", span, unit, about)

    def as_value_of(self, unit: str, minimum: Number | None = None, maximum: Number | None = None) -> Quantity:
        """The same number as a value of a metric: in its unit, open ends closed by its range.

        Raises ValueError when a number that the source states lies outside the range.
        """
        low, high = (None if bound is None else Fraction(bound) for bound in (minimum, maximum))
        for end in (self.interval.low, self.interval.high):
            if (
                end
                and end.stated
                and ((low is not None and end.value < low) or (high is not None and end.value > high))
            ):
                least, most = ("unbounded" if bound is None else bound for bound in (minimum, maximum))
                raise ValueError(f"{numerals.to_json(end.value)} is outside the range, {least} to {most}")
        return replace(self, unit=unit, interval=self.interval.within(low, high))

    @property
    def symbol(self) -> str:
        """The unit as it stands beside a number: "%" for "% of population"."""
        return PERCENT if self.unit.startswith(f"{PERCENT} of ") else self.unit

    @property
    def value(self) -> Fraction | None:
        """The number that the words qualify; None for a range of two."""
        if self.qualifier == "between":
            return None
        # A "nearly" of a fall has its number at the low end; all else has it at the end that a source states.
        ends = [end for end in (self.interval.low, self.interval.high) if end]
        return next((end.value for end in ends if end.stated), ends[0].value)

    @property
    def numbers(self) -> list[int | Decimal | float]:
        """The numbers that the qualifier takes: both ends of a range, else the one that the words qualify."""
        ends = [end.value for end in (self.interval.low, self.interval.high) if end]
        return [numerals.to_json(number) for number in (ends if self.value is None else [self.value])]

    def __str__(self) -> str:
        """The quantity as a fact base writes it: `43`, `{ over = 70 }`."""
        numbers = ", ".join(map(str, self.numbers))
        if self.qualifier == "exact":
            return numbers
        return f"{{ {self.qualifier} = {f'[{numbers}]' if self.qualifier == 'between' else numbers} }}"

    def text(self, places: int | None = None) -> str:
        """The level in words: "over 70 %", "nearly 5,000 documents", "2 to 3 million t"."""
        return f"{self._format(WORDS, places)} {self.symbol}".rstrip()

    def change_text(self, places: int | None = None) -> str:
        """The change in words: "more than +27 points", "x2 to x3"."""
        if self.unit == TIMES:
            return self._format(WORDS | {"over": "more than ", "under": "less than "}, places, prefix=TIMES)
        falls = self.value is not None and self.value < 0
        words = WORDS | {qualifier: pair[falls] for qualifier, pair in CHANGE_WORDS.items()}
        return f"{self._format(words, places, prefix='+')} {self.symbol}".rstrip()

    def _format(self, words: dict[Qualifier, str], places: int | None, prefix: str = "") -> str:
        def say(value: Fraction) -> str:
            said = numerals.format_number(value, places)
            return said if value < 0 else prefix + said

        low, high = self.interval.low, self.interval.high
        if self.value is None:
            assert low and high  # noqa: PT018  # only "between" has no value, and it has both ends
            return f"{'about ' if self.about else ''}{say(low.value)} to {say(high.value)}"
        word = words.get(self.qualifier, "")
        return f"{word}{'about ' if self.about and self.qualifier != 'about' else ''}{say(self.value)}"

    def to_json(self, text: str | None = None) -> dict[str, Any]:
        """The machine's view, by the contract of the json format; `text` overrides the words for a level."""
        low, high = self.interval.low, self.interval.high
        return {
            "text": self.text() if text is None else text,
            "qualifier": self.qualifier,
            "about": self.about,
            "value": None if self.value is None else numerals.to_json(self.value),
            "low": low and numerals.to_json(low.value),
            "high": high and numerals.to_json(high.value),
            "low_included": bool(low and low.included),
            "high_included": bool(high and high.included),
            "low_fraction": _fraction(low),
            "high_fraction": _fraction(high),
            "unit": self.unit or None,
        }


def parse(value: Number | dict[str, Any]) -> Quantity:
    """Read a number as a fact base writes it: plain, or a table with one qualifier.

    Raises ValueError with the reason when it is neither.
    """
    qualifier: Qualifier
    number: Any
    if isinstance(value, dict):
        if len(value) != 1 or next(iter(value)) not in QUALIFIERS:
            raise ValueError(f"a qualified number has exactly one of the keys {', '.join(QUALIFIERS)}")
        qualifier, number = cast("tuple[Qualifier, Any]", next(iter(value.items())))
    else:
        qualifier, number = "exact", value
    if qualifier == "between":
        if not isinstance(number, list | tuple) or len(number) != 2:
            raise ValueError("between takes two numbers, [low, high]")
        low, high = (End(numerals.to_fraction(_checked(bound))) for bound in number)
        if low.value >= high.value:
            raise ValueError("between takes the lower number first")
        return Quantity(qualifier, Interval(low, high))
    # By its digits: two decimals may be equal, and one of them have too many.
    return _of_one_number(qualifier, str(_checked(number)))


def _checked(number: object) -> Number:
    if isinstance(number, bool) or not isinstance(number, int | Decimal):
        raise ValueError("expected a number, or a qualified one as { over = 70 }")
    return number


@lru_cache(maxsize=10_000)  # the figures of a base share their numbers: there are few percentages
def _of_one_number(qualifier: Qualifier, number: str) -> Quantity:
    end = End(numerals.to_fraction(Decimal(number)), included=qualifier in ("exact", "about", "at_least", "at_most"))
    low_end = None if qualifier in ("under", "at_most", "nearly") else end
    high_end = None if qualifier in ("over", "at_least") else end
    return Quantity(qualifier, Interval(low_end, high_end), about=qualifier == "about")


def exact(number: numerals.NumberLike) -> Quantity:
    """The number itself; as `over(70)`, `nearly(5000)` and the others, it raises ValueError for what is no number."""
    return parse(numerals.parse(number))


def _stated(qualifier: Qualifier, number: numerals.NumberLike) -> Quantity:
    return parse({qualifier: numerals.parse(number)})


over, at_least = partial(_stated, "over"), partial(_stated, "at_least")
under, at_most = partial(_stated, "under"), partial(_stated, "at_most")
nearly, about = partial(_stated, "nearly"), partial(_stated, "about")


def between(low: numerals.NumberLike, high: numerals.NumberLike) -> Quantity:
    """From one number to a higher one, both included."""
    return parse({"between": [numerals.parse(low), numerals.parse(high)]})


def is_less(left: Quantity, right: Quantity) -> Verdict | NotComputable:
    """Whether `left` is below `right`; undetermined with an "about" on either side."""
    return _compared(left, right, interval.is_less)


def is_equal(left: Quantity, right: Quantity) -> Verdict | NotComputable:
    """Whether both are the same value; undetermined with an "about" on either side."""
    return _compared(left, right, interval.is_equal)


def _compared(
    left: Quantity, right: Quantity, compare: Callable[[Interval, Interval], Verdict]
) -> Verdict | NotComputable:
    if left.unit != right.unit:
        return unlike_units(left, right)
    return Verdict.UNDETERMINED if left.about or right.about else compare(left.interval, right.interval)


def unlike_units(left: Quantity, right: Quantity) -> NotComputable:
    """The refusal to compute across units."""
    return NotComputable(f"unlike units: {left.unit or 'none'} and {right.unit or 'none'}")


def _fraction(end: End | None) -> str | None:
    """The end as "70/43" where no decimal can hold it."""
    return str(end.value) if end and numerals.decimal_or_none(end.value) is None else None
