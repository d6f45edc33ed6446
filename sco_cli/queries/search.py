"""Full-text search over a fact base: all words, in any field, ranked by where they are found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
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
    wanted = [fold(word) for word in words if fold(word)]
    hits = [hit for record in records if wanted and (hit := _hit(base, record, wanted))]
    return sorted(hits, key=lambda hit: -hit.score)


def _hit(base: FactBase, record: AnyRecord, words: Sequence[str]) -> Hit | None:
    values = [(name, text, fold(text), is_id) for name, text, is_id in _values(base, record)]
    score = 0
    best = _Match(0, "", "", "")
    for word in words:
        matches = [
            _Match(_score(name, folded, word), name, text, word)
            for name, text, folded, is_id in values
            if (word == folded if is_id else word in folded)
        ]
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
    return ((field, text) for field, text, is_id in _values(base, record) if not is_id)


def _values(base: FactBase, record: AnyRecord) -> Iterator[tuple[str, str, bool]]:
    """The texts of a record as `iter_texts` has them, and the ids in it; whether each is an id."""
    for field in base.fields[record.kind]:
        for name, text in _texts(getattr(record, field), field):
            is_id = name in ID_FIELDS
            yield name, text, is_id
            if is_id and name == field and (referred := base.find(text)) is not None and referred is not record:
                names = lookup.all_names(referred)
                yield from ((field, other, False) for other in (names if referred.kind == "country" else names[1:]))


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
