"""From TOML files to a fact base, or to every problem in them at once, each with file and line."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from sco_cli import checks, mistakes, positions
from sco_cli.errors import BadFactBase
from sco_cli.factbase import FactBase
from sco_cli.mistakes import Mistake
from sco_cli.reading import Document, read


def load(*paths: str | Path) -> FactBase:
    """Load one fact base from TOML files; from the bundled one where none is named.

    A path may be `-` for standard input or `bundled`. Ids may be referred to across files.

    Raises BadFactBase with every problem found.
    """
    # One of the lazy doors: Pydantic is imported when a fact base is loaded, and not to print a version.
    from sco_cli import models  # noqa: PLC0415

    documents = read(*paths)
    loader = _Loader({model.table: model for model in models.RECORDS})
    infos = [info for document in documents if (info := loader.head(document, models.Base))]
    for table in loader.models:
        for document in documents:
            loader.table(document, table)
    loader.cross_check()
    if loader.wrong:
        raise BadFactBase(mistakes.placed(loader.wrong))
    fields = {model.kind: tuple(model.model_fields) for model in models.RECORDS}
    return FactBase(infos[0], (row.record for row in loader.rows), fields)


class _Row(NamedTuple):
    """A table of a document and where it stands: `record` is the model, None if the raw table is too wrong for one."""

    document: Document
    path: positions.Path
    raw: Any
    record: Any


class _Loader:
    """Collects records and mistakes from one document after another."""

    def __init__(self, models: dict[str, Any]) -> None:
        self.models = models
        self.rows: list[_Row] = []
        self.wrong: list[Mistake] = []
        self.first: dict[str, _Row] = {}  # the row that gave an id first
        self.kinds: dict[str, str] = {}

    def head(self, document: Document, model: Any) -> Any:
        """The `[base]` table; on the way, tables that the format does not know."""
        known = ["base", *self.models]
        for key in document.tables:
            if key not in known:
                self.wrong.append(Mistake(document, (key,), "", mistakes.unknown("table", key, known), at_key=True))
        if "base" not in document.tables:
            self.wrong.append(
                Mistake(document, (), "", "the table [base] is missing; it has id, title, as_of, licence")
            )
            return None
        return self.validated(document, model, ("base",), document.tables["base"])

    def table(self, document: Document, name: str) -> None:
        """All records of one table of one document."""
        rows = document.tables.get(name, [])
        if not isinstance(rows, list):
            reason = f'"{name}" is a list of tables; each begins with [[{name}]]'
            self.wrong.append(Mistake(document, (name,), "", reason, at_key=True))
            return
        for index, raw in enumerate(rows):
            path = (name, index)
            row = _Row(document, path, raw, self.validated(document, self.models[name], path, raw))
            self.rows.append(row)
            self.claim(row)

    def validated(self, document: Document, model: Any, path: positions.Path, raw: Any) -> Any:
        """The record, or None after noting what is wrong with it."""
        from pydantic import ValidationError  # noqa: PLC0415  # behind the same door

        try:
            return model.model_validate(raw)
        except ValidationError as error:
            self.wrong += mistakes.of_record(document, model, path, raw, error)
            return None

    def claim(self, row: _Row) -> None:
        """Note that an id is taken, and if it was taken already, by whom."""
        record_id = row.record.id if row.record else mistakes.given_id(row.raw)
        if not isinstance(record_id, str):
            return
        if record_id in self.first:
            other = self.first[record_id]
            place = mistakes.placed([Mistake(other.document, other.path, "", "")])[0]
            self.note(row, (), f"this id is given twice, first at {place.file}:{place.line}")
        self.first.setdefault(record_id, row)
        self.kinds.setdefault(record_id, self.models[str(row.path[0])].kind)

    def cross_check(self) -> None:
        """What no record can know by itself: whether its references lead anywhere, and its numbers suit the metric."""
        for row in self.rows:
            found = list(checks.dangling(row.record or row.raw, self.kinds))
            if row.record and row.record.kind in ("figure", "series") and row.record.metric in self.first:
                metric = self.first[row.record.metric].record
                if metric and metric.kind == "metric":
                    found += checks.outside_range(row.record, metric)
            for path, reason in found:
                self.note(row, path, f"{mistakes.field(path)}: {reason}")

    def note(self, row: _Row, path: positions.Path, reason: str) -> None:
        """Note a mistake in a row."""
        name = mistakes.record_name(str(row.path[0]), mistakes.given_id(row.raw))
        self.wrong.append(Mistake(row.document, row.path + path, name, reason))
