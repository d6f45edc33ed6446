"""Splits a text into its paragraphs, which are counted, and what stands between them.

Paragraphs are separated by blank lines or, in a text without any, by line ends. A short block that does not end like a
sentence is a heading, a date line or a list of links, and is not counted: the first paragraph of a news page is that
of its body.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sco_cli.text import IDEOGRAPH, SENTENCE_END, normalize

MAX_HEADING_LENGTH = 150
"""Characters of a heading; a longer block is a paragraph, however it ends."""

_BLANK_LINES = re.compile(r"\n\s*\n")

_SENTENCE_END = re.compile(SENTENCE_END)

_INVISIBLE = "\u00ad\\s*\n\\s*|[\u00ad\u200b-\u200d\u2060\ufeff]"
"""Soft hyphens, also those at which a line ends, and zero-width characters."""

_NOT_SEEN = re.compile(_INVISIBLE)

_NOT_READ = re.compile(rf"{_INVISIBLE}|\x1b\[[0-9;?]*[A-Za-z]|(?<=[^\W\d_])[-\u2010]\n[ \t]*(?=[a-zа-яё])")
"""The same, control sequences of terminals, and the hyphens and line ends at which a word is parted."""

_SPACE_IN_CHINESE = re.compile(rf"(?<={IDEOGRAPH})\s+(?={IDEOGRAPH})")


class Block(NamedTuple):
    """A part of a text from `start` to `stop`; `line` is all of it on one line.

    `number` is that of a paragraph, counted from 1; None of a heading and the like.
    """

    start: int
    stop: int
    line: str
    number: int | None


class VisibleText(NamedTuple):
    """A text without what nobody sees, and the place of each of its characters in the original."""

    text: str
    places: Sequence[int]


def split_blocks(text: str) -> Iterator[Block]:
    """The paragraphs and headings of a text, in their order."""
    number = 0
    for start, stop in _spans(text):
        line = to_line(text[start:stop])
        if _SENTENCE_END.search(line) or len(line) > MAX_HEADING_LENGTH:
            number += 1
            yield Block(start, stop, line, number)
        elif line:
            yield Block(start, stop, line, None)


def to_line(text: str) -> str:
    """The text on one line, in Unicode normalization form C, without invisible characters.

    Lines of Chinese are joined without a space.
    """
    if text.isascii():
        return " ".join(text.split())
    visible = _NOT_SEEN.sub("", normalize("NFC", text))
    return " ".join(_SPACE_IN_CHINESE.sub(lambda space: "" if "\n" in space[0] else " ", visible).split())


def visible_text(text: str) -> VisibleText:
    """The text with words whole that are parted at the end of a line, and without invisible characters.

    Line ends within Chinese are left out too.
    """
    hidden = [match.span() for match in _NOT_READ.finditer(text)]
    if "\n" in text:
        hidden += [match.span() for match in _SPACE_IN_CHINESE.finditer(text) if "\n" in match[0]]
    if not hidden:
        return VisibleText(text, range(len(text) + 1))
    parts: list[str] = []
    places: list[int] = []
    end = 0
    for start, stop in [*sorted(hidden), (len(text), len(text))]:
        parts.append(text[end:start])
        places += range(end, start)
        end = stop
    return VisibleText("".join(parts), [*places, len(text)])


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """The start and end of each block."""
    first, last = len(text) - len(text.lstrip()), len(text.rstrip())
    start, separators = first, [match.span() for match in _BLANK_LINES.finditer(text, first, last)]
    if separators:
        for stop, following in [*separators, (last, last)]:
            yield start, stop
            start = following
        return
    for line in text[first:last].splitlines(keepends=True):
        yield start, start + len(line)
        start += len(line)
