"""Words that qualify a number: "more than", "nearly", "or so"; and negations of them, as in "does not exceed".

Hedges, in linguistics, are words that make a statement weaker or vaguer. The words are in the files in `tables/`.
"""

from __future__ import annotations

from typing import NamedTuple

from sco_cli.phrases.passage import Passage
from sco_cli.phrases.tables import Qualifiers
from sco_cli.phrases.units import Unit
from sco_cli.quantities.quantity import Qualifier

NEGATED: dict[Qualifier, Qualifier] = {"over": "at_most", "at_least": "under", "under": "at_least", "at_most": "over"}
"""What remains of a bound that a negation denies: "not over 70" is at most 70."""

MAX_LINKS = 3
"""Words such as "the" and "a total of" that may come between a hedge and its number."""

MAX_DISTANCE = 10
"""Characters from a Chinese adverb to its number, and one more."""

MAX_NOUN_WORDS = 3
"""Words for what is counted that may come between a number and the words after it that qualify it."""

MAX_CARRIERS = 4
"""Words that may come between a negation and what it denies, as in "has never been allowed to exceed"."""

_QUOTATION_MARKS = frozenset("\"“„«(‘'「")


class Hedge(NamedTuple):
    """What the words beside a number say of it.

    * `qualifiers`: those that mean the same, the one that fits best first; empty if there are no such words.
    * `start`, `stop`: the first of these words, and the word after the last, as indices of the tokens.
    * `inner`: the first of the words directly before the number, without a negation.
    * `outer_stop`: the word after a Chinese adverb that is apart from the number, else 0.
    * `is_negated`: whether the number itself is denied: "did not double", "not 70%".
    """

    qualifiers: Qualifiers
    start: int
    stop: int
    inner: int
    outer_stop: int = 0
    is_negated: bool = False


NO_HEDGE = Hedge((), 0, 0, 0)


def find_hedge(passage: Passage, start: int, stop: int, unit: Unit, *, is_scaled: bool) -> Hedge:
    """The hedge of a number with its unit, from the word `start` to the one before `stop`.

    Words after the number count only if none come before it.
    """
    qualifiers, first = _hedge_before(passage, start, stop, unit, is_scaled=is_scaled)
    inner, outer_stop = first, 0
    if not qualifiers:
        qualifiers, first, outer_stop = _distant_hedge(passage, start)
    if negation := _negation_before(passage, first):
        denied = _deny(qualifiers, has_attainment=negation.denies_attainment)
        return Hedge(denied, negation.start, stop, inner, outer_stop, is_negated=not denied)
    if qualifiers in ((), ("exact",)):
        after, last = _hedge_after(passage, stop)
        if after:
            return Hedge(after, first, last, inner)
        return Hedge((), first, stop, inner)
    return Hedge(qualifiers, first, stop, inner, outer_stop)


def _hedge_before(passage: Passage, start: int, stop: int, unit: Unit, *, is_scaled: bool) -> tuple[Qualifiers, int]:
    """The qualifiers of the words before a number, and the first of these words."""
    tables, place = passage.tables, start
    for _ in range(MAX_LINKS + 1):
        while passage.word(place - 1) in _QUOTATION_MARKS:
            place -= 1
        if match := passage.before(tables.hedges, place):
            sort, qualifiers = match.meaning
            first = place - match.length
            is_measure = is_scaled or bool(unit.kind)
            if sort == "none" or (sort == "measure" and not (is_measure or _ends(passage, stop))):
                return (), start
            if sort == "preposition" and not is_measure and _has_noun(passage, stop):
                return (), start
            outer = passage.before(tables.hedges, first)
            if outer and qualifiers[0] not in NEGATED and outer.meaning[1][:1] and outer.meaning[1][0] in NEGATED:
                return outer.meaning[1], first - outer.length  # "more than about"
            return qualifiers, first
        link = passage.before(tables.links, place)
        if not link:
            break
        place -= link.length
    return (), start


def _distant_hedge(passage: Passage, start: int) -> tuple[Qualifiers, int, int]:
    """A Chinese adverb with a few characters between it and the number, "至少减少10%": where it begins and ends."""
    is_share = passage.word(start - 1) == "的"
    for place in range(start, max(start - MAX_DISTANCE, 0), -1):
        if match := passage.before(passage.tables.distant_hedges, place):
            return match.meaning, place - match.length, place
        if is_share and (hedge := passage.before(passage.tables.hedges, place)) and hedge.meaning[1]:
            return hedge.meaning[1], place - hedge.length, place  # "超过国内生产总值的60%"
        if not passage.is_han(place - 1):
            break
    return (), start, 0


def _ends(passage: Passage, stop: int) -> bool:
    """Whether no noun follows a number."""
    word = passage.word(stop)
    return not word or not word[0].isalnum() or word in passage.tables.lists.after_amount


def _has_noun(passage: Passage, stop: int) -> bool:
    """Whether one of the next three words is a noun that takes the preposition: "under 70 bilateral agreements"."""
    return any(passage.after(passage.tables.prepositional_nouns, place) for place in range(stop, stop + 3))


class _Negation(NamedTuple):
    """A negation: its first word, and whether it denies that a number is attained, as in "has not reached"."""

    start: int
    denies_attainment: bool


def _negation_before(passage: Passage, first: int) -> _Negation | None:
    """The negation of the words from `first` on; None if there is none."""
    tables, place, denies_attainment = passage.tables, first, False
    for _ in range(MAX_CARRIERS + 1):
        if match := passage.before(tables.negations, place):
            if place == first and passage.word(place) in tables.negation_ends:
                return None  # "not only 70"
            return _Negation(place - match.length, denies_attainment)
        match = passage.before(tables.attainments, place)
        denies_attainment = denies_attainment or match is not None
        match = match or passage.before(tables.carriers, place)
        if not match:
            return None
        place -= match.length
    return None


def _deny(qualifiers: Qualifiers, *, has_attainment: bool) -> Qualifiers:
    """What remains of the qualifiers after a negation; empty if the number itself is denied."""
    if not qualifiers:
        return ("under",) if has_attainment else ()
    if qualifiers[0] == "nearly":
        return ("under",)
    return tuple(NEGATED[qualifier] for qualifier in qualifiers if qualifier in NEGATED)


def _hedge_after(passage: Passage, stop: int) -> tuple[Qualifiers, int]:
    """The qualifiers of the words after a number and up to two words for what is counted, and the word after them.

    Words that belong to the next number, such as "and over" in "43 and over 70", are none of them.
    """
    tables = passage.tables
    for place in range(stop, stop + MAX_NOUN_WORDS + 1):
        if match := passage.after(tables.hedges_after, place):
            last = place + match.length
            following = passage.word(last)
            if following.isdecimal() or following in tables.lists.no_end or following in tables.numbers:
                return (), stop
            return match.meaning, last
        if not passage.word(place)[:1].isalpha() or passage.word(place) in tables.lists.no_noun:
            break
    return (), stop
