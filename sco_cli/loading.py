"""From TOML files to a fact base, or to every problem in them at once, each with file and line."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from sco_cli import checks, mistakes, positions
from sco_cli.errors import MOST_PROBLEMS, BadFactBase
from sco_cli.factbase import FactBase
from sco_cli.mistakes import Mistake
from sco_cli.reading import Document, read

MOST_VALUES = 10_000
"""Values that one list or table of a record may hold: a slip may repeat a million times, and so would its message."""


def load(*paths: str | Path) -> FactBase:
    """Load one fact base from TOML files; from the bundled one where none is named.

    A path may be `-` for standard input or `bundled`. Ids may be referred to across files.

    Raises BadFactBase with every problem found.
    """
    loader = loaded(*paths)
    if loader.wrong:
        raise BadFactBase(mistakes.placed(loader.wrong))
    return loader.base()


def loaded(*paths: str | Path) -> Loader:
    """The records of the files, and every mistake in them. Raises BadFactBase for what cannot be read or parsed."""
    # One of the lazy doors: Pydantic is imported when a fact base is loaded, and not to print a version.
    from sco_cli import models  # noqa: PLC0415

    documents = read(*paths)
    loader = Loader(models.RECORDS)
    with suppress(Enough):
        for document in documents:
            loader.head(document, models.Base)
        loader.claim(documents)
        for table in loader.models:
            for document in documents:
                loader.table(document, table)
    return loader


def _joined(infos: Sequence[Any]) -> Any:
    """The head of several files: called as all of them, on the terms of all, as recent as the latest."""
    first, *others = infos
    if not others:
        return first
    titles, licences = (dict.fromkeys(getattr(info, name) for info in infos) for name in ("title", "licence"))
    as_of = max(info.as_of for info in infos)
    return first.model_copy(update={"title": " + ".join(titles), "licence": "; ".join(licences), "as_of": as_of})


class Enough(Exception):
    """As many mistakes are noted as anyone will read."""


class Row(NamedTuple):
    """Where a record stands: in which document, table and place. `record` is None if it is too wrong for a model."""

    document: Document
    path: positions.Path
    record: Any


class Loader:
    """Collects records and mistakes from one document after another."""

    def __init__(self, models: Sequence[Any]) -> None:
        self.models = {model.table: model for model in models}
        self.fields = {model.kind: tuple(model.model_fields) for model in models}
        self.infos: list[Any] = []
        self.rows: list[Row] = []
        self.wrong: list[Mistake] = []
        self.first: dict[str, tuple[Document, positions.Path]] = {}  # where an id stands first
        self.kinds: dict[str, str] = {}
        self.referred_to: set[str] = set()
        self.metrics: dict[str, Any] = {}

    def note(self, mistake: Mistake) -> None:
        """Note a mistake. Raises Enough when that is the last to be told."""
        self.wrong.append(mistake)
        if len(self.wrong) >= MOST_PROBLEMS:
            raise Enough

    def base(self) -> FactBase:
        """The records that could be read."""
        info: Any = _joined(self.infos) if self.infos else None
        return FactBase(info, (row.record for row in self.rows if row.record), self.fields)

    def head(self, document: Document, model: Any) -> None:
        """The `[base]` table; on the way, tables that the format does not know."""
        known = ["base", *self.models]
        for key in document.tables:
            if key not in known:
                self.note(Mistake(document, (key,), mistakes.unknown("table", key, known), at_key=True))
        if "base" not in document.tables:
            reason = "the table [base] is missing; it has id, title, as_of, licence"
            self.note(Mistake(document, (), reason))
        elif info := self.validated(document, model, ("base",), document.tables["base"]):
            self.infos.append(info)

    def claim(self, documents: Sequence[Document]) -> None:
        """Note which ids there are and of what kind, before any record is asked what it refers to."""
        for table, model in self.models.items():
            for document in documents:
                rows = document.tables.get(table, [])
                for index, raw in enumerate(rows if isinstance(rows, list) else ()):
                    record_id = model.id_of(raw) if isinstance(raw, dict) else None
                    if not isinstance(record_id, str):
                        continue
                    if record_id in self.first:
                        reason, earlier = "this id is given twice", self.first[record_id]
                        self.note(Mistake(document, (table, index), reason, "duplicate-id", earlier=earlier))
                    else:
                        self.first[record_id] = (document, (table, index))
                        self.kinds[record_id] = model.kind

    def table(self, document: Document, name: str) -> None:
        """All records of one table of one document."""
        rows = document.tables.get(name, [])
        if not isinstance(rows, list):
            reason = f'"{name}" is a list of tables; each begins with [[{name}]]'
            self.note(Mistake(document, (name,), reason, at_key=True))
            return
        for index, raw in enumerate(rows):
            path = (name, index)
            record = self.validated(document, self.models[name], path, raw)
            self.cross_check(document, path, raw, record)
            self.rows.append(Row(document, path, record))
            rows[index] = record or raw  # the raw table is let go, for a large file is not to be in memory twice

    def validated(self, document: Document, model: Any, path: positions.Path, raw: Any) -> Any:
        """The record, or None after noting what is wrong with it."""
        from pydantic import ValidationError  # noqa: PLC0415  # behind the same door

        if where := checks.crowded(raw, MOST_VALUES):
            self.note(Mistake(document, path + where, f"holds more than {MOST_VALUES:,} values"))
            return None
        try:
            return model.model_validate(raw)
        except ValidationError as error:
            for mistake in mistakes.of_record(document, model, path, error):
                self.note(mistake)
            return None

    def cross_check(self, document: Document, path: positions.Path, raw: Any, record: Any) -> None:
        """What no record can know by itself: whether its references lead anywhere, and its numbers suit the metric."""
        for reference in checks.references(raw):
            self.referred_to.add(reference.target)
            if self.kinds.get(reference.target) != reference.kind:
                reason = checks.no_target(reference, self.kinds)
                self.note(Mistake(document, path + reference.path, reason, "reference"))
        if record and record.kind == "metric":
            self.metrics.setdefault(record.id, record)
        if record and record.kind in ("figure", "series") and record.metric in self.metrics:
            for where, reason in checks.outside_range(raw, self.metrics[record.metric]):
                self.note(Mistake(document, path + where, reason, "range"))
