"""The text of a source by its paragraphs, and whether a wording stands where it is said to.

A paragraph ends at a blank line and with the mark of a sentence; what ends without one is a heading, a date line or a
list of links, and is not counted. So the first paragraph of a news page is that of its body.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_BLANK_LINES = re.compile(r"\n\s*\n")
_ENDS_AS_A_SENTENCE = re.compile(r"""[.!?…。！？:;](?:["'”’»）)\]]|\[\d+\])*$""")  # noqa: RUF001  # in Chinese too


class SourceText(NamedTuple):
    """The whole text on one line, and its paragraphs in order, each on one line."""

    whole: str
    paragraphs: tuple[str, ...]


def split(text: str) -> SourceText:
    """The text with its white space folded, by paragraphs."""
    blocks = (" ".join(block.split()) for block in _BLANK_LINES.split(text))
    return SourceText(" ".join(text.split()), tuple(block for block in blocks if _ENDS_AS_A_SENTENCE.search(block)))


def misplaced(wording: str, paragraph: int | None, text: SourceText) -> str:
    """Why the wording does not stand in that paragraph, counted from 1, or anywhere if none is named; else nothing."""
    phrase = " ".join(wording.split())
    found = [number for number, part in enumerate(text.paragraphs, start=1) if phrase in part]
    if paragraph in found or (paragraph is None and phrase in text.whole):
        return ""
    if found:
        return f"stands in paragraph {' and '.join(map(str, found))} of the text, not in {paragraph}"
    if phrase in text.whole:
        return "stands in a heading of the text, or across paragraphs"
    if _folded(phrase) in _folded(text.whole):
        return "stands in the text with other capitals, quotation marks or hyphens"
    return "is not in the text"


def _folded(text: str) -> str:
    return re.sub(r"[^\w%]+", " ", text.casefold()).strip()
