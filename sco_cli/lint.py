"""What in a valid fact base looks wrong all the same: numbers, dates and references are judged, prose is not.

A rule is a generator of findings over the base and its name in `RULES`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from sco_cli import period, quantity, wording
from sco_cli.checks import Finding
from sco_cli.factbase import FactBase
from sco_cli.interval import Verdict
from sco_cli.numerals import plain
from sco_cli.paragraphs import SourceText, misplaced
from sco_cli.positions import Path
from sco_cli.quantity import Quantity
from sco_cli.wording import Said

if TYPE_CHECKING:
    from sco_cli.models import Figure

Numbers = dict[Path, Quantity]

LEVELS = ("before", "after", "value")

MOST_TOGETHER = 100
"""As many figures of one metric, country and period are compared with each other."""


def findings(base: FactBase, used: Collection[str], texts: Mapping[str, SourceText]) -> Iterator[Finding]:
    """All that the rules find. `used` are the ids that any record refers to; `texts` are those of some sources, by id.

    References of the records may lead nowhere: that is told elsewhere.
    """
    for rule in RULES:
        yield from rule(base)
    yield from unused(base, used)
    yield from absent_wordings(base, texts)


def wordings(base: FactBase) -> Iterator[Finding]:
    """A figure and the words that it is taken from: the same numbers, put as strongly."""
    for figure in base.figures:
        numbers = _numbers(figure)
        factor = wording.scale(getattr(base.find(figure.metric), "unit", None) or "")
        for index, evidence in enumerate(figure.evidence):
            if evidence.stance == "states" and evidence.wording:
                said = [(one, _named(one, numbers, factor)) for one in wording.read(evidence.wording)]
                yield from _strength(figure, said)
                yield from _missing(figure, said, ("evidence", index, "wording"))


def _numbers(figure: Figure) -> Numbers:
    """The numbers that a figure gives, by where it gives them."""
    numbers: Numbers = {(name,): level for name in LEVELS if (level := getattr(figure, name)) is not None}
    if figure.change and figure.change.stated:
        measure = "times" if figure.change.stated.unit == quantity.TIMES else "percent"
        numbers["change", measure] = figure.change.stated
    return numbers


def _named(said: Said, numbers: Numbers, factor: int) -> Numbers:
    """Those that the phrase names. Levels are in a unit of `factor`, such as a million; a fall is one "by 50 %"."""
    return {
        path: number
        for path, number in numbers.items()
        for end in (number.interval.low, number.interval.high)
        if end and end.stated and abs(end.value) * (1 if path[0] == "change" else factor) in said.values
    }


def _strength(figure: Figure, phrase: Sequence[tuple[Said, Numbers]]) -> Iterator[Finding]:
    """Numbers that the phrase puts more or less strongly than the figure does."""
    for said, named in phrase:
        if not named or any(_agrees(said, number) for number in named.values()):
            continue
        path, number = next(iter(named.items()))
        stated = number.change_text() if path[0] == "change" else number.text()
        reason = f'the wording says "{said.text}", the figure says {stated}'
        yield Finding("hedge", figure, path, reason, _as_worded(said, number))


def _agrees(said: Said, number: Quantity) -> bool:
    if number.qualifier in ("exact", "between"):
        return not said.hedge
    return number.qualifier in said.hedge


def _as_worded(said: Said, number: Quantity) -> str:
    """The number as the phrase puts it, in the writing of a fact base."""
    if number.value is None:
        return ""
    return f"{{ {said.hedge[0]} = {plain(number.value)} }}" if said.hedge else str(plain(number.value))


def _missing(figure: Figure, phrase: Sequence[tuple[Said, Numbers]], path: Path) -> Iterator[Finding]:
    """Numbers of the phrase that the figure has neither as a level or change nor as a year of its period.

    What may be no number of the figure at all is told only where the phrase has none that is.
    """
    stated = period.parse(figure.period) if figure.period else None
    for said, named in phrase:
        in_period = said.is_year and stated and stated.first.year <= said.values[0] <= stated.last.year
        if not named and not in_period and (said.firm or not any(other for _, other in phrase)):
            where = "the period" if said.is_year else "the figure"
            yield Finding("number", figure, path, f'the wording says "{said.text}", {where} does not')


def levels(base: FactBase) -> Iterator[Finding]:
    """A before and an after that are the same."""
    for figure in base.figures:
        before, after = figure.before, figure.after
        if before and after and (before == after or quantity.is_equal(before, after) is Verdict.YES):
            yield Finding("same-levels", figure, ("after",), f"before and after are the same, {after.text()}")


def periods(base: FactBase) -> Iterator[Finding]:
    """A fact that its sources state before it can have happened, and that is not said to be planned."""
    for fact in base.facts:
        if fact.period is None or getattr(fact, "stage", None) == "planned":
            continue
        stating = [base.find(evidence.source) for evidence in fact.evidence if evidence.stance == "states"]
        published = [source.published for source in stating if source and source.published]
        begins = period.parse(fact.period).first
        if published and len(published) == len(stating) and all(period.parse(day).last < begins for day in published):
            reason = f"{fact.period} is after the publication of what states it, {max(published)}"
            yield Finding("period", fact, ("period",), reason)


def disagreements(base: FactBase) -> Iterator[Finding]:
    """Two figures of one metric, country and period that cannot both be true, and no evidence that tells of both."""
    groups: defaultdict[object, list[Figure]] = defaultdict(list)
    for figure in base.figures:
        if figure.period:
            about = (frozenset(figure.countries), frozenset(figure.organizations), figure.stage == "planned")
            groups[figure.metric, figure.period, about].append(figure)
    told = _told_together(base)
    for figures in groups.values():
        for earlier, later in combinations(figures[:MOST_TOGETHER], 2):
            path = _apart(_numbers(earlier), _numbers(later))
            if path and frozenset((earlier.id, later.id)) not in told:
                reason = f'{_numbers(later)[path].text()}, in "{earlier.id}" it is {_numbers(earlier)[path].text()}'
                yield Finding("disagreement", later, path, f"{reason}; no evidence tells of both")


def _apart(left: Numbers, right: Numbers) -> Path | None:
    """Where the two have levels, or changes, that have no value in common."""
    return next(
        (path for path in left if path in right and quantity.is_equal(left[path], right[path]) is Verdict.NO), None
    )


def _told_together(base: FactBase) -> set[frozenset[str]]:
    """Pairs of figures of which the evidence of one fact tells: by naming the figure, or a source that states it."""
    stated_by = defaultdict(set)
    for figure in base.figures:
        for evidence in figure.evidence:
            if evidence.stance == "states":
                stated_by[evidence.source].add(figure.id)
    pairs = set()
    for fact in base.facts:
        told = {fact.id}
        for evidence in fact.evidence:
            if evidence.figure:
                told.add(evidence.figure)
            elif evidence.stance != "states":
                told |= stated_by[evidence.source]
        pairs |= {frozenset(pair) for pair in combinations(sorted(told), 2)}
    return pairs


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
                reason = misplaced(evidence.wording, evidence.paragraph, texts[evidence.source])
                if reason:
                    yield Finding("source-text", fact, ("evidence", index, "wording"), reason)


RULES = (wordings, levels, periods, disagreements)
"""The rules that need nothing but the base."""
