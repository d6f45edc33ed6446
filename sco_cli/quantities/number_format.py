"""Exact numbers: parsed from digits, written for people ("3.2 trillion", "5,000"), and converted for JSON."""

from __future__ import annotations

import math
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Literal

MAX_DIGITS = 30
"""How many digits a number may have before its decimal point, and how many after it."""

SCALE_WORDS = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))
"""The words of the short scale, as English-language publishers use it, the largest first."""

MAX_SCALED_DECIMALS = 3
"""A number with more decimals before a scale word is written in digits: 1,234,567 and not 1.234567 million."""

ExactNumber = int | Decimal
NumberLike = ExactNumber | str
"""An exact number, or its digits as text."""

JsonNumber = int | Decimal | float

Rounding = Literal["nearest", "down", "up"]
"""How a number is rounded in text: a value to the nearest, half to even; a lower bound down and an upper bound up."""


def parse(number: NumberLike) -> ExactNumber:
    """The number that a text of digits stands for, such as "40.53" or "3.2e12"; other numbers are returned unchanged.

    Raises ValueError if the text is not a number.
    """
    try:
        return Decimal(number) if isinstance(number, str) else number
    except InvalidOperation as error:
        raise ValueError(f'"{number}" is not a number') from error


def to_fraction(number: ExactNumber) -> Fraction:
    """The number as a fraction.

    Raises ValueError for a number that is not finite or has more than `MAX_DIGITS` digits on a side of its decimal
    point. Such a number is a mistake or an attack: exact arithmetic on 1e999999999 would exhaust the memory.
    """
    decimal = Decimal(number)
    if not decimal.is_finite():
        raise ValueError(f"{number} is not a finite number")
    last_place = int(decimal.as_tuple().exponent)
    if decimal and (decimal.adjusted() >= MAX_DIGITS or last_place < -MAX_DIGITS):
        raise ValueError(f"a number may have at most {MAX_DIGITS} digits on either side of the decimal point")
    return Fraction(decimal)


def decimal_or_none(value: Fraction) -> Decimal | None:
    """The same value as a decimal; None if its decimals never end, as those of 70/43."""
    if value.denominator == 1:
        return Decimal(value.numerator)
    rest = value.denominator
    twos = fives = 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        return None
    places = max(twos, fives)
    # Built from text, because the arithmetic of Decimal rounds to the 28 digits of its context.
    return Decimal(f"{value.numerator * 10**places // value.denominator}e-{places}")


def to_json(value: Fraction) -> JsonNumber:
    """The value as a JSON number: an integer or a decimal if it is one, else the nearest float."""
    if value.denominator == 1:
        return value.numerator
    decimal = decimal_or_none(value)
    return float(value) if decimal is None else decimal


def plain(number: Decimal) -> ExactNumber:
    """The number as an integer if it is one, else without zeros at its end."""
    if number == number.to_integral_value():
        return int(number)
    return Decimal(f"{number:f}".rstrip("0"))


def round_number(value: Fraction, places: int, rounding: Rounding = "nearest") -> Fraction:
    """The value rounded to that many decimals."""
    if rounding == "nearest":
        return round(value, places)
    scaled = value * 10**places
    return Fraction(math.floor(scaled) if rounding == "down" else math.ceil(scaled), 10**places)


def format_number(value: Fraction, places: int | None = None, rounding: Rounding = "nearest") -> str:
    """The value for people, with a scale word or with commas between groups of three digits.

    It is rounded to `places` decimals, or `MAX_DIGITS` if that is None. A value that would be rounded to zero gets as
    many more decimals as it takes to show a digit, at most `MAX_DIGITS`.

    `format_number(Fraction(32 * 10**11))` is "3.2 trillion"; `format_number(Fraction(4999))` is "4,999".
    """
    places = MAX_DIGITS if places is None else places
    decimal = decimal_or_none(value)
    if decimal is None or _decimals(decimal) > places:
        while value and places < MAX_DIGITS and not round_number(value, places, rounding):
            places += 1
        value = round_number(value, places, rounding)
        decimal = decimal_or_none(value)
    whole = abs(value.numerator) // value.denominator
    for scale, word in SCALE_WORDS:
        if whole >= scale:
            scaled = decimal_or_none(value / scale)
            if scaled is not None and _decimals(scaled) <= MAX_SCALED_DECIMALS:
                return f"{scaled:,f} {word}"
    return f"{decimal:,f}"


def _decimals(number: Decimal) -> int:
    """How many decimals a number has that is not written with a power of ten."""
    return -int(number.as_tuple().exponent)
