"""The pages of a site: complete, linked, small, safe, and with the numbers of the json format."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from support.bases import base_with
from support.commands import json_answer
from support.paths import EXAMPLES
from support.runner import run_sco
from support.site_pages import PageReader, contents, dead_links, read_page

from sco_cli import load
from sco_cli.loading.files import BUNDLED
from sco_cli.models.vocabulary import STANDING_WORDS
from sco_cli.reports.report import Gauge, Span, Sparkline, spans
from sco_cli.site.addresses import address
from sco_cli.site.blocks import SiteBlocks

URL = "https://facts.example/steppe/"

HOSTILE = r"""
[base]
id = "b"
title = "</title><script>alert(1)</script>"
as_of = "2025"
licence = "<b>x"
[[sources]]
id = "s"
title = "\"><img src=x onerror=alert(1)>"
publisher = "</script><!--"
kind = "news"
published = "2025-01-02"
url = "https://example.org/?a=%22%3E&b='"
[[countries]]
code = "KZ"
alpha3 = "KAZ"
name = "K\" onmouseover=\"alert(5);="
aliases = ["]]>\u2028alert", "哈萨克斯坦"]
[[areas]]
id = "sco"
name = "</a><svg onload=alert(1)>"
[[metrics]]
id = "constructor"
name = "javascript:alert(1)"
unit = "<i>"
definition = "sco show <x>"
[[figures]]
id = "f"
metric = "constructor"
countries = ["KZ"]
value = 1
note = "</p></main> {{x}} ${x}"
evidence = [{ source = "s", wording = "نمو <b onclick=alert(4)> \u202e" }]
[[statements]]
id = "prototype"
speaker = "<style>*{display:none}</style>"
summary = "</script><script>alert(2)</script>"
evidence = [{ source = "s", wording = "' onfocus='x" }]
[[series]]
metric = "constructor"
country = "KZ"
source = "s"
points = { 2019 = 1, 2021 = -2 }
breaks = { 2021 = "<b>" }
"""


def write(folder: Path, *arguments: str | Path, facts: str | Path = EXAMPLES) -> Path:
    """Write a site and return its folder."""
    result = run_sco("site", folder, *arguments, "--facts", facts)
    assert (result.code, result.out) == (0, "")
    return folder


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the base with an example of everything, with an address."""
    return write(tmp_path_factory.mktemp("examples") / "site", "--url", URL)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a base whose texts try to be markup."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "base.toml").write_text(HOSTILE, "utf-8")
    return write(folder / "site", "--url", URL, facts=folder / "base.toml")


def test_each_record_has_a_page_whose_address_has_its_id(site: Path) -> None:
    for record in load(EXAMPLES).records:
        assert (site / address(record)).is_file()


@pytest.mark.parametrize("name", ["site", "hostile"])
def test_all_links_lead_somewhere(name: str, request: pytest.FixtureRequest) -> None:
    assert not dead_links(request.getfixturevalue(name))


def test_no_text_of_a_base_becomes_markup_or_script(hostile: Path) -> None:
    for path in hostile.rglob("*.html"):
        page = read_page(path)
        allowed = {"../assets/search.js", "../assets/filters.js", "assets/search.js", "assets/filters.js", None}
        for name, attributes in page.elements:
            assert name not in ("img", "b", "i", "style", "iframe")
            assert not [key for key in attributes if key.startswith("on") or key in ("style", "srcdoc")]
            assert not attributes.get("href", "").lower().startswith(("javascript:", "data:"))
            if name == "script":
                assert attributes.get("src") in allowed
        assert not re.search("[\u2028\u202e]", path.read_text("utf-8"))


def test_data_for_machines_ends_no_script_element(hostile: Path) -> None:
    page = (hostile / "fact" / "prototype.html").read_text("utf-8")
    data = re.search(r'<script type="application/ld\+json">(.*?)</script>', page)
    assert data
    assert json.loads(data[1])["description"] == "</script><script>alert(2)</script>"
    assert "</" not in data[1]


def test_each_id_is_on_a_page_once(site: Path, hostile: Path) -> None:
    for folder in (site, hostile):
        for path in folder.rglob("*.html"):
            ids = read_page(path).values("id")
            assert len(ids) == len(set(ids))


def test_pages_speak_of_no_command(site: Path) -> None:
    commands = re.compile(r"\bsco (show|facts|sources|projects|cite|series|country|metric)\b|--\w")
    for path in site.rglob("*.html"):
        page = re.sub("<svg.*?</svg>", "", path.read_text("utf-8"), flags=re.DOTALL)  # a chart is as in a file
        assert not commands.search(PageReader(page).text)


def test_the_numbers_of_a_page_are_those_of_json(site: Path) -> None:
    for record in json_answer("facts", "--kind", "figure", facts=EXAMPLES):
        text = read_page(site / "fact" / f"{record['id']}.html").text
        levels = [record[name]["text"] for name in ("before", "after", "value") if record[name]]
        for shown in [*levels, record["title"], STANDING_WORDS[record["standing"]], *record["countries"]]:
            assert shown in text


def test_the_values_of_a_series_are_those_of_json(site: Path) -> None:
    points = json_answer("series", facts=EXAMPLES)
    assert points
    for point in points:
        text = " ".join(read_page(site / "series" / f"{point['id']}.html").texts)
        assert f" {point['year']} {point['value']:,} " in " ".join(text.split()) + " "


def test_linked_data_names_claims_works_and_data_sets(site: Path) -> None:
    types: dict[str, set[str]] = {}
    for path in site.glob("*/*.html"):
        for text in read_page(path).data:
            data = json.loads(text)
            types.setdefault(path.parent.name, set()).add(data["@type"])
            assert data["@context"] == "https://schema.org"
            assert data["@id"] == URL + path.relative_to(site).as_posix()
    assert types["fact"] == {"Claim"}
    assert types["metric"] == types["series"] == {"Dataset"}
    assert types["country"] == {"Country"}
    assert "NewsArticle" in types["source"]


def test_what_search_engines_read_has_the_pages_and_their_addresses(site: Path) -> None:
    addresses = {element.text for element in ET.parse(site / "sitemap.xml").iter() if element.tag.endswith("loc")}  # noqa: S314
    pages = {path.relative_to(site).as_posix() for path in site.rglob("*.html")}
    assert addresses == {URL + path for path in pages - {"index.html"}} | {URL}
    for path in pages:
        canonical = [
            e.attributes["href"] for e in read_page(site / path).elements if e.attributes.get("rel") == "canonical"
        ]
        assert len(canonical) == 1 and canonical[0] in addresses
    assert ET.parse(site / "feed.xml").getroot().tag.endswith("feed")  # noqa: S314


def test_search_data_has_every_record_and_its_names(site: Path) -> None:
    script = (site / "assets" / "search-data.js").read_text("utf-8")
    entries = json.loads(script.removeprefix("var SCO_SEARCH=").removesuffix(";\n").replace(",\n]", "]"))
    base = load(EXAMPLES)
    assert {entry[0] for entry in entries} == {address(record).removesuffix(".html") for record in base.records}
    for country in base.countries:
        entry = next(entry for entry in entries if entry[0] == f"country/{country.code}")
        assert set(country.aliases) <= set(entry[4].split("\n"))


def test_an_address_that_is_none_is_refused(tmp_path: Path) -> None:
    for url in ("ftp://x.example/", "//x.example", 'https://x.example/"><script>', "https://x.example/?a", "https://"):
        result = run_sco("site", tmp_path / "site", "--url", url, "--facts", EXAMPLES)
        assert (result.code, result.out) == (2, "")
        assert "is not the address of a site" in result.err
        assert not (tmp_path / "site").exists()


def test_the_title_is_that_of_the_reader(tmp_path: Path) -> None:
    page = read_page(write(tmp_path / "site", "--title", "<Steppe>") / "index.html")
    assert page.text.count("<Steppe>") >= 2
    assert "<Steppe>, as of " in page.text


def test_newest_sources_have_no_heading_where_no_source_has_a_date(tmp_path: Path) -> None:
    facts = tmp_path / "mine.toml"
    facts.write_text('[base]\nid = "b"\ntitle = "B"\nas_of = "2020"\nlicence = "CC0"\n', "utf-8")
    assert "Newest sources" not in read_page(write(tmp_path / "site", facts=facts) / "index.html").text


def test_the_same_base_gives_the_same_bytes(tmp_path: Path) -> None:
    first, second = (contents(write(tmp_path / name)) for name in ("a", "b"))
    assert first == second


def test_a_site_without_an_address_has_none(tmp_path: Path) -> None:
    files = contents(write(tmp_path / "site"))
    assert not {"feed.xml", "sitemap.xml"} & files.keys()
    assert b"canonical" not in files["index.html"]


@pytest.mark.slow
def test_pages_of_the_bundled_base_are_small(tmp_path: Path) -> None:
    files = contents(write(tmp_path / "site", facts=BUNDLED))
    for name, content in files.items():
        if name.endswith(".html"):
            assert len(re.sub(rb"<figure class=.chart.*?</figure>", b"", content, flags=re.DOTALL)) < 60_000, name
    assert len(files["assets/search-data.js"]) < 1_000_000
    assert sum(map(len, files.values())) < 15_000_000
    assert not dead_links(tmp_path / "site")


def blocks() -> SiteBlocks:
    """What writes the blocks of a page in a folder."""
    return SiteBlocks(load(EXAMPLES), "../", own="paved")


@pytest.mark.parametrize(
    ("span", "html"),
    [
        (Span(" Egypt ", record="XX"), " Egypt "),
        (Span("a", link="javascript:alert(1)"), "a"),
        (
            Span("a", link="https://x.example/?a&b"),
            '<a href="https://x.example/?a&amp;b" rel="external noreferrer">a</a>',
        ),
        (Span("contested", "contested"), '<span class="standing contested">contested</span>'),
        (Span("; add --area NAME", "dim"), '<span class="dim"></span>'),
        (Span("数字经济"), '<span lang="zh">数字经济</span>'),
        (Span("sco facts", "accent"), ""),
    ],
)
def test_a_span_is_text_or_a_link(span: Span, html: str) -> None:
    assert blocks().span(span) == html


def test_the_page_of_a_record_has_no_link_to_itself() -> None:
    record: Any = load(EXAMPLES).records[0]
    named = Span("x", record=record.id)
    assert f'href="../{address(record)}"' in blocks().span(named)
    assert SiteBlocks(load(EXAMPLES), "../", own=record.id).span(named) == "x"


def test_a_bar_ends_with_its_scale() -> None:
    bar = blocks().gauge(Gauge(spans(""), 0.43, 1.7))
    assert 'width="43.00"' in bar and 'x="43.00" width="100.00"' in bar


def test_a_sparkline_is_interrupted_where_values_cannot_be_compared() -> None:
    line = blocks().sparkline(Sparkline((0.0, 0.5, None, 1.0, 0.2, 0.4), frozenset({4})))
    assert (line.count("<polyline"), line.count("<circle"), line.count("<line")) == (2, 1, 1)


def test_dates_of_publication_that_are_not_exact_are_shown_in_words(tmp_path: Path) -> None:
    dates = ("2019~", "2019-21", "2018/..", "../2017", "201X", "2016/2017")
    sources = "".join(
        f'[[sources]]\nid = "from-{number}"\ntitle = "T"\npublisher = "P"\nkind = "news"\npublished = "{date}"\n'
        for number, date in enumerate(dates)
    )
    cited = ", ".join(f'{{ source = "from-{number}" }}' for number in range(len(dates)))
    base, folder = tmp_path / "base.toml", tmp_path / "site"
    base.write_text(
        base_with(f'{sources}[[events]]\nid = "e"\nname = "E"\nsummary = "S"\nevidence = [{cited}]\n'), "utf-8"
    )
    ran = run_sco("site", folder, "--url", "https://example.org/", "--facts", base)
    assert ran.code == 0
    pages = [(folder / "source" / f"from-{number}.html").read_text("utf-8") for number in range(len(dates))]
    words = ("about 2019", "spring 2019", "since 2018", "until 2017", "the 2010s", "2016\u20132017")
    for page, shown in zip(pages, words, strict=True):
        assert shown in page
    stated = [re.findall('"datePublished": ?"([^"]*)"', page) for page in pages]
    assert stated == [[], [], [], ["2017"], [], ["2017"]]
    feed = (folder / "feed.xml").read_text("utf-8")
    assert re.findall("<updated>(.{4})", feed)[1:] == ["2019", "2019", "2019", "2018", "2017", "2017"]
