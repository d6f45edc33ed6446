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
_WRAPPERS = (("<![CDATA[", "]]>"), ("<!--", "-->"))
_COMMENT_SIGNS = ("//", "/*", "*/")
_PREFIX = re.compile(r"(?:https?://schema\.org/|schema:)")


class BadJson(ValueError):
    """A text that is no JSON, or none that can be read; the message is the reason."""


class Script(NamedTuple):
    """A script of a page: the lines where its tag and its text begin, and the text."""

    line: int
    text_line: int
    text: str


class Documents(NamedTuple):
    """The JSON values in a file, and what is wrong with those that cannot be read."""

    values: list[object]
    problems: list[str]


def parse(text: str, place: str = "", first_line: int = 1) -> Documents:
    """The JSON value of a text, with numbers as they are written. Raises BadJson.

    Of two equal keys in an object the last counts, which is a problem; `place` is where the text stands in a file, and
    `first_line` the line there on which it begins.
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
        raise BadJson(
            f"not JSON: {error.msg[0].lower()}{error.msg[1:]}, line {error.lineno + first_line - 1}"
        ) from error
    except RecursionError as error:
        raise BadJson("nested too deeply") from error
    return Documents([value], [f'{place}an object has the key "{key[:MAX_KEY]}" twice' for key in repeated])


def parse_page(page: str) -> Documents:
    """The JSON values in the scripts of an HTML page."""
    found = Documents([], [])
    for script in scripts(page):
        place = f"the script at line {script.line}"
        try:
            values, problems = parse(script.text, f"{place}: ", script.text_line)
        except BadJson as error:
            values, problems = [], [f"{place} cannot be read: {error}"]
        found.values.extend(values)
        found.problems.extend(problems)
    return found


def scripts(page: str) -> Iterator[Script]:
    """Every script with JSON-LD; not those in comments."""
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
            text, skipped = _unwrapped(page[content : stop.start() if stop else len(page)])
            yield Script(line, line + page.count("\n", start.start(), content + skipped), text)


def _unwrapped(script: str) -> tuple[str, int]:
    """A script without the comment or CDATA section around it, and how many characters stand before the rest.

    Such wrappers hid scripts from old browsers, or from XML: https://www.w3.org/TR/xhtml1/#h-4.8 .
    """
    text = _without_signs(script)
    for opening, closing in _WRAPPERS:
        if text.startswith(opening):
            text = _without_signs(text[len(opening) :])
            skipped = len(script) - len(text)
            text = text.rpartition(closing)[0] or text
            return text.rstrip().removesuffix("//").removesuffix("/*"), skipped
    return script, 0


def _without_signs(text: str) -> str:
    """The text without blanks and the signs of comments of JavaScript at its beginning."""
    text = text.lstrip()
    for sign in _COMMENT_SIGNS:
        text = text.removeprefix(sign)
    return text.lstrip()


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
    raise BadJson(f"not JSON: {name} is not a number")
