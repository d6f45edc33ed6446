"""The tables of words beside numbers, read from the files in `tables/`, and how phrases are found in them.

The files `en.toml`, `ru.toml` and `zh.toml` are written by hand; `tools/phrase_units.py` makes `units.json`. The
languages share one set of tables, since their scripts or words keep them apart.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib import resources
from typing import Any, Generic, NamedTuple, TypeVar, cast

import tomli

from sco_cli.phrases.tokens import WORD_OR_SIGN
from sco_cli.phrases.units import Unit
from sco_cli.quantities.quantity import Qualifier

FOLDER = resources.files("sco_cli.phrases") / "tables"
LANGUAGES = ("en", "ru", "zh")

Qualifiers = tuple[Qualifier, ...]
"""Qualifiers that mean the same, the one that fits best first."""

T = TypeVar("T")

NO_CHANGE = 2
"""In place of a direction: phrases such as "make up", which only look like a change."""

MAX_ENDING = 24
"""The longest beginning of a word in the tables, at most."""


class Node(Generic[T]):
    """A place in a tree of phrases: the words that may follow, and what a phrase means that ends here.

    `endings` are beginnings of words that any ending may follow.
    """

    __slots__ = ("endings", "meaning", "words")

    def __init__(self) -> None:
        self.words: dict[str, Node[T]] = {}
        self.endings: dict[str, Node[T]] = {}
        self.meaning: T | None = None

    def with_endings(self, word: str) -> Iterable[Node[T]]:
        """The places that the beginning of a word leads to, where any ending may follow."""
        for length in range(min(len(word), MAX_ENDING), 1, -1):
            if node := self.endings.get(word[:length]):
                yield node


@dataclass(slots=True)
class Match(Generic[T]):
    """What a phrase means, and how many words and signs it has."""

    meaning: T
    length: int


class Phrases(Generic[T]):
    """Phrases and what they mean, found at a place in a list of words and signs; the longest counts."""

    def __init__(self, meanings: Iterable[tuple[str, T]], *, backward: bool = False) -> None:
        """Phrases are found after a place or, if `backward`, before it."""
        self._root: Node[T] = Node()
        self._backward = backward
        for phrase, meaning in meanings:
            words = WORD_OR_SIGN.findall(phrase.lower())
            node = self._root
            for word in reversed(words) if backward else words:
                table, key = (node.endings, word[:-1]) if word[-1] == "*" and len(word) > 1 else (node.words, word)
                node = table.setdefault(key, Node())
            node.meaning = meaning
        self._stems = tuple(self._root.endings)
        self._first_letters = frozenset(stem[0] for stem in self._stems)

    def find(self, words: list[str], place: int, limit: int) -> Match[T] | None:
        """The longest phrase that begins at `place`, or ends before it, and does not go past `limit`."""
        first = place - 1 if self._backward else place
        if first == limit or not 0 <= first < len(words) or not self._may_begin(words[first]):
            return None  # as at nearly every place
        best: Match[T] | None = None
        for match in self._matches(words, first, limit):
            if best is None or match.length > best.length:
                best = match
        return best

    def find_all(self, words: list[str]) -> Iterator[tuple[int, Match[T]]]:
        """All phrases, each with the index of its first word, from left to right; not of `backward` phrases."""
        assert not self._backward
        for index, word in enumerate(words):
            if self._may_begin(word):
                yield from ((index, match) for match in self._matches(words, index, len(words)))

    def _may_begin(self, word: str) -> bool:
        """Whether a phrase begins with the word or, if they are found backward, ends with it."""
        return word in self._root.words or (word[:1] in self._first_letters and word.startswith(self._stems))

    def _matches(self, words: list[str], first: int, limit: int) -> Iterator[Match[T]]:
        step = -1 if self._backward else 1
        node, index, count = self._root, first, len(words)
        pending: list[tuple[Node[T], int]] = []
        while True:
            if node.meaning is not None:
                yield Match(node.meaning, abs(index - first))
            following = None
            if index != limit and 0 <= index < count:
                word = words[index]
                following = node.words.get(word)
                if node.endings:
                    pending += [(ending, index + step) for ending in node.with_endings(word)]
            if following is not None:
                node, index = following, index + step
            elif pending:
                node, index = pending.pop()
            else:
                return


class WordLists(NamedTuple):
    """Lists of single words for the rules; a name that is a Python keyword has an underscore after it."""

    age_nouns: frozenset[str]
    """Words before "over" and "under" that make the number an age: "people over 65"."""
    abbreviations: frozenset[str]
    """Scale words that a full stop may follow."""
    after_amount: frozenset[str]
    """Words after an amount that is the object of "passed" and the like."""
    after_fraction: frozenset[str]
    """Words after "a third" where it is a share, and not "a third party"."""
    and_: frozenset[str]
    articles: frozenset[str]
    by: frozenset[str]
    clause: frozenset[str]
    """Words that begin another clause, in which a verb of change says nothing of the number."""
    compared: frozenset[str]
    counted_nouns: frozenset[str]
    """Russian nouns that make a number after them approximate: "человек пятьдесят"."""
    decimal_points: frozenset[str]
    from_: frozenset[str]
    function: frozenset[str]
    """Words of more than three letters after a number that are not what it counts."""
    general_classifier: frozenset[str]
    halves: frozenset[str]
    level_hedges: frozenset[str]
    """Hedges that a level follows after a verb of change: "fell below 85%"."""
    joining_and: frozenset[str]
    """Words inside of numbers: "two hundred and five"."""
    level_of_times: frozenset[str]
    """Words before a number of "times" that make it the factor, and not the growth."""
    minus: frozenset[str]
    more: frozenset[str]
    no_end: frozenset[str]
    """Words after "and over" and the like that make it no hedge of the number before."""
    no_half_after: frozenset[str]
    no_half_before: frozenset[str]
    no_multiple_before: frozenset[str]
    no_noun: frozenset[str]
    """Words after a number that are not what it counts."""
    or_: frozenset[str]
    per: frozenset[str]
    """Words after "twice" and "times" that say how often."""
    plus: frozenset[str]
    prefixes: frozenset[str]
    """Words that a hyphen or a full stop may join to a number."""
    proportion_in: frozenset[str]
    proportion_of: frozenset[str]
    range_from: frozenset[str]
    range_verbs: frozenset[str]
    """Words before "from" that make two numbers a range, and no levels of a change."""
    singular_scales: frozenset[str]
    """Scale words that are a number by themselves."""
    genitive_scales: frozenset[str]
    """Those that are one behind a hedge, unless a number follows: "около миллиона", but "миллиона три"."""
    than: frozenset[str]
    twice: frozenset[str]
    up_to: frozenset[str]
    up_to_alone: frozenset[str]
    year_words: frozenset[str]


class Tables(NamedTuple):
    """All tables: phrases found after a place unless they are said to be found before it."""

    hedges: Phrases[tuple[str, Qualifiers]]
    """Before a number: "measure" for a hedge of shares, money and scaled numbers only, "preposition" for one that says
    nothing before some nouns, "none" for words that are no hedge, else empty; and the qualifiers."""
    prepositional_nouns: Phrases[bool]
    hedges_after: Phrases[Qualifiers]
    negations: Phrases[bool]
    """Before a place."""
    carriers: Phrases[bool]
    attainments: Phrases[bool]
    negation_ends: frozenset[str]
    lists: WordLists
    links: Phrases[bool]
    numbers: Mapping[str, Fraction]
    scales: Mapping[str, int]
    letters: Mapping[str, int]
    fractions: Mapping[str, int]
    digits: Mapping[str, int]
    multiples: Phrases[Fraction]
    changes: Phrases[int]
    """Before a place: 1 for a rise, -1 for a fall, 0 for a change, or NO_CHANGE."""
    changes_beside: Phrases[int]
    """Directly before a number only."""
    changes_ahead: Phrases[int]
    """The same as `changes`, after a word such as "twofold"; without those that only look like a change."""
    changes_after: Phrases[int]
    before: Phrases[bool]
    after: Phrases[bool]
    between: Phrases[bool]
    ranges: Phrases[bool]
    labels: Phrases[bool]
    labels_after: Phrases[bool]
    months: Phrases[bool]
    years: Phrases[bool]
    proportions: Phrases[bool]
    classifiers: Phrases[bool]
    units: Phrases[Unit]
    units_before: Phrases[Unit]
    distant_hedges: Phrases[Qualifiers]
    """Before a number, with a few characters between them."""
    hedges_before_scale: Phrases[Qualifiers]
    """Between digits and a scale word: "5 с лишним млн"."""
    with_fraction: Phrases[Fraction]
    """After a number: "and a half"."""
    decimal_parts: Mapping[str, int]
    parts: Phrases[bool]
    """Words after an ordinal that make it a fraction: "пятая часть"."""
    every: Phrases[bool]
    ordinals: Mapping[str, int]
    factors: Phrases[bool]
    triggers: frozenset[str]
    """Words that a number may begin with."""
    trigger_stems: tuple[str, ...]
    """Beginnings of such words."""


@cache
def tables() -> Tables:
    """All tables, read once."""
    files = [tomli.loads((FOLDER / f"{language}.toml").read_text("utf-8")) for language in LANGUAGES]
    units = json.loads((FOLDER / "units.json").read_text("utf-8"))

    def words(section: str, key: str = "words") -> list[str]:
        return [word for file in files for word in file.get(section, {}).get(key, ())]

    def phrases(section: str, key: str = "words", *, backward: bool = False) -> Phrases[bool]:
        return Phrases(((word, True) for word in words(section, key)), backward=backward)

    def keyed(section: str) -> list[tuple[str, str]]:
        return [(word, key) for file in files for key, words in file.get(section, {}).items() for word in words]

    def values(section: str) -> dict[str, int]:
        return {word: int(key) for word, key in keyed(section)}

    def qualifiers(key: str) -> Qualifiers:
        return cast("Qualifiers", tuple(key.split()))

    hedges = [(word, ("", qualifiers(key))) for word, key in keyed("hedges")]
    hedges += [(word, ("measure", qualifiers(key))) for word, key in keyed("hedges_of_measures")]
    known = dict(hedges)
    hedges += [(word, ("preposition", known[word][1])) for word in words("prepositions")]
    hedges += [(word, ("none", ())) for word in words("no_hedges")]
    directions = {"up": 1, "down": -1, "neutral": 0, "other": NO_CHANGE}
    changes = [(word, directions[key]) for word, key in keyed("changes") if key in directions]
    directions_after = {"after_number": 1, "after_number_down": -1}
    numbers = {word: Fraction(key) for word, key in keyed("numbers")}
    multiples = [(word, Fraction(key)) for word, key in keyed("multiples")]
    firsts = {WORD_OR_SIGN.findall(word)[0] for word, _ in multiples}
    fractions = values("fractions")
    scales = values("scales")
    all_units = [*_units(files, units)]
    return Tables(
        hedges=Phrases(hedges, backward=True),
        prepositional_nouns=phrases("prepositions", "nouns"),
        hedges_after=Phrases(
            [(word, qualifiers(key)) for word, key in keyed("hedges_after")]
            + [(word, ()) for word in words("no_hedges_after")]
        ),
        negations=phrases("negation", backward=True),
        carriers=phrases("negation", "carriers", backward=True),
        attainments=phrases("negation", "attainment", backward=True),
        lists=WordLists(*(frozenset(words("lists", name.rstrip("_"))) for name in WordLists._fields)),
        negation_ends=frozenset(words("negation", "end_of_negation")),
        links=phrases("links", backward=True),
        numbers=numbers,
        scales=scales,
        letters=values("letters"),
        fractions=fractions,
        digits=values("digits"),
        multiples=Phrases(multiples),
        changes=Phrases(changes, backward=True),
        changes_beside=Phrases(((word, directions[key]) for word, key in keyed("changes_beside")), backward=True),
        changes_ahead=Phrases((word, direction) for word, direction in changes if direction != NO_CHANGE),
        changes_after=Phrases(
            (word, directions_after[key]) for word, key in keyed("changes") if key in directions_after
        ),
        before=phrases("roles", "before", backward=True),
        after=phrases("roles", "after", backward=True),
        between=phrases("roles", "between", backward=True),
        ranges=phrases("roles", "range"),
        labels=phrases("labels", backward=True),
        labels_after=phrases("labels_after"),
        months=phrases("months"),
        years=phrases("years", backward=True),
        proportions=phrases("pairs", "proportion"),
        classifiers=phrases("classifiers"),
        units=Phrases(all_units),
        units_before=Phrases(
            ((name, unit) for name, unit in all_units if unit.kind == "money" and _may_stand_before(name)),
            backward=True,
        ),
        distant_hedges=Phrases(((word, qualifiers(key)) for word, key in keyed("distant_hedges")), backward=True),
        hedges_before_scale=Phrases((word, qualifiers(key)) for word, key in keyed("hedges_before_scale")),
        with_fraction=Phrases((word, Fraction(key)) for word, key in keyed("with_fraction")),
        decimal_parts=values("decimal_parts"),
        parts=phrases("parts"),
        every=phrases("every", backward=True),
        ordinals=values("ordinals"),
        factors=phrases("factors", backward=True),
        triggers=frozenset(
            [
                *(*numbers, *fractions, *values("digits"), *values("ordinals"), *scales),
                *(*words("lists", "articles"), "半", *firsts),
            ]
        ),
        trigger_stems=tuple(word[:-1] for word in firsts if word.endswith("*")),
    )


def _units(files: list[dict[str, Any]], generated: Mapping[str, Any]) -> Iterable[tuple[str, Unit]]:
    """The name of every unit: those of the hand-written tables, of currencies, and of measures."""
    codes: defaultdict[str, set[str]] = defaultdict(set)
    for code, names in generated["currencies"].items():
        for name in names:
            codes[name].add(code)
    for name, found in codes.items():
        yield name, Unit("money", frozenset(found))
    for expression, entry in generated["measures"].items():
        for name in entry["names"]:
            yield name, Unit("measure", frozenset([entry["dimension"] or expression]), Fraction(entry["factor"]))
    for file in files:
        for key, names in file.get("units", {}).items():
            kind, _, size = key.partition(" ")
            factor = Fraction(generated["times"].get(size, size) or 1)
            for name in names:
                yield name, Unit(kind, factor=factor)


def _may_stand_before(name: str) -> bool:
    """Whether a name of a currency may stand before the number: a sign, a code, or an abbreviation such as "Rs."."""
    return not name.replace(" ", "").isalpha() or (name.isascii() and len(name) <= 3)
