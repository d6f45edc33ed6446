"""Reads a text: every quantity in it, with what it is about as far as the text says."""

from __future__ import annotations

import re
from bisect import bisect
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING, Literal

from sco_cli.models import period
from sco_cli.models.factbase import FactBase
from sco_cli.models.period import Period
from sco_cli.phrases.numbers import NumberMention, find_numbers_in
from sco_cli.phrases.paragraphs import Block, split_blocks, to_line, visible_text
from sco_cli.phrases.tokens import Tokens, tokenize
from sco_cli.phrases.units import Unit
from sco_cli.quantities import quantity
from sco_cli.quantities.interval import Endpoint, Interval
from sco_cli.quantities.quantity import PERCENT, POINTS, TIMES, Qualifier, Quantity
from sco_cli.reading.attribution import Attribution, find_attribution
from sco_cli.reading.measures import MetricIndex
from sco_cli.reading.names import NameIndex, Span, find_phrases, phrases
from sco_cli.reading.number_subjects import subjects_of_numbers
from sco_cli.reading.sentence_names import SentenceNames
from sco_cli.reading.sentences import split_sentences
from sco_cli.reading.subjects import UNCLEAR, Subject
from sco_cli.reading.text_state import TextState
from sco_cli.reading.times import Time, find_times, time_of

if TYPE_CHECKING:
    from sco_cli.models.entities import Metric

COUNTED_KINDS = ("number", "time", "age")
"""Kinds of number that count or measure something, unlike years and labels such as the 10 of "Windows 10"."""

MAX_BLOCKS_OF_DATE = 5
"""The first parts of a text in which its date is looked for."""

MAX_DATELINE = 60
"""A date further into a paragraph is not that of the text."""

BASES = (100, 1_000, 10_000, 100_000, 1_000_000)
"""Numbers that ratios are stated per."""

MAX_WORDS_OF_RATIO = 2
"""Words from "twice" to the number that it is a multiple of: "twice the 10 billion of Kuwait"."""

MAX_PER = 10
"""Characters before such a number in which the word for "per" is looked for."""

_PER = re.compile(r"(?:\bper|\bfor every|\bна|\bна каждые|每)\s*$", re.IGNORECASE)

MAX_RANK = 25
"""Characters before the number of all that are ranked in which the rank is looked for."""

_AFTER_RANK = re.compile(
    r"(?:\d(?:st|nd|rd|th|-[а-я]{1,2})|\bмест[оауе]|\bplace|\bplaced \d+|\branked \d+)\s+(?:out of|of|из)\s+$"
)
"""What is before such a number: "81st of 193", "на 55-м месте из 193"."""

USUAL_CURRENCIES = ("USD", "RUB", "CNY")
"""Which currency is meant by a word such as "dollars" or "рублей" that several have."""

SHARED_CURRENCIES = ("USD", "EUR")
"""Currencies in which amounts of any country are stated."""

_BARE_POINTS = re.compile(r"points?|пункт\w*", re.IGNORECASE)
"""Words for points that may be those of an index, and not percentage points."""

LevelRole = Literal["value", "before", "after", "change"]


@dataclass(frozen=True, slots=True)
class Reading:
    """A quantity in a text.

    * `line`, `column`: where its wording begins, counted from 1.
    * `paragraph`: its number as evidence counts paragraphs; None in a heading.
    * `sentence`: the sentence on one line; the wording is in it from `start` to `stop`.
    * `quantity`: the number as the text puts it, in full; of a fall too it is positive. `mention` is what it was read
      from.
    * `role`: whether it is a level, one before or after a change, or the size of a change; `direction` is 1 for a rise,
      -1 for a fall, 0 where the words do not say.
    * `period`: by ISO 8601; None where the text gives none. `is_inferred` if it follows from another date.
    * `likely_subject`: what it is about as far as the words tell, with countries that the base has no record of too.
    * `metric`: the id of the metric that the sentence names.
    * `speaker`, `credited`: who says it, and whom the sentence credits with it; empty where that is not plain.
    """

    file: str
    line: int
    column: int
    paragraph: int | None
    sentence: str
    start: int
    stop: int
    wording: str
    quantity: Quantity
    mention: NumberMention
    role: LevelRole
    direction: int
    period: str | None
    is_inferred: bool
    likely_subject: Subject
    metric: str | None
    speaker: str
    credited: str

    @property
    def subject(self) -> Subject:
        """What it is surely about; no country or place if another one may be meant."""
        subject = self.likely_subject
        return subject if subject.is_sure else UNCLEAR._replace(organizations=subject.organizations)

    @property
    def year(self) -> int | None:
        """The year that the period is in."""
        found = period.parse_optional(self.period)
        return found.year if found else None


class TextReader:
    """Reads texts about what a fact base knows the names of."""

    def __init__(self, base: FactBase) -> None:
        self._base = base
        self._names = NameIndex(base)
        self._metrics = MetricIndex(base)

    @cached_property
    def _only_countries(self) -> dict[str, str]:
        """The country of each metric that the base has for one country only, such as payments by a national system."""
        countries: defaultdict[str, set[str]] = defaultdict(set)
        for figure in self._base.figures:
            countries[figure.metric].update(figure.countries)
        for series in self._base.series:
            countries[series.metric].add(series.country)
        return {metric: next(iter(codes)) for metric, codes in countries.items() if len(codes) == 1}

    def _is_of_other_country(self, metric: Metric | None, subject: Subject) -> bool:
        """Whether a metric is one of another country than the one that is carried over from a sentence before."""
        if metric is None or subject.country is None:
            return False
        return self._only_countries.get(metric.id, subject.country) != subject.country

    def read(self, name: str, text: str, dated: Period | None = None) -> Iterator[Reading]:
        """The quantities of a text, in its order; `dated` is the date of the text, by which "last year" is known."""
        lines = [0, *(match.end() for match in re.finditer("\n", text))]
        state = TextState()
        for block in split_blocks(text):
            yield from self._read_block(name, text, lines, block, dated, state)

    def _read_block(
        self, name: str, text: str, lines: Sequence[int], block: Block, dated: Period | None, state: TextState
    ) -> Iterator[Reading]:
        visible = visible_text(text[block.start : block.stop])
        tokens = tokenize(visible.text)
        numbers = [
            number
            for number in find_numbers_in(tokens)
            if number.kind in COUNTED_KINDS and not _is_base(visible.text, number)
        ]
        state.begin(is_heading=block.number is None)
        index = 0
        for start, stop in split_sentences(visible.text):
            sentence = _Sentence(tokens.part(start, stop), dated, state.year)
            inner = []
            while index < len(numbers) and numbers[index].start < stop:
                number = numbers[index]
                inner.append(number._replace(start=number.start - start, end=number.end - start))
                index += 1
            mentions = self._names.find(sentence.tokens, is_sentence=block.number is not None)
            found = find_phrases(sentence.tokens)
            carried = state.carried(found, mentions)
            names = SentenceNames(self._base, sentence.tokens, mentions, found, state.headline)
            subject = names.subject_of_sentence(carried)
            if inner:
                spans = [sentence.span(number) for number in inner]
                subjects = subjects_of_numbers(names, spans, carried)
                metrics = self._metrics.find(sentence.tokens, inner, spans, found, state.metric)
                counts_countries = any(_counts_countries(sentence.tokens, span) for span in spans)
                subjects = [
                    UNCLEAR
                    if not mentions
                    and (
                        counts_countries
                        or self._is_of_other_country(metric, of)
                        or _has_other_currency(number.unit, of)
                    )
                    else of
                    for number, metric, of in zip(inner, metrics, subjects, strict=True)
                ]
                state.metric = _only_metric(metrics)
                for number, span, of, metric in zip(inner, spans, subjects, metrics, strict=True):
                    place = block.start + visible.places[start + number.start]
                    line = bisect(lines, place)
                    yield sentence.reading(
                        number,
                        file=name,
                        line=line,
                        column=place - lines[line - 1] + 1,
                        block=block,
                        subject=of if _has_subject(sentence.tokens, number, span, spans) else Subject(),
                        metric=metric.id if metric else None,
                        numbers=inner,
                    )
            words = sentence.tokens.words
            is_aside = phrases("asides").find(words, 0, len(words)) is not None
            # In a paragraph without numbers, nothing has a year.
            year = sentence.year if numbers or block.number is None else None
            state.end_sentence(subject, year=year, is_aside=is_aside)


class _Sentence:
    """A sentence with its words and times."""

    def __init__(self, tokens: Tokens, dated: Period | None, year_before: str | None) -> None:
        self.text = tokens.text
        self.tokens = tokens
        self._dated = dated
        self._year_before = year_before

    @cached_property
    def times(self) -> list[Time]:
        """The times that it names."""
        return find_times(self.tokens.plain, self._dated, self._year_before)

    @cached_property
    def line(self) -> str:
        """The sentence on one line."""
        return to_line(self.text)

    @property
    def year(self) -> str | None:
        """The only year of the sentence."""
        years = {time.period[:4] for time in self.times if not time.years}
        return years.pop() if len(years) == 1 else None

    @cached_property
    def attribution(self) -> Attribution:
        """Whom it credits."""
        return find_attribution(" ".join(self.text.split()))

    def span(self, number: NumberMention) -> tuple[int, int]:
        """The words of a number."""
        return bisect(self.tokens.ends, number.start), bisect(self.tokens.starts, number.end - 1)

    def reading(
        self,
        number: NumberMention,
        *,
        file: str,
        line: int,
        column: int,
        block: Block,
        subject: Subject,
        metric: str | None,
        numbers: Sequence[NumberMention],
    ) -> Reading:
        time: Time | None = time_of(
            self.tokens.plain,
            number.start,
            number.end,
            number.role,
            self.times,
            [(other.start, other.end) for other in numbers],
        )
        start = len(to_line(f"{self.text[: number.start]}|")) - 1
        wording = to_line(self.text[number.start : number.end]).removesuffix(".")
        return Reading(
            file=file,
            line=line,
            column=column,
            paragraph=block.number,
            sentence=self.line,
            start=start,
            stop=start + len(wording),
            wording=wording,
            quantity=to_quantity(number),
            mention=number,
            role=number.role or "value",
            direction=number.direction,
            period=time.period if time and number.kind == "number" else None,
            is_inferred=bool(time and time.is_inferred),
            likely_subject=subject,
            metric=metric,
            speaker=self.attribution.speaker,
            credited=self.attribution.credited,
        )


def _is_base(text: str, number: NumberMention) -> bool:
    """Whether a number is that of a ratio, and no quantity: the 100 of "130 per 100 people"."""
    return number.values[0] in BASES and _PER.search(text, max(0, number.start - MAX_PER), number.start) is not None


def _only_metric(metrics: Sequence[Metric | None]) -> Metric | None:
    """The metric of the numbers of a sentence, if they have one and no other."""
    named = {metric.id: metric for metric in metrics if metric}
    return next(iter(named.values())) if len(named) == 1 else None


def _has_subject(tokens: Tokens, number: NumberMention, span: Span, spans: Sequence[Span]) -> bool:
    """Whether a number is about a country at all: no time, no age, no number of countries, no ratio of two."""
    is_before_number = any(0 <= other[0] - span[1] <= MAX_WORDS_OF_RATIO for other in spans)
    is_ratio = number.unit.kind == "times" and (number.role != "change" or is_before_number)
    is_of_ranks = _AFTER_RANK.search(tokens.plain, max(0, number.start - MAX_RANK), number.start) is not None
    return number.kind == "number" and not (_counts_countries(tokens, span) or is_ratio or is_of_ranks)


def _counts_countries(tokens: Tokens, span: Span) -> bool:
    """Whether a number is one of countries: "nine countries"."""
    return phrases("counted_countries").find(tokens.words, span[1], len(tokens.words)) is not None


def _has_other_currency(unit: Unit, subject: Subject) -> bool:
    """Whether an amount is in the currency of another country; a code of ISO 4217 begins with that of the country."""
    if unit.kind != "money" or len(unit.names) != 1:
        return False
    code = next(iter(unit.names))
    return code not in SHARED_CURRENCIES and bool(subject.countries) and code[:2] not in subject.countries


def date_of_text(text: str) -> Period | None:
    """The first whole date in the first lines of a text that are no paragraph, or in its first paragraph."""
    for block, _ in zip(split_blocks(text), range(MAX_BLOCKS_OF_DATE), strict=False):
        times = find_times(tokenize(block.line).plain, None, None, with_dateline=True)
        days = [time for time in times if len(time.period) == len("2025-08-28")]
        if days and (block.number is None or days[0].start < MAX_DATELINE):
            return period.parse(days[0].period)
    return None


def to_quantity(mention: NumberMention) -> Quantity:
    """The number as the text puts it, with its unit; a fraction such as "a third" is in percent."""
    factor = 100 if mention.unit.kind == "share" else 1
    unit = unit_text(mention)
    value = mention.values[0] * factor
    if mention.highs and mention.highs[0] * factor > value:
        span = Interval(Endpoint(value), Endpoint(mention.highs[0] * factor))
        return Quantity("between", span, unit, about="about" in mention.qualifiers)
    qualifier: Qualifier = next(iter(mention.qualifiers), "exact")
    return Quantity(qualifier, _interval(qualifier, value), unit, about=qualifier == "about")


@lru_cache(1024)
def _interval(qualifier: Qualifier, value: Fraction) -> Interval:
    """The interval of a number that is qualified so."""
    return _at_zero(qualifier).shift(value)


@cache
def _at_zero(qualifier: Qualifier) -> Interval:
    """The interval of a zero that is qualified so."""
    return quantity.parse(0 if qualifier == "exact" else {qualifier: 0}).interval


def unit_text(mention: NumberMention) -> str:
    """The unit: "%", "percentage points", "x", a currency by ISO 4217, or the words of the text."""
    unit = mention.unit
    if unit.kind in ("percent", "share"):
        return PERCENT
    if unit.kind == "points":
        return "points" if _BARE_POINTS.fullmatch(mention.unit_words) else POINTS
    if unit.kind == "times":
        return TIMES
    if unit.kind == "money":
        usual = next((name for name in USUAL_CURRENCIES if name in unit.names), "")
        return usual or (min(unit.names) if len(unit.names) == 1 else mention.unit_words.strip("-. "))
    return mention.unit_words.strip("- ") if unit.kind else ""
