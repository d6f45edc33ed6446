"""Splits the text of a source into paragraphs and finds wordings in them.

Paragraphs are separated by blank lines or, in a text without any, by line ends. A short block that does not end like a
sentence is a heading, a date line or a list of links, and is not counted: the first paragraph of a news page is that
of its body.
"""

from __future__ import annotations

import re
from typing import NamedTuple
from unicodedata import normalize

MAX_HEADING_LENGTH = 150
"""Characters of a heading; a longer block is a paragraph, however it ends."""

_BLANK_LINES = re.compile(r"\n\s*\n")

# The end of a sentence, in Latin, Cyrillic or Chinese script, with closing quotation marks, brackets and footnotes.
_SENTENCE_END = re.compile(r"""[.!?…。！？:;](?:["'”’»）)\]]|\[\d+\])*$""")  # noqa: RUF001  # Chinese punctuation


class SourceText(NamedTuple):
    """The text of a source: all of it on one line, the same with only lower-case words, and its paragraphs."""

    whole: str
    folded: str
    paragraphs: tuple[str, ...]


def parse(text: str) -> SourceText:
    """The text split into paragraphs, with every run of white space as one space."""
    blocks = _BLANK_LINES.split(text.strip())
    lines = [_to_line(block) for block in (blocks if len(blocks) > 1 else text.splitlines())]
    paragraphs = (line for line in lines if _SENTENCE_END.search(line) or len(line) > MAX_HEADING_LENGTH)
    return SourceText(_to_line(text), _fold(text), tuple(paragraphs))


def misquote_reason(wording: str, paragraph: int | None, text: SourceText) -> str:
    """Why a wording is not a quotation from that paragraph, counted from 1, or from the text if it is None.

    Empty if it is a quotation.
    """
    pattern = _phrase_pattern(_to_line(wording))
    matching = [number for number, line in enumerate(text.paragraphs, start=1) if pattern.search(line)]
    if paragraph in matching or (paragraph is None and pattern.search(text.whole)):
        return ""
    if matching:
        return f"stands in paragraph {' and '.join(map(str, matching))} of the text, not in {paragraph}"
    if pattern.search(text.whole):
        return "stands in the text in no paragraph: in a heading, or across two of them"
    if _phrase_pattern(_fold(wording)).search(text.folded):
        return "stands in the text with other capitals, blanks or marks"
    return "is not in the text"


def _phrase_pattern(phrase: str) -> re.Pattern[str]:
    """Matches the phrase unless it begins or ends inside a number: "5 %" is not a quotation of "25 %"."""
    start = r"(?<!\d)(?<!\d[.,])" if phrase[:1].isdigit() else ""
    end = r"(?![.,]?\d)" if phrase[-1:].isdigit() else ""
    return re.compile(f"{start}{re.escape(phrase)}{end}")


def _to_line(text: str) -> str:
    """The text on one line, in Unicode normalization form C."""
    return " ".join(normalize("NFC", text).split())


def _fold(text: str) -> str:
    """The text in lower case, without punctuation."""
    return re.sub(r"[^\w%]+", " ", _to_line(text).casefold()).strip()
