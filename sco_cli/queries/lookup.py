"""Finding a record by what people call it: code, id, name or alias, in any case, with or without accents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from sco_cli.errors import BadRequest, UnknownName
from sco_cli.models.factbase import FactBase
from sco_cli.text import fold, list_known, suggest

if TYPE_CHECKING:
    from sco_cli.models.facts import AnyRecord


LISTERS = {"country": "sco countries", "metric": "sco metrics", "source": "sco sources", "record": "sco search WORDS"}
"""The command that lists the records of a kind; those of other kinds are few, and are named."""


def names_by_priority(record: AnyRecord) -> tuple[Sequence[str], ...]:
    """All that a record is called, what counts most first: its id; its name, title or second code; its aliases."""
    own = [name for field in ("alpha3", "name", "title") if (name := getattr(record, field, None))]
    return (record.id,), own, getattr(record, "aliases", ())


def names(record: AnyRecord) -> list[str]:
    """All that a record is called, its id first."""
    return [name for rank in names_by_priority(record) for name in rank]


def ambiguous_names(records: Iterable[AnyRecord]) -> Iterator[tuple[AnyRecord, str, AnyRecord]]:
    """Names that do not lead to their record, or not to it alone: each with it, and with the one that they lead to."""
    called: dict[str, dict[str, tuple[int, AnyRecord, str]]] = {}
    for record in records:
        for rank, own in enumerate(names_by_priority(record)):
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
        for rank, own in enumerate(names_by_priority(record)):
            if any(fold(one) == wanted for one in own):
                found.setdefault(rank, []).append(record)
                break
    if found:
        first, *others = found[min(found)]
        if others:
            raise BadRequest(f'"{name}" may be {", ".join(label(one) for one in (first, *others))}; say which')
        return first
    hint = f"`{lister}` lists what there is" if lister else list_known([label(one) for one in records])
    called = {fold(own): record for record in reversed(records) for own in reversed(names(record))}
    raise UnknownName(kind, name, suggest(name, {own: label(record) for own, record in called.items()}), hint)
