"""Messages for invalid files: reasons in terms of the file format, and the lines that they refer to."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, get_args

from sco_cli.loading.documents import Document
from sco_cli.loading.problems import Location, Problem
from sco_cli.models import vocabulary
from sco_cli.models.toml_types import KeyPath
from sco_cli.text import did_you_mean, fold, suggest

if TYPE_CHECKING:
    from pydantic import BaseModel, ValidationError
    from pydantic_core import ErrorDetails

EXPECTED_TYPES = {
    "bool_type": "true or false",
    "decimal_type": "a number",
    "int_parsing": "a year",
    "dict_type": "a table",
    "int_type": "a whole number",
    "model_type": "a table",
    "string_type": "text in quotes",
    "tuple_type": "an array",
}
"""How messages name the expected type, by the type of Pydantic's error."""

ACTUAL_TYPES = {
    "date": "a date",
    "datetime": "a date",
    "float": "a number",
    "time": "a time",
    "bool": "true or false",
    "dict": "a table",
    "int": "a number",
    "Decimal": "a number",
    "list": "an array",
    "str": "text",
}
"""How messages name the type of a value, by the name of its Python type."""

PATTERN_REASONS = {
    f"^{vocabulary.ID}$": vocabulary.ID_RULE,
    f"^{vocabulary.COUNTRY_CODE}$": 'a country code is two capital letters (ISO 3166-1), such as "KZ"',
    "alpha3": 'an alpha-3 code is three capital letters (ISO 3166-1), such as "KAZ"',
    "url": "an address begins with http:// or https://; percent-encode spaces and letters beyond ASCII",
}
"""The reason for a value that does not match the pattern of its field, by the pattern or the name of the field."""

MAX_REASON_LENGTH = 400
"""Characters of a reason or id in a message. Both quote the document, where a value may fill a page."""


def locate(problems: Iterable[Problem], documents: Iterable[Document]) -> list[Problem]:
    """The problems with line, column, table, id, field and text filled in.

    Each problem has a file and a path in it, or a record of the documents and a path in that. A document is scanned
    once, and only if it has a problem.
    """
    by_name = {document.name: document for document in documents}
    problems = list(problems)
    if any(problem.record is not None for problem in problems):
        locations = _record_locations(by_name.values())
        problems = [
            problem if problem.record is None else problem.inside(locations[id(problem.record)]) for problem in problems
        ]
    paths: defaultdict[str, set[KeyPath]] = defaultdict(set)
    for problem in problems:
        paths[problem.file].add(problem.path)
        if problem.earlier:
            paths[problem.earlier.file].add(problem.earlier.path)
    places = {name: by_name[name].find_places(by_name[name].text, wanted) for name, wanted in paths.items()}
    lines = {name: by_name[name].text.split("\n") for name in paths}

    located = []
    for problem in problems:
        place = places[problem.file][problem.path]
        line = place.line if problem.at_key else place.value_line
        reason = problem.reason
        if problem.earlier:
            file, path = problem.earlier
            reason += f", first at {file}:{places[file][path].line}{problem.advice}"
        table, record_id, field_path = _table_id_and_field_path(problem.path, by_name[problem.file])
        field_path = () if problem.at_key else field_path
        has_own_value = (place.line, place.column) != (place.value_line, place.value_column)
        located.append(
            dataclasses.replace(
                problem,
                line=line,
                column=place.column if problem.at_key else place.value_column,
                table=table,
                id=_truncate(record_id),
                field=format_path(field_path),
                field_words=path_in_words(field_path),
                reason=_truncate(reason),
                text=lines[problem.file][line - 1].rstrip("\r"),
                fix=problem.fix if has_own_value else "",  # the fix replaces a value, not a whole table
            )
        )
    return located


def _record_locations(documents: Iterable[Document]) -> dict[int, Location]:
    """The location of each record by its `id()`. The loader has put the records into their documents."""
    return {
        id(record): Location(document.name, (table, index))
        for document in documents
        for table in document.tables
        for index, record in enumerate(document.records(table))
    }


def _truncate(text: str) -> str:
    return text if len(text) <= MAX_REASON_LENGTH else f"{text[:MAX_REASON_LENGTH]}..."


def _table_id_and_field_path(path: KeyPath, document: Document) -> tuple[str, str, KeyPath]:
    """Table and id, such as `figures` and `mn-cost`, and the path in the record; all empty outside of records."""
    table, *rest = path or ("",)
    raw = document.tables.get(str(table))
    if isinstance(raw, list) and rest:
        raw = raw[int(rest.pop(0))]
    elif table != "base":
        return "", "", ()
    record_id = raw_id(raw)
    return str(table), record_id if isinstance(record_id, str) else "", tuple(rest)


def format_path(path: Iterable[str | int]) -> str:
    """The name of a field for programs, counted from 0: `evidence[0].source`."""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).lstrip(".")


def path_in_words(path: Iterable[str | int]) -> str:
    """The name of a field in messages, counted from 1: `evidence 1: source`, `change.times`."""
    words, separator = "", ""
    for part in path:
        words += f" {part + 1}" if isinstance(part, int) else f"{separator}{part}"
        separator = ": " if isinstance(part, int) else "."
    return words


def raw_id(record: object) -> object:
    """The id of a record, or whatever its raw table gives as id; that of a country is its code."""
    return record.get("id", record.get("code")) if isinstance(record, dict) else getattr(record, "id", None)


def unknown_name(what: str, name: str, known_names: Iterable[str]) -> str:
    """The reason for a table or key that does not exist."""
    suggestions = suggest(name, {known: f'"{known}"' for known in known_names})
    return f'unknown {what} "{name}"{did_you_mean(suggestions, " ({})")}'


def from_validation_error(error: ValidationError, model: type[BaseModel]) -> Iterator[Problem]:
    """The errors that Pydantic found in a record of that model, as problems with paths relative to the record."""
    details = error.errors(include_url=False)
    for detail in details:
        path = tuple(part for part in detail["loc"] if part != "[key]")  # Pydantic's mark for the key of a mapping
        name = str(path[-1]) if path else ""
        if detail["type"] == "too_short" and any(
            len(other["loc"]) > len(path) and tuple(other["loc"][: len(path)]) == path for other in details
        ):
            continue  # the list seems too short only because its items are not valid
        if detail["type"] == "extra_forbidden":
            yield Problem(path=path, at_key=True, reason=unknown_name("key", name, _key_names(model, path[:-1])))
        elif detail["type"] == "missing":
            parent = f" in {path_in_words(path[:-1])}" if path[:-1] else ""
            yield Problem(path=path[:-1], at_key=True, reason=f'the key "{name}" is missing{parent}')
        else:
            yield Problem(path=path, reason=_reason(detail, name))


def _reason(detail: ErrorDetails, name: str) -> str:
    """The reason for one of Pydantic's errors, in terms of TOML and of fact bases."""
    error_type, context = detail["type"], detail.get("ctx", {})
    if error_type == "value_error":
        return str(context["error"])
    if error_type in EXPECTED_TYPES:
        actual = ACTUAL_TYPES.get(type(detail["input"]).__name__, "something else")
        return f"expected {EXPECTED_TYPES[error_type]}, found {actual}"
    if error_type == "literal_error":
        allowed = context["expected"].replace("'", '"')
        return f'"{detail["input"]}" is not allowed; write {allowed}'
    if error_type == "string_pattern_mismatch":
        if context["pattern"] == f"^{vocabulary.COUNTRY_CODE}$" and (code := _country_code(str(detail["input"]))):
            return f'a country code is two capital letters (ISO 3166-1); write "{code}" for "{detail["input"]}"'
        by_name = PATTERN_REASONS.get(name, f'"{detail["input"]}" is not a valid {name}')
        return PATTERN_REASONS.get(context["pattern"], by_name)
    if error_type in ("too_short", "string_too_short"):
        return "must not be empty"
    if error_type == "string_too_long":
        return f"must have at most {context['max_length']:,} characters"
    if error_type == "too_long":
        return f"must have at most {context['max_length']:,} values"
    if error_type == "greater_than_equal":
        return f"must be {context['ge']} or more"
    return detail["msg"][0].lower() + detail["msg"][1:]


def _country_code(name: str) -> str:
    """The code of the country of that name or code of three letters, in any case; empty if there is none."""
    # A lazy import: few files have a wrong country code.
    from sco_cli.models.iso_countries import iso_countries  # noqa: PLC0415

    wanted = fold(name)
    for country in iso_countries().values():
        if wanted in map(fold, (country.alpha2, country.alpha3, *country.names)):
            return country.alpha2
    return ""


def _key_names(model: type[BaseModel], path: KeyPath) -> list[str]:
    """The TOML keys of the model to which the path leads from that model."""
    for part in path:
        if isinstance(part, str):
            model = _inner_model(model.model_fields[part].annotation) or model
    return [field.alias or name for name, field in model.model_fields.items()]


def _inner_model(annotation: Any) -> type[BaseModel] | None:
    """The model inside a type such as `TupleOf[Evidence]` or `Evidence | None`."""
    if hasattr(annotation, "model_fields"):
        model: type[BaseModel] = annotation
        return model
    return next(filter(None, map(_inner_model, get_args(annotation))), None)
