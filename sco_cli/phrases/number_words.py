"""Numbers in English and Russian words: "twenty-one", "two hundred and five thousand", "полтора миллиона"."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from sco_cli.phrases.digits import MAX_DIGITS
from sco_cli.phrases.numeral import Numeral
from sco_cli.phrases.passage import Passage
from sco_cli.phrases.scales import HUNDRED, hedge_before_scale, rest_after, scale_length, with_scales
from sco_cli.phrases.tables import Qualifiers
from sco_cli.phrases.units import SHARE

MAX_WORDS = 40
"""How many words of a number are read."""


def parse_words(passage: Passage, index: int) -> Numeral | None:
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
        inverted = _inverted(passage, index)
        if inverted or word not in lists.genitive_scales or not passage.before(tables.hedges, index):
            return inverted
    return _cardinal(passage, index, index, Fraction(1) if word in tables.scales else None)


def _inverted(passage: Passage, index: int) -> Numeral | None:
    """A Russian number after its scale word, which makes it approximate: "тысяч пять"."""
    word, number = passage.word(index), passage.tables.numbers.get(passage.word(index + 1))
    if number is None or word.isascii() or passage.word(index - 1).isdecimal():
        return None
    value = number * passage.tables.scales[word]
    return Numeral((value,), index, index + 2, number, scaled=True, hedge=("about",), in_words=True)


@dataclass(slots=True)
class _Sum:
    """A number in words while it is read: `group` is below the next scale word, `total` above it."""

    group: Fraction | None
    total: Fraction = Fraction(0)
    last_scale: int = 0
    hedge: Qualifiers = ()

    @property
    def is_begun(self) -> bool:
        """Whether there is a number that scale words and halves go on with."""
        return self.group is not None or self.last_scale > 0

    @property
    def value(self) -> Fraction:
        return self.total + (self.group or 0)

    def add_fraction(self, part: Fraction) -> None:
        """Read "and a half" or "and a quarter": of one, or of the last scale word."""
        if self.group is not None:
            self.group += part
        else:
            self.total += part * self.last_scale

    def add_scale(self, scale: int) -> bool:
        """Read a scale word; False if another number begins with it."""
        if scale == HUNDRED and self.group is not None:
            self.group *= HUNDRED
            return True
        if self.last_scale and self.group is not None and scale >= self.last_scale:
            return False
        self.total = self.total * scale if self.group is None else self.total + self.group * scale
        self.group, self.last_scale = None, scale
        return True


def _cardinal(passage: Passage, index: int, place: int, group: Fraction | None) -> Numeral | None:
    """A number in words from `place` on; `group` is what comes before its first scale word, 1 for "a million"."""
    number, begin = _Sum(group), place
    while place < begin + MAX_WORDS and (length := _read_word(passage, place, number)):
        place += length
    if place == begin:
        return None
    whole, scale = number.value, number.last_scale
    if not scale and (fraction := _denominator(passage, place, whole)):
        value, stop = fraction
        return with_scales(passage, Numeral((value,), index, stop, value, unit=SHARE, in_words=True))
    if not scale:
        return Numeral((whole,), index, place, whole, in_words=True)
    rest, stop = rest_after(passage, place, scale)
    return Numeral((whole + rest,), index, stop, whole / scale, scaled=True, hedge=number.hedge, in_words=True)


def _read_word(passage: Passage, place: int, number: _Sum) -> int:
    """Read the next word of a number, and return how many words that took: 0 at its end."""
    tables, word = passage.tables, passage.word(place)
    value = tables.numbers.get(word)
    if value is not None:
        if not _continues(number.group, value):
            return 0
        number.group = (number.group or Fraction(0)) + value
        return 1
    if _joins(passage, place, number.group):
        return 1  # the hyphen of "twenty-one", the "and" of "two hundred and five"
    if not number.is_begun:
        return 0
    if fraction := passage.after(tables.with_fraction, place):
        number.add_fraction(fraction.meaning)
        return fraction.length
    if hedge := hedge_before_scale(passage, place):
        number.hedge = hedge.meaning
        return hedge.length
    if word in tables.scales:
        return scale_length(passage, place) if number.add_scale(tables.scales[word]) else 0
    if word in tables.lists.decimal_points and number.group is not None:
        decimals, stop = _decimals(passage, place + 1)
        number.group += decimals
        return stop - place if decimals else 0
    return 0


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


def _decimals(passage: Passage, place: int) -> tuple[Fraction, int]:
    """The decimals after "point" or "целых", and the word after them: "five" in "three point five"; else 0."""
    tables, digits = passage.tables, ""
    first = tables.numbers.get(passage.word(place))
    if first is not None and (parts := tables.decimal_parts.get(passage.word(place + 1))):
        return first / parts, place + 2  # "восемь десятых"
    while (digit := tables.numbers.get(passage.word(place))) in range(10) and len(digits) < MAX_DIGITS:
        digits, place = f"{digits}{digit}", place + 1
    return Fraction(f"0.{digits or 0}"), place


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
    is_hedged = passage.before(tables.hedges, index) is not None
    is_end = (
        not following
        or (not following[0].isalpha() and following != "-")
        or following in tables.lists.after_fraction
        or is_hedged
    )
    if passage.word(index + 1).endswith("s") or not is_end:
        return None
    numeral = Numeral((value,), index, stop, value, unit=SHARE, in_words=True)
    if passage.word(stop + 1) in tables.lists.articles and passage.word(stop + 2) in tables.scales:
        return with_scales(passage, numeral._replace(stop=stop + 2))  # "a quarter of a million"
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
            return with_scales(passage, Numeral((value,), index, place, value, in_words=True))
        if following in lists.articles:
            return None
    return Numeral((value,), index, index + 1, value, unit=SHARE, in_words=True)
