"""`sco cite`: which sources it cites, with which places in them, and which records it cannot cite."""

from __future__ import annotations

import json
import re

import pytest
from support.citations import cite
from support.runner import run_process, run_sco

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


def test_a_fact_is_cited_by_its_source_with_paragraph_and_quotation() -> None:
    reference, in_text = cite("kg-internet-penetration").split("\n\n")
    assert reference.strip() == (
        'Economic Information Daily. (2025, August 28). Digital "Bridge" Connects SCO, Fueling Regional Economic '
        "Growth. https://www.szzg.gov.cn/2025/english/digitalnews/202508/t20250828_5067989.htm"
    )
    assert in_text.split("  ")[1:] == [
        "kg-internet-penetration",
        '(Economic Information Daily, 2025, para. 18): "from 43% to over 70%"\n',
    ]


def test_only_sources_that_state_a_fact_are_cited(bundled: FactBase) -> None:
    figure = bundled.figure("kg-internet-penetration")
    assert len(figure.evidence) > 1
    assert [row["source"] for row in json.loads(cite(figure.id, "--format", "json"))] == ["eid-2025-08-28"]


def test_a_source_of_several_facts_is_one_reference_with_every_place() -> None:
    ids = ("kg-internet-penetration", "mn-transport-cost", "eid-2025-08-28", "kg-internet-penetration")
    assert cite(*ids).count("Fueling Regional Economic Growth") == 1
    bib = cite(*ids, "--style", "bibtex")
    assert re.findall(r"^@misc\{(.*),$", bib, re.MULTILINE) == ["eid-2025-08-28"]
    assert "kg-internet-penetration: paragraph 18, ``from 43\\% to over 70\\%''; mn-transport-cost: paragraph" in bib
    [item] = json.loads(cite(*ids, "--style", "csl-json"))
    assert item["annote"].count(": paragraph ") == 2
    assert "locator" not in item, "the paragraphs differ"
    assert [row["id"] for row in json.loads(cite(*ids, "--format", "json"))] == list(ids[:3])


def test_a_paragraph_common_to_all_places_is_the_locator() -> None:
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
def test_the_publisher_is_the_author_and_the_site_the_container(
    source_id: str, author: str, container: str | None
) -> None:
    [item] = json.loads(cite(source_id, "--style", "csl-json"))
    assert item["author"] == [{"literal": author}]
    assert item.get("container-title", item.get("publisher")) == container
    bib = cite(source_id, "--style", "bibtex")
    assert f"author = {{{{{author}}}}}" in bib
    assert (f"howpublished = {{{container}}}" in bib) == (container is not None)
    assert cite(source_id).startswith(f"  {author}. (")


def test_no_publisher_in_the_bundled_base_names_a_site_as_well(bundled: FactBase) -> None:
    mixed = re.compile(r", (copy|at|in|by|after|republished)\b|\((?!Hong Kong|Pakistan)")
    assert [source.publisher for source in bundled.sources if mixed.search(source.publisher)] == []


def test_a_series_is_cited_by_the_source_of_its_numbers() -> None:
    assert cite("internet-penetration-kg-series").startswith("  ITU. (2026, July 13). Individuals using the Internet")


@pytest.mark.parametrize("name", ["KZ", "huawei", "internet-penetration", "public-services"])
def test_a_record_that_is_no_claim_and_no_source_cannot_be_cited(name: str) -> None:
    result = run_sco("cite", "kg-internet-penetration", name)
    assert (result.code, result.out) == (2, "")
    assert re.fullmatch("sco: cannot cite .*, which is not a fact, a source or an official series; .*\n", result.err)


def test_a_fact_that_no_source_states_cannot_be_cited() -> None:
    fact = '[[events]]\nid = "e"\nname = "E"\nsummary = "S"\n'
    context = 'evidence = [{ source = "s", stance = "context", note = "N" }]\n'
    result = run_sco("cite", "e", "--facts", "-", stdin=BASE + fact + context)
    assert (result.code, result.err) == (2, "sco: cannot cite e: no source on record states it\n")


@pytest.mark.parametrize(
    ("name", "suggestion"), [("csl", "csl-json"), ("bibtx", "bibtex"), ("mla", "apa, bibtex, biblatex, csl-")]
)
def test_an_unknown_style_gets_a_suggestion(name: str, suggestion: str) -> None:
    result = run_sco("cite", "eid-2025-08-28", "--style", name)
    assert (result.code, result.out) == (2, "")
    assert suggestion in result.err


CHINESE = BASE.replace('"Title"', '"上合国家携手挖掘数字经济“富矿”"')


@pytest.mark.parametrize("style", ["bibtex", "csl-json"])
@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_bibtex_and_csl_json_are_utf_8_without_colour_in_any_environment(style: str, encoding: str) -> None:
    arguments = ("cite", "s", "--style", style, "--facts", "-")
    result = run_sco(*arguments, stdin=CHINESE, encoding=encoding, FORCE_COLOR="1")
    assert result.out == cite(*arguments[1:], stdin=CHINESE)
    assert "上合国家携手挖掘数字经济“富矿”" in result.out


def test_bibtex_is_utf_8_where_the_interpreter_has_another_encoding() -> None:
    arguments = ("xinhua-tianjin-2025-07-17", "--style", "bibtex")
    result = run_process("cite", *arguments, PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert result.out == cite(*arguments)
    assert not result.out.isascii()


def test_csl_json_is_an_array_of_all_sources_in_order(bundled: FactBase) -> None:
    items = json.loads(cite(*(source.id for source in bundled.sources), "--style", "csl-json"))
    assert [item["id"] for item in items] == [source.id for source in bundled.sources]
    assert {item["type"] for item in items} == {"article-newspaper", "webpage", "dataset"}
    for item, source in zip(items, bundled.sources, strict=True):
        year = source.published and int(source.published[:4])
        assert item.get("issued", {}).get("date-parts", [[None]])[0][0] == year


@pytest.mark.parametrize("style", styles.STYLES)
@pytest.mark.parametrize("format", ["table", "markdown", "html", "svg", "csv"])
def test_special_characters_in_a_title_have_no_effect_in_any_format(style: str, format: str) -> None:
    text = BASE.replace('"Title"', '"<b>[/b] ``` :smile: \\u001b]52;c;eA==\\u0007 \\u202e"')
    out = cite("s", "--style", style, "--format", format, "--facts", "-", stdin=text)
    assert not [character for character in out if character not in "\r\n\xa0" and not character.isprintable()]
    if (format, style) == ("markdown", "csl-json"):
        assert out.startswith("````json\n"), "longer than the fence inside"
        assert out.endswith("\n````\n")
    if format in ("html", "svg"):
        assert "<b>" not in out
