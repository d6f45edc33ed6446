"""A validated fact base as bytes, from which single records can be read: an entry of the cache.

An entry has four parts:

1. a line with the checksum of the parts 2 and 3 as hexadecimal digits, and their length in bytes;
2. a line of JSON, the header: the key of the entry, the `[base]` table, the fields of each kind of record, the models,
   how many records of each kind there are, and the lengths of the parts of the index;
3. the index, which are arrays of unsigned integers in the byte order that the header names, see `Index`;
4. the records as `loading.record_codec` encodes them: a list of JSON without its brackets.

Records are read when they are asked for, and checked in blocks.
"""

from __future__ import annotations

import json
import sys
from array import array
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cached_property
from io import SEEK_END
from itertools import accumulate
from typing import TYPE_CHECKING, Any, BinaryIO, Literal, NamedTuple, overload

from sco_cli.loading.digest import blake2b
from sco_cli.models.factbase import FactBase, IndexedRecords, RecordStore
from sco_cli.models.references import referred_ids

if TYPE_CHECKING:
    import re

    from sco_cli.models.facts import AnyRecord, Fact
    from sco_cli.models.toml_types import RawTable

BLOCK = 32
"""Records in a block, which has one checksum: few enough to read one of them, many enough to read all of them."""

PORTION = 512
"""Records that are decoded together: many, but not so many that their text takes much memory."""

DIGEST_BYTES = 16
"""Bytes of a checksum: 128 bits, so that no two texts have the same one, by chance or on purpose."""

MAX_FIRST_LINE = 80
"""Bytes of the first line that are read: the digits of a checksum and of a length."""


class Damaged(ValueError):
    """An entry, or a block of it, is not what was stored."""


class Index(NamedTuple):
    """The index of an entry: where each record is, and which records have an id or refer to it.

    Ids are looked up by hashes of 64 bits. `id_hashes` are sorted, and `id_records` has the number of the record with
    that id. `target_hashes` are those of the ids that records refer to, sorted; the numbers of those that refer to
    the n-th of them, or have it, are `target_records[target_starts[n] : target_starts[n + 1]]`, in ascending order.
    """

    offsets: Sequence[int]
    """Where each record begins in part 4, and behind the last one where a further record would."""
    digests: Sequence[int]
    """The bytes of the checksums of the blocks."""
    id_hashes: Sequence[int]
    id_records: Sequence[int]
    target_hashes: Sequence[int]
    target_starts: Sequence[int]
    target_records: Sequence[int]


INDEX_TYPES: tuple[Literal["B", "I", "Q"], ...] = ("Q", "B", "Q", "I", "Q", "I", "I")
"""The type code of each array of the index: unsigned integers of 1, 4 or 8 bytes."""


def encode(base: FactBase, key: str) -> bytes:
    """The entry for a fact base whose records are models, under that key."""
    # A lazy import, here and below: a version and completion need no decoded records.
    from sco_cli.loading import record_codec  # noqa: PLC0415

    kinds = {kind: base.of_kind(kind) for kind in base.fields}
    records = [record for of_kind in kinds.values() for record in of_kind]
    texts, models = record_codec.encode(records)
    counts = {kind: len(of_kind) for kind, of_kind in kinds.items()}
    header: dict[str, Any] = {
        "key": key,
        "base": vars(base.info),
        "fields": base.fields,
        "models": models,
        "counts": counts,
    }
    index = [array(code, values) for code, values in zip(INDEX_TYPES, _index(records, texts), strict=True)]
    content = b",".join(texts)
    parts = [part.tobytes() for part in index]
    header |= {"byteorder": sys.byteorder, "index": [len(part) for part in parts]}
    top = json.dumps(header, separators=(",", ":")).encode() + b"\n" + b"".join(parts)
    return b"".join([f"{_digest(top).hex()} {len(top)}\n".encode(), top, content])


def _index(records: Sequence[AnyRecord], texts: Sequence[bytes]) -> Index:
    """The index of records with those texts."""
    offsets = [0, *accumulate(len(text) + 1 for text in texts)]
    digests = b"".join(_digest(b",".join(texts[start : start + BLOCK])) for start in range(0, len(texts), BLOCK))
    ids = sorted((_hash(record.id), number) for number, record in enumerate(records))
    targets: dict[str, list[int]] = {}
    for number, record in enumerate(records):
        for target in {record.id} | referred_ids(record):
            targets.setdefault(target, []).append(number)
    by_hash = sorted((_hash(target), numbers) for target, numbers in targets.items())
    starts = [0, *accumulate(len(numbers) for _, numbers in by_hash)]
    return Index(
        offsets,
        digests,
        [hash_ for hash_, _ in ids],
        [number for _, number in ids],
        [hash_ for hash_, _ in by_hash],
        starts,
        [number for _, numbers in by_hash for number in numbers],
    )


def _digest(content: bytes) -> bytes:
    return blake2b(content, digest_size=DIGEST_BYTES).digest()


def _hash(record_id: str) -> int:
    return int.from_bytes(blake2b(record_id.encode("utf-8", "surrogatepass"), digest_size=8).digest(), sys.byteorder)


class StoredRecords(RecordStore):
    """The records in an entry. They are read when they are asked for, and the same record is decoded once.

    If a block turns out to be damaged, `reload` gives the records in its place.
    """

    def __init__(self, file: BinaryIO, key: str, reload: Callable[[], Iterable[AnyRecord]] | None) -> None:
        """`file` is the entry, which is closed with the store.

        Raises Damaged if it is no entry with that key, OSError if it cannot be read.

        Without `reload`, a damaged block raises Damaged too.
        """
        self._file = file
        self._reload = reload
        self.header, self._index, self._start = _read_top(file, key)
        counts: dict[str, int] = self.header["counts"]
        ends = [*accumulate(counts.values())]
        self._ranges = {kind: range(end - count, end) for (kind, count), end in zip(counts.items(), ends, strict=True)}
        self._fact_kinds = tuple(kind for kind, names in self.header["fields"].items() if "evidence" in names)
        self._decoded: list[Any] = [None] * (ends[-1] if ends else 0)
        self._found: dict[str, AnyRecord | None] = {}
        self._is_reloaded = False
        self._checked: dict[int, bytes] = {}

    def __del__(self) -> None:
        self._file.close()

    def all(self) -> Sequence[AnyRecord]:
        """All records, in the order of the base."""
        return RecordRange(self, [*self._ranges.values()])

    def facts(self) -> Sequence[Fact]:
        """The records that are facts, in the same order."""
        return RecordRange(self, [self._ranges[kind] for kind in self._fact_kinds])

    def of_kind(self, kind: str) -> Sequence[Any]:
        """The records of a kind, in the same order."""
        return RecordRange(self, [self._ranges[kind]] if kind in self._ranges else [])

    def find(self, record_id: str) -> AnyRecord | None:
        """The record with that id, of any kind."""
        if record_id not in self._found:
            self._found[record_id] = self._find(record_id)
        return self._found[record_id]

    def _find(self, record_id: str) -> AnyRecord | None:
        wanted, hashes = _hash(record_id), self._index.id_hashes
        place = bisect_left(hashes, wanted)
        while place < len(hashes) and hashes[place] == wanted:
            record: AnyRecord = self.record(self._index.id_records[place])
            if record.id == record_id:
                return record
            place += 1
        return None

    def stream(self) -> Iterator[AnyRecord]:
        """All records, one after the other. Facts are not kept; what they refer to is."""
        for kind, of_kind in self._ranges.items():
            if kind in self._fact_kinds:
                for numbers in _portions(of_kind):
                    yield from self._read(numbers)
            else:
                yield from self.records(of_kind)

    @cached_property
    def _decode(self) -> Callable[[str], list[Any]]:
        from sco_cli.loading import record_codec  # noqa: PLC0415

        return record_codec.decoder(self.header["models"])

    def records(self, numbers: Sequence[int]) -> Iterator[Any]:
        """The records of these numbers, which are in ascending order."""
        for portion in _portions(numbers):
            missing = [number for number in portion if self._decoded[number] is None]
            for number, record in zip(missing, self._read(missing), strict=True):
                if self._decoded[number] is None:  # else the records have been loaded anew meanwhile
                    self._decoded[number] = record
            for number in portion:
                yield self._decoded[number]

    def record(self, number: int) -> Any:
        """The record of that number."""
        if self._decoded[number] is None:
            [self._decoded[number]] = self._read((number,))
        return self._decoded[number]

    def raw_records(self, tables: Collection[str]) -> Iterator[tuple[str, RawTable]]:
        """The records of these tables, by default of all, as tables whose values are as they are stored.

        Raises Damaged, or OSError.
        """
        models = self.header["models"]
        wanted = {model["kind"]: model["table"] for model in models.values() if "table" in model}
        for kind, numbers in self._ranges.items():
            if numbers and (not tables or wanted[kind] in tables):
                for record in json.loads(self._text(numbers)):
                    ((name, values),) = record.items()
                    yield wanted[kind], dict(zip(models[name]["names"], values, strict=True))

    def referring_to(self, ids: Collection[str]) -> list[int]:
        """The numbers of the records that refer to one of these ids or have it, ascending; maybe of others too."""
        index, numbers = self._index, set[int]()
        for wanted in map(_hash, ids):
            place = bisect_left(index.target_hashes, wanted)
            while place < len(index.target_hashes) and index.target_hashes[place] == wanted:
                numbers.update(index.target_records[index.target_starts[place] : index.target_starts[place + 1]])
                place += 1
        return sorted(numbers)

    def mentioning(self, patterns: Sequence[re.Pattern[str]], fold: Callable[[str], str]) -> list[int]:
        """The numbers of the records that `IndexedRecords.mentioning` finds, ascending.

        The patterns are searched in the JSON of each record, which has its texts in quotation marks.
        """
        having: list[set[int]] = [set() for _ in patterns]
        try:
            for number, text in enumerate(self._texts()):
                # In JSON, some letters are written as escapes, which no pattern finds.
                folded = None if "\\" in text else fold(text)
                for pattern, numbers in zip(patterns, having, strict=True):
                    if folded is None or pattern.search(folded):
                        numbers.add(number)
        except (Damaged, OSError):
            return [*range(len(self._decoded))]  # which are found to be damaged when they are read
        return sorted(set.intersection(*map(self._with_referring, having)))

    def _with_referring(self, numbers: Collection[int]) -> set[int]:
        """These records, and those that refer to them."""
        index, found = self._index, set[int]()
        for hash_, number in zip(index.id_hashes, index.id_records, strict=True):
            if number in numbers:
                place = bisect_left(index.target_hashes, hash_)
                found.update(index.target_records[index.target_starts[place] : index.target_starts[place + 1]])
        return found

    def _read(self, numbers: Sequence[int]) -> list[Any]:
        """The records of these numbers, decoded anew; if they are damaged, those of another base that is loaded."""
        if not self._is_reloaded:
            try:
                return self._decode(self._text(numbers))
            except (Damaged, OSError):
                if self._reload is None:
                    raise
                self._decoded[:] = self._reload()
                self._is_reloaded = True
        return [self._decoded[number] for number in numbers]

    def _text(self, numbers: Sequence[int]) -> str:
        """The list of the records of these numbers. Raises Damaged if a block of theirs is not what was stored."""
        offsets, texts = self._index.offsets, []
        for number in numbers:
            block = number // BLOCK
            content, start = self._block(block), offsets[block * BLOCK]
            texts.append(content[offsets[number] - start : offsets[number + 1] - 1 - start])
        return f"[{b','.join(texts).decode()}]"

    def _texts(self) -> Iterator[str]:
        """The text of each record. Raises Damaged if one of them is not what was stored."""
        offsets = self._index.offsets
        for number in range(len(self._decoded)):
            content, start = self._block(number // BLOCK), offsets[number - number % BLOCK]
            yield content[offsets[number] - start : offsets[number + 1] - 1 - start].decode()

    def _block(self, block: int) -> bytes:
        """The text of a block. The last one that was read is kept."""
        if block not in self._checked:
            offsets, digests = self._index.offsets, self._index.digests
            start = offsets[block * BLOCK]
            end = offsets[min((block + 1) * BLOCK, len(self._decoded))] - 1
            self._file.seek(self._start + start)
            content = self._file.read(end - start)
            if _digest(content) != digests[block * DIGEST_BYTES : (block + 1) * DIGEST_BYTES]:
                raise Damaged
            self._checked = {block: content}
        return self._checked[block]


def _portions(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    """The numbers in portions of a size at which decoding costs the least."""
    return (numbers[start : start + PORTION] for start in range(0, len(numbers), PORTION))


class RecordRange(IndexedRecords):
    """Records of a store with successive numbers in each of some ranges."""

    def __init__(self, store: StoredRecords, ranges: Sequence[range]) -> None:
        self._store = store
        self._ranges = ranges

    def __len__(self) -> int:
        return sum(map(len, self._ranges))

    def __iter__(self) -> Iterator[Any]:
        for numbers in self._ranges:
            yield from self._store.records(numbers)

    @overload
    def __getitem__(self, place: int) -> Any: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[Any]: ...

    def __getitem__(self, place: int | slice) -> Any:
        numbers = [number for numbers in self._ranges for number in numbers][place]
        return self._store.record(numbers) if isinstance(numbers, int) else [*self._store.records(numbers)]

    def referring_to(self, ids: Collection[str]) -> Sequence[Any]:
        """Those of the records, in their order, that refer to a record with one of these ids, or have it themselves."""
        return self._records(self._store.referring_to(ids))

    def mentioning(self, patterns: Sequence[re.Pattern[str]], fold: Callable[[str], str]) -> Sequence[Any]:
        """Those of the records, in their order, in which each of the patterns is found; maybe others too."""
        return self._records(self._store.mentioning(patterns, fold))

    def _records(self, found: Sequence[int]) -> list[Any]:
        """Those of the records that have one of these numbers, which are in ascending order."""
        return [
            record
            for numbers in self._ranges
            for record in self._store.records(
                found[bisect_left(found, numbers.start) : bisect_left(found, numbers.stop)]
            )
        ]


def open_base(store: StoredRecords) -> FactBase:
    """The fact base whose records are in that store."""
    from sco_cli.loading import record_codec  # noqa: PLC0415

    fields = {kind: tuple(names) for kind, names in store.header["fields"].items()}
    return FactBase(record_codec.decode_info(store.header["base"]), store, fields)


def _read_top(file: BinaryIO, key: str) -> tuple[dict[str, Any], Index, int]:
    """The header and the index of an entry, and where its records begin. Raises Damaged, or OSError."""
    first_line = file.readline(MAX_FIRST_LINE)
    checksum, _, length = first_line.decode("ascii", "replace").partition(" ")
    rest = file.seek(0, SEEK_END) - len(first_line)
    if not length.strip().isdecimal() or int(length) > rest:
        raise Damaged
    file.seek(len(first_line))
    top = file.read(int(length))
    if _digest(top).hex() != checksum:
        raise Damaged
    line, _, index = top.partition(b"\n")
    header = json.loads(line)
    if header["key"] != key or header["byteorder"] != sys.byteorder:
        raise Damaged
    lengths = header["index"]
    parts: Any = memoryview(index)
    arrays = (
        parts[end - length : end].cast(code)
        for code, length, end in zip(INDEX_TYPES, lengths, accumulate(lengths), strict=True)
    )
    return header, Index(*arrays), len(first_line) + len(top)
