"""The values of an object of a file with claims: texts, dates, addresses and languages; what is none is a problem."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

from sco_cli.imports.language_tags import language_tag
from sco_cli.imports.linked_json import as_list, schema_term
from sco_cli.imports.reviewed_claims import ClaimFile
from sco_cli.models import period

_DATE = re.compile(r"([0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?)(?:[T ][0-9:.,]+ ?(?:Z|[+-][0-9:]+)?)?", re.IGNORECASE)
_IN_URL = "-._~:/?#[]@!$&'()*+,;=%"
_URL = re.compile(r"https?://[^/?#].*")

MAX_URL = 2000

MAX_SHOWN = 60
"""Characters of a value that a message shows."""


class Values:
    """The values of an object by their keys, which may have the prefix of schema.org."""

    def __init__(self, file: ClaimFile, node: Mapping[str, Any], place: str) -> None:
        self.file = file
        self.place = place
        self._values = {schema_term(key): value for key, value in node.items()}

    def get(self, key: str) -> object:
        """The value, None without one."""
        return self._values.get(key)

    def texts(self, key: str) -> list[str]:
        """The texts under a key, each on one line."""
        return [text for item in as_list(self.get(key)) if (text := self.file.plain(item))]

    def text(self, key: str) -> str:
        """The first text under a key."""
        return next(iter(self.texts(key)), "")

    def date(self, key: str) -> str:
        """The date under a key by ISO 8601, without its time; any other is a problem."""
        if not (text := self.text(key)):
            return ""
        match = _DATE.fullmatch(text)
        try:
            period.parse(match[1] if match else text)
        except ValueError:
            self._report(key, text, "not a date by ISO 8601")
            return ""
        return match[1] if match else text

    def url(self, key: str, *, quiet: bool = False) -> str:
        """The first address of the web under a key; unless `quiet`, another text is a problem.

        What RFC 3986 does not allow in an address, such as a blank or a Cyrillic letter, is percent-encoded.
        """
        texts = [self.file.plain(_address(item)) for item in as_list(self.get(key))]
        for text in texts:
            scheme, _, rest = text[:MAX_URL].partition(":")
            address = f"{scheme.lower()}:{quote(rest, safe=_IN_URL)}"
            if len(text) <= MAX_URL >= len(address) and "\ufffd" not in text and _URL.fullmatch(address):
                return address
        for text in texts if not quiet else ():
            self._report(key, text, "not an http or https address")
        return ""

    def language(self, key: str) -> str:
        """The tag of the language under a key, by BCP 47; what is none of a known language is a problem."""
        value = next(iter(as_list(self.get(key))), None)
        text = self.file.plain(value.get("alternateName") if isinstance(value, dict) else value)
        tag = language_tag(text)
        if text and not tag:
            self._report(key, text, "not a known language tag, such as en or zh-Hant")
        return tag

    def count_others(self, known: Iterable[str]) -> None:
        """Count the keys that are not imported; those of JSON-LD itself, such as `@type`, say nothing to count."""
        self.file.left_out.update(
            f'key "{key[:MAX_SHOWN]}"' for key in self._values.keys() - {*known, "type"} if not key.startswith("@")
        )

    def _report(self, key: str, text: str, reason: str) -> None:
        shown = text if len(text) <= MAX_SHOWN else f"{text[:MAX_SHOWN]}…"
        problem = f'{self.place}: {key} "{shown}" is {reason}'
        if problem not in self.file.problems[-5:]:
            self.file.problems.append(problem)


def _address(value: object) -> object:
    """An address, which may be the `url` or `@id` of an object."""
    return (value.get("@id") or value.get("url")) if isinstance(value, dict) else value
