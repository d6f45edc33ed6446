"""Reads claims and reviews of them in JSON-LD: ClaimReview and Claim of schema.org.

The formats: https://schema.org/ClaimReview , https://schema.org/Claim and
https://developers.google.com/search/docs/appearance/structured-data/factcheck .
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from sco_cli.imports.claim_values import MAX_SHOWN, Values
from sco_cli.imports.linked_json import JsonObject, as_list, schema_term, types_of
from sco_cli.imports.reviewed_claims import Claim, ClaimFile, Review, Work

CONTAINERS = frozenset(("ClaimReview", "Claim", "DataFeed", "DataFeedItem"))
"""The types of object that are read, or hold what is read."""

ROOT = "the file"

LISTS_OF_OBJECTS = (ROOT, "@graph", "dataFeedElement", "item")
"""Where a list holds objects; elsewhere it may hold texts."""

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
"""The keys of schema.org that are imported; others are counted."""


class LinkedClaims:
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
        """All objects in a value, in order. What is not an object in a list of objects is a problem."""
        stack: list[tuple[object, str]] = [(value, ROOT)]
        while stack:
            item, place = stack.pop()
            if isinstance(item, dict):
                yield item
                stack += [(inner, schema_term(key)) for key, inner in reversed(item.items())]
            elif isinstance(item, list):
                if place in LISTS_OF_OBJECTS:
                    self.file.problems.extend(
                        f"entry {number} of {place} is not an object"
                        for number, entry in enumerate(item, start=1)
                        if not isinstance(entry, dict | list)
                    )
                stack += [(inner, place) for inner in reversed(item) if isinstance(inner, dict | list)]
            elif place == ROOT:
                self.file.problems.append(f"{ROOT} is not an object")

    def resolve(self, value: object) -> object:
        """The object that a reference leads to, or the value itself."""
        if isinstance(value, dict) and isinstance(name := value.get("@id"), str) and len(value) == 1:
            return self.by_id.get(name, value)
        return value

    def read_review(self, node: JsonObject, place: str) -> None:
        """Add the claims that a ClaimReview is about."""
        values = Values(self.file, node, place)
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
                self.file.problems.append(f"{place} has no claim")
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

    def review(self, values: Values) -> Review:
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
            rating = Values(self.file, item, f"{values.place}, reviewRating")
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
        values = Values(self.file, item, f"{place}, claim")
        author = self.resolve(next(iter(as_list(values.get("author"))), None))
        role = Values(self.file, author, place).text("jobTitle") if isinstance(author, dict) else ""
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
        values = Values(self.file, item, f"{place}, appearance")
        return Work(
            values.url("url") or values.url("@id", quiet=True) or values.url("sameAs", quiet=True),
            values.text("headline") or values.text("name"),
            self.names(values, "publisher"),
            values.date("datePublished"),
            values.language("inLanguage"),
        )

    def names(self, values: Values, key: str) -> str:
        """The names of the people and organizations under a key."""
        found = [self.resolve(item) for item in as_list(values.get(key))]
        names = [
            Values(self.file, item, values.place).text("name") if isinstance(item, dict) else self.file.plain(item)
            for item in found
        ]
        return ", ".join(dict.fromkeys(filter(None, names)))


def _scale(rating: Values) -> str:
    """The number of a rating, with the scale as far as it is stated: "2, from 1 to 5"."""
    value, worst, best = (rating.text(key) for key in ("ratingValue", "worstRating", "bestRating"))
    if value.lower() in ("", "nan"):  # programs write NaN for a number that is missing
        return ""
    return f"{value}, from {worst} to {best}" if worst and best else f"{value} of {best}" if best else value
