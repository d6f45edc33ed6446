"""Compares the numbers of a figure with those that the wording of its evidence mentions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from sco_cli.loading.problems import Problem
from sco_cli.models import period
from sco_cli.models.toml_types import KeyPath
from sco_cli.models.vocabulary import LEVEL_KEYS
from sco_cli.phrases.metric_units import MetricUnit, convert, parse_unit
from sco_cli.phrases.numbers import NumberMention, find_numbers
from sco_cli.quantities.change import Change, compute_change
from sco_cli.quantities.number_format import to_json
from sco_cli.quantities.quantity import Qualifier, Quantity

if TYPE_CHECKING:
    from sco_cli.models.facts import Figure

MAX_WORDING_LENGTH = 2000
"""How many characters of a wording are read; a longer text is no wording."""

MAX_MENTIONS = 50
"""How many numbers of a wording are compared."""

MIRRORED: dict[Qualifier, Qualifier] = {"over": "under", "under": "over", "at_least": "at_most", "at_most": "at_least"}
"""The qualifiers of a fall as those of a negative change: a fall of over 50% is a change under -50%."""

CHANGES = ("percent", "times", "points", "share")
"""The units that only a change or a share is stated in."""

Numbers = dict[KeyPath, Quantity]
"""The numbers of a figure by their path in it; levels multiplied by the factor in the unit of the metric."""


class MatchedMention(NamedTuple):
    """A number that a wording mentions, and the numbers of the figure that it may mean."""

    mention: NumberMention
    numbers: Numbers


def wording_problems(figure: Figure, unit: str) -> Iterator[Problem]:
    """What differs between a figure of a metric with that unit and the wordings of the sources that state it."""
    metric = parse_unit(unit)
    numbers = scaled_numbers(figure, metric)
    for index, evidence in enumerate(figure.evidence):
        if evidence.stance == "states" and evidence.wording:
            wording = " ".join(evidence.wording[:MAX_WORDING_LENGTH].split())
            mentions = [
                MatchedMention(mention, matching_numbers(mention, numbers, metric))
                for mention in find_numbers(wording, MAX_MENTIONS)
            ]
            path = ("evidence", index, "wording")
            yield from _qualifier_problems(figure, mentions)
            yield from _unmatched_problems(figure, numbers, mentions, metric, path)


def scaled_numbers(figure: Figure, metric: MetricUnit) -> Numbers:
    """The numbers of a figure, with the factor in the unit of its metric: 5 of "million t" is 5,000,000."""
    levels = {(name,): level for name in LEVEL_KEYS if (level := getattr(figure, name)) is not None}
    numbers: Numbers = {
        path: replace(level, unit=metric.text, interval=level.interval.scale(Fraction(metric.scale)))
        for path, level in levels.items()
    }
    if figure.change and figure.change.stated:
        numbers["change", str(figure.change.measure)] = figure.change.stated
    return numbers


def matching_numbers(mention: NumberMention, numbers: Numbers, metric: MetricUnit) -> Numbers:
    """The numbers with the value and unit of the mention and, if it is a level before or after a change, its role."""
    if mention.kind == "label" and metric.unit.kind:
        return {}  # a rank has no unit
    if mention.role == "change" and ("before",) in numbers:
        return _levels_of_change(mention, numbers, metric)
    has_role = mention.role in ("before", "after") and ("before",) in numbers
    return {
        path: number
        for path, number in numbers.items()
        if (path == (mention.role,) or not has_role)
        and (_is_stated_change(mention, path, number) if path[0] == "change" else _is_level(mention, number, metric))
    }


def _levels_of_change(mention: NumberMention, numbers: Numbers, metric: MetricUnit) -> Numbers:
    """The level after a change that is written as a range: "rose by 4 to 20 tonnes"."""
    factor = convert(mention.unit, metric)
    after = numbers["after",]
    if not mention.highs or factor is None or after.value != mention.highs[0] * factor:
        return {}
    change = compute_change(numbers["before",], after)
    is_change = _is_computed(mention._replace(highs=()), change, metric)
    return {("after",): after} if is_change else {}


def _is_level(mention: NumberMention, number: Quantity, metric: MetricUnit) -> bool:
    """Whether the mention has the value of a stated end of a level."""
    factor = convert(mention.unit, metric)
    if factor is None:
        return False
    ends = number.stated_values
    if mention.highs and number.qualifier == "between":
        return [mention.values[0] * factor, mention.highs[0] * factor] == ends
    values = [value * factor for value in (*mention.values, *mention.highs)]
    if mention.unit.kind == "share":
        return any(abs(value - end) < Fraction(1) for value in values for end in ends)
    if mention.role == "change" and mention.direction < 0:
        negative = [-value for value in values]
        values = negative if metric.unit.kind == "percent" else [*values, *negative]
    return any(value == end for value in values for end in ends)


def _is_stated_change(mention: NumberMention, path: KeyPath, number: Quantity) -> bool:
    """Whether the mention is the stated change, in percent or as a factor."""
    ends = number.stated_values
    signed = _change_values(mention, str(path[1]))
    if mention.highs and number.qualifier == "between":
        return sorted(ends) == sorted(signed[:1] + signed[len(mention.values) : len(mention.values) + 1])
    return any(value == end for value in signed for end in ends)


def _change_values(mention: NumberMention, measure: str) -> list[Fraction]:
    """The changes that the mention may mean, in percent or as factors; a fall is negative, or below 1."""
    values = [*mention.values, *mention.highs]
    kind = mention.unit.kind
    if kind == "times":
        return values if measure == "times" else [(value - 1) * 100 for value in values]
    if kind == "share":
        values = [value * 100 for value in values]
    elif kind == "":
        if measure == "times":
            return values
    elif kind != "percent":
        return []
    if mention.direction < 0 and mention.role == "change":
        percents = [-abs(value) for value in values]
    elif (mention.direction > 0 and mention.role == "change") or any(value < 0 for value in values):
        percents = values
    else:
        percents = [*values, *(-value for value in values)]
    return percents if measure == "percent" else [1 + value / 100 for value in percents]


def _qualifier_problems(figure: Figure, mentions: Sequence[MatchedMention]) -> Iterator[Problem]:
    """Numbers that the wording qualifies in another way than the figure, wherever it mentions them."""
    agreeing = {
        path for mention, numbers in mentions for path, number in numbers.items() if _agrees(mention, path, number)
    }
    reported: set[KeyPath] = set()
    for mention, numbers in mentions:
        if not numbers or agreeing & numbers.keys():
            continue
        path, number = next(iter(numbers.items()))
        if path in reported:
            continue
        reported.add(path)
        stated = number.change_text() if path[0] == "change" else _level(figure, path).text()
        if mention.is_negated:
            reason = f'the quotation denies it ("{mention.text}"), but the figure says {stated}'
            yield Problem(record=figure, path=path, rule="hedge", reason=reason)
            continue
        reason = f'the quotation says "{mention.text}", but the figure says {stated}'
        fix = _number_as_worded(figure, mention, path, number)
        yield Problem(record=figure, path=path, rule="hedge", reason=reason, fix=fix)


def _level(figure: Figure, path: KeyPath) -> Quantity:
    """The level at that path, in the unit of the metric."""
    level: Quantity = getattr(figure, str(path[0]))
    return level


def _agrees(mention: NumberMention, path: KeyPath, number: Quantity) -> bool:
    """Whether the wording qualifies the number as the figure does."""
    if mention.is_negated:
        return False
    is_of_change = not mention.highs and (mention.role == "change" or mention.direction != 0)
    if number.qualifier == "between" and path[0] != "change" and is_of_change:
        return False  # the levels and the size of a change are no range
    if number.qualifier == "between":
        # The format has no word for "about 2 to 3"; its ends may be said one by one: "not below 5 nor above 8".
        return set(mention.qualifiers) <= {"about", "at_least", "at_most"}
    if mention.highs:
        return mention.role == "change" and path == ("after",)
    return number.qualifier in (_qualifiers(mention, path, number) or ("exact",))


def _qualifiers(mention: NumberMention, path: KeyPath, number: Quantity) -> tuple[Qualifier, ...]:
    """The qualifiers of the mention as a figure has them, mirrored for a fall; the best one first."""
    value = number.value or Fraction(0)
    is_factor = path == ("change", "times")
    if (is_factor and value < 1 and mention.direction < 0) or (
        value < 0 and mention.role == "change" and mention.direction <= 0
    ):
        mirrored = tuple(MIRRORED.get(word, word) for word in mention.qualifiers)
        # "Almost halved" is a factor of a little over 0.5.
        return tuple("over" if word == "nearly" else word for word in mirrored) if is_factor else mirrored
    return mention.qualifiers


def _number_as_worded(figure: Figure, mention: NumberMention, path: KeyPath, number: Quantity) -> str:
    """The number with the qualifier of the wording, in TOML: `70`, `{ over = 70 }`; empty if it is not certain."""
    stated = number if path[0] == "change" else _level(figure, path)
    if stated.value is None or mention.highs or (not mention.is_certain and len(mention.values) > 1):
        return ""
    qualifiers = _qualifiers(mention, path, number)
    return f"{{ {qualifiers[0]} = {to_json(stated.value)} }}" if qualifiers else str(to_json(stated.value))


def _unmatched_problems(
    figure: Figure, numbers: Numbers, mentions: Sequence[MatchedMention], metric: MetricUnit, path: KeyPath
) -> Iterator[Problem]:
    """Numbers in the wording that the figure has neither as a number nor as a year of its period.

    A doubtful number is reported only if no other number of the wording matches the figure.
    """
    is_supported = any(match.numbers for match in mentions)
    yield from _year_problems(figure, [mention for mention, _ in mentions if mention.kind == "year"], path)
    for mention, matching in mentions:
        is_number = mention.kind == "number" or (mention.kind == "time" and metric.unit.kind == "time")
        if matching or mention.is_negated or not is_number:
            continue
        said, reason = mention.text, None
        if mention.role == "change" and (mention.unit.kind in CHANGES or mention.direction):
            said = mention.change_text
            reason = _difference_of_change(numbers, mention, metric, is_supported=is_supported)
        elif mention.is_certain or mention.role or not is_supported:
            reason = "the figure has no such number"
        if reason:
            yield Problem(record=figure, path=path, rule="number", reason=f'the quotation says "{said}", but {reason}')


def _year_problems(figure: Figure, years: Sequence[NumberMention], path: KeyPath) -> Iterator[Problem]:
    """A period of the figure that none of the years of the wording is in."""
    stated = period.parse_optional(figure.period)
    if stated and years and not any(stated.first.year <= year.values[0] <= stated.last.year for year in years):
        reason = f'the quotation says "{years[0].text}", which is outside the period'
        yield Problem(record=figure, path=path, rule="number", reason=reason)


def _difference_of_change(
    numbers: Numbers, mention: NumberMention, metric: MetricUnit, *, is_supported: bool
) -> str | None:
    """What the figure says in place of a change that the wording states; None if it may have that change."""
    if ("before",) in numbers:
        change = compute_change(numbers["before",], numbers["after",])
        is_told = is_supported or mention.unit.kind != ""
        return (
            f"the levels of the figure give {change.text()}"
            if is_told and not _is_computed(mention, change, metric)
            else None
        )
    stated = next((number for number_path, number in numbers.items() if number_path[0] == "change"), None)
    if stated is not None and mention.unit.kind in ("percent", "times", "share", ""):
        return f"the figure says {stated.change_text()}"
    # A change may stand beside the level that the figure has.
    return None if is_supported else "the figure has no such number"


def _is_computed(mention: NumberMention, change: Change, metric: MetricUnit) -> bool:
    """Whether the mention may be the change between the levels, as precise as the wording gives it."""
    kind = mention.unit.kind
    if kind == "times":
        measures = [change.ratio]
    elif kind in ("percent", "share"):
        measures = [change.percent, change.difference] if metric.unit.kind == "percent" else [change.percent]
    elif kind == "points":
        measures = [change.difference]
    else:
        measures = [change.difference]
        if convert(mention.unit, metric) is None:
            return False
    return any(not isinstance(measure, Quantity) or _is_close(mention, measure) for measure in measures)


def _is_close(mention: NumberMention, computed: Quantity) -> bool:
    """Whether a computed change is the one that the mention states, rounded or in the words of its hedge."""
    factor = 100 if mention.unit.kind == "share" else 1
    signs = (1,) if mention.unit.kind == "times" else {-1: (-1,), 1: (1,), 0: (1, -1)}[mention.direction]
    return any(
        _overlaps(*_stated_range(mention, abs(value) * factor), computed, sign)
        for value in (*mention.values, *mention.highs)
        for sign in signs
    )


def _stated_range(mention: NumberMention, size: Fraction) -> tuple[Fraction, Fraction | None]:
    """The lowest and the highest change that the words for a change of that size allow; None is any higher one."""
    rounding = Fraction(1, 2) if size.denominator == 1 else Fraction(1, 20)
    margin = size / 10 if mention.unit.kind == "times" else max(rounding, size / 50)
    qualifier = mention.qualifiers[0] if mention.qualifiers else "exact"
    if qualifier in ("over", "at_least"):
        return size - margin, None
    if qualifier in ("under", "at_most"):
        return Fraction(0), size + margin
    if qualifier in ("nearly", "about"):
        return size - max(margin, size / 4), size + (margin if qualifier == "nearly" else max(margin, size / 4))
    return size - margin, size + margin


def _overlaps(lowest: Fraction, highest: Fraction | None, computed: Quantity, sign: int) -> bool:
    """Whether a computed change, a fall if `sign` is -1, may be between the sizes."""
    low, high = computed.interval.low, computed.interval.high
    least, most = (low, high) if sign > 0 else (high, low)
    is_small_enough = least is None or highest is None or sign * least.value <= highest
    return is_small_enough and (most is None or sign * most.value >= lowest)
