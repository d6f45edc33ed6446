"""Two numbers that are one: ranges ("2 to 3 million"), proportions ("7 in 10"), margins ("70 ± 3")."""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

from sco_cli.phrases.changes import change_before
from sco_cli.phrases.drafts import Draft, scaled_like
from sco_cli.phrases.passage import Passage
from sco_cli.phrases.tokens import HAN
from sco_cli.phrases.units import SHARE

MAX_CONNECTOR = 6
"""Words between two numbers of a pair, at most."""

MAX_CHINESE_CONNECTOR = 12
MAX_SCORE = 100
WHOLES = frozenset(map(Fraction, [2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 50, 100, 1000, 10_000, 100_000]))
"""Numbers of people or things that a proportion is usually given of."""

_DASHES = frozenset("-–—~～")
_MARGINS = (["±"], ["+", "/", "-"], ["plus", "or", "minus"])
_CHINESE_PROPORTION = re.compile(rf"[{HAN}]{{0,8}}[中里](?:就)?(?:有)?")


def join_pairs(passage: Passage, drafts: Iterable[Draft]) -> list[Draft]:
    """Join the numbers of each range, proportion and margin into one."""
    joined: list[Draft] = []
    for draft in drafts:
        if not joined or not _join(passage, joined[-1], draft):
            joined.append(draft)
    return joined


def _join(passage: Passage, left: Draft, right: Draft) -> bool:
    """Make the left number a range or a share with the right one; False if they are two numbers."""
    if passage.words[left.stop : right.start] in _MARGINS:
        _join_margin(left, right)
        return True
    if _is_chinese_proportion(passage, left, right):
        _make_share(left, right.values[0], left.values[0], right.stop)
        return True
    connector = _connector(passage, left.stop, right.start)
    if connector is None:
        return _is_share_of_things(passage, left, right)
    if connector.joins_share and not connector.is_hedged and _is_proportion(passage, left, right, connector.words):
        _make_share(left, left.values[0], right.values[0], right.stop)
        return True
    if not connector.joins_range:
        return False
    if left.kind == "label" or _is_score(left, right, connector.words):
        left.kind = right.kind = "label"
        left.is_certain = right.is_certain = False
    if left.highs or {"year", "label"} & {left.kind, right.kind} or not _share_unit(left, right):
        return False
    if connector.is_hedged or not _is_range(passage, left, right, connector.words):
        return False
    _join_range(passage, left, right)
    return True


def _join_margin(left: Draft, right: Draft) -> None:
    """Make "70 ± 3%" about 70%."""
    _share_unit(left, right)
    left.numeral = left.numeral._replace(hedge=("about",))
    left.values = scaled_like(left, right)[:1]
    left.unit_span = _unit_span(left, right)
    left.stop = right.stop


def _unit_span(left: Draft, right: Draft) -> tuple[int, int]:
    """The words of the unit behind the right number or, if it has none, behind the left one."""
    draft = right if right.stop > right.numeral.stop else left
    return draft.numeral.stop, draft.stop


def _is_chinese_proportion(passage: Passage, left: Draft, right: Draft) -> bool:
    """Whether two numbers are a proportion as in "每10人中有7人"."""
    if not 0 < right.start - left.stop <= MAX_CHINESE_CONNECTOR:
        return False
    between = "".join(passage.words[left.stop : right.start])
    is_of_each = passage.word(left.start - 1) == "每" or left.values[0] in WHOLES
    return is_of_each and bool(_CHINESE_PROPORTION.fullmatch(between)) and 0 < right.values[0] < left.values[0]


def _is_share_of_things(passage: Passage, left: Draft, right: Draft) -> bool:
    """Make "one household in eight" a share; False if two numbers are none. What is counted is one word."""
    place = left.stop + 1
    match = passage.tables.proportions.find(passage.words, place, right.start) if place < right.start else None
    if not match or place + match.length != right.start or not left.numeral.in_words or not right.numeral.in_words:
        return False
    if not left.is_bare or not right.is_bare or not 0 < left.values[0] < right.values[0]:
        return False
    _make_share(left, left.values[0], right.values[0], right.stop)
    return True


class _Connector(NamedTuple):
    """The words between two numbers that join them.

    `is_hedged` is whether a hedge follows, as in "2 to over 3"; the last two tell what the words may make of them.
    """

    words: str
    is_hedged: bool
    joins_range: bool
    joins_share: bool


def _connector(passage: Passage, start: int, stop: int) -> _Connector | None:
    """The words between two numbers that join them; None if there are none."""
    if not 0 < stop - start <= MAX_CONNECTOR:
        return None
    tables, words = passage.tables, passage.words
    in_range, in_share = tables.ranges.find(words, start, stop), tables.proportions.find(words, start, stop)
    length = max((match.length for match in (in_range, in_share) if match), default=0)
    if not length:
        return None
    rest = stop - start - length
    if rest:
        hedge = tables.hedges.find(words, stop, start + length - 1)
        if hedge is None or hedge.length != rest:
            return None
    return _Connector(" ".join(words[start : start + length]), rest > 0, in_range is not None, in_share is not None)


def _is_proportion(passage: Passage, left: Draft, right: Draft, connector: str) -> bool:
    """Whether two numbers are a part and a whole: "7 in 10", "one out of three", "7 из 10"."""
    lists = passage.tables.lists
    if left.unit.kind or left.highs:
        return False
    if right.unit.kind in ("percent", "points", "money") or "year" in (left.kind, right.kind):
        return False
    part, whole = left.values[0], right.values[0]
    if part.denominator != 1 or whole.denominator != 1 or not 0 < part < whole:
        return False
    if connector in lists.proportion_in:
        return whole in WHOLES and (part <= 10 or whole % 10 == 0)
    return whole in WHOLES or connector not in lists.proportion_of


def _make_share(draft: Draft, part: Fraction, whole: Fraction, stop: int) -> None:
    draft.values, draft.unit, draft.stop = (part / whole,), SHARE, stop
    draft.kind, draft.is_certain = "number", False


def _is_score(left: Draft, right: Draft, connector: str) -> bool:
    """Whether two numbers with a hyphen between them are a score: "won 2-1"."""
    return connector in _DASHES and left.is_bare and right.is_bare and right.values[0] <= left.values[0] < MAX_SCORE


def _share_unit(left: Draft, right: Draft) -> bool:
    """Give one number the unit that only the other one has; False if they have two."""
    if left.unit.kind == right.unit.kind:
        return left.unit.kind != "money" or bool(left.unit.names & right.unit.names)
    if not left.unit.kind:
        if right.unit.kind in ("time", "age") and left.kind == "number":
            left.kind, left.is_certain = right.kind, False
        left.take_unit(right.unit)
        return True
    if not right.unit.kind and left.unit.kind == "money":
        right.unit = left.unit
        return True
    return False


def _is_range(passage: Passage, left: Draft, right: Draft, connector: str) -> bool:
    """Whether two numbers are the ends of one range, and not two levels, a change and a level, or two numbers."""
    lists = passage.tables.lists
    lows, highs = _range_values(passage, left, right)
    if not lows[0] < highs[0]:
        return False
    if connector in _DASHES:
        return True
    if connector in lists.and_:
        return passage.before(passage.tables.between, left.start) is not None
    if connector in lists.or_:
        return lows[0] * 2 >= highs[0] or highs[0] - lows[0] <= 2
    place = left.start
    hedge = passage.before(passage.tables.hedges, place)
    if hedge and hedge.meaning[0] != "none":
        place -= hedge.length
    if from_before := passage.before(passage.tables.before, place):
        if passage.word(place - 1) in lists.range_from:
            return change_before(passage, place - 1) is None
        return passage.word(place - from_before.length - 1) in lists.range_verbs
    # In "rose by 4 to 20" the numbers are a change and a level, in "rose 2 to 3 percent" they share unit or scale.
    has_own_measure = left.numeral.scaled or left.numeral.stop != left.stop
    shares_measure = not has_own_measure and (right.numeral.scaled or right.stop != right.numeral.stop)
    return change_before(passage, left.start) is None or shares_measure


def _join_range(passage: Passage, left: Draft, right: Draft) -> None:
    left.values, left.highs = _range_values(passage, left, right)
    left.unit_span = _unit_span(left, right)
    left.stop, left.is_certain = right.stop, left.is_certain or right.is_certain
    left.is_scaled = left.is_scaled or right.is_scaled


def _range_values(passage: Passage, left: Draft, right: Draft) -> tuple[tuple[Fraction, ...], tuple[Fraction, ...]]:
    """The ends of a range: the scale word of the second number is the first one's too."""
    high = right.values[0]
    lows = scaled_like(left, right)
    if right.numeral.unit.kind == "percent" and passage.word(right.stop - 1) == "成" and left.values[0] < 10:
        lows = tuple(value * 10 for value in left.values)  # "二至三成"
    lows = tuple(value for value in lows if value < high) or lows[:1]
    return lows, (high,) * len(lows)
