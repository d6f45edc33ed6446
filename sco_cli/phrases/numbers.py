"""Numbers in a text, with what they count and the words that qualify them: 43 % and "over 70 %" in "from 43% to over 70%".

Texts may be in English, Russian or Chinese, the languages of most sources on the region. docs/wordings.md says what is
read and what is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal, NamedTuple

from sco_cli.phrases.contexts import is_year_word, skip_other_notation
from sco_cli.phrases.hedges import Hedge, find_hedge
from sco_cli.phrases.numerals import Numeral, parse_numeral
from sco_cli.phrases.tables import Match, Qualifiers, Tables, tables
from sco_cli.phrases.tokens import HAN, Tokens, tokenize
from sco_cli.phrases.units import NONE, Unit

Role = Literal["before", "after", "change", ""]
Kind = Literal["number", "time", "age", "label", "year"]

CHANGE_WINDOW = 7
"""How many words before a number are searched for a verb of change."""

PAIR_WINDOW = 14
"""How many words may lie between the two levels of "from ... to ..."."""

_CYRILLIC = re.compile("[а-яё]")


class NumberMention(NamedTuple):
    """A number in a text, with the words that qualify it.

    * `text`: the number, its unit and those words, as in the text, from `start` to `end`.
    * `values`: the numbers that it may mean, the likeliest first. "30" in "30 to 50 million" is 30,000,000 or 30.
    * `highs`: of a range, the upper ends that go with `values`; else empty.
    * `unit`: what it counts by its own words.
    * `qualifiers`: those that mean the same as the words, the one that fits best first; empty if there are no words.
    * `role`: whether it is the level before or after a change, or the size of the change; else empty.
    * `direction`: of a change, 1 for a rise, -1 for a fall, 0 if the words do not say.
    * `change_text`: of a change, the text from the verb on: "fell by 50%".
    * `is_negated`: whether the text denies the number: "not 70%".
    * `kind`: whether it is a number of something, a length of time, an age, a year, or a label such as a version.
    * `is_certain`: false if it may not be a number of the figure at all.
    """

    text: str
    start: int
    end: int
    values: tuple[Fraction, ...]
    highs: tuple[Fraction, ...]
    unit: Unit
    qualifiers: Qualifiers
    role: Role
    direction: int
    kind: Kind
    is_certain: bool
    change_text: str
    is_negated: bool


@dataclass(slots=True)
class _Draft:
    """A number while its surroundings are read; `start` and `stop` are the first word and the one after the last."""

    numeral: Numeral
    start: int
    stop: int
    unit: Unit
    values: tuple[Fraction, ...]
    highs: tuple[Fraction, ...] = ()
    kind: Kind = "number"
    is_certain: bool = True
    role: Role = ""
    direction: int = 0
    change_start: int | None = None
    is_scaled: bool = False
    hedge: Hedge = Hedge((), 0, 0, 0)


class _Verb(NamedTuple):
    """A verb of change: its direction, and its first word."""

    direction: int
    start: int


def find_numbers(text: str, limit: int | None = None) -> list[NumberMention]:
    """The numbers in the text, from left to right: all, or the first `limit` of them.

    The time that it takes is proportional to the length of the text.
    """
    return list(_Reader(text, limit).mentions())


class _Reader:
    """Reads the numbers of one text."""

    def __init__(self, text: str, limit: int | None) -> None:
        self.limit = limit
        self.tokens: Tokens = tokenize(text)
        self.words = self.tokens.words
        self.tables: Tables = tables()
        self.is_russian = bool(_CYRILLIC.search(self.tokens.plain))

    def mentions(self) -> Iterator[NumberMention]:
        """All steps, one after the other."""
        drafts = self._join_pairs(self._find())
        for draft in drafts:
            draft.hedge = find_hedge(
                self.tokens, draft.start, draft.stop, draft.unit, self.tables, is_scaled=draft.is_scaled
            )
        self._assign_roles(drafts)
        yield from map(self._mention, drafts)

    def _find(self) -> list[_Draft]:
        """Every number by itself, with its sign and unit."""
        drafts: list[_Draft] = []
        index, triggers = 0, self.tables.triggers
        while index < len(self.words) and (self.limit is None or len(drafts) < self.limit):
            word = self.words[index]
            if not (
                word.isdecimal() or word in triggers or word.startswith(self.tables.trigger_stems) or word[0] in VULGAR
            ):
                index += 1
                continue
            draft = None
            if word.isdecimal() and (stop := skip_other_notation(self.tokens, index, self.tables)):
                index = stop
                continue
            draft = self._multiple(index) or self._number(index)
            if draft is None:
                index += 1
            else:
                drafts.append(draft)
                index = max(draft.stop, index + 1)
        return drafts

    def _multiple(self, index: int) -> _Draft | None:
        """A word for a change by a factor: "doubled", "вдвое", "翻番"."""
        match = self.tables.multiples.find(self.words, index, len(self.words))
        if match is None or match.length == 0:
            return None
        stop = index + match.length
        following = self.words[stop] if stop < len(self.words) else ""
        if following == "-" or (index and self.words[index - 1] == "成") or (self.words[index] == "twice" and following in ("a", "per", "every", "daily", "weekly", "yearly")):
            return None
        numeral = Numeral((match.meaning,), index, stop, match.meaning, in_words=True)
        draft = _Draft(numeral, index, stop, Unit("times"), (match.meaning,), role="change")
        after = self.tables.changes_ahead.find(self.words, stop, len(self.words))
        verb = self._change_before(index)
        direction = verb.direction if verb and verb.direction else (after.meaning if after else None)
        draft.change_start = verb.start if verb else None
        draft.direction = direction or (1 if match.meaning > 1 else -1)
        if direction == -1 and match.meaning > 1:
            draft.values = (1 / match.meaning,)
        return draft

    def _number(self, index: int) -> _Draft | None:
        numeral = parse_numeral(self.tokens, index, self.tables, is_russian=self.is_russian)
        if numeral is None:
            return None
        start, currency = self._currency_before(numeral.start)
        stop, unit = self._unit_after(numeral, currency)
        if unit == NONE and (factor := self.tables.factors.find(self.words, start, -1)):
            unit = Unit("times")
            start -= factor.length
        sign, start = self._sign_before(start)
        draft = _Draft(
            numeral,
            start,
            stop,
            unit,
            tuple(sign * value * (unit.factor if unit.kind in ("percent", "points") else 1) for value in numeral.values),
            is_scaled=numeral.scaled or bool(currency.kind),
        )
        if numeral.high is not None:
            draft.highs = (numeral.high,)
        self._classify(draft)
        return draft

    def _currency_before(self, start: int) -> tuple[int, Unit]:
        """The first word of a number with the currency before it, and the currency."""
        match = self.tables.units_before.find(self.words, start, -1)
        if match is None:
            return start, NONE
        first = start - match.length
        name = self.tokens.text[self.tokens.starts[first] : self.tokens.ends[start - 1]]
        if name.isalpha() and not (name.isupper() or name in ("Rs", "Re")):
            return start, NONE
        if first and self.tokens.is_glued(first) and self.words[first - 1].isalpha() and self.words[first - 1].isascii():
            code = self.words[first - 1]
            known = self.tables.units.find([code], 0, 1)
            if known and known.meaning.kind == "money":  # "USD $70" and "US$70"
                return first - 1, known.meaning
            if len(code) <= 3:
                return first - 1, Unit("money", match.meaning.names)
        return first, match.meaning

    def _unit_after(self, numeral: Numeral, currency: Unit) -> tuple[int, Unit]:
        """The word after a number with its unit, and the unit."""
        place = numeral.stop
        words, plain = self.words, self.tokens
        if place < len(words) and words[place] in ("-", "‑") and plain.is_glued(place) and plain.is_glued(place + 1):
            place += 1
        match = self.tables.units.find(words, place, len(words))
        if match is None and words[place : place + 1] == ["个"]:
            match = self.tables.units.find(words, place + 1, len(words))
            if match:
                match = match._replace(length=match.length + 1)
        if match is None or not self._is_unit(place, match.length, match.meaning, numeral):
            return numeral.stop, currency if currency.kind else numeral.unit
        stop, unit = place + match.length, match.meaning
        if currency.kind and unit.kind != "money":
            return numeral.stop, currency
        if numeral.unit.kind == "percent" and unit.kind != "points":
            return numeral.stop, numeral.unit
        if unit.kind == "money" and currency.kind:
            unit = Unit("money", currency.names & unit.names or unit.names)
        return stop, unit

    def _is_unit(self, place: int, length: int, unit: Unit, numeral: Numeral) -> bool:
        """Whether words after a number are its unit, and not the beginning of something else."""
        words = self.words
        following = words[place + length] if place + length < len(words) else ""
        name = words[place]
        if unit.kind == "times":
            if name == "times" and following in ("a", "per", "the", "square"):
                return following in ("the",)
            if name in ("x", "×"):
                return self.tokens.is_glued(place) and not following.isdecimal()
            return name != "fold" or True
        if len(name) == 1 and name.isalpha() and name < "\u3400" and unit.kind == "measure":
            return not self.tokens.is_glued(place + length) or not following[:1].isalpha()
        return True

    def _sign_before(self, start: int) -> tuple[int, int]:
        """The sign of a number, -1 or 1, and the first word of the number with it."""
        before = start - 1
        if before < 0:
            return 1, start
        word = self.words[before]
        if word == "-" and before and self.words[before - 1] in ("minus", "минус"):
            before, word = before - 1, "minus"
        if word in ("minus", "минус", "负"):
            is_plus_minus = before > 0 and self.words[max(before - 2, 0) : before] in (["плюс"], ["plus"], ["плюс", "-"])
            return (1, start) if is_plus_minus or self.words[before - 1] in ("плюс", "plus") else (-1, before)
        is_dash = word in ("-", "–", "‑") and self.tokens.is_glued(start)
        if is_dash and (before == 0 or not self.tokens.is_glued(before) or self.words[before - 1] in ("(", "[", "\"", "“", "~")):
            return -1, before
        if is_dash and self.words[before - 1][0] >= "\u3400":
            return -1, before
        return 1, start

    def _classify(self, draft: _Draft) -> None:
        """Set the kind of a number, and whether it is certain that it is one of the claim."""
        numeral, words = draft.numeral, self.words
        is_bare = not draft.unit.kind and not draft.is_scaled
        if draft.unit.kind in ("time", "age"):
            draft.kind, draft.is_certain = draft.unit.kind, False  # type: ignore[assignment]
            if draft.unit.kind == "time" and is_year_word(words[numeral.start]) and words[numeral.stop] in ("年", "год", "года", "году"):
                draft.kind = "year"
        elif is_bare and self._is_year(draft):
            draft.kind, draft.is_certain = "year", False
        elif is_bare and self._is_label(draft):
            draft.kind, draft.is_certain = "label", False
        elif numeral.in_words and is_bare and numeral.values[0] < 10:
            draft.is_certain = False
        elif draft.unit.kind in ("points", "share"):
            draft.is_certain = False

    def _is_year(self, draft: _Draft) -> bool:
        word = self.words[draft.numeral.start]
        if draft.numeral.in_words or draft.numeral.stop - draft.numeral.start != 1 or not is_year_word(word):
            return False
        following = self.words[draft.stop] if draft.stop < len(self.words) else ""
        if following in ("год", "года", "году", "годов", "г", "гг", "годах", "годом"):
            return True
        if following >= "\u3400":
            return False  # a year has "年" after it
        if self.tables.years.find(self.words, draft.start, -1):
            return int(word) >= 1700
        is_noun = following.isalpha() and len(following) > 3 and following not in _FUNCTION_WORDS
        hedge = self.tables.hedges.find(self.words, draft.start, -1)
        if hedge and hedge.meaning[0] == "" and hedge.meaning[1]:
            return False
        return int(word) >= 1800 and not (is_noun and not following[0] >= "\u3400" and int(word) % 10 == 0)

    def _is_label(self, draft: _Draft) -> bool:
        words, start = self.words, draft.start
        place = start
        if place and words[place - 1] in ("-", ".", ":", "#") and not words[place - 1].isalnum():
            place -= 1
        if self.tables.labels_after.find(words, draft.stop, len(words)):
            return True
        if self._is_age(draft):
            draft.kind = "age"
            return False
        if self.tables.labels.find(words, start, -1) or (place != start and self.tables.labels.find(words, place, -1)):
            return True
        return self._is_part_of_name(draft)

    def _is_part_of_name(self, draft: _Draft) -> bool:
        """Whether a capital word stands before a small whole number, and no noun after it: "Windows 10", "Model 3 cars"."""
        if draft.numeral.in_words or draft.start == 0 or draft.values[0].denominator != 1 or draft.values[0] > 9999:
            return False
        before = self.tokens.text[self.tokens.starts[draft.start - 1] : self.tokens.ends[draft.start - 1]]
        if before.lower() == before or not before[0].isalpha() or not before.isascii():
            return False
        if before.isupper() and len(before) <= 3 and not self.tables.units.find([before.lower()], 0, 1):
            return True
        if draft.start == 1 or self.words[draft.start - 2] in (".", "!", "?", ":"):
            return bool(re.search("[a-z][A-Z]|[A-Z]{2}", before))
        if self.tables.hedges.find(self.words, draft.start, -1) or self.tables.changes.find(self.words, draft.start, -1):
            return False
        following = self.words[draft.stop] if draft.stop < len(self.words) else ""
        letter = self.tokens.text[self.tokens.starts[draft.stop]] if following else ""
        return not (following and letter.islower() and len(following) > 3 and following not in _FUNCTION_WORDS)

    def _is_age(self, draft: _Draft) -> bool:
        """Whether the number is an age beside a name: "Aibek Sadykov, 42, said"."""
        start, stop = draft.start, draft.stop
        if start < 2 or self.words[start - 1] != "," or self.words[stop : stop + 1] != [","] or not 0 < draft.values[0] < 120:
            return False
        return self.tokens.text[self.tokens.starts[start - 2]].isupper() and not draft.numeral.in_words

    def _join_pairs(self, drafts: list[_Draft]) -> list[_Draft]:
        """Join ranges ("2 to 3 million") and proportions ("7 in 10"), and share units between two levels."""
        joined: list[_Draft] = []
        for draft in drafts:
            last = joined[-1] if joined else None
            if last is None or not self._join(last, draft):
                joined.append(draft)
        return joined

    def _join(self, left: _Draft, right: _Draft) -> bool:
        """Make the left number a range or a share with the right one; False if they are two numbers."""
        if self.words[left.stop : right.start] in (["±"], ["+", "/", "-"], ["plus", "or", "minus"]):
            self._share_unit(left, right)
            left.numeral = left.numeral._replace(hedge=("about",))
            if right.numeral.scaled and not left.numeral.scaled:
                left.values = self._scaled_like(left, right)
            left.stop = right.stop
            return True
        if self._is_chinese_proportion(left, right):
            self._make_share(right, left)
            left.values, left.unit, left.stop, left.is_certain = right.values, right.unit, right.start + 1, False
            left.stop = right.numeral.stop
            return True
        between = self._connector(left.stop, right.start)
        if between is None:
            return False
        connector, hedge_length = between
        if hedge_length == 0 and self._is_proportion(left, right, connector):
            self._make_share(left, right)
            return True
        if connector not in _RANGE_WORDS:
            return False
        if left.kind == "label" or self._is_score(left, right, connector):
            left.kind = right.kind = "label"
            left.is_certain = right.is_certain = False
            return False
        if left.highs or "year" in (left.kind, right.kind) or right.kind == "label":
            return False
        shares_unit = self._share_unit(left, right)
        is_range = hedge_length == 0 and self._is_range(left, right, connector)
        if not shares_unit or not is_range:
            return False
        if right.numeral.unit.kind == "percent" and self.words[right.stop - 1] == "成" and left.values[0] < 10:
            left.values = tuple(value * 10 for value in left.values)
        lows, highs = self._range_values(left, right)
        left.values, left.highs, left.stop = lows, highs, right.stop
        left.unit, left.is_scaled = right.unit if right.unit.kind else left.unit, left.is_scaled or right.is_scaled
        left.numeral = left.numeral._replace(hedge=left.numeral.hedge or right.numeral.hedge)
        left.is_certain = left.is_certain or right.is_certain
        left.kind = right.kind if right.kind != "number" else left.kind
        return True

    def _is_score(self, left: _Draft, right: _Draft, connector: str) -> bool:
        """Whether two numbers with a hyphen between them are a score: "won 2-1"."""
        is_bare = not (left.unit.kind or right.unit.kind or left.is_scaled or right.is_scaled)
        return connector in _DASHES and is_bare and left.values[0] >= right.values[0] and left.values[0] < 100

    def _is_chinese_proportion(self, left: _Draft, right: _Draft) -> bool:
        """Whether two numbers are a proportion as in "每10人中有7人"."""
        if left.start == 0 or self.words[left.start - 1] != "每" or not 0 < right.start - left.stop <= 12:
            return False
        between = "".join(self.words[left.stop : right.start])
        return bool(_CHINESE_PROPORTION.fullmatch(between)) and 0 < right.values[0] < left.values[0]

    def _connector(self, start: int, stop: int) -> tuple[str, int] | None:
        """The word between two numbers, and how many words of a hedge follow it; None if they are too far apart."""
        if not 0 < stop - start <= 6:
            return None
        match = self.tables.ranges.find(self.words, start, stop) or self.tables.proportions.find(self.words, start, stop)
        proportion = self.tables.proportions.find(self.words, start, stop)
        if proportion and match and proportion.length > match.length:
            match = proportion
        if match is None:
            # "5 people out of 10" and "每10人中有7人" are read elsewhere
            return None
        length = match.length
        rest = stop - start - length
        if rest:
            hedge = self.tables.hedges.find(self.words, stop, start + length - 1)
            if hedge is None or hedge.length != rest:
                return None
        return " ".join(self.words[start : start + length]), rest

    def _is_proportion(self, left: _Draft, right: _Draft, connector: str) -> bool:
        if connector not in _PROPORTIONS or left.unit.kind or right.unit.kind in ("percent", "points", "money"):
            return False
        if left.highs or "year" in (left.kind, right.kind):
            return False
        part, whole = left.values[0], right.values[0]
        if part.denominator != 1 or whole.denominator != 1 or not 0 < part < whole:
            return False
        if connector in ("in", "на", "per"):
            return whole in _ROUND_WHOLES and connector != "per" and whole / part < 1000 and (part < 10 or whole % 10 == 0) and (connector == "in" or part <= 10)
        return whole in _ROUND_WHOLES or connector not in ("из", "out of")

    def _make_share(self, left: _Draft, right: _Draft) -> None:
        left.values = (left.values[0] / right.values[0],)
        left.unit, left.stop, left.kind, left.is_certain = Unit("share"), right.stop, "number", False

    def _share_unit(self, left: _Draft, right: _Draft) -> bool:
        """Give one number the unit that only the other one has; False if they have two."""
        if left.unit.kind == right.unit.kind:
            return left.unit.kind != "money" or bool(left.unit.names & right.unit.names)
        if not left.unit.kind:
            if right.unit.kind in ("time", "age") and left.kind == "number":
                left.kind, left.is_certain = right.kind, False
            left.unit = right.unit
            if right.unit.kind in ("percent", "points"):
                left.values = tuple(value * right.unit.factor for value in left.values)
            return True
        if not right.unit.kind and left.unit.kind == "money":
            right.unit = left.unit
            return True
        return False

    def _is_range(self, left: _Draft, right: _Draft, connector: str) -> bool:
        """Whether two numbers are the ends of one range, and not two levels, a score or two numbers."""
        lows, highs = self._range_values(left, right)
        if not lows or not lows[0] < highs[0]:
            return False
        if connector in _DASHES:
            return True
        from_before, place = self._from_before(left.start)
        if connector in ("and", "и", "和"):
            return bool(self.tables.between.find(self.words, left.start, -1))
        if connector in ("or", "или", "或"):
            return lows[0] * 2 >= highs[0] or highs[0] - lows[0] <= 2
        if from_before:
            if self.words[place - 1] == "от":
                return self._direction_before(place - 1) is None
            return self._says_range(place - from_before.length)
        if self._direction_before(left.start) is not None and not left.unit.kind == right.unit.kind:
            return True
        if self._direction_before(left.start) is not None:
            return left.numeral.stop == left.stop and right.stop != right.numeral.stop
        return True

    def _from_before(self, place: int) -> tuple[Match[bool] | None, int]:
        """The word "from" before a number and its hedge, and the place that it ends at."""
        hedge = self.tables.hedges.find(self.words, place, -1)
        if hedge and hedge.meaning[0] != "none":
            place -= hedge.length
        return self.tables.before.find(self.words, place, -1), place

    def _says_range(self, place: int) -> bool:
        """Whether the words before "from" speak of a range: "ranging from 5 to 10"."""
        return place > 0 and self.words[place - 1] in _RANGE_VERBS

    def _range_values(self, left: _Draft, right: _Draft) -> tuple[tuple[Fraction, ...], tuple[Fraction, ...]]:
        """The ends of a range: the scale word of the second number is the first one's too."""
        high = right.values[0]
        pairs = []
        for value in self._scaled_like(left, right):
            if value < high:
                pairs.append((value, high))
        pairs = pairs or [(left.values[0], high)]
        return tuple(low for low, _ in pairs), tuple(end for _, end in pairs)

    def _scaled_like(self, left: _Draft, right: _Draft) -> tuple[Fraction, ...]:
        """The values of a number without a scale word before one with it, the likeliest first."""
        if left.numeral.scaled or not right.numeral.scaled or not right.numeral.digits:
            return left.values
        factor = right.numeral.values[0] / right.numeral.digits
        scaled = tuple(value * factor for value in left.values)
        if left.values[0] <= 20 * right.numeral.digits:
            return (*scaled, *left.values)
        return (*left.values, *scaled)

    def _assign_roles(self, drafts: list[_Draft]) -> None:
        """Find the levels before and after a change, and the sizes of changes."""
        last: _Draft | None = None
        pending: _Draft | None = None
        for draft in drafts:
            if draft.kind in ("year", "label") or draft.hedge.is_negated:
                continue
            place = self._words_start(draft)
            near = last is not None and draft.start - last.stop <= PAIR_WINDOW and not self._has_stop(last.stop, draft.start)
            to_before = self.tables.after.find(self.words, place, -1)
            from_before = self.tables.before.find(self.words, place, -1)
            if draft.role == "change":  # a multiple
                last = draft
                continue
            first = last if last and self._is_from(last) else pending
            if first and draft.start - first.stop <= PAIR_WINDOW and to_before and self._are_alike(first, draft):
                self._make_levels(first, draft)
                pending = None
            elif last and near and from_before and last.role in ("after", "") and self._are_alike(last, draft) and self._compares(place, from_before.length, last):
                last.role, draft.role = "after", "before"
                self._share_level_unit(last, draft)
            elif last and near and self._is_arrow(last.stop, draft.start):
                last.role, draft.role = "before", "after"
                self._share_level_unit(last, draft)
            elif to_before and (
                (last and near and last.role == "change") or self._direction_before(place - to_before.length) is not None
                or (self.words[place - 1] >= "\u3400" and to_before.length > 1)
            ):
                draft.role = "after"
                if last and near and last.unit.kind == "money" and not draft.unit.kind:
                    draft.unit = last.unit
            elif to_before and self.words[place - 1] == "до" and not draft.hedge.qualifiers:
                draft.hedge = Hedge(("at_most",), place - 1, draft.stop, place - 1)
            elif from_before and self._compares_alone(place, from_before.length):
                draft.role = "before" if draft.unit.kind or draft.is_scaled else ""
            else:
                self._assign_change(draft, place)
            pending = draft if self._is_from(draft) else pending
            last = draft

    def _make_levels(self, left: _Draft, right: _Draft) -> None:
        """Make two numbers the levels before and after a change, or a range where no change is spoken of."""
        self._share_level_unit(left, right)
        left.direction = right.direction = 0
        if right.hedge.qualifiers == ("at_most",) and self.words[right.hedge.start : right.hedge.start + 2] == ["up", "to"]:
            right.hedge = right.hedge._replace(qualifiers=())
        if not left.numeral.scaled:
            left.values = self._scaled_like(left, right)
        left.role, right.role = "before", "after"

    def _share_level_unit(self, left: _Draft, right: _Draft) -> None:
        """Give one of two levels the unit that only the other one has."""
        for draft, other in ((left, right), (right, left)):
            if not draft.unit.kind and other.unit.kind not in ("", "time", "age"):
                draft.unit = other.unit
                draft.is_scaled = draft.is_scaled or other.is_scaled

    def _words_start(self, draft: _Draft) -> int:
        """The first word of a number with its hedge."""
        return min(draft.start, draft.hedge.inner)

    def _has_stop(self, start: int, stop: int) -> bool:
        return any(word in ".;。；!?" and not self.tokens.is_glued(start + offset + 1) for offset, word in enumerate(self.words[start:stop]))

    def _is_from(self, draft: _Draft) -> bool:
        return self.tables.before.find(self.words, self._words_start(draft), -1) is not None

    def _are_alike(self, left: _Draft, right: _Draft) -> bool:
        kinds = {left.unit.kind, right.unit.kind} - {""}
        return len(kinds) < 2 and not left.highs

    def _compares(self, place: int, length: int, last: _Draft) -> bool:
        """Whether the words before a number compare it with the one before it: "to 70 from 43", "up from 43"."""
        first = self.words[place - length]
        if first in ("from", "с", "со", "从", "由"):
            return last.role == "after" or self._direction_before(place - length) is not None
        return first in ("compared", "against", "versus", "up", "down", "против", "по", "较") or length > 1

    def _compares_alone(self, place: int, length: int) -> bool:
        return self.words[place - length] in ("compared", "against", "versus", "против")

    def _is_arrow(self, start: int, stop: int) -> bool:
        return "".join(self.words[start:stop]) in ("->", "-->", "→", "=>", "—>", "–>")

    def _assign_change(self, draft: _Draft, place: int) -> None:
        """Whether the number is the size of a change, and of which direction."""
        verb = self._change_before(place) if place == draft.start or self.words[place] not in _LEVEL_WORDS else None
        direction = verb.direction if verb else None
        after = self.tables.changes_after.find(self.words, draft.stop, len(self.words))
        if after and not (self.words[draft.stop : draft.stop + 1] and self.words[draft.stop] in ("more", "less") and self.words[draft.stop + 1 : draft.stop + 2] == ["than"] and direction):
            draft.role, draft.direction = "change", after.meaning
        elif direction is not None and draft.unit.kind not in ("time", "age"):
            draft.role, draft.direction = "change", direction
            draft.change_start = verb.start if verb else None
        elif self.words[draft.start - 1 : draft.start] == ["+"] and draft.start:
            draft.role, draft.direction = "change", 1
        if draft.role == "change":
            self._adjust_factor(draft, place)

    def _adjust_factor(self, draft: _Draft, place: int) -> None:
        """Turn the number of "times" into the factor of the change."""
        if draft.unit.kind != "times":
            return
        values = draft.values
        if draft.direction == -1:
            draft.values = tuple(1 / value for value in values if value)
            draft.highs = ()
        elif self.words[draft.stop - 1] in ("倍", "半") and not self._is_level_of_times(place):
            draft.values = tuple(value + 1 for value in values)
            draft.highs = tuple(value + 1 for value in draft.highs)
        elif "by" in self.words[place - 1 : place] or self.words[draft.stop : draft.stop + 1] in (["more"], ["higher"], ["larger"], ["greater"]):
            draft.values = (*values, *(value + 1 for value in values))
            draft.is_certain = False

    def _is_level_of_times(self, place: int) -> bool:
        return bool(place and self.words[place - 1] in ("至", "到", "为", "是", "的", "达"))

    def _direction_before(self, place: int) -> int | None:
        """The direction that a verb of change in the words before a place gives; None if there is none."""
        verb = self._change_before(place)
        return verb.direction if verb else None

    def _change_before(self, place: int) -> _Verb | None:
        """The verb of change in the words before a place; None if there is none."""
        for step in range(CHANGE_WINDOW):
            if place <= 0:
                return None
            if match := self.tables.changes.find(self.words, place, -1):
                return _Verb(match.meaning, place - match.length)
            word = self.words[place - 1]
            if word.isdecimal() or not word[0].isalpha() or word in _CLAUSE_WORDS:
                if not (step < 2 and word in ("(", "\"", "“", "«", "~")):
                    return None
            if word[0] >= "\u3400" and step > 4:
                return None
            place -= 1
        return None

    def _mention(self, draft: _Draft) -> NumberMention:
        hedged = draft.hedge.qualifiers or draft.hedge.is_negated
        start = min(draft.start, draft.hedge.start) if hedged else draft.start
        stop = max(draft.stop, draft.hedge.stop)
        first, last = self.tokens.starts[start], self.tokens.ends[stop - 1]
        begin = start if draft.change_start is None else min(draft.change_start, start)
        change_text = self.tokens.text[self.tokens.starts[begin] : last] if draft.role == "change" else ""
        qualifiers = draft.numeral.hedge or draft.hedge.qualifiers
        if draft.highs:
            qualifiers = tuple(qualifier for qualifier in qualifiers if qualifier == "about")
        return NumberMention(
            self.tokens.text[first:last], first, last, draft.values, draft.highs, draft.unit, qualifiers, draft.role,
            draft.direction, draft.kind, draft.is_certain, change_text, draft.hedge.is_negated,
        )


VULGAR = frozenset("½⅓⅔¼¾⅕⅖⅗⅘⅙⅛⅜⅝⅞")
_CHINESE_PROPORTION = re.compile(rf"[{HAN}]{{0,8}}[中里](?:就)?(?:有)?")
_LEVEL_WORDS = frozenset(["below", "above", "beyond", "under", "ниже", "выше"])
"""Hedges that a level follows after a verb of change: "fell below 85%"."""
_DASHES = frozenset("-–—~～")
_RANGE_WORDS = frozenset([*_DASHES, "to", "or", "and", "through", "до", "или", "и", "到", "至", "或", "和"])
_PROPORTIONS = frozenset(["in", "out of", "in every", "of every", "of each", "out of every", "из", "из каждых", "из каждой", "на каждые", "на"])
_ROUND_WHOLES = frozenset(map(Fraction, [2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 50, 100, 1000, 10_000, 100_000]))
_RANGE_VERBS = frozenset(["range", "ranges", "ranging", "ranged", "anywhere", "vary", "varies", "varying", "go", "cost", "costs", "диапазоне", "варьируется", "варьируются", "пределах", "колеблется", "составляет", "составит", "anything"])
_CLAUSE_WORDS = frozenset(["and", "but", "while", "when", "which", "that", "who", "и", "а", "но", "что", "который", "когда", "from", "than", "с", "до", "для", "where"])
_FUNCTION_WORDS = frozenset(
    ["when", "while", "with", "from", "that", "than", "were", "was", "have", "has", "had", "will", "would", "could", "which", "after", "before", "since", "until", "into", "over", "under", "this", "these", "those", "they", "there", "their", "season", "election", "budget", "census", "edition", "version", "review", "according", "also", "only", "because", "during", "through", "about", "against", "between", "being", "been", "said", "where", "compared", "reached", "amounted", "stood", "rose", "fell", "grew"]
)
