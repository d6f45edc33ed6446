"""From names of files to a fact base: the one that ships as it is kept, any other from its files.

A kept record is a namespace with the names and values of its model; nothing above asks for more.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from sco_cli import change, files, quantity, seal
from sco_cli.change import Change
from sco_cli.factbase import FactBase
from sco_cli.quantity import Quantity

DERIVED = ("kind", "table", "is_fact", "id", "not_stated")
"""What a record has beside its fields."""


def open_base(paths: Sequence[str] | None) -> FactBase:
    """The fact base in those files, or as `seal.asked_for` has it. Raises BadFactBase as `loading.load` does."""
    names = seal.asked_for(paths)
    kept = opened() if names == [files.BUNDLED] else None
    if kept is None:
        # One of the lazy doors: what reads and judges files is imported for files.
        from sco_cli import loading  # noqa: PLC0415

        return loading.load(*names)
    return kept


def opened() -> FactBase | None:
    """The fact base; None where none is kept, or the seal is broken."""
    text = seal.unbroken()
    if text is None:
        return None
    kept = json.loads(text, object_hook=_decoded)
    return FactBase(kept.base, kept.records, vars(kept.fields))


def written(base: FactBase) -> bytes:
    """What keeps the base, under its seal: its head, the fields of each kind, and its records."""
    records = [
        {name: _by_year(getattr(one, name)) for name in (*DERIVED, *vars(one)) if hasattr(one, name)}
        for one in base.records
    ]
    kept = {"base": base.info, "fields": base.fields, "records": records}
    return seal.sealed(json.dumps(kept, ensure_ascii=False, separators=(",", ":"), default=_encoded).encode())


def _by_year(value: Any) -> Any:
    """Values by year as pairs, for JSON has no numbers for keys; any other value as it is."""
    return {"years": list(value.items())} if isinstance(value, dict) else value


def _encoded(value: Any) -> Any:
    """What JSON does not know: a number as an object with one key, which says what it is, a model as its fields."""
    if isinstance(value, Decimal):
        return {"decimal": str(value)}
    if isinstance(value, Quantity):
        return {"quantity": [value.qualifier, *map(str, value.numbers)]}
    if isinstance(value, Change):
        return {"change": [value.measure, value.stated]}
    return vars(value)


def _decoded(found: dict[str, Any]) -> Any:
    """What an object of the file stands for; a record gets tuples for the lists of JSON, as models have them."""
    if len(found) == 1:
        ((sort, value),) = found.items()
        if sort in DECODERS:
            return DECODERS[sort](value)
    for name, value in found.items():
        if type(value) is list:
            found[name] = tuple(value)
    return SimpleNamespace(**found)


DECODERS: dict[str, Callable[[Any], Any]] = {
    "change": lambda parts: change.MEASURES[parts[0]](parts[1]),
    "decimal": Decimal,
    "quantity": lambda parts: getattr(quantity, parts[0])(*parts[1:]),
    "years": dict,
}
"""What an object with one of these keys alone holds."""
