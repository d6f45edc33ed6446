"""Parts of screens that several commands share: how a figure, a source and a listing of facts look."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeVar

from sco_cli import citation, comparison, record, selection
from sco_cli.factbase import FactBase
from sco_cli.quantity import Quantity
from sco_cli.report import Column, Gauge, Record, Report, Role, Span, Table, Text, listing, text

if TYPE_CHECKING:
    from sco_cli.models import Evidence, Fact, Figure

F = TypeVar("F")  # a kind of fact, or all of them
Rows = list[tuple[str, Text | Gauge]]

HEADROOM = Fraction(5, 4)
"""How far a scale without a maximum reaches beyond its greatest number, so that an open end has somewhere to go."""


def country_name(base: FactBase, code: str) -> str:
    """Name and code: "Kazakhstan (KZ)"."""
    return f"{base.get(code).name} ({code})"


def asked(base: FactBase, wanted: Mapping[str, Any], of: str) -> str:
    """What a listing was asked for, to stand behind its count: " in Kazakhstan (KZ), stage trial or signed"."""
    countries = " or ".join(country_name(base, code) for code in wanted.get("country") or ())
    said = [f" {of} {countries}" if countries else ""]
    for name, given in wanted.items():
        if given and name != "country":
            said.append(f"{name} {' or '.join(given) if isinstance(given, list) else given}")
    return ", ".join(said)


def alone(wanted: Mapping[str, Any]) -> Sequence[str]:
    """The country that was asked for, if it is one: a fact about it and no other need not name it again."""
    countries: Sequence[str] = wanted["country"]
    return countries if len(countries) == 1 else ()


def chosen(base: FactBase, facts: Sequence[F], noun: str, of: str, wanted: Mapping[str, Any]) -> tuple[list[F], Text]:
    """The facts wanted, and the title that counts them and says what was asked for, and what that leaves out."""
    found = selection.select(facts, **wanted)
    undated = selection.undated(facts, **wanted)
    left_out = f"; {undated} without a period left out" if undated else ""
    return found, text(counted(len(found), noun), asked(base, wanted, of), Span(left_out, "dim"))


def counted(number: int, noun: str) -> str:
    """A number of things: "1 project", "3 countries"."""
    plural = f"{noun[:-1]}ies" if noun.endswith("ry") else noun if noun.endswith("s") else f"{noun}s"
    return f"{number} {noun if number == 1 else plural}"


def standing_text(word: str) -> Text:
    """The standing as a word, in the colour of its kind."""
    role: Role = "contested" if word == "contested" else "plain"
    return text(Span(word, role))


def more(record_id: str) -> Text:
    """The command that shows a record in full."""
    return text(Span(f"sco show {record_id}", "accent"))


def id_column(header: str = "id") -> Column:
    """The column of ids, by which every listing can be followed up."""
    return Column("id", header, lambda row: text(Span(row["id"], "accent")))


def standing_column() -> Column:
    """The column of standings."""
    return Column("standing", "standing", lambda row: standing_text(row["standing"]))


def title_column(base: FactBase, header: str, known: Collection[str] = ()) -> Column:
    """The column of titles, each with the countries that the fact names, unless those are `known` to the reader."""

    def show(row: Record) -> Text:
        codes = ", ".join(row["countries"])
        is_told = not codes or (set(row["countries"]) == set(known) and not row["countries_open"])
        place = "" if is_told else f" ({codes}{' and others' * row['countries_open']})"
        title = record.title(base, base.get(row["id"]), place)
        return text(title, Span("" if row["kind"] == "figure" else place, "dim"))

    return Column("title", header, show, whole=False)


def stage_column() -> Column:
    """The column of how far projects are."""
    return Column("stage", "stage", lambda row: text(row["stage"] or Span("not stated", "dim")))


def facts_table(base: FactBase, records: Sequence[Record], header: str, known: Collection[str] = ()) -> Table:
    """The records of facts, all of one kind or of several, by id, title and standing; projects with their stage."""
    stage = [stage_column()] if records and all("stage" in row and row["kind"] == "project" for row in records) else []
    return Table((id_column(), title_column(base, header, known), *stage, standing_column()), records)


def number_rows(base: FactBase, figure: Figure, top: Fraction | None) -> Rows:
    """A figure's levels, as bars where they have a scale that ends at `top`, and its change."""
    levels = comparison.levels(base, figure)
    rows: Rows = [(name, _gauge(level, top) if top else text(level.text())) for name, level in levels.given()]
    if levels.change:
        rows.append(("change", _change_text(levels)))
    if figure.stage == "planned":
        rows.append(("stage", text("expected: the source speaks of what is to come")))
    return rows


def said_rows(base: FactBase, fact: Fact) -> Rows:
    """Where a fact is stated, and in which words; a click on them leads there."""
    rows: Rows = []
    for evidence in (evidence for evidence in fact.evidence if evidence.stance == "states"):
        rows.append(("source", text(citation.pinpoint(base, evidence))))
        if evidence.wording:
            link = citation.deep_link(base.get(evidence.source), evidence.wording)
            rows.append(("wording", text(Span(f'"{evidence.wording}"', link=link))))
    return rows


def evidence_rows(base: FactBase, fact: Fact) -> Rows:
    """Who makes a fact's standing what it is, worst first; in which words, and why, `sco show` says."""

    def said(one: Evidence) -> str:
        own = base.get(one.figure) if one.figure else None
        expected = " (expected)" if own and own.stage == "planned" else ""
        return citation.imprint(base.get(one.source)) + expected

    rows: Rows = []
    for stance, word in comparison.DECIDING.items():
        found = [said(one) for one in fact.evidence if one.stance == stance]
        if found:
            rows.append(("evidence", text(standing_text(word), f" by {'; '.join(found)}")))
    return rows


def context_rows(fact: Fact) -> Rows:
    """Whom the source credits, the period, and what is not stated."""
    rows: Rows = []
    if fact.attribution:
        rows.append(("credits", text(fact.attribution)))
    if fact.period:
        rows.append(("period", text(fact.period, Span(" (inferred)" if "period" in fact.inferred else "", "dim"))))
    if fact.not_stated:
        rows.append(("not stated", text(", ".join(fact.not_stated))))
    if fact.note:
        rows.append(("note", text(fact.note)))
    return rows


def _change_text(levels: comparison.Levels) -> Text:
    change = levels.change
    assert change  # asked for figures that have one
    refusals = change.refusals()
    if change.stated:
        return text(change.text(), Span(f"; {refusals['difference']}", "dim"))
    reason = refusals.get("percent") if "difference" not in refusals else None
    return text(change.text(), Span(f"; no percentage, for {reason}" if reason else "", "dim"))


def scales(base: FactBase, figures: Sequence[Figure]) -> dict[str, Fraction | None]:
    """The value at the end of the bars for each metric of the figures, which stand together on a screen.

    It is the metric's maximum, else one beyond the greatest number; None where bars would say nothing.
    """
    alike: dict[str, list[Figure]] = {}
    for figure in figures:
        alike.setdefault(figure.metric, []).append(figure)
    return {metric: _scale(base, alike[metric]) for metric in alike}


def _scale(base: FactBase, figures: Sequence[Figure]) -> Fraction | None:
    given = [level for figure in figures for _, level in comparison.levels(base, figure).given()]
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
    return Gauge(text(level.text()), float(low.value / top) if low else 0.0, float(high.value / top) if high else 1.0)


def as_records(base: FactBase, items: Iterable[Any]) -> list[Record]:
    """The records for machines."""
    return [record.as_record(base, item) for item in items]


def metrics_listing(base: FactBase, countries: Sequence[str] = ()) -> Report:
    """Every metric with its unit and how many figures and series there are of it, in all or in those countries."""
    figures = Counter(figure.metric for figure in selection.select(base.figures, country=countries))
    lines = Counter(one.metric for one in selection.select(base.series, country=countries))
    records = as_records(base, (one for one in base.metrics if one.id in figures or one.id in lines or not countries))
    for row in records:
        row |= {"figures": figures[row["id"]], "series": lines[row["id"]]}
    columns = (
        id_column(),
        Column("name", "metric", whole=False),
        Column("unit", "unit", lambda row: text(row["unit"] or Span("changes only", "dim")), whole=False),
        Column("figures", "figures", align="right"),
        Column("series", "series", lambda row: text(str(row["series"] or "")), align="right"),
    )
    shape = record.shape(base, "metric") | {"figures": None, "series": None}
    title = text(counted(len(records), "metric"), asked(base, {"country": countries}, "for"))
    return listing(title, columns, records, "no metric on record", shape)
