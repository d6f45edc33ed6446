"""Finding a record by any of its names: id, code, name or alias, in any case, with or without accents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

from sco_cli.errors import BadRequest, UnknownName
from sco_cli.models.factbase import FactBase
from sco_cli.text import fold, list_known, suggest

if TYPE_CHECKING:
    from sco_cli.models.entities import Country, Metric
    from sco_cli.models.facts import AnyRecord

RecordT = TypeVar("RecordT", bound="AnyRecord")

LISTING_COMMANDS = {
    "country": "sco countries",
    "metric": "sco metrics",
    "source": "sco sources",
    "record": "sco search WORDS",
}
"""The command that lists the records of a kind. Records of other kinds are few, and messages list them."""


def find_country(base: FactBase, name: str) -> Country:
    """The country of that code, name or alias; raises as `find_id` does."""
    return _find(base.countries, "country", name)


def find_metric(base: FactBase, name: str) -> Metric:
    """The metric of that id, name or alias; raises as `find_id` does."""
    return _find(base.metrics, "metric", name)


def find_id(base: FactBase, kind: str, name: str) -> str:
    """The id of the record of that kind and name; an id comes before a name, a name before an alias.

    Raises UnknownName with the most similar names if there is none, and BadRequest if several records share the name.
    """
    return _find(base.of_kind(kind), kind, name).id


def find_record(base: FactBase, name: str) -> AnyRecord:
    """The record of any kind with that name; raises as `find_id` does."""
    return base.find(name) or _find(base.records, "record", name)


def names_by_priority(record: AnyRecord) -> tuple[Sequence[str], ...]:
    """The record's names in order of priority: id; then name, title or alpha-3 code; then aliases."""
    names = [name for field in ("alpha3", "name", "title") if (name := getattr(record, field, None))]
    return (record.id,), names, getattr(record, "aliases", ())


def all_names(record: AnyRecord) -> list[str]:
    """All names of the record, its id first."""
    return [name for names in names_by_priority(record) for name in names]


def ambiguous_names(records: Iterable[AnyRecord]) -> Iterator[tuple[AnyRecord, str, AnyRecord]]:
    """Names that several records share: yields (record, name, another record with that name).

    If the other record has the name with higher priority, a lookup finds it; otherwise it finds neither.
    """
    holders: dict[str, dict[str, tuple[int, AnyRecord, str]]] = {}
    for record in records:
        for priority, names in enumerate(names_by_priority(record)):
            for name in names:
                holders.setdefault(fold(name), {}).setdefault(record.id, (priority, record, name))
    for claims in holders.values():
        (_, first, _), *others = sorted(claims.values(), key=lambda claim: claim[0])
        yield from ((record, name, first) for _, record, name in others)


def label(record: AnyRecord) -> str:
    """The name of a record in messages: "Kazakhstan (KZ)" for a country, else the id."""
    return f"{record.name} ({record.code})" if record.kind == "country" else record.id


def _find(records: Sequence[RecordT], kind: str, name: str) -> RecordT:
    wanted = fold(name)
    matches: dict[int, list[RecordT]] = {}
    for record in records:
        for priority, names in enumerate(names_by_priority(record)):
            if any(fold(known) == wanted for known in names):
                matches.setdefault(priority, []).append(record)
                break
    if not matches:
        raise _unknown(records, kind, name)
    first, *others = matches[min(matches)]
    if others:
        labels = ", ".join(label(record) for record in (first, *others))
        raise BadRequest(f'"{name}" may be {labels}; say which')
    return first


def _unknown(records: Sequence[AnyRecord], kind: str, name: str) -> UnknownName:
    """The error for a name that no record has, with suggestions or a hint."""
    command = LISTING_COMMANDS.get(kind)
    hint = f"`{command}` lists what there is" if command else list_known([label(record) for record in records])
    # The first record of a name, and the most important of its names, come last and so win.
    labels = {fold(known): label(record) for record in reversed(records) for known in reversed(all_names(record))}
    return UnknownName(kind, name, suggest(name, labels), hint)
