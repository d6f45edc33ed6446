"""Rules for what is probably wrong in a valid fact base: numbers, dates, references and names, but not prose.

A rule is a generator of problems, each with its record and a path in it; `find_problems` applies them all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from sco_cli.lint.source_text import SourceText, misquote_reason
from sco_cli.loading.problems import Problem
from sco_cli.models import period
from sco_cli.models.factbase import FactBase
from sco_cli.models.toml_types import KeyPath
from sco_cli.models.vocabulary import LEVEL_KEYS
from sco_cli.phrases.numbers import NumberMention, find_numbers, unit_factor
from sco_cli.quantities import quantity
from sco_cli.quantities.change import compute_change
from sco_cli.quantities.interval import Verdict
from sco_cli.quantities.number_format import to_json
from sco_cli.quantities.quantity import Qualifier, Quantity
from sco_cli.queries import lookup

if TYPE_CHECKING:
    from sco_cli.models.facts import Figure

RULES = ("hedge", "number", "same-levels", "period", "disagreement", "namesake", "unused", "source-text")
"""The names of the rules, as `Problem.rule` has them."""

MIRRORED: dict[Qualifier, Qualifier] = {"over": "under", "under": "over", "at_least": "at_most", "at_most": "at_least"}
"""The qualifiers of a fall as those of a negative change: a fall of over 50 % is a change under -50 %."""

MAX_COMPARED = 100
"""Figures of a group that are compared with each other. The number of pairs grows with the square."""

Numbers = dict[KeyPath, Quantity]
"""The numbers of a figure by their path in it; levels multiplied by the factor in the unit of the metric."""


class MatchedMention(NamedTuple):
    """A number that a wording mentions, and the numbers of the figure that it may mean."""

    mention: NumberMention
    numbers: Numbers


def find_problems(
    base: FactBase, referenced_ids: Collection[str], texts: Mapping[str, SourceText]
) -> Iterator[Problem]:
    """All problems that the rules find.

    `referenced_ids` are the ids to which any record refers, and `texts` the texts of some sources, by id. References to
    records that the base does not have are ignored: loading reports them.
    """
    for rule in (check_wordings, check_levels, check_periods, check_disagreements, check_names):
        yield from rule(base)
    yield from check_unused(base, referenced_ids)
    yield from check_source_texts(base, texts)


def check_wordings(base: FactBase) -> Iterator[Problem]:
    """Figures that differ from a wording of their evidence in a number or its qualifier."""
    for figure in base.figures:
        if not base.has("metric", figure.metric):
            continue  # the unit is not known
        numbers = _numbers(figure, base.metric(figure.metric).unit or "")
        for index, evidence in enumerate(figure.evidence):
            if evidence.stance == "states" and evidence.wording:
                mentions = [
                    MatchedMention(mention, _matching(mention, numbers)) for mention in find_numbers(evidence.wording)
                ]
                yield from _qualifier_problems(figure, mentions)
                yield from _unmatched_problems(figure, numbers, mentions, ("evidence", index, "wording"))


def _numbers(figure: Figure, unit: str) -> Numbers:
    """The numbers of a figure of a metric with that unit."""
    factor = unit_factor(unit)
    levels = {(name,): level for name in LEVEL_KEYS if (level := getattr(figure, name)) is not None}
    numbers: Numbers = {
        path: replace(level, unit=unit, interval=level.interval.scale(Fraction(factor)))
        for path, level in levels.items()
    }
    if figure.change and figure.change.stated:
        numbers["change", str(figure.change.measure)] = figure.change.stated
    return numbers


def _matching(mention: NumberMention, numbers: Numbers) -> Numbers:
    """The numbers with the value and unit of the mention and, if it is in "from ... to ...", with its role."""
    has_roles = mention.role and ("before",) in numbers
    return {
        path: number
        for path, number in numbers.items()
        if (path == (mention.role,) or not has_roles)
        and _has_unit_of(mention, number)
        and _has_value_of(mention, path, number)
    }


def _has_unit_of(mention: NumberMention, number: Quantity) -> bool:
    """Whether the units agree. A mention without a unit agrees with any number, one of points with none."""
    if mention.unit == "percent":
        return number.symbol == quantity.PERCENT
    return mention.unit == "" or (mention.unit == "times" and number.unit == quantity.TIMES)


def _has_value_of(mention: NumberMention, path: KeyPath, number: Quantity) -> bool:
    """Whether the mention has the value of a stated end of the interval; for a fall, -50, it may have 50."""
    values = [end.value for end in (number.interval.low, number.interval.high) if end and end.stated]
    return any(
        value in mention.values or (path[0] == "change" and value < 0 and -value in mention.values) for value in values
    )


def _qualifier_problems(figure: Figure, mentions: Sequence[MatchedMention]) -> Iterator[Problem]:
    """Numbers that the wording qualifies in another way than the figure, wherever it mentions them."""
    agreeing = {
        path for mention, numbers in mentions for path, number in numbers.items() if _agrees(mention, path, number)
    }
    for mention, numbers in mentions:
        if not numbers or agreeing & numbers.keys():
            continue
        path, number = next(iter(numbers.items()))
        stated = number.change_text() if path[0] == "change" else _level(figure, path).text()
        reason = f'the wording says "{mention.text}", the figure says {stated}'
        fix = _number_as_worded(figure, mention, path, number)
        yield Problem(record=figure, path=path, rule="hedge", reason=reason, fix=fix)


def _level(figure: Figure, path: KeyPath) -> Quantity:
    """The level at that path, in the unit of the metric."""
    level: Quantity = getattr(figure, str(path[0]))
    return level


def _agrees(mention: NumberMention, path: KeyPath, number: Quantity) -> bool:
    """Whether the wording qualifies the number as the figure does."""
    if number.qualifier == "between":
        return set(mention.qualifiers) <= {"about"}  # the format has no word for "about 2 to 3"
    return number.qualifier in (_qualifiers(mention, path, number) or ("exact",))


def _qualifiers(mention: NumberMention, path: KeyPath, number: Quantity) -> tuple[Qualifier, ...]:
    """The qualifiers of the mention as a figure has them, mirrored for a fall; the best one first."""
    falls = path == ("change", "percent") and number.value is not None and number.value < 0
    return tuple(MIRRORED.get(word, word) for word in mention.qualifiers) if falls else mention.qualifiers


def _number_as_worded(figure: Figure, mention: NumberMention, path: KeyPath, number: Quantity) -> str:
    """The number with the qualifier of the wording, in TOML: `70`, `{ over = 70 }`; empty for a range."""
    stated = number if path[0] == "change" else _level(figure, path)
    if stated.value is None:
        return ""
    qualifiers = _qualifiers(mention, path, number)
    return f"{{ {qualifiers[0]} = {to_json(stated.value)} }}" if qualifiers else str(to_json(stated.value))


def _unmatched_problems(
    figure: Figure, numbers: Numbers, mentions: Sequence[MatchedMention], path: KeyPath
) -> Iterator[Problem]:
    """Numbers in the wording that the figure has neither as a number nor as a year of its period.

    A doubtful number is reported only if no other number of the wording matches the figure.
    """
    stated = period.parse_optional(figure.period)
    for mention, matching in mentions:
        is_in_period = mention.is_year and stated and stated.first.year <= mention.values[0] <= stated.last.year
        if matching or is_in_period or _is_computed_change(mention, numbers):
            continue
        if mention.is_certain or not any(match.numbers for match in mentions):
            place = "the period" if mention.is_year else "the figure"
            reason = f'the wording says "{mention.text}", {place} does not'
            yield Problem(record=figure, path=path, rule="number", reason=reason)


def _is_computed_change(mention: NumberMention, numbers: Numbers) -> bool:
    """Whether the mention is the change between the levels, rounded to a whole number or better."""
    if ("before",) not in numbers:
        return False
    change = compute_change(numbers["before",], numbers["after",])
    measures = {
        "percent": change.percent,
        "times": change.ratio,
        "points": change.difference,
        "": change.difference,
    }
    measure = measures[mention.unit]
    computed = measure.value if isinstance(measure, Quantity) else None
    return computed is not None and any(abs(abs(computed) - value) <= Fraction(1, 2) for value in mention.values)


def check_levels(base: FactBase) -> Iterator[Problem]:
    """Figures with the same level before and after. Two levels "about" the same number may differ."""
    for figure in base.figures:
        before, after = figure.before, figure.after
        if before and after and before == after and not before.about:
            reason = f"before and after are the same, {after.text()}"
            yield Problem(record=figure, path=("after",), rule="same-levels", reason=reason)


def check_periods(base: FactBase) -> Iterator[Problem]:
    """Facts with a period after the publication of all sources that state them, unless they are planned.

    Events are not checked, because they are often announced.
    """
    for fact in base.facts:
        if fact.period is None or fact.kind == "event" or getattr(fact, "stage", None) == "planned":
            continue
        stating = [evidence.source for evidence in fact.evidence if evidence.stance == "states"]
        dates = [base.source(source).published if base.has("source", source) else None for source in stating]
        published = [date for date in dates if date]
        begins = period.parse(fact.period).first
        if published and published == dates and all(period.parse(date).last < begins for date in published):
            latest = max(published, key=lambda date: period.parse(date).last)
            reason = f"{fact.period} is after the publication of what states it, {latest}"
            yield Problem(record=fact, path=("period",), rule="period", reason=reason)


def check_disagreements(base: FactBase) -> Iterator[Problem]:
    """Figures of the same metric, subject and period that contradict each other, unless one mentions the other."""
    groups: defaultdict[object, list[Figure]] = defaultdict(list)
    for figure in base.figures:
        if figure.period:
            time = period.parse(figure.period)
            subject = (frozenset(figure.countries), frozenset(figure.organizations), figure.project)
            groups[figure.metric, time.first, time.last, subject, figure.stage == "planned"].append(figure)
    for figures in groups.values():
        with_numbers = [(figure, _numbers(figure, "")) for figure in figures[:MAX_COMPARED]]
        for (earlier, left), (later, right) in combinations(with_numbers, 2):
            path = next((path for path in left if path in right and _contradict(left[path], right[path])), None)
            if path and not (_mentions(earlier, later) or _mentions(later, earlier)):
                difference = f'{right[path].text()}, in "{earlier.id}" it is {left[path].text()}'
                reason = f"{difference}; the evidence of neither tells of the other"
                yield Problem(record=later, path=path, rule="disagreement", reason=reason)


def _contradict(left: Quantity, right: Quantity) -> bool:
    return quantity.is_equal(left, right) is Verdict.NO


def _mentions(figure: Figure, other: Figure) -> bool:
    """Whether the evidence of a figure names the other figure, or is from a source that states the other figure."""
    stating = {evidence.source for evidence in other.evidence if evidence.stance == "states"}
    return any(
        evidence.figure == other.id
        or (evidence.figure is None and evidence.stance != "states" and evidence.source in stating)
        for evidence in figure.evidence
    )


def check_names(base: FactBase) -> Iterator[Problem]:
    """Names and aliases by which another record of the same kind is found."""
    for kind in ("country", "organization", "area", "metric"):
        for record, name, other in lookup.ambiguous_names(base.of_kind(kind)):
            yield Problem(record=record, rule="namesake", reason=f'"{name}" is what "{other.id}" is called too')


def check_unused(base: FactBase, referenced_ids: Collection[str]) -> Iterator[Problem]:
    """Sources, organizations and areas to which no record refers."""
    for kind, reason in (
        ("source", "nothing cites this source"),
        ("organization", "no fact names this organization"),
        ("area", "no fact names this area"),
    ):
        for record in base.of_kind(kind):
            if record.id not in referenced_ids:
                yield Problem(record=record, rule="unused", reason=reason)


def check_source_texts(base: FactBase, texts: Mapping[str, SourceText]) -> Iterator[Problem]:
    """Wordings that are not in the text of their source, or not in the paragraph that the evidence names."""
    for fact in base.facts:
        for index, evidence in enumerate(fact.evidence):
            if evidence.wording and evidence.source in texts:
                reason = misquote_reason(evidence.wording, evidence.paragraph, texts[evidence.source])
                if reason:
                    path = ("evidence", index, "wording")
                    yield Problem(record=fact, path=path, rule="source-text", reason=reason)
