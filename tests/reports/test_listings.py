"""Listings: filters, search, sorting, limits and choice of columns."""

from __future__ import annotations

import re
from typing import Any

import pytest
from support.commands import LISTINGS, json_answer
from support.paths import EXAMPLES, SMALL
from support.runner import Sco, run_sco


def rows(*arguments: str) -> Any:
    """Return the records that sco lists from the small base."""
    return json_answer(*arguments, facts=SMALL)


def ids(*arguments: str) -> list[str]:
    """Return the ids of the records that sco lists from the small base."""
    return [row["id"] for row in rows(*arguments)]


def example_ids(*arguments: str) -> list[str]:
    """Return the ids of the records that sco lists from the base of the examples."""
    return [row["id"] for row in json_answer(*arguments, facts=EXAMPLES)]


def test_projects_are_filtered_by_country_in_any_script() -> None:
    for name in ("KZ", "Казахстан", "哈萨克斯坦"):
        assert ids("projects", "--country", name) == ["steppe-road", "sensor-road"]
    assert ids("projects", "--country", "Mongolia") == ["steppe-road"]


def test_repeated_countries_match_any_of_them() -> None:
    assert example_ids("projects", "--country", "KG") == ["kg-5g-network"]
    assert example_ids("projects", "--country", "KG", "-c", "Uzbekistan") == [
        "kg-5g-network",
        "uz-railway-freight-exchange-registry",
    ]


@pytest.mark.parametrize("command", [name for name in LISTINGS if name not in ("search", "diff", "check", "read")])
def test_every_record_begins_with_its_kind_and_id(command: str) -> None:
    records = rows(command)
    assert records
    for record in records:
        assert list(record)[:2] == ["kind", "id"]


def test_facts_of_every_kind_are_listed_and_countries_have_their_code_as_id() -> None:
    assert {fact["kind"] for fact in rows("facts")} == {"project", "figure", "statement", "event"}
    assert [(country["id"], country["code"]) for country in rows("countries")] == [
        ("KZ", "KZ"),
        ("MN", "MN"),
        ("LA", "LA"),
    ]


def test_different_filters_must_all_match() -> None:
    assert ids("projects", "--country", "KZ", "--stage", "operating") == ["steppe-road"]
    assert ids("projects", "--country", "LA", "--organization", "road-company") == []
    assert ids("projects", "--organization", "Road Company") == ["steppe-road"]
    assert ids("facts", "--country", "MN", "--kind", "figure") == ["mn-toll", "mn-toll-bureau", "kz-traffic"]
    assert ids("facts", "--country", "MN", "--kind", "figure", "--standing", "contested") == ["mn-toll"]
    assert ids("facts", "--kind", "statement", "--speaker", "a mayor") == ["mayor-on-roads"]


def test_search_matches_all_words_in_any_field_and_script() -> None:
    assert ids("search", "roads")[0] == "roads"
    assert ids("search", "roads", "mongolia") == ["steppe-road", "mayor-on-roads", "kz-traffic", "paved-mn-series"]
    assert ids("search", "roads", "across") == ["steppe-road"]
    assert ids("search", "Казахстан") == ids("search", "哈萨克")
    assert ids("search", "Казахстан")[0] == "KZ"
    assert ids("search", "ПЕНЕТРАЦИЯ") == []
    assert ids("search", "roads", "--kind", "figure") == ["kz-paved", "kz-traffic"]
    assert json_answer("search", "safak", facts=EXAMPLES)[0]["match"] == "Şafak"


def test_a_listing_is_limited_to_its_first_records() -> None:
    assert ids("facts", "--limit", "3") == ids("facts")[:3] == ["steppe-road", "sensor-road", "kz-paved"]


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        ("standing", ["mn-toll", "kz-paved"]),
        ("period", ["steppe-road", "mn-toll", "mn-toll-bureau", "opening", "sensor-road"]),
        ("-period", ["opening", "mn-toll", "mn-toll-bureau", "steppe-road", "sensor-road"]),
        ("title", ["mayor-on-roads", "opening", "kz-paved", "sensor-road", "steppe-road"]),
    ],
)
def test_records_are_sorted_by_a_column_and_those_without_a_value_come_last(column: str, expected: list[str]) -> None:
    assert ids("facts", "--sort", column)[: len(expected)] == expected
    assert sorted(ids("facts", "--sort", column)) == sorted(ids("facts"))


def test_figures_are_sorted_by_the_number_of_a_level() -> None:
    assert example_ids("facts", "--kind", "figure", "--sort", "before")[:2] == [
        "kg-internet-penetration",
        "kz-railway-cost",
    ]
    assert example_ids("facts", "--kind", "figure", "--sort", "-before")[:2] == [
        "kz-railway-cost",
        "kg-internet-penetration",
    ]


def test_json_has_the_columns_asked_for_in_their_order() -> None:
    assert rows("projects", "--columns", "stage, id") == [
        {"stage": "operating", "id": "steppe-road"},
        {"stage": None, "id": "sensor-road"},
    ]


def test_columns_and_limit_apply_to_tables(sco: Sco) -> None:
    arguments = ("facts", "--facts", SMALL)
    out = sco(*arguments, "--columns", "id,period", "--limit", "2").out
    assert [line.split() for line in out.splitlines()[2:]] == [
        ["id", "when"],
        ["steppe-road", "2023\u20132024"],
        ["sensor-road"],
        [],
        ["2", "of", "8", "shown"],
    ]
    assert sco(*arguments, "--sort", "perod").code == 2


def test_facts_say_what_they_are_before_number_period_standing_and_id(sco: Sco) -> None:
    lines = [re.split(r" {2,}", line.strip()) for line in sco("facts", "--facts", SMALL).out.splitlines()[2:]]
    assert lines[0] == ["fact", "value", "when", "standing", "id"]
    assert lines[1] == ["Steppe road (KZ and MN)", "2023\u20132024", "single source", "steppe-road"]
    assert lines[4] == ["Toll (MN)", "about 32 -> 15 USD/t", "2024", "contested", "mn-toll"]
    assert lines[6] == ["Traffic, Steppe road (KZ and MN)", "×2 to ×3", "forecast", "single source", "kz-traffic"]


def test_columns_that_no_fact_of_a_listing_has_are_left_out(sco: Sco) -> None:
    header = sco("facts", "--kind", "statement", "--facts", SMALL).out.splitlines()[2]
    assert header.split() == ["fact", "standing", "id"]


def test_a_title_has_its_number_and_period_unless_they_are_asked_for_too(sco: Sco) -> None:
    def last_cells(columns: str) -> list[str]:
        out = sco("facts", "--source", "bureau", "--kind", "figure", "--columns", columns, "--facts", SMALL).out
        return re.split(r" {2,}", out.splitlines()[4].strip())

    assert last_cells("fact") == ["Toll (MN), 2024: from about 32 USD/t to 15 USD/t"]
    assert last_cells("fact,value") == ["Toll (MN), 2024", "about 32 -> 15 USD/t"]
    assert last_cells("fact,period") == ["Toll (MN), 2024: from about 32 USD/t to 15 USD/t", "2024"]
    assert last_cells("fact,value,period") == ["Toll (MN)", "about 32 -> 15 USD/t", "2024"]


def test_facts_of_one_standing_do_not_repeat_it_and_contested_ones_name_who_contradicts_them(sco: Sco) -> None:
    def headers(*options: str) -> list[list[str]]:
        lines = sco("facts", *options, "--facts", SMALL).out.splitlines()
        return [re.split(r" {2,}", line.strip()) for line in lines if line.startswith("  fact ")]

    assert headers("--standing", "single-source") == [["fact", "value", "when", "id"]]
    assert headers("--standing", "single-source", "--standing", "refined")[0][-2:] == ["standing", "id"]
    assert headers("--standing", "contested")[0][-2:] == ["contested by", "id"]
    by_standing = headers("--by", "standing")
    assert by_standing[0][-2:] == ["contested by", "id"]
    assert all("standing" not in header for header in by_standing)
    assert "Bureau of Statistics" in sco("facts", "--standing", "contested", "--facts", SMALL).out


def test_projects_name_the_organizations_that_take_part_and_the_countries(sco: Sco) -> None:
    lines = [re.split(r" {2,}", line.strip()) for line in sco("projects", "--facts", SMALL).out.splitlines()[2:]]
    assert lines == [
        ["project", "participants", "stage", "standing", "id"],
        ["Steppe road", "Road Company (KZ and MN)", "operating", "single source", "steppe-road"],
        [
            "Sensors [sic] along :smile: the road",
            "not stated (KZ and others)",
            "not stated",
            "single source",
            "sensor-road",
        ],
    ]


@pytest.mark.parametrize("name", ["sources", "metrics"])
def test_listings_that_are_read_by_name_have_the_id_last(name: str, sco: Sco) -> None:
    assert sco(name, "--facts", SMALL).out.splitlines()[2].split()[-1] == "id"


def grouped(*arguments: str) -> dict[str, list[str]]:
    """Return the ids under each heading of the facts of the small base, as a table in a pipe has them."""
    groups: dict[str, list[str]] = {}
    heading = ""
    for line in run_sco("facts", *arguments, "--facts", SMALL).out.splitlines()[1:]:
        if line and not line.startswith(" "):
            heading = line
            groups[heading] = []
        elif line and line.split()[-1] not in ("id", "shown"):
            groups[heading].append(line.split()[-1])
    return groups


def test_facts_are_grouped_by_metric_with_those_without_one_last() -> None:
    assert grouped("--by", "metric") == {
        "Paved roads (paved)  1 fact": ["kz-paved"],
        "Toll (toll)  2 facts": ["mn-toll", "mn-toll-bureau"],
        "Traffic (traffic)  1 fact": ["kz-traffic"],
        "Without a metric  4 facts": ["steppe-road", "sensor-road", "mayor-on-roads", "opening"],
    }


def test_facts_are_grouped_by_standing_worst_first_and_by_source() -> None:
    assert [*grouped("--by", "standing")] == ["contested  1 fact", "clarified  1 fact", "single source  6 facts"]
    assert [*grouped("--by", "source")] == [
        "Gazette, 1 May 2024 (gazette)  7 facts",
        "Bureau of Statistics, 2024 (bureau)  3 facts",
    ]


def test_a_fact_of_several_countries_is_under_each_and_once_for_machines() -> None:
    groups = grouped("--by", "country")
    assert groups["Kazakhstan (KZ)  5 facts"][0] == groups["Mongolia (MN)  5 facts"][0] == "steppe-road"
    title = run_sco("facts", "--by", "country", "--facts", SMALL).out.splitlines()[0]
    assert title == "8 facts, by country; a fact can be in several groups"
    assert sorted(ids("facts", "--by", "country")) == sorted(ids("facts"))
    assert ids("facts", "--by", "country")[-3:] == ["mn-toll", "mn-toll-bureau", "mayor-on-roads"]


def test_grouping_comes_after_sorting_and_limiting() -> None:
    options = ("--sort", "-period", "--limit", "3", "--by", "metric")
    assert grouped(*options) == {
        "Toll (toll)  2 facts": ["mn-toll", "mn-toll-bureau"],
        "Without a metric  1 fact": ["opening"],
    }
    assert rows("facts", *options, "--columns", "id,period") == [
        {"id": "mn-toll", "period": "2024"},
        {"id": "mn-toll-bureau", "period": "2024"},
        {"id": "opening", "period": "2024-05-01"},
    ]


def test_nothing_is_grouped_where_nothing_matches_and_an_unknown_grouping_is_refused() -> None:
    nothing = run_sco("facts", "--country", "LA", "--by", "country", "--facts", SMALL)
    assert nothing == run_sco("facts", "--country", "LA", "--facts", SMALL)
    refused = run_sco("facts", "--by", "contry", "--facts", SMALL)
    assert (refused.code, refused.out) == (2, "")
    assert 'no grouping "contry"; did you mean country?' in refused.err


def test_since_and_until_select_the_facts_whose_period_overlaps() -> None:
    assert ids("facts", "--since", "2024-05", "--until", "2024-05-31") == [
        "steppe-road",
        "mn-toll",
        "mn-toll-bureau",
        "opening",
    ]
    assert ids("facts", "--since", "2024-05-01", "--until", "2024-05-01") == ids("facts", "--since", "2024-05-01")
    assert ids("facts", "--until", "2023-12-31") == ids("facts", "--until", "2023-01-01") == ["steppe-road"]
    assert ids("facts", "--since", "2024-05-02") == ["steppe-road", "mn-toll", "mn-toll-bureau"]


@pytest.mark.parametrize(
    ("option", "values"),
    [
        ("--area", ("digital-infrastructure", "digital-trade")),
        ("--organization", ("railway-company", "registry-office")),
        ("--stage", ("operating", "signed")),
        ("--source", ("eid-2025-08-28", "office-of-statistics-2025")),
        ("--standing", ("contested", "refined")),
    ],
)
def test_every_repeated_filter_matches_any_of_its_values(option: str, values: tuple[str, str]) -> None:
    first, second = ({*example_ids("facts", option, value)} for value in values)
    both = {*example_ids("facts", option, values[0], option, values[1])}
    assert first - second
    assert second - first
    assert both == first | second


def test_a_column_named_twice_is_shown_once() -> None:
    once = run_sco("facts", "--columns", "id,kind", "--facts", SMALL)
    assert run_sco("facts", "--columns", "id,kind,id", "--facts", SMALL) == once
