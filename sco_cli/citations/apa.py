"""APA style, 7th edition: https://apastyle.apa.org/style-grammar-guidelines/references .

One rule is not followed: titles keep their capitals, because which words are names cannot be known.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from string import ascii_lowercase

from sco_cli.citations.references import FormattedBibliography, Locator, Reference, date_parts, source_title
from sco_cli.reports.report import Block, Fields, Paragraph, Span, Text, spans
from sco_cli.text import fold

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
"""The English names; `calendar.month_name` depends on the locale."""

UNDATED = "n.d."

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
        "".join(filter(str.isalnum, _ARTICLE.sub("", fold(text)))) for text in (source.publisher, source.title)
    )
    return author, source.published or "", title


def _disambiguating_letters(ordered: Sequence[Reference]) -> dict[str, str]:
    """By id of source, a letter for each of several works of the same author and year; empty for all others."""
    works = defaultdict(list)
    for reference in ordered:
        works[reference.source.publisher, _year(reference)].append(reference.source.id)
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
    """The reference: Author. (Date). Title [Kind]. Site. URL; without the site if that is the author."""
    source = reference.source
    title = source_title(source)
    kind = " [Data set]" if source.source_kind == "statistics" else ""
    parts = [
        spans(_with_stop(source.publisher), f" ({_date(source.published, letter)}). "),
        spans(Span(title, "plain" if source.title_is_ours else "work"), kind, _missing_stop(f"{title}{kind}")),
    ]
    if source.via:
        parts.append(spans(f" {_with_stop(source.via)}"))
    if source.url:
        retrieved = f" Retrieved {_access_date(source.accessed)}, from " if source.accessed else " "
        parts.append(spans(retrieved, Span(source.url, link=source.url)))
    return spans(*parts)


def _in_text(reference: Reference, locator: Locator, letter: str) -> str:
    """The citation in a text: author, year and paragraph in parentheses; parentheses inside become brackets."""
    author = reference.source.publisher.translate(_TO_BRACKETS)
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
    years = [str(end[0]) for end in date_parts(published)] if published else [UNDATED]
    return "\u2013".join(dict.fromkeys(years))


def _with_letter(year: str, letter: str) -> str:
    """The year with its letter, as in "2025a" and "n.d.-a"."""
    return f"{year}-{letter}" if letter and year == UNDATED else f"{year}{letter}"


def _date(date: str | None, letter: str) -> str:
    """As in "2025a, August 28", "2025, July 10\u201312", "2024, April\u20132025, March", "n.d."."""
    if date is None:
        return _with_letter(UNDATED, letter)
    ends = date_parts(date)
    first, last = ends[0], ends[-1]
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
