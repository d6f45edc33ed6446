"""Adds records of the bundled base to a base that has `extends = "bundled"`.

Taken over is what the records of that base refer to and do not have themselves: sources, countries, organizations,
places, areas and metrics, and what these refer to in turn, as if their blocks had been copied. Facts and official
series are not taken over, since a base answers for the claims that it makes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

from sco_cli.loading import files, toml_positions
from sco_cli.loading.documents import Document, read_documents
from sco_cli.loading.problem_messages import raw_id
from sco_cli.loading.toml_positions import Place
from sco_cli.models.references import iter_references
from sco_cli.models.toml_types import KeyPath, RawTable

SHARED_TABLES = {
    "source": "sources",
    "country": "countries",
    "organization": "organizations",
    "place": "places",
    "area": "areas",
    "metric": "metrics",
}
"""The tables of records that may be taken over, by kind."""

_RecordKey = tuple[str, str]
"""The kind and the id of a record."""

_Rows = Mapping[str, Sequence[int]]
"""The indexes in the bundled base of the records that are taken over, by table."""


def with_extension(documents: Sequence[Document]) -> list[Document]:
    """The documents and, if one of them extends the bundled base, before them one with what is taken over from it.

    If the bundled base itself is among the documents, they have its records already.

    Raises BadFactBase if the bundled base cannot be read or parsed.
    """
    is_extended = any(_extends_bundled(document) for document in documents)
    if not is_extended or any(document.name == files.BUNDLED for document in documents):
        return list(documents)
    [bundled] = read_documents(files.BUNDLED)
    rows = _rows_referred_to(documents, bundled)
    tables: RawTable = {name: [bundled.records(name)[row] for row in numbers] for name, numbers in rows.items()}
    extension = Document(bundled.name, bundled.text, tables, partial(_find_places, rows), is_extension=True)
    return [extension, *documents]


def kinds_left_out(documents: Sequence[Document]) -> dict[str, str]:
    """The kind of each fact and series of the bundled base by id, if the documents extend that base, else nothing.

    Raises BadFactBase if the bundled base cannot be read or parsed.
    """
    if not any(document.is_extension for document in documents):
        return {}
    # A lazy import: only a reference to a record that is missing needs the names of the kinds.
    from sco_cli.models.facts import RECORDS  # noqa: PLC0415

    [bundled] = read_documents(files.BUNDLED)
    return {
        str(raw_id(record)): model.kind
        for model in RECORDS
        if model.table not in SHARED_TABLES.values()
        for record in bundled.records(model.table)
    }


def _extends_bundled(document: Document) -> bool:
    header = document.tables.get("base")
    return isinstance(header, dict) and header.get("extends") == files.BUNDLED


def _rows_referred_to(documents: Iterable[Document], bundled: Document) -> _Rows:
    """Where in the bundled base those records are to which the documents refer and which they do not have."""
    own = {key for document in documents for key, _, _ in _shared_records(document)}
    available = {key: (row, record) for key, row, record in _shared_records(bundled) if key not in own}
    rows: defaultdict[str, list[int]] = defaultdict(list)
    queue = [
        record
        for document in documents
        for table in document.tables
        for record in document.records(table)
        if isinstance(record, dict)
    ]
    while queue:
        for _, kind, target in iter_references(queue.pop()):
            if (kind, target) in available:
                row, record = available.pop((kind, target))
                rows[SHARED_TABLES[kind]].append(row)
                queue.append(record)
    return {table: sorted(numbers) for table, numbers in rows.items()}


def _shared_records(document: Document) -> Iterator[tuple[_RecordKey, int, RawTable]]:
    """The records of the shared tables that have an id, each with its index in its table."""
    for kind, table in SHARED_TABLES.items():
        for row, record in enumerate(document.records(table)):
            if isinstance(record, dict) and isinstance(record_id := raw_id(record), str):
                yield (kind, record_id), row, record


def _find_places(rows: _Rows, text: str, paths: Iterable[KeyPath]) -> dict[KeyPath, Place]:
    """The place in the bundled base of each path in what is taken over from it."""
    originals = {path: _original_path(rows, path) for path in paths}
    places = toml_positions.find_places(text, originals.values())
    return {path: places[original] for path, original in originals.items()}


def _original_path(rows: _Rows, path: KeyPath) -> KeyPath:
    table, row, *rest = path
    return (table, rows[str(table)][int(row)], *rest)
