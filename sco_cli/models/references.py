"""Which fields of a record refer to other records by their ids, and how to iterate over these references.

A reference is a field whose name is in `REFERENCES`, in the record itself or in one of the tables in it. A new kind of
fact that uses these names for its fields has its references checked and followed without further code.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sco_cli.models.toml_types import KeyPath

REFERENCES = {
    "area": "area",
    "areas": "area",
    "countries": "country",
    "country": "country",
    "figure": "figure",
    "metric": "metric",
    "organization": "organization",
    "organizations": "organization",
    "places": "place",
    "project": "project",
    "source": "source",
}
"""The names of fields that contain an id or several, and the kind of record that they refer to."""

NESTED_TABLES = ("evidence", "status")
"""The names of fields that contain tables with references."""

Reference = tuple[KeyPath, str, str]
"""Where a reference is in its document, the kind of record that it refers to, and the id."""

_ARRAYS = (list, tuple)  # an array is a list in a parsed file, a tuple in a model


def iter_references(record: object, at: KeyPath = ()) -> Iterator[Reference]:
    """Every reference of a record and of the tables in it.

    The record is a model, or the raw table of a file, which need not be valid: values of other types are skipped. `at`
    is the path of the record itself, which the paths of the references begin with.
    """
    values = _values(record)
    yield from _direct_references(values, at)
    for name in NESTED_TABLES:
        if isinstance(tables := values.get(name), _ARRAYS):
            for index, table in enumerate(tables):
                yield from _direct_references(_values(table), (*at, name, index))


def referred_ids(record: object) -> set[str]:
    """The ids to which a valid record and the tables in it refer: `iter_references` without places, and faster."""
    ids: set[str] = set()
    tables = [vars(record)]
    for name in NESTED_TABLES:
        if isinstance(nested := tables[0].get(name), tuple):
            tables += map(vars, nested)
    for values in tables:
        for name in REFERENCES.keys() & values.keys():
            value = values[name]
            if isinstance(value, str):
                ids.add(value)
            elif value:
                ids.update(value)
    return ids


def _values(record: object) -> Mapping[str, object]:
    return record if isinstance(record, dict) else getattr(record, "__dict__", {})


def _direct_references(values: Mapping[str, object], at: KeyPath) -> Iterator[Reference]:
    for name, value in values.items():
        if kind := REFERENCES.get(name):
            if isinstance(value, str):
                yield (*at, name), kind, value
            elif isinstance(value, _ARRAYS):
                for index, target in enumerate(value):
                    if isinstance(target, str):
                        yield (*at, name, index), kind, target
