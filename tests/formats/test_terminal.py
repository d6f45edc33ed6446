"""Output on a terminal and in a pipe: width, colour, encoding, help, and text that looks like markup."""

from __future__ import annotations

import json
import os
import re
import xml.etree.ElementTree as ET
from html import escape
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from support.bases import base_with
from support.commands import EXAMPLE_BASES, INVOCATIONS, LISTINGS, json_answer
from support.paths import EXAMPLES, SMALL
from support.runner import run_in_bash, run_process, run_sco
from support.terminal import on_terminal, strip_escapes

from sco_cli.cli.app import COMMANDS
from sco_cli.cli.commands import country, facts, metric, show
from sco_cli.formats.registry import FORMATS
from sco_cli.formats.terminal import MAX_WIDTH
from sco_cli.loading.loader import load
from sco_cli.queries.filters import Filters
from sco_cli.reports.report import Span, Table


@pytest.mark.parametrize("facts", EXAMPLE_BASES)
@pytest.mark.parametrize("command", INVOCATIONS)
def test_a_listing_in_a_pipe_has_one_record_on_each_line(command: str, facts: str) -> None:
    out = run_sco(*INVOCATIONS[command], SCO_FACTS=facts).out
    assert "\x1b" not in out
    assert "\u2026" not in out
    if command in LISTINGS:
        _, table, *_ = out.split("\n\n")  # between the title and the notes, if there are any
        assert len(table.splitlines()) == len(json_answer(*INVOCATIONS[command], facts=facts)) + 1


@pytest.mark.parametrize("facts", EXAMPLE_BASES)
@pytest.mark.parametrize("width", [40, 60, 80, 120, 200])
@pytest.mark.parametrize("command", INVOCATIONS)
def test_no_line_is_wider_than_the_terminal_and_no_id_is_cut(command: str, width: int, facts: str) -> None:
    screen = strip_escapes(on_terminal(*INVOCATIONS[command], width=width, SCO_FACTS=facts))
    assert max(cell_len(line) for line in screen.splitlines()) <= width
    if command == "read":  # whose screen has sentences in place of the ids of rows
        return
    if command in LISTINGS:
        for record in json_answer(*INVOCATIONS[command], facts=facts):
            assert record["id"] in screen or len(record["id"]) > width - 2
    if command in LISTINGS and width < 60:
        _, *labels = run_sco(*INVOCATIONS[command], SCO_FACTS=facts).out.splitlines()[2].split()
        stacked = [len(re.findall(rf"^ +{label} ", screen, re.MULTILINE)) for label in labels]
        assert max(stacked) >= 2, "records are stacked if there are fewer than 60 columns"


def test_east_asian_characters_are_two_cells_wide(tmp_path: Path) -> None:
    name = "\u6570\u5b57\u7ecf\u6d4e\u5408\u4f5c" * 12
    path = tmp_path / "wide.toml"
    path.write_text(
        base_with(f'[[events]]\nid = "e"\nname = "{name}"\nsummary = "S"\nevidence = [{{ source = "s" }}]\n'), "utf-8"
    )
    for width in (40, 60, 80):
        screen = strip_escapes(on_terminal("facts", "--facts", path, width=width))
        assert max(cell_len(line) for line in screen.splitlines()) <= width


@pytest.mark.parametrize(
    ("environ", "coloured"),
    [
        ({}, True),
        ({"NO_COLOR": ""}, True),
        ({"NO_COLOR": "1"}, False),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
        ({"TERM": "dumb"}, False),
    ],
)
def test_a_terminal_has_colour_unless_the_environment_disables_it(environ: dict[str, str], coloured: bool) -> None:
    screen = on_terminal(*INVOCATIONS["metric"], width=80, SCO_FACTS=str(EXAMPLES), **environ)
    assert ("\x1b[" in screen) == coloured


@pytest.mark.parametrize(("force", "coloured"), [("", False), ("0", False), ("1", True)])
def test_a_pipe_has_colour_only_with_force_color(force: str, coloured: bool) -> None:
    result = run_sco(*INVOCATIONS["metric"], SCO_FACTS=str(EXAMPLES), FORCE_COLOR=force)
    assert ("\x1b[" in result.out) == coloured


def spans(value: Any) -> list[Span]:
    """Return every span of a part of a report, including those in the cells of tables."""
    if isinstance(value, Span):
        return [value]
    if isinstance(value, Table):
        return [span for row in value.rows for column in value.columns for span in spans(column.cell(row))]
    if isinstance(value, tuple | list):
        return [span for inner in value for span in spans(inner)]
    return [span for name in getattr(value, "__slots__", ()) for span in spans(getattr(value, name))]


def test_contested_is_never_shown_by_colour_alone() -> None:
    base = load(SMALL)
    figure = base.figure("mn-toll")
    reports = [
        facts.report(base, Filters()),
        show.report(base, figure),
        metric.report(base, base.metric(figure.metric)),
        country.report(base, base.country("MN")),
    ]
    for report in reports:
        assert {span.text for span in spans(report.blocks) if span.role == "contested"} == {"contested"}


@pytest.mark.parametrize("width", [40, 80])
def test_an_error_message_is_wrapped_between_words(width: int) -> None:
    message = on_terminal("cite", "KZ", width=width)
    assert max(map(cell_len, message.splitlines())) <= width
    assert " ".join(message.split()) == run_sco("cite", "KZ").err.strip()
    wide_message = on_terminal("show", "哈萨克斯坦国 乌兹别克斯坦 哈萨克", width=width)
    assert max(map(cell_len, wide_message.splitlines())) <= width


def test_an_impossible_width_is_a_large_one() -> None:
    arguments = ("metric", "internet-penetration", "--facts", EXAMPLES)
    widest = on_terminal(*arguments, COLUMNS=str(MAX_WIDTH))
    assert on_terminal(*arguments, COLUMNS="999999999") == widest
    assert max(map(len, widest.splitlines())) < 2 * MAX_WIDTH


def test_a_terminal_that_reports_no_width_has_80_columns() -> None:
    assert on_terminal("show", "nothing-of-the-kind", width=0).splitlines()[0].startswith('sco: no record "nothing')
    arguments = ("facts", "--facts", EXAMPLES)
    assert on_terminal(*arguments, width=0) == on_terminal(*arguments, width=80) != on_terminal(*arguments, width=79)


READABLE = {
    "metric": ("more than +27 percentage points", "gap 2021, break 2023"),
    "country": ("The railway is", "5G network"),
    "show": ("from 43% to over 70%", "Clarified by"),
}
"""Texts in the output of commands over the base of the examples."""


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "latin-1", "utf-8"])
@pytest.mark.parametrize("command", READABLE)
def test_output_is_readable_in_encodings_with_few_characters(command: str, encoding: str) -> None:
    result = run_sco(*INVOCATIONS[command], SCO_FACTS=str(EXAMPLES), encoding=encoding)
    assert (result.code, result.err) == (0, "")
    for text in READABLE[command]:
        assert text in result.out
    assert "?" not in result.out
    assert "\\u25" not in result.out, "bars and lines are drawn with characters of the encoding"


def test_the_encoding_is_that_of_the_environment() -> None:
    arguments = ("show", "kg-internet-penetration")
    result = run_process(*arguments, PYTHONIOENCODING="ascii", PYTHONUTF8="0", LC_ALL="C")
    assert result.code == 0
    assert result == run_sco(*arguments, encoding="ascii") != run_sco(*arguments)


@pytest.mark.skipif(os.name == "nt", reason="the redirections are those of a POSIX shell")
@pytest.mark.parametrize(
    "line",
    [
        "sco facts --format json | head -1",  # more than a pipe holds
        "sco projects | true",
        "sco projects --format csv >&-",
        "sco projects --format csv 2>&-",
        "sco projects >&- 2>&-",
    ],
)
def test_a_closed_output_is_no_error(line: str) -> None:
    assert run_in_bash(line).err == ""


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="the redirections are those of a POSIX shell")
@pytest.mark.parametrize("redirection", ["| head -1", "| true", ">&-", "2>&-", ">&- 2>&-"])
@pytest.mark.parametrize("format", FORMATS)
def test_a_closed_output_is_no_error_in_any_format(redirection: str, format: str) -> None:
    assert run_in_bash(f"sco facts --format {format} {redirection}").err == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no /dev/full")
def test_a_full_disk_is_reported() -> None:
    result = run_in_bash("sco projects --format csv >/dev/full")
    assert (result.code, result.err) == (3, "sco: cannot write the output: No space left on device\n")


@pytest.mark.parametrize("format", FORMATS)
def test_no_format_interprets_text_as_markup_or_control_sequence(format: str) -> None:
    name = "[sic] [/b] :smile: <b>x</b> | * _ `"
    hostile = "\\u001b]52;c;eA==\\u0007\\u009b31m\\u202e\\u2066"
    text = base_with(
        f'[[events]]\nid = "e"\nname = "{name} {hostile}"\nsummary = "S"\nevidence = [{{ source = "s" }}]\n'
    )
    result = run_sco("facts", "--facts", "-", "--format", format, stdin=text)
    assert (result.code, result.err) == (0, "")
    assert not [character for character in result.out if character not in "\r\n\t\xa0" and not character.isprintable()]
    if format in ("table", "csv", "tsv", "json", "jsonl"):
        assert "[sic] [/b] :smile: <b>x</b> | * _ `" in result.out
    if format in ("html", "svg"):
        assert "<b>x</b>" not in result.out
    if format == "markdown":
        assert r"\[sic\] \[/b\] \:smile: \<b\>x\</b\> \| \* \_ \`" in result.out


@pytest.mark.parametrize("format", FORMATS)
def test_no_format_has_a_character_that_files_must_not_have_or_nobody_sees(format: str) -> None:
    name = "M\\uFFFE\\uFFFF\\uFDD0\\U0001FFFF\\U0001BCA0\\U0001D173\\u3164\\U000E0041"
    text = base_with(f'[[metrics]]\nid = "m"\nname = "{name}"\ndefinition = "{name}"\n')
    result = run_sco("show", "m", "--facts", "-", "--format", format, stdin=text)
    assert (result.code, result.err) == (0, "")
    assert not re.search("[\ufffe\uffff\ufdd0\U0001ffff\U0001bca0\U0001d173\u3164\U000e0041]", result.out)
    if format.startswith("json"):
        assert json.loads(result.out)["name"] == "M\ufffe\uffff\ufdd0\U0001ffff\U0001bca0\U0001d173\u3164\U000e0041"
    elif format != "markdown":
        assert r"M\ufffe\uffff\ufdd0\U0001ffff\U0001bca0\U0001d173\u3164\U000e0041" in result.out
    if format == "svg":
        assert ET.fromstring(result.out).tag.endswith("svg")  # noqa: S314  # made by sco itself


def test_the_title_of_a_picture_or_page_is_text() -> None:
    name = "<b>{x}</b> & co"
    text = base_with(f'[[events]]\nid = "e"\nname = "{name}"\nsummary = "S"\nevidence = [{{ source = "s" }}]\n')
    svg, html = (run_sco("show", "e", "--facts", "-", "--format", kind, stdin=text).out for kind in ("svg", "html"))
    picture = ET.fromstring(svg)  # noqa: S314  # made by sco itself
    assert name in (picture.findtext("{http://www.w3.org/2000/svg}title") or "")
    assert f"<title>{escape(name)}" in html


@pytest.mark.parametrize("format", ["table", "markdown", "html"])
def test_only_a_validated_url_becomes_a_link(format: str) -> None:
    text = base_with(
        '[[metrics]]\nid = "m"\nname = "M"\n'
        'definition = "javascript://%0aalert(1) x://\\u001b]52;c;eA==\\u0007> <b>hi</b>"\n'
    )
    result = run_sco("show", "m", "--facts", "-", "--format", format, stdin=text, FORCE_COLOR="1")
    assert result.code == 0
    assert "\x1b]8;" not in result.out
    assert "\x07" not in result.out
    assert 'href="javascript' not in result.out
    assert "<b>hi</b>" not in result.out or format == "table"
    bad_url = base_with("").replace('kind = "news"', 'kind = "news"\nurl = "https://x/\\u001b]8;;"')
    assert "an address begins with http" in run_sco("sources", "--facts", "-", stdin=bad_url).err


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_fits_80_columns_and_has_examples(command: str) -> None:
    out = run_sco(*command.split(), "--help", COLUMNS="80").out
    assert max(map(len, out.splitlines())) <= 80
    assert "\x1b" not in out
    assert out.split("\n\n")[1].strip().endswith(".")
    assert "..." not in out.partition("Commands:")[2]
    assert 2 <= out.split("Examples:")[1].split("\n\n")[0].count("    sco") <= 3
