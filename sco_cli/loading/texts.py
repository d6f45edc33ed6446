"""Reads the text of a file: plain text in any encoding, the article of an HTML page, or the text of a PDF document.

HTML, PDF and encodings other than Unicode need the extra `text`. Nothing is loaded from a network.
"""

from __future__ import annotations

from typing import NamedTuple

from sco_cli.errors import BadRequest, UnreadableText
from sco_cli.loading import files, foreign_files, text_formats
from sco_cli.loading.named_encodings import decode_marked, decode_named

MAX_BYTES = 64 * 1024 * 1024
"""The largest file that is read as a text."""


class TextFile(NamedTuple):
    """The text of a file, and what a page or a document says about itself; empty where it says nothing.

    Plain text, such as Markdown, is as it stands in the file, with line feeds as line ends. The text of an article has
    blank lines between paragraphs, of which a heading is one. `published` is a day (ISO 8601), `language` a code of two
    letters (ISO 639-1).
    """

    name: str
    text: str
    title: str = ""
    publisher: str = ""
    published: str = ""
    language: str = ""
    url: str = ""
    is_plain: bool = True


def read_text(path: str) -> TextFile:
    """The text of a file or of standard input (`-`), whatever its format, which is recognized by the content.

    Raises UnreadableText if there is none, and BadRequest if reading it needs the extra `text`.
    """
    try:
        content = files.read_file(path, MAX_BYTES)
    except OSError as error:
        advice = "; if these are words and no file, give them with --text" if " " in path.strip() else ""
        raise UnreadableText(path, f"{error.strerror or error}{advice}") from error
    if kind := text_formats.binary_kind(content):
        raise UnreadableText(path, f"it is {kind}, not text")
    from sco_cli.articles.article import BadArticle  # noqa: PLC0415  # few texts need the package

    try:
        return _read(path, content)
    except BadArticle as error:
        raise UnreadableText(path, str(error)) from error


def read_decoded(path: str, encoding: str | None = None) -> str:
    """The content of a file or of standard input (`-`) as text, whatever its format.

    `encoding` is a name that Python knows, else it is recognized as for a text to be read. Raises UnreadableText, and
    BadRequest for an encoding that is not known or needs the extra `text`.
    """
    try:
        content = files.read_file(path, MAX_BYTES)
    except OSError as error:
        raise UnreadableText(path, error.strerror or str(error)) from error
    if kind := "a PDF document" if text_formats.is_pdf(content) else text_formats.binary_kind(content):
        advice = f"; {foreign_files.UNPACK}" if kind.startswith(foreign_files.PACKED) else ""
        raise BadRequest(f"{path} is not a text file but {kind}{advice}")
    from sco_cli.articles.article import BadArticle  # noqa: PLC0415  # as above

    try:
        return decode(path, content, encoding)
    except BadArticle as error:
        raise UnreadableText(path, str(error)) from error


def _read(name: str, content: bytes) -> TextFile:
    """The text of a file with that content. Raises BadArticle if there is none."""
    if text_formats.is_pdf(content):
        from sco_cli.articles import pdf  # noqa: PLC0415

        return TextFile(name, *pdf.read(content), is_plain=False)
    text = decode(name, content)
    if text_formats.is_web_archive(text):
        raise UnreadableText(name, "it is a web archive (MHTML); save the page as HTML")
    if text_formats.is_html(text, name):
        from sco_cli.articles import html_page  # noqa: PLC0415

        return TextFile(name, *html_page.read(text), is_plain=False)
    return TextFile(name, text.replace("\r\n", "\n"))


def decode(name: str, content: bytes, encoding: str | None = None) -> str:
    """The text of a file that is no PDF document; `encoding` is one that a user names, else it is recognized.

    Raises UnreadableText, and BadRequest for an encoding that does not exist or needs the extra `text`.
    """
    if encoding:
        return decode_named(name, content, encoding)
    if (marked := decode_marked(name, content)) is not None:
        return marked
    if b"\0" in content:
        raise UnreadableText(name, "it contains null bytes; if it is UTF-16 text, save it as UTF-8")
    try:
        return content.decode()
    except UnicodeDecodeError:
        from sco_cli.articles import encodings  # noqa: PLC0415

        start = content[: text_formats.START_CHARACTERS].decode("latin-1")
        return (encodings.decode_page if text_formats.is_html(start, name) else encodings.decode)(content)
