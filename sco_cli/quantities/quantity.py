"""Numbers with qualifiers ("over 70%", "nearly 5,000") as exact intervals with a unit.

A qualifier is the word of the source. "Over 70" is the interval of all values above 70; "nearly 50" that of all values
below 50, however far; "about 40" is 40 with a mark that it is not exact, because no source states a tolerance.
`Quantity` is immutable. A result that cannot be computed is a `NotComputable` with the reason, not an exception.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache, partial
from typing import Literal, NamedTuple, get_args

from sco_cli.quantities import interval, number_format
from sco_cli.quantities.interval import Endpoint, Interval, Verdict
from sco_cli.quantities.number_format import ExactNumber, JsonNumber, NumberLike, Rounding

Qualifier = Literal["exact", "over", "at_least", "under", "at_most", "nearly", "about", "between"]
QUALIFIERS: tuple[Qualifier, ...] = get_args(Qualifier)[1:]
"""The qualifiers that a fact base writes; a number without one is exact."""

LEVEL_WORDS: dict[Qualifier, str] = {
    "over": "over ",
    "at_least": "at least ",
    "under": "under ",
    "at_most": "at most ",
    "nearly": "nearly ",
    "about": "about ",
}
CHANGE_WORDS: dict[Qualifier, tuple[str, str]] = {
    "over": ("more than ", "higher than "),
    "at_least": ("at least ", "no lower than "),
    "under": ("less than ", "lower than "),
    "at_most": ("at most ", "no higher than "),
}
"""The words before a change that differ from those before a level: for a rise and for a fall.

"More than -17" could be read either way, "higher than -17" cannot.
"""

PERCENT = "%"
PERCENT_UNIT = re.compile(
    r"[%％](?!\s*/)|\bper ?cent\b|\bpercentage\b|\bpct\b|\bпроцент(?:а|ов|ы)?\b|百分比", re.IGNORECASE
)
"""What makes a unit one of percentages: "% of GDP", "annual %", "percent of roads", "процентов населения"."""
POINTS_UNIT = re.compile(r"\bpoints?\b|\bpp\b|пункт|百分点", re.IGNORECASE)
"""What makes a unit one of percentage points, and no percentage."""
RANK_UNIT = re.compile(r"of \d+ ")
"""How a unit of ranks begins: "of 193 countries"."""
TIMES = "x"
"""The unit of a ratio. In words for people, `TIMES_SIGN` stands before the number instead."""
TIMES_SIGN = "×"
POINTS = "percentage points"
"""The unit of a difference of percentages."""
PLACES = "places"
"""The unit of a difference of ranks."""
UNITS_IN_JSON = {POINTS: "points"}
"""The units that json names otherwise than words for people."""
ZERO = Interval.point(Fraction(0))
SINGULAR = {POINTS: "percentage point", PLACES: "place"}
"""The units of computed differences for one of them."""


@lru_cache
def is_percent(unit: str) -> bool:
    """Whether a unit is one of percentages, in any of the usual spellings, so that differences are in points."""
    return bool(PERCENT_UNIT.search(unit)) and not POINTS_UNIT.search(unit)


def is_rank(unit: str) -> bool:
    """Whether a unit is one of ranks, so that differences are in places and a ratio has no meaning."""
    return bool(RANK_UNIT.match(unit))


class NotComputable(NamedTuple):
    """A result that cannot be computed without inventing something, and why."""

    reason: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as precise as its source states it, with its unit.

    `interval` contains every value that the qualifier allows. `about` marks a number that the source gives as
    approximate, and every result computed from one.
    """

    qualifier: Qualifier
    interval: Interval
    unit: str = ""
    about: bool = False

    @classmethod
    def from_interval(cls, span: Interval, unit: str = "", *, about: bool = False) -> Quantity:
        """A computed quantity. Its qualifier follows from the endpoints that a source states."""
        low, high = span.low, span.high
        if span.is_point:
            return cls("about" if about else "exact", span, unit, about)
        if low and (not high or low.stated > high.stated):
            return cls("at_least" if low.included else "over", span, unit, about)
        if high and (not low or high.stated > low.stated):
            return cls("at_most" if high.included else "under", span, unit, about)
        return cls("between", span, unit, about)

    def with_unit(self, unit: str, minimum: ExactNumber | None = None, maximum: ExactNumber | None = None) -> Quantity:
        """The same number with a unit, as a value of a metric: clipped to the metric's range.

        Raises ValueError if a number that the source states is outside the range, or if nothing is left in it.
        """
        if minimum is None and maximum is None:
            return Quantity(self.qualifier, self.interval, unit, self.about)
        low, high = (None if bound is None else _fraction(bound) for bound in (minimum, maximum))
        for end in (self.interval.low, self.interval.high):
            if end is None or not end.stated:
                continue
            if (low is not None and end.value < low) or (high is not None and end.value > high):
                allowed = range_text(minimum, maximum)
                raise ValueError(f"{number_format.to_json(end.value)} is outside the range, {allowed}")
        return Quantity(self.qualifier, self.interval.clip(low, high), unit, self.about)

    @property
    def symbol(self) -> str:
        """The unit as written beside a number: "%" for "% of population" and every other unit of percentages."""
        return PERCENT if is_percent(self.unit) else self.unit

    @property
    def value(self) -> Fraction | None:
        """The number that the qualifier qualifies; None for a range of two."""
        if self.qualifier == "between":
            return None
        # A fall of "nearly" so much has its number at the low end; the others have it at the end that a source states.
        ends = [end for end in (self.interval.low, self.interval.high) if end]
        return next((end.value for end in ends if end.stated), ends[0].value)

    @property
    def numbers(self) -> list[JsonNumber]:
        """The numbers that a fact base writes: both ends of a range, else `value` alone."""
        return [number_format.to_json(value) for value in self.stated_values]

    @property
    def stated_values(self) -> list[Fraction]:
        """The numbers that the source states: both ends of a range, else `value` alone."""
        if self.value is not None:
            return [self.value]
        return [end.value for end in (self.interval.low, self.interval.high) if end]

    def __str__(self) -> str:
        """The quantity in words: "over 70%", and "×2 to ×3" for a ratio. See `text`, `change_text` and `toml`.

        >>> print(over(70).with_unit("% of population"))
        over 70%
        """
        return self.change_text() if self.unit == TIMES else self.text()

    def toml(self) -> str:
        """The quantity in the TOML of a fact base: `43`, `{ over = 70 }`.

        >>> over(70).toml()
        '{ over = 70 }'
        """
        numbers = ", ".join(map(str, self.numbers))
        if self.qualifier == "exact":
            return numbers
        return f"{{ {self.qualifier} = {f'[{numbers}]' if self.qualifier == 'between' else numbers} }}"

    def text(self, places: int | None = None) -> str:
        """The quantity as a level, in words: "over 70%", "nearly 5,000 documents", "2 to 3 million t".

        `places` is the number of decimals to round to, as in `number_format.format_number`. A value is rounded to the
        nearest and a bound outward, so that the words never say more than the interval.
        """
        return self._join_symbol(self._format(LEVEL_WORDS, places))

    def change_text(self, places: int | None = None) -> str:
        """The quantity as a change, in words: "more than +27 points", "×2 to ×3". For `places` see `text`.

        A change of ranks that cannot go either way is "up 13 places" for -13, since the first rank is the best.
        """
        if self.unit == PLACES and (direction := self._direction_of_ranks()):
            return f"{direction} {self._without_sign().text(places)}"
        if self.unit == TIMES:
            return self._format(LEVEL_WORDS | {"over": "more than ", "under": "less than "}, places, prefix=TIMES_SIGN)
        value = self.value
        is_fall = value is not None and value < 0
        words = LEVEL_WORDS | {qualifier: pair[is_fall] for qualifier, pair in CHANGE_WORDS.items()}
        return self._join_symbol(self._format(words, places, prefix="+"))

    def _direction_of_ranks(self) -> str:
        """How ranks change: "up" if the values are below 0, "down" if they are above, empty if they may be either."""
        low, high = self.interval.low, self.interval.high
        if high and (high.value < 0 or (high.value == 0 and not self.interval.is_point)):
            return "up"
        return "down" if low and (low.value > 0 or (low.value == 0 and not self.interval.is_point)) else ""

    def _without_sign(self) -> Quantity:
        """The quantity of those values without their minus signs, if none is on the other side of 0."""
        low = self.interval.low
        if low and low.value >= 0:
            return self
        return Quantity.from_interval(interval.difference(ZERO, self.interval), self.unit, about=self.about)

    def _join_symbol(self, number: str) -> str:
        """The number with its unit; the percent sign follows without a blank, as in English text."""
        symbol = SINGULAR.get(self.unit, self.symbol) if number in ("1", "+1", "-1") else self.symbol
        return f"{number}{'' if symbol == PERCENT else ' '}{symbol}".rstrip()

    def _format(self, words: dict[Qualifier, str], places: int | None, prefix: str = "") -> str:
        def number_text(value: Fraction, rounding: Rounding) -> str:
            digits = number_format.format_number(value, places, rounding)
            return digits if value < 0 else prefix + digits

        low, high, stated = self.interval.low, self.interval.high, self.value
        if stated is None:
            assert low and high  # noqa: PT018  # only "between" has no value, and it has both ends
            return (
                f"{'about ' if self.about else ''}{number_text(low.value, 'down')} to {number_text(high.value, 'up')}"
            )
        word = words.get(self.qualifier, "")
        about_word = "about " if self.about and self.qualifier != "about" else ""
        rounding: Rounding = "nearest"
        if not self.interval.is_point:
            rounding = "down" if low and low.value == stated else "up"
        return f"{word}{about_word}{number_text(stated, rounding)}"

    def to_json(self, text: str | None = None) -> dict[str, str | bool | JsonNumber | None]:
        """The quantity as an object of the json format, whose keys are a contract. `text` replaces the level in words.

        `low_fraction` and `high_fraction` are given for ends whose decimals never end, as "70/43".
        """
        value, low, high = self.value, self.interval.low, self.interval.high
        low_number = None if low is None else number_format.to_json(low.value)
        high_number = None if high is None else number_format.to_json(high.value)
        return {
            "text": self.text() if text is None else text,
            "qualifier": self.qualifier,
            "about": self.about,
            "value": None if value is None else number_format.to_json(value),
            "low": low_number,
            "high": high_number,
            "low_included": bool(low and low.included),
            "high_included": bool(high and high.included),
            "low_fraction": str(low.value) if low and isinstance(low_number, float) else None,
            "high_fraction": str(high.value) if high and isinstance(high_number, float) else None,
            "unit": UNITS_IN_JSON.get(self.unit, self.unit) or None,
        }


def range_text(minimum: ExactNumber | None, maximum: ExactNumber | None) -> str:
    """A range of which at least one end is known, in words: "0 to 100", "0 or more"."""
    if minimum is None or maximum is None:
        return f"{maximum} or less" if minimum is None else f"{minimum} or more"
    return f"{minimum} to {maximum}"


@lru_cache
def _fraction(bound: ExactNumber) -> Fraction:
    """The lowest or highest value of a metric, which many figures share."""
    return Fraction(bound)


def parse(value: object) -> Quantity:
    """The quantity that a fact base writes: a number, or a table with one qualifier.

    `value` is an int, a Decimal, or a dict such as `{"over": 70}` or `{"between": [2, 3]}`. Raises ValueError for
    anything else, and for numbers that `number_format.to_fraction` refuses.
    """
    if not isinstance(value, dict):
        return _from_number("exact", value)
    if len(value) != 1 or next(iter(value)) not in QUALIFIERS:
        raise ValueError(f"a qualified number needs exactly one of the keys {', '.join(QUALIFIERS)}")
    [(qualifier, number)] = value.items()
    return _from_range(number) if qualifier == "between" else _from_number(qualifier, number)


def _from_number(qualifier: Qualifier, number: object) -> Quantity:
    value = _parse_fraction(number)
    end = Endpoint(value, included=qualifier in ("exact", "about", "at_least", "at_most"))
    low = None if qualifier in ("under", "at_most", "nearly") else end
    high = None if qualifier in ("over", "at_least") else end
    return Quantity(qualifier, Interval(low, high), about=qualifier == "about")


def _from_range(numbers: object) -> Quantity:
    if not isinstance(numbers, list | tuple) or len(numbers) != 2:
        raise ValueError("between takes two numbers, [low, high]")
    low, high = (Endpoint(_parse_fraction(number)) for number in numbers)
    if low.value >= high.value:
        raise ValueError("between takes the lower number first")
    return Quantity("between", Interval(low, high))


def _parse_fraction(number: object) -> Fraction:
    if isinstance(number, bool) or not isinstance(number, int | Decimal):
        raise ValueError("expected a number such as 70 or { over = 70 }")
    return number_format.to_fraction(number)


def exact(number: NumberLike) -> Quantity:
    """The quantity of a number without a qualifier. Raises ValueError for what is not a number, as all of these do."""
    return parse(number_format.parse(number))


def _qualified(qualifier: Qualifier, number: NumberLike) -> Quantity:
    return parse({qualifier: number_format.parse(number)})


over, at_least = partial(_qualified, "over"), partial(_qualified, "at_least")
under, at_most = partial(_qualified, "under"), partial(_qualified, "at_most")
nearly, about = partial(_qualified, "nearly"), partial(_qualified, "about")


def between(low: NumberLike, high: NumberLike) -> Quantity:
    """The quantity of a range from one number to a higher one, both included."""
    return parse({"between": [number_format.parse(low), number_format.parse(high)]})


def is_less(left: Quantity, right: Quantity) -> Verdict | NotComputable:
    """Whether `left` is less than `right`, as `interval.is_less`; undetermined if one of them is marked `about`."""
    return _compare(left, right, interval.is_less)


def is_equal(left: Quantity, right: Quantity) -> Verdict | NotComputable:
    """Whether both have the same value, as `interval.is_equal`; undetermined if one of them is marked `about`."""
    return _compare(left, right, interval.is_equal)


def _compare(
    left: Quantity, right: Quantity, compare: Callable[[Interval, Interval], Verdict]
) -> Verdict | NotComputable:
    if left.unit != right.unit:
        return unit_mismatch(left, right)
    return Verdict.UNDETERMINED if left.about or right.about else compare(left.interval, right.interval)


def unit_mismatch(left: Quantity, right: Quantity) -> NotComputable:
    """The reason why two quantities in different units are neither compared nor subtracted."""
    return NotComputable(f"different units: {left.unit or 'none'} and {right.unit or 'none'}")
