"""Numbers in a text, with what they count and the words that qualify them: 43% and over 70%.

Texts may be in English, Russian or Chinese, the languages of most sources on the region. docs/wordings.md says what is
read and what is not.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from sco_cli.phrases.changes import assign_roles
from sco_cli.phrases.drafts import Draft, Kind, Role, find_drafts
from sco_cli.phrases.hedges import find_hedge
from sco_cli.phrases.kinds import classify
from sco_cli.phrases.pairs import join_pairs
from sco_cli.phrases.passage import Passage, read_passage
from sco_cli.phrases.tables import Qualifiers
from sco_cli.phrases.tokens import Tokens, tokenize
from sco_cli.phrases.units import Unit


class NumberMention(NamedTuple):
    """A number in a text, with the words that qualify it.

    * `text`: the number, its unit and those words, as in the text, from `start` to `end`.
    * `values`: the numbers that it may mean, the likeliest first. "30" in "30 to 50 million" is 30,000,000 or 30. A
      number of "times" is the factor of the change: 2 for "grew by 100%" is not, for "doubled" it is.
    * `highs`: of a range, the upper ends that go with `values`; else empty.
    * `unit`: what it counts by its own words, which are `unit_words`.
    * `qualifiers`: those that mean the same as the words, the one that fits best first; empty if there are no words.
    * `role`: whether it is the level before or after a change, or the size of the change; else empty.
    * `direction`: of a change and of its levels, 1 for a rise, -1 for a fall, 0 if the words do not say.
    * `kind`: whether it is a number of something, a length of time, an age, a year, or a label such as a version.
    * `is_certain`: false if it may not be a number of the claim at all.
    * `change_text`: of a change, the text from the verb on: "fell by 50%".
    * `is_negated`: whether the text denies the number: "not 70%".
    """

    text: str
    start: int
    end: int
    values: tuple[Fraction, ...]
    highs: tuple[Fraction, ...]
    unit: Unit
    unit_words: str
    qualifiers: Qualifiers
    role: Role
    direction: int
    kind: Kind
    is_certain: bool
    change_text: str
    is_negated: bool


def find_numbers(text: str, limit: int | None = None) -> list[NumberMention]:
    """The numbers in the text, from left to right: all, or those that the first `limit` make.

    The time that it takes is proportional to the length of the text.
    """
    return find_numbers_in(tokenize(text), limit)


def find_numbers_in(tokens: Tokens, limit: int | None = None) -> list[NumberMention]:
    """The numbers in a text that has been split into words."""
    passage = read_passage(tokens)
    drafts = []
    for draft in find_drafts(passage, limit):
        classify(passage, draft)
        drafts.append(draft)
    drafts = join_pairs(passage, drafts)
    for draft in drafts:
        draft.hedge = find_hedge(passage, draft.start, draft.stop, draft.unit, is_scaled=draft.is_scaled)
    for draft, following in pairwise(drafts):
        if draft.hedge.stop > following.start:  # the words belong to the next number
            draft.hedge = draft.hedge._replace(qualifiers=(), stop=draft.stop)
        if following.hedge.start < draft.stop:  # the words belong to the number before
            following.hedge = following.hedge._replace(qualifiers=(), start=following.start)
    assign_roles(passage, drafts)
    return [_mention(passage, draft) for draft in drafts]


def _mention(passage: Passage, draft: Draft) -> NumberMention:
    tokens, hedge = passage.tokens, draft.hedge
    first = min(draft.start, hedge.start) if hedge.qualifiers or hedge.is_negated else draft.start
    start, end = tokens.starts[first], tokens.ends[max(draft.stop, hedge.stop) - 1]
    unit_start, unit_stop = draft.unit_span or (draft.numeral.stop, draft.stop)
    unit_words = tokens.text[tokens.starts[unit_start] : tokens.ends[unit_stop - 1]] if unit_stop > unit_start else ""
    change_text = ""
    if draft.role == "change":
        verb = first if draft.change_start is None else min(draft.change_start, first)
        change_text = tokens.text[tokens.starts[verb] : end]
    qualifiers = draft.numeral.hedge or hedge.qualifiers
    if draft.highs:
        qualifiers = tuple(qualifier for qualifier in qualifiers if qualifier == "about")
    return NumberMention(
        text=tokens.text[start:end],
        start=start,
        end=end,
        values=draft.values,
        highs=draft.highs,
        unit=draft.unit,
        unit_words=" ".join(unit_words.split()),
        qualifiers=qualifiers,
        role=draft.role,
        direction=draft.direction,
        kind=draft.kind,
        is_certain=draft.is_certain,
        change_text=change_text,
        is_negated=hedge.is_negated,
    )
