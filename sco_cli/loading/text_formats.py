"""Recognizes by its content whether a file is plain text, HTML, PDF, or something that has no text to read."""

from __future__ import annotations

import re

START_CHARACTERS = 1 << 16
"""How much of a file is looked at to see whether it is HTML."""

HTML_SUFFIXES = (".html", ".htm", ".xhtml", ".shtml")

BINARY = {
    b"\x89PNG\r\n\x1a\n": "a picture (PNG)",
    b"\xff\xd8\xff": "a picture (JPEG)",
    b"GIF8": "a picture (GIF)",
    b"II*\0": "a picture (TIFF)",
    b"MM\0*": "a picture (TIFF)",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "an old Microsoft Office document (doc, xls or ppt)",
    b"{\\rtf": "a document in Rich Text Format (RTF)",
    b"%!PS": "a PostScript document",
    b"AT&TFORM": "a DjVu document",
    b"\x1f\x8b": "a compressed file (gzip)",
    b"BZh": "a compressed file (bzip2)",
    b"\xfd7zXZ\0": "a compressed file (xz)",
    b"7z\xbc\xaf\x27\x1c": "an archive (7z)",
    b"Rar!\x1a\x07": "an archive (RAR)",
    b"SQLite format 3\0": "a database (SQLite)",
    b"\x7fELF": "a program",
    b"MZ\x90\0": "a program",
}
"""What files are that begin with these bytes."""

IN_ZIP = {
    b"word/document.xml": "a Word document (docx)",
    b"xl/workbook.xml": "an Excel workbook (xlsx)",
    b"ppt/presentation.xml": "a PowerPoint presentation (pptx)",
    b"mimetypeapplication/vnd.oasis.opendocument.text": "an OpenDocument text (odt)",
    b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet": "an OpenDocument spreadsheet (ods)",
    b"mimetypeapplication/epub+zip": "an electronic book (EPUB)",
}
"""What a zip archive is if it contains these bytes, as the name or the content of a file in it."""

ARCHIVE = "an archive (zip)"

_BEFORE_HTML = re.compile(r"\s+|<!--(?:(?!-->).)*-->|<\?[^>]*>", re.DOTALL)
_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_TAG = re.compile(r"<(?:title|meta|link|div|p|br|article|main|section|h[1-6]|table|span|script|ul|ol)\b", re.IGNORECASE)
_WEB_ARCHIVE = re.compile(r"^content-type:\s*multipart/related", re.IGNORECASE | re.MULTILINE)
_HEADER = re.compile(r"(?:from|mime-version|subject|date|snapshot-content-location):", re.IGNORECASE)


def is_pdf(content: bytes) -> bool:
    """Whether the file is a PDF document."""
    return content[:1024].lstrip(b"\xef\xbb\xbf\0\t\n\r ").startswith(b"%PDF-")


def binary_kind(content: bytes) -> str:
    """What the file is, if it is no text; empty if it may be one."""
    if content.startswith(b"PK\x03\x04"):
        return next((kind for part, kind in IN_ZIP.items() if part in content), ARCHIVE)
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return "a picture (WebP)"
    if content[4:8] == b"ftyp":
        return "a video or a picture (MP4 or HEIF)"
    return next((kind for start, kind in BINARY.items() if content.startswith(start)), "")


def is_html(text: str, name: str) -> bool:
    """Whether the text is an HTML page: by its beginning or, if its name ends so, by any tag near the beginning."""
    start, position = text[:START_CHARACTERS], 0
    while before := _BEFORE_HTML.match(start, position):
        position = before.end()
    if _HTML.match(start, position):
        return True
    return name.lower().endswith(HTML_SUFFIXES) and _TAG.search(start) is not None


def is_web_archive(text: str) -> bool:
    """Whether the text is a page that a browser has saved with all its parts as one file (MHTML)."""
    start = text[:2048].lstrip()
    return _HEADER.match(start) is not None and _WEB_ARCHIVE.search(start) is not None
