"""Chart files: complete or not written at all, with one sentence for each reason."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from support.charts import read_spec
from support.paths import SMALL
from support.runner import run_process, run_sco


def test_an_existing_file_is_replaced_only_with_force(tmp_path: Path) -> None:
    file = tmp_path / "kg.json"
    file.write_text("mine")
    arguments = ("metric", "paved", "--facts", SMALL, "--chart", file)
    ran = run_sco(*arguments)
    assert (ran.code, ran.out, file.read_text()) == (2, "", "mine")
    assert "use --force to replace it" in ran.err
    assert run_sco(*arguments, "--force").code == 0
    assert read_spec(file)["$schema"].endswith("/v6.1.0.json")


@pytest.mark.parametrize("name", ["no/such/folder.json", "folder.json"])
def test_a_failed_write_leaves_no_file(name: str, tmp_path: Path) -> None:
    (tmp_path / "folder.json").mkdir()
    before = sorted(tmp_path.rglob("*"))
    ran = run_sco("metric", "paved", "--facts", SMALL, "--chart", tmp_path / name, "--force")
    assert (ran.code, ran.out) == (3, "")
    assert re.match('sco: cannot write "', ran.err)
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ("metric", "paved", "--chart", "x.gif"),
            'cannot draw a chart as "x.gif"; use a name that ends in .svg, .png, .html or .json',
        ),
        (("metric", "paved", "--chart", "x"), 'cannot draw a chart as "x"; '),
        (("metric", "--chart", "x.json"), "--chart needs a metric"),
        (
            ("metric", "paved", "--chart", "x.json", "--to", "2001"),
            "no official series of paved on record has a value in the selected years (to 2001)",
        ),
        (
            ("metric", "paved", "-c", "KZ", "--chart", "x.json", "--from", "2090"),
            "the official series of paved for KZ has no value in the selected years (from 2090)",
        ),
        (("metric", "toll", "--chart", "x.json", "--from", "2020"), "no matching official series of toll"),
        (
            ("compare", "KZ", "MN", "--chart", "x.json", "--from", "2021", "--to", "2020"),
            "--from 2021 is after --to 2020",
        ),
        (("metric", "toll", "-c", "KZ", "--chart", "x.json"), "cannot draw toll"),
        (("compare", "KZ", "--chart", "x.json"), "two or more different countries"),
        (("metric", "paved", "--chart", "x.json", "--width", "9"), "320"),
    ],
)
def test_an_impossible_chart_is_refused_with_the_reason(
    arguments: tuple[str, ...], message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = run_sco(*arguments, "--facts", SMALL)
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err
    assert list(tmp_path.iterdir()) == []


def test_without_the_renderer_the_message_says_how_to_install_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    ran = run_sco("metric", "paved", "--facts", SMALL, "--chart", tmp_path / "x.svg")
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert "needs the extra \"charts\": pip install 'sco-cli[charts]'; a .json chart does not" in ran.err
    assert list(tmp_path.iterdir()) == []
    assert run_sco("metric", "paved", "--facts", SMALL, "--chart", tmp_path / "x.json").code == 0


IMPORTED_AT_START = ["sco_cli.charts.chart_files", "sco_cli.charts.scale_type"]
"""The modules of charts that commands import at every start."""


def test_drawing_modules_are_imported_only_for_a_chart() -> None:
    code = (
        "import sys; import sco_cli.cli.commands.compare, sco_cli.cli.commands.metric; "
        "print(sorted(name for name in sys.modules if name.startswith(('sco_cli.charts.', 'vl_convert', 'altair'))))"
    )
    assert run_process(python=("-c", code)) == (0, f"{IMPORTED_AT_START}\n", "")


@pytest.mark.parametrize(
    "arguments", ["metric internet-penetration --force", "compare KG UZ --width 400", "compare KG UZ --scale log"]
)
def test_chart_options_without_a_chart_are_refused(arguments: str) -> None:
    ran = run_sco(*arguments.split())
    assert (ran.code, ran.out, ran.err) == (2, "", "sco: --scale, --width and --force need --chart FILE\n")
