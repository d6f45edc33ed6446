"""Stances of evidence, the standing that follows from them, and how the commands show both."""

from __future__ import annotations

import re

import pytest
from support.commands import json_answer
from support.paths import SMALL
from support.runner import Sco

from sco_cli.models.factbase import FactBase
from sco_cli.models.facts import Statement
from sco_cli.models.vocabulary import STANDINGS, Stance
from sco_cli.queries.standing import standing_of


@pytest.mark.parametrize(
    ("stances", "standing"),
    [
        (["states"], "single-source"),
        (["states", "context"], "single-source"),
        (["states", "repeats"], "repeated"),
        (["states", "repeats", "corroborates"], "corroborated"),
        (["states", "corroborates", "refines"], "refined"),
        (["states", "corroborates", "refines", "contradicts"], "contested"),
    ],
)
def test_standing_is_the_worst_that_any_evidence_implies(small: FactBase, stances: list[Stance], standing: str) -> None:
    evidence = [{"source": f"s{index}", "stance": stance, "note": "n"} for index, stance in enumerate(stances)]
    fact = Statement.model_validate({"id": "x", "speaker": "A", "summary": "S.", "evidence": evidence})
    assert standing_of(small, fact) == standing


def test_contested_facts_list_the_contradicting_sources_with_figures(bundled: FactBase) -> None:
    contested = {fact["id"]: fact for fact in json_answer("facts", "--standing", "contested")}
    assert {"mn-transport-cost", "kg-5g-network"} <= set(contested)
    assert "kg-internet-penetration" not in contested
    assert all(any(item["stance"] == "contradicts" for item in fact["evidence"]) for fact in contested.values())
    for name in ("mn-transport-cost", "kg-5g-network"):
        for item in (item for item in contested[name]["evidence"] if item["stance"] == "contradicts"):
            assert any(letter.isdigit() for letter in item["note"])
            assert bundled.source(item["source"]).publisher
    cost = [item for item in contested["mn-transport-cost"]["evidence"] if item["stance"] == "contradicts"]
    assert all("we infer" in item["note"] for item in cost)
    afters = [bundled.figure(item["figure"]).after for item in cost if item["figure"]]
    assert any(after and after.value == 8 for after in afters)


def test_the_rise_in_internet_use_is_refined_and_its_cause_is_contested(bundled: FactBase) -> None:
    rise = bundled.figure("kg-internet-penetration")
    assert standing_of(bundled, rise) == "refined"
    refining = next(item for item in rise.evidence if item.stance == "refines")
    for figure in ("40.53", "50.81", "72", "92.03", "2016", "2017", "2020", "2024"):
        assert figure in (refining.note or "")
    assert standing_of(bundled, bundled.project("kg-5g-network")) == "contested"


def test_a_figure_repeated_from_one_origin_is_not_corroborated(bundled: FactBase) -> None:
    assert standing_of(bundled, bundled.figure("sco-online-retail-2024")) == "repeated"
    assert standing_of(bundled, bundled.figure("cn-ecommerce-imports-2024")) == "repeated"


def test_trade_with_members_and_with_all_sco_states_are_separate_metrics(bundled: FactBase) -> None:
    totals = {figure.metric: figure for figure in bundled.figures if figure.metric.startswith("china-sco-trade-")}
    members = bundled.figure("china-sco-trade-members-2024")
    family = bundled.figure("china-sco-trade-family-2024")
    assert members.metric != family.metric
    assert {members.metric, family.metric} <= set(totals)
    assert str(members.value) == "about 512.4 billion"
    assert str(family.value) == "890 billion"


def test_facts_that_the_article_does_not_state_are_recorded_too(bundled: FactBase) -> None:
    others = [fact for fact in bundled.facts if all(item.source != "eid-2025-08-28" for item in fact.evidence)]
    assert len(others) >= 15
    assert str(bundled.figure("in-upi-transactions-2025-08").value) == "20.01 billion"
    assert str(bundled.figure("pk-internet-individuals").after) == "57"
    assert str(bundled.figure("kz-5g-base-stations").value) == "1,144"
    assert str(bundled.figure("tj-e-government-rank-2024").value) == "123"


@pytest.mark.parametrize(
    "word",
    [
        "wrongly",
        "false",
        "falsely",
        "clearly",
        "obviously",
        "dubious",
        "propaganda",
        "so-called",
        "unfortunately",
        "misleading",
    ],
)
def test_notes_contain_no_judgemental_words(bundled: FactBase, word: str) -> None:
    for fact in bundled.facts:
        for text in [fact.note, *(item.note for item in fact.evidence)]:
            assert word not in (text or "").casefold().split()


def test_every_source_is_used(bundled: FactBase) -> None:
    used = {item.source for fact in bundled.facts for item in fact.evidence}
    used |= {series.source for series in bundled.series}
    used |= {step.source for country in bundled.countries for step in country.status}
    assert {source.id for source in bundled.sources} == used


def test_counts_per_standing_are_shown(sco: Sco) -> None:
    for arguments in ((), ("country", "MN")):
        out = sco(*arguments, SCO_FACTS=str(SMALL)).out
        assert "contested" in out
        assert "single source" in out
    counts = json_answer(facts=SMALL)["standings"]
    assert list(counts) == list(STANDINGS)
    assert counts == {**dict.fromkeys(STANDINGS, 0), "contested": 1, "refined": 1, "single-source": 6}


def test_show_groups_evidence_by_stance(sco: Sco) -> None:
    out = sco("show", "kg-5g-network").out
    places = [
        out.index(heading) for heading in ("Stated by", "Contradicted by", "Republished by (same origin)", "Context")
    ]
    assert places == sorted(places)
    assert "not stated  participants, dates" in out


def test_sources_list_the_facts_and_series_that_cite_them() -> None:
    gazette, bureau = json_answer("sources", facts=SMALL)
    assert (gazette["id"], gazette["states"], gazette["other"]) == ("gazette", 7, 0)
    assert [bureau[name] for name in ("states", "bears_on", "series", "status", "other")] == [1, 2, 2, 4, 8]
    assert json_answer("show", "bureau", facts=SMALL)["facts"] == ["kz-paved", "mn-toll", "mn-toll-bureau"]


def test_metric_shows_claims_before_the_official_series(sco: Sco) -> None:
    out = sco("metric", "internet-penetration", "--country", "KG", "--from", "2016", "--to", "2020").out
    claim, series = out.split("Official series, 2016\u20132020")
    assert "rises past 43% between 2016 and 2017 and past 70% in 2020" in claim
    assert "the source states no years" in claim
    for value in ("40.53", "72", "+31.47 pp"):
        assert value in series
    small = sco("metric", "paved", "--facts", SMALL).out
    assert re.search(r"KZ .* gap 2021, break 2023\n", small)
    assert re.search(r"MN .* gap 2020\u20132023\n", small)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ("--from 2020 --to 2016", "--from 2020 is after --to 2016"),
        ("--from 2030", "--from 2030 is after 2024, where most official series end; add --to"),
        ("--to 2005", "2010, where the official series begin, is after --to 2005"),
    ],
)
def test_years_out_of_order_are_refused_with_the_options_that_were_typed(options: str, message: str, sco: Sco) -> None:
    assert sco("metric", "internet-penetration", *options.split()) == (2, "", f"sco: {message}\n")


def test_metric_shows_who_contests_a_figure_and_why_a_series_breaks(sco: Sco) -> None:
    cost = sco("metric", "transport-cost").out
    assert (
        "contested by     AFP, via South China Morning Post, 12 September 2022 (forecast); Bodi Group, September 2022"
        in cost
    )
    assert "corroborated by  GoGo.mn, 24 July 2019 (forecast)" in cost
    broken = sco("metric", "internet-penetration", "-c", "CN", "-c", "KH", "--from", "2022").out
    assert "CN 2023: from 2023, people who say" in broken
    assert "KH 2019" not in broken


def test_a_year_without_a_value_is_reported_as_a_gap() -> None:
    view = json_answer("metric", "internet-penetration", "-c", "PK", "--from", "2020", "--to", "2022")
    comparison = view["series"][0]["comparison"]
    assert comparison["to"] == {"year": 2022, "value": None}
    assert comparison["change"] is None
    assert comparison["gaps"] == [2021, 2022]
