"""Loads TOML files into a fact base, or finds every problem in them, each with file and line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

from sco_cli.loading import checks, problem_messages
from sco_cli.loading.documents import Document, parse, read_documents
from sco_cli.loading.extension import SHARED_TABLES, kinds_left_out, with_extension
from sco_cli.loading.problems import MAX_PROBLEMS, BadFactBase, Location, Problem
from sco_cli.models import period
from sco_cli.models.factbase import FactBase
from sco_cli.models.references import Reference, iter_references
from sco_cli.models.toml_types import RawTable

if TYPE_CHECKING:
    from sco_cli.models.entities import BaseInfo, Metric
    from sco_cli.models.facts import AnyRecord
    from sco_cli.models.fields import Model

    AnyModel = TypeVar("AnyModel", bound=Model)

MAX_VALUES = 10_000
"""Values in a list or table of a record. With more, their problems are not reported one by one."""

MAX_SUGGESTED = 5
"""Only for so many missing records are similar ids sought, since that takes time in proportion to all ids."""


def load(*paths: str | Path) -> FactBase:
    """Load one fact base from TOML or JSON Lines files, by default the bundled one.

    A path may be `-` for standard input or `bundled`. Records may refer to records in the other files.

    Raises BadFactBase with every problem found.
    """
    return _checked(validate(read_documents(*paths)))


def load_contents(contents: Mapping[str, bytes]) -> FactBase:
    """Load one fact base from the contents of files by their names.

    Raises BadFactBase with every problem found.
    """
    return _checked(validate(parse(contents)))


def _checked(loader: Loader) -> FactBase:
    if loader.problems:
        raise BadFactBase(problem_messages.locate(loader.problems, loader.documents))
    return loader.base()


def validate_files(*paths: str | Path) -> Loader:
    """A loader with the valid records of the files and the problems of all others.

    Raises BadFactBase if a file cannot be read or parsed.
    """
    return validate(read_documents(*paths))


def validate(documents: Sequence[Document]) -> Loader:
    """A loader with the valid records of the documents and the problems of all others.

    Raises BadFactBase if a base that they extend cannot be read or parsed.
    """
    # A lazy import: Pydantic is not needed to print the help of the commands that load files.
    from sco_cli.models.entities import BaseInfo  # noqa: PLC0415
    from sco_cli.models.facts import RECORDS  # noqa: PLC0415

    loader = Loader(with_extension(documents), cast("Sequence[type[AnyRecord]]", RECORDS))
    with suppress(TooManyProblems):
        loader.load_headers(BaseInfo)
        for name in loader.models:
            loader.load_table(name)
        loader.cross_check()
    return loader


def _join_headers(headers: Sequence[BaseInfo]) -> BaseInfo:
    """The header of all files together: every title and licence, the id of the first, the latest date.

    It extends a base if one of them does.
    """
    first, *others = headers
    if not others:
        return first
    titles, licences = (dict.fromkeys(getattr(header, name) for header in headers) for name in ("title", "licence"))
    as_of = max((header.as_of for header in headers), key=lambda day: period.parse(day).last)
    extends = next((header.extends for header in headers if header.extends), None)
    joined = {"title": " + ".join(titles), "licence": "; ".join(licences), "as_of": as_of, "extends": extends}
    return first.model_copy(update=joined)


class TooManyProblems(Exception):
    """The search for problems ends, because there are `MAX_PROBLEMS`."""


class Loader:
    """Validates the records of some documents, table by table, and collects the problems.

    A valid record replaces its raw table in the document. Keeping both until the end would take a sixth more memory for
    20,000 facts.
    """

    def __init__(self, documents: Sequence[Document], models: Sequence[type[AnyRecord]]) -> None:
        from pydantic import ValidationError  # noqa: PLC0415  # a lazy import, as in `validate_files`

        self.validation_error = ValidationError
        self.documents = documents
        self.models: dict[str, type[AnyRecord]] = {model.table: model for model in models}
        self.fields: dict[str, tuple[str, ...]] = {model.kind: tuple(model.model_fields) for model in models}
        self.headers: list[BaseInfo] = []
        self.problems: list[Problem] = []
        self.kinds: dict[str, str] = {}
        """The kind of each id."""
        self.locations: dict[str, Location] = {}
        """Where each id is given first."""
        self.duplicates: list[Problem] = []
        """Records with an id that another record has."""
        self.referenced_ids: set[str] = set()
        self.unresolved: list[tuple[Document, Reference]] = []
        """References to records that had not been loaded by then."""
        self.metrics: dict[str, Metric] = {}

    def add(self, problem: Problem) -> None:
        """Add a problem. Raises TooManyProblems if it is the last one that is reported."""
        self.problems.append(problem)
        if len(self.problems) >= MAX_PROBLEMS:
            raise TooManyProblems

    def base(self) -> FactBase:
        """The valid records. If no file has a valid header, `info` is None, and only lint rules may use the base."""
        info = _join_headers(self.headers) if self.headers else None
        return FactBase(cast("BaseInfo", info), self.valid_records(), self.fields)

    def valid_records(self) -> Iterator[AnyRecord]:
        """The valid records, in the order of tables, and within a table of documents."""
        for name, model in self.models.items():
            for document in self.documents:
                yield from (record for record in document.records(name) if type(record) is model)

    def records_taken_over(self) -> Iterator[AnyRecord]:
        """The records that are taken over from the bundled base, by one that extends it."""
        for document in self.documents:
            if document.is_extension:
                for name in document.tables:
                    yield from document.records(name)

    def load_headers(self, model: type[BaseInfo]) -> None:
        """Validate the `[base]` table of each document, and report tables that the format does not have."""
        known_names = ["base", *self.models]
        for document in (document for document in self.documents if not document.is_extension):
            for key in document.tables:
                if key not in known_names:
                    reason = problem_messages.unknown_name("table", key, known_names)
                    self.add(Problem(file=document.name, path=(key,), at_key=True, reason=reason))
            if "base" not in document.tables:
                reason = "the table [base] is missing; add it with id, title, as_of and licence"
                self.add(Problem(file=document.name, reason=reason))
            elif header := self.validate(document.tables["base"], model, Location(document.name, ("base",))):
                self.headers.append(header)

    def load_table(self, name: str) -> None:
        """Validate all records of one table, in every document."""
        for document in self.documents:
            rows = document.tables.get(name, [])
            if not isinstance(rows, list):
                reason = f'"{name}" must be a list of tables, each headed [[{name}]]'
                self.add(Problem(file=document.name, path=(name,), at_key=True, reason=reason))
                continue
            for index, raw in enumerate(rows):
                location = Location(document.name, (name, index))
                record = self.validate(raw, self.models[name], location)
                self.register_id(record or raw, self.models[name].kind, location)
                for reference in iter_references(raw, location.path):
                    _, kind, target = reference
                    self.referenced_ids.add(target)
                    if self.kinds.get(target) != kind:
                        self.unresolved.append((document, reference))
                if record:
                    self.check_range(raw, record, location)
                    rows[index] = record

    def validate(self, raw: object, model: type[AnyModel], location: Location) -> AnyModel | None:
        """The record as that model; None if it is not valid, after its problems have been added."""
        try:
            return model.model_validate(raw)
        except UnicodeEncodeError:  # Pydantic cannot pass on the message of a validator that quotes a lone surrogate
            reason = "contains half of a character (a surrogate without its partner)"
            self.add(Problem(path=checks.surrogate_path(raw), reason=reason).inside(location))
            return None
        except self.validation_error as error:
            oversized_path = checks.oversized_part(raw, MAX_VALUES)
            if oversized_path is not None:
                reason = f"must have at most {MAX_VALUES:,} values"
                self.add(Problem(path=oversized_path, reason=reason).inside(location))
            else:
                for problem in problem_messages.from_validation_error(error, model):
                    self.add(problem.inside(location))
            return None

    def register_id(self, record: object, kind: str, location: Location) -> None:
        """Register the id of a record or raw table. If it is taken, the record is a duplicate."""
        record_id = problem_messages.raw_id(record)
        if not isinstance(record_id, str):
            return
        if record_id in self.kinds:
            is_shared = kind in SHARED_TABLES and self.kinds[record_id] == kind
            self.duplicates.append(checks.duplicate_id(location, self.locations[record_id], is_shared=is_shared))
        else:
            self.kinds[record_id] = kind
            self.locations[record_id] = location

    def check_range(self, raw: RawTable, record: AnyRecord, location: Location) -> None:
        """Add the numbers that are outside the range of their metric. Metrics are loaded before figures and series."""
        if record.kind == "metric":
            self.metrics.setdefault(record.id, record)
        elif record.kind in ("figure", "series") and record.metric in self.metrics:
            for problem in checks.range_errors(raw, self.metrics[record.metric]):
                self.add(problem.inside(location))

    def cross_check(self) -> None:
        """Add what is only known after all tables: duplicate ids, and references to records that do not exist."""
        for problem in self.duplicates:
            self.add(problem)
        reported = {(problem.file, problem.path) for problem in self.problems}
        missing = (
            (document, path, kind, target)
            for document, (path, kind, target) in self.unresolved
            if self.kinds.get(target) != kind and (document.name, path) not in reported
        )
        bundled_kinds: dict[str, str] | None = None
        for number, (document, path, kind, target) in enumerate(missing):
            if bundled_kinds is None:
                bundled_kinds = kinds_left_out(self.documents)
            table, row = path[:2]
            own_id = problem_messages.raw_id(document.records(str(table))[int(row)])
            known_ids = (
                [known for known, other in self.kinds.items() if other == kind and known != own_id]
                if number < MAX_SUGGESTED
                else []
            )
            if bundled_kinds.get(target) == kind:
                reason = checks.only_in_bundled(kind, target, document.name)
            else:
                reason = checks.missing_target(kind, target, known_ids)
            self.add(Problem(file=document.name, path=path, reason=reason, rule="reference"))
