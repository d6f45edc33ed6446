"""Checks that need more than one record: ids given twice, missing references, numbers outside the metric's range."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from sco_cli.loading.files import BUNDLED
from sco_cli.loading.problems import Location, Problem
from sco_cli.models.toml_types import KeyPath, RawTable
from sco_cli.models.vocabulary import LEVEL_KEYS
from sco_cli.quantities import quantity
from sco_cli.text import did_you_mean, suggest

if TYPE_CHECKING:
    from sco_cli.models.entities import Metric

RawNumber = int | Decimal | RawTable
"""A number as TOML has it: `43`, `{ over = 70 }`, `{ between = [2, 3] }`."""

_COLLECTIONS = (list, dict)


def missing_target(kind: str, target: str, known_ids: Iterable[str]) -> str:
    """The reason for a reference to a record that does not exist, with the most similar of the known ids."""
    suggestions = suggest(target, {known: known for known in known_ids})
    return f'there is no {kind} "{target}"{did_you_mean(suggestions, " ({})")}'


def only_in_bundled(kind: str, target: str, file: str) -> str:
    """The reason for a reference to a fact of the bundled base in a file that extends it, which has no facts of it."""
    both = shlex.join(["sco", "check", BUNDLED, file])
    return f'the {kind} "{target}" is in the bundled base, whose facts are not taken over; check both: `{both}`'


def duplicate_id(location: Location, earlier: Location, *, is_shared: bool) -> Problem:
    """A record with an id that another record has, at the place that the user can change: not in the bundled base.

    `is_shared` says whether both are of the same kind and facts refer to records of that kind. If they are in two
    files, the problem then has advice on how to join these.
    """
    if location.file == BUNDLED:
        location, earlier = earlier, location
    advice = ""
    if is_shared and location.file != earlier.file:
        advice = "; remove it from one of the files: facts can refer to records in the other files"
        if earlier.file == BUNDLED:
            advice = '; remove it, or add extends = "bundled" to [base] and read this file alone'
    problem = Problem(reason="this id is used twice", rule="duplicate-id", earlier=earlier, advice=advice)
    return problem.inside(location)


def range_errors(raw: RawTable, metric: Metric) -> Iterator[Problem]:
    """Numbers of a figure or series of which no part lies within the range of the metric.

    `raw` is the raw table of a valid record; the paths of the problems begin in it.
    """
    numbers: dict[KeyPath, RawNumber] = {(name,): raw[name] for name in LEVEL_KEYS if name in raw}
    for year, point in raw.get("points", {}).items():
        numbers["points", year] = point
    for path, number in numbers.items():
        if not _clearly_inside(number, metric):
            stated = quantity.parse(number)
            try:
                stated.with_unit(metric.unit or "", metric.minimum, metric.maximum)
            except ValueError:
                allowed = quantity.range_text(metric.minimum, metric.maximum)
                reason = f"{stated.toml()} is outside the range of {metric.id}, {allowed}"
                yield Problem(path=path, reason=reason, rule="range")


def _clearly_inside(number: RawNumber, metric: Metric) -> bool:
    """Whether the raw number lies strictly inside the range, whatever its qualifier.

    Most do, and need not be parsed: this takes a twentieth off the time to load 20,000 facts.
    """
    bounds = next(iter(number.values())) if isinstance(number, dict) else number
    low, high = metric.minimum, metric.maximum
    return all(
        (low is None or low < bound) and (high is None or bound < high)
        for bound in (bounds if isinstance(bounds, list) else [bounds])
    )


def surrogate_path(raw: object) -> KeyPath:
    """The path of the first key of a raw record that has a lone surrogate in its name or value; only JSON can hold one.

    () if there is none.
    """
    items = raw.items() if isinstance(raw, dict) else ()
    return next(((str(key),) for key, value in items if _has_surrogate([key, value])), ())


def _has_surrogate(value: object) -> bool:
    try:
        json.dumps(value, ensure_ascii=False, default=str).encode()
    except UnicodeEncodeError:
        return True
    return False


def oversized_part(raw: object, max_values: int) -> KeyPath | None:
    """The path of a list or table with more values than that: () for the raw record itself, None if there is none.

    The search ends at the values of tables and lists in the record.
    """
    if not isinstance(raw, dict):
        return None
    for name, value in raw.items():
        if isinstance(value, _COLLECTIONS):
            if len(value) > max_values:
                return (name,)
            for key, item in value.items() if isinstance(value, dict) else enumerate(value):
                if isinstance(item, _COLLECTIONS) and len(item) > max_values:
                    return (name, key)
    return () if len(raw) > max_values else None
