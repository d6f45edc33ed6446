"""Full-text search over a fact base: all words, in any field, ranked by where they are found."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from sco_cli.models.factbase import FactBase
from sco_cli.models.references import REFERENCES
from sco_cli.queries import lookup
from sco_cli.text import WORD_SEPARATORS, fold

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

    Case and accents are ignored. A word also matches inside another one, since Chinese has no spaces.
    """
    wanted = [fold(word) for word in words if fold(word)]
    hits = [hit for record in records if wanted and (hit := _hit(base, record, wanted))]
    return sorted(hits, key=lambda hit: -hit.score)


def _hit(base: FactBase, record: AnyRecord, words: Sequence[str]) -> Hit | None:
    fields = [(name, text, fold(text)) for name, text in iter_texts(base, record)]
    score = 0
    best = _Match(0, "", "", "")
    for word in words:
        matches = [
            _Match(_score(name, folded, word), name, text, word) for name, text, folded in fields if word in folded
        ]
        if not matches:
            return None
        score += max(match.score for match in matches)
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
    """Every text of a record with its field, the texts of its evidence, and the names of records that it refers to."""
    for field in base.fields[record.kind]:
        for text in _texts(getattr(record, field), field):
            yield text
            referred = base.find(text[1]) if text[0] == field and field in REFERENCES else None
            if referred is not None:
                yield from ((field, name) for name in lookup.all_names(referred))


def _texts(value: object, field: str) -> Iterator[tuple[str, str]]:
    """The texts of a value: its own, those of its items, and those of the fields of a table."""
    if isinstance(value, str):
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
        decomposed = unicodedata.normalize("NFKD", letter)
        plain = "".join(part for part in decomposed if not unicodedata.combining(part)).casefold()
        letters += [(" " if part in WORD_SEPARATORS or part.isspace() else part, index) for part in plain]
    # Runs of white space count once, as in the folded text.
    squeezed = [
        pair
        for pair, previous in zip(letters, [(" ", -1), *letters], strict=False)
        if pair[0] != " " or previous[0] != " "
    ]
    start = "".join(letter for letter, _ in squeezed).index(word)
    return squeezed[start][1], squeezed[start + len(word) - 1][1] + 1
