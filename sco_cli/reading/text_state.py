"""What is carried from one sentence of a text to the next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sco_cli.reading.names import ListedPhrases, Mention
from sco_cli.reading.subjects import UNCLEAR, Subject

if TYPE_CHECKING:
    from sco_cli.models.entities import Metric


class TextState:
    """What is carried from one sentence of a text to the next."""

    def __init__(self) -> None:
        self.headline = Subject()
        self._dateline = Subject()
        self._heading = Subject()
        self._last = Subject()
        self._before = Subject()
        self._is_heading = False
        self._is_first = True
        self._is_recent = False
        """Whether the sentence before is about `_last`."""
        self._is_meant = False
        """Whether the present sentence has a word that stands for the country before."""
        self._countries: set[str] = set()
        """All countries that paragraphs have named so far."""
        self.year: str | None = None
        self.metric: Metric | None = None
        """The only metric of the sentence before in the same paragraph that had a number."""

    def begin(self, *, is_heading: bool) -> None:
        """Begin a paragraph or heading."""
        self._is_heading = is_heading
        if not is_heading:
            self._before, self._last = self._last if self._last != Subject() else self._before, Subject()
        self.year = None
        self.metric = None

    def carried(self, found: ListedPhrases, mentions: Sequence[Mention]) -> Subject:
        """What a sentence without names is about, by the sentence before it, the heading, or the paragraph before.

        Only the country of the headline is meant two sentences after its name, without words such as "the country".
        Without them, the country of the sentence before is only likely in a text that has named several.
        """
        self._is_meant = bool(found["anaphors"])
        if not self._is_heading:
            self._countries.update(code for name in mentions if name.kind in ("country", "city") for code in name.ids)
        if self._last != Subject():
            is_of_whole = self._last.country == self.headline.country
            if not (self._is_recent or is_of_whole):
                return UNCLEAR
            is_alone = len(self._countries) <= 1
            return self._last if self._is_meant or is_alone else self._last.as_likely
        if self._heading.countries or self._heading.places:
            return self._heading
        before = self._before.country
        if before and self.headline.country not in (None, before):
            return UNCLEAR  # the paragraph before has left the country of the headline
        if any(mention.kind == "organization" for mention in mentions):
            return UNCLEAR  # organizations are often from elsewhere
        country = self.headline.country or (before if self._is_meant else None)
        if country and not (self.headline.country and self._is_meant) and self._countries - {country}:
            return UNCLEAR  # a text about several countries
        return self._before if before and self._is_meant else self.headline

    def end_sentence(self, subject: Subject | None, *, year: str | None, is_aside: bool) -> None:
        """Keep what the sentence was about, unless the text goes on as if it were not there."""
        if self._is_heading:
            named = subject._replace(is_sure=True) if subject and subject.country else Subject()
            if named.is_part and (year or not self._is_first):
                self._dateline = named  # "MINSK, 10 October 2025"
            elif self._is_first:
                self.headline = named
            else:
                self._heading = named
        elif subject and not is_aside:
            self._last = subject
            if subject.country and subject.country == self._dateline.country and not self.headline.country:
                self.headline = self._dateline  # a report may be about another country than the one it comes from
        if not is_aside:
            self._is_recent = subject is not None or self._is_meant
        self._is_first = False
        self.year = year or self.year
