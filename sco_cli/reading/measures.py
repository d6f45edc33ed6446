"""Finds the metric that a sentence names for a number.

A metric is named if all words of one of its names, but for words such as "of", are in the clause of the number, in any
order and with other endings. Words such as "trade" and "volume" name no metric by themselves, but for what is counted:
"5,000 trade documents". The unit of the number must be one of the metric, and a percentage must be a share of the same.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from sco_cli.models.factbase import FactBase
from sco_cli.phrases.metric_units import MetricUnit, convert, parse_unit
from sco_cli.phrases.numbers import NumberMention
from sco_cli.phrases.tokens import WORD_OR_SIGN, Tokens
from sco_cli.quantities.quantity import is_rank
from sco_cli.reading.clauses import clause_bounds, clause_of
from sco_cli.reading.names import ListedPhrases, Span, phrases, word_lists
from sco_cli.reading.word_forms import stem

if TYPE_CHECKING:
    from sco_cli.models.entities import Metric

MAX_DISTANCE = 25
"""Words between the number and the nearest word of the metric's name."""

MAX_NOUN_DISTANCE = 4
"""Words from a number to the noun that it counts: "5,000 cross-border trade documents"."""

MAX_WORDS = 12
"""A longer name is no name that a text has."""

MAX_OTHER_WORDS = 8
"""Other words between those of a name, which may be in any order; in Chinese none."""

MAX_OTHER_WORDS_OF_CHANGE = 3
"""The same for a change, whose unit does not tell what changes."""

MAX_NEXT_WORDS = 2
"""Words between a number and a name that has only words such as "transactions"."""

MAX_PER_HUNDRED = 1000
"""A number that is greater is no value of a metric that is counted per 100 people."""

MAX_SHARE_WORDS = 6
"""Words from a percentage to the noun that says of what it is a share."""

MIN_NOUN = 2
"""A longer word of a unit is the noun of what is counted: "population" in "% of population"."""

_FIRST_HAN = "\u3400"
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_BEFORE_UNIT = frozenset(["of", "the", "all", "всего", "всех", "的"])
_BEFORE_OWN_NUMBER: tuple[list[str], ...] = ([], ["of"], ["в"])
_POSSESSIVES = frozenset(["their", "its", "those", "его", "её", "ее", "их", "其"])
_COMMAS = frozenset(",，")
_SIGNS = frozenset(",;:.，；。—")


class _MetricName(NamedTuple):
    """A name of a metric: the stems of its words, and its acronyms in capitals. In Chinese, words are characters."""

    metric: Metric
    unit: MetricUnit
    words: tuple[str, ...]
    is_telling: bool
    is_chinese: bool


class MetricIndex:
    """The names of the metrics of a base by their words."""

    def __init__(self, base: FactBase) -> None:
        names = [name for metric in base.metrics for name in _names(metric)]
        counts = Counter(word for name in names for word in set(name.words))
        self._by_word: defaultdict[str, list[_MetricName]] = defaultdict(list)
        for name in names:
            # The rarest word of a name is the one that is looked up, so that few names are compared.
            self._by_word[min(name.words, key=lambda word: (counts[word], word))].append(name)

    def find(
        self,
        tokens: Tokens,
        numbers: Sequence[NumberMention],
        spans: Sequence[Span],
        found: ListedPhrases,
        carried: Metric | None,
    ) -> list[Metric | None]:
        """The metric of each number of a sentence; `spans` are the words of each number.

        `found` are the phrases of `find_phrases`. `carried` is the metric of the sentence before, which is meant where
        words such as "it was" stand for it.
        """
        places: defaultdict[str, list[int]] = defaultdict(list)
        stems = [stem(word) for word in tokens.words]
        for index, word in enumerate(stems):
            places[word].append(index)
            text = tokens.text[tokens.starts[index] : tokens.ends[index]]
            if text.isupper() and text.isalpha():
                places[text].append(index)
        names = [name for word in places for name in self._by_word.get(word, ())]
        named = [name for name in names if all(word in places for word in name.words)]
        if carried and not named and found["same_metric"]:
            unit = parse_unit(carried.unit or "")
            named = [_MetricName(carried, unit, (), is_telling=True, is_chinese=False)]
        if not named:
            return [None] * len(numbers)
        sentence = _Sentence(tokens, stems, places, spans, clause_bounds(found), found["groups"])
        metrics: list[Metric | None] = []
        for index, (number, span) in enumerate(zip(numbers, spans, strict=True)):
            is_total = bool(index) and _is_total(tokens, spans[index - 1], span)
            metric = None if is_total else _metric_of(sentence, number, span, named)
            if metric and index and number.role == "change" and _is_other_currency(numbers[index - 1], metric):
                metric = None  # "4.5 trillion liras, 52% more"
            if metric is None and index and _is_compared(tokens, spans[index - 1], span):
                # "94 percent, up from 53 percent"
                metric = metrics[-1] if number.unit.kind and number.unit == numbers[index - 1].unit else None
            metrics.append(metric)
        return metrics


class _Sentence(NamedTuple):
    """A sentence with the stems of its words, the places of each stem and acronym, and the beginnings of clauses.

    `groups` are the words for some of the people, such as "women".
    """

    tokens: Tokens
    stems: Sequence[str]
    places: Mapping[str, Sequence[int]]
    spans: Sequence[Span]
    bounds: Sequence[int]
    groups: Sequence[Span]


def _names(metric: Metric) -> Iterator[_MetricName]:
    """The names of a metric that may name it in a text."""
    general, measures, stop = _words_of_names()
    unit = parse_unit(metric.unit or "")
    units = {stem(word) for word in WORD_OR_SIGN.findall((metric.unit or "").lower())}
    for full_name in (metric.name, *metric.aliases):
        text = _IN_BRACKETS.sub("", full_name)  # its unit is in brackets, as in "Payments (Nepalese rupees)"
        found = [word for word in WORD_OR_SIGN.findall(text) if word[0].isalnum() and word.lower() not in stop]
        if not found:
            continue  # a name of signs only
        words = tuple(dict.fromkeys(word if word.isupper() and len(word) > 1 else stem(word.lower()) for word in found))
        is_telling = any(word not in general and word.lower() not in units and not word.isdecimal() for word in words)
        is_amount = unit.unit.kind in ("money", "measure")
        others = tuple(word for word in words if word not in measures)
        if is_amount and not is_telling and others and others != words:
            yield _MetricName(metric, unit, others, is_telling=False, is_chinese=False)
        elif (is_telling or unit.unit.kind == "") and len(found) <= MAX_WORDS and (len(words) > 1 or len(words[0]) > 1):
            yield _MetricName(metric, unit, words, is_telling=is_telling, is_chinese=words[0] >= _FIRST_HAN)


@cache
def _words_of_names() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """The stems of general words and of measures, and the words that are no part of a name."""
    lists = word_lists()
    general, measures = (frozenset(map(stem, lists[name])) for name in ("general", "measures"))
    return general, measures, frozenset(lists["stop"])


def _metric_of(sentence: _Sentence, number: NumberMention, span: Span, names: Sequence[_MetricName]) -> Metric | None:
    """The metric of a number: of those with its unit the nearest; of names that share words, the longest."""
    if phrases("limits", backward=True).find(sentence.tokens.words, span[0], -1):
        return None  # "households: 90.4% (urban 93.8%, rural 79.6%)"
    found = []
    for name in names:
        place = _place_beside(sentence, name, span)
        if place and number.role == "change" and place[1] - place[0] > len(name.words) + MAX_OTHER_WORDS_OF_CHANGE:
            continue
        is_next = place is not None and 0 <= span[0] - place[1] <= MAX_NEXT_WORDS
        is_bare = number.unit.kind == ""
        is_beyond = place is not None and not number.role and _is_beyond_number(sentence, place, span, is_bare=is_bare)
        if place and not is_beyond and _has_unit(sentence, number, span, name, is_next=is_next):
            distance = max(span[0] - place[1], place[0] - span[1], 0)
            found.append((-len(name.words), distance, place, name.metric))
    if not found:
        return None
    _, _, nearest, _ = min(found, key=lambda item: item[1])
    found = [item for item in found if item[2][0] < nearest[1] and nearest[0] < item[2][1]]
    best = min(found, key=lambda item: item[:2])
    rivals = {metric.id for length, distance, _, metric in found if (length, distance) == best[:2]}
    return best[3] if len(rivals) == 1 else None


def _place_beside(sentence: _Sentence, name: _MetricName, span: Span) -> Span | None:
    """The words of a name in the clause of the number: before it, or a few words behind it; None if they are not so.

    A name that a word such as "mobile" limits is the name of something else.
    """
    if not name.words:  # the name is in the sentence before
        return None if sentence.groups else span
    first, last = clause_of(span, sentence.bounds, len(sentence.stems))
    nearest = []
    for word in name.words:
        places = sentence.places[word]
        before = next((index for index in reversed(places) if first <= index < span[1]), None)
        behind = next((index for index in places if span[1] <= index < last), None)
        candidates = [index for index in (before, behind) if index is not None]
        if not candidates:
            return None
        nearest.append(min(candidates, key=lambda index: max(span[0] - index, index - span[1] + 1)))
    start, stop = min(nearest), max(nearest) + 1
    words = sentence.tokens.words
    if stop - start > len(nearest) + (0 if name.is_chinese else MAX_OTHER_WORDS):
        return None
    if span[0] - stop > MAX_DISTANCE or start - span[1] > MAX_NOUN_DISTANCE:
        return None
    if start >= span[1] and not _SIGNS.isdisjoint(words[span[1] : start]):
        return None
    if any(other[1] <= start < span[0] and set(words[other[1] : start]) <= _BEFORE_UNIT for other in sentence.spans):
        return None  # "98 percent of the population" names what another number counts
    if start > span[1] and any(
        words[stop : other[0]] in _BEFORE_OWN_NUMBER for other in sentence.spans if other[0] >= stop
    ):
        return None  # "504 villages with a population of 200" names what the next number is
    if not _POSSESSIVES.isdisjoint(words[stop : span[0]]):
        return None  # "payments rose by 6 percent, and their value by 8 percent"
    is_limited = (
        phrases("limits", backward=True).find(words, start, -1) is not None
        or phrases("limits_behind").find(words, stop, len(words)) is not None
    ) or any(
        sentence.stems[index] not in name.words and phrases("limits").find(words, index, stop)
        for index in range(start, stop)
    )
    is_limited |= _is_one_of_generations(words, start)
    is_of_group = any(first <= group < last and not start <= group < stop for group, _ in sentence.groups)
    is_apart = not name.is_telling and not _SIGNS.isdisjoint(words[start:stop])
    return None if is_limited or is_of_group or is_apart else (start, stop)


def _is_one_of_generations(words: list[str], start: int) -> bool:
    """Whether a name begins with the last of several generations of networks: "3G and 4G coverage"."""
    is_joined = phrases("joiners", backward=True).find(words, start, -1) is not None
    return is_joined and start > 2 and words[start - 2 : start - 1] == ["g"] == words[start + 1 : start + 2]


def _is_beyond_number(sentence: _Sentence, place: Span, span: Span, *, is_bare: bool) -> bool:
    """Whether another number and then a comma are between a name and a number: "output was 5, exports 6".

    For a number without a unit (`is_bare`), another number is enough.
    """
    words = sentence.tokens.words
    between = [other for other in sentence.spans if place[1] <= other[0] and other[1] <= span[0]]
    return bool(between) and (is_bare or not _COMMAS.isdisjoint(words[between[-1][1] : span[0]]))


def _has_unit(sentence: _Sentence, number: NumberMention, span: Span, name: _MetricName, *, is_next: bool) -> bool:
    """Whether the number may be a level of the metric, or a change of it; `is_next` if it is next to the name."""
    unit, kind = name.unit, number.unit.kind
    if is_rank(unit.text):
        return False  # ranks are ordinal numbers, which count nothing
    if kind == "":
        if unit.text.startswith("per ") and number.values[0] > MAX_PER_HUNDRED:
            return False
        return unit.unit.kind == "" and name.metric.unit is not None and _is_counted(sentence, span, name)
    if kind == "points":
        return number.role == "change" and unit.unit.kind == "percent"
    if number.role == "change" and name.is_telling:
        return kind in ("percent", "times", "share") or convert(number.unit, unit) is not None
    if name.metric.unit is None or (not name.is_telling and not is_next):
        return False
    if unit.unit.kind == "percent":
        return kind in ("percent", "share") and _is_share_of_metric(sentence, span, unit)
    return kind == unit.unit.kind and convert(number.unit, unit) is not None


def _is_counted(sentence: _Sentence, span: Span, name: _MetricName) -> bool:
    """Whether what the metric counts is behind the number, or nothing is: "5,000 trade documents", "reached 5,000"."""
    nouns = {*name.words, *(stem(word) for word in WORD_OR_SIGN.findall(name.unit.text.lower()))}
    following = sentence.stems[span[1] : span[1] + MAX_NOUN_DISTANCE]
    if not nouns.isdisjoint(following):
        return True
    if name.is_telling and (not following or not following[0].isalpha()):
        return True
    return name.is_telling and name.unit.text == "people" and following[0] in _PEOPLE


def _is_share_of_metric(sentence: _Sentence, span: Span, unit: MetricUnit) -> bool:
    """Whether what a percentage is a share of is what the metric is a share of, as far as the text says."""
    words, place = sentence.tokens.words, span[1]
    following = words[place : place + 1]
    nouns = {stem(word) for word in WORD_OR_SIGN.findall(unit.text.lower()) if len(word) > MIN_NOUN}
    is_share_of_people = "population" in unit.text
    if following in (["of"], ["的"]):
        behind = range(place + 1, min(place + MAX_SHARE_WORDS, len(words)))
        if not nouns.isdisjoint(sentence.stems[index] for index in behind):
            return True
        tokens = sentence.tokens
        is_name = following == ["of"] and bool(behind) and tokens.text[tokens.starts[place + 1]].isupper()
        return is_share_of_people and (is_name or any(_is_of_people(words, index) for index in behind))
    if following and _RUSSIAN_WORD.fullmatch(following[0]) and following[0] not in _RUSSIAN_FUNCTION_WORDS:
        return is_share_of_people and _is_of_people(words, place)
    return True


def _is_other_currency(number: NumberMention, metric: Metric) -> bool:
    """Whether a number is an amount of money that the metric does not measure."""
    return number.unit.kind == "money" and convert(number.unit, parse_unit(metric.unit or "")) is None


def _is_total(tokens: Tokens, span: Span, following: Span) -> bool:
    """Whether a number is the whole of which the one before it is a part: "2,210 of the republic's 2,227 villages"."""
    between = tokens.words[span[1] : following[0]]
    return between[:1] in (["of"], ["из"]) and len(between) <= MAX_NOUN_DISTANCE


def _is_compared(tokens: Tokens, span: Span, following: Span) -> bool:
    """Whether a number is that with which the one before it is compared, a few words behind it."""
    index = following[0]
    is_beside = index - span[1] <= MAX_NOUN_DISTANCE + 2
    return is_beside and phrases("levels", backward=True).find(tokens.words, index, span[1]) is not None


def _is_of_people(words: list[str], index: int) -> bool:
    return phrases("population").find(words, index, len(words)) is not None


_PEOPLE = frozenset(["people", stem("persons"), stem("человек"), "人"])
_RUSSIAN_WORD = re.compile("[а-яё]+")
_RUSSIAN_FUNCTION_WORDS = frozenset(
    ["в", "во", "на", "и", "а", "по", "к", "ко", "с", "со", "от", "до", "против", "за", "у", "из", "при", "но", "что"]
)
