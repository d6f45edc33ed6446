"""What a user searches for: words, in the singular and the plural of English, and numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from sco_cli.text import fold, fold_letters

if TYPE_CHECKING:
    from sco_cli.queries.search_numbers import WantedNumber

MAX_WORDS_OF_NUMBER = 6
"""A number may be this many words with its unit and what qualifies it: "no more than 3.2 trillion USD"."""

OTHER_WORDS = {"customs", "goods", "means", "news", "states"}
"""Plurals, or what looks like one, whose singular mostly means something else: state owned, new."""

MIN_PLURAL = 4
"""A shorter word, such as "bus", is no plural."""

_LATIN_WORD = re.compile("[a-z]+")
_HISSED_PLURAL = re.compile("(?:ss|x|ch|sh)es$")
_DIGIT = re.compile(r"\d")
_ADDRESS = re.compile(r"[./]\w")


class Term(NamedTuple):
    """A word, phrase or number that a record must have.

    `text` is as it was typed, `folded` as names are compared; `pattern` finds it in a text that `fold_text` has folded.
    """

    text: str
    folded: str
    pattern: re.Pattern[str]
    number: WantedNumber | None

    @property
    def may_be_shown_number(self) -> bool:
        """Whether it may be a part of the numbers of a figure as sco shows them: a number, or a phrase with one."""
        return self.number is not None or (" " in self.folded and _DIGIT.search(self.folded) is not None)

    @property
    def may_be_in_address(self) -> bool:
        """Whether it is a part of an address, such as "stat.gov.kz"; a word in one says nothing about a page."""
        return self.number is None and _ADDRESS.search(self.text) is not None


def read_terms(words: Sequence[str]) -> list[Term]:
    """The terms in the words that a user typed, each once: "over", "70" and "%" are one number.

    A word with blanks in it is a phrase.
    """
    typed = [word for word in words if fold(word)]
    terms: dict[str, Term] = {}
    start = 0
    while start < len(typed):
        term, start = _term_at(typed, start)
        terms.setdefault(term.folded, term)
    return list(terms.values())


def fold_text(text: str) -> str:
    """The text as searched: as names are compared, and without a blank before "%"."""
    return fold(text).replace(" %", "%")


def fold_once(text: str) -> str:
    """The same for a long text that is folded only once, and therefore is not kept."""
    return " ".join(fold_letters(text).split()).replace(" %", "%")


def find_unfolded(text: str, pattern: re.Pattern[str]) -> tuple[int, int]:
    """The start and end of the first match of a pattern in a text that is not folded, and has a match.

    Folding may lengthen or shorten a text.
    """
    letters: list[tuple[str, int]] = []
    for index, letter in enumerate(text):
        for part in fold_letters(letter):
            # Runs of white space count once, and none before "%", as in the folded text.
            if part.isspace():
                if not letters or letters[-1][0] != " ":
                    letters.append((" ", index))
                continue
            if part == "%" and len(letters) > 1 and letters[-1][0] == " ":
                letters.pop()
            letters.append((part, index))
    match = pattern.search("".join(letter for letter, _ in letters))
    assert match
    return letters[match.start()][1], letters[match.end() - 1][1] + 1


def both_numbers(word: str) -> Iterator[str]:
    """The singular of an English plural, the plural in -ies of a singular; nothing for other words.

    Every other plural contains its singular, and so is found by it. The word is folded.
    """
    if len(word) < MIN_PLURAL or not _LATIN_WORD.fullmatch(word) or word in OTHER_WORDS:
        return
    if word.endswith("ies"):
        yield f"{word[:-3]}y"
    elif word.endswith("y") and word[-2] not in "aeiou":
        yield f"{word[:-1]}ies"
    elif _HISSED_PLURAL.search(word):
        yield word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        yield word[:-1]


def _term_at(typed: Sequence[str], start: int) -> tuple[Term, int]:
    """The longest number that begins at a word, or else the word; and the index of the word behind it."""
    for stop in range(min(start + MAX_WORDS_OF_NUMBER, len(typed)), start, -1):
        text = " ".join(typed[start:stop])
        if _DIGIT.search(text):
            # A lazy import: most searches have no number, and the words beside numbers are many.
            from sco_cli.queries.search_numbers import read_number  # noqa: PLC0415

            if number := read_number(text):
                return _term(text, number), stop
    return _term(typed[start], None), start + 1


def _term(text: str, number: WantedNumber | None) -> Term:
    folded = fold_text(text)
    forms = [_pattern(folded)]
    if number:
        forms += map(_pattern, map(fold_text, number.spellings()))
    first, _, last = folded.rpartition(" ")
    forms += [rf"(?<!\w){re.escape(f'{first} {form}'.lstrip())}(?!\w)" for form in both_numbers(last)]
    return Term(text, fold(text), re.compile("|".join(dict.fromkeys(forms))), number)


def _pattern(folded: str) -> str:
    """The pattern of a folded word, which is anywhere in a text, but not in the middle of a number."""
    before = r"(?<!\d)(?<!\d[.,])" if folded[0].isdigit() else ""
    after = r"(?![.,]?\d)" if folded[-1].isdigit() else ""
    return before + re.escape(folded) + after
