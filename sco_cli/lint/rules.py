"""What in a valid fact base looks wrong all the same: numbers, dates and references are judged, prose is not.

A rule is a generator of findings; `findings` asks them all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING

from sco_cli.errors import KeyPath
from sco_cli.lint.source_text import SourceText, misquote_reason
from sco_cli.loading.checks import Finding
from sco_cli.models import period
from sco_cli.models.factbase import FactBase
from sco_cli.phrases.numbers import NumberMention, find_numbers, unit_factor
from sco_cli.quantities import quantity
from sco_cli.quantities.change import compute_change
from sco_cli.quantities.interval import Verdict
from sco_cli.quantities.numerals import to_json
from sco_cli.quantities.quantity import Qualifier, Quantity
from sco_cli.queries import lookup

if TYPE_CHECKING:
    from sco_cli.models.facts import Figure

Numbers = dict[KeyPath, Quantity]

LEVELS = ("before", "after", "value")
MIRRORED: dict[Qualifier, Qualifier] = {"over": "under", "under": "over", "at_least": "at_most", "at_most": "at_least"}
"""A fall by more than 50 % is a change under -50 %."""

RULES = ("hedge", "number", "same-levels", "period", "disagreement", "namesake", "unused", "source-text")
"""The rules, as problems name them."""

MAX_COMPARED = 100
"""As many figures of one metric, country and period are compared with each other."""


def find_problems(base: FactBase, used: Collection[str], texts: Mapping[str, SourceText]) -> Iterator[Finding]:
    """All that the rules find. `used` are the ids that any record refers to; `texts` are those of some sources, by id.

    References of the records may lead nowhere: that is told elsewhere.
    """
    for rule in (wordings, levels, periods, disagreements, namesakes):
        yield from rule(base)
    yield from unused(base, used)
    yield from absent_wordings(base, texts)


def wordings(base: FactBase) -> Iterator[Finding]:
    """A figure and the words that it is taken from: the same numbers, put as strongly."""
    for figure in base.figures:
        metric = base.find(figure.metric)
        if metric is None:
            continue  # it has a mistake, or is missing, and so is its unit
        numbers = _numbers(figure, metric.unit or "")
        for index, evidence in enumerate(figure.evidence):
            if evidence.stance == "states" and evidence.wording:
                said = [(one, _matching(one, numbers)) for one in find_numbers(evidence.wording)]
                yield from _strength_problems(figure, said)
                yield from _missing(figure, numbers, said, ("evidence", index, "wording"))


def _numbers(figure: Figure, unit: str) -> Numbers:
    """The numbers that a figure gives, by where it gives them; levels in full, millions multiplied out."""
    factor = unit_factor(unit)
    levels = {(name,): level for name in LEVELS if (level := getattr(figure, name)) is not None}
    numbers: Numbers = {
        path: replace(level, unit=unit, interval=level.interval.scale(Fraction(factor)))
        for path, level in levels.items()
    }
    if figure.change and figure.change.stated:
        numbers["change", str(figure.change.measure)] = figure.change.stated
    return numbers


def _matching(said: NumberMention, numbers: Numbers) -> Numbers:
    """Those that the phrase names: by value and unit and, where it goes "from" one "to" the other, by their place."""
    has_places = said.role and ("before",) in numbers
    return {
        path: number
        for path, number in numbers.items()
        if (path == (said.role,) or not has_places) and _counts_alike(said, number) and _is_at(said, path, number)
    }


def _counts_alike(said: NumberMention, number: Quantity) -> bool:
    """Percent are no multiples and no tons; a number without a word for its unit may be any."""
    if said.unit == "percent":
        return number.symbol == quantity.PERCENT
    return said.unit == "" or (said.unit == "times" and number.unit == quantity.TIMES)


def _is_at(said: NumberMention, path: KeyPath, number: Quantity) -> bool:
    """Whether an end is the number of the phrase; a fall of 50 % is said to be one "by 50 %"."""
    ends = [end.value for end in (number.interval.low, number.interval.high) if end and end.stated]
    return any(end in said.values or (path[0] == "change" and end < 0 and -end in said.values) for end in ends)


def _strength_problems(figure: Figure, phrase: Sequence[tuple[NumberMention, Numbers]]) -> Iterator[Finding]:
    """Numbers that the phrase puts more or less strongly than the figure does, wherever it names them."""
    agreed = {path for said, named in phrase for path, number in named.items() if _agrees(said, path, number)}
    for said, named in phrase:
        path, number = next(iter(named.items()), ((), None))
        if number is None or agreed.intersection(named):
            continue
        stated = number.change_text() if path[0] == "change" else getattr(figure, str(path[0])).text()
        reason = f'the wording says "{said.text}", the figure says {stated}'
        yield Finding("hedge", figure, path, reason, _as_worded(figure, said, path, number))


def _agrees(said: NumberMention, path: KeyPath, number: Quantity) -> bool:
    if number.qualifier == "between":
        return set(said.qualifiers) <= {"about"}  # the format has no word for "about 2 to 3"
    return number.qualifier in (_hedge(said, path, number) or ("exact",))


def _hedge(said: NumberMention, path: KeyPath, number: Quantity) -> tuple[Qualifier, ...]:
    """The qualifiers as a fact base writes them: of a fall, "more than" is lower."""
    falls = path == ("change", "percent") and number.value is not None and number.value < 0
    return tuple(MIRRORED.get(one, one) for one in said.qualifiers) if falls else said.qualifiers


def _as_worded(figure: Figure, said: NumberMention, path: KeyPath, number: Quantity) -> str:
    """The number as the phrase puts it, in the writing of a fact base."""
    own = number if path[0] == "change" else getattr(figure, str(path[0]))
    if own.value is None:
        return ""
    hedge = _hedge(said, path, number)
    return f"{{ {hedge[0]} = {to_json(own.value)} }}" if hedge else str(to_json(own.value))


def _missing(
    figure: Figure, numbers: Numbers, phrase: Sequence[tuple[NumberMention, Numbers]], path: KeyPath
) -> Iterator[Finding]:
    """Numbers of the phrase that the figure has neither as a level or change nor as a year of its period.

    What may be no number of the figure at all is told only where the phrase has none that is.
    """
    stated = period.parse_optional(figure.period)
    for said, named in phrase:
        in_period = said.is_year and stated and stated.first.year <= said.values[0] <= stated.last.year
        if named or in_period or _is_computed_change(said, numbers):
            continue
        if said.is_certain or not any(other for _, other in phrase):
            where = "the period" if said.is_year else "the figure"
            yield Finding("number", figure, path, f'the wording says "{said.text}", {where} does not')


def _is_computed_change(said: NumberMention, numbers: Numbers) -> bool:
    """Whether the number is the change from the one level to the other, as closely as the phrase gives it."""
    if ("before",) not in numbers:
        return False
    computed = compute_change(numbers["before",], numbers["after",])
    measures = {
        "percent": computed.percent,
        "times": computed.ratio,
        "points": computed.difference,
        "": computed.difference,
    }
    measure = measures[said.unit]
    value = measure.value if isinstance(measure, Quantity) else None
    return value is not None and any(abs(abs(value) - one) <= Fraction(1, 2) for one in said.values)


def levels(base: FactBase) -> Iterator[Finding]:
    """A before and an after that are the same; two that are about the same may differ."""
    for figure in base.figures:
        before, after = figure.before, figure.after
        if before and after and before == after and not before.about:
            yield Finding("same-levels", figure, ("after",), f"before and after are the same, {after.text()}")


def periods(base: FactBase) -> Iterator[Finding]:
    """A fact that its sources state before it can have happened, and that is not said to be planned.

    An event may well be announced.
    """
    for fact in base.facts:
        if fact.period is None or fact.kind == "event" or getattr(fact, "stage", None) == "planned":
            continue
        stating = [base.find(evidence.source) for evidence in fact.evidence if evidence.stance == "states"]
        published = [source.published for source in stating if source and source.published]
        begins = period.parse(fact.period).first
        if published and len(published) == len(stating) and all(period.parse(day).last < begins for day in published):
            latest = max(published, key=lambda day: period.parse(day).last)
            reason = f"{fact.period} is after the publication of what states it, {latest}"
            yield Finding("period", fact, ("period",), reason)


def disagreements(base: FactBase) -> Iterator[Finding]:
    """Two figures of one metric, country and time that cannot both be true, where the evidence of neither tells why."""
    groups: defaultdict[object, list[Figure]] = defaultdict(list)
    for figure in base.figures:
        if figure.period:
            time = period.parse(figure.period)
            about = (frozenset(figure.countries), frozenset(figure.organizations), figure.project)
            groups[figure.metric, time.first, time.last, about, figure.stage == "planned"].append(figure)
    for figures in groups.values():
        numbered = [(figure, _numbers(figure, "")) for figure in figures[:MAX_COMPARED]]
        for (earlier, left), (later, right) in combinations(numbered, 2):
            path = next((path for path in left if path in right and _contradict(left[path], right[path])), None)
            if path and not (_mentions(earlier, later) or _mentions(later, earlier)):
                said = f'{right[path].text()}, in "{earlier.id}" it is {left[path].text()}'
                yield Finding("disagreement", later, path, f"{said}; the evidence of neither tells of the other")


def _contradict(left: Quantity, right: Quantity) -> bool:
    return quantity.is_equal(left, right) is Verdict.NO


def _mentions(figure: Figure, other: Figure) -> bool:
    """Whether the evidence of a figure names the other one, or is a source that states it."""
    stating = {one.source for one in other.evidence if one.stance == "states"}
    return any(
        one.figure == other.id or (one.figure is None and one.stance != "states" and one.source in stating)
        for one in figure.evidence
    )


def namesakes(base: FactBase) -> Iterator[Finding]:
    """Names that do not lead to their record, or to it alone, of kinds that are asked for by name."""
    for kind in ("country", "organization", "area", "metric"):
        for record, name, other in lookup.ambiguous_names(base.of_kind(kind)):
            yield Finding("namesake", record, (), f'"{name}" is what "{other.id}" is called too')


def unused(base: FactBase, used: Collection[str]) -> Iterator[Finding]:
    """Sources that nothing cites, organizations and areas that no fact names."""
    for kind, reason in (
        ("source", "nothing cites this source"),
        ("organization", "no fact names this organization"),
        ("area", "no fact names this area"),
    ):
        for record in base.of_kind(kind):
            if record.id not in used:
                yield Finding("unused", record, (), reason)


def absent_wordings(base: FactBase, texts: Mapping[str, SourceText]) -> Iterator[Finding]:
    """Wordings that do not stand in the text of their source, or not in the paragraph that they name."""
    for fact in base.facts:
        for index, evidence in enumerate(fact.evidence):
            if evidence.wording and evidence.source in texts:
                reason = misquote_reason(evidence.wording, evidence.paragraph, texts[evidence.source])
                if reason:
                    yield Finding("source-text", fact, ("evidence", index, "wording"), reason)
