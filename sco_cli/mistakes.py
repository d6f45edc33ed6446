"""What is wrong in a document, in words that its author can use, and where."""

from __future__ import annotations

import types
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple, get_args

from sco_cli import positions
from sco_cli.errors import Problem
from sco_cli.lookup import nearest
from sco_cli.reading import Document

if TYPE_CHECKING:
    from pydantic import ValidationError

TYPES = {
    "bool_type": "true or false",
    "decimal_type": "a number",
    "int_parsing": "a year",
    "dict_type": "a table",
    "int_type": "a whole number",
    "model_type": "a table",
    "string_type": "text in quotes",
    "tuple_type": "an array",
}
FOUND = {
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
PATTERNS = {
    "id": "an id has small letters, digits and single hyphens",
    "code": "a code is two capital letters, by ISO 3166-1",
    "url": "an address is http or https, its other letters percent-encoded, by RFC 3986",
}


class Mistake(NamedTuple):
    """Something wrong in a document, before its line is known.

    `record` names the record in the message. `at_key` says that the key itself is the mistake and not its value.
    """

    document: Document
    path: positions.Path
    record: str
    reason: str
    at_key: bool = False


def placed(mistakes: Iterable[Mistake]) -> list[Problem]:
    """The mistakes with their lines and columns; each document is scanned once, and only when it has a mistake."""
    places: dict[int, dict[positions.Path, positions.Place]] = {}
    problems = []
    for mistake in mistakes:
        document = mistake.document
        if id(document) not in places:
            places[id(document)] = document.places(document.text)
        place = positions.nearest(places[id(document)], mistake.path) or positions.Place(1, 1, 1, 1)
        line, column = place[:2] if mistake.at_key else place[2:]
        problems.append(Problem(document.name, line, column, mistake.record, mistake.reason))
    return problems


def given_id(raw: Any) -> Any:
    """What a raw table gives as its id; a country's is its code."""
    return raw.get("id", raw.get("code")) if isinstance(raw, dict) else None


def record_name(table: str, record_id: object) -> str:
    """How messages name a record: `figures "mn-cost"`."""
    return f'{table} "{record_id}"' if isinstance(record_id, str) else table


def field(path: positions.Path) -> str:
    """How messages name a field: `evidence[0].source`."""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).lstrip(".")


def unknown(what: str, name: str, known: Iterable[str]) -> str:
    """The sentence on a table or key that does not exist."""
    close = nearest(name, {own: f'"{own}"' for own in known})
    return f'unknown {what} "{name}"' + (f" (did you mean {' or '.join(close)}?)" if close else "")


def of_record(
    document: Document, model: Any, path: positions.Path, raw: Any, error: ValidationError
) -> Iterator[Mistake]:
    """The mistakes that Pydantic found in one record, one each."""
    record = record_name(str(path[0]), given_id(raw))
    details = error.errors(include_url=False)
    for detail in details:
        where = tuple(part for part in detail["loc"] if part != "[key]")  # Pydantic's mark for the key of a table
        name = str(where[-1]) if where else ""
        if detail["type"] == "too_short" and any(
            len(other["loc"]) > len(where) and tuple(other["loc"][: len(where)]) == where for other in details
        ):
            continue  # its items are there and are wrong in themselves
        if detail["type"] == "extra_forbidden":
            yield Mistake(document, path + where, record, unknown("key", name, _keys(model, where[:-1])), at_key=True)
        elif detail["type"] == "missing":
            inside = f" in {field(where[:-1])}" if where[:-1] else ""
            yield Mistake(document, path + where[:-1], record, f'the key "{name}" is missing{inside}', at_key=True)
        else:
            prefix = f"{field(where)}: " if where else ""
            yield Mistake(document, path + where, record, prefix + _reason(detail, name))


def _reason(detail: Any, name: str) -> str:
    """One of Pydantic's errors in the words of this format."""
    kind, context = detail["type"], detail.get("ctx", {})
    if kind == "value_error":
        return str(context["error"])
    if kind in TYPES:
        return f"expected {TYPES[kind]}, found {FOUND.get(type(detail['input']).__name__, 'something else')}"
    if kind == "literal_error":
        return f'"{detail["input"]}" is not one of {context["expected"]}'
    if kind == "string_pattern_mismatch":
        return PATTERNS.get(name, f'"{detail["input"]}" is not written as {name} should be')
    if kind in ("too_short", "string_too_short"):
        return "is empty"
    return str(detail["msg"])[0].lower() + str(detail["msg"])[1:]


def _keys(model: Any, where: positions.Path) -> list[str]:
    """The keys that the model at that place knows, as TOML spells them."""
    for part in where:
        if isinstance(part, str):
            model = _inner_model(model.model_fields[part].annotation) or model
    return [info.alias or name for name, info in model.model_fields.items()]


def _inner_model(annotation: Any) -> Any:
    """The model inside `Many[Evidence]` or `Evidence | None`."""
    if hasattr(annotation, "model_fields"):
        return annotation
    inner = get_args(annotation) if isinstance(annotation, types.UnionType) or get_args(annotation) else ()
    return next(filter(None, map(_inner_model, inner)), None)
