"""Numbers in a text, in digits or in words: "1,234.5", "2½", "1.9×10^30", "twenty-one", "28亿2500万"."""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction

from sco_cli.phrases import chinese_numerals
from sco_cli.phrases.digits import digits_at
from sco_cli.phrases.number_words import parse_words
from sco_cli.phrases.numeral import Numeral
from sco_cli.phrases.passage import Passage
from sco_cli.phrases.scales import with_scales
from sco_cli.phrases.units import PERCENT, SHARE

VULGAR = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅛⅜⅝⅞"
"""Signs for fractions."""

_POWER = re.compile(
    r"\s?[×x*]\s?10\s?(?:\^|\*\*)?\s?(?P<minus>[-–]?)(?P<power>\d{1,2})(?![\d.,]\d)|e(?P<exponent>[-+]?\d{1,2})(?!\w)"
)
_MIXED = re.compile(
    rf"\s?(?P<vulgar>[{VULGAR}])|(?:\x20|-|\x20?and\x20)(?P<over>\d{{1,2}})[/⁄](?P<under>\d{{1,3}})(?![\d/⁄])"
)
_FRACTION = re.compile(r"(?P<over>\d{1,3})\s?[/⁄]\s?(?P<under>\d{1,4})(?![\d/⁄.,]\d?)(?!\w)")


def parse_numeral(passage: Passage, index: int) -> Numeral | None:
    """The number that begins at this word; None if there is none."""
    word = passage.word(index)
    if word.isdecimal():
        return _parse_digits(passage, index)
    if word in passage.tables.digits or word == chinese_numerals.HALF:
        return chinese_numerals.parse(passage, index)
    if len(word) == 1 and word in VULGAR:
        value = _vulgar(word)
        return with_scales(passage, Numeral((value,), index, index + 1, value, unit=SHARE))
    return parse_words(passage, index)


def _parse_digits(passage: Passage, index: int) -> Numeral | None:
    tokens = passage.tokens
    fraction = _FRACTION.match(tokens.plain, tokens.starts[index])
    if fraction and int(fraction["under"]) > int(fraction["over"]) > 0:
        value = Fraction(int(fraction["over"]), int(fraction["under"]))
        stop = tokens.index_at(fraction.end(), index)
        return with_scales(passage, Numeral((value,), index, stop, value, unit=SHARE))
    digits = digits_at(passage, index)
    if digits is None:
        return None
    values, first = digits.values, index
    if passage.word(index - 1) == "." and passage.is_glued(index):
        if passage.is_glued(index - 1):
            if passage.word(index - 2) not in passage.tables.lists.prefixes:
                return None  # the end of "3.5.2"
        elif not digits.has_marks:
            values, first = [Fraction(f"0.{passage.word(index)}")], index - 1
    values, end = _with_end(tokens.plain, digits.end, values)
    stop = tokens.index_at(end, index)
    if fraction_after := passage.after(passage.tables.with_fraction, stop):
        values, stop = [value + fraction_after.meaning for value in values], stop + fraction_after.length
    if passage.word(stop) == chinese_numerals.TENTH and values[0] < 10:
        share = values[0] * 10
        return Numeral((share,), first, stop + 1, share, unit=PERCENT)
    return with_scales(passage, Numeral(tuple(values), first, stop, values[0], scaled=digits.is_grouped))


def _with_end(text: str, end: int, values: list[Fraction]) -> tuple[list[Fraction], int]:
    """The numbers with the power of ten or the fraction after their digits, and where these end: "1.9×10^30", "2½"."""
    if power := _POWER.match(text, end):
        exponent = int(power["exponent"] or power["minus"].replace("–", "-") + power["power"])
        return [value * Fraction(10) ** exponent for value in values], power.end()
    if mixed := _MIXED.match(text, end):
        part = _mixed_part(mixed)
        if part is not None and part < 1 and values[0].denominator == 1:
            return [values[0] + part], mixed.end()
    return values, end


def _mixed_part(match: re.Match[str]) -> Fraction | None:
    """The fraction after a whole number: "½" or " 1/2"; None if it has no value."""
    if match["vulgar"]:
        return _vulgar(match["vulgar"])
    return Fraction(int(match["over"]), int(match["under"])) if int(match["under"]) else None


def _vulgar(sign: str) -> Fraction:
    """The value of a sign such as "½"."""
    return Fraction(unicodedata.numeric(sign)).limit_denominator(10)
