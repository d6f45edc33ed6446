"""Finds the names of a fact base in a text, in English, Russian and Chinese and in the cases of their languages.

The longest name counts. Names of countries that the base has no record of are found too: what a text says of Japan is
not said of the country before it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any, Literal, NamedTuple

import tomli

from sco_cli.models.factbase import FactBase
from sco_cli.models.iso_countries import iso_countries
from sco_cli.phrases.tables import Phrases, tables
from sco_cli.phrases.tokens import WORD_OR_SIGN, Tokens
from sco_cli.reading.word_forms import inflected_forms, plain_form

FOLDER = resources.files("sco_cli.reading") / "tables"

MentionKind = Literal["country", "city", "place", "organization", "region", "undecided"]

MAX_ACRONYM = 6
"""A name of so many capitals or fewer is found in capitals only: "SCO" is no "sco"."""

_HYPHENS = frozenset("-–")

_RUSSIAN_ADJECTIVE = re.compile("([а-я]+[сц]к)(?:ий|ого|ому|им|ом|ая|ой|ую|ою|ое|ие|их|ими)")

_FIRST_HAN = "\u3400"

_LATIN_NAME = re.compile("(?<!')[a-z]$")
"""How a name ends that may be the beginning of another: in a Latin letter, and in no possessive."""


class Mention(NamedTuple):
    """A name in a text, from the word `start` to before the word `stop`.

    `ids` are those of the record or, of a country and of a city that is no place of the base, the code of the country,
    in the base or not; several for a word such as "中蒙", and none for a region and for a name that may be that of
    something else. `is_adjective` tells "Kazakh" from "Kazakhstan".
    """

    kind: MentionKind
    ids: tuple[str, ...]
    start: int
    stop: int
    is_adjective: bool


class _Name(NamedTuple):
    """What a name stands for; `case` is how it has to be written: with a capital, in capitals, or anyhow."""

    kind: MentionKind
    ids: tuple[str, ...]
    is_adjective: bool
    case: Literal["capital", "capitals", "any"]


class _Node:
    """A place in a tree of names: the words that may follow, and what the name is that ends here."""

    __slots__ = ("name", "words")

    def __init__(self) -> None:
        self.words: dict[str, _Node] = {}
        self.name: _Name | None = None


class NameIndex:
    """The names of the countries, places and organizations of a base, and of other countries and regions."""

    def __init__(self, base: FactBase) -> None:
        self._root = _Node()
        self._base_forms: defaultdict[str, list[str]] = defaultdict(list)
        self._first_forms: set[str] = set()
        self._adjectives: dict[str, str] = {}
        words = word_lists()
        for name in words["undecided"]:
            self._add(name, _Name("undecided", (), is_adjective=False, case="capital"))
        for name in words["regions"]:
            self._add(name, _Name("region", (), is_adjective=False, case="any"))
        for kind in ("country", "place", "organization"):
            for record in base.of_kind(kind):
                self._add_names(kind, record.id, (record.name, *record.aliases))
        self._add_other_countries()

    def find(self, tokens: Tokens, *, is_sentence: bool = True) -> list[Mention]:
        """The names in a text, from left to right; none overlaps another.

        In a sentence, those that are the beginning of another name are left out: "SCO Digital Economy Forum". In a
        heading, other words may have capitals too.
        """
        first_forms = self._first_forms
        # A word that is in ASCII is its own plain form, but for a possessive. No other is looked at twice.
        candidates = [
            index for index, word in enumerate(tokens.words) if word in first_forms or not word.isascii() or "'" in word
        ]
        words = [plain_form(word) for word in tokens.words] if candidates else []
        mentions: list[Mention] = []
        stop = 0
        for index in candidates:
            word = words[index]
            if index < stop or (word not in first_forms and "ск" not in word and "цк" not in word):
                continue  # as nearly every word
            mention = self._longest(tokens, words, index) or self._adjective(words, index)
            if mention and len(mention.ids) > 1 and self._is_cut(tokens, words, mention):
                continue
            if mention:
                mentions.append(mention._replace(is_adjective=mention.is_adjective or _is_before_firm(tokens, mention)))
                stop = mention.stop
        if not is_sentence:
            return mentions
        mentions = [mention for mention in mentions if not is_before_currency(tokens, mention.stop)]
        starts, stops = {mention.start for mention in mentions}, {mention.stop for mention in mentions}
        return [mention for mention in mentions if not _is_part_of_name(tokens, mention, starts, stops)]

    def _longest(self, tokens: Tokens, words: Sequence[str], start: int) -> Mention | None:
        best: Mention | None = None
        pending = [(self._root, start)]
        while pending:
            node, index = pending.pop()
            name = node.name
            if name and (best is None or index > best.stop) and _is_written(tokens, start, index, name.case):
                best = Mention(name.kind, name.ids, start, index, name.is_adjective)
            if index < len(words):
                word = words[index]
                pending += [
                    (node.words[form], index + 1) for form in self._base_forms.get(word, (word,)) if form in node.words
                ]
        return best

    def _is_cut(self, tokens: Tokens, words: Sequence[str], mention: Mention) -> bool:
        """Whether a name of two countries is none, such as "中哈" in "其中哈萨克斯坦" and "中吉" in "其中吉尔吉特"."""
        if words[mention.start - 1 : mention.start + 1] == ["其", "中"]:  # "among them"
            return True
        return any(
            (other := self._longest(tokens, words, index)) is not None and other.stop > mention.stop
            for index in range(mention.start + 1, mention.stop)
        )

    def _adjective(self, words: Sequence[str], index: int) -> Mention | None:
        """A Russian adjective of a country."""
        match = _RUSSIAN_ADJECTIVE.fullmatch(words[index])
        code = self._adjectives.get(match[1]) if match else None
        return Mention("country", (code,), index, index + 1, is_adjective=True) if code else None

    def _add_names(self, kind: Any, record_id: str, names: Iterable[str]) -> None:
        for name in names:
            is_acronym = name.isupper() and len(name) <= MAX_ACRONYM
            case: Any = "capitals" if is_acronym else "capital" if name[:1].isupper() else "any"
            self._add(name, _Name(kind, (record_id,), is_adjective=False, case=case))

    def _add_other_countries(self) -> None:
        tables = country_words()
        for code, country in iso_countries().items():
            words = tables.get(code, {})
            self._add_names("country", code, (*country.names, *words.get("also", ())))
            self._add_names("city", code, words.get("cities", ()))
            for word in words.get("sides", ()):
                self._add(word, _Name("country", (code,), is_adjective=True, case="any"))
            for adjective in words.get("en", ()):
                for form in (adjective, f"{adjective}s"):
                    self._add(form, _Name("country", (code,), is_adjective=True, case="capital"))
            self._adjectives |= dict.fromkeys(words.get("ru", ()), code)
        for name, codes in word_lists()["pairs"].items():
            self._add(name, _Name("country", tuple(codes), is_adjective=False, case="any"))

    def _add(self, text: str, name: _Name) -> None:
        """Add a name; the first that is added under the same words counts."""
        node = self._root
        words = [plain_form(word) for word in WORD_OR_SIGN.findall(text.lower())]
        for word in words:
            for form in inflected_forms(word):
                base_forms = self._base_forms[form]
                if word not in base_forms:
                    base_forms.append(word)
            node = node.words.setdefault(word, _Node())
        if words:  # no name of blanks
            self._first_forms.update(inflected_forms(words[0]))
            node.name = node.name or name


def _is_part_of_name(tokens: Tokens, mention: Mention, starts: Collection[int], stops: Collection[int]) -> bool:
    """Whether a name in Latin letters is a part of one that is not known: "SCO Digital Economy Forum", "China-Xyz".

    `starts` and `stops` are the first words of all names of the sentence and the words after their last.
    """
    before, after = mention.start - 1, mention.stop
    if mention.is_adjective or mention.kind not in ("country", "city", "place"):
        return False
    if after not in starts and _has_capital(tokens, after) and _LATIN_NAME.search(tokens.words[after - 1]):
        return tokens.text[tokens.starts[after] : tokens.ends[after]].istitle()
    behind = _is_hyphen(tokens, after) and after + 1 not in starts and _has_capital(tokens, after + 1)
    return behind or (_is_hyphen(tokens, before) and before not in stops and _has_capital(tokens, before - 1))


def _is_before_firm(tokens: Tokens, mention: Mention) -> bool:
    """Whether a name in Chinese stands for the adjective before a name in Latin letters: "沙特DataVolt"."""
    after = mention.stop
    is_chinese = tokens.words[after - 1] >= _FIRST_HAN and mention.kind in ("country", "city")
    return is_chinese and _has_capital(tokens, after) and tokens.is_glued(after)


def is_before_currency(tokens: Tokens, index: int) -> bool:
    """Whether a currency follows, of which a name is a part: "US dollars", "Indian rupees", "белорусских рублей"."""
    found = tables().units.find(tokens.words, index, len(tokens.words))
    return found is not None and found.meaning.kind == "money"


def _is_hyphen(tokens: Tokens, index: int) -> bool:
    """Whether a word is a hyphen with nothing between it and the words beside it."""
    is_inside = 0 < index < len(tokens.words) - 1
    return is_inside and tokens.words[index] in _HYPHENS and tokens.is_glued(index) and tokens.is_glued(index + 1)


def _has_capital(tokens: Tokens, index: int) -> bool:
    """Whether a word in Latin letters begins with a capital."""
    if not 0 <= index < len(tokens.words):
        return False
    letter = tokens.text[tokens.starts[index]]
    return letter.isascii() and letter.isupper()


def _is_written(tokens: Tokens, start: int, stop: int, case: str) -> bool:
    """Whether the words are written as the name has to be."""
    text = tokens.text[tokens.starts[start] : tokens.ends[stop - 1]]
    if case == "capitals":
        return text.removesuffix("s").removesuffix("'").removesuffix("’").isupper()
    return case == "any" or not text[0].islower()


@cache
def country_words() -> dict[str, dict[str, list[str]]]:
    """Adjectives and other names of countries, by code."""
    return tomli.loads((FOLDER / "countries.toml").read_text("utf-8"))


@cache
def word_lists() -> dict[str, Any]:
    """The lists of words beside names, as in `tables/words.toml`."""
    return tomli.loads((FOLDER / "words.toml").read_text("utf-8"))


@cache
def phrases(name: str, *, backward: bool = False) -> Phrases[bool]:
    """A list of these words as phrases, to be found after a word or before it."""
    return Phrases([(phrase, True) for phrase in word_lists()[name]], backward=backward)


SENTENCE_LISTS = (
    "anaphors",
    "both",
    "clauses",
    "contrasting_clauses",
    "groups",
    "here",
    "respectively",
    "same_metric",
    "wholes",
)
"""The lists whose phrases are looked for in whole sentences."""

Span = tuple[int, int]
"""The first word of something and the word after it."""

ListedPhrases = Mapping[str, Sequence[Span]]
"""Where a sentence has the phrases of each of `SENTENCE_LISTS`."""


@cache
def _sentence_phrases() -> Phrases[tuple[str, ...]]:
    """The phrases of all `SENTENCE_LISTS`, each with the lists that it is in."""
    lists: defaultdict[str, list[str]] = defaultdict(list)
    for name in SENTENCE_LISTS:
        for phrase in word_lists()[name]:
            lists[phrase].append(name)
    return Phrases((phrase, tuple(names)) for phrase, names in lists.items())


def find_phrases(tokens: Tokens) -> ListedPhrases:
    """Where a sentence has phrases of the lists: the first word of each and the word after it, from left to right.

    Of phrases of a list that begin with the same word, the longest counts.
    """
    lengths: defaultdict[str, dict[int, int]] = defaultdict(dict)
    for index, match in _sentence_phrases().find_all(tokens.words):
        for name in match.meaning:
            lengths[name][index] = max(match.length, lengths[name].get(index, 0))
    return defaultdict(
        list, {name: [(start, start + length) for start, length in found.items()] for name, found in lengths.items()}
    )


def has_phrase(tokens: Tokens, name: str) -> bool:
    """Whether a text has a phrase of a list."""
    wanted, count = phrases(name), len(tokens.words)
    return any(wanted.find(tokens.words, index, count) is not None for index in range(count))
