"""Sources from CSL-JSON 1.0.2: https://resource.citationstyles.org/schema/v1.0/input/json/csl-data.json .

A file is an array of items, an object with `items`, or one item. Numbers may be texts, and dates texts of EDTF.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from sco_cli.imports.references import drafts
from sco_cli.imports.references.drafts import Bibliography, Draft, Unreadable
from sco_cli.models import period_edtf

KINDS = {
    **dict.fromkeys(("article-journal", "paper-conference", "thesis", "chapter"), "research"),
    **dict.fromkeys(("article-newspaper", "article-magazine", "broadcast"), "news"),
    "dataset": "statistics",
}
"""The kind of source by type of item, where it is plain."""

SITES = ("webpage", "post", "post-weblog", "article-newspaper", "article-magazine")
"""Types whose container, without volume and pages, is the site that carries them."""

CIRCA = (True, 1, "1", "true", "True")
SEASON_NAMES = {name: number for number, name in period_edtf.SEASONS.items()} | {"fall": "23"}
MAX_DIGITS = 20

_TAG = re.compile(r"</?(?:i|b|em|strong|sc|span|nocase)(?: [^<>]{0,100})?>", re.IGNORECASE)
_SCRIPT = re.compile(r"<(sub|sup)>([^<>]{0,40})</\1>", re.IGNORECASE)
_LOWERED = str.maketrans("0123456789+-=()aeox", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₒₓ")
_RAISED = str.maketrans("0123456789+-=()in", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁱⁿ")


class _NoNumber:
    """What stands for a number that JSON does not have, or that is too long."""


def read(content: str, name: str) -> Bibliography:
    """The sources of a file. Raises Unreadable if it is no JSON, or has no items."""
    try:
        parsed = json.loads(
            content,
            parse_constant=lambda _: _NoNumber(),
            parse_float=_number,
            parse_int=_number,
            object_pairs_hook=_object,
        )
    except (ValueError, RecursionError) as error:
        reason = "is nested too deeply" if isinstance(error, RecursionError) else f"is not JSON: {error}"
        raise Unreadable(reason) from error
    items = parsed
    if isinstance(parsed, dict):
        items = parsed["items"] if isinstance(parsed.get("items"), list) else [parsed]
        if items == [parsed] and "type" not in parsed:
            raise Unreadable("is JSON, but not CSL-JSON, whose items have a type")
    if not isinstance(items, list):
        raise Unreadable("is JSON, but not CSL-JSON, which is an array of items")
    found = Bibliography("CSL-JSON")
    for number, item in enumerate(items, start=1):
        place = f"{name}, item {number}"
        if not isinstance(item, dict) or not any(key in item for key in ("type", "title", "id")):
            found.problems.append(f"{place} cannot be read: it is not an object with a type, a title or an id")
            continue
        key = item.get("id", item.get("citation-key", ""))
        try:
            key = _text(key)
        except Unreadable:
            key = ""
        draft = Draft(key, f"{place}, {key}" if key else place)
        fields = dict(item)
        for twice in fields.pop("", ()):
            draft.problems.append(f"{twice} is given twice; the last is used")
        _fill(draft, fields)
        draft.left_out.update(name for name, value in fields.items() if value not in (None, "", [], {}))
        found.drafts.append(draft)
    return found


def _number(digits: str) -> object:
    return digits if len(digits) <= MAX_DIGITS else _NoNumber()


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """An object; the keys that it has twice are under the empty key."""
    values = dict(pairs)
    if len(values) < len(pairs):
        seen: set[str] = set()
        values[""] = [key for key, _ in pairs if key in seen or seen.add(key)]  # type: ignore[func-returns-value]
    return values


def _text(value: object) -> str:
    """A text or a number as plain text, without tags. Raises Unreadable for anything else."""
    plain = _SCRIPT.sub(lambda match: _script(match[1].lower(), match[2]), _verbatim(value))
    return drafts.text(_TAG.sub("", plain))


def _verbatim(value: object) -> str:
    """A text or a number as it is. Raises Unreadable for anything else."""
    if value is None:
        return ""
    if not isinstance(value, str):
        raise Unreadable("it is not a text")
    if re.search("[\ud800-\udfff]", value):
        raise Unreadable("it has half of a surrogate pair")
    return value


def _script(tag: str, content: str) -> str:
    changed = content.translate(_LOWERED if tag == "sub" else _RAISED)
    return content if set(changed) & set(content) else changed


def _read(key: str, read: Callable[[str], str] | None, value: object) -> str:
    """The value of a key; the tags of titles are no part of addresses."""
    text = _verbatim(value) if key in ("doi", "url") else _text(value)
    return read(text) if read else text


def _fill(draft: Draft, fields: dict[str, Any]) -> None:
    """Set the keys of the draft from fields, which are removed where they are taken."""
    fields.pop("id", None)
    fields.pop("citation-key", None)
    kind = fields.pop("type", None)
    kind = kind if isinstance(kind, str) else ""
    draft.authors = _authors(draft, fields.pop("author", None))
    is_journal = kind == "article-journal"

    def take(key: str, *names: str, read: Any = None) -> None:
        for name in names:
            if fields.get(name) in (None, "") or key in draft.keys:
                continue
            value = fields.pop(name)
            draft.take(key, value, partial(_read, key, read))
            draft.problems = [problem if ": " in problem else f"{name}: {problem}" for problem in draft.problems]

    take("title", "title")
    has_place = any(fields.get(name) for name in ("volume", "page", "issue"))
    take("via" if kind in SITES and not has_place else "container", "container-title", "collection-title")
    publisher = "publisher"
    if kind == "dataset" and draft.only_body:
        take("via", "publisher")
        publisher = ""
    take("publisher", *filter(None, (publisher,)))
    take("volume", "volume")
    take("issue", *(("issue",) if is_journal else ("issue", "number", "collection-number")))
    take("pages", "page", *(("number",) if is_journal else ()), read=drafts.pages)
    take("doi", "DOI", read=drafts.doi)
    take("url", "URL", read=drafts.url)
    take("language", "language", read=drafts.language)
    for key, name in (("published", "issued"), ("accessed", "accessed")):
        if fields.get(name) not in (None, "", {}, []):
            value = fields.pop(name)
            try:
                date = _date(value)
                draft.keys[key] = date if key == "published" else drafts.access_date(date)
            except ValueError as error:
                draft.problems.append(f"{name}: {error}; it is left out")
    if (
        kind in SITES
        and draft.authors
        and not draft.only_body
        and "publisher" not in draft.keys
        and "via" in draft.keys
    ):
        draft.keys["publisher"] = draft.keys.pop("via")
    drafts.finish(draft, KINDS.get(kind, ""))


def _authors(draft: Draft, names: object) -> list[dict[str, str]]:
    authors = []
    for number, name in enumerate(names if isinstance(names, list) else [] if names is None else [names], start=1):
        try:
            authors.append(_author(name))
        except Unreadable as error:
            draft.problems.append(f"author {number}: {error}; it is left out")
    return authors


def _author(name: object) -> dict[str, str]:
    if not isinstance(name, dict):
        raise Unreadable("it is not an object")
    parts = {key: _text(name.get(key)) for key in ("family", "given", "suffix", "literal", "name")}
    particle, dropped = _text(name.get("non-dropping-particle")), _text(name.get("dropping-particle"))
    if literal := parts["literal"] or parts["name"]:
        return {"name": literal}
    given = " ".join(filter(None, (parts["given"], dropped)))
    family, given = (parts["family"], given) if parts["family"] else (given, "")
    if not family:
        raise Unreadable("it has no name")
    author = {"family": family, "given": given, "particle": particle, "suffix": parts["suffix"]}
    return {key: value for key, value in author.items() if value}


def _date(value: object) -> str:
    """A date of an item in EDTF. Raises Unreadable if it is none."""
    if isinstance(value, str):
        return drafts.source_date(_text(value))
    if not isinstance(value, Mapping):
        raise Unreadable("it is not a date")
    circa = "~" if value.get("circa") in CIRCA else ""
    parts = value.get("date-parts")
    if not isinstance(parts, Sequence) or isinstance(parts, str) or not parts:
        for name in ("raw", "literal", "edtf"):
            if value.get(name) not in (None, ""):
                date = drafts.source_date(_text(value[name]))
                return f"{date}{circa}" if circa and "/" not in date and date[-1] not in "~?%" else date
        raise Unreadable("it has no date parts")
    if len(parts) > 2:
        raise Unreadable("it has more than two dates")
    ends = [_end(part) for part in parts]
    season = value.get("season")
    if season not in (None, ""):
        ends[0] = f"{ends[0][:4]}-{_season(season)}"
    if not any(ends):
        raise Unreadable("it has no date parts")
    text = "/".join(f"{end}{circa}" if end else ".." for end in ends)
    try:
        return period_edtf.parse(text).text
    except ValueError as error:
        raise Unreadable(str(error)) from error


def _end(parts: object) -> str:
    """An end of a date; empty if it is open, as without parts or with the year 0."""
    if not isinstance(parts, list):
        raise Unreadable("its parts are not a list")
    if not parts or parts[0] in (None, "", "0"):
        return ""
    numbers = [part for part in parts if part not in (None, "")]
    if len(numbers) > 3 or not all(isinstance(part, str) and re.fullmatch("[0-9]{1,4}", part) for part in numbers):
        raise Unreadable("its parts are not the numbers of a year, a month and a day")
    return "-".join(part.zfill(2 if index else 4) for index, part in enumerate(numbers))


def _season(value: object) -> str:
    text = _text(value).casefold()
    if text in SEASON_NAMES:
        return SEASON_NAMES[text]
    number = text.removeprefix("2") if len(text) == 2 else text
    if number not in ("1", "2", "3", "4"):
        raise Unreadable(f'"{text[:40]}" is not a season')
    return f"2{number}"
