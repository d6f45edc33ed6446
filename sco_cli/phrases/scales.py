"""Scale words after a number: "2.5 million", "5 тыс. 300", "28亿2500万", "5 с лишним млн"."""

from __future__ import annotations

from fractions import Fraction

from sco_cli.phrases.chinese_numerals import MORE
from sco_cli.phrases.contexts import is_name_after
from sco_cli.phrases.digits import digits_at
from sco_cli.phrases.numeral import Numeral
from sco_cli.phrases.passage import Passage
from sco_cli.phrases.tables import Match, Qualifiers
from sco_cli.phrases.units import NONE

MAX_SCALE_WORDS = 8
"""How many words and signs between digits and the end of their scale are read."""

HUNDRED = 100
THOUSAND = 1000


def with_scales(passage: Passage, numeral: Numeral) -> Numeral:
    """The number with the scale words after it, and with a smaller number that goes on: "2 billion 825 million"."""
    factor, stop, hedge = scale_after(passage, numeral.stop)
    if factor == 1:
        return numeral
    total = tuple(value * factor for value in numeral.values)
    rest, stop = rest_after(passage, stop, factor)
    return numeral._replace(
        values=tuple(value + rest for value in total),
        stop=stop,
        scaled=True,
        hedge=hedge,
        unit=NONE if numeral.unit.kind == "share" else numeral.unit,
    )


def rest_after(passage: Passage, stop: int, factor: int) -> tuple[Fraction, int]:
    """The smaller numbers that go on after a scale word, "825 million" or "300" after "5 тыс.", and the word after."""
    rest = Fraction(0)
    while passage.word(stop).isdecimal() and (digits := digits_at(passage, stop)):
        value, after = digits.values[0], passage.tokens.index_at(digits.end, stop)
        if is_name_after(passage, after):
            break  # "seven thousand 5G base stations"
        own_factor, own_stop, _ = scale_after(passage, after)
        if 1 < own_factor < factor:
            rest, stop, factor = rest + value * own_factor, own_stop, own_factor
        elif own_factor == 1 and factor == THOUSAND and 1 <= value < THOUSAND:
            return rest + value, after
        else:
            break
    return rest, stop


def scale_after(passage: Passage, index: int) -> tuple[int, int, Qualifiers]:
    """The product of the scale words from here on, the word after them, and what "多" before them says."""
    tables, factor = passage.tables, 1
    hedge: Qualifiers = ()
    for _ in range(MAX_SCALE_WORDS):
        word = passage.word(index)
        if word in MORE and tables.digits.get(passage.word(index + 1), 0) >= HUNDRED:
            hedge, index = ("over",), index + 1
        elif match := hedge_before_scale(passage, index):
            hedge, index = match.meaning, index + match.length
        elif tables.digits.get(word, 0) >= HUNDRED:
            unit = passage.after(tables.units, index)
            if unit and unit.length > 1:
                break  # "兆瓦" is a megawatt
            factor, index = factor * tables.digits[word], index + 1
        elif word in tables.scales:
            factor, index = factor * tables.scales[word], index + scale_length(passage, index)
        elif (
            factor == 1
            and passage.is_glued(index)
            and word in tables.letters
            and not _letter_follows(passage, index + 1)
        ):
            factor, index = tables.letters[word], index + 1
        elif word == "-" and passage.word(index + 1) in tables.scales:
            index += 1
        else:
            break
    return factor, index, hedge


def hedge_before_scale(passage: Passage, index: int) -> Match[Qualifiers] | None:
    """The hedge between a number and its scale word: "5 с лишним млн"."""
    match = passage.after(passage.tables.hedges_before_scale, index)
    return match if match and passage.word(index + match.length) in passage.tables.scales else None


def scale_length(passage: Passage, index: int) -> int:
    """How many words and signs a scale word has: 2 with the full stop of "млн.", else 1."""
    has_stop = passage.word(index + 1) == "." and passage.is_glued(index + 1)
    return 2 if has_stop and passage.word(index) in passage.tables.lists.abbreviations else 1


def _letter_follows(passage: Passage, index: int) -> bool:
    return passage.is_glued(index) and passage.word(index)[0].isalnum()
