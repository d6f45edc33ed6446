"""Misspelt words of a search: words that no record has, with the most similar words of the base."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple, get_args

from sco_cli.models.factbase import FactBase
from sco_cli.models.vocabulary import STAGES, STANDINGS, STATUSES, PlaceKind, SourceKind, Stance
from sco_cli.queries import lookup
from sco_cli.queries.search import Hit, iter_texts, search
from sco_cli.text import MAX_NAME_LENGTH, fold

if TYPE_CHECKING:
    from sco_cli.models.facts import AnyRecord

MIN_LENGTH = 4
"""Shorter words are not corrected: every one is similar to many others."""

MAX_CORRECTED_WORDS = 5
"""No more words of a search are corrected: each is compared with every word of the base."""

SIMILARITY_CUTOFF = 0.8
"""Lowest similarity of a word, by difflib: one letter in five is wrong."""

FORMAT_WORDS = {*STANDINGS, *STAGES, *STATUSES, *get_args(Stance), *get_args(SourceKind), *get_args(PlaceKind)}
"""Words of the format, which are spelled well and are not searched for: "contradicts" is not "contracts"."""

_WORD = re.compile(rf"[^\W\d_]{{{MIN_LENGTH},}}")


class Answer(NamedTuple):
    """The hits of a search for `words`, which are those that were typed but for the keys of `corrected`."""

    hits: list[Hit]
    words: Sequence[str]
    corrected: dict[str, str]


def search_or_correct(base: FactBase, records: Sequence[AnyRecord], words: Sequence[str]) -> Answer:
    """The hits of a search; if there are none, those for the most similar words in place of words that nothing has.

    Names of countries outside the base are no misspellings.
    """
    hits = search(base, records, words)
    corrected = {} if hits else _corrections(base, records, words)
    if corrected:
        instead = [corrected.get(word, word) for word in words]
        if hits := search(base, records, instead):
            return Answer(hits, instead, corrected)
    return Answer(hits, words, {})


def _corrections(base: FactBase, records: Sequence[AnyRecord], words: Sequence[str]) -> dict[str, str]:
    """The most similar word of the records for each word that none of them has, if there is one."""
    countries = base.of_kind("country")
    unknown = [
        word
        for word in dict.fromkeys(words)
        if _WORD.fullmatch(fold(word))
        and fold(word) not in FORMAT_WORDS
        and not lookup.country_outside(countries, word)
        and not search(base, records, [word])
    ]
    known = _words_of(base, records) if unknown else set()
    return {
        word: found[0]
        for word in unknown[:MAX_CORRECTED_WORDS]
        if (found := difflib.get_close_matches(fold(word[:MAX_NAME_LENGTH]), known, n=1, cutoff=SIMILARITY_CUTOFF))
    }


def _words_of(base: FactBase, records: Iterable[AnyRecord]) -> set[str]:
    """The words that a search finds in the records, without addresses and numbers."""
    texts = {text for record in records for field, text in iter_texts(base, record) if field != "url"}
    return {word for text in texts for word in _WORD.findall(fold(text))}
