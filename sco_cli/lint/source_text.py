"""The text of a source by its paragraphs, and whether a wording stands where it is said to.

Paragraphs are parted by blank lines or, in a text without any, by line ends. One that is short and ends without the
mark of a sentence is a heading, a date line or a list of links, and is not counted: the first paragraph of a news page
is that of its body.
"""

from __future__ import annotations

import re
from typing import NamedTuple
from unicodedata import normalize

MAX_HEADING_LENGTH = 150
"""Letters that a heading may have; what is longer is a paragraph, however it ends."""

_BLANK_LINES = re.compile(r"\n\s*\n")
_ENDS_AS_A_SENTENCE = re.compile(r"""[.!?…。！？:;](?:["'”’»）)\]]|\[\d+\])*$""")  # noqa: RUF001  # in Chinese too


class SourceText(NamedTuple):
    """The whole text on one line, the same without capitals and marks, and its paragraphs, each on one line."""

    whole: str
    folded: str
    paragraphs: tuple[str, ...]


def parse(text: str) -> SourceText:
    """The text with its white space folded, by paragraphs."""
    parts = _BLANK_LINES.split(text.strip())
    blocks = [_line(part) for part in (parts if len(parts) > 1 else text.splitlines())]
    paragraphs = (block for block in blocks if _ENDS_AS_A_SENTENCE.search(block) or len(block) > MAX_HEADING_LENGTH)
    return SourceText(_line(text), _folded(text), tuple(paragraphs))


def misquote_reason(wording: str, paragraph: int | None, text: SourceText) -> str:
    """Why the wording does not stand in that paragraph, counted from 1, or anywhere if none is named; else nothing."""
    phrase = _whole(_line(wording))
    found = [number for number, part in enumerate(text.paragraphs, start=1) if phrase.search(part)]
    if paragraph in found or (paragraph is None and phrase.search(text.whole)):
        return ""
    if found:
        return f"stands in paragraph {' and '.join(map(str, found))} of the text, not in {paragraph}"
    if phrase.search(text.whole):
        return "stands in the text in no paragraph: in a heading, or across two of them"
    if _whole(_folded(wording)).search(text.folded):
        return "stands in the text with other capitals, blanks or marks"
    return "is not in the text"


def _whole(phrase: str) -> re.Pattern[str]:
    """The phrase where it does not begin or end inside a number: "5 %" is no quotation of "25 %"."""
    begins = r"(?<!\d)(?<!\d[.,])" if phrase[:1].isdigit() else ""
    ends = r"(?![.,]?\d)" if phrase[-1:].isdigit() else ""
    return re.compile(f"{begins}{re.escape(phrase)}{ends}")


def _line(text: str) -> str:
    return " ".join(normalize("NFC", text).split())


def _folded(text: str) -> str:
    return re.sub(r"[^\w%]+", " ", _line(text).casefold()).strip()
