"""Recognizes a bibliography by its content, and decodes it."""

from __future__ import annotations

import re

from sco_cli.errors import BadRequest, UnreadableText
from sco_cli.imports.references import bibtex, csl_json
from sco_cli.imports.references.drafts import Bibliography, Unreadable
from sco_cli.loading import files, texts

MAX_BYTES = 64 * 1024 * 1024
"""The largest bibliography that is read."""

_BIBTEX = re.compile(r"@\s*[A-Za-z][\w-]*\s*[{(]")


def read(path: str, encoding: str | None = None) -> Bibliography:
    """The sources of a file or of standard input (`-`).

    Raises UnreadableText for a file that cannot be read, and BadRequest for one that is no bibliography.
    """
    try:
        content = files.read_file(path, MAX_BYTES)
    except OSError as error:
        raise UnreadableText(path, error.strerror or str(error)) from error
    text = texts.decode(path, content, encoding)
    if not text.strip():
        raise BadRequest(f"{path} is empty")
    try:
        if text.lstrip()[0] in "[{":
            return csl_json.read(text, path)
    except Unreadable as error:
        raise BadRequest(f"{path} {error}") from error
    if _BIBTEX.search(text):
        return bibtex.read(text, path)
    raise BadRequest(f"{path} is neither BibTeX, BibLaTeX nor CSL-JSON")
