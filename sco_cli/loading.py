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
        for table in loader.models:
            for document in documents:
                loader.table(document, table)
        loader.cross_check()
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
    """A table of a document and where it stands: `record` is the model, None if the raw table is too wrong for one."""

    document: Document
    path: positions.Path
    raw: Any
    record: Any


class Loader:
    """Collects records and mistakes from one document after another."""

    def __init__(self, models: Sequence[Any]) -> None:
        self.models = {model.table: model for model in models}
        self.fields = {model.kind: tuple(model.model_fields) for model in models}
        self.infos: list[Any] = []
        self.rows: list[Row] = []
        self.wrong: list[Mistake] = []
        self.first: dict[str, Row] = {}  # the row that gave an id first
        self.kinds: dict[str, str] = {}

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

    def table(self, document: Document, name: str) -> None:
        """All records of one table of one document."""
        rows = document.tables.get(name, [])
        if not isinstance(rows, list):
            reason = f'"{name}" is a list of tables; each begins with [[{name}]]'
            self.note(Mistake(document, (name,), reason, at_key=True))
            return
        for index, raw in enumerate(rows):
            path = (name, index)
            row = Row(document, path, raw, self.validated(document, self.models[name], path, raw))
            self.rows.append(row)
            self.claim(row)

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

    def claim(self, row: Row) -> None:
        """Note that an id is taken, and if it was taken already, by whom."""
        record_id = row.record.id if row.record else mistakes.given_id(row.raw)
        if not isinstance(record_id, str):
            return
        if record_id in self.first:
            other = self.first[record_id]
            reason = "this id is given twice"
            self.note(Mistake(row.document, row.path, reason, "duplicate-id", earlier=(other.document, other.path)))
        self.first.setdefault(record_id, row)
        self.kinds.setdefault(record_id, self.models[str(row.path[0])].kind)

    def cross_check(self) -> None:
        """What no record can know by itself: whether its references lead anywhere, and its numbers suit the metric."""
        for row in self.rows:
            for path, reason in checks.dangling(row.record or row.raw, self.kinds):
                self.note(Mistake(row.document, row.path + path, reason, "reference"))
            if row.record and row.record.kind in ("figure", "series") and row.record.metric in self.first:
                metric = self.first[row.record.metric].record
                if metric and metric.kind == "metric":
                    for path, reason in checks.outside_range(row.record, metric):
                        self.note(Mistake(row.document, row.path + path, reason, "range"))

    def referred_to(self) -> set[str]:
        """The ids that any record refers to, those with mistakes too."""
        return {one.target for row in self.rows for one in checks.references(row.record or row.raw)}
