"""How names, filters and dates on the command line are understood, and what titles say about them."""

from __future__ import annotations

import json
from html import unescape
from pathlib import Path

import pytest
from support.bases import base_with
from support.paths import EXAMPLES, SMALL
from support.runner import Result, Sco

from sco_cli import load

NAMESAKES = """\
[[metrics]]
id = "trade"
name = "Trade"
aliases = ["Exports", "Goods"]
definition = "d"
[[metrics]]
id = "sold"
name = "Exports"
aliases = ["Goods"]
definition = "d"
"""

SPEAKERS = "".join(
    f'[[statements]]\nid = "{statement}"\nspeaker = "{name}"\nsummary = "x"\nevidence = [{{ source = "s" }}]\n'
    for statement, name in (("a", "A. Mayor"), ("b", "a. mayor"), ("c", "Another"))
)


def ids(result: Result) -> list[str]:
    """Return the ids in a JSON listing."""
    assert result.err == ""
    return [row["id"] for row in json.loads(result.out)]


def test_names_take_precedence_over_aliases_and_shared_aliases_are_ambiguous(sco: Sco) -> None:
    base = base_with(NAMESAKES)
    view = json.loads(sco("metric", "exports", "--facts", "-", "--format", "json", stdin=base).out)
    assert view["id"] == "sold"
    assert sco("metric", "goods", "--facts", "-", stdin=base) == (
        2,
        "",
        'sco: "goods" could be any of trade, sold; name one of them\n',
    )


def test_speakers_are_matched_in_every_spelling(sco: Sco) -> None:
    arguments = ("facts", "--facts", "-", "--format", "json", "--speaker")
    assert ids(sco(*arguments, "A. Mayor", stdin=base_with(SPEAKERS))) == ["a", "b"]
    result = sco(*arguments, "nobody", stdin=base_with(SPEAKERS))
    assert (result.code, result.err) == (2, 'sco: no speaker "nobody"; choose from A. Mayor, a. mayor, Another\n')


def test_hints_list_at_most_30_names_and_say_if_there_are_none(sco: Sco) -> None:
    result = sco("projects", "--area", "x", "--facts", "-", stdin=base_with(""))
    assert result.err == 'sco: no area "x"; the fact base has none\n'
    many = "".join(f'[[areas]]\nid = "a{index}"\nname = "A"\n' for index in range(1100))
    result = sco("projects", "--area", "zzz", "--facts", "-", stdin=base_with(many))
    assert result.err.endswith("a28, a29 and 1,070 more\n")


@pytest.mark.parametrize("command", ["facts", "projects"])
def test_since_must_not_be_after_until(command: str, sco: Sco) -> None:
    result = sco(command, "--since", "2025", "--until", "2024")
    assert result == (2, "", "sco: --since 2025 is after --until 2024\n")
    assert sco(command, "--since", "2025-06", "--until", "2025").code == 0


def test_years_need_a_metric_with_official_series(sco: Sco) -> None:
    assert "--from and --to need a metric" in sco("metric", "--from", "2020").err
    result = sco("metric", "toll", "--from", "2020", "--facts", SMALL)
    assert (result.code, "--from and --to limit official series, and toll has none" in result.err) == (2, True)


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("facts --country KZ --standing clarified", "1 fact about Kazakhstan (KZ); standing: clarified"),
        ("facts --source gazette -c MN -c mn", "4 facts about Mongolia (MN); source: gazette"),
        ("projects -c KZ --stage operating", "1 project in Kazakhstan (KZ); stage: operating"),
        ("sources --country LA", "1 source for Laos (LA)"),
        ("metrics --country MN", "3 metrics for Mongolia (MN)"),
        ("search roads -c KZ --kind source", '0 hits for "roads" about Kazakhstan (KZ); kind: source'),
        ("countries --as-of 2030", "3 countries on 31 December 2030, but the base ends on 31 December 2024"),
    ],
)
def test_the_title_of_a_listing_names_its_filters(line: str, title: str, sco: Sco) -> None:
    assert sco(*line.split(), "--facts", SMALL).out.splitlines()[0] == title


def test_the_title_counts_facts_without_a_period_that_since_leaves_out(sco: Sco) -> None:
    result = sco("facts", "--since", "2024-05-02", "--facts", SMALL)
    assert result.out.startswith("3 facts since 2 May 2024; 4 without a period are not shown\n")


SERIES = """\
[[countries]]
code = "NE"
alpha3 = "NER"
name = "Niger"
[[metrics]]
id = "m"
name = "Nigeria's exports"
definition = "d"
[[series]]
metric = "m"
country = "NE"
source = "s"
"""


def test_a_series_of_one_year_is_compared_once(sco: Sco) -> None:
    country = '[[countries]]\ncode = "ML"\nalpha3 = "MLI"\nname = "Mali"\n'
    base = base_with(f"{SERIES}points = {{ 2020 = 5 }}\n{country}")
    aspects = json.loads(sco("compare", "NE", "ML", "--facts", "-", "--format", "json", stdin=base).out)["aspects"]
    assert [row["id"] for row in aspects].count("m-2020") == 1
    shown = sco("metric", "m", "--facts", "-", stdin=base).out
    assert "Official series, 2020  P, undated" in shown
    assert "change" not in shown


def test_later_values_are_formatted_like_others_and_mention_breaks(sco: Sco) -> None:
    lines = (
        f'[[series]]\nmetric = "m"\ncountry = "{code}"\nsource = "s"\npoints = {{ 2019 = 1, 2020 = 2 }}\n'
        for code in ("ML", "TD")
    )
    countries = "".join(
        f'[[countries]]\ncode = "{code}"\nalpha3 = "{code}X"\nname = "{code}"\n' for code in ("ML", "TD")
    )
    niger = f'{SERIES}points = {{ 2019 = 5, 2020 = 6, 2022 = 1234567.5 }}\nbreaks = {{ 2022 = "rebased" }}\n'
    result = sco("metric", "m", "--facts", "-", stdin=base_with(niger + countries + "".join(lines)))
    assert "Later values, 2022: NE 1,234,567.5 (after a break) (--to 2022)\n" in result.out


def test_a_title_omits_the_country_only_if_the_metric_names_it(sco: Sco) -> None:
    figure = '[[figures]]\nid = "f"\nmetric = "m"\ncountries = ["NE"]\nvalue = 0\nevidence = [{ source = "s" }]\n'
    arguments = ("show", "f", "--facts", "-")
    base = base_with(f"{SERIES}points = {{ 2020 = 5 }}\n{figure}")
    assert sco(*arguments, stdin=base).out.startswith("Nigeria's exports (Niger): 0")
    assert sco(*arguments, stdin=base.replace("Nigeria's", "Niger's")).out.startswith("Niger's exports: 0")
    open_list = base.replace("Nigeria's", "Niger's").replace('["NE"]', '["NE"]\ncountries_open = true')
    assert sco(*arguments, stdin=open_list).out.startswith("Niger's exports (Niger and others): 0")


def test_stages_are_sorted_by_progress(sco: Sco) -> None:
    projects = "".join(
        f'[[projects]]\nid = "p-{stage}"\nname = "P"\nsummary = "S"\nstage = "{stage}"\n'
        'evidence = [{ source = "s" }]\n'
        for stage in ("operating", "trial", "signed", "in-progress")
    )
    listing = ids(sco("projects", "--sort", "stage", "--facts", "-", "--format", "json", stdin=base_with(projects)))
    assert listing == ["p-signed", "p-in-progress", "p-trial", "p-operating"]


def test_search_shows_the_sentence_in_tables_and_the_whole_field_in_json(sco: Sco) -> None:
    fact = '[[events]]\nid = "a"\nname = "Opening"\nsummary = "First this. Then the steppe road. Last; that."\n'
    base = base_with(f'{fact}period = "2024"\nevidence = [{{ source = "s" }}]\n')
    arguments = ("search", "steppe", "--facts", "-")
    (hit,) = json.loads(sco(*arguments, "--format", "json", stdin=base).out)
    assert (hit["before"], hit["match"], hit["after"]) == ("First this. Then the ", "steppe", " road. Last; that.")
    assert "Opening, summary: Then the steppe road.  event" in sco(*arguments, stdin=base).out


def test_search_shows_the_value_beside_the_title(sco: Sco) -> None:
    arguments = ("search", "over 70%", "--facts", SMALL)
    assert sco(*arguments).out.splitlines()[2:] == [
        "  hit                       value            kind    id",
        "  Paved roads (Kazakhstan)  43% -> over 70%  figure  kz-paved",
    ]
    (hit,) = json.loads(sco(*arguments, "--format", "json").out)
    assert (hit["title"], hit["value_text"]) == (
        "Paved roads (Kazakhstan): from 43% to over 70%",
        "43% -> over 70%",
    )
    assert (hit["field"], hit["before"], hit["match"]) == ("value", "from 43% to ", "over 70%")
    toll = sco("search", "toll", "flats", "8", "--facts", SMALL).out
    assert toll.endswith("  Toll, Salt Flats Free Zone, 2024  8 USD/t  figure  mn-toll-bureau\n")


def test_search_says_which_word_it_corrects_on_the_screen_or_on_stderr(sco: Sco) -> None:
    arguments = ("search", "stepe", "road", "--facts", SMALL)
    said = 'no record contains "stepe"; showing results for "steppe"'
    for name in ("table", "markdown", "html", "svg"):
        result = sco(*arguments, "--format", name)
        assert (result.code, result.err) == (0, "")
        if name != "svg":
            assert said in unescape(result.out)
    assert sco(*arguments).out.startswith(f'3 hits for "steppe road"; {said}\n')
    for name in ("json", "jsonl", "csv", "tsv"):
        result = sco(*arguments, "--format", name)
        assert (result.code, result.err) == (0, f"sco: {said}\n")
        assert result.out == sco("search", "steppe", "road", "--facts", SMALL, "--format", name).out


def test_search_names_the_countries_that_the_base_is_not_about(sco: Sco) -> None:
    out = sco("search", "Austria", "roads", "--facts", SMALL).out
    assert out.endswith("\n  no record contains all these words; Austria (AT) is not in this base\n")
    assert sco("search", "bridges", "--facts", SMALL).out.endswith("\n  no record contains all these words\n")


def test_search_for_a_word_of_another_script_says_what_is_in_other_scripts(sco: Sco) -> None:
    said = "; apart from names, text is only in the language of the base\n"
    assert sco("search", "铁路", "--facts", SMALL).out.endswith(said)
    assert not sco("search", "tōll-brïdge", "--facts", SMALL).out.endswith(said)


def test_metrics_are_sorted_by_name_for_people_and_in_the_order_of_the_base_for_programs(sco: Sco) -> None:
    records = json.loads(sco("metrics", "--format", "json", SCO_FACTS=str(EXAMPLES)).out)
    shown = [line.split()[-1] for line in sco("metrics", SCO_FACTS=str(EXAMPLES)).out.splitlines()[3:]]
    assert shown == [record["id"] for record in sorted(records, key=lambda record: record["name"].lower())]
    assert [record["id"] for record in records] == [metric.id for metric in load(EXAMPLES).metrics] != shown


@pytest.mark.parametrize(
    ("options", "version"),
    [
        (("--facts", str(SMALL)), "Small base as of 2024-12-31, 8 facts"),
        (("--facts", str(SMALL), "--facts", "more.toml"), "Small base + B as of 2025, 8 facts"),
        (("--facts", "odd.toml"), "no title as of no date, 0 facts"),
        (("--facts", "bare.toml"), "no title as of no date, 0 facts"),
        (("--facts", "more.toml", "--facts", "july.toml"), "B + J as of 2025, 0 facts"),
    ],
)
def test_version_describes_the_fact_base_of_the_options(
    options: tuple[str, ...], version: str, sco: Sco, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("more.toml").write_text(base_with(""))
    Path("bare.toml").write_text('[base]\nid = "x"\n')
    Path("july.toml").write_text('[base]\ntitle = "J"\nas_of = "2025-07-01"\n')
    Path("odd.toml").write_text("base = 3\nareas = [1]\n")
    assert sco(*options, "--version") == (0, f"sco 0.2.0; {version}\n", "")
