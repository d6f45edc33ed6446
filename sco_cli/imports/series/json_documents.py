"""JSON files whose numbers stay as they are written, and whose objects do not lose a key that they have twice."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from sco_cli.imports.series.statistics import MAX_LABEL, Remarks, clean, quoted, unknown_format


class DoubledKeys(dict[str, Any]):
    """An object that has a key twice, with the last value of each key."""

    doubled: str = ""
    """The keys in words: 'the key "value" twice, with "72" and "73"'."""


def parse_json(place: str, text: str) -> Any:
    """The document in a text; numbers become their digits as text. Raises BadRequest if it is none."""
    try:
        return json.loads(text, parse_float=str, parse_int=str, parse_constant=str, object_pairs_hook=_to_object)
    except RecursionError as error:
        raise unknown_format(place, "it is nested too deeply") from error
    except ValueError as error:
        reason = str(error)
        if reason.startswith("Extra data"):
            raise unknown_format(
                place, "it holds several JSON documents, one after the other; pass them one at a time"
            ) from error
        line = getattr(error, "lineno", 1)
        raise unknown_format(f"{place}:{line}", f"it is not JSON: {getattr(error, 'msg', reason)}") from error


def name_doubled(place: str, document: Any, remarks: Remarks) -> None:
    """Name the keys that objects of a document have twice, as problems: which value is meant is unknown."""
    for node in _objects(document):
        if isinstance(node, DoubledKeys):
            remarks.problem(place, f"an object has {node.doubled}; the last one counts")


def doubled_in(node: Any) -> str:
    """The keys that a value or an object in it has twice, in words; empty if there is none."""
    return next((inner.doubled for inner in _objects(node) if isinstance(inner, DoubledKeys)), "")


def _to_object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    doubled = DoubledKeys(found)
    parts = []
    for key, number in Counter(key for key, _ in pairs).items():
        if number > 1:
            values = [quoted(clean(value)) for name, value in pairs if name == key and isinstance(value, str)]
            shown = f", with {' and '.join(values)}" if len(values) == number == 2 else ""
            times = "twice" if number == 2 else f"{number} times"
            parts.append(f'the key "{clean(key, MAX_LABEL)}" {times}{shown}')
    doubled.doubled = "; ".join(parts)
    return doubled


def _objects(document: Any) -> Iterator[dict[str, Any]]:
    """All objects in a document, in no particular order."""
    stack = [document]
    while stack:
        node = stack.pop()
        if isinstance(node, dict):
            yield node
            stack += node.values()
        elif isinstance(node, list):
            stack += node
