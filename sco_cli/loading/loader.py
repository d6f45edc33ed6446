"""From TOML files to a fact base, or to every problem in them at once, each with file and line."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from sco_cli.errors import MAX_PROBLEMS, BadFactBase, KeyPath
from sco_cli.loading import checks, diagnostics
from sco_cli.loading.diagnostics import Mistake
from sco_cli.loading.documents import Document, read
from sco_cli.models import period
from sco_cli.models.factbase import FactBase
from sco_cli.models.references import iter_references

MAX_VALUES = 10_000
"""Values in one list or table of a record, each of which is told if it is wrong: a slip may repeat a million times."""


def load(*paths: str | Path) -> FactBase:
    """Load one fact base from TOML files; from the bundled one where none is named.

    A path may be `-` for standard input or `bundled`. Ids may be referred to across files.

    Raises BadFactBase with every problem found.
    """
    loader = validate_files(*paths)
    if loader.wrong:
        raise BadFactBase(diagnostics.locate(loader.wrong))
    return loader.base()


def validate_files(*paths: str | Path) -> Loader:
    """The records of the files, and every mistake in them. Raises BadFactBase for what cannot be read or parsed."""
    # One of the lazy doors: Pydantic is imported when a fact base is loaded, and not to print a version.
    from sco_cli.models.entities import BaseInfo  # noqa: PLC0415
    from sco_cli.models.facts import RECORDS

    loader = Loader(read(*paths), RECORDS)
    with suppress(TooManyProblems):
        loader.heads(BaseInfo)
        for name in loader.models:
            loader.table(name)
        loader.cross_check()
    return loader


def _joined(infos: Sequence[Any]) -> Any:
    """The head of several files: called as all of them, on the terms of all, as recent as the latest."""
    first, *others = infos
    if not others:
        return first
    titles, licences = (dict.fromkeys(getattr(info, name) for info in infos) for name in ("title", "licence"))
    as_of = max((info.as_of for info in infos), key=lambda day: period.parse(day).last)
    return first.model_copy(update={"title": " + ".join(titles), "licence": "; ".join(licences), "as_of": as_of})


class TooManyProblems(Exception):
    """As many mistakes are noted as anyone will read."""


class Loader:
    """Collects records and mistakes, one table after another.

    A record takes the place of its raw table in the document, so that a large file is not in memory twice.
    """

    def __init__(self, documents: Sequence[Document], models: Sequence[Any]) -> None:
        from pydantic import ValidationError  # noqa: PLC0415  # behind the same door

        self.refused = ValidationError
        self.documents = documents
        self.models = {model.table: model for model in models}
        self.fields = {model.kind: tuple(model.model_fields) for model in models}
        self.infos: list[Any] = []
        self.wrong: list[Mistake] = []
        self.kinds: dict[str, str] = {}  # of every id
        self.again: list[tuple[Document, KeyPath, str]] = []  # records with an id that was taken
        self.referred_to: set[str] = set()
        self.ahead: list[tuple[Document, KeyPath, str, str]] = []  # references to what had not come by then
        self.metrics: dict[str, Any] = {}

    def note(self, mistake: Mistake) -> None:
        """Note a mistake. Raises Enough when that is the last to be told."""
        self.wrong.append(mistake)
        if len(self.wrong) >= MAX_PROBLEMS:
            raise TooManyProblems

    def base(self) -> FactBase:
        """The records that could be read."""
        info: Any = _joined(self.infos) if self.infos else None
        return FactBase(info, (record for record, _, _ in self.placed()), self.fields)

    def placed(self) -> Iterator[tuple[Any, Document, KeyPath]]:
        """The records that could be read, each with its document and its path in that."""
        return (row for row in self.rows() if type(row[0]) is self.models[str(row[2][0])])

    def rows(self) -> Iterator[tuple[Any, Document, KeyPath]]:
        """What stands for a record, be it a model or a raw table, with its document and its path in that."""
        for name in self.models:
            for document in self.documents:
                rows = document.tables.get(name)
                for index, row in enumerate(rows if isinstance(rows, list) else ()):
                    yield row, document, (name, index)

    def heads(self, model: Any) -> None:
        """The `[base]` table of each document; on the way, tables that the format does not know."""
        known = ["base", *self.models]
        for document in self.documents:
            for key in document.tables:
                if key not in known:
                    self.note(Mistake(document, (key,), diagnostics.unknown_name("table", key, known), at_key=True))
            if "base" not in document.tables:
                reason = "the table [base] is missing; it has id, title, as_of, licence"
                self.note(Mistake(document, (), reason))
            elif info := self.validated(document, model, ("base",), document.tables["base"]):
                self.infos.append(info)

    def table(self, name: str) -> None:
        """All records of one table, of every document."""
        for document in self.documents:
            rows = document.tables.get(name, [])
            if not isinstance(rows, list):
                reason = f'"{name}" is a list of tables; each begins with [[{name}]]'
                self.note(Mistake(document, (name,), reason, at_key=True))
                continue
            for index, raw in enumerate(rows):
                path = (name, index)
                record = self.validated(document, self.models[name], path, raw)
                self.claim(document, path, record or raw)
                for where, kind, target in iter_references(raw, path):
                    self.referred_to.add(target)
                    if self.kinds.get(target) != kind:
                        self.ahead.append((document, where, kind, target))
                if record:
                    self.check_range(document, path, raw, record)
                    rows[index] = record

    def validated(self, document: Document, model: Any, path: KeyPath, raw: Any) -> Any:
        """The record, or None after noting what is wrong with it."""
        try:
            return model.model_validate(raw)
        except self.refused as error:
            if where := checks.oversized_part(raw, MAX_VALUES):
                self.note(Mistake(document, path + where, f"holds more than {MAX_VALUES:,} values"))
            else:
                for mistake in diagnostics.from_validation_error(document, model, path, error):
                    self.note(mistake)
            return None

    def claim(self, document: Document, path: KeyPath, record: Any) -> None:
        """Note that an id is taken, or that it was taken already."""
        record_id = diagnostics.raw_id(record)
        if not isinstance(record_id, str):
            return
        if record_id in self.kinds:
            self.again.append((document, path, record_id))
        else:
            self.kinds[record_id] = self.models[str(path[0])].kind

    def check_range(self, document: Document, path: KeyPath, raw: Any, record: Any) -> None:
        """Note numbers that do not suit their metric; metrics come before what is measured."""
        if record.kind == "metric":
            self.metrics.setdefault(record.id, record)
        elif record.kind in ("figure", "series") and record.metric in self.metrics:
            for where, reason in checks.range_errors(raw, self.metrics[record.metric]):
                self.note(Mistake(document, path + where, reason, "range"))

    def cross_check(self) -> None:
        """Note what shows when all records are known: ids that are given twice, and references that lead nowhere."""
        first = self.first_places({record_id for _, _, record_id in self.again})
        for document, path, record_id in self.again:
            self.note(Mistake(document, path, "this id is given twice", "duplicate-id", earlier=first[record_id]))
        for document, path, kind, target in self.ahead:
            if self.kinds.get(target) != kind:
                self.note(Mistake(document, path, checks.missing_target(kind, target, self.kinds), "reference"))

    def first_places(self, ids: Collection[str]) -> dict[str, tuple[Document, KeyPath]]:
        """Where each of those ids is given first."""
        found: dict[str, tuple[Document, KeyPath]] = {}
        for record, document, path in self.rows() if ids else ():
            record_id = diagnostics.raw_id(record)
            if isinstance(record_id, str) and record_id in ids:
                found.setdefault(record_id, (document, path))
        return found
