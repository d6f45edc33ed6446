"""What the numbers of a sentence are about: countries, places and organizations.

A sentence is not parsed. Names are assigned by their places, and only where these leave one answer: a name directly
beside the number, the only name of its sentence or clause, names and numbers in turn, "respectively". Where a sentence
has no name, the country of the sentence or the heading before is meant. All else is left open.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from sco_cli.models.factbase import FactBase
from sco_cli.phrases.tokens import Tokens
from sco_cli.reading.clauses import clause_bounds, clause_of
from sco_cli.reading.name_groups import NameGroup, group_names
from sco_cli.reading.names import ListedPhrases, Mention, Span
from sco_cli.reading.unknown_names import has_unknown_name, has_unknown_place

MAX_WORDS_BESIDE = 4
"""Words from a number to the preposition before a name that belongs to it: "72 percent of people in Kyrgyzstan"."""

MIN_IN_TURN = 2
"""Names that come in turn with numbers are at least so many."""

MAX_WORDS_BEFORE_ONLY = 12
"""Words from a number to the preposition before the only name of the sentence."""

MAX_WORDS_BEFORE_FIRST = 2
"""Words before a name that begins a sentence."""


class Subject(NamedTuple):
    """What a number or a sentence is about, by ids; `is_open` if the list of countries ends in "and others".

    `is_clear` is false if there are names and it is not clear which of them is meant. `is_part` if only cities or
    places are named, so that it is about a part of the country.
    """

    countries: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    organizations: tuple[str, ...] = ()
    is_open: bool = False
    is_clear: bool = True
    is_part: bool = False

    @property
    def country(self) -> str | None:
        """The only country; None if there are several or none."""
        return self.countries[0] if len(self.countries) == 1 else None


UNCLEAR = Subject(is_clear=False)


class SentenceNames:
    """The names of countries, places and organizations in a sentence or heading, and what they say it is about."""

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

    def subject(self, mentions: Sequence[Mention], *, is_open: bool = False) -> Subject:
        """The subject that these names make."""
        return _subject(self.base, mentions, self.organizations, is_open=is_open)

    @cached_property
    def only_own(self) -> Subject:
        """The subject if all names leave only one."""
        return self.only(self.own)

    def only(self, groups: Sequence[NameGroup]) -> Subject:
        """The subject if these names leave only one."""
        return _only(self.base, groups, self.organizations)

    def subject_of_sentence(self, *, is_carried: bool = False) -> Subject | None:
        """What it is about as a whole; None if it has no name that says so.

        If a country is carried over (`is_carried`), an adjective such as "Indian" does not begin another subject.
        """
        is_of_people = all(mention.is_adjective for group in self.own for mention in group.mentions)
        if not self.own or (is_carried and is_of_people):
            return None
        is_first = self.own[0].start <= MAX_WORDS_BEFORE_FIRST
        is_aside = not is_first and all(group.is_aside for group in self.own)
        is_of_firm = is_of_people and has_unknown_name(self.tokens, self.mentions)
        return UNCLEAR if self.is_of_two or is_aside or is_of_firm else self.only_own

    def subjects_of_numbers(self, numbers: Sequence[Span], carried: Subject) -> list[Subject]:
        """What each number is about; `carried` is the subject of the sentence or heading before."""
        sentence = _Sentence(self, numbers)
        if self.found["wholes"]:
            beside = (_beside(sentence, number) or UNCLEAR for number in numbers)
            return [UNCLEAR if subject.is_part else subject for subject in beside]
        is_list = self.found["respectively"] or _are_joined(self.tokens.words, numbers)
        if is_list and (in_turn := _in_list(self.own, numbers)):
            return [self.subject([mention]) for mention in in_turn]
        # "Indian visitors make 2,000 payments a day here", "it earns a fifth of what it would in Istanbul"
        is_aside = all(group.is_aside for group in self.own) or bool(self.found["here"])
        is_of_other = carried.country != self.only_own.country if carried.country else not carried.is_clear
        if self.own and is_aside and is_of_other:
            return [UNCLEAR] * len(numbers)
        is_of_people = all(mention.is_adjective for group in self.own for mention in group.mentions)
        if self.own and is_of_people and has_unknown_name(self.tokens, self.mentions):
            return [_beside(sentence, number) or UNCLEAR for number in numbers]  # a firm may be active elsewhere
        if self.own:
            fallback = _carried(self, carried)
            return [
                _beside(sentence, number) or fallback if sentence.is_of_later(number) else _of_number(sentence, number)
                for number in numbers
            ]
        is_unclear = (
            self.groups
            or self.is_of_two
            or has_unknown_place(self.tokens, self.mentions)
            or (not self.found["anaphors"] and has_unknown_name(self.tokens, self.mentions))
        )
        fallback = UNCLEAR if is_unclear else _carried(self, carried)
        return [_beside(sentence, number) or fallback for number in numbers]


class _Sentence(NamedTuple):
    """A sentence with its names and numbers."""

    names: SentenceNames
    numbers: Sequence[Span]

    @property
    def words(self) -> list[str]:
        """All words and signs of the sentence."""
        return self.names.tokens.words

    def is_of_later(self, number: Span) -> bool:
        """Whether the only name is beside a later number: "it has 10 million, less than the 23 million in Egypt"."""
        (group, *others) = self.names.own
        following = [span for span in self.numbers if number[1] <= span[0] and span[1] <= group.start]
        return not others and bool(following) and _is_near(self, group, following[-1])


def _of_number(sentence: _Sentence, number: Span) -> Subject:
    """What a number is about in a sentence with names."""
    names = sentence.names
    if not names.is_of_two and (beside := _beside(sentence, number)):
        return beside
    clause = clause_of(number, names.bounds, len(sentence.words))
    is_undecided = any(kind == "undecided" for group in names.own for kind, _ in group.subjects)
    if is_undecided or _has_other_end(sentence, number, clause):
        return UNCLEAR
    if names.is_of_two and len(names.only_own.countries) != 2:
        return UNCLEAR
    if names.only_own.is_clear:
        is_elsewhere = any(clause[0] == start for start, _ in names.found["contrasting_clauses"]) and not any(
            clause[0] <= group.start < clause[1] for group in names.own
        )
        return names.only_own if _is_of_name(sentence, number) and not is_elsewhere else UNCLEAR
    return _of_clause(sentence, number, clause)


def _has_other_end(sentence: _Sentence, number: Span, clause: Span) -> bool:
    """Whether what follows up to the next number is what the number is compared with, or who is at its other end."""
    _, last = clause
    following = next((span[0] for span in sentence.numbers if span[0] >= number[1]), last)
    opposite = (
        group
        for group in sentence.names.groups
        if (group.is_contrast and number[1] <= group.start < min(last, following))
        or (group.is_contrast and sentence.names.own[-1].stop <= group.start < number[0])
        or (group.is_other and group.start < last)
    )
    return any(group.subjects != sentence.names.own[0].subjects for group in opposite)


def _of_clause(sentence: _Sentence, number: Span, clause: Span) -> Subject:
    """What a number is about by the names in its clause, or without any by those before it."""
    names = sentence.names
    inner = [group for group in names.own if clause[0] <= group.start < clause[1]]
    if not inner:
        before = [group for group in names.own if group.stop <= clause[0]]
        return names.only(before) if before else UNCLEAR
    numbers = [span for span in sentence.numbers if clause[0] <= span[0] < clause[1]]
    if group := _in_turn(sentence.words, inner, number, numbers):
        return names.subject(group.mentions, is_open=group.is_open)
    if all(group.start >= number[1] for group in inner):
        return UNCLEAR
    only = names.only(inner)
    if only.is_clear:
        # "Kenya had 46 percent, while American figures are higher"
        is_of_people = all(mention.is_adjective for group in inner for mention in group.mentions)
        return UNCLEAR if is_of_people and len(inner) < len(names.own) else only
    return _of_place_before(sentence, inner, number)


def _of_place_before(sentence: _Sentence, groups: Sequence[NameGroup], number: Span) -> Subject:
    """The country "in" which something happens before a comma: "Chinese firms run railways in Laos, cutting costs".

    Before it, only adjectives of countries may stand, unless it begins the sentence; behind it, only what
    `_is_passed_over`: "In Laos, a road built with Chinese help cut costs by 5 percent".
    """
    words = sentence.words
    before = [group for group in groups if group.stop <= number[0]]
    if any(group.is_local and group.start >= number[1] for group in groups):
        return UNCLEAR
    index = next((index for index in reversed(range(len(before))) if before[index].is_local), None)
    if index is None:
        return UNCLEAR
    place = before[index]
    is_frame = place.start <= MAX_WORDS_BEFORE_FIRST
    is_interrupted = any(not _is_passed_over(group, place) for group in before[index + 1 :]) or (
        not is_frame and any(not mention.is_adjective for group in before[:index] for mention in group.mentions)
    )
    is_apart = any(
        words[index] == "," and not (words[index - 1].isdecimal() and words[index + 1].isdecimal())
        for index in range(place.stop, number[0])
    )
    return sentence.names.only([place]) if is_apart and not is_interrupted else UNCLEAR


def _is_passed_over(group: NameGroup, place: NameGroup) -> bool:
    """Whether a name between a place and a number is not what the number is about.

    It is one of the place, or an adjective with a preposition; a firm's name may have one of a region too.
    """
    countries = {subject for subject in group.subjects if subject[0] != "region"}
    return (bool(countries) and countries <= place.subjects) or (
        group.mentions[0].is_adjective and group.is_behind_preposition
    )


def _is_of_name(sentence: _Sentence, number: Span) -> bool:
    """Whether a number is about the only name of its sentence: behind the name, or before "in" or a bracket and it."""
    group, *_ = sentence.names.own
    between = sentence.words[number[1] : group.start]
    is_place = (group.is_local and not group.is_city) or between[-1:] in (["("], ["（"])
    is_near = is_place and len(between) <= MAX_WORDS_BEFORE_ONLY and _SIGNS.isdisjoint(between)
    return group.start < number[1] or is_near


def _beside(sentence: _Sentence, number: Span) -> Subject | None:
    """The subject by a name beside the number: "Kazakhstan (92%)", "Kazakhstan: 92%", "72 percent in Kyrgyzstan"."""
    tokens, start = sentence.names.tokens, number[0]
    for group in sentence.names.groups:
        if _is_directly_before(tokens, group, number):
            return sentence.names.subject(group.mentions, is_open=group.is_open)
        if group.is_contrast or group.is_other:
            continue
        between = tokens.words[group.stop : start]
        if group.stop <= start and len(between) == 1 and between[0] in _SIGNS_BETWEEN:
            return sentence.names.subject(group.mentions, is_open=group.is_open)
        if _is_near(sentence, group, number):
            return sentence.names.subject(group.mentions, is_open=group.is_open)
    return None


def _is_near(sentence: _Sentence, group: NameGroup, number: Span) -> bool:
    """Whether a name is a few words behind a number, with "in" or the like before it: "72 percent in Kyrgyzstan"."""
    stop, words = number[1], sentence.words
    is_near = 0 <= group.start - stop <= MAX_WORDS_BESIDE and group.is_local
    if not is_near or not _SIGNS.isdisjoint(words[stop : group.start]):
        return False
    if any(stop <= first < group.start for first, _ in sentence.numbers):
        return False
    others = [other for other in sentence.names.own if other.subjects != group.subjects]
    # "Chinese firms put 5 billion into roads in Laos" is about both.
    is_of_others = any(
        other.stop <= number[0] and not any(span[0] < number[0] for span in sentence.numbers) for other in others
    )
    return not is_of_others and not (group.is_city and others)


def _is_directly_before(tokens: Tokens, group: NameGroup, number: Span) -> bool:
    """Whether a name and a number are one phrase: "China (79 percent)", "Kazakhstan's 92", "Laos, where 5"."""
    start = number[0]
    between = tokens.words[group.stop : start]
    if group.stop > start:
        return False
    is_possessive = tokens.words[group.stop - 1].endswith(("'s", "s'")) or tokens.words[group.stop - 1] >= _FIRST_HAN
    if between in (["("], ["（"]) or (not between and is_possessive):
        return True
    is_relative = between[:1] == [","] and between[1:2] in (["where"], ["whose"], ["где"], ["которая"], ["который"])
    return is_relative and "," not in between[1:]


_FIRST_HAN = "\u3400"
_SIGNS_BETWEEN = frozenset("(:-–—")
_BETWEEN_NUMBERS = frozenset([",", "and", "и", "、", "和"])
_SIGNS = frozenset(",;:.—")


def _in_turn(words: list[str], groups: Sequence[NameGroup], number: Span, numbers: Sequence[Span]) -> NameGroup | None:
    """The name of the number where names and numbers come in turn: "Kazakhstan has 92, Kyrgyzstan 88".

    Several numbers may follow a name. Where numbers come before their names, each has one.
    """
    order = sorted([(group.start, "name", group) for group in groups] + [(span[0], "number", None) for span in numbers])
    kinds = [kind for _, kind, _ in order]
    is_mixed = len({group.mentions[0].is_adjective for group in groups}) > 1
    if len(groups) < MIN_IN_TURN or kinds[0] == kinds[-1] or is_mixed:
        return None
    index = next(index for index, (start, kind, _) in enumerate(order) if kind == "number" and start == number[0])
    if kinds[0] == "name" and ("name", "name") not in pairwise(kinds):
        last = next(group for _, _, group in reversed(order[:index]) if group)
        own = [span for span in numbers if last.stop <= span[0] <= number[0]]
        is_apart = any(not _SIGNS.isdisjoint(words[one[1] : other[0]]) for one, other in pairwise(own))
        return None if is_apart else last
    is_strict = all(first != second for first, second in pairwise(kinds))
    return order[index + 1][2] if kinds[0] == "number" and is_strict else None


def _are_joined(words: list[str], numbers: Sequence[Span]) -> bool:
    """Whether there are several numbers and nothing but signs and words of a list is between them."""
    gaps = [words[one[1] : other[0]] for one, other in pairwise(numbers)]
    return bool(gaps) and all(len(gap) == 1 and gap[0] in _BETWEEN_NUMBERS for gap in gaps)


def _in_list(groups: Sequence[NameGroup], numbers: Sequence[Span]) -> Sequence[Mention]:
    """The name of each number where names and numbers are listed, if there are as many names as numbers."""
    mentions = [mention for group in groups for mention in group.mentions]
    return mentions if len(mentions) == len(numbers) else ()


def _only(base: FactBase, groups: Sequence[NameGroup], organizations: tuple[str, ...]) -> Subject:
    """The subject if the names are all of the same list, or of the same country; else an unclear one."""
    subjects = frozenset[tuple[str, str]]().union(*(group.subjects for group in groups))
    group = next((group for group in groups if group.subjects == subjects), None)
    if group:
        return _subject(base, group.mentions, organizations, is_open=group.is_open)
    codes = {code for kind, name in subjects for code in _countries(base, kind, name)}
    if len(codes) == 1 and all(kind in ("country", "city", "place") for kind, _ in subjects):
        places = tuple(name for kind, name in sorted(subjects) if kind == "place")
        is_part = all(kind != "country" for kind, _ in subjects)
        return Subject((*codes,), places, organizations, is_part=is_part)
    return UNCLEAR


def _subject(base: FactBase, mentions: Sequence[Mention], organizations: tuple[str, ...], *, is_open: bool) -> Subject:
    if any(mention.kind in ("undecided", "region") or _is_far(base, mention) for mention in mentions):
        return UNCLEAR
    places = tuple(dict.fromkeys(name for mention in mentions if mention.kind == "place" for name in mention.ids))
    codes = [code for mention in mentions for name in mention.ids for code in _countries(base, mention.kind, name)]
    is_part = all(mention.kind in ("city", "place") for mention in mentions)
    return Subject(tuple(dict.fromkeys(codes)), places, organizations, is_open, is_part=is_part)


def _is_far(base: FactBase, mention: Mention) -> bool:
    """Whether a name is a city of a country that the base does not have, such as New York, where shares are traded."""
    return mention.kind == "city" and not all(base.has("country", code) for code in mention.ids)


def _countries(base: FactBase, kind: str, name: str) -> Sequence[str]:
    """The countries by a name of that kind; none by that of a bloc, which is about more than its members."""
    if kind in ("country", "city"):
        return (name,)
    if kind != "place":
        return ()
    place = base.place(name)
    return () if place.place_kind == "bloc" else place.countries


def _carried(names: SentenceNames, carried: Subject) -> Subject:
    """The subject of a sentence without names of countries and places.

    That of the sentence before does not reach a sentence with an organization from elsewhere.
    """
    organizations = names.organizations
    codes = {names.base.organization(name).country for name in organizations}
    begins = bool(organizations) and any(mention.start <= MAX_WORDS_BEFORE_FIRST for mention in names.mentions)
    if carried.countries or carried.places:
        if codes - {None, *carried.countries} or (begins and codes.isdisjoint(carried.countries)):
            return UNCLEAR._replace(organizations=organizations)
        if len(carried.countries) > 1:
            return UNCLEAR._replace(
                organizations=organizations
            )  # a list of countries is seldom that of the next sentence
        return carried._replace(organizations=organizations or carried.organizations)
    if not carried.is_clear and not begins and codes - {None}:
        return UNCLEAR._replace(organizations=organizations)
    code = codes.pop() if len(codes) == 1 else None
    return Subject((code,) if code else (), (), organizations)


def _organizations(mentions: Sequence[Mention]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for mention in mentions if mention.kind == "organization" for name in mention.ids))
