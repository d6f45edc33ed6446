"""The text of a PDF document, as pypdf finds it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

from sco_cli.articles import lines
from sco_cli.articles.article import Article, BadArticle, language_code, make
from sco_cli.articles.libraries import missing, silent

MAX_PAGES = 1000
MAX_OPERATIONS = 1_000_000
"""Instructions that draw the pages; pypdf reads some 30,000 of them in a second."""

_PAGE_NUMBER = re.compile(r"[\W_]*\d{1,4}[\W_]*")


def read(content: bytes) -> Article:
    """The text of the document, and its title, author, day and language. The author stands for the publisher.

    Raises BadArticle if it is damaged, encrypted, too large or has no text, and BadRequest without the extra.
    """
    try:
        import pypdf  # type: ignore[import-not-found, unused-ignore]  # noqa: PLC0415  # optional
    except ModuleNotFoundError as error:
        raise missing("a PDF document") from error
    try:
        with silent():
            return _article(pypdf.PdfReader(BytesIO(content)))
    except BadArticle:
        raise
    except Exception as error:
        # Damaged documents lead to any exception, such as KeyError, RecursionError and those of pypdf.
        raise BadArticle(f"it is a damaged PDF document ({type(error).__name__})") from error


def _article(reader: Any) -> Article:
    """The article of a document that is open."""
    if reader.is_encrypted and not _opens_without_password(reader):
        raise BadArticle("it is an encrypted PDF document; save a copy without a password")
    found = list(_lines(reader))
    paragraphs = lines.to_paragraphs(found, lines.full_length(list(filter(None, found))))
    if not paragraphs:
        raise BadArticle("it is a PDF document without text, such as a scan; recognize its text (OCR) first")
    return make(
        paragraphs,
        title=_stated(lambda: reader.metadata.title),
        publisher=_stated(lambda: reader.metadata.author),
        published=_stated(lambda: reader.metadata.creation_date.date().isoformat()),
        language=language_code(_stated(lambda: reader.trailer["/Root"]["/Lang"])),
    )


def _opens_without_password(reader: Any) -> bool:
    """Whether the document may be read by everyone, and is encrypted in a way that pypdf can read by itself."""
    try:
        return bool(reader.decrypt(""))
    except Exception:  # noqa: BLE001  # such as a library that is not installed
        return False


def _lines(reader: Any) -> Iterator[str]:
    """The lines of all pages, without page numbers."""
    operations = 0

    def count(*_: object) -> None:
        nonlocal operations
        operations += 1
        if operations > MAX_OPERATIONS:
            raise BadArticle(f"it is a PDF document with more than {MAX_OPERATIONS:,} instructions")

    for number, page in enumerate(reader.pages):
        if number >= MAX_PAGES:
            raise BadArticle(f"it is a PDF document with more than {MAX_PAGES:,} pages")
        text: str = page.extract_text(visitor_operand_before=count)
        yield from _without_page_number(text.strip().splitlines())


def _without_page_number(page: list[str]) -> list[str]:
    """The lines of a page without the first or the last one if that is only a number."""
    for index in (-1, 0):
        if page and _PAGE_NUMBER.fullmatch(page[index]):
            del page[index]
    return page


def _stated(get: Callable[[], Any]) -> str:
    """What a document says about itself; empty if it does not, or in a form that is not valid."""
    try:
        return str(get() or "")
    except Exception:  # noqa: BLE001  # pypdf raises several for damaged values, and None has no attributes
        return ""
