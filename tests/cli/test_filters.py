"""The options that filter listings, as typed: publishers, times of publication, levels, and what titles say of them."""

from __future__ import annotations

import json

import pytest
from support.bases import base_with
from support.paths import SMALL
from support.runner import Sco


def ids(output: str) -> list[str]:
    """The ids of the records in an answer in json."""
    return [record["id"] for record in json.loads(output)]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("facts --publisher BUREAU-of-statistics", ["kz-paved", "mn-toll", "mn-toll-bureau"]),
        ("facts --metric Toll", ["mn-toll", "mn-toll-bureau"]),
        ("facts --published 2024-05 --metric toll", ["mn-toll"]),
        ("facts --published-since 2024-05-02", []),
        ("facts --published-until 2024 --publisher gazette --kind event", ["opening"]),
        ("facts --value over-60-%", ["kz-paved"]),
        ("facts --value under-30 --may", ["mn-toll", "mn-toll-bureau"]),
        ("projects --publisher gazette --published 2024-05-01", ["steppe-road", "sensor-road"]),
        ("search toll --published 2024-05", ["mn-toll"]),
        ("search roads --kind source --publisher gazette", ["gazette"]),
        ("search toll --place salt-flats", ["mn-toll-bureau"]),
        ("search road --metric paved --value over-60", ["kz-paved"]),
        ("sources --published 2024-05", ["gazette"]),
        ("sources --published 2024", ["gazette", "bureau"]),
        ("sources --publisher gazette", ["gazette"]),
        ("sources --country LA", ["bureau"]),
        ("sources --metric toll --publisher gazette", ["gazette"]),
        ("sources --organization road-company", ["gazette"]),
        ("sources --place salt-flats", ["bureau"]),
    ],
)
def test_listings_have_what_passes_their_filters(line: str, found: list[str], sco: Sco) -> None:
    words = [word.replace("-60", " 60").replace("-30", " 30").replace("60-%", "60%") for word in line.split()]
    result = sco(*words, "--facts", SMALL, "--format", "json")
    assert result.err == ""
    assert ids(result.out) == found


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("facts --metric toll", "2 facts; metric: Toll"),
        ("facts --place salt-flats", "1 fact; place: Salt Flats Free Zone"),
        ("facts --organization road-company --area roads", "1 fact; area: Roads; organization: Road Company"),
        (
            "facts --publisher gazette --published 2024-05",
            "7 facts published in May 2024; publisher: Gazette",
        ),
        (
            "facts --published 2024-05-01 -c MN",
            "4 facts about Mongolia (MN), published on 1 May 2024; 1 without an exact date of publication is not shown",
        ),
        ("sources --published-since 2024", "2 sources published since 2024"),
        ("sources --published-until 2024-12", "2 sources published until December 2024"),
        (
            "sources --published-since 2024-02 --published-until 2024-12",
            (
                "1 source published from February 2024 to December 2024; "
                "1 without an exact date of publication is not shown"
            ),
        ),
        (
            "search toll --published 2024-05",
            '1 hit for "toll" published in May 2024; 1 without an exact date of publication is not shown',
        ),
        ("facts --value 8 --metric toll", "1 fact whose value is certainly 8; metric: Toll"),
        ("facts --value 8 --may", "1 fact whose value may be 8"),
        (
            "facts --since 2025 --published 2024-05",
            "0 facts since 2025, published in May 2024; 4 without a period are not shown",
        ),
    ],
)
def test_titles_describe_the_filters_in_words(line: str, title: str, sco: Sco) -> None:
    assert sco(*line.split(), "--facts", SMALL).out.splitlines()[0] == title


def test_counts_of_sources_are_of_the_facts_that_pass(sco: Sco) -> None:
    result = sco("sources", "--metric", "toll", "--publisher", "gazette", "--facts", SMALL, "--format", "json")
    [record] = json.loads(result.out)
    assert (record["states"], record["other"]) == (1, 0)


def test_publishers_are_found_in_any_spelling_of_the_base(sco: Sco) -> None:
    sources = "".join(
        f'[[sources]]\nid = "{name}"\ntitle = "T"\npublisher = "{publisher}"\nkind = "news"\n'
        for name, publisher in (("a", "Road-News"), ("b", "road news"), ("c", "Rail News"))
    )
    result = sco("sources", "--publisher", "ROAD NEWS", "--facts", "-", "--format", "json", stdin=base_with(sources))
    assert ids(result.out) == ["a", "b"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("facts --publisher gazete", 'no publisher "gazete"; did you mean Gazette?'),
        ("sources --publisher zzz", 'no publisher "zzz"; `sco sources` lists the publishers and sources'),
        ("facts --metric tolls", 'no metric "tolls"; did you mean toll?'),
        ("search road --place zzz", 'no place "zzz"; choose from salt-flats'),
        ("search road --kind zzz", 'no kind "zzz"; choose from source'),
        ("facts --may", "--may needs --value LEVEL"),
        ("facts --value much", '--value "much" is not a number or a range; write it like "over 50%"'),
        ("facts --published 2025-13", '--published: "2025-13" is not a date: there is no month 13'),
        ("facts --published-since soon", '--published-since: "soon" is not a date that sco understands'),
        ("sources --published-until x", '--published-until: "x" is not a date that sco understands'),
        ("sources --published 2025 --published-since 2025", "use either --published or --published-since"),
        ("facts --published 2025 --published-until 2025", "use either --published or --published-since"),
        (
            "facts --published-since 2025 --published-until 2024",
            "--published-since 2025 is after --published-until 2024",
        ),
    ],
)
def test_a_filter_that_means_nothing_is_refused(line: str, message: str, sco: Sco) -> None:
    result = sco(*line.split(), SCO_FACTS=str(SMALL))
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"sco: {message}")


@pytest.mark.parametrize("command", ["facts", "projects", "search"])
def test_help_tells_the_period_of_a_fact_from_its_publication(command: str, sco: Sco) -> None:
    shown = " ".join(sco(command, "-h").out.split())
    assert "--since DATE Facts about DATE or later: their period ends on or after DATE" in shown
    assert "--published-since DATE Published on or after DATE." in shown


def test_sources_are_those_on_which_figures_with_such_a_level_rest(sco: Sco) -> None:
    def ids(*options: str) -> list[str]:
        result = sco("sources", *options, "--facts", SMALL, "--columns", "id", "--format", "csv")
        assert (result.code, result.err) == (0, "")
        return result.out.split()[1:]

    def of_figures(*options: str) -> set[str]:
        out = sco("facts", *options, "--facts", SMALL, "--format", "json").out
        return {evidence["source"] for figure in json.loads(out) for evidence in figure["evidence"]}

    for value in (("--value", "over 60%"), ("--value", "over 80%", "--may"), ("--value", "at most 20 USD/t")):
        assert {*ids(*value)} == of_figures(*value)
    assert ids("--value", "over 60%")
    assert ids("--value", "over 80%") == []


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("facts --since 2031", "no facts since 2031"),
        ("facts --stage ended", "no facts match"),
        (
            "facts --country KZ --standing contested",
            "no facts match; without --country there is 1, without --standing 5",
        ),
        (
            "facts --country KZ --standing contested --stage ended",
            "no facts match, even if any one of the options is left out",
        ),
        ("facts --value >80%", "no facts match; without --value there are 8, with --may 1"),
        ("sources --published 2031 --country KZ", "no sources match; without --published there are 2"),
        ("series --country MN --metric toll", "no official series match; without --metric there is 1"),
        ("series --country KZ --from 2030", "no values in these years"),
        ("countries --status observer", "no country has the status observer"),
        ("metric toll --country KZ", "no figures on Kazakhstan (KZ)"),
    ],
)
def test_a_listing_without_rows_says_of_what_and_which_option_to_leave_out(line: str, sentence: str, sco: Sco) -> None:
    assert f"  {sentence}\n" in sco(*line.split(), "--facts", SMALL).out
