"""Cache of the bundled fact base, validated once when sco is installed.

Importing Pydantic, building the models and validating every record takes longer than an answer should. `hatch_build.py`
therefore loads `data/facts.toml` at installation and stores the records as JSON beside the modules. The cache is used
as long as its checksum holds, which covers the TOML file, the modules that validate it, and the cached text itself.
Without a valid cache, the file is loaded like any other.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from sco_cli.loading import files
from sco_cli.models.factbase import FactBase
from sco_cli.quantities import change, quantity
from sco_cli.quantities.change import Change
from sco_cli.quantities.quantity import Quantity

PACKAGE = Path(__file__).parent.parent

CACHE_PATH = PACKAGE / "facts.json"

CHECKSUMMED_MODULES = (
    "quantities/interval",
    "quantities/numerals",
    "quantities/quantity",
    "quantities/change",
    "models/vocabulary",
    "models/period",
    "models/schema_types",
    "models/fields",
    "models/entities",
    "models/facts",
    "models/references",
    "loading/checks",
    "loading/loader",
    "loading/cache",
)
"""The modules that decide what is valid, and what the cache holds of it."""

EXTRA_ATTRIBUTES = ("kind", "table", "is_fact", "id", "not_stated")
"""The attributes of a record beside its fields."""


def open_base(paths: Sequence[str] | None) -> FactBase:
    """The fact base in those files, or else in those of `files.resolve_paths`; from the cache if it is valid.

    Raises BadFactBase as `loader.load` does.
    """
    names = files.resolve_paths(paths)
    cached = read_cache() if names == [files.BUNDLED] else None
    if cached is not None:
        return cached
    # A lazy import: the models, and with them Pydantic, are imported only to validate files.
    from sco_cli.loading import loader  # noqa: PLC0415

    return loader.load(*names)


def read_cache() -> FactBase | None:
    """The fact base in the cache; None without a valid cache."""
    text = read_valid()
    if text is None:
        return None
    cached = json.loads(text, object_hook=_decode)
    return FactBase(cached.base, cached.records, vars(cached.fields))


def build_cache(base: FactBase) -> bytes:
    """The content of the cache file: a checksum, then the head of the base, the fields of each kind, the records."""
    records = [
        {
            name: _encode_years(getattr(record, name))
            for name in (*EXTRA_ATTRIBUTES, *vars(record))
            if hasattr(record, name)
        }
        for record in base.records
    ]
    content = {"base": base.info, "fields": base.fields, "records": records}
    return with_checksum(json.dumps(content, ensure_ascii=False, separators=(",", ":"), default=_encode).encode())


def raw_tables(names: Sequence[str]) -> list[dict[str, Any]]:
    """The tables of each named file, not validated: enough for a version line and for completion.

    Raises BadFactBase for a file that cannot be read or parsed.
    """
    text = read_valid() if names == [files.BUNDLED] else None
    if text is None:
        # A lazy import: the parser is imported only to read files.
        from sco_cli.loading import documents  # noqa: PLC0415

        return [document.tables for document in documents.read(*names)]
    cached = json.loads(text)
    tables: dict[str, Any] = {"base": cached["base"]}
    for record in cached["records"]:
        tables.setdefault(record["table"], []).append(record)
    return [tables]


def raw_records(documents: Iterable[dict[str, Any]]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The records in the tables of `raw_tables`, each with the name of its table."""
    for document in documents:
        for name, records in document.items():
            if isinstance(records, list):
                yield from ((name, record) for record in records if isinstance(record, dict))


def checksum(text: bytes) -> bytes:
    """The checksum of the cached text and all that it depends on. Raises OSError if a file of that is missing."""
    value = zlib.crc32(files.bundled().read_bytes(), zlib.crc32(text))
    for name in CHECKSUMMED_MODULES:
        value = zlib.crc32((PACKAGE / f"{name}.py").read_bytes(), value)
    return f"{value:08x}".encode()


def with_checksum(text: bytes) -> bytes:
    """The text with its checksum as a first line."""
    return checksum(text) + b"\n" + text


def read_valid() -> bytes | None:
    """The cached text; None if there is no cache or its checksum does not hold."""
    try:
        first, _, text = CACHE_PATH.read_bytes().partition(b"\n")
        return text if first == checksum(text) else None
    except OSError:
        return None


def _encode_years(value: Any) -> Any:
    """Values by year as pairs, since keys in JSON cannot be numbers; any other value unchanged."""
    return {"years": list(value.items())} if isinstance(value, dict) else value


def _encode(value: Any) -> Any:
    """A value that JSON does not know: a number as an object with one key that names its type, a model as its fields."""
    if isinstance(value, Decimal):
        return {"decimal": str(value)}
    if isinstance(value, Quantity):
        return {"quantity": [value.qualifier, *map(str, value.numbers)]}
    if isinstance(value, Change):
        return {"change": [value.measure, value.stated]}
    return vars(value)


def _decode(content: dict[str, Any]) -> Any:
    """What an object of the cache stands for; lists of a record become tuples, as in the models."""
    if len(content) == 1:
        ((name, value),) = content.items()
        if name in DECODERS:
            return DECODERS[name](value)
    for name, value in content.items():
        if type(value) is list:
            content[name] = tuple(value)
    return SimpleNamespace(**content)


DECODERS: dict[str, Callable[[Any], Any]] = {
    "change": lambda parts: change.STATED_MEASURES[parts[0]](parts[1]),
    "decimal": Decimal,
    "quantity": lambda parts: getattr(quantity, parts[0])(*parts[1:]),
    "years": dict,
}
"""Reads an object whose only key is one of these."""
