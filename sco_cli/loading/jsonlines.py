"""JSON Lines as `sco export` writes them, read back into the tables that TOML would have given.

What is derived (titles, standings, changes that we computed) is dropped, for it follows from the rest. A key that the
format does not know stays, and is told as in TOML.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache
from typing import Any

from sco_cli.errors import BadFactBase, KeyPath, Problem
from sco_cli.loading.toml_positions import Place, enclosing_places

ENDINGS = (".jsonl", ".ndjson")

DERIVED = {"country": ("id", "status", "since"), "figure": ("unit",)}
"""What `record.as_record` adds to the fields of a kind."""

DERIVED_OF_FACTS = ("title", "standing", "not_stated")
"""What it adds to those of every kind of fact."""

TOML_KEYS = {"source_kind": "kind", "history": "status"}
"""Keys that the json format calls otherwise than TOML."""

_SPACE = re.compile(r"[ \t\r]*")


@cache
def models() -> dict[str, Any]:
    """The models by kind.

    One of the lazy doors: they are imported when there are JSON Lines to read, and not for a base in TOML.
    """
    from sco_cli.models.facts import RECORDS  # noqa: PLC0415

    return {model.kind: model for model in RECORDS}


class _InvalidRecord(ValueError):
    """JSON that is no record; the message is a reason for readers."""


def is_jsonlines(name: str, text: str) -> bool:
    """Whether a file of that name is JSON Lines; without a name, whether the text begins as no TOML can."""
    return name.lower().endswith(ENDINGS) or (name == "-" and text.lstrip().startswith("{"))


def parse(name: str, text: str) -> dict[str, Any]:
    """The tables of the document, numbers exact to the last digit.

    Raises BadFactBase with a problem for every line that is not a record.
    """
    found: dict[str, Any] = {}
    problems = []
    for number, line in _lines(text):
        column, reason = 1, ""
        try:
            record = _record(line)
            if record["kind"] != "base":
                found.setdefault(models()[record["kind"]].table, []).append(to_table(record))
            elif "base" in found:
                reason = 'a second line of kind "base"'
            else:
                found["base"] = to_table(record)
        except json.JSONDecodeError as error:
            column, reason = error.colno, f"not JSON: {error.msg[0].lower()}{error.msg[1:]}"
        except _InvalidRecord as error:
            reason = str(error)
        except RecursionError:
            reason = "nested too deeply"
        except (ValueError, ArithmeticError):  # a number too long for int, a decimal beyond all exponents
            reason = "holds a number with too many digits"
        if reason:
            problems.append(Problem(name, number, column, "", "", "", reason, "syntax", line))
    if problems:
        raise BadFactBase(problems)
    return found


def to_table(record: dict[str, Any]) -> dict[str, Any]:
    """The TOML table that a record comes from: what is derived left out, as is what is null; keys as TOML has them."""
    kind = record["kind"]
    is_fact = kind in models() and models()[kind].is_fact
    derived = ("kind", *DERIVED.get(kind, ()), *(DERIVED_OF_FACTS if is_fact else ()))
    kept: dict[str, Any] = _without_nulls({key: value for key, value in record.items() if key not in derived})
    for name, own in TOML_KEYS.items():
        if name in kept:
            kept[own] = kept.pop(name)
    if kind == "country" and isinstance(kept.get("status"), list):
        kept["status"] = [_renamed(step, "status", "is") for step in kept["status"]]
    if kind == "figure":
        for name in ("before", "after", "value"):
            if name in kept:
                kept[name] = _number(kept[name])
        if isinstance(kept.get("change"), dict) and "stated" in kept["change"]:
            kept |= _change(kept.pop("change"))
    return kept


def find_places(text: str, paths: Iterable[KeyPath]) -> dict[KeyPath, Place]:
    """The place of each path, ("figures", 3, "metric"): of a key of a record, or else of the record."""
    found: dict[KeyPath, Place] = {}
    counts: Counter[str] = Counter()
    for number, line in _lines(text):
        kind = json.loads(line)["kind"]
        path: KeyPath = ("base",) if kind == "base" else (models()[kind].table, counts[kind])
        counts[kind] += 1
        start = line.index("{") + 1
        found.setdefault(path[:1], Place(number, start, number, start))
        found[path] = Place(number, start, number, start)
        for key, key_at, value_at in _keys(line, start):
            found[(*path, TOML_KEYS.get(key, key))] = Place(number, key_at + 1, number, value_at + 1)
    return enclosing_places(found, paths)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines that are not blank, numbered from 1; only a line feed ends one."""
    return ((number, line) for number, line in enumerate(text.split("\n"), start=1) if line.strip())


def _record(line: str) -> dict[str, Any]:
    record: Any = json.loads(line, parse_float=Decimal, parse_constant=_no_number, object_pairs_hook=_distinct)
    if not isinstance(record, dict):
        raise _InvalidRecord("not an object")
    kind = record.get("kind")
    if not isinstance(kind, str) or kind not in ("base", *models()):
        said = "no kind" if kind is None else f"the unknown kind {json.dumps(kind, ensure_ascii=False, default=str)}"
        raise _InvalidRecord(f"has {said}; there are base, {', '.join(models())}")
    return record


def _distinct(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = next(key for key, count in Counter(key for key, _ in pairs).items() if count > 1)
        raise _InvalidRecord(f'gives the key "{twice}" twice')
    return found


def _no_number(word: str) -> None:
    raise _InvalidRecord(f"not JSON: {word} is no number")


def _without_nulls(value: Any) -> Any:
    """The value without what is null; TOML leaves out what is not stated."""
    if isinstance(value, dict):
        return {key: _without_nulls(item) for key, item in value.items() if item is not None}
    return [_without_nulls(item) for item in value] if isinstance(value, list) else value


def _renamed(table: Any, name: str, own: str) -> Any:
    return {own if key == name else key: value for key, value in table.items()} if isinstance(table, dict) else table


def _number(quantity: Any) -> Any:
    """The number as a fact base writes it: `43`, `{ over = 70 }`."""
    if not isinstance(quantity, dict) or "qualifier" not in quantity:
        return quantity  # as TOML has it; the model will judge it
    qualifier = str(quantity["qualifier"])
    number = [quantity.get("low"), quantity.get("high")] if qualifier == "between" else quantity.get("value")
    return number if qualifier == "exact" else {qualifier: number}


def _change(change: dict[str, Any]) -> dict[str, Any]:
    """The change that a source states; nothing where we computed it."""
    if change["stated"] is False:
        return {}
    measure = str(change.get("measure"))
    return {"change": {measure: _number(change.get("ratio" if measure == "times" else "percent"))}}


def _keys(line: str, at: int) -> Iterator[tuple[str, int, int]]:
    """The keys of an object, which has been parsed before, and where each and its value begin; `at` is inside it."""
    decoder = json.JSONDecoder()
    while line[at := _after_space(line, at)] != "}":
        key, end = decoder.raw_decode(line, at)
        value_at = _after_space(line, _after_space(line, end) + 1)
        yield key, at, value_at
        at = _after_space(line, decoder.raw_decode(line, value_at)[1])
        at += line[at] == ","


def _after_space(line: str, at: int) -> int:
    match = _SPACE.match(line, at)
    return match.end() if match else at
