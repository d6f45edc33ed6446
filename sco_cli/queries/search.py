"""Full-text search over a fact base: all words, in any field, ranked by where they are found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from sco_cli.models.factbase import FactBase, IndexedRecords
from sco_cli.models.references import REFERENCES
from sco_cli.models.vocabulary import FIXED_WORD_FIELDS
from sco_cli.queries import lookup
from sco_cli.queries.levels import levels_of
from sco_cli.queries.search_terms import Term, find_unfolded, fold_once, fold_text, read_terms

if TYPE_CHECKING:
    from sco_cli.models.entities import Series
    from sco_cli.models.facts import AnyRecord, Figure

WEIGHTS = {
    "id": 8,
    "code": 8,
    "name": 6,
    "metric": 6,
    "value": 6,
    "aliases": 5,
    "speaker": 5,
    "title": 5,
    "countries": 4,
    "places": 4,
    "project": 4,
    "change": 3,
    "summary": 3,
    "wording": 3,
    "country": 2,
    "definition": 2,
}
"""The score of a match in a field; 1 in any other field.

What the titles of facts are made of comes first: the metric is that of a figure. `title` is the title of a source.

A match at the beginning of a word counts twice, and one that is the whole text three times.
"""

ID_FIELDS = {"id", *REFERENCES}
"""The fields with the id of the record or of another one. The code of a country is not among them: readers know it."""


class Hit(NamedTuple):
    """A record that has all the words: its score, and the field and text of the best match.

    The text is split into the part before the match, the match, and the part after it.
    """

    record: AnyRecord
    score: int
    field: str
    before: str
    match: str
    after: str


class _Value(NamedTuple):
    """A text of a record, or an id in it with the record that it refers to."""

    field: str
    text: str
    is_id: bool
    referred: AnyRecord | None


class _Match(NamedTuple):
    """A match in a text; without a term, the text is all match."""

    score: int
    field: str
    text: str
    term: Term | None = None


_NO_MATCH = _Match(0, "", "")


def search(base: FactBase, records: Iterable[AnyRecord], words: Sequence[str]) -> list[Hit]:
    """The records that have every word in some field, best first; records of equal score keep their order.

    Case and accents are ignored, and an English word is found in the singular and the plural. A word also matches
    inside another one, since Chinese has no spaces. A number is found in texts, and as the number of a figure or of an
    official series, however it is written. An id matches as a whole only. The words of the format itself, such as
    `states` and `news`, are not searched, and addresses only for a part of one.
    """
    return _Search(base, read_terms(words)).hits(records)


class _Search:
    """A search for some terms. Many records may refer to one with many names, whose best match is kept."""

    def __init__(self, base: FactBase, terms: Sequence[Term]) -> None:
        self.base = base
        self.terms = terms
        self.matches_of_names: dict[tuple[str, str], tuple[str, int] | None] = {}

    def hits(self, records: Iterable[AnyRecord]) -> list[Hit]:
        """The records that have all the terms."""
        patterns = [term.pattern for term in self.terms if not term.may_be_shown_number]
        if patterns and isinstance(records, IndexedRecords):
            records = records.mentioning(patterns, fold_once)
        hits = [hit for record in records if self.terms and (hit := self.hit(record))]
        return sorted(hits, key=lambda hit: -hit.score)

    def hit(self, record: AnyRecord) -> Hit | None:
        """The record, if it has all the terms."""
        values = [(value, fold_text(value.text)) for value in _values(self.base, record)]
        score = 0
        best = _NO_MATCH
        for term in self.terms:
            matches = [*self.matches_in_texts(record, values, term), *self.matches_in_numbers(record, term)]
            if not matches:
                return None
            score += max(match.score for match in matches)
            # The id is shown beside the context in any case.
            informative = [match for match in matches if match.field not in ("id", "code")]
            best = max([best, *informative], key=lambda match: match.score)
        if not best.score:
            return Hit(record, score, "id", "", record.id, "")
        start, end = find_unfolded(best.text, best.term.pattern) if best.term else (0, len(best.text))
        return Hit(record, score, best.field, best.text[:start], best.text[start:end], best.text[end:])

    def matches_in_texts(self, record: AnyRecord, values: Iterable[tuple[_Value, str]], term: Term) -> Iterator[_Match]:
        """The matches of a term in the texts of a record, and in the names of records that it refers to."""
        for value, folded in values:
            # What a speaker says is a title: a statement has no name.
            weight = _weight("title" if value.field == "summary" and hasattr(record, "speaker") else value.field)
            if value.is_id:
                if folded == fold_text(term.text):
                    yield _Match(3 * weight, value.field, value.text, term)
            elif (factor := _factor(folded, term)) and (value.field != "url" or term.may_be_in_address):
                yield _Match(factor * weight, value.field, value.text, term)
            if value.referred is not None and (found := self.match_of_names(value.referred, term)):
                name, factor = found
                yield _Match(factor * weight, value.field, name, term)

    def match_of_names(self, record: AnyRecord, term: Term) -> tuple[str, int] | None:
        """The name of a record that a term matches best, and the factor of the match; None if none matches."""
        key = (record.id, term.folded)
        if key not in self.matches_of_names:
            found = [
                (name, factor) for name in _names_of_referred(record) if (factor := _factor(fold_text(name), term))
            ]
            self.matches_of_names[key] = max(found, key=lambda pair: pair[1], default=None)
        return self.matches_of_names[key]

    def matches_in_numbers(self, record: AnyRecord, term: Term) -> Iterator[_Match]:
        """The matches of a term in the numbers of a figure, as they are and as they are shown, or of a series."""
        if not term.may_be_shown_number:
            return
        if record.kind == "figure":
            yield from self.matches_in_figure(record, term)
        elif record.kind == "series" and term.number:
            yield from self.matches_in_series(record, term)

    def matches_in_figure(self, figure: Figure, term: Term) -> Iterator[_Match]:
        """The matches of a term in the numbers of a figure."""
        # A lazy import, as in `search_terms`: most searches have no number.
        from sco_cli.queries.search_numbers import shown_numbers  # noqa: PLC0415

        levels = levels_of(self.base, figure)
        for field, text in shown_numbers(levels):
            if factor := _factor(fold_text(text), term):
                yield _Match(factor * _weight(field), field, text, term)
        if term.number and term.number.is_in_figure(levels, self.base.metric(figure.metric).unit):
            yield _Match(2 * _weight("value"), "value", levels.text())

    def matches_in_series(self, series: Series, term: Term) -> Iterator[_Match]:
        """The first value of an official series that is the number searched for."""
        assert term.number
        unit = self.base.metric(series.metric).unit
        for year, value in series.points.items():
            if term.number.is_in_series(Fraction(value), unit):
                yield _Match(1, "points", f"{Decimal(value):,f} in {year}")
                return


def _factor(folded: str, term: Term) -> int:
    """What a match of the term in a folded text counts: 0 if there is none."""
    match = term.pattern.search(folded)
    if not match:
        return 0
    form = match.group()
    return 3 if folded == form else 2 if folded.startswith(form) or f" {form}" in folded else 1


def _weight(field: str) -> int:
    return WEIGHTS.get(field, 1)


def iter_texts(base: FactBase, record: AnyRecord) -> Iterator[tuple[str, str]]:
    """Every text of a record with its field, the texts of its evidence, and the names of records that it refers to.

    Ids, and words from the closed lists of the format, are no texts; the codes of countries are.
    """
    for value in _values(base, record):
        if not value.is_id:
            yield value.field, value.text
        if value.referred is not None:
            yield from ((value.field, name) for name in _names_of_referred(value.referred))


def _values(base: FactBase, record: AnyRecord) -> Iterator[_Value]:
    """The texts of a record and of its evidence, and the ids in it with the records that it refers to by them."""
    for field in base.fields[record.kind]:
        value = getattr(record, field)
        if not value:
            continue
        texts: list[tuple[str, str]] = []
        _collect_texts(value, field, texts)
        for name, text in texts:
            referred = base.find(text) if name in REFERENCES and name == field else None
            yield _Value(name, text, name in ID_FIELDS, referred)


def _names_of_referred(record: AnyRecord) -> list[str]:
    """The names by which a record is found that another one refers to: the code of a country is one, an id is not."""
    return lookup.all_names(record) if record.kind == "country" else lookup.all_names(record)[1:]


def _collect_texts(value: object, field: str, texts: list[tuple[str, str]]) -> None:
    """Add the texts of a value with their fields: its own, those of its items, and those of the fields of a table."""
    if isinstance(value, str):
        if field not in FIXED_WORD_FIELDS:
            texts.append((field, value))
    elif isinstance(value, tuple):
        for item in value:
            _collect_texts(item, field, texts)
    elif hasattr(value, "__dict__"):
        for name, inner in vars(value).items():
            _collect_texts(inner, name, texts)
