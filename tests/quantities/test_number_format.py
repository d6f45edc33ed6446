"""Numbers: written for people, and converted without loss."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sco_cli.quantities import number_format

FRACTIONS = st.builds(Fraction, st.integers(), st.integers(1, 10**9))


@pytest.mark.parametrize(
    ("number", "places", "text"),
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
        ("0.04", 1, "0.04"),
        ("-0.00049", 1, "-0.0005"),
        ("0.5", 0, "0.5"),
        ("2.5", 0, "2"),
        ("3.5", 0, "4"),
        ("999999", 0, "999,999"),
        ("1000000", None, "1 million"),
        ("1234567890", None, "1,234,567,890"),
    ],
)
def test_numbers_are_written_with_scale_words_and_grouped_digits(number: str, places: int | None, text: str) -> None:
    assert number_format.format_number(Fraction(number), places) == text


@pytest.mark.parametrize(
    ("number", "rounding", "text"),
    [
        ("70/43", "nearest", "1.6"),
        ("62.79", "nearest", "62.8"),
        ("62.79", "down", "62.7"),
        ("62.71", "up", "62.8"),
        ("-53.125", "down", "-53.2"),
        ("-53.125", "up", "-53.1"),
        ("27", "down", "27"),
        ("27", "up", "27"),
        ("0.04", "down", "0.04"),
        ("-0.04", "up", "-0.04"),
    ],
)
def test_a_bound_is_rounded_outward_and_a_value_to_the_nearest(
    number: str, rounding: number_format.Rounding, text: str
) -> None:
    assert number_format.format_number(Fraction(number), 1, rounding) == text


@given(st.fractions(), st.integers(0, 4))
def test_rounding_down_is_never_above_and_rounding_up_never_below(value: Fraction, places: int) -> None:
    down, up = (number_format.round_number(value, places, rounding) for rounding in ("down", "up"))
    assert down <= value <= up
    assert up - down in (0, Fraction(1, 10**places))


@given(st.decimals(-(10**29), 10**29, places=10))
def test_a_decimal_goes_through_a_fraction_and_back_unchanged(number: Decimal) -> None:
    assert number_format.decimal_or_none(number_format.to_fraction(number)) == number


@pytest.mark.parametrize(
    ("value", "text"),
    [("1/8", "0.125"), ("1/5", "0.2"), ("-7/20", "-0.35"), ("3", "3"), ("1/3", None), ("70/43", None), ("1/30", None)],
)
def test_only_a_fraction_whose_decimals_end_is_a_decimal(value: str, text: str | None) -> None:
    decimal = number_format.decimal_or_none(Fraction(value))
    assert (None if decimal is None else str(decimal)) == text


@given(FRACTIONS, st.integers(0, 6))
def test_a_number_that_is_not_zero_is_never_rounded_to_zero(value: Fraction, places: int) -> None:
    assume(abs(value) > Fraction(1, 10**number_format.MAX_DIGITS))
    assert any(digit in number_format.format_number(value, places) for digit in "123456789")


@pytest.mark.parametrize(
    "number", ["999999999999999999999999999999", "1e29", "0.000000000000000000000000000001", "0e99"]
)
def test_numbers_with_the_greatest_number_of_digits_are_exact(number: str) -> None:
    assert number_format.to_fraction(Decimal(number)) == Fraction(number)


@given(FRACTIONS)
def test_a_json_number_is_exact_if_it_can_be(value: Fraction) -> None:
    number = number_format.to_json(value)
    assert Fraction(number) == value or (isinstance(number, float) and number == float(value))


@pytest.mark.parametrize("number", ["1e999999999", "1e30", "1e-31", "nan", "inf", "-inf"])
def test_numbers_that_are_infinite_or_have_too_many_digits_are_rejected(number: str) -> None:
    with pytest.raises(ValueError, match="number"):
        number_format.to_fraction(Decimal(number))


def test_digits_are_parsed_as_a_number_and_other_text_is_rejected() -> None:
    assert (number_format.parse("40.53"), number_format.parse(7)) == (Decimal("40.53"), 7)
    with pytest.raises(ValueError, match='^"seventy" is not a number$'):
        number_format.parse("seventy")
