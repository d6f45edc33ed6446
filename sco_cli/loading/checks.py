"""Whether the records of a fact base fit together: what no single record can know."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from sco_cli.errors import KeyPath
from sco_cli.quantities import quantity
from sco_cli.text import did_you_mean, suggest

if TYPE_CHECKING:
    from sco_cli.models.entities import Metric


_HOLDING = (list, dict)


class Finding(NamedTuple):
    """Something in a record that looks wrong: by which rule, where in the record, why, and what might stand there."""

    rule: str
    record: Any
    path: KeyPath
    reason: str
    fix: str = ""


def missing_target(kind: str, target: str, kinds: Mapping[str, str]) -> str:
    """The sentence on a reference that leads to nothing. `kinds` has the kind of every id there is."""
    close = suggest(target, {known: known for known, other in kinds.items() if other == kind})
    return f'there is no {kind} "{target}"{did_you_mean(close, " ({})")}'


def range_errors(raw: Mapping[str, Any], metric: Metric) -> Iterator[tuple[KeyPath, str]]:
    """Where a figure or series has a number of which the metric's range leaves nothing, and the reason in words.

    `raw` is the record as its file has it, and has passed its model.
    """
    written: dict[KeyPath, Any] = {(name,): raw[name] for name in ("before", "after", "value") if name in raw}
    for year, point in raw.get("points", {}).items():
        written["points", year] = point
    for path, number in written.items():
        if not _clearly_inside(number, metric):
            stated = quantity.parse(number)
            try:
                stated.with_unit(metric.unit or "", metric.minimum, metric.maximum)
            except ValueError:
                low, high = ("unbounded" if end is None else end for end in (metric.minimum, metric.maximum))
                yield path, f"{stated} is outside the range of {metric.id}, {low} to {high}"


def _clearly_inside(number: Any, metric: Metric) -> bool:
    """Whether a number as its file has it is between the ends of the range, and not at one, where words decide."""
    bare = next(iter(number.values())) if isinstance(number, dict) else number
    low, high = metric.minimum, metric.maximum
    return all(
        (low is None or low < one) and (high is None or one < high)
        for one in (bare if isinstance(bare, list) else [bare])
    )


def oversized_part(raw: Any, most: int) -> KeyPath | None:
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
