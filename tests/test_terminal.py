"""What is read on a terminal and in a pipe: width, colour, letters, help, and facts that are no commands.

A test's name begins with the number of the convention that it holds.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from conftest import run_process, run_sco
from rich.cells import cell_len
from support.bases import base_with
from support.commands import INVOCATIONS as ASKED
from support.commands import LISTINGS
from support.terminal import on_terminal, plain

from sco_cli.cli.app import COMMANDS
from sco_cli.cli.commands import country, facts, metric, show
from sco_cli.formats.registry import FORMATS
from sco_cli.loading.loader import load
from sco_cli.reports.report import Span, Table


@pytest.mark.parametrize("command", ASKED)
def test_23_a_pipe_has_one_record_a_line(command: str) -> None:
    out = run_sco(*ASKED[command]).out
    assert "\x1b" not in out
    assert "\u2026" not in out
    if command in LISTINGS:
        assert len(out.splitlines()) == len(json.loads(run_sco(*ASKED[command], "--format", "json").out)) + 3


@pytest.mark.parametrize("width", [40, 60, 80, 120, 200])
@pytest.mark.parametrize("command", ASKED)
def test_24_25_no_line_is_wider_than_the_terminal_and_no_id_is_cut(command: str, width: int) -> None:
    shown = plain(on_terminal(*ASKED[command], width=width))
    assert max(cell_len(line) for line in shown.splitlines()) <= width
    if command in LISTINGS:
        for record in json.loads(run_sco(*ASKED[command], "--format", "json").out):
            assert record["id"] in shown or len(record["id"]) > width - 2
    if command in LISTINGS and width < 60:
        _, *labels = run_sco(*ASKED[command]).out.splitlines()[2].split()
        stacked = [len(re.findall(rf"^ +{label} ", shown, re.MULTILINE)) for label in labels]
        assert max(stacked) >= 2, "under 60 columns records stack"


def test_24_east_asian_letters_are_two_cells_wide(tmp_path: Path) -> None:
    wide = "\u6570\u5b57\u7ecf\u6d4e\u5408\u4f5c" * 12
    path = tmp_path / "wide.toml"
    path.write_text(
        base_with(f'[[events]]\nid = "e"\nname = "{wide}"\nsummary = "S"\nevidence = [{{ source = "s" }}]\n'), "utf-8"
    )
    for width in (40, 60, 80):
        shown = plain(on_terminal("facts", "--facts", path, width=width))
        assert max(cell_len(line) for line in shown.splitlines()) <= width


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
def test_26_colour_on_a_terminal(environ: dict[str, str], coloured: bool) -> None:
    assert ("\x1b[" in on_terminal(*ASKED["metric"], width=80, **environ)) == coloured


@pytest.mark.parametrize(("force", "coloured"), [("", False), ("0", False), ("1", True)])
def test_26_colour_in_a_pipe_only_by_force(force: str, coloured: bool) -> None:
    assert ("\x1b[" in run_sco(*ASKED["metric"], FORCE_COLOR=force).out) == coloured


def spans(value: Any) -> list[Span]:
    """Every span of a report, also those that its columns show."""
    if isinstance(value, Span):
        return [value]
    if isinstance(value, Table):
        return [span for record in value.records for column in value.columns for span in spans(column.cell(record))]
    if isinstance(value, tuple | list):
        return [span for inner in value for span in spans(inner)]
    return [span for name in getattr(value, "__slots__", ()) for span in spans(getattr(value, name))]


def test_27_nothing_is_told_by_colour_alone() -> None:
    base = load()
    fact = base.get("mn-transport-cost")
    reports = [
        facts.report(base, {"country": ()}),
        show.report(base, fact),
        metric.report(base, base.get(fact.metric)),
        country.report(base, base.get("MN")),
    ]
    for report in reports:
        coloured = [span.text for span in spans(report.blocks) if span.role == "contested"]
        assert coloured
        assert set(coloured) == {"contested"}


@pytest.mark.parametrize("width", [40, 80])
def test_24_an_error_is_folded_between_its_words(width: int) -> None:
    said = on_terminal("cite", "KZ", width=width)
    assert max(map(cell_len, said.splitlines())) <= width
    assert " ".join(said.split()) == run_sco("cite", "KZ").err.strip()
    wide = on_terminal("show", "哈萨克斯坦国 乌兹别克斯坦 哈萨克", width=width)
    assert max(map(cell_len, wide.splitlines())) <= width


def test_24_a_terminal_that_does_not_know_its_width_is_as_wide_as_any() -> None:
    assert on_terminal("show", "nothing-of-the-kind", width=0).splitlines()[0].startswith('sco: no record "nothing')
    assert on_terminal("facts", width=0) == on_terminal("facts", width=80)


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "latin-1", "utf-8"])
@pytest.mark.parametrize("command", ["metric", "country", "show"])
def test_28_terminals_with_few_letters(command: str, encoding: str) -> None:
    ran = run_process(*ASKED[command], PYTHONIOENCODING=encoding, PYTHONUTF8="0", LC_ALL="C")
    assert (ran.code, ran.err) == (0, "")
    assert {"metric": "more than +27 points", "country": "Huawei-KTZ", "show": "43 %"}[command] in ran.out
    assert "?" not in ran.out


@pytest.mark.skipif(os.name == "nt", reason="the cases are those of a POSIX shell")
@pytest.mark.parametrize("plumbing", ["| head -1", "| true", ">&-", "2>&-", ">&- 2>&-"])
@pytest.mark.parametrize("format", ["table", "json", "csv"])
def test_29_closed_pipes_are_silent(plumbing: str, format: str) -> None:
    line = f"{sys.executable} -m sco_cli facts --format {format} {plumbing}"
    done = subprocess.run(["bash", "-c", line], capture_output=True, text=True, timeout=60, check=False)
    assert done.stderr == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full disk at hand")
def test_29_a_full_disk_is_said() -> None:
    line = f"{sys.executable} -m sco_cli facts >/dev/full"
    done = subprocess.run(["bash", "-c", line], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (3, "sco: cannot write the answer: No space left on device\n")


@pytest.mark.parametrize("format", FORMATS)
def test_30_data_is_data(format: str) -> None:
    name = "[sic] [/b] :smile: <b>x</b> | * _ `"
    hostile = "\\u001b]52;c;eA==\\u0007\\u009b31m\\u202e\\u2066"
    text = base_with(
        f'[[events]]\nid = "e"\nname = "{name} {hostile}"\nsummary = "S"\nevidence = [{{ source = "s" }}]\n'
    )
    ran = run_sco("facts", "--facts", "-", "--format", format, stdin=text)
    assert (ran.code, ran.err) == (0, "")
    assert not [letter for letter in ran.out if letter not in "\r\n\t\xa0" and not letter.isprintable()]
    if format in ("table", "csv", "tsv", "json", "jsonl"):
        assert "[sic] [/b] :smile: <b>x</b> | * _ `" in ran.out
    if format in ("html", "svg"):
        assert "<b>x</b>" not in ran.out


@pytest.mark.parametrize("format", ["table", "markdown", "html"])
def test_30_only_what_was_checked_to_be_an_address_is_a_link(format: str) -> None:
    text = base_with(
        '[[metrics]]\nid = "m"\nname = "M"\n'
        'definition = "javascript://%0aalert(1) x://\\u001b]52;c;eA==\\u0007> <b>hi</b>"\n'
    )
    ran = run_sco("show", "m", "--facts", "-", "--format", format, stdin=text, FORCE_COLOR="1")
    assert ran.code == 0
    assert "\x1b]8;" not in ran.out
    assert "\x07" not in ran.out
    assert 'href="javascript' not in ran.out
    assert "<b>hi</b>" not in ran.out or format == "table"
    bad = base_with("").replace('kind = "news"', 'kind = "news"\nurl = "https://x/\\u001b]8;;"')
    assert "an address is http or https" in run_sco("sources", "--facts", "-", stdin=bad).err


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_31_help_fits_80_columns_and_has_examples(command: str) -> None:
    out = run_sco(*command.split(), "--help", COLUMNS="80").out
    assert max(map(len, out.splitlines())) <= 80
    assert "\x1b" not in out
    assert out.split("\n\n")[1].strip().endswith(".")
    assert "..." not in out.partition("Commands:")[2]
    assert 2 <= out.split("Examples:")[1].split("\n\n")[0].count("    sco") <= 3
