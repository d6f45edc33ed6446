"""Renderers of Markdown show every text as it is, and link addresses to themselves."""

from __future__ import annotations

import io
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from support.runner import run_sco

from sco_cli.formats import markdown
from sco_cli.reports.report import (
    Block,
    Column,
    Fields,
    Heading,
    Paragraph,
    RecordRow,
    Report,
    Span,
    Table,
    Title,
    spans,
)
from sco_cli.text import escape_unsafe

pytestmark = pytest.mark.slow

LINK = "https://x.example/?a&lt;=1&b_c*d*"

fragments = st.sampled_from(
    [
        *(
            "http://a.example/c_d",
            "https://x.example/?a=1&amp;b=2",
            "HTTPS://x.example/a&lt;b",
            "ftp://a.example/c*d*e~f",
        ),
        *(
            "<http://a.example/c_d>",
            "(http://a.example/(c))",
            "http://u@h.example/",
            "http://",
            "http://a.example/网",
            "://",
        ),
        *("www.x.example", "www.a_b.example/c_d", "a_b@c.example", "mailto:a@b.example", "xmpp:a@b.example/d", "@user"),
        *("#12", "1.", "1)", "---", "===", "***", "+", "-", "#", "##", ">", "    ", "\t", "\n", "```", "~~~", "- [ ] "),
        *(
            "|",
            "`|`",
            "``a``",
            "*b*",
            "__c__",
            "~~d~~",
            "<b>",
            "<!--",
            "&amp;",
            "&#35;",
            "&",
            "\\",
            "!",
            "[a](b)",
            "[^1]",
        ),
        *("[a]: b", "$x$", ":smile:", "数字", ".", ",", ":", ")", '"', "'", "x", "1", " ", "\u3000", "\xa0"),
    ]
)
texts = st.lists(fragments | st.text(max_size=3), max_size=8).map("".join)


EXPECTED_TAGS = {"h1", "h2", "p", "ul", "li", "table", "thead", "tbody", "tr", "th", "td", "a", "em"}


class Page(HTMLParser):
    """The text of a page with its blanks folded, its tags, and its links with their texts."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.tags: list[str] = []
        self.links: list[list[str]] = []
        self.is_in_link = False
        self.feed(html)
        self.close()
        self.text = fold(self.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the tag, and the address of a link."""
        self.tags.append(tag)
        if tag == "a":
            self.links.append([dict(attrs)["href"] or "", ""])
            self.is_in_link = True

    def handle_endtag(self, tag: str) -> None:
        """Note the end of a link."""
        self.is_in_link = self.is_in_link and tag != "a"

    def handle_data(self, data: str) -> None:
        """Add to the text, and to that of a link."""
        self.text += data
        if self.is_in_link:
            self.links[-1][1] += data


def fold(text: str) -> str:
    """Return the text with each run of blanks as one; markdown-it leaves out some at the ends of a paragraph."""
    return " ".join(text.split())


def shown(blocks: tuple[Block, ...], render: Callable[[str], str], text: str) -> Page:
    """Render blocks and check that the page has this text, and no markup or link but those of the blocks."""
    stream = io.StringIO()
    markdown.render(Report(blocks, []), stream)
    page = Page(render(stream.getvalue()))
    assert page.text == fold(escape_unsafe(text)), stream.getvalue()
    assert {*page.tags} <= EXPECTED_TAGS, stream.getvalue()
    for address, label in page.links:
        # GitHub makes links of addresses for mail, whatever is escaped in them.
        assert address in (LINK, label, f"mailto:{label}"), stream.getvalue()
    return page


def github() -> Callable[[str], str]:
    """Return GitHub's own renderer, cmark-gfm."""
    render: Callable[[str], str] = pytest.importorskip("cmarkgfm").github_flavored_markdown_to_html
    return render


def commonmark() -> Callable[[str], str]:
    """Return markdown-it, a renderer of CommonMark, with GitHub's tables."""
    markdown_it = pytest.importorskip("markdown_it")
    render: Callable[[str], str] = markdown_it.MarkdownIt("commonmark").enable(["table", "strikethrough"]).render
    return render


@pytest.mark.parametrize("renderer", [github, commonmark])
def test_any_text_is_shown_as_it_is(renderer: Callable[[], Callable[[str], str]]) -> None:
    render = renderer()

    @settings(max_examples=500, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(texts, texts)
    @example("1", ". one")
    @example("see http://a.example/b_c&amp;d, ", "!")
    def check(first: str, second: str) -> None:
        shown((Paragraph(spans(first, Span(second, "strong"))),), render, first + second)
        work = spans("P. (n.d.). ", Span(first, "work"), ". ", Span(second, "work"), " [D]. ", Span(first, link=LINK))
        shown((Paragraph(work),), render, f"P. (n.d.). {first}. {second} [D]. {first}")
        shown((Title(spans(first)), Heading(spans("h"), spans(second, "!"))), render, f"{first}\nh ({second}!)")
        shown((Fields(((first, spans(second)), ("b", spans(first)))),), render, f"{first}: {second}\nb: {first}")
        columns: tuple[Column[Any], ...] = (Column("a", "a"), Column("b", "b|"), Column("c", "c"))
        table = Table(columns, [RecordRow({"a": first, "b": second, "c": "z"})])
        page = shown((table,), render, f"a\nb|\nc\n{first}\n{second}\nz")
        assert (page.tags.count("th"), page.tags.count("td")) == (3, 3)

    check()


def test_github_links_the_addresses_in_an_answer() -> None:
    page = Page(github()(run_sco("sources", "--columns", "id,url", "--format", "markdown").out))
    assert len(page.links) > 100
    assert [link for link in page.links if link[0] != link[1]] == []
