"""Recognizes a bibliography by its content, and decodes it."""

from __future__ import annotations

import re

from sco_cli.errors import BadRequest
from sco_cli.imports.references import bibtex, csl_json
from sco_cli.imports.references.drafts import Bibliography, Unreadable
from sco_cli.loading import texts

_BIBTEX = re.compile(r"@\s*[A-Za-z][\w-]*\s*[{(]")


def read(path: str, encoding: str | None = None) -> Bibliography:
    """The sources of a file or of standard input (`-`).

    Raises UnreadableText for a file that cannot be read, and BadRequest for one that is no bibliography.
    """
    text = texts.read_decoded(path, encoding)
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
