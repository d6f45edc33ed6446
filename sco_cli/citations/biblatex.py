"""BibLaTeX, which biber reads: https://ctan.org/pkg/biblatex . Dates are EDTF, as the field `date` has them.

Words that a style must not set in small letters, such as UN and 5G, are in braces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sco_cli.citations.bibtex import authors_value, escape_tex, work_fields
from sco_cli.citations.references import FormattedBibliography, Locator, Reference, annotation, source_title, work_type
from sco_cli.models import period_edtf
from sco_cli.reports.report import CodeBlock

TYPES = {
    "page": "online",
    "news": "article",
    "dataset": "dataset",
    "article": "article",
    "report": "report",
    "book": "book",
}

_WORD = re.compile(r"[^\W_]+")


def format_references(references: Sequence[Reference]) -> FormattedBibliography:
    """A .bib file, whose keys are the ids of the sources."""
    entries = tuple(_entry(reference) for reference in references)
    in_text = tuple(tuple(_in_text(reference, locator) for locator in reference.locators) for reference in references)
    lines = tuple("\n\n".join(entries).split("\n"))
    return FormattedBibliography(entries, in_text, (CodeBlock("bibtex", lines),), "utf-8")


def _entry(reference: Reference) -> str:
    form = work_type(reference.source)
    kind = "online" if form == "news" and not reference.source.container else TYPES[form]
    fields = "".join(f"  {name} = {{{value}}},\n" for name, value in _fields(reference, kind))
    return f"@{kind}{{{reference.source.id},\n{fields}}}"


def _fields(reference: Reference, kind: str) -> Iterator[tuple[str, str]]:
    source = reference.source
    yield "author", authors_value(source)
    yield "title", _protect_words(escape_tex(source_title(source)))
    if source.published:
        yield "date", _biblatex_date(source.published)
    container = {"article": "journaltitle", "report": "series"}.get(kind, "series")
    publisher = {"report": "institution", "online": "organization"}.get(kind, "publisher")
    for name, value in work_fields(source, container, "number", publisher):
        yield name, value[1:-1]
    if source.via:
        yield "howpublished", escape_tex(source.via)
    if source.url:
        yield "url", source.url
    if source.accessed:
        yield "urldate", source.accessed
    if places := annotation(reference):
        yield "annotation", escape_tex(places)


def _biblatex_date(text: str) -> str:
    """The date as BibLaTeX has it: it knows no quarters, which become their months."""
    date = period_edtf.parse(text)
    if any(end and end.part in period_edtf.QUARTERS for end in (date.start, date.end)):
        first, last = (day.isoformat()[:7] for day in date.period[1:])
        return f"{first if date.start else ''}/{last if date.end else ''}"
    return text


def _protect_words(escaped: str) -> str:
    """The title with braces around words that have a capital behind their first character, such as UN, 5G and IPv6."""
    return _WORD.sub(lambda match: f"{{{match[0]}}}" if match[0][1:] != match[0][1:].lower() else match[0], escaped)


def _in_text(reference: Reference, locator: Locator) -> str:
    paragraph = f"[para.~{locator.paragraph}]" if locator.paragraph else ""
    return f"\\autocite{paragraph}{{{reference.source.id}}}"
