"""What a base covers: numbers of facts by group of countries, area and decade."""

from __future__ import annotations

from sco_cli.models.factbase import FactBase
from sco_cli.queries.coverage import measure_coverage


def test_a_fact_counts_in_every_group_that_it_names(small: FactBase) -> None:
    coverage = measure_coverage(small)
    assert coverage.groups == {"member": (1, 5), "partner": (2, 5)}
    assert coverage.without_country == 0
    assert coverage.thinnest == {"LA": 0, "KZ": 5, "MN": 5}


def test_areas_and_decades_that_are_not_stated_are_counted(small: FactBase) -> None:
    coverage = measure_coverage(small)
    assert coverage.areas == {"roads": 3, "not stated": 5}
    assert coverage.decades == {"2020s": 4, "not stated": 4}
    assert coverage.series == (1, 2, 7)


def test_countries_without_a_status_are_a_group(small: FactBase) -> None:
    records = [
        record.model_copy(update={"status": ()}) if record.kind == "country" and record.code == "LA" else record
        for record in small.records
    ]
    coverage = measure_coverage(FactBase(small.info, records, small.fields))
    assert coverage.groups == {"member": (1, 5), "partner": (1, 5), "none": (1, 0)}


def test_the_numbers_of_the_bundled_base_are_those_of_its_facts(bundled: FactBase) -> None:
    coverage = measure_coverage(bundled)
    assert sum(coverage.decades.values()) == len(bundled.facts)
    assert sum(coverage.areas.values()) >= len(bundled.facts)
    assert list(coverage.groups) == ["member", "partner"]
