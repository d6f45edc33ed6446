"""Numbers in a column of a table, in the notation that the column as a whole shows.

"1.234" is 1234 in one country and 1.234 in another. Marks that stand twice, before other than three digits, or before
another mark tell which is meant, and so for all cells of the column.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from sco_cli.errors import BadRequest
from sco_cli.imports.series.statistics import Notation, quoted
from sco_cli.quantities.number_format import MAX_DIGITS

MISSING = frozenset(
    ("", "..", "...", ".", ":", "-", "--", "–", "—", "…", "na", "n/a", "n.a.", "#n/a", "nan", "null", "none")  # noqa: RUF001
)
"""What stands in cells without a value, in small letters: of the World Bank, Eurostat, spreadsheets and pandas."""

MAX_NUMBER_LENGTH = 200
"""A longer cell is no number."""

SPACES = " \u00a0\u2007\u2009\u202f"
"""Blanks that stand between thousands, the narrow and the no-break ones among them."""

APOSTROPHES = "'\u2019"
"""Marks that stand between thousands in Switzerland."""

_BLANKS = re.compile(f"(?<=[0-9])[{SPACES}{APOSTROPHES}](?=[0-9]{{3}}(?![0-9]))")
_NUMBER = re.compile(r"([+-]?)([0-9]*(?:[.,][0-9]+)*[.,]?)(?:[eE]([+-]?[0-9]{1,4}))?")
_MARK = re.compile("[.,]")
_GROUPED = re.compile(r"[0-9]{1,3}(?:[.,][0-9]{2,3})*[.,][0-9]{3}")


class NoNumber(Exception):
    """A cell holds something else than a number that a fact base can hold."""


class Number(NamedTuple):
    """A number with all its digits, and whether a percent sign follows."""

    value: Decimal
    is_percent: bool


class _Parts(NamedTuple):
    """A number in parts: sign, digits with marks between them, exponent."""

    sign: str
    digits: str
    exponent: str
    is_percent: bool


def find_notation(cells: Iterable[tuple[str, str]], option: str = "--decimal-comma or --decimal-point") -> Notation:
    """The notation of a column, from the places and texts of its cells.

    Raises BadRequest if it can be read in two ways, or if two cells contradict each other.
    """
    seen: dict[str, tuple[str, str]] = {}
    ambiguous: tuple[str, str] | None = None
    for place, text in cells:
        try:
            digits = _split(text).digits
        except NoNumber:
            continue
        decimal = _decimal_mark(digits)
        if decimal == "?":
            ambiguous = ambiguous or (place, text)
        elif decimal:
            seen.setdefault(decimal, (place, text))
    if len(seen) > 1:
        (place, text), (other_place, other) = seen["."], seen[","]
        raise BadRequest(
            f"{place}: {quoted(text)} has a decimal point, and {quoted(other)} ({other_place}) a decimal comma; "
            f"say which it is with {option}"
        )
    if not seen and ambiguous:
        place, text = ambiguous
        raise BadRequest(
            f"{place}: {quoted(text)} may have a thousands separator or a decimal mark; say which it is with {option}"
        )
    decimal = next(iter(seen), ".")
    return Notation(decimal, "," if decimal == "." else ".")


def read_number(text: str, notation: Notation) -> Number:
    """The number in a cell. Raises NoNumber with the reason."""
    sign, digits, exponent, is_percent = _split(text)
    whole, _, decimals = digits.rpartition(notation.decimal) if notation.decimal in digits else (digits, "", "")
    if notation.group and notation.group in whole:
        if not _GROUPED.fullmatch(whole):
            raise NoNumber(f"{quoted(text)} has separators in places that do not mark thousands")
        whole = whole.replace(notation.group, "")
    if _MARK.search(whole) or _MARK.search(decimals):
        raise NoNumber(
            f"{quoted(text)} is not a number with a decimal {'comma' if notation.decimal == ',' else 'point'}"
        )
    value = Decimal(f"{sign}{whole or '0'}.{decimals or '0'}" if decimals else f"{sign}{whole or '0'}")
    if exponent:
        value = value.scaleb(int(exponent))
    return Number(check_size(value, text), is_percent)


def check_size(value: Decimal, text: str) -> Decimal:
    """The same number. Raises NoNumber if it has more digits than a fact base takes."""
    last_place = int(value.as_tuple().exponent)
    if value and (value.adjusted() >= MAX_DIGITS or last_place < -MAX_DIGITS):
        raise NoNumber(f"{quoted(text)} has more than {MAX_DIGITS} digits before or after the decimal mark")
    return value


def plain_digits(value: Decimal) -> str:
    """The digits of a number as TOML takes them: no exponent, and every decimal that the file has."""
    return f"{value:f}" if value else f"{abs(value):f}"


def _split(text: str) -> _Parts:
    """The parts of a number, without blanks between thousands. Raises NoNumber."""
    if len(text) > MAX_NUMBER_LENGTH:
        raise NoNumber(f"{quoted(text)} is not a number that a fact base can hold")
    if text.isascii() and text.replace(".", "", 1).isdecimal():  # as most cells are, which takes less time to see
        return _Parts("", text, "", is_percent=False)
    stripped = text.strip(SPACES)
    is_percent = stripped.endswith("%")
    plain = stripped.removesuffix("%").rstrip(SPACES).replace("\u2212", "-")
    match = _NUMBER.fullmatch(_BLANKS.sub("", plain))
    if not match or not any(character.isdigit() for character in match[2]):
        raise NoNumber(f"{quoted(text)} is not a number")
    return _Parts(match[1], match[2], match[3] or "", is_percent)


def _decimal_mark(digits: str) -> str:
    """The mark before decimals that a number shows; "?" if it can be read in two ways, empty if it has no mark."""
    marks = _MARK.findall(digits)
    if not marks:
        return ""
    other = {".": ",", ",": "."}
    if len(set(marks)) == 2:
        return str(marks[-1])
    if len(marks) > 1:
        return other[str(marks[0])]
    whole, _, decimals = digits.partition(marks[0])
    is_ambiguous = len(decimals) == 3 and 1 <= len(whole) <= 3 and not whole.startswith("0")
    return "?" if is_ambiguous else str(marks[0])
