"""The bundled fact base compared with the article that it started from: quotations, coverage and strength of claims."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sco_cli.models.factbase import FactBase
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


def test_every_quotation_is_in_the_paragraph_that_it_names(bundled: FactBase, paragraphs: list[str]) -> None:
    from_article = [item for fact in bundled.facts for item in fact.evidence if item.source == ARTICLE]
    assert len(from_article) >= 40
    for evidence in from_article:
        assert evidence.paragraph
        assert evidence.wording
        assert evidence.wording in paragraphs[evidence.paragraph]


def test_no_quotation_has_more_than_14_words(bundled: FactBase) -> None:
    for fact in bundled.facts:
        for evidence in fact.evidence:
            assert evidence.wording is None or len(evidence.wording.split()) <= 14


def test_every_paragraph_with_a_claim_is_cited(bundled: FactBase) -> None:
    cited = {item.paragraph for fact in bundled.facts for item in fact.evidence if item.source == ARTICLE}
    praise = {10, 22}  # potential, partnerships, opportunities: nothing that evidence could confirm or contradict
    assert cited == set(range(1, 23)) - praise


def test_no_summary_or_note_copies_ten_words_of_the_article(bundled: FactBase, paragraphs: list[str]) -> None:
    article = " ".join(paragraphs).casefold()
    for fact in bundled.facts:
        for text in (getattr(fact, "summary", None), fact.note):
            words = (text or "").casefold().split()
            for start in range(len(words) - 9):
                assert " ".join(words[start : start + 10]) not in article


def test_the_claims_of_the_article_are_all_recorded(bundled: FactBase) -> None:
    stated = [
        fact
        for fact in bundled.facts
        if any(item.source == ARTICLE and item.stance == "states" for item in fact.evidence)
    ]
    count = {kind: sum(fact.kind == kind for fact in stated) for kind in ("project", "figure", "statement", "event")}
    assert (count["project"], count["figure"]) == (11, 14)
    assert count["statement"] >= 8
    assert count["event"] >= 3
    assert all(statement.role for statement in bundled.statements)
    assert len(bundled.areas) == 6


@pytest.mark.parametrize(
    ("figure", "text"),
    [
        ("sco-online-retail-2024", "over 3.2 trillion USD"),
        ("cn-ecommerce-imports-2024", "+34 %"),
        ("jinpin-trade-volume", "+130 %"),
        ("e-signature-enterprises", "over 100 enterprises"),
        ("e-signature-documents", "nearly 5,000 documents"),
        ("e-signature-transactions", "over 100 million CNY"),
        ("teda-suez-enterprises", "185 enterprises"),
        ("forum-projects-signed", "12 projects"),
        ("model-case-areas", "6 areas"),
        ("mn-coal-output", "x2 to x3"),
        ("mn-transport-capacity", "30 million t/year"),
        ("mn-transport-cost", "32 USD/t -> 15 USD/t"),
        ("mn-railway-operating-cost", "-50 %"),
        ("kg-internet-penetration", "43 % -> over 70 %"),
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
    assert not [figure for figure in bundled.figures if figure.project == "tj-digital-healthcare"]
    assert bundled.figure("teda-suez-enterprises").stage == "planned"
    assert bundled.metric("transaction-value").unit == "CNY"


def test_each_country_has_its_status_before_and_after_the_summit(bundled: FactBase, shared_sources: Path) -> None:
    article, after = parse("2025-08-28").first, parse("2025-09-01").first
    counts = {}
    for day in (article, after):
        steps = [step for country in bundled.countries for step in statuses_on(country, day)]
        words = [step.status if step else "none" for step in steps]
        counts[day] = {word: words.count(word) for word in set(words)}
    assert counts[article] == {"member": 10, "observer": 2, "dialogue-partner": 14, "none": 1}
    assert counts[after] == {"member": 10, "partner": 17}
    listed = re.findall(r"^([A-Z]{2}),", (shared_sources / "membership.csv").read_text("utf-8"), re.MULTILINE)
    assert sorted(country.code for country in bundled.countries) == sorted(listed)
    (egypt,), (mongolia,) = (statuses_on(bundled.country(code), article) for code in ("EG", "MN"))
    assert egypt and mongolia
    assert (egypt.status, mongolia.status) == ("dialogue-partner", "observer")


def test_every_record_has_a_title(bundled: FactBase) -> None:
    for record in bundled.records:
        assert record_title(bundled, record)
