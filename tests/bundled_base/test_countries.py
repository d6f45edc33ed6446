"""The bundled base answers for all of its countries, and says of what its numbers are."""

from __future__ import annotations

import re

import pytest
from support.runner import run_sco

from sco_cli.models.factbase import FactBase
from sco_cli.queries.filters import Filters, select

COUNTRIES = (
    *("CN", "RU", "IN", "PK", "KZ", "KG", "TJ", "UZ", "IR", "BY"),
    *("AF", "MN", "AZ", "AM", "KH", "NP", "LK", "TR", "EG", "SA", "QA", "AE", "BH", "KW", "MV", "MM", "LA"),
)


def test_the_countries_are_those_of_the_organization(bundled: FactBase) -> None:
    assert {country.code for country in bundled.countries} >= {*COUNTRIES}
    assert {*bundled.place("sco").countries} == {*COUNTRIES[:10]}


@pytest.mark.parametrize("code", COUNTRIES)
def test_every_country_has_facts_that_are_not_about_china_alone(bundled: FactBase, code: str) -> None:
    facts = select(bundled, bundled.facts, Filters(country=(code,)))
    assert sum(set(fact.countries) != {"CN"} for fact in facts) >= 3


def test_no_metric_is_named_for_a_subject_without_a_name(bundled: FactBase) -> None:
    anonymous = re.compile(r"\b(of|in|by) (a|an|one) (city|zone|area|company|park|operator|firm|project|system)\b")
    assert [metric.id for metric in bundled.metrics if anonymous.search(metric.name)] == ["operator-fibre-share"]
    # The source of that figure does not name the operator.


def test_the_organization_is_asked_for_as_a_place() -> None:
    for name in ("SCO", "шос", "上海合作组织"):
        result = run_sco("country", name)
        assert (result.code, result.out) == (2, "")
        assert "it is a place: `sco facts --place sco`" in result.err
    assert "over 3.2 trillion USD" in run_sco("facts", "--place", "sco").out


@pytest.mark.parametrize("old", ["city-sco-trade", "area-sco-trade"])
def test_a_metric_is_found_by_its_former_id(old: str) -> None:
    assert run_sco("metric", old).out == run_sco("metric", "trade-with-sco").out
