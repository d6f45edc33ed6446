"""Fact bases in the JSON that editors validate with a JSON Schema, and the invalid ones among the data of the tests."""

from __future__ import annotations

import math
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import tomli

from support.paths import DATA

FOUND_ONLY_ON_LOADING = {
    "bad-date": "a pattern has no calendar",
    "dangling-id": "the record may be in another file",
    "duplicate-id": "ids are unique across tables, which no keyword can say",
    "id-of-another-kind": "a pattern says nothing about other records",
    "inferred-nothing": "the keys that it may name depend on those in the record",
    "outside-range": "the range is in another record",
}
"""The invalid files in `tests/data/bad` that a schema cannot reject, and why."""


def to_editor_json(value: Any) -> Any:
    """A parsed document in the JSON that editors validate: dates are text, numbers that are not finite are null."""
    if isinstance(value, dict):
        return {key: to_editor_json(item) for key, item in value.items()}
    if isinstance(value, list):
        return [to_editor_json(item) for item in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value.isoformat() if isinstance(value, date | datetime | time) else value


def parse_document(path: Path) -> Any:
    """The document in the JSON that editors validate; None if it is not TOML."""
    try:
        return to_editor_json(tomli.loads(path.read_text("utf-8")))
    except (tomli.TOMLDecodeError, UnicodeDecodeError):
        return None


BAD = [case for case in sorted((DATA / "bad").glob("*.toml")) if parse_document(case) is not None]
