"""Articles of HTML pages, with what the pages say about themselves, as Trafilatura finds them."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.texts import PAGES, assert_read_or_refused, read, reason

from sco_cli.loading.texts import TextFile

pytestmark = pytest.mark.slow

pytest.importorskip("trafilatura")


ARTICLES = {  # title, publisher, day, language and address
    "english-json-ld": (
        "Paved roads pass 70% in the steppe",
        "The Steppe Gazette",
        "2024-10-05",
        "en",
        "https://gazette.example/2024/10/05/paved-roads",
    ),
    "russian-open-graph": (
        "Доля дорог с покрытием превысила 70%",
        "Степной вестник",
        "2024-10-06",
        "ru",
        "https://vestnik.example/news/1024",
    ),
    "chinese-line-ends": ("草原铺装公路占比超过70%", "草原日报", "2024-10-07", "", ""),
    "clutter": ("Rail freight rises", "", "2025-03-04", "en", ""),
    "table": ("Steppe in numbers", "Steppe Statistics", "2025-01-15", "en", ""),
}


def article(name: str) -> TextFile:
    """The article of one of `PAGES`, whose text is in a file beside it."""
    text = (PAGES / f"{name}.txt").read_text("utf-8").removesuffix("\n")
    return TextFile("", text, *ARTICLES[name], is_plain=False)


@pytest.mark.parametrize(
    ("name", "encoding"),
    [
        ("english-json-ld", "utf-8"),
        ("english-json-ld", "utf-8-sig"),
        ("english-json-ld", "utf-16"),
        ("russian-open-graph", "cp1251"),
        ("russian-open-graph", "utf-8"),  # though the page declares windows-1251
        ("chinese-line-ends", "gb18030"),
        ("clutter", "utf-8"),
        ("table", "utf-8"),
    ],
)
def test_the_article_of_a_page_is_read_without_what_is_around_it(name: str, encoding: str, tmp_path: Path) -> None:
    page = (PAGES / f"{name}.html").read_text("utf-8")
    read_page = read(page.encode(encoding), tmp_path)
    assert read_page._replace(name="") == article(name)


@pytest.mark.parametrize(
    ("name", "declaration", "encoding"),
    [
        ("russian-open-graph", "charset=windows-1251", "cp1251"),
        ("russian-open-graph", "charset=windows-1251", "koi8_r"),
        ("chinese-line-ends", "charset=gb2312", "gb18030"),
    ],
)
@pytest.mark.parametrize("replaced", ["", "charset=utf-8"])
def test_the_encoding_of_a_page_is_recognized_without_a_declaration_and_with_a_mistaken_one(
    name: str, declaration: str, encoding: str, replaced: str, tmp_path: Path
) -> None:
    page = (PAGES / f"{name}.html").read_text("utf-8").replace(declaration, replaced)
    page = page.replace("—", "-").replace("«", '"').replace("»", '"')  # KOI8-R has none of them
    expected = article(name)
    expected = expected._replace(text=expected.text.replace("—", "-").replace("«", '"').replace("»", '"'))
    assert read(page.encode(encoding), tmp_path)._replace(name="") == expected


def page(body: str, head: str = "") -> str:
    """An HTML page."""
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>"


PARAGRAPHS = "".join(
    f"<p>In {year}, the share of paved roads rose to over {year - 1950}%, it said.</p>" for year in range(2010, 2020)
)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"<h1>Road opened</h1><p>A road was <b>opened</b>{' again' * 20}.</p><p>It is <i>300</i> km long.</p>", 3),
        ("<p>A road was opened,<br>300 km long.<br>It has a toll.</p><p>It is new.</p>", 3),
        ("<p>　　第一段，公路很多。<br>　　第二段，占比上升到<br>百分之七十以上。</p>", 2),
        (
            "<p>They are these:</p><ul><li>a road <em>of</em> sand<ul><li>a bridge</li></ul></li><li>a rail.</li></ul>",
            4,
        ),
    ],
)
def test_a_short_article_has_its_paragraphs(body: str, expected: int, tmp_path: Path) -> None:
    assert len(read(page(f"<article>{body}</article>"), tmp_path).text.split("\n\n")) == expected


CANONICAL = '<link rel="canonical" href="https://gazette.example/a">'


@pytest.mark.parametrize(
    ("head", "field", "expected"),
    [
        (CANONICAL, "publisher", ""),
        (f'{CANONICAL}<meta property="og:site_name" content="gazette.example">', "publisher", "gazette.example"),
        ('<meta name="SiteName" content="Steppe government">', "publisher", "Steppe government"),
        ('<meta property="og:locale" content="kk_KZ">', "language", "kk"),
        ('<script type="application/ld+json">{"inLanguage": "uz-UZ"}</script>', "language", "uz"),
        ("<title>Roads \ud800 &#55296;</title>", "publisher", ""),
        ('<link rel="canonical" href="javascript:alert(1)">', "url", ""),
        (f"<title>{'Roads ' * 1000}</title>", "title", ""),
    ],
)
def test_what_a_page_says_about_itself(head: str, field: str, expected: str, tmp_path: Path) -> None:
    assert getattr(read(page(PARAGRAPHS, head).encode("utf-8", "replace"), tmp_path), field) == expected


def test_a_day_that_is_only_mentioned_is_not_that_of_publication(tmp_path: Path) -> None:
    body = f"<article>{PARAGRAPHS}<p>The road was opened on 5 March 2023.</p></article><footer>© 2024 Gazette</footer>"
    assert read(page(body), tmp_path).published == ""


@pytest.mark.parametrize(
    "body", ["", "<nav><a href='/'>Home</a> <a href='/roads'>Roads</a></nav>", "<script>1</script>"]
)
def test_a_page_without_an_article_is_refused(body: str, tmp_path: Path) -> None:
    assert (
        reason(page(body), tmp_path)
        == "it is an HTML page without the text of an article; save the text alone as a .txt file"
    )


DATA_BEGINS = '<script type="application/ld+json">'

HOSTILE_PAGES = {
    "nested divs": page("<div>" * 100_000 + PARAGRAPHS),
    "nested spans": page(f"<p>{'<span>' * 3000}{PARAGRAPHS}"),
    "nested items": page("<ul><li>text" * 3000),
    "a large attribute": page(f"<div class='{'x ' * 4_000_000}'>{PARAGRAPHS}</div>"),
    "many attributes": page(f"<div {' '.join(f'a{n}=1' for n in range(100_000))}>{PARAGRAPHS}</div>"),
    "many tags with attributes": page(f"<p {' '.join(f'a{n}=1' for n in range(190))}>text</p>" * 1000),
    "entities": f"""<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "{"&a;" * 10}"><!ENTITY c "{"&b;" * 10}">]>
        <html><body>{"&c;" * 1000}{PARAGRAPHS}</body></html>""",
    "numbers of characters": page("&#0;&#55296;&#x110000;&#99999999999;" * 1000 + PARAGRAPHS),
    "null bytes": page(f"{PARAGRAPHS}\0\0{PARAGRAPHS}"),
    "an open comment": page(PARAGRAPHS + "<!--" * 100_000),
    "angles": page("<p>" + "<" * 300_000),
    "data in data": page(PARAGRAPHS, DATA_BEGINS + '{"a":[' * 16_000 + "</script>"),
    "data without an end": page(PARAGRAPHS, DATA_BEGINS + '"publisher":' * 8000 + "</script>"),
    "line ends": page(f"<article>{'text of a line.<br>' * 20_000}</article>"),
    "emphasis": page(f"<article><p>{'<em>a</em> ' * 16_000}</p></article>"),
    "elements": page("<i></i>" * 60_000),
    "a long title": page(PARAGRAPHS, f"<title>{'a - b | ' * 50_000}</title>"),
    "halves of characters": page(PARAGRAPHS).replace("share", "sh\ud800re"),
    "a frameset": "<html><frameset><frame src=file:///etc/passwd></frameset></html>",
    "an external entity": '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><body><p>&x;</p></body></html>',
}


@pytest.mark.parametrize("case", HOSTILE_PAGES)
def test_a_hostile_page_is_read_or_refused(case: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert_read_or_refused(HOSTILE_PAGES[case], tmp_path, capfd)
