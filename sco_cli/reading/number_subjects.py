"""What each number of a sentence is about, by rules.

A sentence is not parsed. Names are assigned by their places, and only where these leave one answer. Each rule says what
a number is about, that it is not clear, or nothing; the first that says anything counts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sco_cli.reading.names import Span
from sco_cli.reading.number_places import (
    CLAUSE_SIGNS,
    MIN_IN_TURN,
    NumberCase,
    are_joined,
    group_in_turn,
    has_other_end,
    is_comparison,
    is_directly_before,
    is_elsewhere,
    is_in_text_of_other,
    is_near,
    is_passed_over,
)
from sco_cli.reading.sentence_names import SentenceNames
from sco_cli.reading.subjects import UNCLEAR, Subject

MAX_WORDS_BEFORE_ONLY = 12
"""Words from a number to the preposition before the only name of the sentence."""

_SIGNS_BETWEEN = frozenset("(（:-–—")

Rule = Callable[[NumberCase], Subject | None]


def subjects_of_numbers(names: SentenceNames, numbers: Sequence[Span], carried: Subject) -> list[Subject]:
    """What each number of a sentence is about; `carried` is the subject of the sentence or heading before."""
    if listed := _by_list(names, numbers):
        return listed
    return [_first(_RULES, NumberCase(names, numbers, number, carried)) or UNCLEAR for number in numbers]


def _first(rules: Sequence[Rule], case: NumberCase) -> Subject | None:
    """The answer of the first rule that has one."""
    return next((subject for rule in rules if (subject := rule(case)) is not None), None)


def _by_list(names: SentenceNames, numbers: Sequence[Span]) -> list[Subject]:
    """The subjects where names and numbers are listed: "Kazakhstan and Kyrgyzstan have 92 and 88 percent"."""
    may_be_list = names.found["respectively"] or are_joined(names.tokens.words, numbers)
    if not may_be_list or names.found["wholes"]:
        return []
    mentions = [mention for group in names.own for mention in group.mentions]
    is_list = len(mentions) == len(numbers) >= MIN_IN_TURN
    return [names.subject([mention]) for mention in mentions] if is_list else []


def _of_whole(case: NumberCase) -> Subject | None:
    """In a sentence about people in general, a number is about a country only if its name is beside it."""
    if not case.names.found["wholes"]:
        return None
    beside = _by_name_beside(case) or UNCLEAR
    return UNCLEAR if beside.is_part else beside


def _of_other_aside(case: NumberCase) -> Subject | None:
    """None is clear if people, cities or a share of a total are named and the text before is about another country.

    "Indian visitors make 2,000 payments a day here", "it earns a fifth of what it would in Istanbul".
    """
    names, carried = case.names, case.carried
    is_aside = all(group.is_aside for group in names.own) or bool(names.found["here"])
    is_of_other = carried.country != names.only_own.country if carried.country else not carried.is_clear
    return UNCLEAR if names.own and is_aside and is_of_other else None


def _of_firm(case: NumberCase) -> Subject | None:
    """None is clear if only people are named and there is an unknown name: a firm may be active elsewhere."""
    names = case.names
    if names.own and names.is_of_people and names.has_unknown_name:
        return _by_name_beside(case) or UNCLEAR
    return None


def _before_only_name(case: NumberCase) -> Subject | None:
    """What is carried over, if the only name is at a later number: "it has 10 million, less than the 23 in Egypt"."""
    if len(case.names.own) != 1:
        return None
    (group,) = case.names.own
    following = [span for span in case.numbers if case.number[1] <= span[0] and span[1] <= group.start]
    if not following or not is_near(case, group, following[-1]):
        return None
    subject = _by_name_beside(case) or _by_carried(case)
    return subject.as_likely if subject else None


def _by_name_beside(case: NumberCase) -> Subject | None:
    """The subject by a name beside the number: "Kazakhstan (92%)", "Kazakhstan: 92%", "72 percent in Kyrgyzstan".

    It is sure if only a sign is between them in a text that is not about another country, if the sentence has no other
    name, or if countries are compared.
    """
    if case.names.is_of_two and case.names.own:
        return None
    names, start = case.names, case.number[0]
    for group in names.groups:
        is_behind_sign = group.stop <= start and "".join(case.words[group.stop : start]) in _SIGNS_BETWEEN
        is_beside = is_behind_sign or is_near(case, group, case.number)
        if is_directly_before(names.tokens, group, case.number) or (
            is_beside and not group.is_contrast and not group.is_other
        ):
            subject = names.subject(group.mentions, is_open=group.is_open)
            is_only = len(names.groups) == 1 and names.only_name(case.carried).is_sure
            is_sign_enough = is_behind_sign and not group.mentions[0].is_adjective and not is_in_text_of_other(case)
            return subject if is_only or is_sign_enough or is_comparison(case) else subject.as_likely
    return None


def _of_two(case: NumberCase) -> Subject | None:
    """None is clear in a sentence about two countries that it does not name: "bilateral trade"."""
    names = case.names
    return UNCLEAR if names.own and names.is_of_two and len(names.only_own.countries) != 2 else None


def _of_other_end(case: NumberCase) -> Subject | None:
    """None is clear if the number is compared with what follows, or if another country is at its other end."""
    names = case.names
    if not names.own:
        return None
    is_undecided = any(kind == "undecided" for group in names.own for kind, _ in group.subjects)
    return UNCLEAR if is_undecided or has_other_end(case) else None


def _by_only_name(case: NumberCase) -> Subject | None:
    """The only name of the sentence, if the number is behind it: "Kazakhstan built 5 roads"."""
    names = case.names
    if not (names.own and names.only_own.is_clear):
        return None
    is_behind = names.own[0].start < case.number[0] and not is_elsewhere(case)
    return names.only_name(case.carried) if is_behind else None


def _by_only_place(case: NumberCase) -> Subject | None:
    """The only name, if it follows behind "in", or in brackets: "there are 5 roads in the wide parts of Kyrgyzstan"."""
    names = case.names
    if not (names.own and names.only_own.is_clear):
        return None
    group = names.own[0]
    between = case.words[case.number[1] : group.start]
    is_place = (group.is_local and not group.is_city) or between[-1:] in (["("], ["（"])
    is_close = is_place and len(between) <= MAX_WORDS_BEFORE_ONLY and CLAUSE_SIGNS.isdisjoint(between)
    return names.only_own.as_likely if is_close and not is_elsewhere(case) else UNCLEAR


def _by_clause_before(case: NumberCase) -> Subject | None:
    """The names before a clause that has none of its own."""
    names = case.names
    if not names.own or case.inner:
        return None
    before = [group for group in names.own if group.stop <= case.clause[0]]
    return names.only(before).as_likely if before else UNCLEAR


def _by_turn(case: NumberCase) -> Subject | None:
    """The name of the number where names and numbers come in turn: "Kazakhstan has 92, Kyrgyzstan 88".

    It is sure if countries are compared.
    """
    group = group_in_turn(case.words, case.inner, case.number, case.inner_numbers)
    if group is None:
        return None
    subject = case.names.subject(group.mentions, is_open=group.is_open)
    return subject if is_comparison(case) else subject.as_likely


def _before_names(case: NumberCase) -> Subject | None:
    """None is clear if all names of the clause follow."""
    return UNCLEAR if case.inner and all(group.start >= case.number[1] for group in case.inner) else None


def _by_only_name_of_clause(case: NumberCase) -> Subject | None:
    """The only name of the clause, unless it is that of people: "Kenya had 46, while American figures are higher"."""
    inner, names = case.inner, case.names
    only = names.only(inner)
    if not inner or not only.is_clear:
        return None
    is_of_people = all(mention.is_adjective for group in inner for mention in group.mentions)
    return UNCLEAR if is_of_people and len(inner) < len(names.own) else only


def _by_place_before(case: NumberCase) -> Subject | None:
    """The country "in" which something happens before a comma: "Chinese firms run railways in Laos, cutting costs".

    Before it, only adjectives of countries may stand, unless it begins the sentence; behind it, only what
    `is_passed_over`: "In Laos, a road built with Chinese help cut costs by 5 percent".
    """
    words, groups, number = case.words, case.inner, case.number
    before = [group for group in groups if group.stop <= number[0]]
    if not groups or any(group.is_local and group.start >= number[1] for group in groups):
        return None
    index = next((index for index in reversed(range(len(before))) if before[index].is_local), None)
    if index is None:
        return None
    place = before[index]
    is_interrupted = any(not is_passed_over(group, place) for group in before[index + 1 :]) or (
        not case.names.is_at_start(place)
        and any(not mention.is_adjective for group in before[:index] for mention in group.mentions)
    )
    is_apart = any(
        words[index] == "," and not (words[index - 1].isdecimal() and words[index + 1].isdecimal())
        for index in range(place.stop, number[0])
    )
    return case.names.only([place]).as_likely if is_apart and not is_interrupted else None


def _of_others(case: NumberCase) -> Subject | None:
    """None is clear where names leave none of them, or may be those of another place."""
    names = case.names
    is_unclear = (
        names.groups
        or names.is_of_two
        or names.has_unknown_place
        or (not names.found["anaphors"] and names.has_unknown_name)
    )
    return UNCLEAR if is_unclear else None


def _by_carried(case: NumberCase) -> Subject | None:
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


def _by_organization(case: NumberCase) -> Subject:
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
