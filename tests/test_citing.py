"""Citations: who is cited, where the words stand, and how each style writes it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from conftest import run_process, run_sco
from hypothesis import given
from hypothesis import strategies as st

from sco_cli import styles
from sco_cli.bibliography import Pinpoint, Reference, date_parts
from sco_cli.entities import Source
from sco_cli.factbase import FactBase
from sco_cli.report import Prose
from sco_cli.styles.bibtex import escaped

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


def cite(*arguments: str | Path, stdin: str = "") -> str:
    """What sco prints."""
    ran = run_sco("cite", *arguments, stdin=stdin)
    assert (ran.code, ran.err) == (0, "")
    return ran.out


def source(**fields: Any) -> Source:
    """A source with those fields."""
    return Source.model_validate({"id": "s", "title": "Title", "publisher": "Publisher", "kind": "news"} | fields)


def entry(style: str, **fields: Any) -> str:
    """The reference to a source with those fields."""
    return styles.get(style).write([Reference(source(**fields), (Pinpoint("s"),))]).entries[0]


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


@pytest.mark.parametrize(
    ("published", "apa", "parts", "bibtex"),
    [
        (None, "(n.d.)", None, ""),
        ("2025", "(2025)", [[2025]], "date = {2025},\n  year = {2025},\n"),
        ("2025-08", "(2025, August)", [[2025, 8]], "date = {2025-08},\n  year = {2025},\n  month = aug,\n"),
        (
            "2025-08-28",
            "(2025, August 28)",
            [[2025, 8, 28]],
            "date = {2025-08-28},\n  year = {2025},\n  month = aug,\n",
        ),
        ("2024/2025", "(2024\u20132025)", [[2024], [2025]], "date = {2024/2025},\n  year = {2024--2025},\n"),
        ("2024-04/2025-03", "(2024, April\u20132025, March)", [[2024, 4], [2025, 3]], "year = {2024--2025},\n"),
        ("2025-07-10/2025-07-12", "(2025, July 10\u201312)", [[2025, 7, 10], [2025, 7, 12]], "year = {2025},\n"),
        ("2025-07/2025-08", "(2025, July\u2013August)", [[2025, 7], [2025, 8]], "date = {2025-07/2025-08},\n"),
        ("2025-08-28/2025-08-28", "(2025, August 28)", [[2025, 8, 28], [2025, 8, 28]], "year = {2025},\n"),
        ("2025/2025-03", "(2025\u20132025, March)", [[2025], [2025, 3]], "year = {2025},\n"),
    ],
)
def test_a_date_is_as_exact_as_the_base_has_it(
    published: str | None, apa: str, parts: list[list[int]] | None, bibtex: str
) -> None:
    given = {} if published is None else {"published": published}
    assert entry("apa", **given) == f"Publisher. {apa}. Title."
    assert json.loads(entry("csl-json", **given)).get("issued") == (parts and {"date-parts": parts})
    assert bibtex in entry("bibtex", **given)
    if published is None:
        assert not re.search("date|year|month", entry("bibtex"))


def test_an_access_date_is_cited_only_if_stated_and_is_no_date_of_publication() -> None:
    url = "https://example.org/a_b%20c"
    assert entry("apa", url=url) == f"Publisher. (n.d.). Title. {url}"
    seen = {"url": url, "accessed": "2025-09-02"}
    assert entry("apa", **seen) == f"Publisher. (n.d.). Title. Retrieved September 2, 2025, from {url}"
    assert "urldate = {2025-09-02}" in entry("bibtex", **seen)
    assert f"url = {{{url}}}" in entry("bibtex", **seen)
    item = json.loads(entry("csl-json", **seen))
    assert (item["accessed"], "issued" in item) == ({"date-parts": [[2025, 9, 2]]}, False)
    for style in styles.STYLES:
        assert "urldate" not in entry(style) and "accessed" not in entry(style) and "Retrieved" not in entry(style)


def test_a_data_set_is_said_to_be_one() -> None:
    fields = {"kind": "statistics", "via": "Carrier"}
    assert entry("apa", **fields) == "Publisher. (n.d.). Title [Data set]. Carrier."
    assert "note = {Data set}" in entry("bibtex", **fields)
    item = json.loads(entry("csl-json", **fields))
    assert (item["type"], item["genre"], item["publisher"]) == ("dataset", "Data set", "Carrier")


@pytest.mark.parametrize("style", styles.STYLES)
def test_a_title_of_ours_is_not_passed_off_as_the_source_s_own(style: str) -> None:
    assert "[Title]" in entry(style, title_is_ours=True)
    assert "[Title]" not in entry(style)


@pytest.mark.parametrize(
    ("title", "publisher", "said"),
    [
        ("Who pays?", "P", "P. (n.d.). Who pays?"),
        ("Title", "Erdenes Inc.", "Erdenes Inc. (n.d.). Title."),
        ("上合国家携手挖掘数字经济“富矿”", "新华社", "新华社. (n.d.). 上合国家携手挖掘数字经济“富矿”."),
    ],
)
def test_apa_has_one_stop_at_the_end_and_leaves_scripts_alone(title: str, publisher: str, said: str) -> None:
    assert entry("apa", title=title, publisher=publisher) == said


def test_works_of_one_author_and_year_are_told_apart_in_apa() -> None:
    works = [
        source(id="c", title="C", published="2025-03"),
        source(id="a", title="A", published="2025-02-01"),
        source(id="x", title="X"),
        source(id="w", title="W"),
        source(id="o", title="O", publisher="Other (Place)", published="2025"),
    ]
    written = styles.get("apa").write([Reference(one, (Pinpoint("f", 2),)) for one in works])
    assert [re.findall(r"\((.*?)\)\. ", text)[-1] for text in written.entries] == [
        "2025b, March",
        "2025a, February 1",
        "n.d.-b",
        "n.d.-a",
        "2025",
    ]
    assert [said for (said,) in written.in_text] == [
        "(Publisher, 2025b, para. 2)",
        "(Publisher, 2025a, para. 2)",
        "(Publisher, n.d.-b, para. 2)",
        "(Publisher, n.d.-a, para. 2)",
        "(Other [Place], 2025, para. 2)",
    ]


def test_apa_goes_by_the_alphabet_letter_by_letter() -> None:
    names = ["U.S. Office", "UrduPoint", "Upper", "Österreich", "Zeta", "people's", "Peoples B"]
    works = [Reference(source(id=f"s{at}", publisher=name), (Pinpoint(name),)) for at, name in enumerate(names)]
    listed = [block.text[0].text for block in styles.get("apa").write(works).blocks if isinstance(block, Prose)]
    assert listed == ["Österreich.", "people's.", "Peoples B.", "Upper.", "UrduPoint.", "U.S. Office.", "Zeta."]


def test_more_works_of_one_author_and_year_than_letters() -> None:
    works = [Reference(source(id=f"s{number:02}", title=f"{number:02}"), (Pinpoint("f"),)) for number in range(28)]
    assert [one[0] for one in styles.get("apa").write(works).in_text][25:] == [
        "(Publisher, n.d.-z)",
        "(Publisher, n.d.-aa)",
        "(Publisher, n.d.-ab)",
    ]


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


@given(st.text())
def test_braces_match_whatever_bibtex_is_given(text: str) -> None:
    depth = 0
    for letter in escaped(text):
        depth += (letter == "{") - (letter == "}")
        assert depth >= 0
    assert depth == 0
    assert not re.search(r"(?<!\\)[&%$#_]", escaped(text))


@given(st.text(min_size=1), st.text(min_size=1))
def test_any_text_survives_csl_json(title: str, publisher: str) -> None:
    item = json.loads(entry("csl-json", title=title, publisher=publisher))
    assert (item["title"], item["author"]) == (title, [{"literal": publisher}])


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


def test_parts_of_dates() -> None:
    assert date_parts("2024-04/2025-03-01") == [[2024, 4], [2025, 3, 1]]
