"""The names of countries, places and organizations in a sentence, and what it is about as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from sco_cli.models.factbase import FactBase
from sco_cli.phrases.tokens import Tokens
from sco_cli.reading.clauses import clause_bounds
from sco_cli.reading.name_groups import NameGroup, group_names
from sco_cli.reading.names import ListedPhrases, Mention
from sco_cli.reading.subjects import UNCLEAR, Subject, only_subject, subject_of
from sco_cli.reading.unknown_names import has_unknown_name, has_unknown_place

MAX_WORDS_BEFORE_FIRST = 2
"""Words before a name that begins a sentence."""


class SentenceNames:
    """The names of countries, places and organizations in a sentence or heading."""

    def __init__(
        self,
        base: FactBase,
        tokens: Tokens,
        mentions: Sequence[Mention],
        found: ListedPhrases,
        headline: Subject,
    ) -> None:
        """`found` are the phrases of `find_phrases`; `headline` is what the headline of the text is about."""
        self.base = base
        self.headline = headline
        self.tokens = tokens
        self.mentions = mentions
        self.groups = tuple(group_names(tokens, mentions)) if mentions else ()
        self.own = [group for group in self.groups if not (group.is_contrast or group.is_other)]
        """The names that a number may be about."""
        self.organizations = _organizations(mentions)
        self.found = found
        self.bounds = clause_bounds(found)

    @property
    def is_of_two(self) -> bool:
        """Whether it speaks of two countries that it does not name."""
        return bool(self.found["both"])

    @cached_property
    def is_of_people(self) -> bool:
        """Whether all names are those of people, or adjectives such as "Kazakh"; so without names."""
        return all(mention.is_adjective for group in self.own for mention in group.mentions)

    @cached_property
    def has_unknown_name(self) -> bool:
        """Whether it has a name that neither the base nor a list has."""
        return has_unknown_name(self.tokens, self.mentions)

    @cached_property
    def has_unknown_place(self) -> bool:
        """Whether it has a place that neither the base nor a list has."""
        return has_unknown_place(self.tokens, self.mentions)

    def subject(self, mentions: Sequence[Mention], *, is_open: bool = False) -> Subject:
        """The subject that these names make."""
        return subject_of(self.base, mentions, self.organizations, is_open=is_open)

    @cached_property
    def only_own(self) -> Subject:
        """The subject if all names leave only one."""
        return self.only(self.own)

    def only(self, groups: Sequence[NameGroup]) -> Subject:
        """The subject if these names leave only one."""
        return only_subject(self.base, groups, self.organizations)

    def is_at_start(self, group: NameGroup) -> bool:
        """Whether a name begins the sentence, but for a word or two."""
        return group.start <= MAX_WORDS_BEFORE_FIRST

    def only_name(self, carried: Subject) -> Subject:
        """The subject if all names leave only one; it is likely if a party or place that is not named may be meant too.

        It is sure if the text before is about the same country, or if the country begins the sentence and neither an
        organization nor a word such as "here" points to another one. So is the country that something is "in", unless
        it stands further on in a sentence of a text about another one: "migrants, most of them in Russia, sent 5".
        """
        only = self.only_own
        if only.country and only.country == carried.country:
            return only
        is_doubtful = (
            self.has_unknown_place  # which may be abroad
            or self.is_of_people  # firms of one country are active in another
            or all(group.is_city for group in self.own)  # some parks belong to two countries
            or (len(only.countries) > 1 and len(self.own) > 1)  # one country of a list is named once more
        )
        if is_doubtful:
            return only.as_likely
        begins = self.is_at_start(self.own[0])
        if self.own[0].is_local:
            return only if begins or self.headline.country in (None, only.country) else only.as_likely
        points_elsewhere = bool(self.organizations or self.found["anaphors"] or self.found["here"])
        return only if begins and not points_elsewhere else only.as_likely

    def subject_of_sentence(self, carried: Subject) -> Subject | None:
        """What it is about as a whole; None if it has no name that says so.

        If a country is carried over, an adjective such as "Indian" does not begin another subject.
        """
        if not self.own or (carried.country and self.is_of_people):
            return None
        is_aside = not self.is_at_start(self.own[0]) and all(group.is_aside for group in self.own)
        is_of_firm = self.is_of_people and self.has_unknown_name
        return UNCLEAR if self.is_of_two or is_aside or is_of_firm else self.only_name(carried)


def _organizations(mentions: Sequence[Mention]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for mention in mentions if mention.kind == "organization" for name in mention.ids))
