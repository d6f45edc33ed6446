"""Numbers as digits and as words in English and Russian: "1,234.5", "2½", "twenty-one", "два с половиной", "two-thirds"."""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction

from sco_cli.phrases import chinese_numerals
from sco_cli.phrases.digits import MAX_DIGITS, match_digits, read_digits
from sco_cli.phrases.numeral import Numeral
from sco_cli.phrases.passage import Passage
from sco_cli.phrases.tables import Qualifiers
from sco_cli.phrases.units import NONE, PERCENT, SHARE

MAX_WORDS = 40
"""How many words of a number are read."""

MAX_SCALE_WORDS = 8
"""How many words and signs between digits and the end of their scale are read."""

HUNDRED = 100
THOUSAND = 1000
VULGAR = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅛⅜⅝⅞"
"""Signs for fractions."""

_POWER = re.compile(
    r"\s?[×x*]\s?10\s?(?:\^|\*\*)?\s?(?P<minus>[-–]?)(?P<power>\d{1,2})(?![\d.,]\d)|e(?P<exponent>[-+]?\d{1,2})(?!\w)"
)
_MIXED = re.compile(
    rf"\s?(?P<vulgar>[{VULGAR}])|(?:\x20|-|\x20?and\x20)(?P<over>\d{{1,2}})[/⁄](?P<under>\d{{1,3}})(?![\d/⁄])"
    r"|(?P<half>\x20and\x20a\x20half|-and-a-half|\x20с\x20половиной)(?!\w)"
)
_FRACTION = re.compile(r"(?P<over>\d{1,3})\s?[/⁄]\s?(?P<under>\d{1,4})(?![\d/⁄.,]\d?)(?!\w)")
_HALVES = (["and", "a", "half"], ["and", "half"], ["-", "and", "-", "a", "-", "half"])


def parse_numeral(passage: Passage, index: int) -> Numeral | None:
    """The number that begins at this word; None if there is none."""
    word = passage.word(index)
    if word.isdecimal():
        return _parse_digits(passage, index)
    if word in passage.tables.digits or word == chinese_numerals.HALF:
        return chinese_numerals.parse(passage, index)
    if len(word) == 1 and word in VULGAR:
        value = _vulgar(word)
        return _with_scales(passage, Numeral((value,), index, index + 1, value, unit=SHARE))
    return _parse_words(passage, index)


def _parse_digits(passage: Passage, index: int) -> Numeral | None:
    tokens, first = passage.tokens, index
    plain, start = tokens.plain, tokens.starts[index]
    fraction = _FRACTION.match(plain, start)
    if fraction and int(fraction["under"]) > int(fraction["over"]) > 0:
        value = Fraction(int(fraction["over"]), int(fraction["under"]))
        stop = tokens.index_at(fraction.end(), index)
        return _with_scales(passage, Numeral((value,), index, stop, value, unit=SHARE))
    match = match_digits(plain, start)
    if len(match.group()) > MAX_DIGITS:
        return None
    values, end = read_digits(match, is_russian=passage.is_russian), match.end()
    if passage.word(index - 1) == "." and passage.is_glued(index):
        if passage.is_glued(index - 1):
            values = values if passage.word(index - 2) in passage.tables.lists.prefixes else []  # the end of "3.5.2"
        elif match["plain"] and "." not in match.group() and "," not in match.group():
            values, first = [Fraction(f"0.{match.group()}")], index - 1
    if not values:
        return None
    if power := _POWER.match(plain, end):
        exponent = int(power["exponent"] or power["minus"].replace("–", "-") + power["power"])
        values, end = [value * Fraction(10) ** exponent for value in values], power.end()
    elif mixed := _MIXED.match(plain, end):
        part = _mixed_part(mixed)
        if part is not None and part < 1 and values[0].denominator == 1:
            values, end = [values[0] + part], mixed.end()
    stop = tokens.index_at(end, index)
    if passage.word(stop) == chinese_numerals.TENTH and values[0] < 10:
        share = values[0] * 10
        return Numeral((share,), first, stop + 1, share, unit=PERCENT)
    return _with_scales(passage, Numeral(tuple(values), first, stop, values[0], scaled=not match["plain"]))


def _mixed_part(match: re.Match[str]) -> Fraction | None:
    """The fraction after a whole number: "½", " 1/2", " and a half"; None if it has no value."""
    if match["half"]:
        return Fraction(1, 2)
    if match["vulgar"]:
        return _vulgar(match["vulgar"])
    return Fraction(int(match["over"]), int(match["under"])) if int(match["under"]) else None


def _vulgar(sign: str) -> Fraction:
    """The value of a sign such as "½"."""
    return Fraction(unicodedata.numeric(sign)).limit_denominator(10)


def _with_scales(passage: Passage, numeral: Numeral) -> Numeral:
    """The number with the scale words after it, and with a smaller number that goes on: "2 billion 825 million"."""
    factor, stop, hedge = _scale_after(passage, numeral.stop)
    if factor == 1:
        return numeral
    total = tuple(value * factor for value in numeral.values)
    rest, stop = _rest_after(passage, stop, factor)
    return numeral._replace(
        values=tuple(value + rest for value in total),
        stop=stop,
        scaled=True,
        hedge=hedge,
        unit=NONE if numeral.unit.kind == "share" else numeral.unit,
    )


def _rest_after(passage: Passage, stop: int, factor: int) -> tuple[Fraction, int]:
    """The smaller numbers that go on after a scale word, and the word after them: "825 million", "300" after "5 тыс."."""
    rest = Fraction(0)
    while passage.word(stop).isdecimal():
        match = match_digits(passage.tokens.plain, passage.tokens.starts[stop])
        if len(match.group()) > MAX_DIGITS:
            break
        value = read_digits(match, is_russian=False)[0]
        after = passage.tokens.index_at(match.end(), stop)
        own_factor, own_stop, _ = _scale_after(passage, after)
        if 1 < own_factor < factor:
            rest, stop, factor = rest + value * own_factor, own_stop, own_factor
        elif own_factor == 1 and factor == THOUSAND and 1 <= value < THOUSAND:
            return rest + value, after
        else:
            break
    return rest, stop


def _scale_after(passage: Passage, index: int) -> tuple[int, int, Qualifiers]:
    """The product of the scale words from here on, the word after them, and what a word such as "多" before them says."""
    tables, factor, hedge = passage.tables, 1, ()
    for _ in range(MAX_SCALE_WORDS):
        word = passage.word(index)
        if word in chinese_numerals.MORE and tables.digits.get(passage.word(index + 1), 0) >= HUNDRED:
            hedge, index = ("over",), index + 1
        elif match := _more_before_scale(passage, index):
            hedge, index = match
        elif tables.digits.get(word, 0) >= HUNDRED:
            unit = passage.after(tables.units, index)
            if unit and unit.length > 1:
                break  # "兆瓦" is a megawatt
            factor, index = factor * tables.digits[word], index + 1
        elif word in tables.scales:
            factor, index = factor * tables.scales[word], index + 1
            if passage.word(index) == "." and passage.is_glued(index) and word in tables.lists.abbreviations:
                index += 1
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


def _more_before_scale(passage: Passage, index: int) -> tuple[Qualifiers, int] | None:
    """What a phrase between digits and their scale word says, and the word after it: "5 с лишним млн"."""
    match = passage.after(passage.tables.hedges_before_scale, index)
    if match and passage.word(index + match.length) in passage.tables.scales:
        return match.meaning, index + match.length
    return None


def _letter_follows(passage: Passage, index: int) -> bool:
    return passage.is_glued(index) and passage.word(index)[0].isalnum()


def _parse_words(passage: Passage, index: int) -> Numeral | None:
    """A number in English or Russian words."""
    tables, lists = passage.tables, passage.tables.lists
    word = passage.word(index)
    if word in tables.ordinals and passage.before(tables.every, index):
        value = Fraction(1, tables.ordinals[word])  # "every fifth"
        return Numeral((value,), index - 1, index + 1, value, unit=SHARE, in_words=True)
    if word in tables.fractions:
        return _lone_fraction(passage, index)
    if word in lists.articles:
        return _after_article(passage, index)
    if word in tables.scales and word not in lists.singular_scales:
        return _inverted(passage, index)
    return _cardinal(passage, index, index, Fraction(1) if word in tables.scales else None)


def _inverted(passage: Passage, index: int) -> Numeral | None:
    """A Russian number after its scale word, which makes it approximate: "тысяч пять"."""
    word, number = passage.word(index), passage.tables.numbers.get(passage.word(index + 1))
    if number is None or word.isascii() or passage.word(index - 1).isdecimal():
        return None
    value = number * passage.tables.scales[word]
    return Numeral((value,), index, index + 2, number, scaled=True, hedge=("about",), in_words=True)


def _cardinal(passage: Passage, index: int, place: int, group: Fraction | None) -> Numeral | None:
    """A number in words from `place` on; `group` is what comes before its first scale word, 1 for "a million"."""
    tables, lists = passage.tables, passage.tables.lists
    total, last_scale, is_scaled = Fraction(0), 0, False
    begin = place
    while place < begin + MAX_WORDS:
        word = passage.word(place)
        number = tables.numbers.get(word)
        if number is not None and _continues(group, number):
            group = (group or Fraction(0)) + number
        elif number is None and _joins(passage, place, group):
            pass  # the hyphen of "twenty-one", the "and" of "two hundred and five"
        elif (length := _half_after(passage, place)) and (group is not None or is_scaled):
            half = Fraction(1, 2)
            group, total = (group + half, total) if group is not None else (None, total + half * last_scale)
            place += length - 1
        elif tables.scales.get(word) == HUNDRED and group is not None and word not in lists.singular_scales:
            group *= HUNDRED
        elif word in tables.scales and (group is not None or is_scaled):
            scale = tables.scales[word]
            if last_scale and group is not None and scale >= last_scale:
                break
            total, group = (total + group * scale, None) if group is not None else (total * scale, None)
            last_scale, is_scaled = scale, True
            if passage.word(place + 1) == "." and word in lists.abbreviations:
                place += 1
        elif word in lists.decimal_points and group is not None and (decimals := _decimals(passage, place + 1)):
            group, place = group + decimals[0], decimals[1] - 1
        else:
            break
        place += 1
    if place == begin:
        return None
    whole = total + (group or 0)
    if not is_scaled and (fraction := _denominator(passage, place, whole)):
        value, stop = fraction
        return _with_scales(passage, Numeral((value,), index, stop, value, unit=SHARE, in_words=True))
    digits = whole / last_scale if is_scaled else whole
    if is_scaled:
        rest, place = _rest_after(passage, place, last_scale)
        whole += rest
    return Numeral((whole,), index, place, digits, scaled=is_scaled, in_words=True)


def _continues(group: Fraction | None, number: Fraction) -> bool:
    """Whether a number word goes on with the number so far: "twenty" and "one", "двести" and "сорок"."""
    if group is None:
        return True
    rest = group % HUNDRED
    if number >= HUNDRED or number == 0 or number.denominator != 1:
        return False
    if rest == 0:
        return group >= HUNDRED
    return rest >= 20 and rest % 10 == 0 and number < 10


def _joins(passage: Passage, place: int, group: Fraction | None) -> bool:
    """Whether a hyphen or "and" is inside of a number: "twenty-one", "two hundred and five"."""
    following = passage.tables.numbers.get(passage.word(place + 1))
    if following is None:
        return False
    if passage.word(place) in ("-", "‑"):
        is_glued = passage.is_glued(place) and passage.is_glued(place + 1)
        return is_glued and group is not None and following < 10 and _continues(group, following)
    is_after_hundreds = group is None or (group >= HUNDRED and group % HUNDRED == 0)
    return passage.word(place) in passage.tables.lists.joining_and and is_after_hundreds


def _half_after(passage: Passage, place: int) -> int:
    """How many words "and a half" has at this place; 0 if it is not there."""
    match = passage.after(passage.tables.with_half, place)
    return match.length if match else 0


def _decimals(passage: Passage, place: int) -> tuple[Fraction, int] | None:
    """The decimals after "point" or "целых", and the word after them: "five" in "three point five"."""
    tables, digits = passage.tables, ""
    first = tables.numbers.get(passage.word(place))
    if first is not None and (parts := tables.decimal_parts.get(passage.word(place + 1))):
        return first / parts, place + 2  # "восемь десятых"
    while (digit := tables.numbers.get(passage.word(place))) is not None and digit < 10 and len(digits) < MAX_DIGITS:
        digits, place = f"{digits}{digit}", place + 1
    return (Fraction(f"0.{digits}"), place) if digits else None


def _denominator(passage: Passage, place: int, over: Fraction) -> tuple[Fraction, int] | None:
    """The fraction that a word such as "thirds" makes of the number before it, and the word after it."""
    if passage.word(place) in ("-", "‑") and passage.is_glued(place):
        place += 1
    word = passage.word(place)
    under = passage.tables.fractions.get(word, 0)
    if over.denominator != 1 or under <= over or (word.isascii() and word.endswith("s") != (over > 1)):
        return None
    return over / under, place + 1


def _after_article(passage: Passage, index: int) -> Numeral | None:
    """A number after "a": "a million", "a third of", "a percentage point", "a quarter point"."""
    tables, following = passage.tables, passage.word(index + 1)
    unit = passage.after(tables.units, index + 1)
    if unit and unit.meaning.kind == "points" and (unit.length > 1 or passage.word(index - 1) in tables.lists.by):
        return Numeral((Fraction(1),), index, index + 1, Fraction(1), in_words=True)
    under = tables.fractions.get(following, 0)
    if under:
        return _fraction_of_article(passage, index, under)
    if tables.scales.get(following, 0) < 10 or following.endswith("s"):
        return None
    return _cardinal(passage, index, index + 1, Fraction(1))


def _fraction_of_article(passage: Passage, index: int, under: int) -> Numeral | None:
    """The fraction "a third", unless the words mean "a third party"."""
    tables, value, stop = passage.tables, Fraction(1, under), index + 2
    following = passage.word(stop)
    unit = passage.after(tables.units, stop)
    if unit and unit.meaning.kind == "points":
        return Numeral((value,), index, stop, value, in_words=True)
    is_end = (
        not following or (not following[0].isalpha() and following != "-") or following in tables.lists.after_fraction
    )
    if passage.word(index + 1).endswith("s") or not is_end:
        return None
    numeral = Numeral((value,), index, stop, value, unit=SHARE, in_words=True)
    if passage.word(stop + 1) in tables.lists.articles and passage.word(stop + 2) in tables.scales:
        return _with_scales(passage, numeral._replace(stop=stop + 2))  # "a quarter of a million"
    return numeral


def _lone_fraction(passage: Passage, index: int) -> Numeral | None:
    """A fraction without a number before it: "half of", "half a million", "треть", "пятая часть"."""
    tables, lists = passage.tables, passage.tables.lists
    word, following = passage.word(index), passage.word(index + 1)
    under = tables.fractions[word]
    value = Fraction(1, under)
    if passage.word(index - 1) in lists.no_half_before:
        return None
    if not word.isascii():
        is_share = under <= 4 or passage.after(tables.parts, index + 1) is not None
        return Numeral((value,), index, index + 1, value, unit=SHARE, in_words=True) if is_share else None
    if word not in lists.halves or following in lists.no_half_after or passage.is_glued(index):
        return None
    place = index + (2 if following in lists.articles else 3)
    if following in lists.articles or (following == "of" and passage.word(index + 2) in lists.articles):
        unit = passage.after(tables.units, place)
        if unit and unit.meaning.kind in ("percent", "points"):
            return Numeral((value,), index, place, value, in_words=True)
        if passage.word(place) in tables.scales:
            return _with_scales(passage, Numeral((value,), index, place, value, in_words=True))
        if following in lists.articles:
            return None
    return Numeral((value,), index, index + 1, value, unit=SHARE, in_words=True)
