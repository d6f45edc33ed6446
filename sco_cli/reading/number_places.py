"""The places of names and numbers in a sentence, by which rules tell what a number is about."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from sco_cli.phrases.tokens import Tokens
from sco_cli.reading.clauses import clause_of
from sco_cli.reading.name_groups import NameGroup
from sco_cli.reading.names import Span
from sco_cli.reading.sentence_names import SentenceNames
from sco_cli.reading.subjects import Subject

MAX_WORDS_BESIDE = 4
"""Words from a number to the preposition before a name that belongs to it: "72 percent of people in Kyrgyzstan"."""

MIN_IN_TURN = 2
"""Names that come in turn with numbers are at least so many."""

_FIRST_HAN = "\u3400"
_BETWEEN_NUMBERS = frozenset([",", "and", "и", "、", "和"])
CLAUSE_SIGNS = frozenset(",;:.—")
"""Signs between the parts of a sentence."""

_BETWEEN_NAMES = CLAUSE_SIGNS | _BETWEEN_NUMBERS


class NumberCase(NamedTuple):
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


def is_elsewhere(case: NumberCase) -> bool:
    """Whether a clause such as "while ..." has no name."""
    first = case.clause[0]
    return any(first == start for start, _ in case.names.found["contrasting_clauses"]) and not case.inner


def has_other_end(case: NumberCase) -> bool:
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


def is_passed_over(group: NameGroup, place: NameGroup) -> bool:
    """Whether a name between a place and a number is not what the number is about.

    It is one of the place, or an adjective with a preposition; a firm's name may have one of a region too.
    """
    countries = {subject for subject in group.subjects if subject[0] != "region"}
    return (bool(countries) and countries <= place.subjects) or (
        group.mentions[0].is_adjective and group.is_behind_preposition
    )


def is_near(case: NumberCase, group: NameGroup, number: Span) -> bool:
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


def is_directly_before(tokens: Tokens, group: NameGroup, number: Span) -> bool:
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


def group_in_turn(
    words: list[str], groups: Sequence[NameGroup], number: Span, numbers: Sequence[Span]
) -> NameGroup | None:
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
        is_apart = any(not CLAUSE_SIGNS.isdisjoint(words[one[1] : other[0]]) for one, other in pairwise(own))
        return None if is_apart else last
    is_strict = all(first != second for first, second in pairwise(kinds))
    return order[index + 1][2] if kinds[0] == "number" and is_strict else None


def are_joined(words: list[str], numbers: Sequence[Span]) -> bool:
    """Whether there are several numbers and nothing but signs and words of a list is between them."""
    gaps = [words[one[1] : other[0]] for one, other in pairwise(numbers)]
    return bool(gaps) and all(len(gap) == 1 and gap[0] in _BETWEEN_NUMBERS for gap in gaps)


def is_comparison(case: NumberCase) -> bool:
    """Whether a clause compares countries: several, one number of each, and neither people nor organizations.

    All numbers have the same unit, or none: "Kazakhstan has 92 percent, Kyrgyzstan 88".
    """
    has_people = any(mention.is_adjective for group in case.inner for mention in group.mentions)
    ends = {case.words[stop - 1] for _, stop in case.inner_numbers}
    is_one_unit = len({end for end in ends if not end[0].isdecimal()}) <= 1
    is_one_each = len(case.inner) == len(case.inner_numbers) >= MIN_IN_TURN
    is_unclear = has_people or case.names.organizations or is_in_text_of_other(case)
    return is_one_each and is_one_unit and not is_unclear


def is_in_text_of_other(case: NumberCase) -> bool:
    """Whether the headline names a country, and the clause only others: "its buyers are Kazakhstan (41%), China (13%)".

    Such numbers may be parts of a number of that country.
    """
    headline = case.names.headline.country
    return headline is not None and all(("country", headline) not in group.subjects for group in case.inner)
