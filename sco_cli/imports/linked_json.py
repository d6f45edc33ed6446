"""Finds JSON-LD in a file: the file itself, or the scripts of an HTML page.

JSON-LD 1.1: https://www.w3.org/TR/json-ld11/ ; in HTML it stands in `<script type="application/ld+json">`, see
https://www.w3.org/TR/json-ld11/#embedding-json-ld-in-html-documents . Terms are taken as those of schema.org, with or
without a prefix; a context that gives other words to them is not followed.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

JsonObject = dict[str, Any]

MAX_TAG = 2000
"""Characters of a tag in which its attributes are looked for."""

MAX_KEY = 60
"""Characters of a key that a message shows."""

MEDIA_TYPE = "application/ld+json"

_SCRIPT_OR_COMMENT = re.compile(r"<script\b|<!--", re.IGNORECASE | re.ASCII)
_SCRIPT_END = re.compile(r"</script\b", re.IGNORECASE | re.ASCII)
_ATTRIBUTE = re.compile(r"""([^\s"'>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?|>""")
_PREFIX = re.compile(r"(?:https?://schema\.org/|schema:)")


class BadJson(ValueError):
    """A text that is no JSON, or none that can be read; the message is the reason."""


class Documents(NamedTuple):
    """The JSON values in a file, and what is wrong with those that cannot be read."""

    values: list[object]
    problems: list[str]


def parse(text: str, place: str = "") -> Documents:
    """The JSON value of a text, with numbers as they are written. Raises BadJson.

    Of two equal keys in an object the last counts, which is a problem; `place` is where the text stands in a file.
    """
    repeated: dict[str, None] = {}

    def to_object(pairs: list[tuple[str, object]]) -> JsonObject:
        node = dict(pairs)
        if len(node) < len(pairs):
            counts = Counter(key for key, _ in pairs)
            repeated.update(dict.fromkeys(key for key, count in counts.items() if count > 1))
        return node

    try:
        value: object = json.loads(
            text, parse_float=str, parse_int=str, parse_constant=_reject_constant, object_pairs_hook=to_object
        )
    except json.JSONDecodeError as error:
        raise BadJson(f"not JSON: {error.msg[0].lower()}{error.msg[1:]}, line {error.lineno}") from error
    except RecursionError as error:
        raise BadJson("nested too deeply") from error
    return Documents([value], [f'{place}an object has the key "{key[:MAX_KEY]}" twice' for key in repeated])


def parse_page(page: str) -> Documents:
    """The JSON values in the scripts of an HTML page."""
    found = Documents([], [])
    for line, script in scripts(page):
        place = f"the script at line {line}"
        try:
            values, problems = parse(script, f"{place}: ")
        except BadJson as error:
            values, problems = [], [f"{place} cannot be read: {error}"]
        found.values.extend(values)
        found.problems.extend(problems)
    return found


def scripts(page: str) -> Iterator[tuple[int, str]]:
    """The content of every script with JSON-LD, with the line where its tag begins; not those in comments."""
    position, line, counted = 0, 1, 0
    while start := _SCRIPT_OR_COMMENT.search(page, position):
        if start[0] == "<!--":
            end = page.find("-->", start.end())
            position = end if end >= 0 else len(page)
            continue
        kind, tag_end = _script_type(page[start.end() : start.end() + MAX_TAG])
        content = start.end() + tag_end
        stop = _SCRIPT_END.search(page, content)
        position = stop.end() if stop else len(page)
        if kind.partition(";")[0].strip().lower() == MEDIA_TYPE:
            line, counted = line + page.count("\n", counted, start.start()), start.start()
            yield line, page[content : stop.start() if stop else len(page)]


def _script_type(tag: str) -> tuple[str, int]:
    """The type that the attributes of a tag state, and where the tag ends."""
    kind = ""
    for attribute in _ATTRIBUTE.finditer(tag):
        if attribute[0] == ">":
            return kind, attribute.end()
        if attribute[1].lower() == "type":
            kind = next(filter(None, attribute.groups()[1:]), "")
    return "", len(tag)


def schema_term(text: str) -> str:
    """A key or a type of schema.org without its prefix: `schema:Claim` and `https://schema.org/Claim` are `Claim`."""
    match = _PREFIX.match(text)
    return text[match.end() :] if match else text


def types_of(node: JsonObject) -> list[str]:
    """The types of an object, without prefixes."""
    types = node.get("@type", node.get("type", ()))
    return [schema_term(item) for item in as_list(types) if isinstance(item, str)]


def as_list(value: object) -> list[Any]:
    """A value of JSON-LD as the list that it stands for: nothing, one value, or several."""
    if value is None:
        return []
    if isinstance(value, dict) and value.keys() <= {"@list", "@set"} and value:
        value = next(iter(value.values()))
    return value if isinstance(value, list) else [value]


def _reject_constant(name: str) -> None:
    raise BadJson(f"not JSON: {name} is no number")
