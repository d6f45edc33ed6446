"""Reads claims and reviews of them: ClaimReview and Claim of schema.org, and answers of Google's fact-check search.

The formats: https://schema.org/ClaimReview , https://schema.org/Claim ,
https://developers.google.com/search/docs/appearance/structured-data/factcheck and, for answers of the search,
https://developers.google.com/fact-check/tools/api/reference/rest/v1alpha1/claims . Texts are taken over as they stand,
on one line.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from urllib.parse import quote

from sco_cli.imports.language_tags import language_tag
from sco_cli.imports.linked_json import JsonObject, as_list, schema_term, types_of
from sco_cli.models import period
from sco_cli.text import UNSAFE

_DATE = re.compile(r"([0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?)(?:[T ][0-9:.,]+ ?(?:Z|[+-][0-9:]+)?)?", re.IGNORECASE)
_BLANK_BEFORE_SIGN = re.compile(" (?=[%‰.,;:!?])")
_SURROGATE = re.compile("[\ud800-\udfff]")
_IN_URL = "-._~:/?#[]@!$&'()*+,;=%"
_URL = re.compile(r"https?://[^/?#].*")

CONTAINERS = frozenset(("ClaimReview", "Claim", "DataFeed", "DataFeedItem"))
"""The types of object that are read, or hold what is read."""

ROOT = "the file"

LISTS_OF_OBJECTS = (ROOT, "@graph", "dataFeedElement", "item")
"""Where a list holds objects; elsewhere it may hold texts."""

MAX_URL = 2000

MAX_SHOWN = 60
"""Characters of a value that a message shows."""

REVIEW_KEYS = {
    *("url", "claimReviewed", "itemReviewed", "author", "publisher", "datePublished", "reviewRating", "name"),
    *("headline", "inLanguage"),
}
CLAIM_KEYS = {
    *("text", "name", "author", "datePublished", "firstAppearance", "appearance", "url", "headline", "publisher"),
    *("inLanguage", "review", "claimReview", "sameAs"),
}
RATING_KEYS = {
    *("alternateName", "name", "ratingExplanation", "ratingValue", "bestRating", "worstRating", "description"),
}
"""The keys of schema.org that are taken over; others are counted."""


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
    """The claims of a file, each once, with their reviews; and what is not taken over."""

    claims: dict[tuple[str, str], ReviewedClaim] = field(default_factory=dict)
    """Each claim by `same_claim`."""
    problems: list[str] = field(default_factory=list)
    """What cannot be read, each with its place."""
    left_out: Counter[str] = field(default_factory=Counter)
    """How often a key or a kind of object is not taken over."""

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


def read_claims(values: Iterable[object], problems: Iterable[str] = ()) -> ClaimFile:
    """The claims in JSON values."""
    file = ClaimFile(problems=list(problems))
    for value in values:
        if isinstance(value, dict) and ("claims" in value or "nextPageToken" in value) and "@context" not in value:
            _read_answer(file, value)
        else:
            _Reader(file).read(value)
    return file


# ---- Answers of Google's fact-check search ----


def _read_answer(file: ClaimFile, answer: JsonObject) -> None:
    """Add the claims of an answer."""
    for number, entry in enumerate(as_list(answer.get("claims")), start=1):
        place = f"claim {number}"
        if not isinstance(entry, dict):
            file.problems.append(f"{place} is no object")
            continue
        values = _Values(file, entry, place)
        text = values.text("text")
        if not text:
            file.problems.append(f"{place} has no text")
            continue
        claim = Claim(text, values.text("claimant"), date=values.date("claimDate"))
        reviews = []
        for index, item in enumerate(as_list(entry.get("claimReview")), start=1):
            if not isinstance(item, dict):
                file.problems.append(f"{place}, review {index} is no object")
                continue
            review = _Values(file, item, f"{place}, review {index}")
            publisher = item.get("publisher")
            site = _Values(file, publisher if isinstance(publisher, dict) else {}, place)
            work = Work(
                review.url("url"),
                review.text("title"),
                site.text("name") or site.text("site") or (file.plain(publisher) if isinstance(publisher, str) else ""),
                review.date("reviewDate"),
                review.language("languageCode"),
            )
            reviews.append(Review(file.told_apart(work), review.text("textualRating")))
            review.count_others({"url", "title", "publisher", "reviewDate", "languageCode", "textualRating"})
        values.count_others({"text", "claimant", "claimDate", "claimReview"})
        file.add(claim, reviews)
    if answer.get("nextPageToken"):
        file.left_out["further page of the answer"] += 1


# ---- JSON-LD ----


class _Reader:
    """Reads the objects of one JSON value, of which one may refer to another by its `@id`."""

    def __init__(self, file: ClaimFile) -> None:
        self.file = file
        self.by_id: dict[str, JsonObject] = {}
        self.used: set[int] = set()
        """The identities of the objects that belong to a review."""

    def read(self, value: object) -> None:
        """Add the claims of a value."""
        nodes = list(self.nodes(value))
        for node in nodes:
            if isinstance(name := node.get("@id"), str) and len(node) > 1:
                self.by_id.setdefault(name, node)
        places: Counter[str] = Counter()
        rest = []
        for node in nodes:
            if "ClaimReview" in types_of(node):
                places["review"] += 1
                self.read_review(node, f"review {places['review']}")
            else:
                rest.append(node)
        for node in rest:
            types = types_of(node)
            if "Claim" in types and id(node) not in self.used:
                places["claim"] += 1
                self.read_claim(node, f"claim {places['claim']}")
        for node in self.entries(value):
            if id(node) not in self.used and not CONTAINERS & {*types_of(node)} and "@graph" not in node:
                self.file.left_out[f"object of the type {', '.join(types_of(node))[:MAX_SHOWN] or 'nothing'}"] += 1

    def entries(self, value: object) -> Iterator[JsonObject]:
        """The objects that stand by themselves in a value: those of its lists and of `@graph`."""
        stack = [value]
        while stack:
            item = stack.pop()
            if isinstance(item, dict):
                yield item
                stack += as_list(item.get("@graph"))
            elif isinstance(item, list):
                stack += item

    def nodes(self, value: object) -> Iterator[JsonObject]:
        """All objects in a value, in order. What is no object in a list of objects is a problem."""
        stack: list[tuple[object, str]] = [(value, ROOT)]
        while stack:
            item, place = stack.pop()
            if isinstance(item, dict):
                yield item
                stack += [(inner, schema_term(key)) for key, inner in reversed(item.items())]
            elif isinstance(item, list):
                if place in LISTS_OF_OBJECTS:
                    self.file.problems.extend(
                        f"entry {number} of {place} is no object"
                        for number, entry in enumerate(item, start=1)
                        if not isinstance(entry, dict | list)
                    )
                stack += [(inner, place) for inner in reversed(item) if isinstance(inner, dict | list)]
            elif place == ROOT:
                self.file.problems.append(f"{ROOT} is no object")

    def resolve(self, value: object) -> object:
        """The object that a reference leads to, or the value itself."""
        if isinstance(value, dict) and isinstance(name := value.get("@id"), str) and len(value) == 1:
            return self.by_id.get(name, value)
        return value

    def read_review(self, node: JsonObject, place: str) -> None:
        """Add the claims that a ClaimReview is about."""
        values = _Values(self.file, node, place)
        review = self.review(values)
        items = [self.resolve(item) for item in as_list(values.get("itemReviewed"))]
        self.used |= {id(item) for item in items}
        texts = [text for item in as_list(values.get("claimReviewed")) if (text := self.file.plain(item))]
        claims = [self.claim(item, place) for item in items] or [Claim("")]
        for claim in claims:
            own = [claim.text] if claim.text and len(claims) > 1 else texts or [claim.text]
            for text in filter(None, own):
                self.file.add(claim._replace(text=text), [review])
            if not any(own):
                self.file.problems.append(f"{place} names no claim")
            if other := {*texts, claim.text} - {*own, ""}:
                self.file.left_out["other words for a claim"] += len(other)
        values.count_others(REVIEW_KEYS)

    def read_claim(self, node: JsonObject, place: str) -> None:
        """Add a Claim that no review in the file is about."""
        claim = self.claim(node, place)
        if claim.text:
            self.file.add(claim, [])
        else:
            self.file.problems.append(f"{place} has no text")

    def review(self, values: _Values) -> Review:
        """The review that a ClaimReview is, without what it is about."""
        publisher = self.names(values, "publisher") or self.names(values, "author")
        work = Work(
            values.url("url") or values.url("@id", quiet=True),
            values.text("headline") or values.text("name"),
            publisher,
            values.date("datePublished"),
            values.language("inLanguage"),
        )
        ratings = [self.resolve(item) for item in as_list(values.get("reviewRating"))]
        words: dict[str, None] = {}
        explanations: dict[str, None] = {}
        scale = ""
        for item in ratings:
            if not isinstance(item, dict):
                words[self.file.plain(item)] = None
                continue
            rating = _Values(self.file, item, f"{values.place}, reviewRating")
            words |= dict.fromkeys((*rating.texts("alternateName"), *rating.texts("name")))
            explanations |= dict.fromkeys((*rating.texts("ratingExplanation"), *rating.texts("description")))
            scale = scale or _scale(rating)
            rating.count_others(RATING_KEYS)
        return Review(
            self.file.told_apart(work), "; ".join(filter(None, words)), scale, "; ".join(filter(None, explanations))
        )

    def claim(self, item: object, place: str) -> Claim:
        """The claim that a review is about; what is no Claim is the work in which somebody makes the claim."""
        if not isinstance(item, dict):
            return Claim(self.file.plain(item))
        values = _Values(self.file, item, f"{place}, claim")
        author = self.resolve(next(iter(as_list(values.get("author"))), None))
        role = _Values(self.file, author, place).text("jobTitle") if isinstance(author, dict) else ""
        is_claim = "Claim" in types_of(item) or not types_of(item)
        speaker = self.names(values, "author")
        if {"Person", "Organization"} & {*types_of(item)}:  # what somebody says is reviewed, by an old usage
            return Claim("", speaker or values.text("name"), values.text("jobTitle"))
        works = [
            self.work(work, place)
            for key in ("firstAppearance", "appearance")
            for work in map(self.resolve, as_list(values.get(key)))
        ]
        if not is_claim:
            works.insert(0, self.work(item, place))
        text = (values.text("text") or values.text("name")) if is_claim else ""
        if is_claim and (address := values.url("url", quiet=True)):
            works.append(Work(address))
        values.count_others(CLAIM_KEYS)
        appearances = tuple(self.file.told_apart(work) for work in dict.fromkeys(works) if work.url or work.title)
        return Claim(text, speaker, role, values.date("datePublished"), appearances)

    def work(self, item: object, place: str) -> Work:
        """A document in which a claim appears: an object, or its address."""
        if not isinstance(item, dict):
            item = {"url": item}
        self.used.add(id(item))
        values = _Values(self.file, item, f"{place}, appearance")
        return Work(
            values.url("url") or values.url("@id", quiet=True) or values.url("sameAs", quiet=True),
            values.text("headline") or values.text("name"),
            self.names(values, "publisher"),
            values.date("datePublished"),
            values.language("inLanguage"),
        )

    def names(self, values: _Values, key: str) -> str:
        """The names of the people and organizations under a key."""
        found = [self.resolve(item) for item in as_list(values.get(key))]
        names = [
            _Values(self.file, item, values.place).text("name") if isinstance(item, dict) else self.file.plain(item)
            for item in found
        ]
        return ", ".join(dict.fromkeys(filter(None, names)))


class _Values:
    """The values of an object by their keys, which may have the prefix of schema.org."""

    def __init__(self, file: ClaimFile, node: Mapping[str, Any], place: str) -> None:
        self.file = file
        self.place = place
        self._values = {schema_term(key): value for key, value in node.items()}

    def get(self, key: str) -> object:
        """The value, None without one."""
        return self._values.get(key)

    def texts(self, key: str) -> list[str]:
        """The texts under a key, each on one line."""
        return [text for item in as_list(self.get(key)) if (text := self.file.plain(item))]

    def text(self, key: str) -> str:
        """The first text under a key."""
        return next(iter(self.texts(key)), "")

    def date(self, key: str) -> str:
        """The date under a key by ISO 8601, without its time; any other is a problem."""
        if not (text := self.text(key)):
            return ""
        match = _DATE.fullmatch(text)
        try:
            period.parse(match[1] if match else text)
        except ValueError:
            self._report(key, text, "no date of ISO 8601")
            return ""
        return match[1] if match else text

    def url(self, key: str, *, quiet: bool = False) -> str:
        """The first address of the web under a key; unless `quiet`, another text is a problem.

        What RFC 3986 does not allow in an address, such as a blank or a Cyrillic letter, is percent-encoded.
        """
        texts = [self.file.plain(_address(item)) for item in as_list(self.get(key))]
        for text in texts:
            scheme, _, rest = text[:MAX_URL].partition(":")
            address = f"{scheme.lower()}:{quote(rest, safe=_IN_URL)}"
            if len(text) <= MAX_URL >= len(address) and "\ufffd" not in text and _URL.fullmatch(address):
                return address
        for text in texts if not quiet else ():
            self._report(key, text, "no address with http or https that can be taken over")
        return ""

    def language(self, key: str) -> str:
        """The tag of the language under a key, by BCP 47; what is none of a known language is a problem."""
        value = next(iter(as_list(self.get(key))), None)
        text = self.file.plain(value.get("alternateName") if isinstance(value, dict) else value)
        tag = language_tag(text)
        if text and not tag:
            self._report(key, text, "no tag of a known language, such as en or zh-Hant")
        return tag

    def count_others(self, known: Iterable[str]) -> None:
        """Count the keys that are not taken over; those of JSON-LD itself, such as `@type`, say nothing to count."""
        self.file.left_out.update(
            f'key "{key[:MAX_SHOWN]}"' for key in self._values.keys() - {*known, "type"} if not key.startswith("@")
        )

    def _report(self, key: str, text: str, reason: str) -> None:
        shown = text if len(text) <= MAX_SHOWN else f"{text[:MAX_SHOWN]}…"
        problem = f'{self.place}: {key} "{shown}" is {reason}'
        if problem not in self.file.problems[-5:]:
            self.file.problems.append(problem)


def _address(value: object) -> object:
    """An address, which may be the `url` or `@id` of an object."""
    return (value.get("@id") or value.get("url")) if isinstance(value, dict) else value


def _scale(rating: _Values) -> str:
    """The number of a rating, with the scale as far as it is stated: "2, from 1 to 5"."""
    value, worst, best = (rating.text(key) for key in ("ratingValue", "worstRating", "bestRating"))
    if value.lower() in ("", "nan"):  # programs write NaN for a number that is missing
        return ""
    return f"{value}, from {worst} to {best}" if worst and best else f"{value} of {best}" if best else value
