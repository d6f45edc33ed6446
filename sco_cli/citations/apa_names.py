"""Names of authors by APA style, 7th edition: https://apastyle.apa.org/style-grammar-guidelines/references .

Persons are inverted, with initials; the names of bodies stay. A source without authors has its publisher as author.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sco_cli.citations.references import name_parts
from sco_cli.reports.sources import short_authors

if TYPE_CHECKING:
    from sco_cli.models.entities import Author, Source

MAX_NAMED = 20
"""So many authors a reference names; of more, the first 19 and the last."""

_WORD = re.compile(r"[^\s.\-\u2010\u2011]+")
_CASED = re.compile(r"[A-Za-z\u00c0-\u024f\u0370-\u03ff\u0400-\u052f\u0530-\u058f\u10a0-\u10ff\u1e00-\u1fff]")
"""Letters of the scripts whose names have initials: Latin, Greek, Cyrillic, Armenian, Georgian."""


def entry(source: Source) -> str:
    """The authors of a reference: "Li, N., van Gogh, V., & World Bank"."""
    names = [_inverted(author) for author in source.authors] or [source.publisher]
    if len(names) == 1:
        return names[0]
    if len(names) > MAX_NAMED:
        return f"{', '.join(names[: MAX_NAMED - 1])}, . . . {names[-1]}"
    before_last = ", " if len(names) > 2 or not source.authors[0].name else " "
    return f"{', '.join(names[:-1])}{before_last}& {names[-1]}"


def in_text(source: Source) -> str:
    """The authors of a citation in a text: "Li & Wang", or "Li et al." if there are more."""
    return short_authors(source) or source.publisher


def sorted_authors(source: Source) -> str:
    """The authors as the order of references goes by them."""
    return " ".join(_inverted(author) for author in source.authors) or source.publisher


def _inverted(author: Author) -> str:
    """The name of a person as "Gogh, V., Jr.", with particles before it; names in Chinese script are whole."""
    family, given, particle, suffix = name_parts(author)
    if given and not _CASED.search(family + given):
        return f"{particle}{family}{given}"
    return ", ".join(filter(None, (f"{particle} {family}".lstrip(), _initials(given), suffix)))


def _initials(given: str) -> str:
    """The initials of given names: "N.", "J.-P.", "J. R."; words in small letters, such as "de", stay."""
    words = given.split()
    return " ".join(word if word.islower() else _initials_of_word(word) for word in words)


def _initials_of_word(word: str) -> str:
    """The initial of a word, or those of its parts: "J.-P." of "Jean-Paul", "J. R." of "J.R."."""
    parts = re.split("[-\u2010\u2011]", word)
    return "-".join(" ".join(f"{name[0].upper()}." for name in _WORD.findall(part)) for part in parts if part)
