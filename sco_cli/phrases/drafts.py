"""Every number of a text by itself, with its sign and unit, before its surroundings are read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from sco_cli.phrases.chinese_numerals import HALF
from sco_cli.phrases.contexts import skip_other_notation
from sco_cli.phrases.hedges import NO_HEDGE, Hedge
from sco_cli.phrases.numeral import Numeral
from sco_cli.phrases.numerals import VULGAR, parse_numeral
from sco_cli.phrases.passage import Passage
from sco_cli.phrases.tables import Match
from sco_cli.phrases.units import NONE, TIMES, Unit

Role = Literal["before", "after", "change", ""]
Kind = Literal["number", "time", "age", "label", "year"]

UNLIKELY_RATIO = 20
"""How many times more the first of two numbers may be than the second for them to share a scale word."""

_DASHES = ("-", "–", "‑")
_BEFORE_SIGN = ("(", "[", '"', "“", "~")


@dataclass(slots=True)
class Draft:
    """A number while its surroundings are read.

    The fields are those of `NumberMention`, but for these:

    * `start`, `stop`: its first word with sign and currency, and the word after its unit.
    * `is_scaled`: whether a scale word, grouped digits or a currency show that it is no year and no label.
    * `change_start`: the first word of the verb of change.
    * `unit_span`: of two numbers that are joined, the words of their unit.
    """

    numeral: Numeral
    start: int
    stop: int
    unit: Unit
    values: tuple[Fraction, ...]
    highs: tuple[Fraction, ...] = ()
    kind: Kind = "number"
    is_certain: bool = True
    role: Role = ""
    direction: int = 0
    change_start: int | None = None
    unit_span: tuple[int, int] | None = None
    is_scaled: bool = False
    hedge: Hedge = NO_HEDGE

    @property
    def is_bare(self) -> bool:
        """Whether neither a unit nor a scale word shows that it counts something."""
        return not self.unit.kind and not self.is_scaled

    def take_unit(self, unit: Unit) -> None:
        """Give a number without a unit this one: 7 becomes 0.7% of "‰"."""
        self.unit = unit
        self.values = tuple(value * unit.size for value in self.values)


def find_drafts(passage: Passage, limit: int | None) -> Iterator[Draft]:
    """The first `limit` numbers, each by itself: not yet a range, without kind and hedge."""
    words, tables = passage.words, passage.tables
    index = count = stop = 0
    while index < len(words) and (limit is None or count < limit):
        word = words[index]
        if not (
            word.isdecimal() or word in tables.triggers or word.startswith(tables.trigger_stems) or word[0] in VULGAR
        ):
            index += 1
        elif word.isdecimal() and (end := skip_other_notation(passage, index)):
            index = end
        elif draft := _multiple(passage, index) or _number(passage, index, stop):
            if draft.start < stop:  # the sign of "5$5" belongs to the number before it
                draft.start, draft.unit = draft.numeral.start, NONE
            yield draft
            index, stop, count = max(draft.stop, index + 1), draft.stop, count + 1
        else:
            index += 1


def _multiple(passage: Passage, index: int) -> Draft | None:
    """A word for a change by a factor: "doubled", "вдвое", "翻番"."""
    lists = passage.tables.lists
    match = passage.after(passage.tables.multiples, index)
    if match is None:
        return None
    stop = index + match.length
    following = passage.word(stop)
    is_how_often = passage.word(index) in lists.twice and following in lists.per
    if following == "-" or is_how_often or passage.word(index - 1) in lists.no_multiple_before:
        return None
    numeral = Numeral((match.meaning,), index, stop, match.meaning, in_words=True)
    return Draft(numeral, index, stop, TIMES, (match.meaning,), role="change")


def _number(passage: Passage, index: int, after: int) -> Draft | None:
    """The number at this word; `after` is the word after the number before it."""
    numeral = parse_numeral(passage, index)
    if numeral is None:
        return None
    start, currency = _currency_before(passage, numeral.start)
    stop, unit = _unit_after(passage, numeral, currency)
    if unit == NONE and (inverted := _unit_before(passage, numeral)):
        start, unit = numeral.start - 1, inverted
        numeral = numeral._replace(hedge=("about",))
    if unit == NONE and (factor := passage.before(passage.tables.factors, start)):
        unit, start = TIMES, start - factor.length
    if unit.kind == "time" and passage.word(stop) == HALF:  # "两年半"
        numeral, stop = numeral._replace(values=(numeral.values[0] + Fraction(1, 2),)), stop + 1
    sign, start = _sign_before(passage, start, after)
    signed_size = sign * unit.size
    return Draft(
        numeral,
        start,
        stop,
        unit,
        numeral.values if signed_size == 1 else tuple(value * signed_size for value in numeral.values),
        highs=() if numeral.high is None else (numeral.high,),
        is_scaled=numeral.scaled or bool(currency.kind),
    )


def _unit_before(passage: Passage, numeral: Numeral) -> Unit | None:
    """The unit of a Russian number in words after its noun, which makes it approximate: "тонн двадцать"."""
    name = passage.word(numeral.start - 1)
    if not numeral.in_words or passage.word(numeral.start).isascii() or passage.is_han(numeral.start):
        return None
    if name in passage.tables.lists.counted_nouns:
        return NONE
    match = passage.tables.units.find([name], 0, 1)
    return match.meaning if match and match.meaning.kind in ("measure", "money") and len(name) > 1 else None


def _currency_before(passage: Passage, start: int) -> tuple[int, Unit]:
    """The first word of a number with the currency before it, and the currency."""
    match = passage.before(passage.tables.units_before, start)
    if match is None:
        return start, NONE
    first = start - match.length
    if len(passage.word(first)) == 1 < match.length and not passage.is_glued(first + 1):
        match = passage.tables.units_before.find(passage.words, start, first) or match  # "a $50 ticket", not A$
        first = start - match.length
    name = passage.original(first)
    if match.length == 1 and name.isalpha() and not (name.isupper() or name in ("Rs", "Re")):
        return start, NONE  # "try 70" is no Turkish money
    code = passage.word(first - 1)
    if passage.is_glued(first) and code.isalpha() and code.isascii():
        known = passage.tables.units.find([code], 0, 1)
        if known and known.meaning.kind == "money":  # "USD$70"
            return first - 1, known.meaning
        if len(code) <= 3:  # a country whose dollar is in no table: "NT$70"
            return first - 1, Unit("money")
    return first, match.meaning


def _unit_after(passage: Passage, numeral: Numeral, currency: Unit) -> tuple[int, Unit]:
    """The word after a number with its unit, and the unit."""
    place = numeral.stop
    if passage.word(place) in _DASHES and passage.is_glued(place) and passage.is_glued(place + 1):
        if not passage.word(place + 1)[0].isalpha():
            return place, currency if currency.kind else numeral.unit  # "$2–$3bn"
        place += 1
    match = passage.after(passage.tables.units, place)
    if match is None and passage.word(place) in passage.tables.lists.general_classifier:
        match = passage.after(passage.tables.units, place + 1)
        if match:
            match = Match(match.meaning, match.length + 1)
    if match is None or not _is_unit(passage, place, match.length, match.meaning):
        return numeral.stop, currency if currency.kind else numeral.unit
    unit = match.meaning
    if currency.kind and unit.kind != "money":
        return numeral.stop, currency
    if numeral.unit.kind == "percent" and unit.kind != "points":
        return numeral.stop, numeral.unit
    if unit.kind == "money" and currency.kind:
        unit = Unit("money", currency.names & unit.names or unit.names)
    return place + match.length, unit


def _is_unit(passage: Passage, place: int, length: int, unit: Unit) -> bool:
    """Whether words after a number are its unit, and not the beginning of something else."""
    name, following = passage.word(place), passage.word(place + length)
    if name in ("x", "×"):
        return passage.is_glued(place) and not following.isdecimal()
    if unit.kind == "times":
        return following not in passage.tables.lists.per  # "70 times a day"
    if unit.kind == "measure" and len(name) == 1 and name.isalpha() and not passage.is_han(place):
        return not passage.is_glued(place + length) or not following[:1].isalpha()
    return True


def _sign_before(passage: Passage, start: int, after: int) -> tuple[int, int]:
    """The sign of a number, -1 or 1, and the first word of the number with it; `after` as in `_number`."""
    lists, before = passage.tables.lists, start - 1
    word = passage.word(before)
    if word == "-" and passage.word(before - 1) in lists.minus:
        before, word = before - 1, passage.word(before - 1)
    if word in lists.minus:
        previous = passage.word(before - 2 if passage.word(before - 1) == "-" else before - 1)
        return (1, start) if previous in lists.plus else (-1, before)
    if word in _DASHES and passage.is_glued(start):
        is_apart = (
            not passage.is_glued(before)
            or passage.word(before - 1) in _BEFORE_SIGN
            or (passage.is_han(before - 1) and before != after)  # "3000万-5000万" is a range
        )
        if is_apart:
            return -1, before
    return 1, start


def scaled_like(left: Draft, right: Draft) -> tuple[Fraction, ...]:
    """The values of a number without a scale word before one with it, the likeliest first."""
    if left.numeral.scaled or not right.numeral.scaled or not right.numeral.digits:
        return left.values
    factor = right.numeral.values[0] / right.numeral.digits
    scaled = tuple(value * factor for value in left.values)
    if left.values[0] <= UNLIKELY_RATIO * right.numeral.digits:
        return (*scaled, *left.values)
    return (*left.values, *scaled)
