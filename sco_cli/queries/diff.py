"""What differs between two fact bases, by id and field, in the words of claims: "over 70%" was "70%"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Literal, NamedTuple

from sco_cli.models.factbase import FactBase, is_fact
from sco_cli.models.json_values import to_json
from sco_cli.models.vocabulary import LEVEL_KEYS
from sco_cli.quantities.change import Change
from sco_cli.quantities.quantity import Quantity
from sco_cli.queries.levels import level_of
from sco_cli.queries.standing import standing_of
from sco_cli.queries.titles import record_title

if TYPE_CHECKING:
    from sco_cli.models.entities import BaseInfo
    from sco_cli.models.facts import AnyRecord

TABLE_KEY = {"evidence": "source", "status": "since"}
"""For each field that holds tables, the key that identifies a table in both bases."""


class Value(NamedTuple):
    """The value of a field: for comparison, in words, and as a quantity if it is one."""

    compared: object
    words: str
    quantity: Quantity | None = None


FieldValues = dict[str, Value]
"""Values by the path of their field, such as `evidence[gazette].stance`."""


class Difference(NamedTuple):
    """A record that only one base has (`field` is None), or a field in which a record differs.

    `now` or `was` is None if there is no value. `strength` says that a number has another qualifier than before.
    """

    change: Literal["added", "removed", "changed"]
    kind: str
    id: str
    title: str
    field: str | None
    now: Value | None
    was: Value | None
    strength: bool = False


def find_differences(old: FactBase, new: FactBase) -> list[Difference]:
    """All differences: first changes of strength, then other numbers, other words, records added, records removed."""
    changed = list(_changed("base", new.info.id, new.info.title, _head_values(old), _head_values(new)))
    old_records = {record.id: record for record in old.records}
    for record in new.records:
        was = old_records.get(record.id)
        if was is not None and was.kind == record.kind:
            changed += _changes_of_record(old, new, was, record)
    changed.sort(key=lambda change: (not change.strength, not any(_quantities(change.now, change.was))))
    added = (record for record in new.records if not old.has(record.kind, record.id))
    removed = (record for record in old.records if not new.has(record.kind, record.id))
    return [
        *changed,
        *(_added_or_removed("added", new, record) for record in added),
        *(_added_or_removed("removed", old, record) for record in removed),
    ]


def _added_or_removed(change: Literal["added", "removed"], base: FactBase, record: AnyRecord) -> Difference:
    title = record_title(base, record)
    value = Value(record.id, title)
    now, was = (value, None) if change == "added" else (None, value)
    return Difference(change, record.kind, record.id, title, None, now, was)


def _changed(kind: str, record_id: str, title: str, old: FieldValues, new: FieldValues) -> Iterator[Difference]:
    """The fields in which two versions of a record differ."""
    for field in dict.fromkeys([*new, *old]):
        now, was = new.get(field), old.get(field)
        if (now and now.compared) != (was and was.compared):
            qualifiers = {quantity.qualifier for quantity in _quantities(now, was)}
            yield Difference("changed", kind, record_id, title, field, now, was, strength=len(qualifiers) == 2)


def _quantities(*values: Value | None) -> list[Quantity]:
    return [value.quantity for value in values if value and value.quantity]


def _head_values(base: FactBase) -> FieldValues:
    """The values of the `[base]` table."""
    return _field_values(base.info, vars(base.info))


def _changes_of_record(old: FactBase, new: FactBase, was: AnyRecord, now: AnyRecord) -> Iterator[Difference]:
    """The fields in which a record of both bases differs."""
    fields = [name for name in new.fields[now.kind] if getattr(now, name) != getattr(was, name)]
    old_values, new_values = _record_values(old, was, fields), _record_values(new, now, fields)
    if old_values != new_values:
        yield from _changed(now.kind, now.id, record_title(new, now), old_values, new_values)


def _record_values(base: FactBase, record: AnyRecord, fields: Iterable[str]) -> FieldValues:
    """The values of these fields of a record, levels in their unit, and the standing of a fact."""
    values = _field_values(record, fields)
    if record.kind == "figure":
        for name in LEVEL_KEYS:
            if name in fields and (level := level_of(base, record, name)):
                values[name] = Value(getattr(record, name).toml(), level.text(), level)
    if is_fact(record):
        standing = standing_of(base, record)
        values["standing"] = Value(standing, standing)
    return values


def _field_values(record: AnyRecord | BaseInfo, fields: Iterable[str]) -> FieldValues:
    return {path: value for name in fields for path, value in _values(name, getattr(record, name))}


def _values(name: str, value: object) -> Iterator[tuple[str, Value]]:
    """The values in a field: those in tables by the key that identifies each table, those by year, any other as one."""
    if isinstance(value, Change):
        assert value.stated  # a figure has a change only where its source states one
        yield name, Value(f"{value.measure} {value.stated.toml()}", value.text(), value.stated)
    elif isinstance(value, dict):
        yield from ((f"{name}.{key}", _plain_value(item)) for key, item in value.items())
    elif isinstance(value, tuple) and name in TABLE_KEY:
        yield from _table_values(name, value)
    elif value is not None and value is not False and value != ():
        yield name, _plain_value(value)


def _plain_value(value: object) -> Value:
    if isinstance(value, tuple):
        return Value(value, ", ".join(map(str, value)))
    plain = to_json(value)
    return Value(plain, "yes" if value is True else str(plain))


def _table_values(name: str, tables: Iterable[object]) -> Iterator[tuple[str, Value]]:
    """The values in the tables of a field; tables that the same key identifies are numbered from the second on."""
    counts: Counter[str] = Counter()
    for table in tables:
        identity = getattr(table, TABLE_KEY[name])
        counts[identity] += 1
        number = f" {counts[identity]}" if counts[identity] > 1 else ""
        for key in vars(table):
            if key != TABLE_KEY[name]:
                yield from _values(f"{name}[{identity}{number}].{key}", getattr(table, key))
