"""Numbers in Chinese characters, which digits may go on: "二十八", "28亿2500万", "三分之一", "七成", "百分之七十"."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from sco_cli.phrases.digits import digits_at
from sco_cli.phrases.numeral import Numeral
from sco_cli.phrases.passage import Passage
from sco_cli.phrases.tables import Qualifiers
from sco_cli.phrases.units import PERCENT, SHARE

MAX_CHARACTERS = 40
"""How many characters of a number are read."""

MYRIAD = 10_000
HALF, TENTH = "半", "成"
MORE = ("多", "余")
"""Characters between a number and its scale that mean more than it."""

_NO_NUMBER_BEFORE = ("数", "几", "成", "若", "以")
"""Characters that make "百" and the like indefinite: "数百" is hundreds."""

_RANGE_SIGNS = ("至", "到", "—", "-", "~")
_POINT = "点"
_EVERY_WINDOW = 14


class _Characters(NamedTuple):
    """Characters read as a number: the value, the place after them, and what was among them."""

    value: Fraction
    stop: int
    digits: str
    has_scale: bool
    has_ten: bool
    hedge: Qualifiers


def parse(passage: Passage, index: int) -> Numeral | None:
    """The number that begins at this character; None if there is none."""
    if passage.word(index) == HALF:
        return _half(passage, index)
    if passage.word(index - 1) in passage.tables.digits and passage.is_glued(index):
        return None  # the rest of what is no number, such as the year 二〇二五
    if neighbours := _neighbouring_digits(passage, index):
        return neighbours
    read = _read(passage, index)
    value, stop = read.value, read.stop
    if passage.words[stop : stop + 2] == ["分", "之"]:
        return _fraction(passage, index, stop + 2, value)
    if passage.word(stop) == TENTH and read.digits and 0 < value < 10:
        return _tenths(passage, index, stop, value)
    if read.digits == "1" and passage.word(stop) == HALF:
        return Numeral((Fraction(1, 2),), index, stop + 1, Fraction(1, 2), unit=SHARE, in_words=True)
    before = passage.word(index - 1)
    is_bare = read.has_scale and not read.digits and not read.has_ten  # "百", "千万"
    if not read.digits and (
        before in _NO_NUMBER_BEFORE or passage.tables.digits.get(passage.word(index - 2), 0) >= 100
    ):
        return None  # "数百", "成百上千"
    if is_bare and before == "上":
        return Numeral((value,), index - 1, stop, value, scaled=True, hedge=("over",), in_words=True)
    if not _counts(passage, index, read, is_bare=is_bare):
        return None
    value, stop = _with_half(passage, value, stop)
    return Numeral((value,), index, stop, value, scaled=read.has_scale, hedge=read.hedge, in_words=True)


def _with_half(passage: Passage, value: Fraction, stop: int) -> tuple[Fraction, int]:
    """The number with a half after it, and the place after both: "两倍半", "两个半小时"."""
    following = passage.words[stop : stop + 2]
    if following == ["倍", HALF]:
        return value + Fraction(1, 2), stop
    return (value + Fraction(1, 2), stop + 2) if following == ["个", HALF] else (value, stop)


def _read(passage: Passage, index: int) -> _Characters:
    """Read the characters of a number: digits, scales, "多" and a decimal point."""
    digits = passage.tables.digits
    total, section, number = Fraction(0), Fraction(0), None
    hedge: Qualifiers = ()
    characters, has_scale, has_ten, place = "", False, False, index
    while place < index + MAX_CHARACTERS and (place == index or passage.is_glued(place)):
        word = passage.word(place)
        value = digits.get(word)
        if value is not None and value < 10:
            characters += str(value)
            number = Fraction(value) if number is None or has_scale else number * 10 + value
        elif value is not None and value < MYRIAD:
            has_scale, has_ten = True, has_ten or value == 10
            section, number = section + (1 if number is None else number) * value, None
        elif value is not None:
            part = section + (number or 0)
            has_scale, section, number = True, Fraction(0), None
            total = (total + part) * value if 0 < total < value else total + (part or 1) * value
        elif word in MORE and (has_scale or (number is not None and passage.word(place + 1) in digits)):
            hedge = ("over",)
        elif word == _POINT and number is not None and (decimals := _decimals(passage, place + 1)):
            number, place = number + Fraction(f"0.{decimals}"), place + len(decimals)
        else:
            break
        place += 1
    return _Characters(total + section + (number or 0), place, characters, has_scale, has_ten, hedge)


def _decimals(passage: Passage, place: int) -> str:
    """The decimals in characters from here on."""
    decimals = ""
    while passage.tables.digits.get(passage.word(place), 10) < 10 and len(decimals) < MAX_CHARACTERS:
        decimals, place = f"{decimals}{passage.tables.digits[passage.word(place)]}", place + 1
    return decimals


def _counts(passage: Passage, index: int, read: _Characters, *, is_bare: bool) -> bool:
    """Whether characters that may be a number are one, and not a part of a word such as "四川" or "千方百计"."""
    tables, stop = passage.tables, read.stop
    if len(read.digits) == 2 and passage.word(index) == "十" and stop - index == 3:
        return False  # "十四五", the 14th five-year plan
    if passage.after(tables.labels_after, stop):
        return False
    if passage.word(stop) in _RANGE_SIGNS and (
        passage.word(stop + 1) in tables.digits or passage.word(stop + 1).isdecimal()
    ):
        return True
    is_counted = bool(passage.after(tables.classifiers, stop) or passage.after(tables.units, stop) or read.hedge)
    if is_bare:
        return bool(read.hedge) or (is_counted and passage.before(tables.hedges, index) is not None)
    if not read.has_scale and len(read.digits) == 4:
        return False  # a year: 二〇二五年
    if read.digits == "1" and not read.has_scale:
        is_one_of = passage.word(index - 1) == "有" and "每" in passage.words[max(index - _EVERY_WINDOW, 0) : index]
        return is_one_of or passage.words[stop : stop + 4] == [*"个百分点"] or passage.word(stop) in (TENTH, "倍")
    return is_counted or (read.has_scale and read.value > 10)


def _half(passage: Passage, index: int) -> Numeral | None:
    """The half of "过半", "半数" and "半个百分点"."""
    half = Fraction(1, 2)
    if passage.word(index - 1) == "过":
        return Numeral((half,), index - 1, index + 1, half, unit=SHARE, hedge=("over",), in_words=True)
    if passage.word(index + 1) == "数":
        return Numeral((half,), index, index + 2, half, unit=SHARE, in_words=True)
    unit = passage.after(passage.tables.units, index + 1)
    return Numeral((half,), index, index + 1, half, in_words=True) if unit and unit.meaning.kind == "points" else None


def _neighbouring_digits(passage: Passage, index: int) -> Numeral | None:
    """The range of two digits side by side: "两三家", "七八十人", "三四百户"."""
    digits = passage.tables.digits
    low, high = digits.get(passage.word(index), 0), digits.get(passage.word(index + 1), 0)
    if passage.word(index - 1) in digits or not 0 < low < 10 or high != low + 1:
        return None
    place, factor = index + 2, 1
    while digits.get(passage.word(place), 0) >= 10 and place < index + MAX_CHARACTERS:
        factor, place = factor * digits[passage.word(place)], place + 1
    if factor == 1 and passage.word(place) == TENTH:
        low, high = low * 10, high * 10
        share = Fraction(low)
        return Numeral((share,), index, place + 1, share, unit=PERCENT, in_words=True, high=Fraction(high))
    if passage.word(place) in digits or (factor == 1 and not passage.after(passage.tables.classifiers, place)):
        return None
    values = (Fraction(low * factor),)
    return Numeral(values, index, place, Fraction(low), scaled=factor > 1, in_words=True, high=Fraction(high * factor))


def _tenths(passage: Passage, index: int, stop: int, value: Fraction) -> Numeral:
    """The percentage of "七成", "七成五" and "七成半"."""
    following = passage.word(stop + 1)
    tail = 5 if following == HALF else passage.tables.digits.get(following, 10)
    percent, stop = (value * 10 + tail, stop + 2) if tail < 10 else (value * 10, stop + 1)
    return Numeral((percent,), index, stop, percent, unit=PERCENT, in_words=True)


def _fraction(passage: Passage, index: int, place: int, under: Fraction) -> Numeral | None:
    """The fraction after "分之": "三分之一", "百分之70"."""
    if passage.word(place).isdecimal():
        digits = digits_at(passage, place)
        if digits is None:
            return None
        over, stop = digits.values[0], passage.tokens.index_at(digits.end, place)
    elif passage.word(place) in passage.tables.digits:
        read = _read(passage, place)
        over, stop = read.value, read.stop
    else:
        return None
    if under == 0:
        return None
    if under in (100, 1000, MYRIAD):
        percent = over * 100 / under
        return Numeral((percent,), index, stop, percent, unit=PERCENT, in_words=True)
    return Numeral((over / under,), index, stop, over / under, unit=SHARE, in_words=True)
