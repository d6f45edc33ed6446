"""Words that qualify a number: "more than", "nearly", "or so"; and negations of them, as in "does not exceed".

Hedges, in linguistics, are words that make a statement weaker or vaguer. The words are in the files in `tables/`.
"""

from __future__ import annotations

from typing import NamedTuple

from sco_cli.phrases.tables import Qualifiers, Tables
from sco_cli.phrases.tokens import Tokens
from sco_cli.phrases.units import Unit
from sco_cli.quantities.quantity import Qualifier

NEGATED: dict[Qualifier, Qualifier] = {"over": "at_most", "at_least": "under", "under": "at_least", "at_most": "over"}
"""What remains of a bound that a negation denies: "not over 70" is at most 70."""

MAX_LINKS = 3
"""Words such as "the" and "a total of" that may come between a hedge and its number."""

MAX_DISTANCE = 6
"""Characters from a Chinese adverb to its number, and one more."""

MAX_CARRIERS = 4
"""Words that may come between a negation and what it denies, as in "has never been allowed to exceed"."""

_BOUNDS = frozenset(NEGATED)
_NO_END = frozenset(["$", "€", "than", "~", "the", "a", "an", "its", "their", "time", "years"])
"""Words after "and over" and the like that make it no hedge of the number before."""
_NO_NOUNS = frozenset(
    ["and", "or", "in", "is", "are", "was", "were", "the", "of", "for", "with", "to", "a", "an", "from", "by", "on", "и", "или", "в", "на", "с", "до", "和", "的", "是"]
)
_QUOTATION_MARKS = frozenset("\"“„«(‘'「")


class Hedge(NamedTuple):
    """What the words beside a number say of it.

    * `qualifiers`: those that mean the same, the one that fits best first; empty if there are no such words.
    * `start`, `stop`: the first of these words, and the word after the last, as indices of the tokens.
    * `inner`: the first of the words directly before the number, without a negation.
    * `is_negated`: whether the number itself is denied: "did not double", "not 70 %".
    """

    qualifiers: Qualifiers
    start: int
    stop: int
    inner: int
    is_negated: bool = False


def find_hedge(tokens: Tokens, start: int, stop: int, unit: Unit, tables: Tables, *, is_scaled: bool) -> Hedge:
    """The hedge of a number from `start` to `stop`, with the words of its unit.

    Words after the number count only if none come before it. Raises nothing.
    """
    words = tokens.words
    qualifiers, first = _hedge_before(tokens, start, stop, unit, tables, is_scaled=is_scaled)
    inner = first
    if not qualifiers:
        qualifiers, first = _distant_hedge(words, start, tables)
    negation = _negation_before(words, first, tables)
    if negation is not None:
        denied = _deny(qualifiers, has_attainment=negation[1])
        if denied is None:
            return Hedge((), negation[0], stop, inner, is_negated=True)
        return Hedge(denied, negation[0], stop, inner)
    if not qualifiers or qualifiers == ("exact",):
        after, last = _hedge_after(words, stop, tables)
        if after:
            return Hedge(after, first, last, inner)
    return Hedge(() if qualifiers == ("exact",) else qualifiers, first, stop, inner)


def _hedge_before(
    tokens: Tokens, start: int, stop: int, unit: Unit, tables: Tables, *, is_scaled: bool
) -> tuple[Qualifiers, int]:
    """The qualifiers of the words before a number, and the first of these words."""
    words, place = tokens.words, start
    for _ in range(MAX_LINKS + 1):
        while place and words[place - 1] in _QUOTATION_MARKS:
            place -= 1
        match = tables.hedges.find(words, place, -1)
        if match:
            sort, qualifiers = match.meaning
            first = place - match.length
            if sort == "none" or (sort == "measure" and not (is_scaled or unit.kind or _ends(words, stop))):
                return (), start
            if sort == "preposition" and not (is_scaled or unit.kind) and _has_noun(words, stop, tables):
                return (), start
            if qualifiers[0] not in _BOUNDS and (outer := tables.hedges.find(words, first, -1)):
                if outer.meaning[0] != "none" and outer.meaning[1] and outer.meaning[1][0] in _BOUNDS:
                    return outer.meaning[1], first - outer.length
            return qualifiers, first
        link = tables.links.find(words, place, -1)
        if not link:
            break
        place -= link.length
    return (), start


def _distant_hedge(words: list[str], start: int, tables: Tables) -> tuple[Qualifiers, int]:
    """A Chinese adverb with up to five characters between it and the number: "至少减少10%"."""
    for place in range(start, max(start - MAX_DISTANCE, 0), -1):
        if match := tables.distant_hedges.find(words, place, -1):
            return match.meaning, place - match.length
        if not "\u3400" <= words[place - 1] <= "\u9fff":
            break
    return (), start


def _ends(words: list[str], stop: int) -> bool:
    """Whether no noun follows a number."""
    return stop >= len(words) or not words[stop][0].isalnum() or words[stop] in ("mark", "level", "threshold", "in", "by", "as", "for", "and")


def _has_noun(words: list[str], stop: int, tables: Tables) -> bool:
    """Whether one of the next three words is a noun that takes the preposition: "under 70 bilateral agreements"."""
    return any(tables.prepositional_nouns.find(words, place, len(words)) for place in range(stop, min(stop + 3, len(words))))


def _negation_before(words: list[str], place: int, tables: Tables) -> tuple[int, bool] | None:
    """Where a negation of the words from `place` on begins, and whether it denies that the number is attained."""
    attained, end = False, place
    for _ in range(MAX_CARRIERS + 1):
        if match := tables.negations.find(words, place, -1):
            if words[place : place + 1] and words[place] in tables.negation_ends and place < end + 1:
                return None
            return place - match.length, attained
        if match := tables.attainments.find(words, place, -1):
            attained = True
        else:
            match = tables.carriers.find(words, place, -1)
        if not match:
            return None
        place -= match.length
    return None


def _deny(qualifiers: Qualifiers, *, has_attainment: bool) -> Qualifiers | None:
    """What remains of the qualifiers after a negation; None if the number is denied."""
    if not qualifiers:
        return ("under",) if has_attainment else None
    if qualifiers[0] == "nearly":
        return ("under",)
    negated = tuple(NEGATED[qualifier] for qualifier in qualifiers if qualifier in NEGATED)
    return negated or None


def _hedge_after(words: list[str], stop: int, tables: Tables) -> tuple[Qualifiers, int]:
    """The qualifiers of the words after a number and up to two words for what is counted, and the word after them.

    Words that belong to the next number, such as "and over" in "43 and over 70", are none of them.
    """
    for place in range(stop, min(stop + 4, len(words) + 1)):
        match = tables.hedges_after.find(words, place, len(words))
        if match:
            last = place + match.length
            following = words[last] if last < len(words) else ""
            if not match.meaning or following.isdecimal() or following in _NO_END or following in tables.numbers:
                return (), stop
            return match.meaning, last
        if place >= len(words) or not words[place][0].isalpha() or words[place] in _NO_NOUNS or place == stop + 3:
            break
    return (), stop
