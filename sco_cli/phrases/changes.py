"""Verbs of change, and what the numbers beside them are: the levels before and after, or the size of the change."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from sco_cli.phrases.drafts import Draft, scaled_like
from sco_cli.phrases.hedges import Hedge
from sco_cli.phrases.passage import Passage
from sco_cli.phrases.tables import NO_CHANGE
from sco_cli.phrases.units import TIMES

CHANGE_WINDOW = 7
"""How many words before a number are searched for a verb of change; of Chinese characters, five."""

HAN_WINDOW = 5

PAIR_WINDOW = 14
"""How many words may lie between the two levels of "from ... to ..."."""

_SENTENCE_ENDS = frozenset(".;。；!?")
_ARROWS = ("->", "-->", "→", "=>", "—>", "–>")
_OPENING = ("(", '"', "“", "«", "~")


class Verb(NamedTuple):
    """A verb of change: its direction, 1, -1 or 0, and its first word."""

    direction: int
    start: int


def change_before(passage: Passage, place: int, first: int = 0) -> Verb | None:
    """The verb of change in the words before a place, from the word `first` on; None if there is none."""
    if place > first and (match := passage.before(passage.tables.changes_beside, place)):
        return Verb(match.meaning, place - match.length)
    is_by = passage.word(place - 1) in passage.tables.lists.by
    for step in range(CHANGE_WINDOW):
        if place <= first:
            return None
        if match := passage.before(passage.tables.changes, place):
            return None if match.meaning == NO_CHANGE else Verb(match.meaning, place - match.length)
        word = passage.word(place - 1)
        is_opening = step < 2 and word in _OPENING
        if not word[:1].isalpha() and not is_opening:
            return None
        # "Cut operation and maintenance costs by 50%" is one clause.
        is_clause = word in passage.tables.lists.clause and not (is_by and word in passage.tables.lists.and_)
        if is_clause or (passage.is_han(place - 1) and step >= HAN_WINDOW):
            return None
        place -= 1
    return None


def assign_roles(passage: Passage, drafts: Iterable[Draft]) -> None:
    """Find the levels before and after a change, and the sizes of changes."""
    last: Draft | None = None
    pending: Draft | None = None
    for draft in drafts:
        if draft.kind in ("year", "label") or draft.hedge.is_negated:
            continue
        if draft.role == "change":
            _assign_multiple(passage, draft)
        else:
            first = last if last and _is_from(passage, last) else pending
            near = last if last and _are_near(passage, last, draft) else None
            if first and _are_levels(passage, first, draft):
                _make_levels(passage, first, draft)
                pending = None
            else:
                _assign_role(passage, draft, near)
            pending = draft if _is_from(passage, draft) else pending
        last = draft


def _place(draft: Draft) -> int:
    """The first word of a number with the hedge directly before it."""
    return min(draft.start, draft.hedge.inner)


def _is_from(passage: Passage, draft: Draft) -> bool:
    return passage.before(passage.tables.before, _place(draft)) is not None


def _are_near(passage: Passage, last: Draft, draft: Draft) -> bool:
    """Whether two numbers are in one sentence and not far from each other."""
    if draft.start - last.stop > PAIR_WINDOW:
        return False
    return not any(
        passage.word(index) in _SENTENCE_ENDS and not passage.is_glued(index + 1)
        for index in range(last.stop, draft.start)
    )


def _are_levels(passage: Passage, first: Draft, draft: Draft) -> bool:
    """Whether two numbers are the levels of "from 43 to 70"."""
    place = draft.start if _is_second_level(passage, draft) else _place(draft)
    is_to = passage.before(passage.tables.after, place) is not None
    return is_to and draft.start - first.stop <= PAIR_WINDOW and _are_alike(first, draft)


def _are_alike(left: Draft, right: Draft) -> bool:
    return len({left.unit.kind, right.unit.kind} - {""}) < 2 and not left.highs


def _is_second_level(passage: Passage, draft: Draft) -> bool:
    """Whether "up to" marks the second level of "from 43 up to 70", and is no bound."""
    return draft.hedge.qualifiers == ("at_most",) and passage.word(draft.start - 1) in passage.tables.lists.up_to


def _make_levels(passage: Passage, left: Draft, right: Draft) -> None:
    """Make two numbers the levels before and after a change."""
    _share_unit(left, right)
    verb = change_before(passage, _place(left) - 1) or change_before(passage, _place(right))  # the latter is "增至"
    left.direction = right.direction = verb.direction if verb else 0
    if _is_second_level(passage, right):
        right.hedge = right.hedge._replace(qualifiers=())
    left.values = scaled_like(left, right)
    left.role, right.role = "before", "after"


def _share_unit(left: Draft, right: Draft) -> None:
    """Give one of two levels the unit that only the other one has."""
    for draft, other in ((left, right), (right, left)):
        if not draft.unit.kind and other.unit.kind not in ("", "time", "age"):
            draft.take_unit(other.unit)
            draft.is_scaled = draft.is_scaled or other.is_scaled


def _assign_role(passage: Passage, draft: Draft, last: Draft | None) -> None:
    """Find the role of a number by the words before it and by the number `last` near it."""
    tables, place = passage.tables, _place(draft)
    to_before = passage.before(tables.after, place)
    if last and last.role == "change" and not draft.hedge.qualifiers:
        to_before = to_before or passage.before(tables.after, draft.start)  # "达到" is no hedge there
    from_before = passage.before(tables.before, place)
    if last and _are_alike(last, draft) and from_before and _compares(passage, place, from_before.length, last):
        last.role, draft.role = "after", "before"
        _share_unit(last, draft)
    elif last and "".join(passage.words[last.stop : draft.start]) in _ARROWS:
        last.role, draft.role, last.direction = "before", "after", 0
        _share_unit(last, draft)
    elif to_before and _is_level_after(passage, place, to_before.length, last):
        draft.role = "after"
        verb = change_before(passage, place)
        draft.direction = verb.direction if verb else (last.direction if last else 0)
        if last and last.unit.kind == "money" and not draft.unit.kind:
            draft.unit = last.unit
    elif to_before and _is_up_to(passage, place) and not draft.hedge.qualifiers:
        draft.hedge = Hedge(("at_most",), place - 1, draft.stop, place - 1)
    elif from_before and passage.word(place - from_before.length) in tables.lists.compared:
        draft.role = "" if draft.is_bare else "before"
    else:
        _assign_change(passage, draft, place, last)


def _is_up_to(passage: Passage, place: int) -> bool:
    """Whether "до" before a number is a bound, and does not belong to a verb such as "добраться до"."""
    hedge = passage.before(passage.tables.hedges, place)
    return passage.word(place - 1) in passage.tables.lists.up_to_alone and not (hedge and hedge.meaning[0] == "none")


def _compares(passage: Passage, place: int, length: int, last: Draft) -> bool:
    """Whether the words before a number compare it with the one before it: "to 70 from 43", "70, up from 43"."""
    if last.role not in ("after", ""):
        return False
    if length == 1 and passage.word(place - 1) in passage.tables.lists.from_:
        return last.role == "after" or change_before(passage, place - length) is not None
    return length > 1 or passage.word(place - 1) in passage.tables.lists.compared


def _is_level_after(passage: Passage, place: int, length: int, last: Draft | None) -> bool:
    """Whether "to" before a number makes it the level after a change."""
    if last and last.role == "change":
        return True
    is_chinese_verb = passage.is_han(place - 1) and length > 1  # "增至"
    return is_chinese_verb or change_before(passage, place - length) is not None


def _assign_change(passage: Passage, draft: Draft, place: int, last: Draft | None) -> None:
    """Whether the number is the size of a change, and of which direction; `last` is the number near it."""
    lists = passage.tables.lists
    is_level = place < draft.start and passage.word(place) in lists.level_hedges  # "fell below 85%"
    verb = None if is_level else change_before(passage, place, draft.hedge.outer_stop)
    if last and not (is_level or verb or draft.is_bare):
        verb = _verb_of_last(passage, place, last)
    noun = passage.after(passage.tables.changes_after, draft.stop)
    is_comparison = passage.word(draft.stop + 1) in lists.than
    if noun and not (verb and is_comparison):
        draft.role, draft.direction = "change", noun.meaning
    elif verb and draft.kind == "number":
        draft.role, draft.direction, draft.change_start = "change", verb.direction, verb.start
    elif passage.word(draft.start - 1) == "+":
        draft.role, draft.direction = "change", 1
    if draft.unit.kind == "share" and draft.role and passage.word(place - 1) in lists.level_of_times:
        draft.unit = TIMES  # a fall to "原来的四分之一"
    elif draft.unit.kind == "times" and draft.role:
        _make_factor(passage, draft, place)


def _verb_of_last(passage: Passage, place: int, last: Draft) -> Verb | None:
    """The change that a number goes on with: "rose from 43 to 70 km, and by 18 percent"."""
    lists = passage.tables.lists
    is_joined = passage.word(place - 1) in lists.by and passage.word(place - 2) in lists.and_ | lists.or_
    return Verb(last.direction, place - 1) if is_joined and last.role in ("after", "change") else None


def _make_factor(passage: Passage, draft: Draft, place: int) -> None:
    """Turn a number of "times" into the factor of the change."""
    lists, values = passage.tables.lists, draft.values
    if draft.direction == -1:
        draft.values, draft.highs = tuple(1 / value if value else value for value in values), ()
    elif passage.is_han(draft.stop - 1):
        if (
            not {passage.word(place - 1), passage.word(draft.start - 1)} & lists.level_of_times
        ):  # growth by 1倍 is a doubling
            draft.values, draft.highs = tuple(value + 1 for value in values), tuple(high + 1 for high in draft.highs)
    elif draft.start != draft.numeral.start:
        return  # "by a factor of 3"
    elif passage.word(place - 1) in lists.by or passage.word(draft.stop) in lists.more:
        # "Grew by 3 times" and "3 times more" mean a factor of 3 or of 4.
        draft.values, draft.is_certain = (*values, *(value + 1 for value in values)), False


def _assign_multiple(passage: Passage, draft: Draft) -> None:
    """The direction of "doubled" and the like, by a verb before or a noun after: "a twofold fall"."""
    value = draft.values[0]
    verb = change_before(passage, _place(draft))
    noun = passage.after(passage.tables.changes_ahead, draft.stop)
    draft.direction = (verb and verb.direction) or (noun.meaning if noun else 0) or (1 if value > 1 else -1)
    draft.change_start = verb.start if verb else None
    if draft.direction == -1 and value > 1:
        draft.values = (1 / value,)
