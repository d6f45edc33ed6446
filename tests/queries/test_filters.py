"""Filters: the values of a record that each one compares, and the time that a fact overlaps."""

from __future__ import annotations

import pytest

from sco_cli.models import period
from sco_cli.models.factbase import FactBase
from sco_cli.models.facts import AnyRecord, Fact
from sco_cli.queries.filters import Filters, count_undated, filter_values, select


@pytest.mark.parametrize(
    ("record", "name", "values"),
    [
        ("steppe-road", "country", {"KZ", "MN"}),
        ("KZ", "country", {"KZ"}),
        ("road-company", "country", {"KZ"}),
        ("paved-mn-series", "country", {"MN"}),
        ("gazette", "country", set()),
        ("steppe-road", "kind", {"project"}),
        ("steppe-road", "area", {"roads"}),
        ("steppe-road", "organization", {"road-company"}),
        ("sensor-road", "area", set()),
        ("steppe-road", "stage", {"operating"}),
        ("mn-toll", "standing", {"contested"}),
        ("mn-toll", "source", {"gazette", "bureau"}),
        ("mayor-on-roads", "speaker", {"A Mayor"}),
        ("mn-toll", "metric", {"toll"}),
        ("mn-toll", "area", {"roads"}),
        ("mn-toll-bureau", "place", {"salt-flats"}),
        ("gazette", "place", set()),
        ("gazette", "standing", set()),
        ("gazette", "source", set()),
    ],
)
def test_a_filter_compares_these_values_of_a_record(small: FactBase, record: str, name: str, values: set[str]) -> None:
    assert {*filter_values(small, small.get(record), name)} == values


@pytest.mark.parametrize(
    ("filters", "ids"),
    [
        (Filters(), ["steppe-road", "sensor-road", "opening"]),
        (Filters(country=("MN",)), ["steppe-road"]),
        (Filters(country=("MN", "LA"), kind=("project", "event")), ["steppe-road"]),
        (Filters(country=("KZ",), stage=("planned",)), []),
        (Filters(since=period.parse("2024-05-01")), ["steppe-road", "opening"]),
        (Filters(since=period.parse("2024-05-02")), ["steppe-road"]),
        (Filters(since=period.parse("2025")), []),
        (Filters(until=period.parse("2024-04-30")), ["steppe-road"]),
        (Filters(until=period.parse("2024-05-01")), ["steppe-road", "opening"]),
        (Filters(until=period.parse("2022")), []),
        (Filters(since=period.parse("2024"), until=period.parse("2024")), ["steppe-road", "opening"]),
    ],
)
def test_a_record_is_selected_if_it_passes_every_filter(small: FactBase, filters: Filters, ids: list[str]) -> None:
    records: list[AnyRecord] = [*small.projects, *small.events, small.source("gazette")]
    expected = ids if filters != Filters() else [*ids, "gazette"]
    assert [record.id for record in select(small, records, filters)] == expected


def test_facts_without_a_period_are_counted_only_if_a_time_is_asked_for(small: FactBase) -> None:
    facts: list[Fact] = [*small.projects, *small.events]
    assert count_undated(small, facts, Filters()) == 0
    assert count_undated(small, facts, Filters(since=period.parse("2024"))) == 1
    assert count_undated(small, facts, Filters(country=("MN",), until=period.parse("2024"))) == 0
