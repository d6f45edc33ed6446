"""Numbers as digits and as words: "1,234.5", "2½", "twenty-one", "два с половиной", "28亿2500万", "two-thirds"."""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction
from typing import NamedTuple

from sco_cli.phrases.tables import Qualifiers, Tables
from sco_cli.phrases.tokens import Tokens
from sco_cli.phrases.units import NONE, Unit

SHARE = Unit("share")
PERCENT = Unit("percent")

MAX_DIGITS = 30
"""A longer run of digits is a code and no number."""

MAX_WORDS = 40
"""How many words or characters of a number are read."""

MAX_SCALE_WORDS = 8
"""How many words and signs between digits and the end of their scale are read."""

_DIGITS = re.compile(
    r"""
      (?P<indian>\d{1,2}(?:,\d{2}){1,8},\d{3}(?:\.\d+)?)(?!\d)
    | (?P<comma>\d{1,3}(?:,\d{3}){1,9}(?:\.\d+)?)(?![\d]|,\d)
    | (?P<point>\d{1,3}(?:\.\d{3}){1,9},\d+|\d{1,3}(?:\.\d{3}){2,9})(?![\d]|[.,]\d)
    | (?P<blank>\d{1,3}(?:[\u00a0\u202f\u2009\x20']\d{3}){1,9}(?:[.,]\d+)?)(?!\d)
    | (?P<plain>\d+(?:[.,]\d+)?)
    """,
    re.VERBOSE,
)
_BLANKS = re.compile(r"[\u00a0\u202f\u2009 ']")
_POWER = re.compile(r"\s?[×x*]\s?10\s?(?:\^|\*\*)?\s?(?P<minus>[-–]?)(?P<power>\d{1,2})(?![\d.,]\d)|e(?P<exponent>[-+]?\d{1,2})(?!\w)")
_VULGAR = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞⅒⅐⅑"
_MIXED = re.compile(rf"\s?(?P<vulgar>[{_VULGAR}])|(?:\x20|-|\x20?and\x20)(?P<over>\d{{1,2}})[/⁄](?P<under>\d{{1,3}})(?![\d/⁄])|(?P<half>\x20and\x20a\x20half|-and-a-half|\x20с\x20половиной)(?!\w)")
_FRACTION = re.compile(r"(?P<over>\d{1,3})\s?[/⁄]\s?(?P<under>\d{1,4})(?![\d/⁄.,]\d?)(?!\w)")

HUNDRED = 100


class Numeral(NamedTuple):
    """A number in a text.

    * `values`: the numbers that it may mean, the likeliest first: in Russian "1,234" is 1.234 or 1234.
    * `start`, `stop`: its first word, and the word after its last, as indices of the tokens.
    * `digits`: the value before any scale word.
    * `scaled`: whether a scale word or grouped digits show that it is a number and no year or code.
    * `unit`: a share or percent where the number itself says so: "two-thirds", "七成".
    * `hedge`: what the number itself says of its strength: "5124多亿" is over.
    * `in_words`: whether it has no digits.
    """

    values: tuple[Fraction, ...]
    start: int
    stop: int
    digits: Fraction
    scaled: bool = False
    unit: Unit = NONE
    hedge: Qualifiers = ()
    in_words: bool = False
    high: Fraction | None = None
    """The upper end of a range in one word: "两三"."""


def parse_numeral(tokens: Tokens, index: int, tables: Tables, *, is_russian: bool) -> Numeral | None:
    """The number that begins at this word; None if there is none."""
    word = tokens.words[index]
    if word.isdecimal():
        return _parse_digits(tokens, index, tables, is_russian=is_russian)
    if word in tables.digits or word == "半":
        return _parse_chinese(tokens, index, tables)
    if len(word) == 1 and word in _VULGAR:
        value = _vulgar(word)
        return _with_scales(tokens, Numeral((value,), index, index + 1, value, unit=SHARE), tables)
    return _parse_words(tokens, index, tables)


def _parse_digits(tokens: Tokens, index: int, tables: Tables, *, is_russian: bool) -> Numeral | None:
    plain, start = tokens.plain, tokens.starts[index]
    first = index
    fraction = _FRACTION.match(plain, start)
    if fraction and int(fraction["under"]) > int(fraction["over"]) > 0 and fraction.group() not in ("9/11", "24/7"):
        value = Fraction(int(fraction["over"]), int(fraction["under"]))
        stop = tokens.index_at(fraction.end(), index)
        return _with_scales(tokens, Numeral((value,), index, stop, value, unit=SHARE), tables)
    match = _DIGITS.match(plain, start)
    assert match
    text = match.group()
    if len(text) > MAX_DIGITS:
        return None
    values = _read_digits(match, is_russian=is_russian)
    if index and tokens.words[index - 1] == "." and tokens.is_glued(index) and match["plain"] and "." not in text:
        if index > 1 and tokens.is_glued(index - 1):
            return None  # the end of "3.5.2" or of "Ltd.5"
        values, first = [Fraction(f"0.{text}")] if "," not in text else values, index - 1
    end = match.end()
    if power := _POWER.match(plain, end):
        exponent = int(power["exponent"] or power["minus"].replace("–", "-") + power["power"])
        values = [value * Fraction(10) ** exponent for value in values]
        end = power.end()
    elif mixed := _MIXED.match(plain, end):
        part = _mixed_part(mixed)
        if part is not None and part < 1 and values[0].denominator == 1:
            values, end = [values[0] + part], mixed.end()
    stop = tokens.index_at(end, index)
    if tokens.words[stop : stop + 1] == ["成"] and values[0] < 10:
        share = values[0] * 10
        return Numeral((share,), first, stop + 1, share, unit=PERCENT)
    grouped = not match["plain"]
    numeral = Numeral(tuple(values), first, stop, values[0], scaled=grouped)
    return _with_scales(tokens, numeral, tables)


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


def _read_digits(match: re.Match[str], *, is_russian: bool) -> list[Fraction]:
    """The numbers that digits may mean. In Russian a comma separates decimals, and a point may separate thousands."""
    text = _BLANKS.sub("", match.group())
    if match["point"]:
        return [Fraction(text.replace(".", "").replace(",", "."))]
    if match["comma"] or match["indian"]:
        without = Fraction(text.replace(",", ""))
        if is_russian and match["comma"] and text.count(",") == 1 and "." not in text:
            return [Fraction(text.replace(",", ".")), without]
        return [without]
    value = Fraction(text.replace(",", "."))
    if match["plain"] and re.fullmatch(r"[1-9]\d{0,2}[.,]\d{3}", text):
        without = Fraction(re.sub("[.,]", "", text))
        return [value, without]
    return [value]


def _with_scales(tokens: Tokens, numeral: Numeral, tables: Tables) -> Numeral:
    """The number with the scale words after it, and with a smaller number that goes on: "2 billion 825 million"."""
    total: tuple[Fraction, ...] = ()
    current, stop, scaled, hedge = numeral.values, numeral.stop, numeral.scaled, numeral.hedge
    last_factor = 0
    while True:
        factor, stop, many = _scale_after(tokens, stop, tables)
        hedge = hedge or many
        if factor == 1:
            break
        scaled = True
        current = tuple(value * factor for value in current)
        total = tuple(left + right for left in (total or (Fraction(0),)) for right in current)
        following = _digits_with_scale(tokens, stop, tables)
        last_factor = factor
        if following is None or not _goes_on(following, last_factor):
            break
        value, _, stop = following
        if following[1] == 1:
            total = tuple(left + value for left in total)
            break
        current = (value,)
    unit = numeral.unit if not scaled or numeral.unit.kind != "share" else NONE
    return numeral._replace(values=total or current, stop=stop, scaled=scaled, hedge=hedge, unit=unit)


def _goes_on(following: tuple[Fraction, int, int], factor: int) -> bool:
    """Whether digits go on with a number before them: "2 billion 825 million", "5 тыс. 300"."""
    value, own_factor, _ = following
    return 1 < own_factor < factor or (own_factor == 1 and factor == 1000 and 1 <= value < 1000)


def _digits_with_scale(tokens: Tokens, index: int, tables: Tables) -> tuple[Fraction, int, int] | None:
    """Digits that a scale word follows: their value, the factor, and the word after the digits."""
    if index >= len(tokens.words) or not tokens.words[index].isdecimal():
        return None
    match = _DIGITS.match(tokens.plain, tokens.starts[index])
    assert match
    if len(match.group()) > MAX_DIGITS:
        return None
    stop = tokens.index_at(match.end(), index)
    factor, _, _ = _scale_after(tokens, stop, tables)
    return _read_digits(match, is_russian=False)[0], factor, stop


def _scale_after(tokens: Tokens, index: int, tables: Tables) -> tuple[int, int, Qualifiers]:
    """The product of the scale words from here on, the word after them, and "over" for "多" before them."""
    factor, hedge, words = 1, (), tokens.words
    over: Qualifiers = ("over",)
    limit = min(len(words), index + MAX_SCALE_WORDS)
    while index < limit:
        word, glued = words[index], tokens.is_glued(index)
        if word in ("多", "余") and index + 1 < len(words) and tables.digits.get(words[index + 1], 0) >= HUNDRED:
            hedge, index = over, index + 1
        elif (length := _more_before_scale(words, index, tables)):
            hedge, index = (over if word == "с" or words[index + length - 1] == "plus" else ("about",)), index + length
        elif tables.digits.get(word, 0) >= HUNDRED:
            if (unit := tables.units.find(words, index, len(words))) and unit.length > 1:
                break  # "兆瓦" is a megawatt
            factor, index = factor * tables.digits[word], index + 1
        elif word in tables.scales:
            factor, index = factor * tables.scales[word], index + 1
            if index < len(words) and words[index] == "." and tokens.is_glued(index) and _is_abbreviation(word):
                index += 1
        elif factor == 1 and glued and word in tables.letters and not _letter_follows(tokens, index + 1):
            factor, index = factor * tables.letters[word], index + 1
        elif word == "-" and index + 1 < len(words) and words[index + 1] in tables.scales:
            index += 1
        else:
            break
    return factor, index, hedge


def _more_before_scale(words: list[str], index: int, tables: Tables) -> int:
    """How many words such as "с лишним" and "-odd" stand between digits and their scale word; 0 if there are none."""
    for more in (["с", "лишним"], ["-", "odd"], ["-", "plus"], ["plus"], ["odd"]):
        end = index + len(more)
        if words[index:end] == more and words[end : end + 1] and words[end] in tables.scales:
            return len(more)
    return 0


def _letter_follows(tokens: Tokens, index: int) -> bool:
    return tokens.is_glued(index) and tokens.words[index][0].isalnum()


def _is_abbreviation(word: str) -> bool:
    return word in ("тыс", "млн", "млрд", "трлн", "mn", "mln", "bn", "bln", "tn", "trn", "cr", "mil", "mio")


def _parse_words(tokens: Tokens, index: int, tables: Tables) -> Numeral | None:
    """A number in English or Russian words."""
    words = tokens.words
    if words[index] in tables.ordinals and tables.every.find(words, index, -1):
        value = Fraction(1, tables.ordinals[words[index]])
        return Numeral((value,), index - 1, index + 1, value, unit=SHARE, in_words=True)
    if words[index] in tables.fractions:
        return _lone_fraction(tokens, index, tables)
    group: Fraction | None = None
    total, last_scale, place, scaled = Fraction(0), 10**18, index, False
    if words[index] in ("a", "an"):
        following = words[index + 1] if index + 1 < len(words) else ""
        unit = tables.units.find(words, index + 1, len(words))
        if unit and unit.meaning.kind == "points" and (following == "percentage" or words[index - 1 : index] == ["by"]):
            return Numeral((Fraction(1),), index, index + 1, Fraction(1), in_words=True)
        if following in ("quarter", "half") and words[index + 2 : index + 3] in (["point"], ["percentage"]):
            value = Fraction(1, tables.fractions[following])
            return Numeral((value,), index, index + 2, value, in_words=True)
        if following in tables.fractions and tables.fractions[following] > 2:
            return _fraction_of_article(tokens, index, tables)
        if following not in tables.scales or following.endswith("s"):
            return None
        group, place = Fraction(1), index + 1
    elif words[index] in tables.scales:
        if words[index] not in ("тысяча", "тысячу", "миллион", "миллиард", "триллион"):
            return None
        group = Fraction(1)
    while place < min(len(words), index + MAX_WORDS):
        word = words[place]
        number = tables.numbers.get(word)
        if number is not None and _continues(group, number):
            group = (group or Fraction(0)) + number
        elif word in ("-", "‑") and _joins(tokens, place, group, tables):
            pass
        elif word == "hundred" and group is not None:
            group *= HUNDRED
        elif word in tables.scales and (group is not None or (total and scaled)):
            scale = tables.scales[word]
            if scale < last_scale:
                total, group = total + (group if group is not None else 0) * scale, None
            elif group is None:
                total *= scale
            else:
                break
            last_scale, scaled = scale, True
            if place + 1 < len(words) and words[place + 1] == "." and _is_abbreviation(word):
                place += 1
        elif word in ("and", "-") and (rest := _and_a_half(words, place)):
            if group is not None:
                group += Fraction(1, 2)
            else:
                total += Fraction(last_scale, 2)
            place += rest - 1
        elif word in ("целых", "целая") and group is not None and (decimal := _russian_decimal(words, place + 1, tables)):
            group, place = group + decimal[0], decimal[1] - 1
        elif word == "с" and words[place + 1 : place + 2] == ["половиной"] and group is not None:
            group, place = group + Fraction(1, 2), place + 1
        elif word == "and" and _goes_on_after_and(words, place, group, total, tables):
            pass
        elif word == "point" and group is not None and place + 1 < len(words) and words[place + 1] in tables.numbers:
            digits = ""
            while place + 1 < len(words) and (digit := tables.numbers.get(words[place + 1])) is not None and digit < 10:
                digits, place = f"{digits}{digit}", place + 1
            group += Fraction(f"0.{digits or 0}")
        else:
            break
        place += 1
    if place == index or (words[index] in ("a", "an") and place == index + 1):
        return None
    whole = total + (group or 0)
    if not scaled and group is not None and (fraction := _denominator(tokens, place, group, tables)):
        value, stop = fraction
        return _with_scales(tokens, Numeral((value,), index, stop, value, unit=SHARE, in_words=True), tables)
    digits = whole / last_scale if scaled else whole
    while scaled and (following := _digits_with_scale(tokens, place, tables)) and 1 < following[1] < last_scale:
        value, last_scale, place = following
        whole += value * last_scale
        _, place, _ = _scale_after(tokens, place, tables)
    return Numeral((whole,), index, place, digits, scaled=scaled, in_words=True)


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


def _joins(tokens: Tokens, place: int, group: Fraction | None, tables: Tables) -> bool:
    """Whether a hyphen is inside of a number: "twenty-one"."""
    following = tables.numbers.get(tokens.words[place + 1]) if place + 1 < len(tokens.words) else None
    return (
        group is not None
        and following is not None
        and following < 10
        and _continues(group, following)
        and tokens.is_glued(place)
        and tokens.is_glued(place + 1)
    )


def _and_a_half(words: list[str], place: int) -> int:
    """How many words "and a half" has at this place; 0 if it is not there."""
    for phrase in (["and", "a", "half"], ["-", "and", "-", "a", "-", "half"]):
        if words[place : place + len(phrase)] == phrase:
            return len(phrase)
    if words[place] == "-":
        return 0
    return 2 if words[place + 1 : place + 2] == ["half"] else 0


def _russian_decimal(words: list[str], place: int, tables: Tables) -> tuple[Fraction, int] | None:
    """The decimals of "ноль целых восемь десятых", and the word after them."""
    over = tables.numbers.get(words[place]) if place + 1 < len(words) else None
    if over is None:
        return None
    if words[place + 1].startswith("десят"):
        return over / 10, place + 2
    return (over / 100, place + 2) if words[place + 1].startswith("сот") else None


def _goes_on_after_and(words: list[str], place: int, group: Fraction | None, total: Fraction, tables: Tables) -> bool:
    """Whether "and" is inside of a number: "two hundred and five", "two thousand and five"."""
    if place + 1 >= len(words) or words[place + 1] not in tables.numbers:
        return False
    return (group is not None and group >= HUNDRED and group % HUNDRED == 0) or (group is None and total > 0)


def _denominator(tokens: Tokens, place: int, over: Fraction, tables: Tables) -> tuple[Fraction, int] | None:
    """The fraction that a word such as "thirds" makes of the number before it, and the word after it."""
    words = tokens.words
    if place < len(words) and words[place] in ("-", "‑") and tokens.is_glued(place):
        place += 1
    if place >= len(words) or over.denominator != 1:
        return None
    word = words[place]
    under = tables.fractions.get(word, 0)
    is_plural = word.endswith("s")
    if under <= over or (word.isascii() and is_plural != (over > 1)):
        return None
    return over / under, place + 1


def _fraction_of_article(tokens: Tokens, index: int, tables: Tables) -> Numeral | None:
    """The fraction "a third", unless the words mean "a third party"."""
    words = tokens.words
    following = words[index + 2] if index + 2 < len(words) else ""
    is_end = not following or (not following[0].isalpha() and following != "-") or following in ("of", "to", "in", "from", "since", "less", "more", "lower", "higher", "and", "over", "compared", "on", "as", "by", "was", "were", "is", "are", "have", "has", "had", "last")
    if words[index + 1].endswith("s") or not is_end:
        return None
    value = Fraction(1, tables.fractions[words[index + 1]])
    numeral = Numeral((value,), index, index + 2, value, unit=SHARE, in_words=True)
    if following == "of" and words[index + 3 : index + 4] == ["a"] and index + 4 < len(words) and words[index + 4] in tables.scales:
        return _with_scales(tokens, numeral._replace(stop=index + 4), tables)
    return numeral


def _lone_fraction(tokens: Tokens, index: int, tables: Tables) -> Numeral | None:
    """A fraction without a number before it: "half of", "треть", "половина"."""
    words = tokens.words
    word = words[index]
    before = words[index - 1] if index else ""
    following = words[index + 1] if index + 1 < len(words) else ""
    if word.isascii():
        if word != "half" or before in ("first", "second", "last", "latter", "other", "better", "early", "later", "former", "third") or following in ("-", "year", "time", "way", "hour", "centuries", "dozen") or tokens.is_glued(index):
            return None
        if following in ("a", "an", "of") and (place := index + (3 if words[index + 1 : index + 3] == ["of", "a"] else 2)) < len(words) and (
            (unit := tables.units.find(words, place, len(words))) and unit.meaning.kind in ("percent", "points")
        ):
            return Numeral((Fraction(1, 2),), index, place, Fraction(1, 2), in_words=True)
        if following in ("a", "an") and index + 2 < len(words) and words[index + 2] in tables.scales:
            return _with_scales(tokens, Numeral((Fraction(1, 2),), index, index + 2, Fraction(1, 2), in_words=True), tables)
        if following in ("a", "an", "its", "his", "her"):
            return None
    elif (tables.fractions[word] > 4 and not following.startswith(("част", "дол"))) or before.startswith(("перв", "втор", "последн", "кажд")):
        return None
    value = Fraction(1, tables.fractions[word])
    return Numeral((value,), index, index + 1, value, unit=SHARE, in_words=True)


def _parse_chinese(tokens: Tokens, index: int, tables: Tables) -> Numeral | None:
    """A number in Chinese characters, which digits may go on: "二十八", "三分之一", "七成", "百分之七十"."""
    words, place = tokens.words, index
    if words[place] == "半":
        return _chinese_half(tokens, index, tables)
    if span := _neighbouring_digits(tokens, index, tables):
        return span
    total, section, number = Fraction(0), Fraction(0), None
    hedge: Qualifiers = ()
    over: Qualifiers = ("over",)
    digits_only, has_scale = "", False
    while place < min(len(words), index + MAX_WORDS) and (place == index or tokens.is_glued(place)):
        word = words[place]
        value = tables.digits.get(word)
        if value is not None and value < 10:
            digits_only += str(value)
            number = Fraction(value) if number is None or has_scale else number * 10 + value
        elif value is not None:
            has_scale = True
            if value < 10_000:
                section, number = section + (1 if number is None else number) * value, None
            else:
                part = section + (number or 0)
                if total and total < value:
                    total = (total + part) * value
                else:
                    total += (part or 1) * value
                section, number = Fraction(0), None
        elif word in ("多", "余") and has_scale or (word in ("多", "余") and number is not None and words[place + 1 : place + 2] and words[place + 1] in tables.digits):
            hedge = over
        elif word == "点" and number is not None and place + 1 < len(words) and tables.digits.get(words[place + 1], 10) < 10:
            decimals = ""
            while place + 1 < len(words) and tables.digits.get(words[place + 1], 10) < 10:
                decimals, place = f"{decimals}{tables.digits[words[place + 1]]}", place + 1
            number += Fraction(f"0.{decimals}")
        else:
            break
        place += 1
    value_read = total + section + (number or 0)
    if words[place : place + 2] == ["分", "之"] and place + 2 < len(words):
        return _chinese_fraction(tokens, index, place + 2, value_read, tables)
    before = words[index - 1] if index else ""
    bare = has_scale and not digits_only and "十" not in words[index:place]
    if len(digits_only) == 2 and words[index] == "十" and place - index == 3:
        return None  # 十四五 is the 14th five-year plan
    if words[place : place + 1] == ["成"] and not bare and 0 < value_read < 10:
        tail = tables.digits.get(words[place + 1], 10) if place + 1 < len(words) else 10
        if words[place + 1 : place + 2] == ["半"]:
            tail = 5
        value_read, place = (value_read * 10 + tail, place + 2) if tail < 10 else (value_read * 10, place + 1)
        return Numeral((value_read,), index, place, value_read, unit=PERCENT, in_words=True)
    if bare and before == "上" and not (index > 1 and words[index - 2] in ("百", "千")):
        return Numeral((value_read,), index - 1, place, value_read, scaled=True, hedge=over, in_words=True)
    if not digits_only and (before in ("数", "几", "成", "若", "以") or (index > 1 and words[index - 2] in ("百", "千", "万"))):
        return None
    if digits_only == "1" and not has_scale and words[place : place + 1] == ["半"]:
        return Numeral((Fraction(1, 2),), index, place + 1, Fraction(1, 2), unit=SHARE, in_words=True)
    if words[place : place + 2] == ["倍", "半"] and value_read:
        value_read += Fraction(1, 2)
    if words[place : place + 1] and words[place] in ("至", "到", "—", "-", "~") and place + 1 < len(words) and (words[place + 1] in tables.digits or words[place + 1].isdecimal()):
        return Numeral((value_read,), index, place, value_read, scaled=has_scale, in_words=True)
    is_counted = tables.classifiers.find(words, place, len(words)) is not None or tables.units.find(words, place, len(words))
    if not (has_scale and not bare and value_read > 10) and not (is_counted or hedge):
        return None
    if tables.labels_after.find(words, place, len(words)):
        return None
    if bare and not hedge and not tables.hedges.find(words, index, -1):
        return None
    if len(digits_only) == 4 and not has_scale:
        return None  # a year: 二〇二五年
    if digits_only == "1" and not has_scale and words[place : place + 1] not in (["成"], ["倍"]) and words[place : place + 4] != ["个", "百", "分", "点"]:
        if before != "有" or "每" not in words[max(index - 14, 0) : index]:
            return None  # 一个 is rather an article
    return Numeral((value_read,), index, place, value_read, scaled=has_scale, hedge=hedge, in_words=True)


def _chinese_half(tokens: Tokens, index: int, tables: Tables) -> Numeral | None:
    """The half of "过半", "半数" and "半个百分点"."""
    words, half = tokens.words, Fraction(1, 2)
    following = words[index + 1] if index + 1 < len(words) else ""
    if index and words[index - 1] == "过":
        return Numeral((half,), index - 1, index + 1, half, unit=SHARE, hedge=("over",), in_words=True)
    if following == "数":
        return Numeral((half,), index, index + 2, half, unit=SHARE, in_words=True)
    unit = tables.units.find(words, index + 1, len(words))
    return Numeral((half,), index, index + 1, half, in_words=True) if unit and unit.meaning.kind == "points" else None


def _neighbouring_digits(tokens: Tokens, index: int, tables: Tables) -> Numeral | None:
    """The range of two digits side by side: "两三家", "七八十人", "三四百户"."""
    words = tokens.words
    if index and words[index - 1] in tables.digits:
        return None
    low, high = (tables.digits.get(word, 0) for word in [*words[index : index + 2], ""][:2])
    if not 0 < low < 10 or high != low + 1:
        return None
    place, factor = index + 2, 1
    while place < len(words) and tables.digits.get(words[place], 0) >= 10:
        factor, place = factor * tables.digits[words[place]], place + 1
    if factor == 1 and not tables.classifiers.find(words, place, len(words)):
        return None
    if factor > 1 and words[place : place + 1] and tables.digits.get(words[place]) is not None:
        return None
    return Numeral(
        (Fraction(low * factor),), index, place, Fraction(low), scaled=factor > 1, in_words=True, high=Fraction(high * factor)
    )


def _chinese_fraction(tokens: Tokens, index: int, place: int, under: Fraction, tables: Tables) -> Numeral | None:
    """The fraction after "分之": "三分之一", "百分之70"."""
    if tokens.words[place].isdecimal():
        match = _DIGITS.match(tokens.plain, tokens.starts[place])
        assert match
        over, stop = _read_digits(match, is_russian=False)[0], tokens.index_at(match.end(), place)
    else:
        numeral = _parse_han(tokens, place, tables)
        if numeral is None:
            return None
        over, stop = numeral
    if under == 0:
        return None
    if under in (100, 1000, 10_000):
        value = over * 100 / under
        return Numeral((value,), index, stop, value, unit=PERCENT, in_words=True)
    return Numeral((over / under,), index, stop, over / under, unit=SHARE, in_words=True)


def _parse_han(tokens: Tokens, index: int, tables: Tables) -> tuple[Fraction, int] | None:
    """A number below 10,000 in Chinese characters, and the word after it."""
    words, place = tokens.words, index
    section, number = Fraction(0), None
    while place < len(words) and (value := tables.digits.get(words[place])) is not None and value < 10_000:
        if value < 10:
            number = Fraction(value)
        else:
            section, number = section + (1 if number is None else number) * value, None
        place += 1
    if words[place : place + 1] == ["点"] and number is not None:
        decimals = ""
        while place + 1 < len(words) and tables.digits.get(words[place + 1], 10) < 10:
            decimals, place = f"{decimals}{tables.digits[words[place + 1]]}", place + 1
        number, place = number + Fraction(f"0.{decimals or 0}"), place + 1
    return (section + (number or 0), place) if place > index else None
