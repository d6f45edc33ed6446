"""The cache of validated fact bases, so that a question needs neither the parser nor Pydantic.

Importing Pydantic, building the models and validating every record takes longer than an answer should. What validation
leaves is therefore kept, as `loading.record_codec` encodes it. An entry is used only for the same files and the same
code: its key is a checksum of both. The entry of the bundled base is made when sco is installed (`hatch_build.py`) and
stands beside the modules; those of other bases are in the user's cache folder, see `loading.user_cache`. Without a
valid entry the files are loaded.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from sco_cli.loading import files, stored_records, user_cache
from sco_cli.loading.digest import blake2b
from sco_cli.loading.stored_records import Damaged, StoredRecords
from sco_cli.models.toml_types import RawTable

if TYPE_CHECKING:
    from sco_cli.models.factbase import FactBase
    from sco_cli.models.facts import AnyRecord

PACKAGE = Path(__file__).parent.parent

BUNDLED_ENTRY = PACKAGE / "facts.cache"
"""The entry of the bundled base."""

CODE = (
    "text",
    "quantities/interval",
    "quantities/number_format",
    "quantities/quantity",
    "quantities/change",
    "models/vocabulary",
    "models/period",
    "models/period_edtf",
    "models/period_forms",
    "models/schema_types",
    "models/fields",
    "models/entities",
    "models/facts",
    "models/references",
    "loading/documents",
    "loading/jsonlines",
    "loading/extension",
    "loading/checks",
    "loading/loader",
    "loading/record_codec",
    "loading/stored_records",
    "loading/cache",
)
"""The modules that decide what is valid, and what an entry contains."""


class Summary(NamedTuple):
    """What the line of the version says of a base: its `[base]` tables, and how many facts it has."""

    heads: Sequence[RawTable]
    facts: int


class Keys(NamedTuple):
    """The keys of the entry of a base: `bundled` beside the modules, `user` in the user's cache folder."""

    bundled: str
    user: str


def open_base(paths: Sequence[str] | None) -> FactBase:
    """The fact base in those files, or else in those of `files.resolve_paths`; from the cache if it has an entry.

    Raises BadFactBase as `loader.load` does.
    """
    contents = files.read_all(files.resolve_paths(paths))

    def load() -> FactBase:
        # A lazy import: the parser, the models and Pydantic are imported only to validate files.
        from sco_cli.loading import loader  # noqa: PLC0415

        return loader.load_contents(contents)

    keys = keys_of(contents)
    stored = _find(contents, keys, lambda: load().records)
    if stored is not None:
        base = stored_records.open_base(stored)
    else:
        base = loaded = load()
        user_cache.write(keys.user, lambda: stored_records.encode(loaded, keys.user))
    base.named_files = tuple(paths or ())
    return base


def summarize(names: Sequence[str]) -> Summary:
    """What the line of the version says of the base in those files, which are not validated.

    Raises BadFactBase for a file that cannot be read or parsed.
    """
    contents = files.read_all(names)
    if stored := _find(contents, keys_of(contents)):
        return Summary([stored.header["base"]], len(stored.facts()))
    documents = _parse(contents)
    heads = [head for document in documents if isinstance(head := document.get("base"), dict)]
    return Summary(heads, sum("evidence" in record for _, record in _records_of(documents)))


def raw_records(names: Sequence[str], tables: Sequence[str] = ()) -> Iterable[tuple[str, RawTable]]:
    """The records of those files without validation, each with the name of its table; of these tables alone, if any.

    That is enough for completion. Records from the cache have their values as they are stored.

    Raises BadFactBase for a file that cannot be read or parsed.
    """
    contents = files.read_all(names)
    if stored := _find(contents, keys_of(contents)):
        with suppress(Damaged, OSError):
            return [*stored.raw_records(tables)]
    return ((name, record) for name, record in _records_of(_parse(contents)) if not tables or name in tables)


def has_bundled_entry() -> bool:
    """Whether the entry that ships is that of the bundled base and of this code."""
    contents = files.read_all([files.BUNDLED])
    try:
        StoredRecords(io.BytesIO(files.read_packaged(BUNDLED_ENTRY)), keys_of(contents).bundled, None)
    except (Damaged, OSError):
        return False
    return True


def _parse(contents: Mapping[str, bytes]) -> list[RawTable]:
    """The tables of each of the files with these contents, and of what they extend."""
    # A lazy import: the parser is imported only to read files.
    from sco_cli.loading import documents, extension  # noqa: PLC0415

    return [document.tables for document in extension.with_extension(documents.parse(contents))]


def _records_of(documents: Iterable[RawTable]) -> Iterator[tuple[str, RawTable]]:
    """The records in the tables of documents, each with the name of its table."""
    for document in documents:
        for name, records in document.items():
            if isinstance(records, list):
                yield from ((name, record) for record in records if isinstance(record, dict))


def _find(
    contents: Mapping[str, bytes], keys: Keys, reload: Callable[[], Iterable[AnyRecord]] | None = None
) -> StoredRecords | None:
    """The records in the entry of the files with these contents, None if there is no valid one."""
    for key, file in _entries(contents, keys):
        try:
            return StoredRecords(file, key, reload)
        except (Damaged, OSError):
            file.close()
    return None


def _entries(contents: Mapping[str, bytes], keys: Keys) -> Iterator[tuple[str, BinaryIO]]:
    """The entries that may be those of the files, each with the key that it must have."""
    if [*contents] == [files.BUNDLED]:
        with suppress(OSError):
            yield keys.bundled, io.BytesIO(files.read_packaged(BUNDLED_ENTRY))
    if file := user_cache.open_entry(keys.user):
        yield keys.user, file


def keys_of(contents: Mapping[str, bytes]) -> Keys:
    """The checksums of files, of how they are read, and of the code that does so, as hexadecimal digits."""
    checksum = blake2b(digest_size=16)
    code = [files.read_packaged(PACKAGE / f"{name}.py") for name in CODE]
    if files.BUNDLED not in contents and any(b"extends" in content for content in contents.values()):
        code.append(files.read_packaged(files.bundled()))
    for name, content in contents.items():
        is_bundled, is_jsonlines = name == files.BUNDLED, files.is_jsonlines(name, content)
        code += [f"{is_bundled} {is_jsonlines}".encode(), content]
    for part in code:
        checksum.update(len(part).to_bytes(8, "big"))
        checksum.update(part)
    bundled = checksum.hexdigest()
    checksum.update((sys.implementation.cache_tag or sys.version).encode())
    return Keys(bundled, checksum.hexdigest())
