"""Listings: filters, search, sorting, limits and choice of columns."""

from __future__ import annotations

import pytest
from support.commands import json_answer
from support.runner import Sco

LISTINGS = ("countries", "projects", "metrics", "facts", "sources")


def test_projects_are_filtered_by_country_in_any_script() -> None:
    for name in ("KZ", "Казахстан"):
        ids = [project["id"] for project in json_answer("projects", "--country", name)]
        assert ids == ["kz-chemical-park-digital-twin", "ktz-huawei-innovation-centre"]


def test_repeated_countries_match_any_of_them() -> None:
    ids = [project["id"] for project in json_answer("projects", "--country", "TJ", "-c", "Kirghizia")]
    assert ids == ["kg-5g-network", "tj-digital-healthcare"]


def test_every_record_begins_with_its_kind_and_id() -> None:
    for listing in LISTINGS:
        for record in json_answer(listing):
            assert list(record)[:2] == ["kind", "id"]
    assert {fact["kind"] for fact in json_answer("facts")} >= {"project", "figure", "statement", "event"}
    assert json_answer("countries")[0]["code"] == json_answer("countries")[0]["id"]


def test_different_filters_must_all_match() -> None:
    assert [row["id"] for row in json_answer("projects", "--country", "UZ", "--stage", "trial")] == [
        "uz-digital-skills-platform"
    ]
    assert [row["id"] for row in json_answer("projects", "--organization", "KTZ")] == ["ktz-huawei-innovation-centre"]
    assert {row["kind"] for row in json_answer("facts", "--kind", "statement", "--speaker", "Ahmed M. Darwish")} == {
        "statement"
    }


def test_search_matches_all_words_in_any_field_and_script() -> None:
    assert [hit["id"] for hit in json_answer("search", "coal", "output")][:2] == ["coal-output", "mn-coal-output"]
    assert json_answer("search", "Казахстан")[0]["id"] == "KZ"
    assert json_answer("search", "哈萨克")[0]["id"] == "KZ"
    assert json_answer("search", "ПЕНЕТРАЦИЯ") == []
    assert {hit["kind"] for hit in json_answer("search", "railway", "--kind", "figure")} == {"figure"}
    assert json_answer("search", "safak")[0]["match"] == "Şafak"


def test_listings_are_sorted_limited_and_reduced_to_columns() -> None:
    facts = json_answer("facts")
    assert [row["id"] for row in json_answer("facts", "--limit", "3")] == [row["id"] for row in facts[:3]]
    periods = [row["period"] for row in json_answer("facts", "--sort", "-period")]
    stated = [period for period in periods if period]
    assert stated == sorted(stated, reverse=True)
    assert periods[len(stated) :] == [None] * (len(periods) - len(stated))
    assert json_answer("facts", "--sort", "standing")[0]["standing"] == "contested"
    values = [
        row["value"]["value"] for row in json_answer("facts", "--kind", "figure", "--sort", "value") if row["value"]
    ]
    numbers = [value for value in values if value is not None]
    assert numbers == sorted(numbers)
    assert [list(row) for row in json_answer("projects", "--columns", "stage, id", "--limit", "1")] == [["stage", "id"]]


def test_columns_and_limit_apply_to_tables(sco: Sco) -> None:
    out = sco("facts", "--columns", "id,period", "--limit", "2").out
    assert out.splitlines()[2].split() == ["id", "period"]
    assert "2 of " in out
    assert sco("facts", "--sort", "perod").code == 2


def test_since_and_until_select_the_facts_whose_period_overlaps() -> None:
    facts = json_answer("facts", "--since", "2025-07", "--until", "2025-07-31")
    assert {"forum-signing-2025", "model-cases-2025"} <= {row["id"] for row in facts}
    assert all(row["period"] for row in facts)
    assert "samarkand-summit-2022" not in {row["id"] for row in facts}


@pytest.mark.parametrize("option", ["--area", "--organization", "--stage", "--source", "--standing"])
def test_every_repeated_filter_matches_any_of_its_values(option: str) -> None:
    values = {
        "--area": ("public-services", "digital-parks"),
        "--organization": ("huawei", "tcdri"),
        "--stage": ("trial", "signed"),
        "--source": ("trend-2020-09-08", "afp-2022-09-12"),
        "--standing": ("contested", "refined"),
    }[option]
    first, second = ({row["id"] for row in json_answer("facts", option, value)} for value in values)
    both = {row["id"] for row in json_answer("facts", option, values[0], option, values[1])}
    assert first and second
    assert both == first | second
