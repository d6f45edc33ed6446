"""What differs between two fact bases, by id and field, in the words of claims: "over 70 %" was "70 %"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from sco_cli.models.factbase import FactBase, is_fact
from sco_cli.models.json_values import to_json
from sco_cli.quantities.change import Change
from sco_cli.quantities.quantity import Quantity
from sco_cli.queries.levels import levels_of
from sco_cli.queries.standing import standing_of
from sco_cli.queries.titles import record_title

if TYPE_CHECKING:
    from sco_cli.models.facts import AnyRecord

TABLE_KEY = {"evidence": "source", "status": "since"}
"""The fields that hold tables, and the key by which a table of the one base is that of the other."""


class Value(NamedTuple):
    """What a field holds: as the file has it, in words, and as the quantity that it is, if it is one."""

    plain: Any
    words: str
    quantity: Quantity | None = None


Values = dict[str, Value]
"""Values by the field that holds them, as `evidence[gazette].stance`."""


class Difference(NamedTuple):
    """A record that only one base has, or a field in which the two differ; `was` or `now` is None where there is none.

    `strength` says that a number has another qualifier than it had.
    """

    change: Literal["added", "removed", "changed"]
    kind: str
    id: str
    title: str
    field: str | None
    now: Value | None
    was: Value | None
    strength: bool = False


def differences(old: FactBase, new: FactBase) -> list[Difference]:
    """All differences: changes of strength first, then of other numbers and words, then records added and removed."""
    olds = {item.id: item for item in old.records}
    news = {item.id: item for item in new.records}
    changed = list(_fields("base", new.info.id, new.info.title, _values(old, old.info), _values(new, new.info)))
    for key, item in news.items():
        if _is_in(item, olds):
            changed += _fields(
                item.kind, key, record_title(new, item), _of_record(old, olds[key]), _of_record(new, item)
            )
    changed.sort(key=lambda one: (not one.strength, not any(side and side.quantity for side in (one.now, one.was))))
    return [
        *changed,
        *(_added_or_removed("added", new, item) for item in new.records if not _is_in(item, olds)),
        *(_added_or_removed("removed", old, item) for item in old.records if not _is_in(item, news)),
    ]


def _is_in(item: AnyRecord, others: dict[str, Any]) -> bool:
    return item.id in others and others[item.id].kind == item.kind


def _added_or_removed(change: Literal["added", "removed"], base: FactBase, item: AnyRecord) -> Difference:
    title = record_title(base, item)
    whole = Value(item.id, title)
    now, was = (whole, None) if change == "added" else (None, whole)
    return Difference(change, item.kind, item.id, title, None, now, was)


def _fields(kind: str, own: str, title: str, old: Values, new: Values) -> Iterator[Difference]:
    for name in dict.fromkeys([*new, *old]):
        now, was = new.get(name), old.get(name)
        if (now and now.plain) != (was and was.plain):
            quantities = [side.quantity for side in (now, was) if side and side.quantity]
            strength = len({quantity.qualifier for quantity in quantities}) == 2
            yield Difference("changed", kind, own, title, name, now, was, strength)


def _of_record(base: FactBase, item: AnyRecord) -> Values:
    """Every field that a record has, and the standing of a fact; the words of a level have its unit."""
    values = _values(base, item)
    if item.kind == "figure":
        for name, level in levels_of(base, item).present():
            values[name] = Value(str(getattr(item, name)), level.text(), level)
    if is_fact(item):
        standing = standing_of(item)
        values["standing"] = Value(standing, standing)
    return values


def _values(base: FactBase, item: Any) -> Values:
    names = base.fields.get(getattr(item, "kind", "")) or vars(item)  # the head of a base has no kind
    return {path: value for name in names for path, value in _parts(name, getattr(item, name))}


def _parts(name: str, value: Any) -> Iterator[tuple[str, Value]]:
    """What a field states, by its parts: tables by what names them, years by their number, all else as one."""
    if isinstance(value, Change):
        yield name, Value(f"{value.measure} {value.stated}", value.text(), value.stated)
    elif isinstance(value, dict):
        yield from ((f"{name}.{key}", _value(item)) for key, item in value.items())
    elif isinstance(value, tuple) and name in TABLE_KEY:
        yield from _tables(name, value)
    elif value is not None and value is not False and value != ():
        yield name, _value(value)


def _value(value: Any) -> Value:
    if isinstance(value, tuple):
        return Value(value, ", ".join(value))
    return Value(to_json(value), "yes" if value is True else str(to_json(value)))


def _tables(name: str, tables: Iterable[Any]) -> Iterator[tuple[str, Value]]:
    met: Counter[str] = Counter()
    for table in tables:
        own = getattr(table, TABLE_KEY[name])
        met[own] += 1
        again = f" {met[own]}" if met[own] > 1 else ""
        for key in vars(table):
            if key != TABLE_KEY[name]:
                yield from _parts(f"{name}[{own}{again}].{key}", getattr(table, key))
