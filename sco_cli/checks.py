"""Whether the records of a fact base fit together: what no single record can know."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from sco_cli import quantity
from sco_cli.errors import did_you_mean
from sco_cli.lookup import nearest
from sco_cli.positions import Path
from sco_cli.quantity import Quantity

if TYPE_CHECKING:
    from sco_cli.models import Figure, Metric, Series

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


class Finding(NamedTuple):
    """Something in a record that looks wrong: by which rule, where in the record, why, and what might stand there."""

    rule: str
    record: Any
    path: Path
    reason: str
    fix: str = ""


class Reference(NamedTuple):
    """An id that a record refers to: where in the record it stands, the kind it must be of, and the id."""

    path: Path
    kind: str
    target: str


def references(record: Any) -> Iterator[Reference]:
    """Every reference of a record, be it a model or, where it was too wrong for one, the raw table."""
    yield from _own_references(record, ())
    for name in NESTED:
        nested = _value(record, name)
        if isinstance(nested, tuple | list):
            for index, item in enumerate(nested):
                yield from _own_references(item, (name, index))


def dangling(record: Any, kinds: Mapping[str, str]) -> Iterator[tuple[Path, str]]:
    """Where a record refers to nothing, and the reason in words. `kinds` has the kind of every id there is."""
    for path, kind, target in references(record):
        if kinds.get(target) != kind:
            close = nearest(target, {known: known for known, other in kinds.items() if other == kind})
            yield path, f'there is no {kind} "{target}"{did_you_mean(close, " ({})")}'


def outside_range(record: Figure | Series, metric: Metric) -> Iterator[tuple[Path, str]]:
    """Where a figure or series has a number of which the metric's range leaves nothing, and the reason in words."""
    numbers: dict[Path, Quantity | None] = {
        (name,): getattr(record, name, None) for name in ("before", "after", "value")
    }
    for year, point in getattr(record, "points", {}).items():
        numbers["points", str(year)] = quantity.exact(point)
    for path, number in numbers.items():
        try:
            if number is not None:
                number.measured(metric.unit or "", metric.minimum, metric.maximum)
        except ValueError:
            low, high = ("unbounded" if end is None else end for end in (metric.minimum, metric.maximum))
            yield path, f"{number} is outside the range of {metric.id}, {low} to {high}"


def crowded(raw: Any, most: int) -> Path | None:
    """Where a raw record has a list or table with more than `most` values, down to the tables in its lists."""
    if not isinstance(raw, dict):
        return None
    for name, value in raw.items():
        if isinstance(value, dict | list):
            if len(value) > most:
                return (name,)
            for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
                if isinstance(inner, dict | list) and len(inner) > most:
                    return (name, key)
    return () if len(raw) > most else None


def _own_references(record: Any, path: Path) -> Iterator[Reference]:
    for name, kind in REFERENCES.items():
        value = _value(record, name)
        if isinstance(value, str):
            yield Reference((*path, name), kind, value)
        elif isinstance(value, tuple | list):
            for index, target in enumerate(value):
                if isinstance(target, str):
                    yield Reference((*path, name, index), kind, target)


def _value(record: Any, name: str) -> Any:
    return record.get(name) if isinstance(record, Mapping) else getattr(record, name, None)
