"""APA style, 7th edition: https://apastyle.apa.org/style-grammar-guidelines/references .

One rule is not followed: titles keep their capitals, because which words are names cannot be known.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from string import ascii_lowercase
from typing import TYPE_CHECKING

from sco_cli.citations import apa_names
from sco_cli.citations.references import (
    CitedDate,
    FormattedBibliography,
    Locator,
    Reference,
    cited_date,
    date_parts,
    doi_address,
    page_ranges,
    publisher_beside_authors,
    source_title,
    work_type,
)
from sco_cli.models import period_edtf
from sco_cli.models.date_words import EN_DASH, MONTHS
from sco_cli.reports.report import Block, Fields, Paragraph, Role, Span, Text, spans
from sco_cli.text import fold

if TYPE_CHECKING:
    from sco_cli.models.entities import Source

UNDATED = "n.d."
PRESENT, UNTIL = "present", "until"
"""What stands for an end of an interval that is open."""

_ARTICLE = re.compile(r"^(?:the|an?) ")
"""An article at the beginning, which the order of references ignores (Publication Manual, 9.44 and 9.49)."""

_TO_BRACKETS = str.maketrans("()", "[]")

_FINAL_STOPS = (".", "?", "!", "\u3002", "\uff1f", "\uff01")
"""The ends of sentences, in Latin and in Chinese script."""


def format_references(references: Sequence[Reference]) -> FormattedBibliography:
    """A reference list in alphabetical order; below each reference its citations in a text."""
    ordered = sorted(references, key=_sort_key)
    letters = _disambiguating_letters(ordered)
    entries = {reference.source.id: _entry(reference, letters[reference.source.id]) for reference in references}
    in_text = {
        reference.source.id: tuple(
            _in_text(reference, locator, letters[reference.source.id]) for locator in reference.locators
        )
        for reference in references
    }
    blocks: list[Block] = []
    for reference in ordered:
        citations = zip(reference.locators, in_text[reference.source.id], strict=True)
        blocks.append(Paragraph(entries[reference.source.id]))
        blocks.append(
            Fields(tuple((locator.record_id, _with_quotation(citation, locator)) for locator, citation in citations))
        )
    return FormattedBibliography(
        tuple("".join(span.text for span in entry) for entry in entries.values()),
        tuple(in_text.values()),
        tuple(blocks),
    )


def _sort_key(reference: Reference) -> tuple[str, str, str]:
    """Sort key: by author, then by date, undated works first and a year before its months, then by title.

    Letters and digits alone count, regardless of case and accents (Publication Manual, 9.44).
    """
    source = reference.source
    author, title = (
        "".join(filter(str.isalnum, _ARTICLE.sub("", fold(text))))
        for text in (apa_names.sorted_authors(source), source.title)
    )
    return author, period_edtf.sort_key(source.published)[0] if source.published else "", title


def _disambiguating_letters(ordered: Sequence[Reference]) -> dict[str, str]:
    """By id of source, a letter for each of several works of the same author and year; empty for all others."""
    works = defaultdict(list)
    for reference in ordered:
        works[apa_names.in_text(reference.source), _year(reference)].append(reference.source.id)
    return {
        source_id: _letter(index) if len(source_ids) > 1 else ""
        for source_ids in works.values()
        for index, source_id in enumerate(source_ids)
    }


def _letter(index: int) -> str:
    """The letters a to z, and then aa, ab and so on."""
    previous, last = divmod(index, len(ascii_lowercase))
    return (_letter(previous - 1) if previous else "") + ascii_lowercase[last]


def _entry(reference: Reference, letter: str) -> Text:
    """The reference: Author. (Date). Title [Kind]. Source. URL; without the publisher if that is the author."""
    source = reference.source
    title = source_title(source)
    form = work_type(source)
    details = " [Data set]" if form == "dataset" else _report_number(source) if form == "report" else ""
    is_part = source.container and form != "report"
    style: Role = "plain" if source.title_is_ours or is_part else "work"
    # The date of an article with a volume is the year, that of others is exact.
    date = _date(source.published, letter)
    if form == "article" and source.volume:
        date = _with_letter(_year(reference), letter)
    parts = [
        spans(_with_stop(apa_names.entry(source)), f" ({date}). "),
        spans(Span(title, style), details, _missing_stop(f"{title}{details}")),
    ]
    if is_part:
        parts.append(_container(source))
    publisher = None if is_part and form == "article" else publisher_beside_authors(source)
    if publisher:
        parts.append(spans(f" {_with_stop(publisher)}"))
    if source.via:
        parts.append(spans(f" {_with_stop(source.via)}"))
    if source.doi:
        address = doi_address(source.doi)
        parts.append(spans(" ", Span(address, link=address)))
    elif source.url:
        retrieved = f" Retrieved {_access_date(source.accessed)}, from " if source.accessed else " "
        parts.append(spans(retrieved, Span(source.url, link=source.url)))
    return spans(*parts)


def _report_number(source: Source) -> str:
    """The series of a report and its number, as in " (Working Paper No. 12)"; the volume of a book."""
    number = f"No. {source.issue}" if source.issue else ""
    pages = f"pp. {page_ranges(source.pages, EN_DASH)}" if source.pages else ""
    series = ", ".join(filter(None, (" ".join(filter(None, (source.container, number))), pages)))
    return f" ({series})" if series else ""


def _container(source: Source) -> Text:
    """The journal with volume, issue and pages, as in " Journal, 12(3), 45\u201367."; both are titles."""
    pages = page_ranges(source.pages, EN_DASH) if source.pages else ""
    parts = [Span(source.container or "", "work")]
    if source.volume:
        parts += [Span(", "), Span(source.volume, "work")]
    if source.issue:
        parts.append(Span(f"({source.issue})" if source.volume else f", ({source.issue})"))
    parts.append(Span(f", {pages}" if pages else ""))
    text = "".join(part.text for part in parts)
    return spans(" ", *(part for part in parts if part.text), _missing_stop(text))


def _in_text(reference: Reference, locator: Locator, letter: str) -> str:
    """The citation in a text: author, year and paragraph in parentheses; parentheses inside become brackets."""
    author = apa_names.in_text(reference.source).translate(_TO_BRACKETS)
    paragraph = f", para. {locator.paragraph}" if locator.paragraph else ""
    return f"({author}, {_with_letter(_year(reference), letter)}{paragraph})"


def _with_quotation(citation: str, locator: Locator) -> Text:
    """The citation, followed by the words that are cited; quotation marks inside these become single."""
    wording = (locator.wording or "").replace('"', "'")
    return spans(citation, f': "{wording}"' if wording else "")


def _with_stop(text: str) -> str:
    return text + _missing_stop(text)


def _missing_stop(text: str) -> str:
    """A full stop, or nothing if the text ends a sentence already."""
    return "" if text.endswith(_FINAL_STOPS) else "."


def _year(reference: Reference) -> str:
    """The year of publication, such as "2025", "2024\u20132025" or "n.d."."""
    published = reference.source.published
    if published is None:
        return UNDATED
    date = cited_date(published)
    years = [str(date.start[0]) if date.start else "", str(date.end[0]) if date.end else PRESENT]
    return _about(date.is_about) + (EN_DASH.join(dict.fromkeys(years)) if date.start else f"{UNTIL} {years[1]}")


def _with_letter(year: str, letter: str) -> str:
    """The year with its letter, as in "2025a" and "n.d.-a"."""
    return f"{year}-{letter}" if letter and year.endswith((UNDATED, PRESENT)) else f"{year}{letter}"


def _date(date: str | None, letter: str) -> str:
    """As in "2025a, August 28", "2025, July 10\u201312", "2024, April\u20132025, March", "n.d."."""
    if date is None:
        return _with_letter(UNDATED, letter)
    cited = cited_date(date)
    return _about(cited.is_about) + _date_text(cited, letter)


def _about(is_about: bool) -> str:
    """What stands before a date that is about or uncertain."""
    return "ca. " if is_about else ""


def _date_text(cited: CitedDate, letter: str) -> str:
    """A date as `_date` has it, without the word before one that is about."""
    first, last = cited.start, cited.end
    if cited.season:
        return f"{_year_month_day(first, letter)}, {period_edtf.SEASONS[cited.season].capitalize()}"
    if not first:
        return f"{UNTIL} {_year_month_day(last, letter)}"
    if not last:
        return f"{_year_month_day(first)}{EN_DASH}{PRESENT}{letter and '-'}{letter}"
    if first[0] != last[0]:  # the letter is after the last year, as in the citation in a text
        return f"{_year_month_day(first)}\u2013{_year_month_day(last, letter)}"
    start = _year_month_day(first, letter)
    if first == last:
        return start
    if len(first) != len(last):
        return f"{start}\u2013{_year_month_day(last)}"
    is_same_month = len(last) == 3 and first[1] == last[1]
    return f"{start}\u2013{last[2] if is_same_month else _month_day(last)}"


def _year_month_day(parts: Sequence[int], letter: str = "") -> str:
    """As in "2025a, August 28", "2025, August" or "2025"."""
    return ", ".join(filter(None, (f"{parts[0]}{letter}", _month_day(parts))))


def _month_day(parts: Sequence[int]) -> str:
    """As in "August 28" or "August"; empty if the date is a year."""
    return " ".join([*(MONTHS[month - 1] for month in parts[1:2]), *map(str, parts[2:])])


def _access_date(date: str) -> str:
    """The date on which a source was accessed, in the order of running text: "July 13, 2026"."""
    ends = date_parts(date)
    return "\u2013".join(f"{_month_day(end)}, {end[0]}".removeprefix(", ") for end in ends)
