"""Finding a record by what people call it: code, id, name or alias, in any case, with or without accents."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sco_cli.errors import BadRequest, UnknownName
from sco_cli.factbase import FactBase

if TYPE_CHECKING:
    from sco_cli.models import AnyRecord

CLOSE_ENOUGH = 0.75
"""The least likeness of a suggestion; at difflib's own 0.6, Pakistan is offered for "Khazakstan"."""

AS_CLOSE = 0.1
"""How much less like the name a second suggestion may be than the first."""

MOST_SUGGESTIONS = 2

MOST_LISTED = 30
"""As many names are told where none is like the one that was asked for."""

LONGEST_NAME = 100
"""As much of a name as is compared with others; likeness is costly, and no one mistypes a page."""

MOST_NAMES = 1000
"""Of more names than that, only those are compared that begin alike."""

LISTERS = {"country": "sco countries", "metric": "sco metrics", "source": "sco sources", "record": "sco search WORDS"}
"""The command that lists the records of a kind; those of other kinds are few, and are named."""


@lru_cache(maxsize=100_000)
def fold(text: str) -> str:
    """The text for comparing: no case, no accents, hyphens and underscores as spaces."""
    letters = (letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
    return " ".join("".join(letters).casefold().translate(_TO_BLANK).split())


BLANKS = " \t\r\n-_\u2010\u2011\u2013\u2014"
"""What stands between words."""

_TO_BLANK = str.maketrans(dict.fromkeys(BLANKS, " "))


def ranked(record: AnyRecord) -> tuple[Sequence[str], ...]:
    """All that a record is called, what counts most first: its id; its name, title or second code; its aliases."""
    own = [name for field in ("alpha3", "name", "title") if (name := getattr(record, field, None))]
    return (record.id,), own, getattr(record, "aliases", ())


def names(record: AnyRecord) -> list[str]:
    """All that a record is called, its id first."""
    return [name for rank in ranked(record) for name in rank]


def namesakes(records: Iterable[AnyRecord]) -> Iterator[tuple[AnyRecord, str, AnyRecord]]:
    """Names that do not lead to their record, or not to it alone: each with it, and with the one that they lead to."""
    called: dict[str, dict[str, tuple[int, AnyRecord, str]]] = {}
    for record in records:
        for rank, own in enumerate(ranked(record)):
            for name in own:
                called.setdefault(fold(name), {}).setdefault(record.id, (rank, record, name))
    for claims in called.values():
        (_, found, _), *others = sorted(claims.values(), key=lambda claim: claim[0])
        yield from ((record, name, found) for _, record, name in others)


def label(record: AnyRecord) -> str:
    """How a suggestion names a record: "Kazakhstan (KZ)", or the id."""
    return f"{record.name} ({record.code})" if record.kind == "country" else record.id


def find(base: FactBase, kind: str, name: str) -> Any:
    """The record of that kind that goes by the name; an id comes before a name, a name before an alias.

    Raises UnknownName, with the nearest ones, when there is none, and BadRequest when several go by it alike.
    """
    return _find(base.of_kind(kind), kind, name, LISTERS.get(kind))


def find_any(base: FactBase, name: str) -> Any:
    """The record of whatever kind that goes by the name, as `find` does."""
    return base.find(name) or _find(base.records, "record", name, LISTERS["record"])


def _find(records: Sequence[Any], kind: str, name: str, lister: str | None) -> Any:
    wanted = fold(name)
    found: dict[int, list[Any]] = {}
    for record in records:
        for rank, own in enumerate(ranked(record)):
            if any(fold(one) == wanted for one in own):
                found.setdefault(rank, []).append(record)
                break
    if found:
        first, *others = found[min(found)]
        if others:
            raise BadRequest(f'"{name}" may be {", ".join(label(one) for one in (first, *others))}; say which')
        return first
    hint = f"`{lister}` lists what there is" if lister else there_are([label(one) for one in records])
    called = {fold(own): record for record in reversed(records) for own in reversed(names(record))}
    raise UnknownName(kind, name, nearest(name, {own: label(record) for own, record in called.items()}), hint)


def there_are(known: Sequence[str]) -> str:
    """The hint that names what is known, or the first of very many."""
    if not known:
        return "there is none"
    more = f" and {len(known) - MOST_LISTED:,} more" if len(known) > MOST_LISTED else ""
    return f"there are {', '.join(known[:MOST_LISTED])}{more}"


def nearest(name: str, labels: Mapping[str, str]) -> tuple[str, ...]:
    """The labels of the names most like this one, best first, at most two; none if nothing is like it.

    Two letters are a code, and every code is like another: "US" is no slip in "RUS".
    """
    wanted = fold(name[:LONGEST_NAME])
    if len(wanted) <= 2:
        return ()
    folded = {fold(own): shown for own, shown in labels.items()}
    if len(folded) > MOST_NAMES:
        folded = {own: shown for own, shown in folded.items() if own[:2] == wanted[:2]}
    matches = difflib.get_close_matches(wanted, folded, n=5, cutoff=CLOSE_ENOUGH)
    likeness = {own: difflib.SequenceMatcher(None, own, wanted).ratio() for own in matches}
    alike = [own for own in matches if likeness[own] >= likeness[matches[0]] - AS_CLOSE]
    alike += sorted((own for own in folded if wanted in own.split() or own.startswith(wanted)), key=len)
    return tuple(dict.fromkeys(folded[own] for own in alike))[:MOST_SUGGESTIONS]
