"""Drafts of figures: as strong as their wording, with ids of their own, and with a reason for what is left out."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
import tomli
from support.readings import look_up, reading_base

from sco_cli.reading.drafted_facts import AMOUNT_OF_CHANGE, FISCAL_PERIOD, draft_facts

KG = "Internet penetration in Kyrgyzstan"


def draft(text: str, source: str = "new-text") -> list[str]:
    """The lines that are drafted from a text of a new source."""
    return list(draft_facts(reading_base(), look_up(text), source))


def drafted(text: str) -> dict[str, list[dict[str, Any]]]:
    """The records that are drafted."""
    return tomli.loads("\n".join(draft(text)))


def comments(text: str) -> list[str]:
    return [line for line in draft(text) if line.startswith("#")]


def figure(text: str) -> dict[str, Any]:
    """The only figure that is drafted, without its evidence."""
    (record,) = drafted(text)["figures"]
    return {key: value for key, value in record.items() if key != "evidence"}


def wording(text: str) -> str:
    """The wording of the last figure."""
    found: str = drafted(text)["figures"][-1]["evidence"][0]["wording"]
    return found


def test_a_figure_is_written_a_key_a_line_below_the_place_in_the_text() -> None:
    assert draft(f"Heading 5\n\nRoads grew.\n\n{KG} was over 70 percent in 2021, according to the bureau.") == [
        "# t, heading",
        "",
        "[[metrics]]",
        'id = "todo-metric"',
        'name = "TODO: what \\"Heading 5\\" measures"',
        'unit = "TODO"',
        'definition = "TODO: what is measured and how"',
        "",
        "[[figures]]",
        'id = "new-text-metric"',
        'metric = "todo-metric"',
        "value = 5",
        'note = "TODO: add countries or places, then delete this note"',
        'evidence = [{ source = "new-text", wording = "Heading 5" }]',
        "",
        "# t, paragraph 2",
        "",
        "[[figures]]",
        'id = "kg-internet-penetration-2021"',
        'metric = "internet-penetration"',
        'countries = ["KG"]',
        "value = { over = 70 }",
        'period = "2021"',
        'attribution = "the bureau"',
        'evidence = [{ source = "new-text", paragraph = 2, wording = "over 70 percent" }]',
        "",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{KG} is 71 percent.", {"value": 71}),
        (f"{KG} is nearly 71 percent.", {"value": {"nearly": 71}}),
        (f"{KG} is about 71 percent.", {"value": {"about": 71}}),
        (f"{KG} is 60 to 61 percent.", {"value": {"between": [60, 61]}}),
        (f"{KG} is two thirds.", {"value": 66.7}),
        (f"{KG} is about a third.", {"value": {"about": 33.3}}),
        (f"{KG} rose from 41 percent to at least 71 percent.", {"before": 41, "after": {"at_least": 71}}),
        (f"{KG} is 71 percent, up from 41 percent.", {"before": 41, "after": 71}),
        (f"{KG} rose by over 5 percent.", {"change": {"percent": {"over": 5}}}),
        (f"{KG} fell by over 5 percent.", {"change": {"percent": {"under": -5}}}),
        (f"{KG} fell by about 5 percent.", {"change": {"percent": {"about": -5}}}),
        (f"{KG} fell by 5 to 6 percent.", {"change": {"percent": {"between": [-6, -5]}}}),
        (f"{KG} more than doubled.", {"change": {"times": {"over": 2}}}),
        ("Fibre lines in Kyrgyzstan have 1,234.5 km.", {"value": 1.2345}),
        ("Fibre lines in Kyrgyzstan have 2 to 3 thousand km.", {"value": {"between": [2, 3]}}),
        ("Subscribers of telephony in Kyrgyzstan are 2 million.", {"value": 2000000}),
    ],
)
def test_the_numbers_of_a_figure_are_as_strong_as_the_text(text: str, expected: dict[str, Any]) -> None:
    found = figure(text)
    assert {key: found[key] for key in ("value", "before", "after", "change") if key in found} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{KG} is over 71 percent.", "over 71 percent"),
        (f"{KG} rose from 41 percent to over 71 percent.", "from 41 percent to over 71 percent"),
        (f"{KG} is 71 percent, up from 41 percent.", "71 percent, up from 41 percent"),
        (f"{KG} is between 60 and 61 percent.", "between 60 and 61 percent"),
        (f"{KG} rose by over 5 percent.", "rose by over 5 percent"),
        (f"{KG} rose, {'as we all have said before, ' * 4}by 5 percent.", "by 5 percent"),
        ("Kyrgyzstan has 5,000 cross-border stations in the north.", "5,000 cross-border stations"),
        ("Kyrgyzstan has 5,000 long and wide roads.", "Kyrgyzstan has 5,000 long"),
        ("Kyrgyzstan has 5,000 of the roads.", "Kyrgyzstan has 5,000"),
        ("Kyrgyzstan has 5,000, roads.", "Kyrgyzstan has 5,000"),
        ("В Кыргызстане 500 новых мостов.", "500 новых мостов"),
        ("They sold 100 MHz of spectrum for 5 million dollars.", "5 million dollars"),
        ("They sold 100 MHz of spectrum for 5 km.", "spectrum for 5 km"),
        ("They sold 100 sacks of rice for 5 km.", "rice for 5 km"),
        ("In 2024 roads of 5 km were built.", "roads of 5 km"),
        ("They sold 7 sacks and 5 km.", "5 km"),
        ("The cable across the Caspian Sea is to be 5 km.", "Caspian Sea is to be 5 km"),
        ("Today the Bank of Great Steppes has 5 km.", "Bank of Great Steppes has 5 km"),
        ("In May, Ann has 5 km.", "Ann has 5 km"),
        ("It rose from 2 km to 3 km, and by nearly 18 percent to 4 km.", "to 4 km"),
        (f"{KG} gre\u200bw by 5 percent.", "grew by 5 percent"),
    ],
)
def test_the_wording_is_the_words_that_state_the_numbers(text: str, expected: str) -> None:
    assert wording(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{KG} is 71 percent.", {"id": "kg-internet-penetration", "countries": ["KG"]}),
        (f"{KG} was 71 percent in 2021.", {"id": "kg-internet-penetration-2021", "period": "2021"}),
        (f"{KG} was 71 percent last year.", {"period": "2024", "inferred": ["period"]}),
        (f"{KG} rose from 41 percent to 71 percent between 2018 and 2021.", {"period": "2018/2021"}),
        (f"{KG} was 71 percent in 2021, up from 41 percent in 2018.", {"period": "2018/2021"}),
        (f"{KG} was 71 percent in 2018, up from 41 percent in 2021.", {"id": "kg-internet-penetration"}),
        (f"{KG} was 71 percent in 2021, up from 41 percent.", {"id": "kg-internet-penetration"}),
        ("In Salt Flats, paved roads are 71 percent.", {"id": "salt-flats-paved-roads", "places": ["salt-flats"]}),
        (
            "Paved roads in China, Kazakhstan and others are 71 percent.",
            {"id": "cn-kz-paved-roads", "countries_open": True},
        ),
        (
            "Railway Company has paved roads of 71 percent.",
            {"id": "kz-paved-roads", "organizations": ["railway-company"]},
        ),
        (
            "Paved roads in Georgia are 71 percent.",
            {"id": "new-text-paved-roads", "note": "TODO: add countries or places, then delete this note"},
        ),
        (
            "Paved roads are 71 percent.",
            {"id": "new-text-paved-roads", "note": "TODO: add countries or places, then delete this note"},
        ),
        (
            "Paved roads in Japan are 71 percent.",
            {"note": "TODO: add JP to the base and to countries, then delete this note"},
        ),
        (
            "Anna Steppe said paved roads are 71 percent.",
            {"attribution": "Anna Steppe", "note": "TODO: add countries or places, then delete this note"},
        ),
        ("Paved roads in Kyrgyzstan are to reach 71 percent by 2030.", {"stage": "planned", "period": "2030"}),
    ],
)
def test_a_figure_has_what_the_text_says_it_is_about(text: str, expected: dict[str, Any]) -> None:
    found = figure(text)
    assert {key: found[key] for key in expected} == expected
    assert ("period" in found) == ("period" in expected)
    assert ("note" in found) == ("note" in expected)
    assert ("countries_open" in found) == ("countries_open" in expected)


def test_a_country_that_the_base_does_not_have_is_named_in_a_note() -> None:
    found = figure("Paved roads in Japan and Kazakhstan are 71 percent.")
    assert (found["countries"], found["note"]) == (
        ["KZ"],
        "TODO: add JP to the base and to countries, then delete this note",
    )


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("fell by a third", "a fraction that has no exact decimal"),
        ("fell by 150 percent", "a fall of more than 100%"),
        ("rose by 5 points", AMOUNT_OF_CHANGE),
        ("rose from 43 percent to 43 percent", "the levels before and after the change are the same"),
    ],
)
def test_a_change_that_no_figure_can_have_is_left_out_with_the_reason(text: str, reason: str) -> None:
    assert f": {reason}." in comments(f"{KG} {text}.")[1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It is not 70 percent.", ['"not 70 percent": the text denies it']),
        ("It took 5 years.", ['"5 years": a length of time']),
        ("People over 65 use it.", ['"over 65": an age']),
        (f"{KG} rose by 5 points.", [f'"5 points": {AMOUNT_OF_CHANGE}']),
        (f"{KG} is 150 percent.", ['"150 percent": outside the range of the metric']),
        (
            f"{KG} rose from 53 percent to 150 percent.",
            [
                '"53 percent": a level before or after the change is outside the range of the metric',
                '"150 percent": a level before or after the change is outside the range of the metric',
            ],
        ),
        ("It rose by 5 points.", ['"5 points": it is unclear what it counts; add it by hand if it is a claim']),
    ],
)
def test_what_is_left_out_is_named_with_its_reason(text: str, expected: list[str]) -> None:
    assert comments(text)[1:] == [f"# Left out, line 1: {line}." for line in expected]
    assert drafted(text) == {}


def test_a_level_before_a_change_is_left_out_without_a_level_after_it_or_a_time() -> None:
    text = "It rose from 53 percent in Kazakhstan to 94 percent in China."
    assert comments(text)[1:] == [
        '# Left out, line 1: "53 percent": a level before a change, without the level after it.'
    ]
    assert [record["value"] for record in drafted(text)["figures"]] == [94]


def test_the_level_before_a_change_may_have_no_subject_of_its_own() -> None:
    (record,) = drafted("The share rose from 41% to 71% in Kyrgyzstan.")["figures"]
    assert (record["before"], record["after"], record["countries"]) == (41, 71, ["KG"])


def test_what_is_entered_is_named_with_the_figures_that_have_it() -> None:
    text = "In Kyrgyzstan, 5,120 trade documents were exchanged."
    assert comments(text)[1:] == ['# Already entered, line 1: "5,120": kg-documents.']
    assert drafted(text) == {}
    assert draft("") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{KG} was 71 percent in fiscal year 2024-25.", f"TODO: add {FISCAL_PERIOD}, then delete this note"),
        (
            "Paved roads were 71 percent in FY2025.",
            f"TODO: add countries or places and {FISCAL_PERIOD}, then delete this note",
        ),
        (
            "Paved roads in Japan were 71 percent in FY2025.",
            f"TODO: add JP to the base and to countries and {FISCAL_PERIOD}, then delete this note",
        ),
        (f"{KG} was 71 percent in 2024, and fell in fiscal year 2024-25.", None),
    ],
)
def test_a_note_says_how_to_write_the_period_of_a_fiscal_year(text: str, expected: str | None) -> None:
    assert figure(text).get("note") == expected


def test_a_change_that_a_sentence_goes_on_with_is_a_change() -> None:
    figures = drafted("Exports rose from 2.1 km to 2.6 km, and by nearly 18 percent to 3.8 km.")["figures"]
    keys = ("before", "after", "change", "value")
    assert [{key: found[key] for key in keys if key in found} for found in figures] == [
        {"before": 2.1, "after": 2.6},
        {"change": {"percent": {"nearly": 18}}},
        {"value": 3.8},
    ]


def test_only_what_is_planned_has_the_stage() -> None:
    figures = drafted("The target of 5 km was missed by about 2 km.")["figures"]
    assert [found.get("stage") for found in figures] == ["planned", None]


def test_numbers_with_different_units_are_figures_of_their_own() -> None:
    figures = drafted("Roads have 94 percent, up from 53 km in 2019.")["figures"]
    assert [(found.get("value"), found.get("period")) for found in figures] == [(94, None), (53, "2019")]


def test_ids_and_names_are_those_of_no_other_record() -> None:
    records = drafted(
        "Kyrgyzstan has 5 long roads. Kyrgyzstan has 6 long roads. Kyrgyzstan has 5 long roads. "
        f"In Salt Flats, fibre lines have 5 km. {'Paved ' * 30}roads in Kazakhstan have 5 {'x' * 200} roads."
    )
    ids = [record["id"] for table in records.values() for record in table]
    assert len(set(ids)) == len(ids)
    assert max(map(len, ids)) <= 100
    assert not any(map(reading_base().find, ids))
    assert [record["name"] for record in records["metrics"]][:3] == [
        'TODO: what "5 long roads" measures',
        'TODO: what "6 long roads" measures',
        'TODO: what "5 long roads" measures (2)',
    ]
    assert ids[:3] == ["todo-long-roads", "todo-long-roads-2", "todo-long-roads-3"]
    assert "salt-flats-fibre-2" in ids


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kyrgyzstan has 5 percent.", "% of TODO"),
        ("Kyrgyzstan has 5 million dollars.", "USD"),
        ("Kyrgyzstan has 5 km.", "km"),
        ("Kyrgyzstan has 2 to 3 km.", "km"),
        ("Kyrgyzstan has 5 cross-border roads.", "TODO: cross-border roads"),
        ("Kyrgyzstan has 5.", "TODO"),
        ("Output doubled.", None),
    ],
)
def test_a_metric_is_begun_with_the_unit_of_the_text(text: str, expected: str | None) -> None:
    assert drafted(text)["metrics"][0].get("unit") == expected


def test_the_name_of_a_file_stays_in_its_comment() -> None:
    (finding,) = look_up("Kyrgyzstan has 5 km.")
    hostile = finding._replace(reading=replace(finding.reading, file="a\nb = 1\u2028\x07"))
    assert next(iter(draft_facts(reading_base(), [hostile], "new-text"))) == "# a b = 1\\u2028\\x07, paragraph 1"


def test_a_country_that_is_only_likely_is_drafted_with_a_request_to_check_it() -> None:
    likely = "Kyrgyz internet penetration was 70 percent in 2021."
    request = "# Check countries and places: the text does not say plainly what this number is about."
    assert figure(likely)["countries"] == ["KG"] and request in comments(likely)
    assert request not in comments(f"{KG} was 70 percent in 2021.")
