"""The labelled lines of a fact on a screen: its numbers, where it is stated, who bears it out, and its context."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from sco_cli.models.factbase import FactBase
from sco_cli.quantities.quantity import Quantity
from sco_cli.queries.levels import Levels, levels_of
from sco_cli.queries.standing import STANDING_BY_STANCE
from sco_cli.reports.columns import standing_text
from sco_cli.reports.report import Gauge, Span, Text, spans
from sco_cli.reports.sources import deep_link, locator_text, publisher_and_date

if TYPE_CHECKING:
    from sco_cli.models.facts import Evidence, Fact, Figure

FieldRows = list[tuple[str, Text | Gauge]]

HEADROOM = Fraction(5, 4)
"""How far a scale without a maximum reaches beyond its greatest number, so that an open end has somewhere to go."""


def number_fields(base: FactBase, figure: Figure, top: Fraction | None) -> FieldRows:
    """A figure's levels, as bars where they have a scale that ends at `top`, and its change."""
    levels = levels_of(base, figure)
    rows: FieldRows = [(name, _gauge(level, top) if top else spans(level.text())) for name, level in levels.present()]
    if levels.change:
        rows.append(("change", _change_text(levels)))
    if figure.stage == "planned":
        rows.append(("stage", spans("expected: the source speaks of what is to come")))
    return rows


def _change_text(levels: Levels) -> Text:
    change = levels.change
    assert change  # asked for figures that have one
    refusals = change.reasons_not_computed()
    if change.stated:
        return spans(change.text(), Span(f"; {refusals['difference']}", "dim"))
    reason = refusals.get("percent") if "difference" not in refusals else None
    return spans(change.text(), Span(f"; no percentage, for {reason}" if reason else "", "dim"))


def gauge_maxima(base: FactBase, figures: Sequence[Figure]) -> dict[str, Fraction | None]:
    """The value at the end of the bars for each metric of the figures, which stand together on a screen.

    It is the metric's maximum, else one beyond the greatest number; None where bars would say nothing.
    """
    alike: dict[str, list[Figure]] = {}
    for figure in figures:
        alike.setdefault(figure.metric, []).append(figure)
    return {metric: _scale(base, alike[metric]) for metric in alike}


def _scale(base: FactBase, figures: Sequence[Figure]) -> Fraction | None:
    given = [level for figure in figures for _, level in levels_of(base, figure).present()]
    maximum = base.get(figures[0].metric).maximum
    ends = [end.value for level in given for end in (level.interval.low, level.interval.high) if end]
    if not ends or min(ends) < 0 or max(ends) == 0:
        return None
    if maximum is not None:
        return Fraction(maximum)
    if len(given) < 2:  # one number alone on a scale of its own says nothing
        return None
    return max(ends) * (HEADROOM if any(level.interval.high is None for level in given) else 1)


def _gauge(level: Quantity, top: Fraction) -> Gauge:
    low, high = level.interval.low, level.interval.high
    return Gauge(spans(level.text()), float(low.value / top) if low else 0.0, float(high.value / top) if high else 1.0)


def source_fields(base: FactBase, fact: Fact) -> FieldRows:
    """Where a fact is stated, and in which words; a click on them leads there."""
    rows: FieldRows = []
    for evidence in (evidence for evidence in fact.evidence if evidence.stance == "states"):
        rows.append(("source", spans(locator_text(base, evidence))))
        if evidence.wording:
            link = deep_link(base.get(evidence.source), evidence.wording)
            rows.append(("wording", spans(Span(f'"{evidence.wording}"', link=link))))
    return rows


def evidence_fields(base: FactBase, fact: Fact) -> FieldRows:
    """Who makes a fact's standing what it is, worst first; in which words, and why, `sco show` says."""

    def said(one: Evidence) -> str:
        own = base.get(one.figure) if one.figure else None
        expected = " (expected)" if own and own.stage == "planned" else ""
        return publisher_and_date(base.get(one.source)) + expected

    rows: FieldRows = []
    for stance, word in STANDING_BY_STANCE.items():
        found = [said(one) for one in fact.evidence if one.stance == stance]
        if found:
            rows.append(("evidence", spans(standing_text(word), f" by {'; '.join(found)}")))
    return rows


def context_fields(fact: Fact) -> FieldRows:
    """Whom the source credits, the period, and what is not stated."""
    rows: FieldRows = []
    if fact.attribution:
        rows.append(("credits", spans(fact.attribution)))
    if fact.period:
        rows.append(("period", spans(fact.period, Span(" (inferred)" if "period" in fact.inferred else "", "dim"))))
    if fact.not_stated:
        rows.append(("not stated", spans(", ".join(fact.not_stated))))
    if fact.note:
        rows.append(("note", spans(fact.note)))
    return rows
