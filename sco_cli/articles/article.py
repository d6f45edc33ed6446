"""The article of a page or a document: its text, and what it says about itself."""

from __future__ import annotations

from typing import NamedTuple

MAX_FIELD = 1000
"""Characters of a title, a name or an address; what is longer is none."""


class Article(NamedTuple):
    """The text, with blank lines between paragraphs, and what the page says about it; empty where it says nothing.

    `published` is a day (ISO 8601), `language` a code of two letters (ISO 639-1).
    """

    text: str
    title: str = ""
    publisher: str = ""
    published: str = ""
    language: str = ""
    url: str = ""


class BadArticle(Exception):
    """A file that has no article that can be read; `str()` gives the reason."""


def make(
    paragraphs: list[str],
    *,
    title: str | None = None,
    publisher: str | None = None,
    published: str | None = None,
    language: str | None = None,
    url: str | None = None,
) -> Article:
    """The article with these paragraphs. A field that is None or too long becomes empty."""
    fields = [" ".join((field or "").split()) for field in (title, publisher, published, language, url)]
    parts = ("\n\n".join(paragraphs), *(field if len(field) <= MAX_FIELD else "" for field in fields))
    return Article(*map(_without_halves, parts))


def language_code(tag: object) -> str:
    """The language of a tag such as "en-GB" or "ru_RU", if it has two letters."""
    code = str(tag or "").strip().replace("_", "-").partition("-")[0].lower()
    return code if len(code) == 2 and code.isascii() and code.isalpha() else ""


def _without_halves(text: str) -> str:
    """The text in which halves of characters, which no file may hold, are replaced."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
