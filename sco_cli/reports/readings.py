"""The quantities of a text, and what is on record about each, as records."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from sco_cli.models.factbase import FactBase
from sco_cli.models.json_values import JsonRecord
from sco_cli.quantities import number_format
from sco_cli.queries.standing import standing_of
from sco_cli.reading.on_record import Finding, RecordBeside
from sco_cli.reports.records import EMPTY_QUANTITY

if TYPE_CHECKING:
    from sco_cli.reading.readings import Reading

CHANGE_MEASURES = {"percent": "percent", "times": "times", "points": "points", "share": "percent"}
"""The measure of a change by the kind of its unit; any other is a change by an amount."""

TEMPLATE: JsonRecord = {
    **dict.fromkeys(("kind", "id", "file", "line", "column", "paragraph", "wording", "sentence")),
    "quantity": EMPTY_QUANTITY,
    **dict.fromkeys(("role", "measure", "direction", "negated", "period", "period_inferred")),
    **dict.fromkeys(("countries", "countries_open", "places", "organizations", "likely_countries", "likely_places")),
    **dict.fromkeys(("metric", "speaker", "attribution")),
    **dict.fromkeys(("verdict", "distance", "distance_unit", "year", "year_assumed", "on_record")),
}
"""A record with every key. `measure` and `direction` are those of a change; `distance` is how much higher the text is
than what is on record, in points or percent; `year` is that of the official value it was set beside."""


class FindingRow:
    """A quantity of a text with what is on record."""

    def __init__(self, base: FactBase, finding: Finding) -> None:
        self._base = base
        self.finding = finding

    @cached_property
    def record(self) -> JsonRecord:
        """The record for machines."""
        reading, difference = self.finding.reading, self.finding.difference
        official = next((beside for beside in self.finding.records if beside.year), None)
        return {
            **_reading(reading),
            "verdict": self.finding.verdict,
            "distance": number_format.to_json(difference.value) if difference else None,
            "distance_unit": difference.unit if difference else None,
            "year": official.year if official else None,
            "year_assumed": official.is_assumed if official else None,
            "on_record": [_beside(self._base, beside) for beside in self.finding.records],
        }


def _reading(reading: Reading) -> JsonRecord:
    is_change = reading.role == "change"
    subject, likely = reading.subject, reading.likely_subject
    return {
        "kind": "reading",
        "id": f"{reading.file}:{reading.line}:{reading.column}",
        "file": reading.file,
        "line": reading.line,
        "column": reading.column,
        "paragraph": reading.paragraph,
        "wording": reading.wording,
        "sentence": reading.sentence,
        "quantity": reading.quantity.to_json(str(reading.quantity)),
        "role": reading.role,
        "measure": CHANGE_MEASURES.get(reading.mention.unit.kind, "amount") if is_change else None,
        "direction": {1: "rise", -1: "fall"}.get(reading.direction) if is_change else None,
        "negated": reading.mention.is_negated,
        "period": reading.period,
        "period_inferred": reading.is_inferred if reading.period else None,
        "countries": list(subject.countries),
        "countries_open": subject.is_open,
        "places": list(subject.places),
        "organizations": list(subject.organizations),
        "likely_countries": list(likely.countries),
        "likely_places": list(likely.places),
        "metric": reading.metric,
        "speaker": reading.speaker or None,
        "attribution": reading.credited or None,
    }


def _beside(base: FactBase, beside: RecordBeside) -> JsonRecord:
    difference = beside.difference
    return {
        "kind": beside.record.kind,
        "id": beside.record.id,
        "verdict": beside.verdict,
        "quantity": beside.quantity.to_json() if beside.quantity else None,
        "year": beside.year,
        "year_assumed": beside.is_assumed,
        "distance": number_format.to_json(difference.value) if difference else None,
        "distance_unit": difference.unit if difference else None,
        "reason": beside.reason or None,
        "standing": standing_of(base, beside.record) if beside.record.kind == "figure" else None,
        "stage": beside.record.stage if beside.record.kind == "figure" else None,
    }
