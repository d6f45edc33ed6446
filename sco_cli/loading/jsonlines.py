"""Reads JSON Lines as written by `sco export` back into the tables that the TOML parser would return.

Derived values (titles, standings, computed changes) are dropped, because they follow from the rest. An unknown key
stays, and validation reports it as it does in TOML.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from sco_cli.loading.problems import MAX_PROBLEMS, TOO_DEEP, TOO_MANY_DIGITS, BadFactBase, Problem
from sco_cli.loading.toml_positions import Place, enclosing_places
from sco_cli.models.toml_types import KeyPath, RawTable
from sco_cli.models.vocabulary import LEVEL_KEYS

if TYPE_CHECKING:
    from sco_cli.models.entities import BaseRecord, Country

DERIVED_KEYS = {"country": ("id", "status", "since"), "figure": ("unit", "area")}
"""What `reports.records.to_record` adds to the fields of a kind."""

DERIVED_FACT_KEYS = ("title", "standing", "not_stated")
"""What it adds to the fields of every kind of fact."""

TOML_KEYS = {"source_kind": "kind", "place_kind": "kind", "history": "status"}
"""The TOML names of keys that have another name in JSON."""

_SPACE = re.compile(r"[ \t\r]*")


@cache
def models_by_kind() -> dict[str, type[BaseRecord | Country]]:
    """The model of each kind of record. A lazy import: a fact base in TOML is parsed without the models."""
    from sco_cli.models.facts import RECORDS  # noqa: PLC0415

    return {model.kind: model for model in RECORDS}


class _InvalidRecord(ValueError):
    """Valid JSON that is not a record; the message is the reason for the user."""


def parse(name: str, text: str) -> RawTable:
    """The tables of the document, with exact numbers.

    Raises BadFactBase with a problem for every line that is not a record, at most `MAX_PROBLEMS`.
    """
    tables: RawTable = {}
    problems: list[Problem] = []
    for number, line in _numbered_lines(text):
        try:
            _add_record(tables, line)
        except (ValueError, ArithmeticError, RecursionError) as error:
            column, reason = _explain(error)
            problems.append(Problem(file=name, line=number, column=column, reason=reason, rule="syntax", text=line))
            if len(problems) >= MAX_PROBLEMS:
                break
    if problems:
        raise BadFactBase(problems)
    return tables


def _add_record(tables: RawTable, line: str) -> None:
    """Add the record of a line to its table. Raises errors of the JSON parser, or _InvalidRecord."""
    record = _parse_record(line)
    if record["kind"] != "base":
        tables.setdefault(models_by_kind()[record["kind"]].table, []).append(to_table(record))
    elif "base" in tables:
        raise _InvalidRecord('a second line of kind "base"; remove one of them')
    else:
        tables["base"] = to_table(record)


def _explain(error: Exception) -> tuple[int, str]:
    """The column and the reason of an error in a line."""
    if isinstance(error, json.JSONDecodeError):
        return error.colno, f"not JSON: {error.msg[0].lower()}{error.msg[1:]}"
    if isinstance(error, _InvalidRecord):
        return 1, str(error)
    if isinstance(error, RecursionError):
        return 1, TOO_DEEP
    # An integer with too many digits, or a Decimal with too large an exponent.
    return 1, TOO_MANY_DIGITS


def to_table(record: RawTable) -> RawTable:
    """The TOML table of a JSON record: without derived keys and nulls, and with the keys and numbers of TOML."""
    kind = record["kind"]
    is_fact = kind in models_by_kind() and models_by_kind()[kind].is_fact
    derived = ("kind", *DERIVED_KEYS.get(kind, ()), *(DERIVED_FACT_KEYS if is_fact else ()))
    table: RawTable = {
        key: _without_nulls(value) for key, value in record.items() if key not in derived and value is not None
    }
    for json_key, toml_key in TOML_KEYS.items():
        if json_key in table:
            table[toml_key] = table.pop(json_key)
    if kind == "country" and isinstance(table.get("status"), list):
        table["status"] = [_rename_key(step, "status", "is") for step in table["status"]]
    if kind == "figure":
        for name in LEVEL_KEYS:
            if name in table:
                table[name] = _to_toml_number(table[name])
        if isinstance(table.get("change"), dict) and "stated" in table["change"]:
            table |= _stated_change(table.pop("change"))
    return table


def find_places(text: str, paths: Iterable[KeyPath]) -> dict[KeyPath, Place]:
    """The place of each path in a valid text: of a key of a record, such as ("figures", 3, "metric"), or of the record.

    Paths that lead further have the place of the key of the record.
    """
    places: dict[KeyPath, Place] = {}
    counts: Counter[str] = Counter()
    for number, line in _numbered_lines(text):
        kind = json.loads(line)["kind"]
        path: KeyPath = ("base",) if kind == "base" else (models_by_kind()[kind].table, counts[kind])
        counts[kind] += 1
        start = line.index("{") + 1
        places.setdefault(path[:1], Place(number, start, number, start))
        places[path] = Place(number, start, number, start)
        for key, key_offset, value_offset in _iter_keys(line, start):
            places[(*path, TOML_KEYS.get(key, key))] = Place(number, key_offset + 1, number, value_offset + 1)
    return enclosing_places(places, paths)


def _numbered_lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines that are not blank, numbered from 1; only a line feed ends a line."""
    # Each line is cut when it is asked for: `io.StringIO` and `str.split` would hold the whole text once more.
    start, number = 0, 0
    while start < len(text):
        end = text.find("\n", start)
        line = text[start:] if end < 0 else text[start:end]
        start, number = start + len(line) + 1, number + 1
        if line.strip():
            yield number, line


def _parse_record(line: str) -> RawTable:
    record: object = json.loads(line, parse_float=Decimal, parse_constant=_reject_constant, object_pairs_hook=_to_dict)
    if not isinstance(record, dict):
        raise _InvalidRecord("not a JSON object")
    kind = record.get("kind")
    kinds = ("base", *models_by_kind())
    if not isinstance(kind, str) or kind not in kinds:
        phrase = (
            'no "kind"' if kind is None else f"the unknown kind {json.dumps(kind, ensure_ascii=False, default=str)}"
        )
        raise _InvalidRecord(f"has {phrase}; choose from {', '.join(kinds)}")
    return record


def _to_dict(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """The JSON object with those keys and values. Raises _InvalidRecord for a repeated key."""
    values = dict(pairs)
    if len(values) < len(pairs):
        repeated = next(key for key, count in Counter(key for key, _ in pairs).items() if count > 1)
        raise _InvalidRecord(f'has the key "{repeated}" twice')
    return values


def _reject_constant(word: str) -> None:
    """Refuse NaN and infinities, which Python's parser accepts and JSON does not have."""
    raise _InvalidRecord(f"not JSON: JSON does not allow {word}")


def _without_nulls(value: object) -> object:
    """The value without keys that are null, at any depth; TOML leaves them out."""
    if isinstance(value, dict):
        return {key: _without_nulls(item) for key, item in value.items() if item is not None}
    return [_without_nulls(item) for item in value] if isinstance(value, list) else value


def _rename_key(table: object, old: str, new: str) -> object:
    """The table with a key renamed; any other value unchanged."""
    return {new if key == old else key: value for key, value in table.items()} if isinstance(table, dict) else table


def _to_toml_number(quantity: object) -> object:
    """The number as TOML writes it: `43`, `{ over = 70 }`. What is not a quantity is left to validation."""
    if not isinstance(quantity, dict) or "qualifier" not in quantity:
        return quantity
    qualifier = str(quantity["qualifier"])
    number = [quantity.get("low"), quantity.get("high")] if qualifier == "between" else quantity.get("value")
    return number if qualifier == "exact" else {qualifier: number}


def _stated_change(change: RawTable) -> RawTable:
    """The key `change` as TOML writes it, if a source states the change; empty if it was computed."""
    if change["stated"] is False:
        return {}
    measure = str(change.get("measure"))
    return {"change": {measure: _to_toml_number(change.get("ratio" if measure == "times" else "percent"))}}


def _iter_keys(line: str, position: int) -> Iterator[tuple[str, int, int]]:
    """The keys of a valid object, each with the offsets of the key and its value; `position` is after the brace."""
    decoder = json.JSONDecoder()
    while line[position := _skip_space(line, position)] != "}":
        key, end = decoder.raw_decode(line, position)
        value_offset = _skip_space(line, _skip_space(line, end) + 1)
        yield key, position, value_offset
        position = _skip_space(line, decoder.raw_decode(line, value_offset)[1])
        position += line[position] == ","


def _skip_space(line: str, position: int) -> int:
    match = _SPACE.match(line, position)
    return match.end() if match else position
