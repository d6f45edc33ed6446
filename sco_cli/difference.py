"""What differs between two fact bases, by id and field, in the words of claims: "over 70 %" was "70 %"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from sco_cli import comparison, record
from sco_cli.change import Change
from sco_cli.factbase import FactBase, is_fact
from sco_cli.quantity import Quantity

if TYPE_CHECKING:
    from sco_cli.models import AnyRecord

NAMED_BY = {"evidence": "source", "history": "since", "status": "since"}
"""The fields that hold tables, and the key by which a table of the one base is that of the other."""


class Said(NamedTuple):
    """A field of a record in words, and as the quantity that it is, if it is one."""

    words: str
    quantity: Quantity | None = None


class Difference(NamedTuple):
    """A record that only one base has, or a field in which the two differ; `was` or `now` is None where there is none.

    `strength` says that a number has another qualifier than it had.
    """

    change: Literal["added", "removed", "changed"]
    kind: str
    id: str
    title: str
    field: str | None
    now: Said | None
    was: Said | None
    strength: bool = False


def differences(old: FactBase, new: FactBase) -> list[Difference]:
    """All differences: changes of strength first, then of other numbers and words, then records added and removed."""
    olds = {item.id: item for item in old.records}
    news = {item.id: item for item in new.records}
    changed = list(_fields("base", new.info.id, new.info.title, _said_of(old, old.info), _said_of(new, new.info)))
    for key, item in news.items():
        if key in olds and olds[key].kind == item.kind:
            title = record.title(new, item)
            changed += _fields(item.kind, key, title, _said(old, olds[key]), _said(new, item))
    changed.sort(key=lambda one: (not one.strength, not (one.now or one.was or Said("")).quantity))
    return [
        *changed,
        *(_whole("added", new, item) for item in new.records if not _is_in(item, olds)),
        *(_whole("removed", old, item) for item in old.records if not _is_in(item, news)),
    ]


def _is_in(item: AnyRecord, others: dict[str, Any]) -> bool:
    return item.id in others and others[item.id].kind == item.kind


def _whole(change: Literal["added", "removed"], base: FactBase, item: AnyRecord) -> Difference:
    title = record.title(base, item)
    now, was = (Said(title), None) if change == "added" else (None, Said(title))
    return Difference(change, item.kind, item.id, title, None, now, was)


def _fields(kind: str, own: str, title: str, old: dict[str, Said], new: dict[str, Said]) -> Iterator[Difference]:
    for name in dict.fromkeys([*new, *old]):
        now, was = new.get(name), old.get(name)
        if now != was:
            quantities = [said.quantity for said in (now, was) if said and said.quantity]
            strength = len({quantity.qualifier for quantity in quantities}) == 2
            yield Difference("changed", kind, own, title, name, now, was, strength)


def _said(base: FactBase, item: AnyRecord) -> dict[str, Said]:
    """Every field that a record has, and the standing of a fact; a level in its unit."""
    said = _said_of(base, item)
    if item.kind == "figure":
        levels = comparison.levels(base, item)
        for name in ("before", "after", "value"):
            if level := getattr(levels, name):
                said[name] = Said(level.text(), level)
    if is_fact(item):
        said["standing"] = Said(comparison.standing(item))
    return said


def _said_of(base: FactBase, item: Any) -> dict[str, Said]:
    names = base.fields.get(getattr(item, "kind", ""), tuple(type(item).model_fields))
    return {path: said for name in names for path, said in _flat(name, getattr(item, name))}


def _flat(name: str, value: Any) -> Iterator[tuple[str, Said]]:
    """A field by its parts: tables by what names them, years by their number, all else as one."""
    if isinstance(value, Change):
        yield name, Said(value.text(), value.stated)
    elif isinstance(value, dict):
        yield from ((f"{name}.{key}", Said(str(record.plain(item)))) for key, item in value.items())
    elif isinstance(value, tuple) and name in NAMED_BY:
        yield from _tables(name, value)
    elif value not in (None, (), False):
        words = ", ".join(value) if isinstance(value, tuple) else "yes" if value is True else str(record.plain(value))
        yield name, Said(words)


def _tables(name: str, tables: Iterable[Any]) -> Iterator[tuple[str, Said]]:
    met: Counter[str] = Counter()
    for table in tables:
        own = getattr(table, NAMED_BY[name])
        met[own] += 1
        again = f" {met[own]}" if met[own] > 1 else ""
        for key in type(table).model_fields:
            if key != NAMED_BY[name]:
                yield from _flat(f"{name}[{own}{again}].{key}", getattr(table, key))
