"""Where something was said: publisher, date and paragraph, and a link to the words themselves."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from sco_cli.models.date_words import date_words
from sco_cli.models.factbase import FactBase
from sco_cli.reports.report import Span

if TYPE_CHECKING:
    from sco_cli.models.entities import Source
    from sco_cli.models.facts import Evidence

_GAP = re.compile(
    r"""
    [ ]?[\[(]?[ ]?(?:\u2026|\.[ ]?\.[ ]?\.)+[ ]?[\])]?                           # an ellipsis: words that are left out
    | \n\n                                                                     # the end of a paragraph
    | (?:(?<=[!?])|(?<=[!?]["'\u2019\u201d\xbb]))[ \n]                           # the end of a sentence
    | (?:(?<=[^\W\d_]{4}\.)|(?<=[^\W\d_]{4}\.["'\u2019\u201d\xbb])|(?<=[\d%)]\.))  # but not that of "Mr." or "U.S."
      [ \n](?=["'\u2018\u201c\xab(]?[^\W\d_a-z])
    | (?<=[\u3002\uff01\uff1f])
    """,
    re.VERBOSE,
)
"""Places in a wording at which the page may have other words, or the end of a paragraph."""

_PUNCTUATION = " .,;:!?\u2026\"'\u2018\u2019\u201a\u201c\u201d\u201e\xab\xbb\u3001\u3002\uff0c\uff1a\uff1b\uff01\uff1f"
"""Marks at the ends of a quotation, in place of which the page may have others."""


def locator_span(base: FactBase, evidence: Evidence) -> Span:
    """Publisher, date and paragraph, as the name of the source."""
    return Span(locator_text(base, evidence), record=evidence.source)


def locator_text(base: FactBase, evidence: Evidence) -> str:
    """Publisher, date and paragraph: "Economic Information Daily, 28 August 2025, paragraph 18"."""
    paragraph = f", paragraph {evidence.paragraph}" if evidence.paragraph else ""
    return publisher_and_date(base.source(evidence.source)) + paragraph


MAX_AUTHORS_NAMED = 2
"""So many authors are named in short; of more, the first."""


def short_authors(source: Source) -> str:
    """The authors by family names: "Li & van Gogh", or "Li et al." if there are more; empty if none is on record."""
    names = [f"{author.particle or ''} {author.family or author.name}".lstrip() for author in source.authors]
    return f"{names[0]} et al." if len(names) > MAX_AUTHORS_NAMED else " & ".join(names)


def publisher_and_date(source: Source) -> str:
    """Publisher, site that carries the text, and date: "PTI, via NewsDrum, 1 January 2026".

    Without a date of publication it is "undated", with the day on which it was accessed if that is on record.
    """
    via = f", via {source.via}" if source.via else ""
    accessed = f", accessed {date_words(source.accessed)}" if source.accessed else ""
    return f"{source.publisher}{via}, {date_words(source.published) if source.published else f'undated{accessed}'}"


def source_span(source: Source) -> Span:
    """Publisher and date, as the name of the source."""
    return Span(publisher_and_date(source), record=source.id)


def deep_link(source: Source, wording: str | None) -> str | None:
    """The address of the source with a text fragment that scrolls a browser to the wording; None without an address.

    Text fragments: https://wicg.github.io/scroll-to-text-fragment/ . A fragment of the address itself is kept, and a
    text fragment in it replaced.
    """
    if source.url is None or not (directive := _text_directive(wording or "")):
        return source.url
    address, _, fragment = source.url.partition("#")
    return f"{address}#{fragment.partition(':~:')[0]}:~:{directive}"


def _text_directive(wording: str) -> str:
    """The directive that finds the wording: by all of it or, if it may go over several paragraphs, by both its ends.

    A browser looks for the words in one paragraph and takes a line break for a character. Hyphens and commas are part
    of the syntax and are therefore percent-encoded too. Empty if the wording has no words.
    """
    lines = "\n".join(" ".join(line.split()) for line in wording.splitlines())
    parts = (" ".join(part.split()).strip(_PUNCTUATION) for part in _GAP.split(lines))
    encoded = [quote(part, safe="").replace("-", "%2D") for part in parts if part]
    return f"text={','.join(encoded[:1] + encoded[1:][-1:])}" if encoded else ""
