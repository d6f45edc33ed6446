"""Filters: the values of a record that each one compares, and the time that a fact overlaps."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.bases import base_with

from sco_cli.loading.loader import load
from sco_cli.models import period
from sco_cli.models.factbase import FactBase
from sco_cli.models.facts import AnyRecord, Fact
from sco_cli.queries.filters import Filters, count_undated, count_unpublished, filter_values, select


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
        ("gazette", "publisher", {"Gazette"}),
        ("mn-toll", "publisher", {"Gazette", "Bureau of Statistics"}),
        ("paved-mn-series", "publisher", {"Bureau of Statistics"}),
        ("KZ", "publisher", set()),
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


PUBLISHED = """
[[sources]]
id = "undated"
title = "U"
publisher = "Q"
kind = "news"
[[sources]]
id = "july"
title = "J"
publisher = "P"
published = "2025-07"
kind = "news"
[[sources]]
id = "day"
title = "D"
publisher = "Q"
published = "2025-07-11"
kind = "news"
[[sources]]
id = "year"
title = "Y"
publisher = "Q"
published = "2025"
kind = "news"
[[countries]]
code = "MN"
alpha3 = "MNG"
name = "Mongolia"
"""


def event(record_id: str, *evidence: tuple[str, str]) -> str:
    """The TOML of an event with evidence of these sources and stances."""
    items = ", ".join(f'{{ source = "{source}", stance = "{stance}", note = "n" }}' for source, stance in evidence)
    return f'[[events]]\nid = "{record_id}"\nname = "N"\nsummary = "S"\nevidence = [{items}]\n'


@pytest.fixture
def published(tmp_path: Path) -> FactBase:
    """A base with an event for each source, and some of two."""
    facts = [
        event("e-undated", ("undated", "states")),
        event("e-july", ("july", "states")),
        event("e-year", ("year", "states")),
        event("e-later", ("undated", "states"), ("july", "corroborates")),
        event("e-two", ("undated", "states"), ("day", "states"), ("july", "context")),
    ]
    path = tmp_path / "published.toml"
    path.write_text(base_with(PUBLISHED + "".join(facts)))
    return load(path)


@pytest.mark.parametrize(
    ("since", "until", "publisher", "ids", "left_out"),
    [
        ("2025", "2025", (), ["july", "day", "year", "e-july", "e-year", "e-two"], 4),
        ("2025-07", "2025-07", (), ["july", "day", "e-july", "e-two"], 6),
        ("2025-07-11", "2025-07-11", (), ["day", "e-two"], 8),
        ("2025-07-12", None, (), [], 9),
        (None, "2025-07-10", (), [], 9),
        (None, "2025-07-31", (), ["july", "day", "e-july", "e-two"], 6),
        ("2026", None, (), [], 5),
        (None, "2024", (), [], 5),
        ("2025-07", "2025-07", ("Q",), ["day", "e-two"], 5),
        ("2025-07", "2025-07", ("P",), ["july", "e-july"], 1),
    ],
)
def test_what_was_published_in_a_time_is_selected_by_the_date_of_a_source_that_states_it(
    published: FactBase, since: str | None, until: str | None, publisher: tuple[str, ...], ids: list[str], left_out: int
) -> None:
    filters = Filters(
        publisher=publisher,
        published_since=period.parse_optional(since),
        published_until=period.parse_optional(until),
    )
    assert [record.id for record in select(published, published.records, filters)] == ids
    assert count_unpublished(published, published.records, filters) == left_out


def test_nothing_is_left_out_where_no_time_of_publication_is_asked_for(published: FactBase) -> None:
    assert count_unpublished(published, published.records, Filters()) == 0


def test_a_series_is_published_when_its_source_is(small: FactBase) -> None:
    year = Filters(published_since=period.parse("2024"), published_until=period.parse("2024"))
    assert select(small, small.series, year) == small.series
    may = Filters(published_since=period.parse("2024-05"), published_until=period.parse("2024-05"))
    assert select(small, small.series, may) == []
    assert count_unpublished(small, small.series, may) == len(small.series)
