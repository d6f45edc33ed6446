"""A text with its words and the tables of phrases that are looked for in it."""

from __future__ import annotations

import re
from typing import NamedTuple

from sco_cli.phrases.tables import Match, Phrases, T, Tables, tables
from sco_cli.phrases.tokens import Tokens

_CYRILLIC = re.compile("[а-яё]")
_FIRST_HAN = "\u3400"


class Passage(NamedTuple):
    """A text in which numbers are looked for. Words are named by their index; a word outside the text is empty."""

    tokens: Tokens
    words: list[str]
    tables: Tables
    is_russian: bool

    def word(self, index: int) -> str:
        """The word in lower case, empty before the first and after the last."""
        return self.words[index] if 0 <= index < len(self.words) else ""

    def original(self, index: int) -> str:
        """The word as in the text, with its capital letters."""
        if not 0 <= index < len(self.words):
            return ""
        return self.tokens.text[self.tokens.starts[index] : self.tokens.ends[index]]

    def is_han(self, index: int) -> bool:
        """Whether the word is a Chinese character."""
        return self.word(index)[:1] >= _FIRST_HAN

    def is_glued(self, index: int) -> bool:
        """Whether nothing separates the word from the one before it."""
        return self.tokens.is_glued(index)

    def after(self, phrases: Phrases[T], index: int) -> Match[T] | None:
        """The longest phrase that begins with the word."""
        return phrases.find(self.words, index, len(self.words))

    def before(self, phrases: Phrases[T], index: int) -> Match[T] | None:
        """The longest phrase that ends before the word."""
        return phrases.find(self.words, index, -1)


def read_passage(tokens: Tokens) -> Passage:
    """The words of a text with the tables."""
    return Passage(tokens, tokens.words, tables(), bool(_CYRILLIC.search(tokens.plain)))
