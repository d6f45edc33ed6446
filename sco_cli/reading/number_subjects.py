"""What each number of a sentence is about, by rules.

A sentence is not parsed. Names are assigned by their places, and only where these leave one answer. Each rule says what
a number is about, that it is not clear, or nothing; the first that says anything counts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

from sco_cli.phrases.tokens import Tokens
from sco_cli.reading.clauses import clause_of
from sco_cli.reading.name_groups import NameGroup
from sco_cli.reading.names import Span
from sco_cli.reading.sentence_names import SentenceNames
from sco_cli.reading.subjects import UNCLEAR, Subject

MAX_WORDS_BESIDE = 4
"""Words from a number to the preposition before a name that belongs to it: "72 percent of people in Kyrgyzstan"."""

MIN_IN_TURN = 2
"""Names that come in turn with numbers are at least so many."""

MAX_WORDS_BEFORE_ONLY = 12
"""Words from a number to the preposition before the only name of the sentence."""

_FIRST_HAN = "\u3400"
_SIGNS_BETWEEN = frozenset("(（:-–—")
_BETWEEN_NUMBERS = frozenset([",", "and", "и", "、", "和"])
_SIGNS = frozenset(",;:.—")
_BETWEEN_NAMES = _SIGNS | _BETWEEN_NUMBERS


class _Case(NamedTuple):
    """A number of a sentence, with all numbers and names; `carried` is what the text before is about."""

    names: SentenceNames
    numbers: Sequence[Span]
    number: Span
    carried: Subject

    @property
    def words(self) -> list[str]:
        """All words and signs of the sentence."""
        return self.names.tokens.words

    @property
    def clause(self) -> Span:
        """The words of the clause that the number is in."""
        return clause_of(self.number, self.names.bounds, len(self.words))

    @property
    def inner(self) -> list[NameGroup]:
        """The names in that clause."""
        first, last = self.clause
        return [group for group in self.names.own if first <= group.start < last]

    @property
    def inner_numbers(self) -> list[Span]:
        """The numbers in that clause."""
        first, last = self.clause
        return [span for span in self.numbers if first <= span[0] < last]


Rule = Callable[[_Case], Subject | None]


def subjects_of_numbers(names: SentenceNames, numbers: Sequence[Span], carried: Subject) -> list[Subject]:
    """What each number of a sentence is about; `carried` is the subject of the sentence or heading before."""
    if listed := _by_list(names, numbers):
        return listed
    return [_first(_RULES, _Case(names, numbers, number, carried)) or UNCLEAR for number in numbers]


def _first(rules: Sequence[Rule], case: _Case) -> Subject | None:
    """The answer of the first rule that has one."""
    return next((subject for rule in rules if (subject := rule(case)) is not None), None)


def _by_list(names: SentenceNames, numbers: Sequence[Span]) -> list[Subject]:
    """The subjects where names and numbers are listed: "Kazakhstan and Kyrgyzstan have 92 and 88 percent"."""
    may_be_list = names.found["respectively"] or _are_joined(names.tokens.words, numbers)
    if not may_be_list or names.found["wholes"]:
        return []
    mentions = [mention for group in names.own for mention in group.mentions]
    is_list = len(mentions) == len(numbers) >= MIN_IN_TURN
    return [names.subject([mention]) for mention in mentions] if is_list else []


def _of_whole(case: _Case) -> Subject | None:
    """In a sentence about people in general, a number is about a country only if its name is beside it."""
    if not case.names.found["wholes"]:
        return None
    beside = _by_name_beside(case) or UNCLEAR
    return UNCLEAR if beside.is_part else beside


def _of_other_aside(case: _Case) -> Subject | None:
    """None is clear if people, cities or a share of a total are named and the text before is about another country.

    "Indian visitors make 2,000 payments a day here", "it earns a fifth of what it would in Istanbul".
    """
    names, carried = case.names, case.carried
    is_aside = all(group.is_aside for group in names.own) or bool(names.found["here"])
    is_of_other = carried.country != names.only_own.country if carried.country else not carried.is_clear
    return UNCLEAR if names.own and is_aside and is_of_other else None


def _of_firm(case: _Case) -> Subject | None:
    """None is clear if only people are named and there is an unknown name: a firm may be active elsewhere."""
    names = case.names
    if names.own and names.is_of_people and names.has_unknown_name:
        return _by_name_beside(case) or UNCLEAR
    return None


def _before_only_name(case: _Case) -> Subject | None:
    """What is carried over, if the only name is at a later number: "it has 10 million, less than the 23 in Egypt"."""
    if len(case.names.own) != 1:
        return None
    (group,) = case.names.own
    following = [span for span in case.numbers if case.number[1] <= span[0] and span[1] <= group.start]
    if not following or not _is_near(case, group, following[-1]):
        return None
    subject = _by_name_beside(case) or _by_carried(case)
    return subject.as_likely if subject else None


def _by_name_beside(case: _Case) -> Subject | None:
    """The subject by a name beside the number: "Kazakhstan (92%)", "Kazakhstan: 92%", "72 percent in Kyrgyzstan".

    It is sure if only a sign is between them in a text that is not about another country, if the sentence has no other
    name, or if countries are compared.
    """
    if case.names.is_of_two and case.names.own:
        return None
    names, start = case.names, case.number[0]
    for group in names.groups:
        is_behind_sign = group.stop <= start and "".join(case.words[group.stop : start]) in _SIGNS_BETWEEN
        is_beside = is_behind_sign or _is_near(case, group, case.number)
        if _is_directly_before(names.tokens, group, case.number) or (
            is_beside and not group.is_contrast and not group.is_other
        ):
            subject = names.subject(group.mentions, is_open=group.is_open)
            is_only = len(names.groups) == 1 and names.only_name(case.carried).is_sure
            is_sign_enough = is_behind_sign and not group.mentions[0].is_adjective and not _is_in_text_of_other(case)
            return subject if is_only or is_sign_enough or _is_comparison(case) else subject.as_likely
    return None


def _of_two(case: _Case) -> Subject | None:
    """None is clear in a sentence about two countries that it does not name: "bilateral trade"."""
    names = case.names
    return UNCLEAR if names.own and names.is_of_two and len(names.only_own.countries) != 2 else None


def _of_other_end(case: _Case) -> Subject | None:
    """None is clear if the number is compared with what follows, or if another country is at its other end."""
    names = case.names
    if not names.own:
        return None
    is_undecided = any(kind == "undecided" for group in names.own for kind, _ in group.subjects)
    return UNCLEAR if is_undecided or _has_other_end(case) else None


def _by_only_name(case: _Case) -> Subject | None:
    """The only name of the sentence, if the number is behind it: "Kazakhstan built 5 roads"."""
    names = case.names
    if not (names.own and names.only_own.is_clear):
        return None
    is_behind = names.own[0].start < case.number[0] and not _is_elsewhere(case)
    return names.only_name(case.carried) if is_behind else None


def _by_only_place(case: _Case) -> Subject | None:
    """The only name, if it follows behind "in", or in brackets: "there are 5 roads in the wide parts of Kyrgyzstan"."""
    names = case.names
    if not (names.own and names.only_own.is_clear):
        return None
    group = names.own[0]
    between = case.words[case.number[1] : group.start]
    is_place = (group.is_local and not group.is_city) or between[-1:] in (["("], ["（"])
    is_near = is_place and len(between) <= MAX_WORDS_BEFORE_ONLY and _SIGNS.isdisjoint(between)
    return names.only_own.as_likely if is_near and not _is_elsewhere(case) else UNCLEAR


def _is_elsewhere(case: _Case) -> bool:
    """Whether a clause such as "while ..." has no name."""
    first = case.clause[0]
    return any(first == start for start, _ in case.names.found["contrasting_clauses"]) and not case.inner


def _by_clause_before(case: _Case) -> Subject | None:
    """The names before a clause that has none of its own."""
    names = case.names
    if not names.own or case.inner:
        return None
    before = [group for group in names.own if group.stop <= case.clause[0]]
    return names.only(before).as_likely if before else UNCLEAR


def _by_turn(case: _Case) -> Subject | None:
    """The name of the number where names and numbers come in turn: "Kazakhstan has 92, Kyrgyzstan 88".

    It is sure if countries are compared.
    """
    group = _in_turn(case.words, case.inner, case.number, case.inner_numbers)
    if group is None:
        return None
    subject = case.names.subject(group.mentions, is_open=group.is_open)
    return subject if _is_comparison(case) else subject.as_likely


def _before_names(case: _Case) -> Subject | None:
    """None is clear if all names of the clause follow."""
    return UNCLEAR if case.inner and all(group.start >= case.number[1] for group in case.inner) else None


def _by_only_name_of_clause(case: _Case) -> Subject | None:
    """The only name of the clause, unless it is that of people: "Kenya had 46, while American figures are higher"."""
    inner, names = case.inner, case.names
    only = names.only(inner)
    if not inner or not only.is_clear:
        return None
    is_of_people = all(mention.is_adjective for group in inner for mention in group.mentions)
    return UNCLEAR if is_of_people and len(inner) < len(names.own) else only


def _by_place_before(case: _Case) -> Subject | None:
    """The country "in" which something happens before a comma: "Chinese firms run railways in Laos, cutting costs".

    Before it, only adjectives of countries may stand, unless it begins the sentence; behind it, only what
    `_is_passed_over`: "In Laos, a road built with Chinese help cut costs by 5 percent".
    """
    words, groups, number = case.words, case.inner, case.number
    before = [group for group in groups if group.stop <= number[0]]
    if not groups or any(group.is_local and group.start >= number[1] for group in groups):
        return None
    index = next((index for index in reversed(range(len(before))) if before[index].is_local), None)
    if index is None:
        return None
    place = before[index]
    is_interrupted = any(not _is_passed_over(group, place) for group in before[index + 1 :]) or (
        not case.names.is_at_start(place)
        and any(not mention.is_adjective for group in before[:index] for mention in group.mentions)
    )
    is_apart = any(
        words[index] == "," and not (words[index - 1].isdecimal() and words[index + 1].isdecimal())
        for index in range(place.stop, number[0])
    )
    return case.names.only([place]).as_likely if is_apart and not is_interrupted else None


def _of_others(case: _Case) -> Subject | None:
    """None is clear where names leave none of them, or may be those of another place."""
    names = case.names
    is_unclear = (
        names.groups
        or names.is_of_two
        or names.has_unknown_place
        or (not names.found["anaphors"] and names.has_unknown_name)
    )
    return UNCLEAR if is_unclear else None


def _by_carried(case: _Case) -> Subject | None:
    """What the text before is about, unless the sentence has an organization from elsewhere."""
    names, carried = case.names, case.carried
    organizations = names.organizations
    unclear = UNCLEAR._replace(organizations=organizations)
    codes = {names.base.organization(name).country for name in organizations}
    begins = bool(organizations) and any(mention.start <= 2 for mention in names.mentions)
    if carried.countries or carried.places:
        if codes - {None, *carried.countries} or (begins and codes.isdisjoint(carried.countries)):
            return unclear
        if len(carried.countries) > 1:
            return unclear  # a list of countries is seldom that of the next sentence
        return carried._replace(organizations=organizations or carried.organizations)
    if not carried.is_clear and not begins and codes - {None}:
        return unclear
    return _by_organization(case)


def _by_organization(case: _Case) -> Subject:
    names = case.names
    codes = {names.base.organization(name).country for name in names.organizations}
    code = codes.pop() if len(codes) == 1 else None
    return Subject((code,) if code else (), (), names.organizations).as_likely


_RULES: tuple[Rule, ...] = (
    _of_whole,
    _of_other_aside,
    _of_firm,
    _before_only_name,
    _by_name_beside,
    _of_two,
    _of_other_end,
    _by_only_name,
    _by_only_place,
    _by_clause_before,
    _by_turn,
    _before_names,
    _by_only_name_of_clause,
    _by_place_before,
    _of_others,
    _by_carried,
)


def _has_other_end(case: _Case) -> bool:
    """Whether what follows up to the next number is what the number is compared with, or who is at its other end."""
    names, number = case.names, case.number
    last = case.clause[1]
    following = next((span[0] for span in case.numbers if span[0] >= number[1]), last)
    opposite = (
        group
        for group in names.groups
        if (group.is_contrast and number[1] <= group.start < min(last, following))
        or (group.is_contrast and names.own[-1].stop <= group.start < number[0])
        or (group.is_other and group.start < last)
    )
    return any(group.subjects != names.own[0].subjects for group in opposite)


def _is_passed_over(group: NameGroup, place: NameGroup) -> bool:
    """Whether a name between a place and a number is not what the number is about.

    It is one of the place, or an adjective with a preposition; a firm's name may have one of a region too.
    """
    countries = {subject for subject in group.subjects if subject[0] != "region"}
    return (bool(countries) and countries <= place.subjects) or (
        group.mentions[0].is_adjective and group.is_behind_preposition
    )


def _is_near(case: _Case, group: NameGroup, number: Span) -> bool:
    """Whether a name is a few words behind a number, with "in" or the like before it: "72 percent in Kyrgyzstan"."""
    stop, words = number[1], case.words
    is_near = 0 <= group.start - stop <= MAX_WORDS_BESIDE and group.is_local
    if not is_near or not _BETWEEN_NAMES.isdisjoint(words[stop : group.start]):
        return False
    if any(stop <= first < group.start for first, _ in case.numbers):
        return False
    others = [other for other in case.names.own if other.subjects != group.subjects]
    # "Chinese firms put 5 billion into roads in Laos" is about both.
    is_of_others = any(
        other.stop <= number[0] and not any(span[0] < number[0] for span in case.numbers) for other in others
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


def _is_comparison(case: _Case) -> bool:
    """Whether a clause compares countries: several, one number of each, and neither people nor organizations.

    All numbers have the same unit, or none: "Kazakhstan has 92 percent, Kyrgyzstan 88".
    """
    has_people = any(mention.is_adjective for group in case.inner for mention in group.mentions)
    ends = {case.words[stop - 1] for _, stop in case.inner_numbers}
    is_one_unit = len({end for end in ends if not end[0].isdecimal()}) <= 1
    is_one_each = len(case.inner) == len(case.inner_numbers) >= MIN_IN_TURN
    is_unclear = has_people or case.names.organizations or _is_in_text_of_other(case)
    return is_one_each and is_one_unit and not is_unclear


def _is_in_text_of_other(case: _Case) -> bool:
    """Whether the headline names a country, and the clause only others: "its buyers are Kazakhstan (41%), China (13%)".

    Such numbers may be parts of a number of that country.
    """
    headline = case.names.headline.country
    return headline is not None and all(("country", headline) not in group.subjects for group in case.inner)


def _are_joined(words: list[str], numbers: Sequence[Span]) -> bool:
    """Whether there are several numbers and nothing but signs and words of a list is between them."""
    gaps = [words[one[1] : other[0]] for one, other in pairwise(numbers)]
    return bool(gaps) and all(len(gap) == 1 and gap[0] in _BETWEEN_NUMBERS for gap in gaps)
