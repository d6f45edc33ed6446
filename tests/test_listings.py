"""Listings: facts and records filtered, searched, sorted, cut and reduced."""

from __future__ import annotations

import pytest
from conftest import Sco
from support.commands import answer

LISTINGS = ("countries", "projects", "metrics", "facts", "sources")


def test_projects_of_kazakhstan() -> None:
    for name in ("KZ", "Казахстан"):
        found = [project["id"] for project in answer("projects", "--country", name)]
        assert found == ["kz-chemical-park-digital-twin", "ktz-huawei-innovation-centre"]


def test_countries_repeat_to_any_of_several() -> None:
    found = [project["id"] for project in answer("projects", "--country", "TJ", "-c", "Kirghizia")]
    assert found == ["kg-5g-network", "tj-digital-healthcare"]


def test_every_record_has_kind_and_id() -> None:
    for listing in LISTINGS:
        for record in answer(listing):
            assert list(record)[:2] == ["kind", "id"]
    assert {fact["kind"] for fact in answer("facts")} >= {"project", "figure", "statement", "event"}
    assert answer("countries")[0]["code"] == answer("countries")[0]["id"]


def test_filters_combine() -> None:
    assert [row["id"] for row in answer("projects", "--country", "UZ", "--stage", "trial")] == [
        "uz-digital-skills-platform"
    ]
    assert [row["id"] for row in answer("projects", "--organization", "KTZ")] == ["ktz-huawei-innovation-centre"]
    assert {row["kind"] for row in answer("facts", "--kind", "statement", "--speaker", "Ahmed M. Darwish")} == {
        "statement"
    }


def test_search_finds_all_words_in_any_field_and_script() -> None:
    assert [hit["id"] for hit in answer("search", "coal", "output")][:2] == ["coal-output", "mn-coal-output"]
    assert answer("search", "Казахстан")[0]["id"] == "KZ"
    assert answer("search", "哈萨克")[0]["id"] == "KZ"
    assert answer("search", "ПЕНЕТРАЦИЯ") == []
    assert {hit["kind"] for hit in answer("search", "railway", "--kind", "figure")} == {"figure"}
    assert answer("search", "safak")[0]["match"] == "Şafak"


def test_a_listing_is_sorted_cut_and_reduced() -> None:
    whole = answer("facts")
    assert [row["id"] for row in answer("facts", "--limit", "3")] == [row["id"] for row in whole[:3]]
    periods = [row["period"] for row in answer("facts", "--sort", "-period")]
    stated = [period for period in periods if period]
    assert stated == sorted(stated, reverse=True)
    assert periods[len(stated) :] == [None] * (len(periods) - len(stated))
    assert answer("facts", "--sort", "standing")[0]["standing"] == "contested"
    values = [row["value"]["value"] for row in answer("facts", "--kind", "figure", "--sort", "value") if row["value"]]
    numbers = [value for value in values if value is not None]
    assert numbers == sorted(numbers)
    assert [list(row) for row in answer("projects", "--columns", "stage, id", "--limit", "1")] == [["stage", "id"]]


def test_columns_and_limits_hold_in_a_table_too(sco: Sco) -> None:
    out = sco("facts", "--columns", "id,period", "--limit", "2").out
    assert out.splitlines()[2].split() == ["id", "period"]
    assert "2 of " in out
    assert sco("facts", "--sort", "perod").code == 2


def test_facts_of_a_time_are_those_whose_period_reaches_into_it() -> None:
    found = answer("facts", "--since", "2025-07", "--until", "2025-07-31")
    assert {"forum-signing-2025", "model-cases-2025"} <= {row["id"] for row in found}
    assert all(row["period"] for row in found)
    assert "samarkand-summit-2022" not in {row["id"] for row in found}


@pytest.mark.parametrize("option", ["--area", "--organization", "--stage", "--source", "--standing"])
def test_every_filter_repeats_to_any_of_several(option: str) -> None:
    values = {
        "--area": ("public-services", "digital-parks"),
        "--organization": ("huawei", "tcdri"),
        "--stage": ("trial", "signed"),
        "--source": ("trend-2020-09-08", "afp-2022-09-12"),
        "--standing": ("contested", "refined"),
    }[option]
    one, other = ({row["id"] for row in answer("facts", option, value)} for value in values)
    both = {row["id"] for row in answer("facts", option, values[0], option, values[1])}
    assert one and other
    assert both == one | other
