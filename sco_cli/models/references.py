"""The ids by which records refer to one another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sco_cli.errors import KeyPath

REFERENCES = {
    "area": "area",
    "areas": "area",
    "countries": "country",
    "country": "country",
    "figure": "figure",
    "metric": "metric",
    "organization": "organization",
    "organizations": "organization",
    "project": "project",
    "source": "source",
}
"""The fields that hold ids of other records, in whatever table they stand, and the kind that they refer to."""


NESTED = ("evidence", "status")
"""The fields that hold tables with references of their own."""


_MANY = (list, tuple)


Reference = tuple[KeyPath, str, str]
"""An id that a record refers to: where in the record it stands, the kind it must be of, and the id."""


def iter_references(record: Any, at: KeyPath = ()) -> Iterator[Reference]:
    """Every reference of a record and of the tables in it, be it a model or the raw table of a file.

    `at` is where the record stands. A record that is none of both refers to nothing.
    """
    values = _values(record)
    yield from _own_references(values, at)
    for name in NESTED:
        if isinstance(tables := values.get(name), _MANY):
            for index, table in enumerate(tables):
                yield from _own_references(_values(table), (*at, name, index))


def _values(record: Any) -> Mapping[str, Any]:
    return record if isinstance(record, dict) else getattr(record, "__dict__", {})


def _own_references(values: Mapping[str, Any], at: KeyPath) -> Iterator[Reference]:
    for name, value in values.items():
        if kind := REFERENCES.get(name):
            if isinstance(value, str):
                yield (*at, name), kind, value
            elif isinstance(value, _MANY):
                for index, target in enumerate(value):
                    if isinstance(target, str):
                        yield (*at, name, index), kind, target
