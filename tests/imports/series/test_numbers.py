"""Numbers of a column: thousands and decimals are told apart by the column as a whole."""

from __future__ import annotations

from decimal import Decimal

import pytest

from sco_cli.errors import BadRequest
from sco_cli.imports.series.numbers import NoNumber, find_notation, plain_digits, read_number
from sco_cli.imports.series.statistics import Notation

POINT, COMMA = Notation(".", ","), Notation(",", ".")


def read_column(*cells: str) -> list[str]:
    """The numbers of a column, as TOML has them."""
    notation = find_notation((f"line {number}", cell) for number, cell in enumerate(cells))
    return [plain_digits(read_number(cell, notation).value) for cell in cells]


@pytest.mark.parametrize(
    ("cells", "numbers"),
    [
        (("1,234,567", "1,234"), ["1234567", "1234"]),
        (("1.234.567", "1.234"), ["1234567", "1234"]),
        (("1\u00a0234\u00a0567", "1 234"), ["1234567", "1234"]),
        (("1\u202f234,5", "12,75"), ["1234.5", "12.75"]),
        (("1'234.5", "2\u2019000"), ["1234.5", "2000"]),
        (("1.234", "45.1"), ["1.234", "45.1"]),
        (("1,234", "45,1"), ["1.234", "45.1"]),
        (("1.234", "0.567"), ["1.234", "0.567"]),
        (("1.234,5", "1.234"), ["1234.5", "1234"]),
        (("1234.567",), ["1234.567"]),
        (("12,34,567",), ["1234567"]),
        (("45.10", "007", ".5", "5.", "+3", "-0.0", "\u22122"), ["45.10", "7", "0.5", "5", "3", "0.0", "-2"]),
        (("-1.5E+03", "2e-2"), ["-1500", "0.02"]),
        (("45.1%", "45.1 %"), ["45.1", "45.1"]),
    ],
)
def test_numbers_keep_their_digits_in_the_notation_of_the_column(cells: tuple[str, ...], numbers: list[str]) -> None:
    assert read_column(*cells) == numbers


@pytest.mark.parametrize("cells", [("1.234",), ("1,234", "500"), ("1.5", "1,5"), ("1,234.5", "1.234,5")])
def test_a_column_that_can_be_read_in_two_ways_is_refused(cells: tuple[str, ...]) -> None:
    with pytest.raises(BadRequest, match="--decimal-comma or --decimal-point"):
        read_column(*cells)


@pytest.mark.parametrize(
    ("cell", "notation", "number"), [("1.234", COMMA, "1234"), ("1.234", POINT, "1.234"), ("1,234", POINT, "1234")]
)
def test_an_option_decides(cell: str, notation: Notation, number: str) -> None:
    assert read_number(cell, notation).value == Decimal(number)


@pytest.mark.parametrize(
    "cell",
    [
        *("inf", "-inf", "5 (e)", "about 5", "<0.1", "1 23", "1,23,4", "٣", "1_000", "0x10", "1e99999", "5 %%", "- 5"),
        *("9" * 31, "9" * 5000, "0." + "1" * 31, "1e31", "1.2.3", "", "e5", "--5", "1.234,5.6"),
    ],
)
def test_what_is_no_number_of_a_fact_base_is_refused_and_not_shown_in_full(cell: str) -> None:
    with pytest.raises(NoNumber) as refused:
        read_number(cell, POINT)
    assert len(str(refused.value)) < 150


def test_numbers_of_thirty_digits_are_taken() -> None:
    assert plain_digits(read_number("9" * 30, POINT).value) == "9" * 30
