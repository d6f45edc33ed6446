"""The labelled lines of a fact: its numbers, the sources that state it, evidence about it, and its context."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from sco_cli.models import period
from sco_cli.models.date_words import date_words
from sco_cli.models.factbase import FactBase
from sco_cli.models.vocabulary import STANDING_WORDS
from sco_cli.quantities.change import Change
from sco_cli.quantities.quantity import Quantity
from sco_cli.queries.standing import STANDING_BY_STANCE
from sco_cli.reports.records import FigureRow
from sco_cli.reports.report import Gauge, Span, Text, join_spans, spans
from sco_cli.reports.sources import deep_link, locator_span, source_span

if TYPE_CHECKING:
    from sco_cli.models.entities import Metric
    from sco_cli.models.facts import Evidence, Fact

FieldRows = list[tuple[str, Text | Gauge]]
"""Lines of `report.Fields`: label and text."""

_NOT_STATED_ON_SCREEN = {"who": "participants"}
"""Words on screens for those of `not_stated` that json keeps."""

HEADROOM = Fraction(5, 4)
"""A scale without a maximum ends this much beyond its greatest number, so that an open end is visible."""


def number_fields(row: FigureRow, maximum: Fraction | None) -> FieldRows:
    """The levels of a figure, as bars on a scale from 0 to `maximum` if there is one, and its change."""
    rows: FieldRows = [
        (name, _gauge(level, maximum) if maximum else spans(level.text())) for name, level in row.levels.present()
    ]
    if row.levels.change:
        rows.append(("change", _change_text(row.levels.change)))
    if row.fact.stage == "planned":
        rows.append(("stage", spans("forecast: expected or planned by its source, not measured")))
    return rows


def _change_text(change: Change) -> Text:
    reasons = change.reasons_not_computed()
    if change.stated:
        return spans(change.text(), Span(f"; {reasons['difference']}", "dim"))
    reason = reasons.get("percent") if "difference" not in reasons else None
    return spans(change.text(), Span(f"; no percentage: {reason}" if reason else "", "dim"))


def gauge_maxima(base: FactBase, rows: Iterable[FigureRow]) -> dict[str, Fraction | None]:
    """The value at the end of the bars for each metric of the figures, which are shown together.

    It is the metric's maximum, else a value beyond the greatest number; None if bars would show nothing useful.
    """
    by_metric: dict[str, list[Quantity]] = {}
    for row in rows:
        by_metric.setdefault(row.fact.metric, []).extend(level for _, level in row.levels.present())
    return {metric: _gauge_maximum(base.metric(metric), levels) for metric, levels in by_metric.items()}


def _gauge_maximum(metric: Metric, levels: Sequence[Quantity]) -> Fraction | None:
    ends = [end.value for level in levels for end in (level.interval.low, level.interval.high) if end]
    if not ends or min(ends) < 0 or max(ends) == 0:
        return None
    if metric.maximum is not None:
        return Fraction(metric.maximum)
    if len(levels) < 2:  # a single number fills a scale of its own and shows nothing
        return None
    return max(ends) * (HEADROOM if any(level.interval.high is None for level in levels) else 1)


def _gauge(level: Quantity, maximum: Fraction) -> Gauge:
    low, high = level.interval.low, level.interval.high
    sure = float(low.value / maximum) if low else 0.0
    return Gauge(spans(level.text()), sure, float(high.value / maximum) if high else 1.0)


def source_fields(base: FactBase, fact: Fact) -> FieldRows:
    """The sources that state a fact, and their wordings, each linked to the words in the source."""
    rows: FieldRows = []
    for evidence in fact.evidence:
        if evidence.stance == "states":
            rows.append(("source", spans(locator_span(base, evidence))))
            if evidence.wording:
                link = deep_link(base.source(evidence.source), evidence.wording)
                rows.append(("quotation", spans(Span(f'"{evidence.wording}"', link=link))))
    return rows


def evidence_fields(base: FactBase, fact: Fact) -> FieldRows:
    """The sources that decide a fact's standing, worst first; `sco show` has their words and reasons."""
    rows: FieldRows = []
    for stance, standing in STANDING_BY_STANCE.items():
        sources = [_source_text(base, evidence) for evidence in fact.evidence if evidence.stance == stance]
        if sources:
            rows.append((f"{STANDING_WORDS[standing]} by", spans(join_spans(sources, "; "))))
    return rows


def _source_text(base: FactBase, evidence: Evidence) -> Text:
    is_planned = evidence.figure is not None and base.figure(evidence.figure).stage == "planned"
    return spans(source_span(base.source(evidence.source)), " (forecast)" if is_planned else None)


def not_stated_text(fact: Fact) -> Text:
    """What the source of a fact leaves out: "participants, dates"."""
    return spans(", ".join(_NOT_STATED_ON_SCREEN.get(word, word) for word in fact.not_stated))


def context_fields(fact: Fact) -> FieldRows:
    """Whom the source credits, the period, and what is not stated."""
    rows: FieldRows = []
    if fact.attribution:
        rows.append(("attributed to", spans(fact.attribution)))
    if fact.period:
        limits = ["part of a year"] if period.parse(fact.period).is_part_of_year else []
        limits += ["inferred"] if "period" in fact.inferred else []
        rows.append(
            ("period", spans(date_words(fact.period), Span(f" ({', '.join(limits)})" if limits else "", "dim")))
        )
    if fact.not_stated:
        rows.append(("not stated", not_stated_text(fact)))
    if fact.note:
        rows.append(("note", spans(fact.note)))
    return rows
