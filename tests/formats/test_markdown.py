"""Markdown: text is shown as it is, whatever it looks like, and an address in it is a link to that address."""

from __future__ import annotations

import io

import pytest

from sco_cli.formats import markdown
from sco_cli.reports.columns import id_column
from sco_cli.reports.report import Block, Fields, Heading, Paragraph, RecordRow, Report, Span, Table, Title, spans


def written(*blocks: Block) -> str:
    """Return the Markdown of some blocks."""
    stream = io.StringIO()
    markdown.render(Report(blocks, []), stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            "see http://a.example/t2025_50.htm.",
            "see [http://a.example/t2025\\_50.htm](<http://a.example/t2025_50.htm>).",
        ),
        ("(https://a.example/b(c))", "([https://a.example/b(c)](<https://a.example/b(c)>))"),
        ("https://a.example/?b=1&amp;c", "[https://a.example/?b=1\\&amp;c](<https://a.example/?b=1&amp;amp;c>)"),
        ("<https://a.example/b*c*>", "\\<[https://a.example/b\\*c\\*](<https://a.example/b*c*>)\\>"),
        ("new!https://a.example", "new\\![https://a.example](<https://a.example>)"),
        ("https://ru.example/wiki/Казахстан", "https\\://ru.example/wiki/Казахстан"),
        ("见https://a.example/b。", "见[https://a.example/b](<https://a.example/b>)。"),
        ("http://[::1]/ and www.a_b.example", "http\\://\\[::1\\]/ and www\\.a\\_b.example"),
    ],
)
def test_an_address_is_a_link_to_that_address_or_none(text: str, line: str) -> None:
    assert written(Paragraph(spans(text))) == f"{line}\n"


def test_an_address_that_goes_over_several_spans_is_one_link() -> None:
    text = spans(Span("http", "strong"), "s://a.example/b_c", Span(" d", "dim"))
    assert written(Paragraph(text)) == "[https://a.example/b\\_c](<https://a.example/b_c>) d\n"


def test_the_address_of_a_link_has_no_entity() -> None:
    link = Span("words & more", link="https://a.example/?b&lt;=1&c=2")
    assert written(Paragraph(spans(link))) == "[words \\& more](<https://a.example/?b&amp;lt;=1&c=2>)\n"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("---", "\\---"),
        ("===", "\\==="),
        ("- a", "\\- a"),
        ("+", "\\+"),
        ("1.", "1\\."),
        ("23) b", "23\\) b"),
        ("# c", "\\# c"),
        ("    d", "d"),
        ("-5 %", "-5 %"),
        ("2025.5", "2025.5"),
    ],
)
def test_a_paragraph_is_no_other_block_whatever_it_begins_with(text: str, line: str) -> None:
    assert written(Paragraph(spans(text))) == f"{line}\n"
    assert written(Paragraph(spans(text[:1], Span(text[1:], "dim")))) == f"{line}\n", "also if it is of several spans"
    assert written(Fields(((text, spans("x")),))).startswith("- ")


def test_headings_and_cells_are_on_one_line() -> None:
    assert written(Title(spans("# a")), Heading(spans("1. b"), spans("c|d"))) == "# \\# a\n\n## 1. b (c\\|d)\n"
    rows = [RecordRow({"id": "x|`y`"})]
    assert written(Table((id_column("i|d"),), rows)) == "| i\\|d |\n| --- |\n| x\\|\\`y\\` |\n"


def test_only_a_work_with_a_title_is_emphasized() -> None:
    assert (
        written(Paragraph(spans("a ", Span("", "work"), "b ", Span("c", "work"), Span(" ", "dim"), "d")))
        == "a b *c* d\n"
    )
