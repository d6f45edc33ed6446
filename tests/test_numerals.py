"""Numbers as people write them, and the exactness behind them."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sco_cli import numerals


@pytest.mark.parametrize(
    ("number", "places", "said"),
    [
        ("3200000000000", None, "3.2 trillion"),
        ("100000000", None, "100 million"),
        ("1108000000", None, "1.108 billion"),
        ("1234567", None, "1,234,567"),
        ("999999", None, "999,999"),
        ("5000", None, "5,000"),
        ("-1500000", None, "-1.5 million"),
        ("40.53", None, "40.53"),
        ("0", None, "0"),
        ("62.790697", 1, "62.8"),
        ("-53.125", 1, "-53.1"),
        ("2", 2, "2"),
        ("100", 0, "100"),
    ],
)
def test_numbers_read_as_people_write_them(number: str, places: int | None, said: str) -> None:
    assert numerals.spoken(Fraction(number), places) == said


@given(st.decimals(-(10**29), 10**29, places=10))
def test_a_decimal_goes_through_a_fraction_and_back_unchanged(number: Decimal) -> None:
    assert numerals.decimal_or_none(numerals.exact(number)) == number


@given(st.fractions())
def test_plain_numbers_are_exact_where_a_decimal_can_be(value: Fraction) -> None:
    plain = numerals.plain(value)
    assert Fraction(plain) == value or (isinstance(plain, float) and plain == float(value))


@pytest.mark.parametrize("number", ["1e999999999", "1e30", "1e-31", "nan", "inf", "-inf"])
def test_numbers_without_end_are_refused(number: str) -> None:
    with pytest.raises(ValueError, match="number"):
        numerals.exact(Decimal(number))
