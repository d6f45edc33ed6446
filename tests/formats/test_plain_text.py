"""The drawing for pipes: what it draws, that Rich draws the same on a wide terminal, and that it needs no Rich."""

from __future__ import annotations

import io
import re
import string
import subprocess
import sys
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style
from support.commands import EXAMPLE_BASES, INVOCATIONS
from support.paths import SMALL
from support.runner import run_sco
from support.terminal import on_terminal

from sco_cli.formats import bars, console, plain_text, terminal
from sco_cli.formats.plain_text import CODES, MAX_PADDED_WIDTH, NARROW
from sco_cli.reports.report import (
    Alignment,
    Block,
    CodeBlock,
    Column,
    Excerpt,
    Fields,
    Gauge,
    Heading,
    Paragraph,
    RecordRow,
    Report,
    Role,
    Span,
    Sparkline,
    Table,
    Text,
    Title,
    spans,
)
from sco_cli.text import UNSAFE

ESCAPE = re.compile(r"\x1b\[([0-9;]*)m|\x1b\]8;[^;]*;([^\x1b]*)\x1b\\")
"""The escape sequence of a style, with its parameters, or of a link, with its address."""

ADDRESS = "https://example.org/page"


def column(
    key: str, header: str | None = None, *, align: Alignment = "left", no_wrap: bool = True
) -> Column[RecordRow]:
    """Return a column that shows what a record has under the key: a text, a sparkline or another value."""
    header = key if header is None else header
    return Column(key, header, lambda row: row.record[key], align=align, no_wrap=no_wrap)


def table(columns: Sequence[Column[RecordRow]], *rows: Sequence[str | Text | Sparkline]) -> Table[RecordRow]:
    """Return a table with a cell for each column in each row."""
    cells = [[spans(cell) if isinstance(cell, str) else cell for cell in row] for row in rows]
    keys = [column.key for column in columns]
    return Table(tuple(columns), [RecordRow(dict(zip(keys, row, strict=True))) for row in cells])


def draw(*blocks: Block, glyphs: bars.Glyphs = bars.UNICODE, has_colour: bool = False) -> str:
    """Draw the blocks."""
    return plain_text.draw(Report(blocks, []), glyphs, has_colour=has_colour)


def draw_lines(*blocks: Block) -> list[str]:
    """Draw the blocks without colour, and return the lines."""
    return draw(*blocks).splitlines()


def draw_with_rich(*blocks: Block, has_colour: bool) -> str:
    """Draw the blocks as on a terminal of the largest width."""

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    environ = {"TERM": "xterm"} if has_colour else {"TERM": "xterm", "NO_COLOR": "1"}
    screen = terminal.console(Terminal(), environ)
    screen.width = terminal.MAX_WIDTH
    with screen.capture() as capture:
        console.draw(Report(blocks, []), screen, bars.UNICODE)
    return capture.get()


def letters(output: str) -> list[tuple[str, str, str]]:
    """Return the letters of an output without its blanks, each with the parameters of its style and its link."""
    style = link = ""
    found, end = [], 0
    for escape in [*ESCAPE.finditer(output), None]:
        part = output[end : escape.start() if escape else None]
        found += [(letter, style, link) for letter in part if not letter.isspace()]
        if escape and escape[1] is not None:
            style = escape[1].removeprefix("0")
        elif escape:
            link = escape[2]
        end = escape.end() if escape else end
    return found


# ---- What is drawn ----


def test_blocks_are_separated_by_a_blank_line_but_not_from_their_heading() -> None:
    blocks = (
        Title(spans("title"), spans("right")),
        Paragraph(spans("below the title")),
        Paragraph(spans("a paragraph " * 20)),
        Heading(spans("heading")),
        Fields((("label", spans("text")), ("a longer label", spans("other text")), ("none", ()))),
        CodeBlock("bibtex", ("@misc{x,", "  title = {T}", "", "}")),
    )
    assert draw_lines(*blocks) == [
        "title  right",
        "  below the title",
        "",
        "  " + " ".join(["a paragraph"] * 20),
        "",
        "heading",
        "  label           text",
        "  a longer label  other text",
        "  none",
        "",
        "@misc{x,",
        "  title = {T}",
        "",
        "}",
    ]
    assert draw() == ""


def test_columns_are_aligned_and_empty_ones_are_left_out() -> None:
    columns = [
        column("what"),
        column("nothing", ""),
        column("count", align="right"),
        column("level", align="point"),
        column("id"),
    ]
    rows = table(
        columns,
        ("a", "", "1", "5.25 km", "x"),
        ("bcdefg", "", "10,000", "-1,000 to 2 km", ""),
        ("", "", "", "some", ""),
    )
    assert draw_lines(rows) == [
        "  what     count      level          id",
        "  a            1       5.25 km       x",
        "  bcdefg  10,000  -1,000    to 2 km",
        "                       some",
    ]


def test_a_table_without_headers_has_its_rows_only_and_one_without_columns_an_empty_line() -> None:
    assert draw_lines(table([column("a", ""), column("b", "")], ("x", "y"), ("xx", "z"))) == ["  x   y", "  xx  z"]
    assert draw_lines(table([column("a", "")], ("",), ("",))) == [""]
    assert draw_lines(table([column("a")])) == ["  a"]


def test_tables_of_the_same_columns_are_aligned_and_have_one_header() -> None:
    columns, others = [column("a"), column("b")], [column("a"), column("b")]
    blocks = (table(columns, ("1", "2"), ("3", "4")), table(others, ("5", "6")), table(columns, ("long one", "7")))
    assert draw_lines(*blocks) == [
        *("  a         b", "  1         2", "  3         4", ""),
        *("  a  b", "  5  6", ""),
        "  long one  7",
    ]


def test_a_long_text_moves_only_the_rest_of_its_own_line_and_a_long_id_every_line() -> None:
    long = "x" * (MAX_PADDED_WIDTH + 10)
    for no_wrap, width in ((False, MAX_PADDED_WIDTH), (True, len(long))):
        header, first, second = draw_lines(table([column("a", no_wrap=no_wrap), column("b")], (long, "1"), ("y", "2")))
        assert header.index("b") == second.index("2") == 2 + width + 2
        assert first == f"  {long}  1"


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("\u6570\u5b57", 4),
        ("e\u0301", 1),
        ("caf\u00e9 \u2013 \u201cx\u201d", 10),
        ("\u041a\u0430\u0437", 3),
        ("\u2764\ufe0f", 2),
        ("\U0001f469\u200d\U0001f4bb", 2),
    ],
)
def test_columns_are_as_wide_as_the_cells_of_their_characters(text: str, width: int) -> None:
    columns = [column("a"), column("b", align="right"), column("c")]
    rows = table(columns, (text, text, "x"), ("1234567890", "1234567890", "y"))
    blanks = " " * (10 - width)
    assert draw_lines(rows)[1] == f"  {text}{blanks}  {blanks}{text}  x"


def test_every_character_that_is_counted_without_rich_takes_one_cell() -> None:
    narrow = [character for character in map(chr, range(sys.maxunicode + 1)) if NARROW.fullmatch(character)]
    safe = [character for character in narrow if not UNSAFE.match(character)]
    assert [character for character in safe if cell_len(character) != 1] == []
    assert {*string.printable.strip(), "\u00e9", "\u2013", "\u041a"} <= {*safe}
    assert [character for character in "".join(bars.UNICODE) if not NARROW.fullmatch(character)] == []


def test_levels_and_their_bars_are_aligned_across_blocks() -> None:
    blocks = (
        Fields((("a", Gauge(spans("5 %"), 0.5, 0.5)), ("b", Gauge(spans("40 to 43.5 %"), 0.25, 0.5)))),
        Fields((("longer", Gauge(spans("none"), 0, 0)), ("d", spans("a text")))),
    )
    assert draw(*blocks, glyphs=bars.ASCII).splitlines() == [
        f"  a              5 %    {'#' * 22}",
        f"  b       40 to 43.5 %  {'#' * 11}{'.' * 11}",
        "",
        "  longer          none",
        "  d       a text",
    ]


def test_a_sparkline_is_drawn_with_the_glyphs_of_the_encoding() -> None:
    rows = table([column("trend"), column("id")], (Sparkline((0.0, None, 0.99), frozenset({2})), "x"))
    assert draw(rows).splitlines()[1] == "  \u2581\u00b7|\u2588   x"
    assert draw(rows, glyphs=bars.ASCII).splitlines()[1] == "  1.|8   x"
    assert letters(draw(rows, has_colour=True))[-5:-1] == [
        ("\u2581", "36", ""),
        ("\u00b7", "2", ""),
        ("|", "2", ""),
        ("\u2588", "36", ""),
    ]


def test_an_excerpt_has_a_mark_below_it_if_the_line_is_known() -> None:
    text = spans("a mistake")
    assert draw_lines(Excerpt(text, 7, "\u6570\u5b57 = wrong", 6, 5, "use this")) == [
        "a mistake",
        "    7 | \u6570\u5b57 = wrong",
        "      |        ^^^^^ use this",
    ]
    assert draw_lines(Excerpt(text, 0, "", 1, 1)) == ["a mistake"]
    long_line, mark = draw_lines(Excerpt(text, 7, "x" * 500, 300, 5))[1:]
    assert (len(long_line), mark.strip("| ")) == (100, "^^^^^")


def test_unsafe_characters_are_escaped_everywhere() -> None:
    unsafe = "a\x1b[31m\u202e\nb"
    text = spans(unsafe)
    blocks: tuple[Block, ...] = (
        Title(text, text),
        Paragraph(text),
        Fields(((unsafe, text), ("level", Gauge(text, 0, 0)))),
        table([column("a", unsafe)], (text,)),
        Excerpt(text, 1, unsafe, 1, 1),
        CodeBlock("bibtex", (unsafe,)),
    )
    for has_colour in (False, True):
        output = ESCAPE.sub("", draw(*blocks, has_colour=has_colour))
        assert "\x1b" not in output
        assert "\u202e" not in output
        assert output.count(r"a\x1b[31m\u202e b") >= 9


# ---- Colour ----


def test_the_codes_of_roles_are_those_of_the_styles_on_a_terminal() -> None:
    for role, style in terminal.STYLES.items():
        code = CODES[role]
        assert Style.parse(style).render("x") == (f"\x1b[{code}mx\x1b[0m" if code else "x")


def test_links_and_styles_are_separate_for_each_piece_of_text() -> None:
    text = spans("plain", Span("red", "contested"), Span("link", "plain", ADDRESS), Span("both", "accent", ADDRESS))
    link = f"\x1b]8;;{ADDRESS}\x1b\\"
    end = "\x1b]8;;\x1b\\"
    assert draw(Paragraph(text), has_colour=True) == (
        f"  plain\x1b[1;31mred\x1b[0m{link}link{end}{link}\x1b[36mboth\x1b[0m{end}\n"
    )
    assert draw(Title(text, spans("right")), has_colour=True) == (
        f"\x1b[1mplain\x1b[0m\x1b[1;31mred\x1b[0m{link}\x1b[1mlink\x1b[0m{end}{link}\x1b[1;36mboth\x1b[0m{end}  right\n"
    )
    assert draw(Paragraph(text)) == "  plainredlinkboth\n"


def test_the_style_of_a_number_ends_where_blanks_align_it() -> None:
    rows = table([column("level", align="point")], (spans(Span("5 km ", "accent")),), (spans(Span("1.25", "accent")),))
    assert draw(rows, has_colour=True).splitlines() == [
        "  \x1b[2mlevel\x1b[0m",
        "  \x1b[36m5\x1b[0m   \x1b[36m km\x1b[0m",
        "  \x1b[36m1.25\x1b[0m",
    ]


# ---- Both drawings ----


@pytest.mark.parametrize("facts", EXAMPLE_BASES)
@pytest.mark.parametrize("command", INVOCATIONS)
def test_a_command_writes_the_same_into_a_pipe_as_on_a_wide_terminal(command: str, facts: str) -> None:
    arguments = INVOCATIONS[command]
    screen = on_terminal(*arguments, width=terminal.MAX_WIDTH, SCO_FACTS=facts, TERM="xterm")
    assert letters(run_sco(*arguments, SCO_FACTS=facts, FORCE_COLOR="1").out) == letters(screen)
    screen = on_terminal(*arguments, width=terminal.MAX_WIDTH, SCO_FACTS=facts, NO_COLOR="1")
    assert letters(run_sco(*arguments, SCO_FACTS=facts).out) == letters(screen)


roles: st.SearchStrategy[Role] = st.sampled_from([*CODES])
simple_words = st.text("ab1 .,\u00e9\u2013\u6570\x1b\u202e\xa0", max_size=8)
parts_of_words = st.sampled_from(["a", "1", " ", "\u6570", "e\u0301", "\u2764\ufe0f", "\U0001f469\u200d\U0001f4bb"])
words = simple_words | st.lists(parts_of_words, max_size=5).map("".join)
texts: st.SearchStrategy[Text] = st.lists(
    st.builds(
        Span, words | st.sampled_from(["5", "40 to 43.5", "-1,000.25 km"]), roles, st.sampled_from([None, ADDRESS])
    ),
    max_size=4,
).map(tuple)
shares = st.floats(0, 1)
gauges = st.builds(Gauge, texts, shares, shares)
sparklines = st.builds(
    Sparkline, st.lists(st.none() | shares, max_size=5).map(tuple), st.frozensets(st.integers(0, 5), max_size=2)
)
alignments: st.SearchStrategy[Alignment] = st.sampled_from(["left", "right", "point"])
columns_of_tables = st.lists(st.tuples(words, alignments, st.booleans()), min_size=1, max_size=4)


@st.composite
def tables(draw: st.DrawFn) -> tuple[Table[RecordRow], Table[RecordRow]]:
    """Two tables of the same columns."""
    columns = [
        column(str(number), f"h{header}", align=align, no_wrap=no_wrap)
        for number, (header, align, no_wrap) in enumerate(draw(columns_of_tables))
    ]
    rows = st.lists(st.tuples(*[texts | sparklines for _ in columns]), max_size=4)
    return table(columns, *draw(rows)), table(columns, *draw(rows))


blocks_of_reports = st.lists(
    st.builds(Title, texts, texts)
    | st.builds(Heading, texts, texts)
    | st.builds(Paragraph, texts)
    | st.builds(Fields, st.lists(st.tuples(st.sampled_from(["a", "a label"]), texts | gauges), max_size=4).map(tuple))
    | st.builds(CodeBlock, st.just("bibtex"), st.lists(words, max_size=3).map(tuple))
    | st.builds(Excerpt, texts, st.integers(0, 3), simple_words, st.integers(1, 4), st.integers(1, 4)),
    max_size=4,
)


@settings(max_examples=40)
@given(blocks_of_reports, tables(), st.booleans())
def test_a_report_has_the_same_letters_in_a_pipe_as_on_a_wide_terminal(
    blocks: list[Block], more: tuple[Table[RecordRow], Table[RecordRow]], has_colour: bool
) -> None:
    report = (*more[:1], *blocks, *more[1:])
    assert letters(draw(*report, has_colour=has_colour)) == letters(draw_with_rich(*report, has_colour=has_colour))


# ---- Rich ----


@pytest.mark.parametrize("arguments", [("facts",), ("facts", "--facts", SMALL), ("metric", "internet-penetration")])
def test_a_table_in_a_pipe_imports_no_module_of_rich(arguments: tuple[str, ...]) -> None:
    command = [sys.executable, "-X", "importtime", "-m", "sco_cli", *arguments]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    roots = {line.rpartition("|")[2].strip().partition(".")[0] for line in done.stderr.splitlines()}
    assert "sco_cli" in roots
    assert "rich" not in roots
