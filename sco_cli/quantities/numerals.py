"""Numbers as people write them ("3.2 trillion", "5,000") and as machines read them."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from fractions import Fraction

MAX_DIGITS = 30
"""Most digits that a number may have before and after the point."""

MAX_DECIMALS = MAX_DIGITS

# The short scale, as English-language publishers use it.
SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))

# A scaled number with more decimals than this reads worse than its digits: 1,234,567 rather than 1.234567 million.
MAX_SCALED_DECIMALS = 3


NumberLike = int | str | Decimal
"""A number as Python has it, or its digits as text."""


def parse(number: NumberLike) -> int | Decimal:
    """The number of which those are the digits. Raises ValueError for text that is no number."""
    try:
        return Decimal(number) if isinstance(number, str) else number
    except InvalidOperation as error:
        raise ValueError(f'"{number}" is not a number') from error


def to_fraction(number: int | Decimal) -> Fraction:
    """The number as a fraction.

    Raises ValueError for one that is not finite, or has more than `LONGEST` digits on a side of its point: such a
    number is a slip or an attack, and exact arithmetic on it would take the machine's memory.
    """
    decimal = Decimal(number)
    if not decimal.is_finite():
        raise ValueError(f"{number} is not a finite number")
    last_place = int(decimal.as_tuple().exponent)
    if decimal and (decimal.adjusted() >= MAX_DIGITS or last_place < -MAX_DIGITS):
        raise ValueError(f"a number may have at most {MAX_DIGITS} digits on a side of the point")
    return Fraction(decimal)


def decimal_or_none(value: Fraction) -> Decimal | None:
    """The same value as a decimal; None where its digits never end, as those of 70/43."""
    rest = value.denominator
    twos = fives = 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        return None
    places = max(twos, fives)
    # Written out and read, for Decimal's own arithmetic would round to the 28 digits of its context.
    return Decimal(f"{value.numerator * 10**places // value.denominator}e-{places}")


def to_json(value: Fraction) -> int | Decimal | float:
    """The value for a machine: exact where a decimal can hold it, else the nearest float."""
    if value.denominator == 1:
        return value.numerator
    decimal = decimal_or_none(value)
    return float(value) if decimal is None else decimal


def format_number(value: Fraction, places: int | None = None) -> str:
    """The value for people: rounded half to even where `places` is given, with a scale word or grouped digits.

    `spoken(Fraction(32 * 10**11))` is "3.2 trillion"; `spoken(Fraction(4999))` is "4,999".
    """
    places = MAX_DECIMALS if places is None else places
    while value and places < MAX_DECIMALS and not round(value, places):
        places += 1  # what is not zero is not said to be zero, but for the last of so many places
    value = round(value, places)
    for scale, word in SCALES:
        if abs(value) >= scale:
            scaled = decimal_or_none(value / scale)
            if scaled is not None and -int(scaled.as_tuple().exponent) <= MAX_SCALED_DECIMALS:
                return f"{scaled:,f} {word}"
    return f"{decimal_or_none(value):,f}"
