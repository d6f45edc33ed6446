"""Whether the records of a fact base fit together: what no single record can know."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from sco_cli import quantity
from sco_cli.errors import did_you_mean
from sco_cli.lookup import nearest
from sco_cli.positions import Path

if TYPE_CHECKING:
    from sco_cli.models import Metric

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
_HOLDING = (list, dict)


class Finding(NamedTuple):
    """Something in a record that looks wrong: by which rule, where in the record, why, and what might stand there."""

    rule: str
    record: Any
    path: Path
    reason: str
    fix: str = ""


Reference = tuple[Path, str, str]
"""An id that a record refers to: where in the record it stands, the kind it must be of, and the id."""


def references(record: Any, at: Path = ()) -> Iterator[Reference]:
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


def _own_references(values: Mapping[str, Any], at: Path) -> Iterator[Reference]:
    for name, value in values.items():
        if kind := REFERENCES.get(name):
            if isinstance(value, str):
                yield (*at, name), kind, value
            elif isinstance(value, _MANY):
                for index, target in enumerate(value):
                    if isinstance(target, str):
                        yield (*at, name, index), kind, target


def no_target(kind: str, target: str, kinds: Mapping[str, str]) -> str:
    """The sentence on a reference that leads to nothing. `kinds` has the kind of every id there is."""
    close = nearest(target, {known: known for known, other in kinds.items() if other == kind})
    return f'there is no {kind} "{target}"{did_you_mean(close, " ({})")}'


def outside_range(raw: Mapping[str, Any], metric: Metric) -> Iterator[tuple[Path, str]]:
    """Where a figure or series has a number of which the metric's range leaves nothing, and the reason in words.

    `raw` is the record as its file has it, and has passed its model.
    """
    written: dict[Path, Any] = {(name,): raw[name] for name in ("before", "after", "value") if name in raw}
    for year, point in raw.get("points", {}).items():
        written["points", year] = point
    for path, number in written.items():
        if not _well_inside(number, metric):
            stated = quantity.parse(number)
            try:
                stated.measured(metric.unit or "", metric.minimum, metric.maximum)
            except ValueError:
                low, high = ("unbounded" if end is None else end for end in (metric.minimum, metric.maximum))
                yield path, f"{stated} is outside the range of {metric.id}, {low} to {high}"


def _well_inside(number: Any, metric: Metric) -> bool:
    """Whether a number as its file has it is between the ends of the range, and not at one, where words decide."""
    bare = next(iter(number.values())) if isinstance(number, dict) else number
    low, high = metric.minimum, metric.maximum
    return all(
        (low is None or low < one) and (high is None or one < high)
        for one in (bare if isinstance(bare, list) else [bare])
    )


def crowded(raw: Any, most: int) -> Path | None:
    """Where a raw record has a list or table with more than `most` values, down to the tables in its lists."""
    if not isinstance(raw, dict):
        return None
    for name, value in raw.items():
        if isinstance(value, _HOLDING):
            if len(value) > most:
                return (name,)
            for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
                if isinstance(inner, _HOLDING) and len(inner) > most:
                    return (name, key)
    return () if len(raw) > most else None
