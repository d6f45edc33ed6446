r"""BibTeX for both BibTeX and biber (BibLaTeX), in UTF-8. A page or data set is a `@misc`, their only common type.

BibTeX reads the fields `year` and `month`, biber reads `date`; each ignores those of the other. Neither has a field for
the cited places in a source. These are in `annote`, which reference managers show and bibliographies leave out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from sco_cli.citations.references import (
    FormattedBibliography,
    Locator,
    Reference,
    annotation,
    cited_date,
    date_parts,
    name_parts,
    page_ranges,
    publisher_beside_authors,
    source_title,
    work_type,
)
from sco_cli.reports.report import CodeBlock
from sco_cli.text import escape_unsafe

if TYPE_CHECKING:
    from sco_cli.models.entities import Author, Source

PAGE_DASH = "\u2013"

TYPES = {"article": "article", "report": "techreport", "book": "book"}
"""Types of entry by type of work; any other is `misc`, and news is an article if it has a container."""

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""The macros for months that every BibTeX style defines."""

_ESCAPES = {character: f"\\{character}" for character in "&%$#_{}"} | {
    "\\": "\\textbackslash{}",
    "~": "\\textasciitilde{}",
    "^": "\\textasciicircum{}",
}
# BibTeX counts braces even if they are escaped, so unbalanced ones are written as macros.
_UNBALANCED_BRACES = {"{": "\\ensuremath{\\lbrace}", "}": "\\ensuremath{\\rbrace}"}
_LIGATURES = frozenset({"--", "``", "!`", "?`", "''", ",,", "<<", ">>"})
"""Pairs of characters that TeX would set as one, such as two hyphens as a dash."""

_OPENERS = "([{<-/\u2013\u2014\u2018\u201c\u201e\xab"
_CLOSERS = ")]}>.,:;!?-/\u2013\u2014\u2026\u2019\u201d\xbb\u3001\u3002\uff0c\uff1a\uff1b\uff01\uff1f"
"""Punctuation inside which, or before which, a straight quotation mark opens or closes a quotation."""

_APOSTROPHE_BEFORE_WORD = re.compile(r"'(?:\d\ds?|n|tis|twas|em)\b", re.IGNORECASE)
"""Words that begin with an apostrophe: '90s, rock 'n' roll."""


def format_references(references: Sequence[Reference]) -> FormattedBibliography:
    """A .bib file, whose keys are the ids of the sources."""
    entries = tuple(_entry(reference) for reference in references)
    in_text = tuple(tuple(_in_text(reference, locator) for locator in reference.locators) for reference in references)
    lines = tuple("\n\n".join(entries).split("\n"))
    return FormattedBibliography(entries, in_text, (CodeBlock("bibtex", lines),), "utf-8")


def _entry(reference: Reference) -> str:
    fields = "".join(f"  {name} = {value},\n" for name, value in _fields(reference))
    return f"@{_entry_type(reference.source)}{{{reference.source.id},\n{fields}}}"


def _entry_type(source: Source) -> str:
    form = work_type(source)
    return "article" if form == "news" and source.container else TYPES.get(form, "misc")


def authors_value(source: Source) -> str:
    """The authors as a list with "and"; the braces around a body also make it one name, not several."""
    if not source.authors:
        return _protect_case(source.publisher)
    return " and ".join(map(_name, source.authors))


def _name(author: Author) -> str:
    """A person as "von Last, Jr, First"; a part that BibTeX would split otherwise is in braces."""
    if author.name:
        return _protect_case(author.name)
    family, given, particle, suffix = map(_name_part, name_parts(author))
    if particle != particle.lower() or (not particle and family[:1].islower()):
        particle, family = "", f"{{{f'{particle} {family}'.strip()}}}"
    return ", ".join(filter(None, (f"{particle} {family}".strip(), suffix, given or ("{}" if suffix else ""))))


def _name_part(text: str) -> str:
    escaped = escape_tex(text)
    return f"{{{escaped}}}" if re.search(r",|(?:^|\s)and(?:\s|$)", text, re.IGNORECASE) else escaped


def work_fields(source: Source, container: str, number: str, publisher: str) -> Iterator[tuple[str, str]]:
    """The fields of papers and reports, with these names for the container, the issue and the publisher."""
    if source.container:
        yield container, f"{{{escape_tex(source.container)}}}"
    if source.volume:
        yield "volume", f"{{{escape_tex(source.volume)}}}"
    if source.issue:
        yield number, f"{{{escape_tex(source.issue)}}}"
    if source.pages:
        yield "pages", f"{{{escape_tex(page_ranges(source.pages, PAGE_DASH)).replace(PAGE_DASH, '--')}}}"
    if beside := publisher_beside_authors(source):
        yield publisher, f"{{{escape_tex(beside)}}}"
    if source.doi:
        yield "doi", f"{{{source.doi}}}"


def _fields(reference: Reference) -> Iterator[tuple[str, str]]:
    """The names and values of the fields of an entry."""
    source = reference.source
    yield "author", f"{{{authors_value(source)}}}"
    yield "title", f"{{{_protect_case(source_title(source))}}}"
    if source.via:
        yield "howpublished", f"{{{escape_tex(source.via)}}}"
    is_report = _entry_type(source) == "techreport"
    container = "journal" if _entry_type(source) == "article" else "series"
    yield from work_fields(source, container, "number", "institution" if is_report else "publisher")
    if source.published:
        cited = cited_date(source.published)
        ends = [end for end in date_parts(source.published) if end]
        yield "date", f"{{{source.published}}}"
        yield "year", f"{{{'--'.join(dict.fromkeys(str(end[0]) for end in ends))}}}"
        if cited.start == cited.end and len(ends[0]) > 1:
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
    """The text with escapes, so that TeX sets every character as it is, and straight quotation marks as typeset ones.

    TeX sets a straight double mark as a closing one, and for some languages takes it for a command.
    """
    parts: list[str] = []
    for part in _tex_characters(escape_unsafe(text)):
        if parts and parts[-1][-1] + part[0] in _LIGATURES:
            parts.append("{}")
        parts.append(part)
    return "".join(parts)


def _tex_characters(text: str) -> Iterator[str]:
    """What TeX needs for each character of the text; a quotation mark of two characters is one item."""
    escapes = _ESCAPES if _has_balanced_braces(text) else _ESCAPES | _UNBALANCED_BRACES
    opening = _opening_marks(text)
    for index, character in enumerate(text):
        if character == '"':
            yield "``" if index in opening else "''"
        elif index in opening:
            yield "`"
        else:
            yield escapes.get(character, character)


def _opening_marks(text: str) -> set[int]:
    """The positions of the straight quotation marks, double and single, that open a quotation.

    A mark opens where a word can begin and none can end, closes in the reverse case, and otherwise closes a quotation
    if one is open. A single mark between letters, or without another that closes, is an apostrophe.
    """
    marks = [(index, text[index], _begins_word(before), _ends_word(after)) for index, before, after in _marks(text)]
    last_single = max((index for index, mark, begins, ends in marks if mark == "'" and ends and not begins), default=-1)
    opening: set[int] = set()
    depth = 0
    for index, mark, begins, ends in marks:
        if mark == "'":
            opens = begins and not ends and index < last_single and not _APOSTROPHE_BEFORE_WORD.match(text, index)
        else:
            opens = begins if begins != ends else not (depth or ends or text[index - 1].isdigit())
            depth = depth + 1 if opens else max(depth - 1, 0)
        if opens:
            opening.add(index)
    return opening


def _marks(text: str) -> Iterator[tuple[int, str, str]]:
    """The position of each straight mark, with the characters around it and the marks beside it; "" at an end."""
    for run in re.finditer("[\"']+", text):
        for index in range(run.start(), run.end()):
            yield index, text[max(run.start() - 1, 0) : run.start()], text[run.end() : run.end() + 1]


def _begins_word(before: str) -> bool:
    return not before or before.isspace() or before in _OPENERS


def _ends_word(after: str) -> bool:
    return not after or after.isspace() or after in _CLOSERS


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
