"""Splits a paragraph into sentences and their clauses."""

from __future__ import annotations

import re
from collections.abc import Iterator

_CLOSING = "[\"'”’»）)\\]]"

_END = re.compile(
    rf"""
      [.!?…]+{_CLOSING}*(?:\[\d+\])*(?=\s+{_CLOSING}*["'“‘«„(\[]*[^\W_a-zа-яё])
    | [。！？；]+{_CLOSING}*
    | \n(?=[ \t]*\||[^\n]*\t)
    | \n(?=[ \t]*(?:[-*•–—·▪]|\d{{1,2}}[.)])\s)
    """,
    re.VERBOSE,
)
"""Where a sentence may end: before a capital letter or a digit, at the marks of Chinese, before an item of a list."""

_ABBREVIATION = re.compile(
    r"""(?<![\w/])(?:
      \w | co | ltd | inc | corp | mr | mrs | ms | dr | prof | st | no | nos | vs | approx | ca | fig
    | jan | feb | mar | apr | jun | jul | aug | sept? | oct | nov | dec | gen | gov | sen | rep | u\.s | u\.k | u\.n
    | i\.e | e\.g | a\.m | p\.m
    | гг | им | ул | см | ср | стр | рис | т\.е
    )\.$""",
    re.VERBOSE | re.IGNORECASE,
)
"""A full stop that ends no sentence: behind an abbreviation or an initial."""

MAX_ABBREVIATION = 10
"""Characters before a full stop in which an abbreviation is looked for."""


MAX_SENTENCE = 2_000
"""Characters of a sentence; a longer one is read in parts, since what a number is about takes a look at all others."""


def split_sentences(text: str) -> Iterator[tuple[int, int]]:
    """The start and end of each sentence of a paragraph, without the blanks around it; long ones in parts."""
    for first, stop in _sentences(text):
        start = first
        while stop - start > MAX_SENTENCE:
            limit = start + MAX_SENTENCE
            blank = max(text.rfind(" ", start + 1, limit), text.rfind("\n", start + 1, limit))
            end = blank if blank > start else limit
            yield _trimmed(text, start, end)
            start = end
        yield _trimmed(text, start, stop)


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _END.finditer(text):
        stop = match.end()
        if match[0] == "." and _ABBREVIATION.search(text, max(start, stop - MAX_ABBREVIATION), stop):
            continue
        if text[start:stop].strip():
            yield _trimmed(text, start, stop)
            start = stop
    if text[start:].strip():
        yield _trimmed(text, start, len(text))


def _trimmed(text: str, start: int, stop: int) -> tuple[int, int]:
    part = text[start:stop]
    return start + len(part) - len(part.lstrip()), start + len(part.rstrip())
