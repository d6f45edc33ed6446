"""Claims, what reviews say of them, and where they appear, as a file states them.

Texts stay as they are, on one line.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from sco_cli.text import UNSAFE

_BLANK_BEFORE_SIGN = re.compile(" (?=[%‰.,;:!?])")
_SURROGATE = re.compile("[\ud800-\udfff]")


class Work(NamedTuple):
    """A document: where a claim appears, or a review. A text is empty where nothing is said.

    `unknown` is a number that no other document has if neither an address nor a publisher and a title tell which one it
    is: of two such documents nobody knows whether they are the same.
    """

    url: str = ""
    title: str = ""
    publisher: str = ""
    published: str = ""
    language: str = ""
    unknown: int = 0


class Review(NamedTuple):
    """What a review says of a claim: `rating` in its own words, or else `scale` such as "2, from 1 to 5"."""

    work: Work
    rating: str = ""
    scale: str = ""
    explanation: str = ""


class Claim(NamedTuple):
    """A claim, who makes it and when, and where it appears."""

    text: str
    speaker: str = ""
    role: str = ""
    date: str = ""
    appearances: tuple[Work, ...] = ()


@dataclass(frozen=True)
class ReviewedClaim:
    """What one speaker claims in the same words, with all that a file says of it, each once and in order.

    `claim` is the first that the file has; the roles, dates and appearances are those of all.
    """

    claim: Claim
    roles: dict[str, None] = field(default_factory=dict)
    dates: dict[str, None] = field(default_factory=dict)
    appearances: dict[Work, None] = field(default_factory=dict)
    reviews: dict[Review, None] = field(default_factory=dict)

    def add(self, claim: Claim, reviews: Iterable[Review]) -> None:
        """Add what is said of the same claim."""
        self.roles.update(dict.fromkeys(filter(None, (claim.role,))))
        self.dates.update(dict.fromkeys(filter(None, (claim.date,))))
        self.appearances.update(dict.fromkeys(claim.appearances))
        self.reviews.update(dict.fromkeys(reviews))


@dataclass(frozen=True)
class ClaimFile:
    """The claims of a file, each once, with their reviews; and what is not imported."""

    claims: dict[tuple[str, str], ReviewedClaim] = field(default_factory=dict)
    """Each claim by `same_claim`."""
    problems: list[str] = field(default_factory=list)
    """What cannot be read, each with its place."""
    left_out: Counter[str] = field(default_factory=Counter)
    """How often a key or a kind of object is not imported."""

    def add(self, claim: Claim, reviews: Iterable[Review]) -> None:
        """Add a claim, or what is said of one that there is."""
        known = self.claims.setdefault(same_claim(claim.speaker, claim.text), ReviewedClaim(claim))
        known.add(claim, reviews)
        if claim.text != known.claim.text:
            self.left_out["other spelling of a claim"] += 1

    def plain(self, value: object) -> str:
        """A text or number on one line; the text of a value with a language; empty for anything else.

        Characters that nobody sees, or that a terminal obeys, are left out and counted. A half of a surrogate pair,
        which TOML cannot hold, becomes the replacement character.
        """
        if isinstance(value, dict):
            value = value.get("@value", value.get("name") if value.keys() <= {"@type", "name"} else None)
        if not isinstance(value, str):
            return ""
        text = " ".join(_SURROGATE.sub("\ufffd", value).split())
        text, number = UNSAFE.subn("", text)
        if number:
            self.left_out["control or invisible character"] += number
        return " ".join(text.split())

    def told_apart(self, work: Work) -> Work:
        """The document, with a number of its own if the file does not say which one it is."""
        return work if work.url or (work.publisher and work.title) else work._replace(unknown=next(self._numbers))

    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))


def same_claim(speaker: str, text: str) -> tuple[str, str]:
    """What is equal for a claim of the same speaker in the same words, whatever their case, blanks and full stop."""
    words = " ".join(text.casefold().split())
    return " ".join(speaker.casefold().split()), _BLANK_BEFORE_SIGN.sub("", words).rstrip(" .")
