r"""BibTeX for both BibTeX and biber (BibLaTeX): UTF-8, and every entry a `@misc`, their only common type for web pages.

BibTeX reads the fields `year` and `month`, biber reads `date`; each ignores those of the other. Neither has a field for
the cited places in a source. These are in `annote`, which reference managers show and bibliographies leave out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sco_cli.citations.references import FormattedBibliography, Locator, Reference, annotation, date_parts, source_title
from sco_cli.reports.report import CodeBlock
from sco_cli.text import escape_unsafe

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""The macros for months that every BibTeX style defines."""

_ESCAPES = {character: f"\\{character}" for character in "&%$#_{}"} | {
    "\\": "\\textbackslash{}",
    "~": "\\textasciitilde{}",
    "^": "\\textasciicircum{}",
}
# BibTeX counts braces even if they are escaped, so unbalanced ones are written as macros.
_UNBALANCED_BRACES = {"{": "\\ensuremath{\\lbrace}", "}": "\\ensuremath{\\rbrace}"}
_LIGATURES = re.compile("(?<=-)(?=-)|(?<=[`!?])(?=`)|(?<=')(?=')|(?<=,)(?=,)")
"""The positions between two characters that TeX would set as one, such as two hyphens as a dash."""


def format_references(references: Sequence[Reference]) -> FormattedBibliography:
    """A .bib file, whose keys are the ids of the sources."""
    entries = tuple(_entry(reference) for reference in references)
    in_text = tuple(tuple(_in_text(reference, locator) for locator in reference.locators) for reference in references)
    lines = tuple("\n\n".join(entries).split("\n"))
    return FormattedBibliography(entries, in_text, (CodeBlock("bibtex", lines),), "utf-8")


def _entry(reference: Reference) -> str:
    fields = "".join(f"  {name} = {value},\n" for name, value in _fields(reference))
    return f"@misc{{{reference.source.id},\n{fields}}}"


def _fields(reference: Reference) -> Iterator[tuple[str, str]]:
    """The names and values of the fields of an entry."""
    source = reference.source
    yield "author", f"{{{_protect_case(source.publisher)}}}"  # the inner braces also make it one name, not several
    yield "title", f"{{{_protect_case(source_title(source))}}}"
    if source.via:
        yield "howpublished", f"{{{escape_tex(source.via)}}}"
    if source.published:
        ends = date_parts(source.published)
        yield "date", f"{{{source.published}}}"
        yield "year", f"{{{'--'.join(dict.fromkeys(str(end[0]) for end in ends))}}}"
        if len(ends) == 1 and len(ends[0]) > 1:
            yield "month", MONTHS[ends[0][1] - 1]
    if source.url:
        yield "url", f"{{{source.url}}}"  # a URL has no character that needs an escape in this field
    if source.accessed:
        yield "urldate", f"{{{source.accessed}}}"
    if source.source_kind == "statistics":
        yield "note", "{Data set}"
    if places := annotation(reference):
        yield "annote", f"{{{escape_tex(places)}}}"


def _in_text(reference: Reference, locator: Locator) -> str:
    paragraph = f"[para.~{locator.paragraph}]" if locator.paragraph else ""
    return f"\\cite{paragraph}{{{reference.source.id}}}"


def escape_tex(text: str) -> str:
    """The text with escapes, so that TeX sets every character as it is."""
    escapes = str.maketrans(_ESCAPES if _has_balanced_braces(text) else _ESCAPES | _UNBALANCED_BRACES)
    return _LIGATURES.sub("{}", escape_unsafe(text).translate(escapes))


def _has_balanced_braces(text: str) -> bool:
    depth = 0
    for character in text:
        depth += (character == "{") - (character == "}")
        if depth < 0:
            return False
    return depth == 0


def _protect_case(text: str) -> str:
    """The escaped text in braces, so that no style changes its capitals.

    Braces whose first character is a backslash do not protect a text, so `{}` is put before it.
    """
    escaped = escape_tex(text)
    return f"{{{{}}{escaped}}}" if escaped.startswith("\\") else f"{{{escaped}}}"
