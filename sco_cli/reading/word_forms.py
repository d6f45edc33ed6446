"""Forms of the words in names, so that "в Казахстане" and "Kazakhstan's" are found by the names of the base."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from sco_cli.text import fold

_CYRILLIC = re.compile("[а-яё]+")
_LATIN = re.compile("[a-z]+")

_DECLENSIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("ия", ("ия", "ии", "ию", "ией")),
    ("ая", ("ая", "ой", "ую", "ою")),
    ("яя", ("яя", "ей", "юю")),
    ("ый", ("ый", "ого", "ому", "ым", "ом")),
    ("ий", ("ий", "ого", "ому", "им", "ом", "его", "ему", "ем", "ия", "ию", "ии")),
    ("ое", ("ое", "ого", "ому", "ым", "им", "ом")),
    ("ие", ("ие", "ия", "ию", "ием", "ии", "их", "им", "ими")),
    ("ые", ("ые", "ых", "ым", "ыми")),
    ("ья", ("ья", "ьи", "ье", "ью", "ьей")),
    ("й", ("й", "я", "ю", "ем", "е", "и", "ев", "ям", "ями", "ях")),
    ("ь", ("ь", "я", "ю", "ем", "е", "и", "ью", "ей", "ям", "ями", "ях")),
    ("я", ("я", "и", "ю", "ей", "е", "ь", "ям", "ями", "ях")),
    ("а", ("а", "ы", "и", "е", "у", "ой", "ей", "", "ам", "ами", "ах")),
    ("ы", ("ы", "", "ов", "ам", "ами", "ах")),
    ("и", ("и", "", "ов", "ей", "ам", "ами", "ах", "ям", "ями", "ях")),
    ("", ("", "а", "у", "ом", "е", "ы", "и", "ов", "ам", "ами", "ах")),
)
"""Endings of nouns and adjectives in their base form, each with those of the other cases; the first that fits."""

_INVARIABLE = re.compile("[оэуюё]$|(?<![иоы])е$")
MIN_DECLINED = 4
"""A shorter Russian word is mostly an abbreviation, which is not declined."""

_SUFFIXES = re.compile(r"(?:(?<=\w{4})at(?:ed|es?|ing|ors?)|ations?|ions?|ments?|ings?|ices?|ers?|ed|es|e|s)$")
"""Endings that English words of one meaning may differ in: "served" and "services", "operation" and "operating"."""

MIN_STEM = 4

_POSSESSIVE = re.compile("'s?$")


def inflected_forms(word: str) -> Iterator[str]:
    """The forms of a word of a name in lower case, itself among them."""
    yield word
    if _CYRILLIC.fullmatch(word) and len(word) >= MIN_DECLINED and not _INVARIABLE.search(word):
        ending, others = next(pair for pair in _DECLENSIONS if word.endswith(pair[0]))
        stem = word.removesuffix(ending)
        yield from (stem + other for other in others)


@lru_cache(maxsize=20_000)
def plain_form(word: str) -> str:
    """A word of a text as names are compared: without accents, and without the ending of a possessive."""
    if _CYRILLIC.fullmatch(word):
        return word.replace("ё", "е")  # the breve of "й" is no accent
    return _POSSESSIVE.sub("", fold(word)) or word


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The beginning that an English or Russian word shares with others of the same meaning.

    It is found by rules for endings, which are wrong for some words. Words in other scripts are their own stems.
    """
    word = plain_form(word)
    if _LATIN.fullmatch(word):
        shorter = _SUFFIXES.sub("", word)
        return shorter if len(shorter) >= MIN_STEM else word
    if _CYRILLIC.fullmatch(word) and len(word) > MIN_STEM:
        for ending in _RUSSIAN_ENDINGS:
            if word.endswith(ending) and len(word) - len(ending) >= MIN_STEM:
                return word.removesuffix(ending)
    return word


_RUSSIAN_ENDINGS = sorted({form for _, forms in _DECLENSIONS for form in forms if form}, key=len, reverse=True)
