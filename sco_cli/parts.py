"""Parts of screens that several commands share: how a figure, a source and a listing of facts look."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from sco_cli import citation, comparison, record
from sco_cli.factbase import FactBase
from sco_cli.quantity import Quantity
from sco_cli.report import Column, Gauge, Record, Report, Role, Span, Table, Text, listing, text

if TYPE_CHECKING:
    from sco_cli.models import Fact, Figure, Metric

Rows = list[tuple[str, Text | Gauge]]

HEADROOM = Fraction(5, 4)
"""How far a scale without a maximum reaches beyond its greatest number, so that an open end has somewhere to go."""


def country_name(base: FactBase, code: str) -> str:
    """Name and code: "Kazakhstan (KZ)"."""
    return f"{base.get(code).name} ({code})"


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


def facts_table(base: FactBase, facts: Iterable[Fact], header: str, besides: Collection[str] = ()) -> Table:
    """Facts by id, title and standing; countries other than those in `besides` stand behind the title."""
    column = Column(
        "title", header, lambda row: text(row["title"], Span(others(base, row, besides), "dim")), whole=False
    )
    return Table((id_column(), column, standing_column()), [record.as_record(base, fact) for fact in facts])


def others(base: FactBase, row: Record, besides: Collection[str] = ()) -> str:
    """The countries of a fact beside those the reader asked for: ", with China", " (KZ, CN and others)"."""
    if row["kind"] == "figure":  # its title names them
        return ""
    rest = [code for code in row["countries"] if code not in besides]
    open_end = " and others" if row["countries_open"] else ""
    if besides and rest:
        return f", with {', '.join(base.get(code).name for code in rest)}{open_end}"
    return f" ({', '.join(rest)}{open_end})" if rest else open_end


def number_rows(base: FactBase, figure: Figure) -> Rows:
    """A figure's levels, as bars where there is a scale for them, and its change."""
    levels = comparison.levels(base, figure)
    metric = base.get(figure.metric)
    given = [(name, level) for name in ("before", "after", "value") if (level := getattr(levels, name))]
    top = _scale(metric, [level for _, level in given])
    rows: Rows = [(name, _gauge(level, top) if top else text(level.text())) for name, level in given]
    if levels.change:
        rows.append(("change", _change_text(levels)))
    if figure.stage == "planned":
        rows.append(("stage", text("planned: the source speaks of the future")))
    return rows


def source_rows(base: FactBase, fact: Fact) -> Rows:
    """Where a fact is stated, in which words, and what is not stated."""
    rows: Rows = []
    for evidence in (evidence for evidence in fact.evidence if evidence.stance == "states"):
        rows.append(("source", text(citation.pinpoint(base, evidence))))
        if evidence.wording:
            link = citation.deep_link(base.get(evidence.source), evidence.wording)
            rows.append(("wording", text(Span(f'"{evidence.wording}"', link=link))))
    if fact.attribution:
        rows.append(("credits", text(fact.attribution)))
    if fact.period:
        rows.append(("period", text(fact.period, Span(" (inferred)" if "period" in fact.inferred else "", "dim"))))
    if fact.not_stated:
        rows.append(("not stated", text(", ".join(fact.not_stated))))
    return rows


def _change_text(levels: comparison.Levels) -> Text:
    change = levels.change
    assert change  # asked for figures that have one
    reason = change.refusals().get("difference" if change.stated else "percent")
    return text(change.text(), Span(f"; {reason}" if reason else "", "dim"))


def _scale(metric: Metric, given: Sequence[Quantity]) -> Fraction | None:
    """The value at the end of the bars: the metric's maximum, else beyond the greatest number; None without a use."""
    ends = [end.value for level in given for end in (level.interval.low, level.interval.high) if end]
    if not ends or min(ends) < 0 or max(ends) == 0:
        return None
    if metric.maximum is not None:
        return Fraction(metric.maximum)
    if len(given) < 2:  # one number alone on a scale of its own says nothing
        return None
    return max(ends) * (HEADROOM if any(level.interval.high is None for level in given) else 1)


def _gauge(level: Quantity, top: Fraction) -> Gauge:
    low, high = level.interval.low, level.interval.high
    return Gauge(text(level.text()), float(low.value / top) if low else 0.0, float(high.value / top) if high else 1.0)


def as_records(base: FactBase, items: Iterable[Any]) -> list[Record]:
    """The records for machines."""
    return [record.as_record(base, item) for item in items]


def metrics_listing(base: FactBase) -> Report:
    """Every metric with its unit and how many figures and series there are of it."""
    figures = Counter(figure.metric for figure in base.figures)
    series = Counter(one.metric for one in base.series)
    records = as_records(base, base.metrics)
    for row in records:
        row |= {"figures": figures[row["id"]], "series": series[row["id"]]}
    columns = (
        id_column(),
        Column("name", "metric", whole=False),
        Column("unit", "unit", lambda row: text(row["unit"] or Span("changes only", "dim"))),
        Column("figures", "figures", right=True),
        Column("series", "series", right=True),
    )
    return listing(text(counted(len(records), "metric")), columns, records, "no metric on record")
