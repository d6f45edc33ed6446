"""Joins the lines of a text into paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from sco_cli.text import IDEOGRAPH, SENTENCE_END

FULL_LINE = 0.95
"""A line that ends with a sentence ends the paragraph too if the next word would not have filled this part of it."""

HEADING_LINE = 0.6
"""A line without the end of a sentence is a heading if it is shorter than this part of a full line."""

_SENTENCE_END = re.compile(SENTENCE_END)
_PARTED_WORD = re.compile(r"\w[-\u00ad\u2010\u2011]$")
_ENDS_IN_CHINESE = re.compile(rf"{IDEOGRAPH}$")
_BEGINS_IN_CHINESE = re.compile(IDEOGRAPH)


def full_length(lines: Sequence[str]) -> int:
    """How long a full line is: as long as one that is longer than three in four."""
    lengths = sorted(len(line) for line in lines)
    return lengths[len(lengths) * 3 // 4] if lengths else 0


def to_paragraphs(lines: Sequence[str], full: int = 0) -> list[str]:
    """The paragraphs of these lines; an empty line separates two paragraphs.

    So does the end of a sentence; with the length of a full line, only on a line that has room for another word. With
    it, a short line that does not go on in small letters is a heading.
    """
    paragraphs: list[list[str]] = [[]]
    stripped = [line.strip() for line in lines]
    for line, following in zip(stripped, [*stripped[1:], ""], strict=False):
        if line:
            paragraphs[-1].append(line)
        if not line or _ends_paragraph(line, following, full):
            paragraphs.append([])
    return ["".join(_with_blanks(paragraph)) for paragraph in paragraphs if paragraph]


def _ends_paragraph(line: str, following: str, full: int) -> bool:
    if _SENTENCE_END.search(line):
        return not full or len(line) + 1 + _length_of_word(following) < FULL_LINE * full
    return len(line) < HEADING_LINE * full and not following[:1].islower()


def _length_of_word(line: str) -> int:
    """The length of the first word of a line, which in Chinese is a character."""
    return 1 if _BEGINS_IN_CHINESE.match(line) else len(line.partition(" ")[0])


def _with_blanks(lines: Sequence[str]) -> list[str]:
    """The lines, each but the last with what stands between it and the next.

    That is nothing in Chinese, and a space elsewhere; a word that is parted at the end of the line stays so.
    """
    parts = []
    for line, following in pairwise(lines):
        if _PARTED_WORD.search(line):
            blank = "\n"
        else:
            blank = "" if _ENDS_IN_CHINESE.search(line) and _BEGINS_IN_CHINESE.match(following) else " "
        parts += [line, blank]
    return [*parts, lines[-1]]
