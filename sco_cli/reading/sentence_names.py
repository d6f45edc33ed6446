"""The names of countries, places and organizations in a sentence, and what it is about as a whole."""

from __future__ import annotations

import re
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

MAX_WORDS_BEFORE_LEADING = 8
"""Words before a name in the phrase with which a sentence begins: "the data centres of Kazakhstan"."""

MAX_WORDS_OF_FRAME = 7
"""Words of a time with which a sentence begins."""

MAX_CLAUSES_BEFORE = 1
"""Clauses in Chinese before the one that begins with the name: "去年，", "报告显示，"."""

_FIRST_HAN = "\u3400"
_BEFORE_CHINESE = frozenset("，；：、,;:“”（(。年月日在")
_CHINESE_COMMAS = frozenset("，,；;")
_SIGNS = frozenset(',;:.—–()«»"')
_YEAR = re.compile("(?:19|20)[0-9][0-9]")


class SentenceNames:
    """The names of countries, places and organizations in a sentence or heading."""

    def __init__(self, base: FactBase, tokens: Tokens, mentions: Sequence[Mention], found: ListedPhrases) -> None:
        """`found` are the phrases of `find_phrases`."""
        self.base = base
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

    def is_aside(self, group: NameGroup) -> bool:
        """Whether the names are those of people or cities, beside which another country may be the subject."""
        return all(mention.is_adjective or self._is_city(mention) for mention in group.mentions)

    def _is_city(self, mention: Mention) -> bool:
        is_city = mention.kind == "place" and self.base.place(mention.ids[0]).place_kind == "city"
        return is_city or mention.kind == "city"

    def is_at_start(self, group: NameGroup | Mention) -> bool:
        """Whether a name begins the sentence, but for a word or two."""
        return group.start <= MAX_WORDS_BEFORE_FIRST

    def is_leading(self, group: NameGroup) -> bool:
        """Whether the sentence begins with a phrase that has the name: "In 2020, data centres of Kazakhstan drew ...".

        In Chinese a clause may begin so, since a sentence has many.
        """
        words, start = self.tokens.words, group.start
        if words[group.stop - 1][-1] >= _FIRST_HAN:
            is_in_first_clauses = sum(word in _CHINESE_COMMAS for word in words[:start]) <= MAX_CLAUSES_BEFORE
            return is_in_first_clauses and (start == 0 or words[start - 1] in _BEFORE_CHINESE)
        first = self._frame if self._frame <= start else 0
        return start - first <= MAX_WORDS_BEFORE_LEADING and _SIGNS.isdisjoint(words[first:start])

    @cached_property
    def _frame(self) -> int:
        """The word behind a comma that ends a time, or what is compared, at the beginning; 0 without them.

        "By May of 2020, ...", "Unlike Kyrgyzstan, where roads are short, ...", "In both countries, ...".
        """
        words = self.tokens.words
        is_contrast = bool(self.groups) and self.groups[0].is_contrast and self.is_at_start(self.groups[0])
        limit = self.own[0].start if is_contrast and self.own else MAX_WORDS_OF_FRAME + 1
        commas = [index for index, word in enumerate(words[:limit]) if word == ","]
        if is_contrast and commas:
            return commas[-1] + 1
        comma = commas[0] if commas else 0
        is_frame = self.is_of_two or any(_YEAR.fullmatch(word) for word in words[:comma])
        return comma + 1 if is_frame and comma else 0

    def is_certain(self, carried: Subject) -> bool:
        """Whether its names say what it is about: they begin it, or the text before is about the same country.

        People and cities by themselves are not: "Chinese firms", "he said in Almaty".
        """
        if carried.countries and self.only_own.countries == carried.countries:
            return True
        return self.is_leading(self.own[0]) and not all(self.is_aside(group) for group in self.own)

    def subject_of_sentence(self, carried: Subject | None = None) -> Subject | None:
        """What it is about as a whole; None if it has no name that says so.

        `carried` is what the text before a sentence is about, and None for a heading. If it is a country, an adjective
        such as "Indian" does not begin another subject.
        """
        if not self.own or (carried is not None and carried.country is not None and self.is_of_people):
            return None
        is_aside = not self.is_at_start(self.own[0]) and all(self.is_aside(group) for group in self.own)
        is_of_firm = self.is_of_people and self.has_unknown_name
        # "Kazakhstan sends salt to Kyrgyzstan"
        has_other_end = any(group.is_other and group.subjects != self.own[0].subjects for group in self.groups)
        if self.is_of_two or is_aside or is_of_firm or (has_other_end and carried is not None):
            return UNCLEAR
        return self.only_own if carried is None or self.is_certain(carried) else UNCLEAR

    @cached_property
    def countries_in_names(self) -> set[str | None]:
        """The countries whose names are a part of another name, such as "Nepal Telecom"."""
        return {code for mention in self.mentions if mention.kind == "part" for code in mention.ids}


def _organizations(mentions: Sequence[Mention]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for mention in mentions if mention.kind == "organization" for name in mention.ids))
