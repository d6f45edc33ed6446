"""The brief columns of facts, `--columns brief`: the dozen that a spreadsheet wants, a plain value in each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sco_cli.models.factbase import FactBase, is_fact
from sco_cli.models.json_values import JsonRecord
from sco_cli.queries.levels import Levels
from sco_cli.reports.records import FactRow, FigureRow, fact_row

if TYPE_CHECKING:
    from sco_cli.quantities.quantity import Quantity
    from sco_cli.reports.report import Row

BRIEF = "brief"
"""The name that stands for all brief columns."""

BRIEF_KEYS = (
    "id",
    "kind",
    "title",
    "value",
    "low",
    "high",
    "unit",
    "period",
    "countries",
    "standing",
    "source",
    "address",
)


def brief_record(base: FactBase, row: FactRow) -> JsonRecord:
    """The brief columns of a fact.

    `value`, `low`, `high` and `unit` are those of the latest level of a figure, else of the change that its source
    states; an end that is not known is None. `source` has the ids of the sources that state the fact, `address` is the
    first address among them.
    """
    number = _main_number(row.levels) if isinstance(row, FigureRow) else None
    ends = number.to_json() if number else {}
    sources = [base.source(evidence.source) for evidence in row.fact.evidence if evidence.stance == "states"]
    return {
        "id": row.fact.id,
        "kind": row.fact.kind,
        "title": row.record["title"],
        "value": ends.get("value"),
        "low": ends.get("low"),
        "high": ends.get("high"),
        "unit": ends.get("unit"),
        "period": row.fact.period,
        "countries": list(row.fact.countries),
        "standing": row.standing,
        "source": "; ".join(dict.fromkeys(source.id for source in sources)),
        "address": next((source.url for source in sources if source.url), None),
    }


def brief_hit(base: FactBase, row: Row) -> JsonRecord:
    """The brief columns of any record that a row shows; of one that is no fact, only the id, kind and title."""
    record = base.get(row.record["id"])
    if is_fact(record):
        return brief_record(base, fact_row(base, record))
    return dict.fromkeys(BRIEF_KEYS) | {key: row.record[key] for key in ("id", "kind", "title")}


def _main_number(levels: Levels) -> Quantity | None:
    stated = levels.change.stated if levels.change else None
    return levels.value or levels.after or stated
