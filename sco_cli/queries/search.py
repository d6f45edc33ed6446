"""Full-text search over a fact base: all words, any field, ranked by where they hit."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from sco_cli.models.factbase import FactBase
from sco_cli.models.references import REFERENCES
from sco_cli.queries import lookup
from sco_cli.text import WORD_SEPARATORS, fold

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
"""What a hit in a field is worth; 1 in any other. A word that begins there is worth twice one that goes on."""


class Hit(NamedTuple):
    """A record in which all the words are found: how well, and the field of the best place with all of its text."""

    record: Any
    score: int
    field: str
    before: str
    match: str
    after: str


def search(base: FactBase, records: Iterable[Any], words: Sequence[str]) -> list[Hit]:
    """The records that have every word somewhere, best first, in the order of the base where equal.

    Case and accents do not count. A word may be found in another word: Chinese has no spaces.
    """
    wanted = [fold(word) for word in words if fold(word)]
    hits = [hit for record in records if (hit := _hit(base, record, wanted))]
    return sorted(hits, key=lambda hit: -hit.score)


def _hit(base: FactBase, record: Any, wanted: Sequence[str]) -> Hit | None:
    fields = [(name, text, fold(text)) for name, text in iter_texts(base, record)]
    score, best = 0, (0, "", "", "")
    for word in wanted:
        places = [(_score(name, folded, word), name, text, word) for name, text, folded in fields if word in folded]
        if not places:
            return None
        score += max(worth for worth, *_ in places)
        # An id stands beside the context anyway.
        telling = [place for place in places if place[1] not in ("id", "code")]
        best = max([best, *telling], key=lambda place: place[0])
    if not wanted:
        return None
    worth, name, text, word = best
    return Hit(record, score, name, *_context(text, word)) if worth else Hit(record, score, "id", "", record.id, "")


def _score(name: str, folded: str, word: str) -> int:
    begins = folded.startswith(word) or f" {word}" in folded
    return WEIGHTS.get(name, 1) * (2 if begins else 1)


def iter_texts(base: FactBase, record: Any, *, is_nested: bool = False) -> Iterator[tuple[str, str]]:
    """Every text of a record by field, also those of its evidence, and the names of what it refers to."""
    for name in vars(record) if is_nested else base.fields[record.kind]:
        value = getattr(record, name)
        for item in value if isinstance(value, tuple) else [value]:
            if isinstance(item, str):
                yield name, item
                referred = base.find(item) if name in REFERENCES and not is_nested else None
                if referred is not None:
                    yield from ((name, own) for own in lookup.names(referred))
            elif hasattr(item, "__dict__"):
                yield from iter_texts(base, item, is_nested=True)


def _context(text: str, word: str) -> tuple[str, str, str]:
    """The text before the first hit, the hit and the text after it, in the spelling of the base."""
    start, end = _find_unfolded(text, word)
    return text[:start], text[start:end], text[end:]


def _find_unfolded(text: str, word: str) -> tuple[int, int]:
    """Where a folded word stands in a text that is not folded: folding may lengthen or shorten it."""
    letters: list[tuple[str, int]] = []
    for index, letter in enumerate(text):
        plain = "".join(one for one in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(one))
        letters += [(" " if one in WORD_SEPARATORS or one.isspace() else one, index) for one in plain.casefold()]
    # White space counts once, as in the folded text.
    kept = [
        pair
        for pair, previous in zip(letters, [(" ", -1), *letters], strict=False)
        if pair[0] != " " or previous[0] != " "
    ]
    at = "".join(letter for letter, _ in kept).find(word)
    if at < 0:
        return 0, 0
    return kept[at][1], kept[at + len(word) - 1][1] + 1
