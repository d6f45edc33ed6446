"""Text as a list of words, digits and signs, in which a Chinese character is a word of its own."""

from __future__ import annotations

import re
from bisect import bisect, bisect_left
from typing import NamedTuple

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff"
"""Chinese characters, as a part of a character class."""

_LETTERS = rf"[^\W\d_{HAN}]"

WORD_OR_SIGN = re.compile(rf"{_LETTERS}+(?:['’]{_LETTERS}+)*\*?|\d+|[{HAN}]|[^\w\s]|_")
"""A word, a run of digits, a Chinese character or a sign. A `*` after a word stands for its ending in the tables."""

_SAME_LENGTH = str.maketrans(
    {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | {"’": "'", "ʼ": "'", "‘": "'", "\u2212": "-"}
)
"""Full-width letters and signs, and other apostrophes and minus signs, to those of ASCII."""


class Tokens(NamedTuple):
    """A text and its words, digits and signs.

    `plain` is the text in lower case, with the same length; `words` are parts of it, from `starts` to `ends`.
    """

    text: str
    plain: str
    words: list[str]
    starts: list[int]
    ends: list[int]

    def is_glued(self, index: int) -> bool:
        """Whether nothing separates a word from the one before it."""
        return 0 < index < len(self.starts) and self.starts[index] == self.ends[index - 1]

    def part(self, start: int, stop: int) -> Tokens:
        """The part of the text from `start` to `stop`, with the words that are in it as a whole."""
        first, last = bisect_left(self.starts, start), bisect(self.ends, stop)
        return Tokens(
            self.text[start:stop],
            self.plain[start:stop],
            self.words[first:last],
            [place - start for place in self.starts[first:last]],
            [place - start for place in self.ends[first:last]],
        )

    def index_at(self, position: int, after: int) -> int:
        """The first word from `after` on that starts at or behind a position in the text."""
        while after < len(self.starts) and self.starts[after] < position:
            after += 1
        return after


def tokenize(text: str) -> Tokens:
    """Split a text."""
    plain = text.translate(_SAME_LENGTH)
    lower = plain.lower()
    if len(lower) != len(plain):  # "İ" and its like have two characters in lower case
        lower = "".join(letter if len(letter.lower()) != 1 else letter.lower() for letter in plain)
    spans = [match.span() for match in WORD_OR_SIGN.finditer(lower)]
    return Tokens(
        text,
        lower,
        [lower[start:end] for start, end in spans],
        [start for start, _ in spans],
        [end for _, end in spans],
    )
