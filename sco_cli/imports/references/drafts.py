"""A source as a bibliography has it, and the block of a fact base that it becomes."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import quote

from sco_cli.imports.new_records import KIND_NOTE, NO_PUBLISHER, NO_TITLE, TomlValue, block
from sco_cli.models import period, period_edtf, period_forms
from sco_cli.text import UNSAFE

MAX_TEXT = 1000
"""Characters of a title or a name, as in a fact base."""

MAX_URL = 2000
URL_SAFE = "-._~:/?#[]@!$&'()*+,;=%"

_DOI = re.compile(r"(?:(?:https?://)?(?:dx\.)?doi\.org/|doi:\s?)?(10\.[0-9]{4,9}/[!-~]{1,480})", re.IGNORECASE)
_ABOUT = re.compile(r"\[?(?:c|ca|circa|about)?\.? ?([0-9]{4})\??\]?", re.IGNORECASE)


class Unreadable(ValueError):
    """An entry, or a value, that cannot be read; the message is the reason."""


@dataclass
class Draft:
    """A source that an entry gives: its citation key, its keys, what could not be read, and other fields."""

    key: str
    place: str
    keys: dict[str, TomlValue] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    authors: list[dict[str, str]] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)

    @property
    def only_body(self) -> str:
        """The name of the only author, if that is a body; else empty."""
        return self.authors[0].get("name", "") if len(self.authors) == 1 else ""

    def take(self, name: str, value: str, read: Callable[[str], str]) -> None:
        """Set a key of the block to what `read` makes of the value, or note why it cannot be read."""
        try:
            if text := read(value):
                self.keys.setdefault(name, text)
        except ValueError as error:
            self.problems.append(f"{error}; it is left out")


@dataclass
class Bibliography:
    """What a file holds: its format, the sources, entries that cannot be read, and what else is passed over."""

    format: str
    drafts: list[Draft] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)


def text(value: str) -> str:
    """A text on one line. Raises Unreadable if it is longer than a name may be."""
    plain = " ".join(UNSAFE.sub(lambda match: " " if match[0].isspace() else "", value).split())
    if len(plain) > MAX_TEXT:
        raise Unreadable(f"{plain[:40]}... has more than {MAX_TEXT} characters")
    return plain


def doi(value: str) -> str:
    """A DOI without the address of a resolver. Raises Unreadable for any other text."""
    match = _DOI.fullmatch(html.unescape(value.strip()))
    if match is None:
        raise Unreadable(f'"{text(value)}" is not a DOI')
    return match[1]


def url(value: str) -> str:
    """An address, http or https. Raises Unreadable for any other."""
    address = quote(value.strip(), safe=URL_SAFE)
    if not re.match("https?://.", address) or len(address) > MAX_URL:
        raise Unreadable(f'"{text(value[:200])}" is not an http or https address')
    return address


def pages(value: str) -> str:
    """Pages, with a hyphen in a plain range."""
    plain = re.sub("-{2,3}|[\u2012-\u2014]", "\u2013", text(value))
    return ", ".join(re.sub("^ ?(\\w{1,30}) ?\u2013 ?(\\w{1,30})$", r"\1-\2", part) for part in plain.split(", "))


def source_date(value: str) -> str:
    """A date of publication. Raises Unreadable for a text that is no date, or may be several."""
    plain = text(value)
    try:
        return period_edtf.parse(plain).text
    except ValueError as error:
        if (match := _ABOUT.fullmatch(plain)) and plain[:1] not in "0123456789":
            return f"{match[1]}{'?' if '?' in plain else '~'}"
        forms = period_forms.find_forms(plain.casefold()) if len(plain) <= period_forms.MAX_LENGTH else []
        if len(forms) == 1 and not re.fullmatch("[0-9]{4}[-/][0-9]{2}|[0-9]{3}", plain):
            return forms[0]
        raise Unreadable(f'"{plain[:60]}" is not a date') from error


def access_date(value: str) -> str:
    """A date of access. Raises Unreadable for any other text."""
    try:
        return period.parse(text(value)).text
    except ValueError as error:
        raise Unreadable(f'"{text(value)[:60]}" is not a date') from error


def language(value: str) -> str:
    """A language tag. Raises Unreadable for any other text."""
    tag = text(value).replace("_", "-")
    if not re.fullmatch("[a-z]{2,3}(-[A-Za-z0-9]{1,8}){0,5}", tag):
        raise Unreadable(f'"{tag[:60]}" is not a language tag')
    return tag


def finish(draft: Draft, kind: str) -> None:
    """Complete the keys: a title in brackets is ours, a body that is the only author publishes, the rest is to do."""
    keys = draft.keys
    title = str(keys.get("title", ""))
    if title.startswith("[") and title.endswith("]") and len(title) > 2:
        keys["title"], keys["title_is_ours"] = title[1:-1], True
    if "publisher" not in keys and draft.only_body:
        keys["publisher"] = draft.only_body
        draft.authors.clear()
    elif "publisher" not in keys and "container" in keys:
        keys["publisher"] = keys["container"]
    if draft.authors:
        keys["authors"] = draft.authors
    keys.setdefault("title", NO_TITLE)
    keys.setdefault("publisher", NO_PUBLISHER)
    keys["kind"] = kind or "research"
    if not kind:
        keys["note"] = KIND_NOTE


ORDER = (
    *("title", "title_is_ours", "publisher", "via", "published", "accessed", "url", "kind", "language"),
    *("authors", "container", "volume", "issue", "pages", "doi", "note"),
)


def source_block(draft: Draft, source_id: str) -> Iterator[str]:
    """The lines of the source."""
    yield from block("sources", {"id": source_id, **{name: draft.keys[name] for name in ORDER if name in draft.keys}})
