"""APA style, 7th edition, as https://apastyle.apa.org/style-grammar-guidelines/references has it.

Titles keep the capitals that they have: which of them belong to names is not ours to guess.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from string import ascii_lowercase

from sco_cli.citations import references
from sco_cli.citations.references import FormattedBibliography, Locator, Reference
from sco_cli.reports.report import Block, Fields, Paragraph, Span, Text, spans
from sco_cli.text import fold

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
"""In English whatever the locale."""

UNDATED = "n.d."
_ARTICLE = re.compile(r"^(?:the|an?) ")
"""Does not count in the order of a list (Publication Manual, 9.44 and 9.49)."""
_NESTED = str.maketrans("()", "[]")


def format(references: Sequence[Reference]) -> FormattedBibliography:
    """A reference list in the order of the alphabet, under each reference how a text refers to it."""
    ordered = sorted(references, key=_order)
    suffixes = _suffixes(ordered)
    entries = {one.source.id: _entry(one, suffixes[one.source.id]) for one in references}
    in_text = {
        one.source.id: tuple(_in_text(one, pinpoint, suffixes[one.source.id]) for pinpoint in one.pinpoints)
        for one in references
    }
    blocks: list[Block] = []
    for one in ordered:
        rows = zip(one.pinpoints, in_text[one.source.id], strict=True)
        blocks.append(Paragraph(entries[one.source.id]))
        blocks.append(Fields(tuple((pinpoint.cited, _quoted(pinpoint, said)) for pinpoint, said in rows)))
    return FormattedBibliography(
        tuple("".join(span.text for span in entry) for entry in entries.values()),
        tuple(in_text.values()),
        tuple(blocks),
    )


def _order(reference: Reference) -> tuple[str, str, str]:
    """By author, then the undated and the general before the particular, then by title.

    APA goes letter by letter: blanks, capitals, accents and marks do not count (Publication Manual, 9.44).
    """
    source = reference.source
    author, title = (
        "".join(filter(str.isalnum, _ARTICLE.sub("", fold(words)))) for words in (source.publisher, source.title)
    )
    return author, source.published or "", title


def _suffixes(ordered: Sequence[Reference]) -> dict[str, str]:
    """A letter for each of several works of one author and year, which a text could not tell apart."""
    alike = defaultdict(list)
    for one in ordered:
        alike[one.source.publisher, _year(one)].append(one.source.id)
    return {
        source: _letters(index) if len(sources) > 1 else ""
        for sources in alike.values()
        for index, source in enumerate(sources)
    }


def _letters(index: int) -> str:
    """A, b to z, then aa, ab: in lower case."""
    before, last = divmod(index, len(ascii_lowercase))
    return (_letters(before - 1) if before else "") + ascii_lowercase[last]


def _entry(reference: Reference, suffix: str) -> Text:
    """Author. (Date). Title [Kind]. Site. Address; without the site where it is the author."""
    source = reference.source
    title = references.source_title(source)
    kind = " [Data set]" if source.source_kind == "statistics" else ""
    pieces = [
        spans(_sentence(source.publisher), f" ({_date(source.published, suffix)}). "),
        spans(Span(title, "plain" if source.title_is_ours else "work"), kind, _stop(f"{title}{kind}")),
    ]
    if source.via:
        pieces.append(spans(f" {_sentence(source.via)}"))
    if source.url:
        retrieved = f" Retrieved {_day(source.accessed)}, from " if source.accessed else " "
        pieces.append(spans(retrieved, Span(source.url, link=source.url)))
    return spans(*pieces)


def _in_text(reference: Reference, pinpoint: Locator, suffix: str) -> str:
    """In parentheses, author, year and paragraph; parentheses in these are brackets."""
    paragraph = f", para. {pinpoint.paragraph}" if pinpoint.paragraph else ""
    author = reference.source.publisher.translate(_NESTED)
    return f"({author}, {_year(reference)}{_joined(_year(reference), suffix)}{paragraph})"


def _quoted(pinpoint: Locator, said: str) -> Text:
    inner = (pinpoint.wording or "").replace('"', "'")  # a quotation within a quotation has single marks
    return spans(said, f': "{inner}"' if inner else "")


def _sentence(words: str) -> str:
    return words + _stop(words)


def _stop(words: str) -> str:
    """The full stop that a sentence lacks."""
    return "" if words.endswith((".", "?", "!", "\u3002", "\uff1f", "\uff01")) else "."


def _year(reference: Reference) -> str:
    """The year, or the years of an interval."""
    published = reference.source.published
    years = [str(end[0]) for end in references.date_parts(published)] if published else [UNDATED]
    return "\u2013".join(dict.fromkeys(years))


def _joined(year: str, suffix: str) -> str:
    return f"-{suffix}" if suffix and year == UNDATED else suffix


def _date(date: str | None, suffix: str) -> str:
    """As in "2025a, August 28", "2025, July 10\u201312", "2024, April\u20132025, March", "n.d."."""
    if date is None:
        return UNDATED + _joined(UNDATED, suffix)
    first, *rest = references.date_parts(date)
    last = rest[0] if rest else first
    spans_years = last[0] != first[0]  # then the letter stands behind the last, as in the text
    start = ", ".join(filter(None, (f"{first[0]}{'' if spans_years else suffix}", _month_day(first))))
    if last == first:
        return start
    if spans_years or len(last) != len(first):
        year = f"{last[0]}{suffix if spans_years else ''}"
        return f"{start}\u2013{', '.join(filter(None, (year, _month_day(last))))}"
    same_month = len(last) == 3 and last[1] == first[1]
    return f"{start}\u2013{last[2] if same_month else _month_day(last)}"


def _month_day(parts: Sequence[int]) -> str:
    """Such as "August 28" or "August"; nothing of a year alone."""
    return " ".join([*(MONTHS[month - 1] for month in parts[1:2]), *map(str, parts[2:])])


def _day(date: str) -> str:
    """When a source was seen, in running text: "July 13, 2026"."""
    ends = references.date_parts(date)
    return "\u2013".join(f"{_month_day(end)}, {end[0]}".removeprefix(", ") for end in ends)
