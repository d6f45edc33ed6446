"""Compares two quantities as intervals, so that bounds are neither lost nor sharpened.

An exact number of a text stands for all that rounds to it, to the digits that the text gives; one with "about" for all
that rounds to its last digit that is not zero. One that ends in two zeros or more behind other digits, such as 2,500,
may be rounded so too: it does not differ from what rounds to it. No other tolerance is used.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Literal, NamedTuple, get_args

from sco_cli.quantities.interval import Endpoint, Interval
from sco_cli.quantities.quantity import Quantity
from sco_cli.reading.readings import Reading

Verdict = Literal["entered", "same", "compatible", "differs", "not comparable", "seen before", "nothing on record"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)

MIN_TELLING_DIGITS = 2
"""A number of fewer digits, without the zeros at its end, is equal to another by chance."""

MIN_ZEROS = 2
"""A number that ends in so many zeros may be rounded."""

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
"""The digits of a number, with their marks."""

_DIGITS = re.compile(r"\d")


class Difference(NamedTuple):
    """By how much a number of a text is higher than one on record; lower if it is negative.

    `unit` is "points" for percentages; else the difference is in percent of the number on record.
    """

    value: Fraction
    unit: Literal["points", "%"]


def compare(
    reading: Reading, said: Interval, known: Quantity, *, is_percent: bool, factor: Fraction = Fraction(1)
) -> tuple[Verdict, Difference | None]:
    """The verdict on what a text says beside what is known, and the difference between the two."""
    qualifier = reading.quantity.qualifier
    margin = rounding_margin(reading) * factor
    known_ends = [end.value for end in (known.interval.low, known.interval.high) if end and end.stated]
    said_ends = [end.value for end in (said.low, said.high) if end and end.stated]
    is_near = len(known_ends) == len(said_ends) and all(
        abs(first - second) <= margin for first, second in zip(said_ends, known_ends, strict=True)
    )
    if known.qualifier == qualifier and qualifier != "about" and is_near:
        return "same", None
    widened = said
    if qualifier in ("exact", "about") and said.low:
        widest = rounding_margin(reading, is_rounded=_is_round(reading)) * factor
        widened = Interval(Endpoint(said.low.value - widest), Endpoint(said.low.value + widest))
    if is_near or _overlap(widened, known.interval):
        return "compatible", None  # "nearly 36" is not contradicted by 36.26, which is 36 in the digits of the text
    nearest = min(
        ((first, second) for first in said_ends for second in known_ends), key=lambda pair: abs(pair[0] - pair[1])
    )
    change = nearest[0] - nearest[1]
    if is_percent:
        return "differs", Difference(change, "points")
    return "differs", Difference(change / abs(nearest[1]) * 100, "%") if nearest[1] else None


def _overlap(first: Interval, second: Interval) -> bool:
    """Whether two intervals have a value in common."""
    return not (_is_below(first, second) or _is_below(second, first))


def _is_below(first: Interval, second: Interval) -> bool:
    high, low = first.high, second.low
    if high is None or low is None:
        return False
    return high.value < low.value or (high.value == low.value and not (high.included and low.included))


def _is_round(reading: Reading) -> bool:
    """Whether the number ends in two zeros or more behind two other digits, as 2,500 does: it may be rounded."""
    digits = NUMBER.search(reading.wording)
    return (
        digits is not None
        and digits[0].endswith(MIN_ZEROS * "0")
        and len(significant_digits(reading)) >= MIN_TELLING_DIGITS
    )


def rounding_margin(reading: Reading, *, is_rounded: bool = False) -> Fraction:
    """How far from the number of the text one may be that is rounded to it: half of one of its last digit.

    Of a number with "about", or if it `is_rounded`, that is the last digit that is not zero.
    """
    if reading.mention.unit.kind == "share":
        return Fraction(1)  # "a third" is said of what is nearly one
    digits = NUMBER.search(reading.wording)
    number = int("".join(_DIGITS.findall(digits[0]))) if digits else 0
    if not number:
        return Fraction(0)
    unit = abs(reading.mention.values[0]) / number
    if is_rounded or reading.quantity.qualifier == "about":
        while number % 10 == 0:
            number, unit = number // 10, unit * 10
    return unit / 2


def significant_digits(reading: Reading) -> str:
    """The digits of the number, without the zeros at its end."""
    digits = NUMBER.search(reading.wording)
    return "".join(_DIGITS.findall(digits[0])).rstrip("0") if digits else ""
