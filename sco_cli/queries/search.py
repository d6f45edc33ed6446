"""Full-text search over a fact base: all words, in any field, ranked by where they are found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from sco_cli.models.factbase import FactBase
from sco_cli.models.references import REFERENCES
from sco_cli.models.vocabulary import FIXED_WORD_FIELDS
from sco_cli.queries import lookup
from sco_cli.text import fold, fold_letters

if TYPE_CHECKING:
    from sco_cli.models.facts import AnyRecord

WEIGHTS = {
    "id": 8,
    "code": 8,
    "name": 6,
    "title": 6,
    "aliases": 5,
    "speaker": 5,
    "summary": 3,
    "wording": 3,
    "definition": 2,
}
"""The score of a match in a field; 1 in any other field. A match at the beginning of a word counts twice."""

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
    score: int
    field: str
    text: str
    word: str


def search(base: FactBase, records: Iterable[AnyRecord], words: Sequence[str]) -> list[Hit]:
    """The records that have every word in some field, best first; records of equal score keep their order.

    Case and accents are ignored. A word also matches inside another one, since Chinese has no spaces. An id matches as
    a whole only, but words in the id of a record raise its score if its texts have them too. The words of the format
    itself, such as `states` and `news`, are not searched.
    """
    wanted = [*dict.fromkeys(fold(word) for word in words if fold(word))]

    @cache
    def best_name(record_id: str, word: str) -> str | None:
        """The name of a record that a word matches best. Many records may refer to one with many names."""
        names = [name for name in _names_of_referred(base.get(record_id)) if word in fold(name)]
        return max(names, key=lambda name: _score("name", fold(name), word), default=None)

    hits = [hit for record in records if wanted and (hit := _hit(base, record, wanted, best_name))]
    return sorted(hits, key=lambda hit: -hit.score)


def _hit(
    base: FactBase, record: AnyRecord, words: Sequence[str], best_name: Callable[[str, str], str | None]
) -> Hit | None:
    values = [(value, fold(value.text)) for value in _values(base, record)]
    score = 0
    best = _Match(0, "", "", "")
    for word in words:
        matches = []
        for value, folded in values:
            if word == folded if value.is_id else word in folded:
                matches.append(_Match(_score(value.field, folded, word), value.field, value.text, word))
            if value.referred is not None and (name := best_name(value.referred.id, word)) is not None:
                matches.append(_Match(_score(value.field, fold(name), word), value.field, name, word))
        if not matches:
            return None
        own_id = _score("id", own, word) if word in (own := fold(record.id)) else 0
        score += max(own_id, *(match.score for match in matches))
        # The id is shown beside the context in any case.
        informative = [match for match in matches if match.field not in ("id", "code")]
        best = max([best, *informative], key=lambda match: match.score)
    if not best.score:
        return Hit(record, score, "id", "", record.id, "")
    start, end = _find_unfolded(best.text, best.word)
    return Hit(record, score, best.field, best.text[:start], best.text[start:end], best.text[end:])


def _score(field: str, folded: str, word: str) -> int:
    begins_a_word = folded.startswith(word) or f" {word}" in folded
    return WEIGHTS.get(field, 1) * (2 if begins_a_word else 1)


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
        for name, text in _texts(getattr(record, field), field):
            is_id = name in ID_FIELDS
            referred = base.find(text) if is_id and name == field else None
            yield _Value(name, text, is_id, None if referred is record else referred)


def _names_of_referred(record: AnyRecord) -> list[str]:
    """The names by which a record is found that another one refers to: the code of a country is one, an id is not."""
    return lookup.all_names(record) if record.kind == "country" else lookup.all_names(record)[1:]


def _texts(value: object, field: str) -> Iterator[tuple[str, str]]:
    """The texts of a value: its own, those of its items, and those of the fields of a table."""
    if isinstance(value, str):
        if field not in FIXED_WORD_FIELDS:
            yield field, value
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item, field)
    elif hasattr(value, "__dict__"):
        for name, inner in vars(value).items():
            yield from _texts(inner, name)


def _find_unfolded(text: str, word: str) -> tuple[int, int]:
    """The start and end of a folded word in a text that is not folded; folding may lengthen or shorten a text."""
    letters: list[tuple[str, int]] = []
    for index, letter in enumerate(text):
        letters += [(" " if part.isspace() else part, index) for part in fold_letters(letter)]
    # Runs of white space count once, as in the folded text.
    squeezed = [
        pair
        for pair, previous in zip(letters, [(" ", -1), *letters], strict=False)
        if pair[0] != " " or previous[0] != " "
    ]
    start = "".join(letter for letter, _ in squeezed).index(word)
    return squeezed[start][1], squeezed[start + len(word) - 1][1] + 1
