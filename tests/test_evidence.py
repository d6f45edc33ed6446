"""What else is on record: stances, and the standing that follows from them."""

from __future__ import annotations

import json

import pytest
from conftest import Sco

from sco_cli.models.factbase import FactBase
from sco_cli.models.facts import Statement
from sco_cli.models.vocabulary import STANDINGS, Stance
from sco_cli.queries.standing import standing_of


@pytest.mark.parametrize(
    ("stances", "word"),
    [
        (["states"], "single-source"),
        (["states", "context"], "single-source"),
        (["states", "repeats"], "repeated"),
        (["states", "repeats", "corroborates"], "corroborated"),
        (["states", "corroborates", "refines"], "refined"),
        (["states", "corroborates", "refines", "contradicts"], "contested"),
    ],
)
def test_standing_is_the_worst_that_any_evidence_makes_of_a_fact(stances: list[Stance], word: str) -> None:
    evidence = [{"source": "s", "stance": stance, "note": "n"} for stance in stances]
    fact = Statement.model_validate({"id": "x", "speaker": "A", "summary": "S.", "evidence": evidence})
    assert standing_of(fact) == word


def test_contested_facts_carry_who_contradicts_them_with_dates_and_figures(sco: Sco, bundled: FactBase) -> None:
    contested = {
        fact["id"]: fact for fact in json.loads(sco("facts", "--standing", "contested", "--format", "json").out)
    }
    assert {"mn-transport-cost", "kg-5g-network"} <= set(contested)
    assert "kg-internet-penetration" not in contested
    for fact in contested.values():
        against = [one for one in fact["evidence"] if one["stance"] == "contradicts"]
        assert against
        for one in against:
            assert any(letter.isdigit() for letter in one["note"])
            assert bundled.get(one["source"]).publisher
    cost = [one for one in contested["mn-transport-cost"]["evidence"] if one["stance"] == "contradicts"]
    assert all("our inference" in one["note"] for one in cost)
    assert any(bundled.get(one["figure"]).after.value == 8 for one in cost)


def test_the_rise_is_refined_by_the_series_and_its_cause_is_contested(bundled: FactBase) -> None:
    rise = bundled.get("kg-internet-penetration")
    assert standing_of(rise) == "refined"
    refining = next(one for one in rise.evidence if one.stance == "refines")
    for figure in ("40.53", "50.81", "72", "92.03", "2016", "2017", "2020", "2024"):
        assert figure in refining.note
    assert standing_of(bundled.get("kg-5g-network")) == "contested"


def test_a_figure_repeated_from_one_origin_is_not_corroborated(bundled: FactBase) -> None:
    assert standing_of(bundled.get("sco-online-retail-2024")) == "repeated"
    assert standing_of(bundled.get("cn-ecommerce-imports-2024")) == "repeated"


def test_members_and_the_whole_family_are_never_mixed(bundled: FactBase) -> None:
    totals = {figure.metric: figure for figure in bundled.figures if figure.metric.startswith("china-sco-trade-")}
    members = bundled.get("china-sco-trade-members-2024")
    family = bundled.get("china-sco-trade-family-2024")
    assert members.metric != family.metric
    assert {members.metric, family.metric} <= set(totals)
    assert members.value.value == 512_400_000_000
    assert family.value.value == 890_000_000_000


def test_facts_of_other_sources_are_on_record_with_their_sources(bundled: FactBase) -> None:
    others = [fact for fact in bundled.facts if all(one.source != "eid-2025-08-28" for one in fact.evidence)]
    assert len(others) >= 15
    assert bundled.get("in-upi-transactions-2025-08").value.value == 20_010_000_000
    assert bundled.get("pk-internet-individuals").after.value == 57
    assert bundled.get("kz-5g-base-stations").value.value == 1144
    assert bundled.get("tj-e-government-rank-2024").value.value == 123


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
def test_notes_judge_no_one(bundled: FactBase, word: str) -> None:
    for fact in bundled.facts:
        for text in [fact.note, *(one.note for one in fact.evidence)]:
            assert word not in (text or "").casefold().split()


def test_every_source_is_used(bundled: FactBase) -> None:
    used = {one.source for fact in bundled.facts for one in fact.evidence}
    used |= {line.source for line in bundled.series} | {step.source for one in bundled.countries for step in one.status}
    assert {source.id for source in bundled.sources} == used


def test_counts_per_standing_are_shown(sco: Sco) -> None:
    for arguments in ((), ("country", "KG")):
        out = sco(*arguments).out
        assert "contested" in out
        assert "single-source" in out
    counts = json.loads(sco("--format", "json").out)["standings"]
    assert list(counts) == list(STANDINGS)


def test_show_groups_evidence_by_stance(sco: Sco) -> None:
    out = sco("show", "kg-5g-network").out
    places = [out.index(heading) for heading in ("States it", "Contradicts", "Repeats (same origin)", "Context")]
    assert places == sorted(places)
    assert "not stated  who, dates" in out


def test_sources_tell_what_rests_on_them(sco: Sco) -> None:
    sources = {row["id"]: row for row in json.loads(sco("sources", "--format", "json").out)}
    assert sources["eid-2025-08-28"]["states"] >= 40
    assert sources["wdi-it-net-user-zs-2026-07-13"]["series"] == 27
    article = json.loads(sco("show", "eid-2025-08-28", "--format", "json").out)
    assert "kg-internet-penetration" in article["facts"]


def test_countries_stand_side_by_side(sco: Sco) -> None:
    view = json.loads(sco("compare", "KG", "Uzbekistan", "kz", "--format", "json").out)
    assert [side["id"] for side in view["countries"]] == ["KG", "UZ", "KZ"]
    aspects = {row["id"]: row for row in view["aspects"]}
    assert aspects["status"]["UZ"] == "member"
    assert aspects["internet-penetration-2010"]["KG"] == "16.3 %"
    assert aspects["internet-penetration-2024"]["KZ"] == "93.39 %"
    assert aspects["e-government-rank"]["KG"] == "78 of 193 countries (2024)"


def test_one_country_is_not_compared(sco: Sco) -> None:
    ran = sco("compare", "KG", "Kirghizia")
    assert (ran.code, ran.out) == (2, "")
    assert "sco country" in ran.err


def test_a_metric_shows_claims_first_and_then_the_record(sco: Sco) -> None:
    out = sco("metric", "internet-penetration", "--country", "KG", "--from", "2016", "--to", "2020").out
    claim, record = out.split("Official series, 2016 to 2020")
    assert "crosses 43 between 2016 and 2017, passes 70 in 2020" in claim
    assert "the source states no years" in claim
    for shown in ("40.53", "72", "+31.47 points"):
        assert shown in record
    whole = sco("metric", "internet-penetration").out
    assert "gap 2021-2023" in whole
    assert "break 2023" in whole


@pytest.mark.parametrize(
    ("years", "said"),
    [
        ("--from 2020 --to 2016", "--from 2020 is after --to 2016"),
        ("--from 2030", "--from 2030 is after 2024, the last year that most official series have; add --to"),
        ("--to 2005", "2010, the first year of the official series, is after --to 2005"),
    ],
)
def test_years_out_of_order_are_refused_in_the_words_that_were_typed(years: str, said: str, sco: Sco) -> None:
    assert sco("metric", "internet-penetration", *years.split()) == (2, "", f"sco: {said}\n")


def test_who_contests_a_figure_and_why_a_series_breaks_is_on_the_screen(sco: Sco) -> None:
    cost = sco("metric", "transport-cost").out
    assert "contested by AFP, via South China Morning Post, 2022-09-12 (expected); Bodi Group, 2022-09" in cost
    assert "corroborated by GoGo.mn, 2019-07-24 (expected)" in cost
    broken = sco("metric", "internet-penetration", "--from", "2022").out
    assert "CN 2023: from 2023 also counts" in broken
    assert "KH 2019" not in broken


def test_a_year_without_a_value_is_said(sco: Sco) -> None:
    ran = sco("metric", "internet-penetration", "-c", "PK", "--from", "2020", "--to", "2022", "--format", "json")
    compared = json.loads(ran.out)["series"][0]["comparison"]
    assert compared["to"] == {"year": 2022, "value": None}
    assert compared["change"] is None
    assert compared["gaps"] == [2021, 2022]
