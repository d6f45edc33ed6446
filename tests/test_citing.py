"""Citations: who is cited, where the words stand, and what cannot be cited."""

from __future__ import annotations

import json
import re

import pytest
from conftest import run_process, run_sco
from support.citations import cite

from sco_cli.citations import styles
from sco_cli.models.factbase import FactBase

BASE = """
[base]
id = "b"
title = "B"
as_of = "2025"
licence = "x"
[[sources]]
id = "s"
title = "Title"
publisher = "Publisher"
kind = "news"
"""


def test_a_fact_is_cited_by_its_source_with_paragraph_and_words() -> None:
    reference, in_text = cite("kg-internet-penetration").split("\n\n")
    assert reference.strip() == (
        'Economic Information Daily. (2025, August 28). Digital "Bridge" Connects SCO, Fueling Regional Economic '
        "Growth. https://www.szzg.gov.cn/2025/english/digitalnews/202508/t20250828_5067989.htm"
    )
    assert in_text.split("  ")[1:] == [
        "kg-internet-penetration",
        '(Economic Information Daily, 2025, para. 18): "from 43% to over 70%"\n',
    ]


def test_what_weighs_on_a_fact_is_not_its_origin(bundled: FactBase) -> None:
    fact = bundled.get("kg-internet-penetration")
    assert len(fact.evidence) > 1
    assert [row["source"] for row in json.loads(cite(fact.id, "--format", "json"))] == ["eid-2025-08-28"]


def test_a_source_of_several_is_one_reference_with_every_place() -> None:
    ids = ("kg-internet-penetration", "mn-transport-cost", "eid-2025-08-28", "kg-internet-penetration")
    assert cite(*ids).count("Fueling Regional Economic Growth") == 1
    bib = cite(*ids, "--style", "bibtex")
    assert re.findall(r"^@misc\{(.*),$", bib, re.MULTILINE) == ["eid-2025-08-28"]
    assert 'kg-internet-penetration: paragraph 18, "from 43\\% to over 70\\%"; mn-transport-cost: paragraph' in bib
    [item] = json.loads(cite(*ids, "--style", "csl-json"))
    assert item["annote"].count(": paragraph ") == 2
    assert "locator" not in item, "the paragraphs differ"
    assert [row["id"] for row in json.loads(cite(*ids, "--format", "json"))] == list(ids[:3])


def test_one_paragraph_is_a_locator() -> None:
    [item] = json.loads(cite("kg-internet-penetration", "--style", "csl-json"))
    assert item["locator"] == "paragraph 18"


@pytest.mark.parametrize(
    ("source_id", "author", "container"),
    [
        ("pti-2026-01-01", "PTI", "NewsDrum"),
        ("people-cn-2025-07-01", "Xinhua", "People's Daily Online"),
        ("wdi-it-net-user-zs-2026-07-13", "ITU", "World Bank, World Development Indicators"),
        ("afp-2022-09-12", "AFP", "South China Morning Post"),
        ("kalkine-2024-07-05", "People's Daily", "PR Newswire at Kalkine Media"),
        ("eid-2025-08-28", "Economic Information Daily", None),
    ],
)
def test_who_made_the_claim_is_cited_and_who_carries_it_named(
    source_id: str, author: str, container: str | None
) -> None:
    [item] = json.loads(cite(source_id, "--style", "csl-json"))
    assert item["author"] == [{"literal": author}]
    assert item.get("container-title", item.get("publisher")) == container
    bib = cite(source_id, "--style", "bibtex")
    assert f"author = {{{{{author}}}}}" in bib
    assert (f"howpublished = {{{container}}}" in bib) == (container is not None)
    assert cite(source_id).startswith(f"  {author}. (")


def test_no_publisher_is_told_by_who_carries_its_words(bundled: FactBase) -> None:
    mixed = re.compile(r", (copy|at|in|by|after|republished)\b|\((?!Hong Kong|Pakistan)")
    assert [one.publisher for one in bundled.sources if mixed.search(one.publisher)] == []


def test_a_series_is_cited_by_the_source_of_its_numbers() -> None:
    assert cite("internet-penetration-kg-series").startswith("  ITU. (2026, July 13). Individuals using the Internet")


@pytest.mark.parametrize("name", ["KZ", "huawei", "internet-penetration", "public-services"])
def test_what_is_no_claim_and_no_source_is_not_cited(name: str) -> None:
    ran = run_sco("cite", "kg-internet-penetration", name)
    assert (ran.code, ran.out) == (2, "")
    assert re.fullmatch("sco: cannot cite .*facts, sources and official series can be cited.*\n", ran.err)


def test_a_fact_that_no_source_states_is_not_cited() -> None:
    fact = '[[events]]\nid = "e"\nname = "E"\nsummary = "S"\n'
    context = 'evidence = [{ source = "s", stance = "context", note = "N" }]\n'
    ran = run_sco("cite", "e", "--facts", "-", stdin=BASE + fact + context)
    assert (ran.code, ran.err) == (2, "sco: cannot cite e, for no source on record states it\n")


@pytest.mark.parametrize(("given", "offered"), [("csl", "csl-json"), ("bibtx", "bibtex"), ("mla", "apa, bibtex, csl-")])
def test_an_unknown_style_is_told_the_nearest(given: str, offered: str) -> None:
    ran = run_sco("cite", "eid-2025-08-28", "--style", given)
    assert (ran.code, ran.out) == (2, "")
    assert offered in ran.err


@pytest.mark.parametrize("style", ["bibtex", "csl-json"])
@pytest.mark.parametrize(
    "environ", [{"PYTHONIOENCODING": "ascii"}, {"PYTHONIOENCODING": "cp1252"}, {"FORCE_COLOR": "1"}]
)
def test_what_is_for_programs_is_utf_8_and_nothing_else_whatever_the_terminal(
    style: str, environ: dict[str, str]
) -> None:
    ran = run_process("cite", "xinhua-tianjin-2025-07-17", "--style", style, PYTHONUTF8="0", **environ)
    assert ran.out == cite("xinhua-tianjin-2025-07-17", "--style", style)
    assert "上合国家携手挖掘数字经济“富矿”" in ran.out


def test_csl_json_is_one_array_of_all_that_the_base_has(bundled: FactBase) -> None:
    items = json.loads(cite(*(one.id for one in bundled.sources), "--style", "csl-json"))
    assert [item["id"] for item in items] == [one.id for one in bundled.sources]
    assert {item["type"] for item in items} == {"article-newspaper", "webpage", "dataset"}
    for item, one in zip(items, bundled.sources, strict=True):
        assert item.get("issued", {}).get("date-parts", [[None]])[0][0] == (one.published and int(one.published[:4]))


@pytest.mark.parametrize("style", styles.STYLES)
@pytest.mark.parametrize("format", ["table", "markdown", "html", "svg", "csv"])
def test_a_reference_is_data(style: str, format: str) -> None:
    text = BASE.replace('"Title"', '"<b>[/b] ``` :smile: \\u001b]52;c;eA==\\u0007 \\u202e"')
    out = cite("s", "--style", style, "--format", format, "--facts", "-", stdin=text)
    assert not [letter for letter in out if letter not in "\r\n\xa0" and not letter.isprintable()]
    if (format, style) == ("markdown", "csl-json"):
        assert out.startswith("````json\n"), "longer than the fence inside"
        assert out.endswith("\n````\n")
    if format in ("html", "svg"):
        assert "<b>" not in out
