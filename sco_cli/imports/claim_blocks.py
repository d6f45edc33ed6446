"""Writes claims and their reviews as statements and sources of a fact base.

A review is evidence of its claim with the stance `context` and a note in its own words: what it makes of the claim is
its own verdict. What the file does not say is a text that begins with TODO.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from sco_cli.imports.new_records import KIND_NOTE, NO_PUBLISHER, NO_TITLE, TODO, TomlValue, block
from sco_cli.imports.reviewed_claims import Review, ReviewedClaim, Work, same_claim
from sco_cli.models.factbase import FactBase
from sco_cli.models.vocabulary import MAX_ID_LENGTH
from sco_cli.queries.page_address import page_address
from sco_cli.text import fold

MAX_NAME = 1000
"""Characters of a title or of the name of a publisher, by the format of fact bases."""

MAX_ID_PART = 40
"""Characters of a name or of the words of a claim in an id."""

_WORD = re.compile("[a-z0-9]+")


class ClaimBlocks:
    """Writes statements and sources with ids that neither the base nor other blocks have."""

    def __init__(self, base: FactBase) -> None:
        self._base = base
        self._ids: set[str] = set()
        self._next_number: dict[str, int] = {}
        self._source_of_page = {page_address(source.url): source.id for source in base.sources if source.url}
        self._source_of_work: dict[Work, str] = {}
        self._known_statements = {same_claim(statement.speaker, statement.summary) for statement in base.statements}
        self.present = 0
        """How many claims were not written, since the base has a statement of the same speaker in the same words."""
        self.shortened = 0
        """How many titles and names of publishers were longer than a fact base allows."""

    def lines(self, claims: Iterable[ReviewedClaim]) -> Iterator[str]:
        """The lines of TOML: each statement after the sources that it is the first to need."""
        for reviewed in claims:
            if same_claim(reviewed.claim.speaker, reviewed.claim.text) in self._known_statements:
                self.present += 1
            else:
                yield from self._claim(reviewed)

    def _claim(self, reviewed: ReviewedClaim) -> Iterator[str]:
        claim = reviewed.claim
        for work in dict.fromkeys((*reviewed.appearances, *(review.work for review in reviewed.reviews))):
            yield from self._new_source(work)
        evidence: dict[str, dict[str, TomlValue]] = {}
        for work in reviewed.appearances:
            evidence.setdefault(self._source_of_work[work], {"source": self._source_of_work[work]})
        reviewing: list[dict[str, TomlValue]] = [
            {"source": self._source_of_work[review.work], "stance": "context", "note": note(review)}
            for review in reviewed.reviews
        ]
        if not evidence and not reviewing:  # the format asks for some
            source = self._new_id("", "", "", "source")
            yield from self._source(source, Work())
            reviewing.append({"source": source, "stance": "context", "note": f"{TODO}: what it says of the claim"})
        date = next(iter(reviewed.dates), "")
        yield from block(
            "statements",
            {
                "id": self._new_id(claim.speaker, claim.text, date[:4], "claim"),
                "speaker": claim.speaker or f"{TODO}: who says it",
                "role": next(iter(reviewed.roles), ""),
                "summary": claim.text,
                "period": date,
                "note": _open_questions(reviewed),
                "evidence": [*evidence.values(), *reviewing],
            },
        )

    def _new_source(self, work: Work) -> Iterator[str]:
        """The block of a document, unless the base or an earlier block has it."""
        if work in self._source_of_work:
            return
        page = page_address(work.url) if work.url else ""
        if page in self._source_of_page:
            self._source_of_work[work] = self._source_of_page[page]
            return
        source = self._new_id(work.publisher, work.published or work.title, "", "source")
        self._source_of_work[work] = source
        if page:
            self._source_of_page[page] = source
        yield from self._source(source, work)

    def _source(self, source: str, work: Work) -> Iterator[str]:
        """The block of a document with that id."""
        title, publisher = work.title[:MAX_NAME], work.publisher[:MAX_NAME]
        self.shortened += (title != work.title) + (publisher != work.publisher)
        yield from block(
            "sources",
            {
                "id": source,
                "title": title or NO_TITLE,
                "publisher": publisher or NO_PUBLISHER,
                "published": work.published,
                "url": work.url,
                "kind": "news",
                "language": work.language,
                "note": KIND_NOTE,
            },
        )

    def _new_id(self, name: str, words: str, year: str, otherwise: str) -> str:
        """An id of these parts that is not taken; `otherwise` stands for parts without a letter from a to z."""
        parts = [_slug(name), _slug(words), year]
        stem = "-".join(filter(None, parts)) if any(parts[:2]) else "-".join(filter(None, (otherwise, year)))
        stem = stem[: MAX_ID_LENGTH - 8].strip("-")
        number = self._next_number.get(stem, 1)
        while (found := stem if number == 1 else f"{stem}-{number}") in self._ids or self._base.find(found):
            number += 1
        self._next_number[stem] = number + 1
        self._ids.add(found)
        return found


def _open_questions(reviewed: ReviewedClaim) -> str:
    """What is still to be found out about a claim: where it was said, or which date or role is right."""
    questions = []
    if not reviewed.appearances:
        by = "review" if reviewed.reviews else "file"
        questions.append(f"where it was said, which the {by} does not say")
    if len(reviewed.dates) > 1:
        questions.append(f"when it was said: {_alternatives(reviewed.dates)}")
    if len(reviewed.roles) > 1:
        questions.append(f"in which role it was said: {_alternatives(reviewed.roles)}")
    return f"{TODO}: {'; '.join(questions)}" if questions else ""


def _alternatives(values: Iterable[str]) -> str:
    """The values in a question, in order: "2024, 2025-01 or 2025-02". There are at least two."""
    *first, last = values
    return f"{', '.join(first)} or {last}"


def note(review: Review) -> str:
    """What a review says of a claim, in its own words."""
    if review.rating:
        scale = f" ({review.scale})" if review.scale else ""
        text = f'The review rates the claim "{review.rating}"{scale}'
    elif review.scale:
        text = f"The review gives the claim the rating {review.scale}"
    else:
        text = "The review gives no rating"
    explanation = f': "{review.explanation}"' if review.explanation else ""
    return f"{text}{explanation}."


def _slug(text: str) -> str:
    """The first words of a text for an id, at most `MAX_ID_PART` characters."""
    slug = "-".join(_WORD.findall(fold(text[: MAX_ID_PART * 2])))
    if len(slug) > MAX_ID_PART:
        slug = slug[: MAX_ID_PART + 1].rpartition("-")[0] or slug[:MAX_ID_PART]
    return slug
