"""Whether a number counts something, or is a year, an age, a length of time, or a label as in "Windows 10"."""

from __future__ import annotations

import re

from sco_cli.phrases.contexts import is_year_word
from sco_cli.phrases.drafts import Draft
from sco_cli.phrases.passage import Passage

MAX_AGE = 120
MAX_AGE_LIMIT = 100
MAX_LABEL = 9999
SMALL_NUMBER = 10
"""Numbers below it may be words of the text that count nothing of the claim: "the two sides"."""

FIRST_YEAR = 1700
FIRST_YEAR_ALONE = 1800
"""The first number that is taken for a year: after a word such as "in", and without one."""

_INNER_CAPITAL = re.compile("[a-z][A-Z]|[A-Z]{2}")
_ENDS = (".", "!", "?", ":")
_BEFORE_LABEL = ("-", ".", ":", "#")


def classify(passage: Passage, draft: Draft) -> None:
    """Set the kind of a number, and whether it is certain that it is one of the claim."""
    kind = draft.unit.kind
    if kind == "age" or _is_age(passage, draft):
        draft.kind, draft.is_certain = "age", False
    elif kind == "time":
        is_year = is_year_word(passage.word(draft.numeral.start)) and _is_word_for_year(passage, draft.numeral.stop)
        draft.kind, draft.is_certain = "year" if is_year else "time", False
    elif draft.is_bare and _is_year(passage, draft):
        draft.kind, draft.is_certain = "year", False
    elif draft.is_bare and _is_label(passage, draft):
        draft.kind, draft.is_certain = "label", False
    elif kind in ("points", "share") or (
        draft.numeral.in_words and draft.is_bare and draft.numeral.values[0] < SMALL_NUMBER
    ):
        draft.is_certain = False


def _is_word_for_year(passage: Passage, index: int) -> bool:
    return passage.word(index) in passage.tables.lists.year_words


def _is_year(passage: Passage, draft: Draft) -> bool:
    numeral, stop = draft.numeral, draft.stop
    word = passage.word(numeral.start)
    if numeral.in_words or stop - numeral.start != 1 or not is_year_word(word):
        return False
    if _is_word_for_year(passage, stop):
        return True
    if passage.is_han(stop):
        return False  # a year has "年" after it
    if passage.before(passage.tables.years, draft.start):
        return int(word) >= FIRST_YEAR
    hedge = passage.before(passage.tables.hedges, draft.start)
    if hedge and hedge.meaning[1]:
        return False
    is_round_count = int(word) % 10 == 0 and _has_noun(passage, stop)
    return int(word) >= FIRST_YEAR_ALONE and not is_round_count


def _has_noun(passage: Passage, index: int) -> bool:
    """Whether the word may be a noun that is counted."""
    word, letter = passage.word(index), passage.original(index)[:1]
    return len(word) > 3 and word.isalpha() and letter.islower() and word not in passage.tables.lists.function


def _is_label(passage: Passage, draft: Draft) -> bool:
    tables, start = passage.tables, draft.start
    if passage.after(tables.labels_after, draft.stop) or passage.before(tables.labels, start):
        return True
    if passage.word(start - 1) in _BEFORE_LABEL and passage.before(tables.labels, start - 1):
        return True
    return _is_part_of_name(passage, draft)


def _is_part_of_name(passage: Passage, draft: Draft) -> bool:
    """Whether a capital word stands before a small whole number, and no noun after it: "the iPhone 11 was"."""
    start, value = draft.start, draft.values[0]
    name = passage.original(start - 1)
    if draft.numeral.in_words or value.denominator != 1 or value > MAX_LABEL:
        return False
    if not name.isalpha() or not name.isascii() or name.islower():
        return False
    if name.isupper() and len(name) <= 3 and not passage.tables.units.find([name.lower()], 0, 1):
        return True
    if start == 1 or passage.word(start - 2) in _ENDS:
        return bool(_INNER_CAPITAL.search(name))
    if passage.before(passage.tables.hedges, start):
        return False
    if passage.before(passage.tables.changes, start):
        return False
    return not _has_noun(passage, draft.stop)


def _is_age(passage: Passage, draft: Draft) -> bool:
    """Whether the number is an age beside a name: "Aibek Sadykov, 42, said"."""
    if not draft.is_bare or draft.numeral.in_words or not 0 < draft.values[0] < MAX_AGE:
        return False
    start, stop = draft.start, draft.stop
    hedge = passage.before(passage.tables.hedges, start)
    if hedge and passage.word(start - hedge.length - 1) in passage.tables.lists.age_nouns:
        return draft.values[0] < MAX_AGE_LIMIT  # "people over 65"
    if passage.word(start - 1) != "," or not passage.original(start - 2)[:1].isupper():
        return False
    is_full_name = passage.original(start - 3)[:1].isupper()
    return passage.word(stop) == "," or (is_full_name and passage.word(stop) in (".", ""))
