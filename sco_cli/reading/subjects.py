"""What the numbers of a sentence are about: countries, places and organizations.

A sentence is not parsed. Names are assigned by their places, and only where these leave one answer: a name directly
beside the number, the only name of its sentence or clause, names and numbers in turn, "respectively". Where a sentence
has no name, the country of the sentence or the heading before is meant. All else is left open.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from sco_cli.models.factbase import FactBase
from sco_cli.phrases.tables import tables
from sco_cli.phrases.tokens import Tokens
from sco_cli.reading.clauses import Span, clause_bounds, clause_of
from sco_cli.reading.names import Mention, find_all, phrases

MAX_WORDS_BESIDE = 4
"""Words from a number to the preposition before a name that belongs to it: "72 percent of people in Kyrgyzstan"."""

MIN_IN_TURN = 2
"""Names that come in turn with numbers are at least so many."""

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


class _Group(NamedTuple):
    """Names that are one list, such as "China and Kazakhstan"."""

    mentions: tuple[Mention, ...]
    start: int
    stop: int
    is_open: bool
    is_local: bool
    is_other: bool
    is_contrast: bool

    @property
    def is_city(self) -> bool:
        """Whether the names are those of cities and places, where something may happen that is not about them."""
        return all(mention.kind in ("city", "place") for mention in self.mentions)

    @property
    def is_aside(self) -> bool:
        """Whether the names are those of people or cities, beside which another country may be the subject."""
        return all(mention.is_adjective or mention.kind == "city" for mention in self.mentions)

    @property
    def subjects(self) -> frozenset[tuple[str, str]]:
        """The kinds and ids of the names."""
        return frozenset((mention.kind, name) for mention in self.mentions for name in mention.ids or ("",))


def sentence_subject(
    base: FactBase, tokens: Tokens, mentions: Sequence[Mention], *, is_carried: bool = False
) -> Subject | None:
    """What a sentence or heading is about as a whole; None if it has no name that says so.

    If a country is carried over (`is_carried`), an adjective such as "Indian" does not begin another subject.
    """
    groups = [group for group in _groups(tokens, mentions) if not (group.is_contrast or group.is_other)]
    is_of_people = all(mention.is_adjective for group in groups for mention in group.mentions)
    if not groups or (is_carried and is_of_people):
        return None
    if any(find_all(tokens, phrases("both"))):
        return UNCLEAR
    return _only(base, groups, _organizations(mentions))


def subjects_of_numbers(
    base: FactBase, tokens: Tokens, mentions: Sequence[Mention], numbers: Sequence[Span], carried: Subject
) -> list[Subject]:
    """What each number of a sentence is about; `carried` is the subject of the sentence or heading before."""
    sentence = _Sentence(
        base,
        tokens,
        tuple(_groups(tokens, mentions)),
        tuple(numbers),
        _organizations(mentions),
        clause_bounds(tokens),
        is_of_two=any(find_all(tokens, phrases("both"))),
    )
    own = sentence.own
    if any(find_all(tokens, phrases("wholes"))):
        return [_beside(sentence, number) or UNCLEAR for number in numbers]
    if in_turn := _respectively(tokens, own, numbers):
        return [sentence.subject([mention]) for mention in in_turn]
    # "Indian visitors make 2,000 payments a day here", "it earns a fifth of what it would in Istanbul"
    is_aside = all(group.is_aside for group in own)
    if own and is_aside and carried.country and sentence.only(own).country != carried.country:
        return [UNCLEAR] * len(numbers)
    if own:
        fallback = _carried(base, carried, tokens, mentions)
        return [
            fallback if sentence.is_of_later(number) else _of_number(sentence, number) for number in sentence.numbers
        ]
    is_unclear = sentence.groups or sentence.is_of_two or _has_unknown_place(tokens, mentions)
    fallback = UNCLEAR if is_unclear else _carried(base, carried, tokens, mentions)
    return [_beside(sentence, number) or fallback for number in numbers]


class _Sentence(NamedTuple):
    """A sentence with its names and numbers; `is_of_two` if it speaks of two countries that it does not name."""

    base: FactBase
    tokens: Tokens
    groups: tuple[_Group, ...]
    numbers: tuple[Span, ...]
    organizations: tuple[str, ...]
    bounds: tuple[int, ...]
    is_of_two: bool

    @property
    def own(self) -> list[_Group]:
        """The names that a number may be about."""
        return [group for group in self.groups if not (group.is_contrast or group.is_other)]

    def is_of_later(self, number: Span) -> bool:
        """Whether the only name is beside a later number: "it has 10 million, less than the 23 million in Egypt"."""
        (group, *others) = self.own
        following = [span for span in self.numbers if number[1] <= span[0] and span[1] <= group.start]
        return not others and bool(following) and _is_near(self, group, following[-1])

    def subject(self, mentions: Sequence[Mention], *, is_open: bool = False) -> Subject:
        """The subject that these names make."""
        return _subject(self.base, mentions, self.organizations, is_open=is_open)

    def only(self, groups: Sequence[_Group]) -> Subject:
        """The subject if these names leave only one."""
        return _only(self.base, groups, self.organizations)


def _of_number(sentence: _Sentence, number: Span) -> Subject:
    if not sentence.is_of_two and (beside := _beside(sentence, number)):
        return beside
    first, last = clause_of(number, sentence.bounds, len(sentence.tokens.words))
    own = sentence.own
    only = sentence.only(own)
    # What follows up to the next number may be what the number is compared with, or who is at its other end.
    following = next((span[0] for span in sentence.numbers if span[0] >= number[1]), last)
    opposite = [
        group
        for group in sentence.groups
        if (group.is_contrast and number[1] <= group.start < min(last, following))
        or (group.is_other and first <= group.start < last)
    ]
    if any(group.subjects != own[0].subjects for group in opposite) or any(
        kind == "undecided" for group in own for kind, _ in group.subjects
    ):
        return UNCLEAR
    if sentence.is_of_two and len(only.countries) != 2:
        return UNCLEAR
    if only.is_clear:
        return only
    inner = [group for group in own if first <= group.start < last]
    before = [group for group in own if group.stop <= first]
    if not inner:
        return sentence.only(before) if before else UNCLEAR
    if before and all(group.start >= number[1] for group in inner):
        return UNCLEAR
    only = sentence.only(inner)
    if only.is_clear:
        return only
    if group := _in_turn(inner, number, [span for span in sentence.numbers if first <= span[0] < last]):
        return sentence.subject(group.mentions, is_open=group.is_open)
    local = [
        group
        for group in inner
        if group.is_local
        and not any(mention.is_adjective for mention in group.mentions)
        and not (group.is_city and group.start >= number[1])
    ]
    if not local:
        return UNCLEAR
    between = [group for group in inner if local[-1].stop <= group.start < number[0]]
    is_frame = local[-1].start <= MAX_WORDS_BEFORE_FIRST and "," in sentence.tokens.words[local[-1].stop : number[0]]
    is_interrupted = any(
        group.is_local or not (is_frame or all(mention.is_adjective for mention in group.mentions)) for group in between
    )
    return UNCLEAR if is_interrupted else sentence.only(local)


def _has_unknown_place(tokens: Tokens, mentions: Sequence[Mention]) -> bool:
    """Whether a word with a capital letter that no name is of stands behind "in" or "at": it may be another place."""
    known = {index for mention in mentions for index in range(mention.start, mention.stop)}
    months = tables().months
    for index, word in enumerate(tokens.words[:-1], 1):
        if word in _BEFORE_PLACE and index not in known:
            text = tokens.text[tokens.starts[index] : tokens.ends[index]]
            if text[:1].isupper() and text.isalpha() and not months.find(tokens.words, index, index + 1):
                return True
    return False


def _beside(sentence: _Sentence, number: Span) -> Subject | None:
    """The subject by a name beside the number: "Kazakhstan (92 %)", "Kazakhstan: 92 %", "72 percent in Kyrgyzstan"."""
    tokens, start = sentence.tokens, number[0]
    for group in sentence.groups:
        if _is_directly_before(tokens, group, number):
            return sentence.subject(group.mentions, is_open=group.is_open)
        if group.is_contrast or group.is_other:
            continue
        between = tokens.words[group.stop : start]
        if group.stop <= start and len(between) == 1 and between[0] in _SIGNS_BETWEEN:
            return sentence.subject(group.mentions, is_open=group.is_open)
        if _is_near(sentence, group, number):
            return sentence.subject(group.mentions, is_open=group.is_open)
    return None


def _is_near(sentence: _Sentence, group: _Group, number: Span) -> bool:
    """Whether a name is a few words behind a number, with "in" or the like before it: "72 percent in Kyrgyzstan"."""
    stop, tokens = number[1], sentence.tokens
    is_near = 0 <= group.start - stop <= MAX_WORDS_BESIDE and group.is_local
    if not is_near or not _SIGNS.isdisjoint(tokens.words[stop : group.start]):
        return False
    if any(stop <= first < group.start for first, _ in sentence.numbers):
        return False
    others = [other for other in sentence.own if other.subjects != group.subjects]
    # "Chinese firms put 5 billion into roads in Laos" is about both.
    is_of_others = any(
        other.stop <= number[0] and not any(span[0] < number[0] for span in sentence.numbers) for other in others
    )
    return not is_of_others and not (group.is_city and others)


def _is_directly_before(tokens: Tokens, group: _Group, number: Span) -> bool:
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
_SIGNS = frozenset(",;:.—")
_BEFORE_PLACE = frozenset(
    ["in", "at", "near", "outside", "across", "throughout", "among", "в", "во", "под", "на", "близ"]
)


def _in_turn(groups: Sequence[_Group], number: Span, numbers: Sequence[Span]) -> _Group | None:
    """The name of the number where names and numbers come in turn: "Kazakhstan has 92, Kyrgyzstan 88".

    Several numbers may follow a name. Where numbers come before their names, each has one.
    """
    order = sorted([(group.start, "name", group) for group in groups] + [(span[0], "number", None) for span in numbers])
    kinds = [kind for _, kind, _ in order]
    if len(groups) < MIN_IN_TURN or kinds[0] == kinds[-1]:
        return None
    index = next(index for index, (start, kind, _) in enumerate(order) if kind == "number" and start == number[0])
    if kinds[0] == "name" and ("name", "name") not in pairwise(kinds):
        return next(group for _, _, group in reversed(order[:index]) if group)
    is_strict = all(first != second for first, second in pairwise(kinds))
    return order[index + 1][2] if kinds[0] == "number" and is_strict else None


def _respectively(tokens: Tokens, groups: Sequence[_Group], numbers: Sequence[Span]) -> Sequence[Mention]:
    """The name of each number of a sentence with "respectively"; empty without such a word."""
    mentions = [mention for group in groups for mention in group.mentions]
    is_said = any(find_all(tokens, phrases("respectively")))
    return mentions if is_said and len(mentions) == len(numbers) else ()


def _only(base: FactBase, groups: Sequence[_Group], organizations: tuple[str, ...]) -> Subject:
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
    if any(mention.kind in ("undecided", "region") for mention in mentions):
        return UNCLEAR
    places = tuple(dict.fromkeys(name for mention in mentions if mention.kind == "place" for name in mention.ids))
    codes = [code for mention in mentions for name in mention.ids for code in _countries(base, mention.kind, name)]
    is_part = all(mention.kind in ("city", "place") for mention in mentions)
    return Subject(tuple(dict.fromkeys(codes)), places, organizations, is_open, is_part=is_part)


def _countries(base: FactBase, kind: str, name: str) -> Sequence[str]:
    """The countries by a name of that kind; none by that of a bloc, which is about more than its members."""
    if kind in ("country", "city"):
        return (name,)
    if kind != "place":
        return ()
    place = base.place(name)
    return () if place.place_kind == "bloc" else place.countries


def _carried(base: FactBase, carried: Subject, tokens: Tokens, mentions: Sequence[Mention]) -> Subject:
    """The subject of a sentence without names of countries and places.

    That of the sentence before does not reach a sentence that begins with an organization from elsewhere.
    """
    organizations = _organizations(mentions)
    codes = {base.organization(name).country for name in organizations}
    code = codes.pop() if len(codes) == 1 else None
    if carried.countries or carried.places:
        begins = any(mention.start <= MAX_WORDS_BEFORE_FIRST for mention in mentions)
        if begins and organizations and code not in carried.countries:
            return Subject((code,) if code else (), (), organizations, is_clear=code is not None)
        if len(carried.countries) > 1 and any(find_all(tokens, phrases("anaphors"))):
            return UNCLEAR
        return carried._replace(organizations=organizations or carried.organizations)
    return Subject((code,) if code else (), (), organizations)


def _organizations(mentions: Sequence[Mention]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for mention in mentions if mention.kind == "organization" for name in mention.ids))


def _groups(tokens: Tokens, mentions: Sequence[Mention]) -> list[_Group]:
    """The names of countries, places and regions in lists."""
    groups: list[list[Mention]] = []
    for mention in mentions:
        if mention.kind == "organization":
            continue
        if groups and _is_joined(tokens, groups[-1][-1].stop, mention.start):
            groups[-1].append(mention)
        else:
            groups.append([mention])
    organization_stops = {mention.stop for mention in mentions if mention.kind == "organization"}
    return list(_described(tokens, groups, organization_stops))


def _described(
    tokens: Tokens, groups: Sequence[Sequence[Mention]], organization_stops: Collection[int]
) -> Iterator[_Group]:
    """The lists of names with what is before and behind each; an organization may be "of" a country."""
    for group in groups:
        start, stop = group[0].start, group[-1].stop
        open_start = stop + 1 if tokens.words[stop : stop + 1] == [","] else stop
        is_contrast = _ends_before(tokens, "contrasts", start) or _begins(tokens, "contrasts_after", stop)
        yield _Group(
            tuple(group),
            start,
            stop,
            is_open=_begins(tokens, "open_lists", open_start),
            is_local=_ends_before(tokens, "locatives", start),
            is_other=(_ends_before(tokens, "others", start) and not group[0].is_adjective and not is_contrast)
            or _is_direction(tokens, start, stop)
            or (tokens.words[max(start - 1, 0)] == "of" and start - 1 in organization_stops),
            is_contrast=is_contrast,
        )


def _is_direction(tokens: Tokens, start: int, stop: int) -> bool:
    """Whether a Russian name is in the accusative behind "в" or "на", and so a direction: "в Китай", "в Монголию"."""
    name = tokens.words[stop - 1]
    is_declined = "а" <= name[0] <= "я" and not tokens.text[tokens.starts[start] : tokens.ends[stop - 1]].isupper()
    return is_declined and tokens.words[max(start - 1, 0)] in _IN_RUSSIAN and not name.endswith(_PREPOSITIONAL)


_IN_RUSSIAN = ("в", "во", "на")
_PREPOSITIONAL = ("е", "и", "ах", "ях", "ой")


def _is_joined(tokens: Tokens, stop: int, start: int) -> bool:
    """Whether nothing but signs and words of a list is between two names."""
    index = stop
    while index < start:
        match = phrases("joiners").find(tokens.words, index, start)
        if match is None:
            return False
        index += match.length
    return True


def _ends_before(tokens: Tokens, words: str, index: int) -> bool:
    """Whether a word of the list is before the name, with an article between them or without."""
    if tokens.words[max(index - 1, 0) : index] == ["the"]:
        index -= 1
    return phrases(words, backward=True).find(tokens.words, index, -1) is not None


def _begins(tokens: Tokens, words: str, index: int) -> bool:
    return phrases(words).find(tokens.words, index, len(tokens.words)) is not None
