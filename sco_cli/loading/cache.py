"""Cache of the bundled fact base, validated once when sco is installed.

Importing Pydantic, building the models and validating every record takes longer than an answer should. `hatch_build.py`
therefore loads `data/facts.toml` at installation and stores the records as JSON beside the modules. The cache is used
as long as its checksum is right, which covers the TOML file, the modules that validate it, and the cached text itself.
Without a valid cache, the file is loaded like any other.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sco_cli.loading import files
from sco_cli.models.toml_types import RawTable

if TYPE_CHECKING:
    from sco_cli.models.factbase import FactBase

PACKAGE = Path(__file__).parent.parent

CACHE_PATH = PACKAGE / "facts.json"

CHECKSUMMED_MODULES = (
    "quantities/interval",
    "quantities/number_format",
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
    "loading/cached_records",
    "loading/cache",
)
"""The modules that decide what is valid, and what the cache contains."""


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
    # A lazy import: a version and completion need no records.
    from sco_cli.loading import cached_records  # noqa: PLC0415

    return cached_records.decode(text)


def build_cache(base: FactBase) -> bytes:
    """The content of the cache file for that fact base."""
    from sco_cli.loading import cached_records  # noqa: PLC0415  # a lazy import, as in `read_cache`

    return with_checksum(cached_records.encode(base))


def raw_tables(names: Sequence[str]) -> list[RawTable]:
    """The tables of each named file, without validation: enough for the version line and for completion.

    Records from the cache have their values as `cached_records` encodes them.

    Raises BadFactBase for a file that cannot be read or parsed.
    """
    text = read_valid() if names == [files.BUNDLED] else None
    if text is None:
        # A lazy import: the parser is imported only to read files.
        from sco_cli.loading import documents, extension  # noqa: PLC0415

        read = documents.read_documents(*names)
        return [document.tables for document in extension.with_extension(read)]
    header, records = map(json.loads, text.split(b"\n"))
    tables: RawTable = {"base": header["base"]}
    for record in records:
        name, values = record.popitem()
        model = header["models"][name]
        tables.setdefault(model["table"], []).append(dict(zip(model["names"], values, strict=True)))
    return [tables]


def raw_records(documents: Iterable[RawTable]) -> Iterator[tuple[str, RawTable]]:
    """The records in the tables of `raw_tables`, each with the name of its table."""
    for document in documents:
        for name, records in document.items():
            if isinstance(records, list):
                yield from ((name, record) for record in records if isinstance(record, dict))


def checksum(text: bytes) -> bytes:
    """The checksum of the cached text and of everything that it depends on. Raises OSError if a file is missing."""
    value = zlib.crc32(files.read_packaged(files.bundled()), zlib.crc32(text))
    for name in CHECKSUMMED_MODULES:
        value = zlib.crc32(files.read_packaged(PACKAGE / f"{name}.py"), value)
    return f"{value:08x}".encode()


def with_checksum(text: bytes) -> bytes:
    """The text with its checksum as a first line."""
    return checksum(text) + b"\n" + text


def read_valid() -> bytes | None:
    """The cached text; None if there is no cache or its checksum is wrong."""
    try:
        first_line, _, text = files.read_packaged(CACHE_PATH).partition(b"\n")
        return text if first_line == checksum(text) else None
    except OSError:
        return None
