r"""BibTeX that BibTeX and biber (BibLaTeX) both read: UTF-8, every entry a `@misc`, the one type for pages in both.

BibTeX has `year` and `month`, biber `date`; each overlooks the other's. Neither has a field for places in a source, so
these stand in `annote`, which reference managers show and bibliographies leave out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sco_cli.citations import references
from sco_cli.citations.references import FormattedBibliography, Locator, Reference
from sco_cli.reports.report import CodeBlock
from sco_cli.text import escape_unsafe

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""The macros of every BibTeX style."""

_ESCAPES = {letter: f"\\{letter}" for letter in "&%$#_{}"} | {
    "\\": "\\textbackslash{}",
    "~": "\\textasciitilde{}",
    "^": "\\textasciicircum{}",
}
# Braces count for BibTeX even behind a backslash: those that do not match are named.
_UNMATCHED = {"{": "\\ensuremath{\\lbrace}", "}": "\\ensuremath{\\rbrace}"}
_LIGATURES = re.compile("(?<=-)(?=-)|(?<=[`!?])(?=`)|(?<=')(?=')|(?<=,)(?=,)")
"""Where TeX would make one mark of two letters, such as a dash of two hyphens."""


def format(references: Sequence[Reference]) -> FormattedBibliography:
    """A .bib file, the ids of the sources its keys."""
    entries = tuple(_entry(one) for one in references)
    lines = tuple("\n\n".join(entries).split("\n"))
    in_text = tuple(tuple(_in_text(one, pinpoint) for pinpoint in one.pinpoints) for one in references)
    return FormattedBibliography(entries, in_text, (CodeBlock("bibtex", lines),), "utf-8")


def _entry(reference: Reference) -> str:
    fields = "".join(f"  {name} = {value},\n" for name, value in _fields(reference))
    return f"@misc{{{reference.source.id},\n{fields}}}"


def _fields(reference: Reference) -> Iterator[tuple[str, str]]:
    source = reference.source
    yield "author", f"{{{_protected(source.publisher)}}}"  # one name, of whatever many words
    yield "title", f"{{{_protected(references.source_title(source))}}}"  # with the capitals that it has
    if source.via:
        yield "howpublished", f"{{{escaped(source.via)}}}"
    if source.published:
        ends = references.date_parts(source.published)
        yield "date", f"{{{source.published}}}"
        yield "year", f"{{{'--'.join(dict.fromkeys(str(end[0]) for end in ends))}}}"
        if len(ends) == 1 and len(ends[0]) > 1:
            yield "month", MONTHS[ends[0][1] - 1]
    if source.url:
        yield "url", f"{{{source.url}}}"  # an address has no letter that needs an escape here
    if source.accessed:
        yield "urldate", f"{{{source.accessed}}}"
    if source.source_kind == "statistics":
        yield "note", "{Data set}"
    if places := references.annotation(reference):
        yield "annote", f"{{{escaped(places)}}}"


def _in_text(reference: Reference, pinpoint: Locator) -> str:
    paragraph = f"[para.~{pinpoint.paragraph}]" if pinpoint.paragraph else ""
    return f"\\cite{paragraph}{{{reference.source.id}}}"


def escaped(text: str) -> str:
    """The text as TeX sets it letter for letter."""
    escapes = str.maketrans(_ESCAPES if _matched(text) else _ESCAPES | _UNMATCHED)
    return _LIGATURES.sub("{}", escape_unsafe(text).translate(escapes))


def _matched(text: str) -> bool:
    """Whether every brace has its other half."""
    depth = 0
    for letter in text:
        depth += (letter == "{") - (letter == "}")
        if depth < 0:
            return False
    return depth == 0


def _protected(text: str) -> str:
    """The text in braces, so that no style changes its capitals; a brace before a backslash would not protect it."""
    inner = escaped(text)
    return f"{{{{}}{inner}}}" if inner.startswith("\\") else f"{{{inner}}}"
