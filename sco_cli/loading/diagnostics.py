"""What is wrong in a document, in words that its author can use, and where."""

from __future__ import annotations

import types
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple, get_args

from sco_cli.errors import KeyPath, Problem
from sco_cli.loading.documents import Document
from sco_cli.text import did_you_mean, suggest

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
    "alpha3": "a second code is three capital letters, by ISO 3166-1",
    "url": "an address is http or https, its other letters percent-encoded, by RFC 3986",
}


MAX_REASON_LENGTH = 400
"""Letters of a reason; it may quote what the document says, which may be a page."""


class Mistake(NamedTuple):
    """Something wrong in a document, before its line is known.

    `path` begins with the table, for a record its number, and then leads to the field. `at_key` says that the mistake
    is the key itself and not its value. `earlier` is another place of which the reason speaks.
    """

    document: Document
    path: KeyPath
    reason: str
    rule: str = "format"
    at_key: bool = False
    fix: str = ""
    earlier: tuple[Document, KeyPath] | None = None


def locate(mistakes: Iterable[Mistake]) -> list[Problem]:
    """The mistakes with their lines and columns; each document is scanned once, and only when it has a mistake."""
    mistakes = list(mistakes)
    asked: dict[int, tuple[Document, set[KeyPath]]] = {}
    for mistake in mistakes:
        for document, path in ((mistake.document, mistake.path), mistake.earlier or (mistake.document, mistake.path)):
            asked.setdefault(id(document), (document, set()))[1].add(path)
    places = {key: document.places(document.text, paths) for key, (document, paths) in asked.items()}
    lines = {key: document.text.split("\n") for key, (document, _) in asked.items()}

    problems = []
    for mistake in mistakes:
        document, reason = mistake.document, mistake.reason
        place = places[id(document)][mistake.path]
        line, column = place[:2] if mistake.at_key else place[2:]
        if mistake.earlier:
            other, path = mistake.earlier
            reason += f", first at {other.name}:{places[id(other)][path].line}"
        table, record_id, within = _where(mistake)
        problems.append(
            Problem(
                document.name,
                line,
                column,
                table,
                _truncate(record_id),
                "" if mistake.at_key else within,
                _truncate(reason),
                mistake.rule,
                lines[id(document)][line - 1].rstrip("\r"),
                mistake.fix if place[:2] != place[2:] else "",  # a value of its own, which another can stand for
            )
        )
    return problems


def _truncate(text: str) -> str:
    return text if len(text) <= MAX_REASON_LENGTH else f"{text[:MAX_REASON_LENGTH]}..."


def _where(mistake: Mistake) -> tuple[str, str, str]:
    """Table, id and field, as `figures`, `mn-cost` and `evidence[0].source`; nothing for what is in no record."""
    table, *rest = mistake.path or ("",)
    raw = mistake.document.tables.get(str(table))
    if isinstance(raw, list) and rest:
        raw = raw[int(rest.pop(0))]
    elif table != "base":
        return "", "", ""
    record_id = raw_id(raw)
    return str(table), record_id if isinstance(record_id, str) else "", format_path(rest)


def format_path(path: Iterable[str | int]) -> str:
    """How messages name a field: `evidence[0].source`."""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).lstrip(".")


def raw_id(record: Any) -> Any:
    """The id of a record, or what a raw table gives as one; a country's is its code."""
    return record.get("id", record.get("code")) if isinstance(record, dict) else getattr(record, "id", None)


def unknown_name(what: str, name: str, known: Iterable[str]) -> str:
    """The sentence on a table or key that does not exist."""
    close = suggest(name, {own: f'"{own}"' for own in known})
    return f'unknown {what} "{name}"{did_you_mean(close, " ({})")}'


def from_validation_error(document: Document, model: Any, path: KeyPath, error: ValidationError) -> Iterator[Mistake]:
    """The mistakes that Pydantic found in one record, one each."""
    details = error.errors(include_url=False)
    for detail in details:
        where = tuple(part for part in detail["loc"] if part != "[key]")  # Pydantic's mark for the key of a table
        name = str(where[-1]) if where else ""
        if detail["type"] == "too_short" and any(
            len(other["loc"]) > len(where) and tuple(other["loc"][: len(where)]) == where for other in details
        ):
            continue  # its items are there and are wrong in themselves
        if detail["type"] == "extra_forbidden":
            yield Mistake(document, path + where, unknown_name("key", name, _keys(model, where[:-1])), at_key=True)
        elif detail["type"] == "missing":
            inside = f" in {format_path(where[:-1])}" if where[:-1] else ""
            yield Mistake(document, path + where[:-1], f'the key "{name}" is missing{inside}', at_key=True)
        else:
            yield Mistake(document, path + where, _reason(detail, name))


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
    if kind == "greater_than_equal":
        return f"is less than {context['ge']}"
    return str(detail["msg"])[0].lower() + str(detail["msg"])[1:]


def _keys(model: Any, where: KeyPath) -> list[str]:
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
