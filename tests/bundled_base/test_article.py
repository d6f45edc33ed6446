"""The bundled fact base compared with the article that it started from: quotations, coverage and strength of claims."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sco_cli.models.factbase import FactBase, is_fact
from sco_cli.models.facts import Fact
from sco_cli.models.period import parse
from sco_cli.queries.country_status import statuses_on
from sco_cli.queries.levels import levels_of
from sco_cli.queries.titles import record_title

ARTICLE = "eid-2025-08-28"


@pytest.fixture(scope="session")
def paragraphs(shared_sources: Path) -> list[str]:
    """The paragraphs of the article without headings and extra white space; the first one is at index 1."""
    lines = (shared_sources / f"{ARTICLE}.txt").read_text("utf-8").splitlines()
    body = [" ".join(line.split()) for line in lines if line.startswith("  ") and line.strip()]
    headings = [line for line in body if not re.search(r"[.…”]", line)]
    numbered = ["", *(line for line in body if line not in headings)]
    assert (len(numbered), numbered[1][:16], numbered[18][:13]) == (23, "The digital econ", "In Kyrgyzstan")
    return numbered


def is_stated_by_the_article(fact: Fact) -> bool:
    """Whether the article itself states the fact, and not only bears on it."""
    return any(item.source == ARTICLE and item.stance == "states" for item in fact.evidence)


def test_every_quotation_is_in_the_paragraph_that_it_names(bundled: FactBase, paragraphs: list[str]) -> None:
    from_article = [item for fact in bundled.facts for item in fact.evidence if item.source == ARTICLE and item.wording]
    assert len(from_article) >= 40
    for evidence in from_article:
        assert evidence.wording
        assert evidence.wording in (paragraphs[evidence.paragraph] if evidence.paragraph else "\n".join(paragraphs))


def test_no_quotation_has_more_than_14_words(bundled: FactBase) -> None:
    for fact in bundled.facts:
        for evidence in fact.evidence:
            assert evidence.wording is None or len(evidence.wording.split()) <= 14


def test_every_paragraph_with_a_claim_is_cited(bundled: FactBase) -> None:
    cited = {item.paragraph for fact in bundled.facts for item in fact.evidence if item.source == ARTICLE}
    praise = {10, 22}  # potential, partnerships, opportunities: nothing that evidence could confirm or contradict
    assert cited >= set(range(1, 23)) - praise


def test_no_summary_or_note_copies_ten_words_of_the_article(bundled: FactBase, paragraphs: list[str]) -> None:
    article = " ".join(paragraphs).casefold()
    for fact in bundled.facts:
        for text in (getattr(fact, "summary", None), fact.note):
            words = (text or "").casefold().split()
            for start in range(len(words) - 9):
                assert " ".join(words[start : start + 10]) not in article


@pytest.mark.parametrize(
    "claim",
    [
        *("jinpin-uzbekistan-sales", "silk-road-ecommerce-base", "e-signature-recognition", "teda-suez-one-network"),
        *("kz-chemical-park-digital-twin", "alexandria-park", "mn-smart-railways", "kg-5g-network"),
        *("tj-digital-healthcare", "ktz-huawei-innovation-centre", "uz-digital-skills-platform"),
        *("sco-online-retail-2024", "cn-ecommerce-imports-2024", "jinpin-trade-volume", "e-signature-enterprises"),
        *("e-signature-documents", "e-signature-transactions", "teda-suez-enterprises", "forum-projects-signed"),
        *("model-case-areas", "mn-coal-output", "mn-transport-capacity", "mn-transport-cost"),
        *("mn-railway-operating-cost", "kg-internet-penetration"),
        *("eid-on-the-sco", "wan-on-ecommerce-cooperation", "wan-on-digitalization", "liu-on-digital-twin"),
        *("darwish-on-beidou", "darwish-on-manufacturing", "song-on-cooperation", "eid-on-the-silk-road"),
        *("kurbanov-on-uzbekistan", "zhao-on-talent"),
        *("samarkand-summit-2022", "jinpin-first-sale", "forum-signing-2025", "model-cases-2025"),
        "uz-platform-trial-2025",
    ],
)
def test_every_claim_of_the_article_is_recorded_as_its_own(bundled: FactBase, claim: str) -> None:
    record = bundled.get(claim)
    assert is_fact(record)
    assert is_stated_by_the_article(record)
    assert record.kind != "statement" or record.role


def test_the_areas_are_those_of_the_model_cases_in_the_article(bundled: FactBase) -> None:
    for area in ("technology", "infrastructure", "parks", "security"):
        assert bundled.area(f"digital-{area}")
    assert bundled.area("industrial-transformation")
    assert bundled.area("public-services")


@pytest.mark.parametrize(
    ("figure", "text"),
    [
        ("sco-online-retail-2024", "over 3.2 trillion USD"),
        ("cn-ecommerce-imports-2024", "+34%"),
        ("jinpin-trade-volume", "+130%"),
        ("e-signature-enterprises", "over 100 enterprises"),
        ("e-signature-documents", "nearly 5,000 documents"),
        ("e-signature-transactions", "over 100 million CNY"),
        ("teda-suez-enterprises", "185 enterprises"),
        ("forum-projects-signed", "12 projects"),
        ("model-case-areas", "6 areas"),
        ("mn-coal-output", "×2 to ×3"),
        ("mn-transport-capacity", "30 million t/year"),
        ("mn-transport-cost", "32 USD/t -> 15 USD/t"),
        ("mn-railway-operating-cost", "-50%"),
        ("kg-internet-penetration", "43% -> over 70%"),
    ],
)
def test_each_figure_is_as_strong_as_in_the_article(bundled: FactBase, figure: str, text: str) -> None:
    assert levels_of(bundled, bundled.figure(figure)).text() == text


def test_what_the_article_leaves_open_is_recorded_as_open(bundled: FactBase) -> None:
    assert bundled.event("forum-signing-2025").countries_open
    assert bundled.figure("forum-projects-signed").countries_open
    assert bundled.figure("kg-internet-penetration").period is None
    assert bundled.figure("kg-internet-penetration").not_stated == ("years", "who measured")
    last_year = bundled.figure("jinpin-trade-volume")
    assert (last_year.period, "period" in last_year.inferred) == ("2024", True)
    stated = [figure for figure in bundled.figures if is_stated_by_the_article(figure)]
    assert not [figure for figure in stated if figure.project == "tj-digital-healthcare"]
    assert bundled.figure("teda-suez-enterprises").stage == "planned"
    assert bundled.metric("transaction-value").unit == "CNY"


def test_each_country_has_its_status_before_and_after_the_summit(bundled: FactBase, shared_sources: Path) -> None:
    article, after = parse("2025-08-28").first, parse("2025-09-01").first
    listed = re.findall(r"^([A-Z]{2}),", (shared_sources / "membership.csv").read_text("utf-8"), re.MULTILINE)
    counts = {}
    for day in (article, after):
        steps = [step for code in listed for step in statuses_on(bundled.country(code), day)]
        words = [step.status if step else "none" for step in steps]
        counts[day] = {word: words.count(word) for word in set(words)}
    assert counts[article] == {"member": 10, "observer": 2, "dialogue-partner": 14, "none": 1}
    assert counts[after] == {"member": 10, "partner": 17}
    (egypt,), (mongolia,) = (statuses_on(bundled.country(code), article) for code in ("EG", "MN"))
    assert egypt and mongolia
    assert (egypt.status, mongolia.status) == ("dialogue-partner", "observer")


def test_every_record_has_a_title(bundled: FactBase) -> None:
    for record in bundled.records:
        assert record_title(bundled, record)
