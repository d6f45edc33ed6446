"""The words of a text that state the numbers of a figure: a phrase that is found at one place of the text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sco_cli.reading.readings import Reading

MAX_NOUNS = 5
"""Words behind a number without a unit that a quotation takes in, up to the noun that is counted."""

MAX_CHANGE_LENGTH = 80
"""Characters of the words from the verb of a change to its number that are quoted."""

MIN_WORDS = 3
"""A quotation with fewer words takes in words before the number, so that it is found at one place of the text only."""

MAX_WORDS_BEFORE = 4

MAX_WORDS_OF_NAME = 6
"""Words of a name before them that a quotation takes in, so that it does not begin inside the name."""

_WORD = r"[^\W\d_]+(?:[-'’][^\W\d_]+)*"
_WORDS_BEFORE = re.compile(rf"(?:{_WORD}[ ]){{1,{MAX_WORDS_BEFORE}}}$")
_WORDS_BEHIND = re.compile(rf"(?:\s+{_WORD}){{1,{MAX_NOUNS}}}")
_BEHIND_NUMBER = re.compile(r"(?<!\d)(?!(?:19|20)\d\d\s)\d+\s$")
"""The end of a number that is no year, before the word that is its unit or what it counts."""

MAX_NUMBER = 20
"""Characters before a word in which the end of a number is looked for."""

_STOP = frozenset([
    "in", "of", "to", "and", "by", "from", "with", "for", "at", "on", "have", "has", "were", "was", "are",
    "over", "worth", "it", "is", "during", "which", "that", "last", "this", "more", "less", "year-on-year",
    "as", "since", "while",
    "в", "на", "и", "по", "к", "с", "за", "от", "до", "что", "а",
])  # fmt: skip
"""Words at which the words for what is counted end."""

_BEFORE_TWO_NUMBERS = frozenset(["from", "between", "с", "от", "между"])
_NO_BEGINNING = frozenset(["of", "and", "or", "и", "или", "а"])
"""Words with which no phrase begins, since they belong to what is before them."""

_INSIDE_NAMES = frozenset(["of", "and", "for", "и"])


def quotation(readings: Sequence[Reading], number_before: int) -> str:
    """The words of the text that state the numbers of a figure; the number before them ends at `number_before`."""
    first, last = (min(readings, key=lambda part: part.start), max(readings, key=lambda part: part.start))
    sentence = first.sentence
    start, stop = first.start, last.stop
    if len(readings) == 2 or first.mention.highs:
        before = sentence[:start].rsplit(None, 1)[-1:]
        if before and before[0].lower() in _BEFORE_TWO_NUMBERS:
            start = sentence[:start].rindex(before[0])
    elif first.role == "change" and len(told := " ".join(first.mention.change_text.split())) <= MAX_CHANGE_LENGTH:
        start = max(sentence.rfind(told, 0, stop), 0) if told in sentence else start
    wording = f"{sentence[start:stop]}{nouns_behind(last)}"
    if len(wording.split()) < MIN_WORDS:
        wording = sentence[_start_of_phrase(sentence, start, number_before) : start] + wording
    return wording


def nouns_behind(reading: Reading) -> str:
    """The first words directly behind a number without a unit, up to a sign or a word such as "in"."""
    if reading.mention.unit.kind:
        return ""
    match = _WORDS_BEHIND.match(reading.sentence, reading.stop)
    words = match[0].split() if match else []
    end = next((index for index, word in enumerate(words) if word.lower() in _STOP and not word.isupper()), len(words))
    last = reading.stop
    for word in words[:end]:
        last = reading.sentence.index(word, last) + len(word)
    return reading.sentence[reading.stop : last]


def _start_of_phrase(sentence: str, start: int, number_before: int) -> int:
    """Where the few words before `start` begin: neither with the unit of the number before nor inside a name."""
    match = _WORDS_BEFORE.search(sentence, number_before, start)
    if match is None:
        return start
    begin, words = match.start(), match[0].split(" ")[:-1]
    if _BEHIND_NUMBER.search(sentence, max(0, begin - MAX_NUMBER), begin):
        begin += len(words.pop(0)) + 1
    while words and words[0].lower() in _NO_BEGINNING:
        begin += len(words.pop(0)) + 1
    return _start_of_name(sentence, begin, number_before) if words and words[0][0].isupper() else begin


def _start_of_name(sentence: str, begin: int, number_before: int) -> int:
    """Where a name begins that goes on at `begin`: "Caspian Sea", "Bank of China"."""
    start, place = begin, begin
    for word in reversed(sentence[number_before:begin].split(" ")[:-1][-MAX_WORDS_OF_NAME:]):
        place -= len(word) + 1
        if word[:1].isupper() and word[-1:].isalnum():
            start = place
        elif word not in _INSIDE_NAMES:
            break
    return start
