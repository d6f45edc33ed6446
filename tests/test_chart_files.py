"""Files of pictures: written whole or not at all, and refused in a sentence."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import SMALL, run_sco
from support.charts import spec


def test_a_file_that_is_there_is_kept_unless_forced(tmp_path: Path) -> None:
    file = tmp_path / "kg.json"
    file.write_text("mine")
    line = ("metric", "paved", "--facts", SMALL, "--chart", file)
    ran = run_sco(*line)
    assert (ran.code, ran.out, file.read_text()) == (2, "", "mine")
    assert "--force replaces it" in ran.err
    assert run_sco(*line, "--force").code == 0
    assert spec(file)["$schema"].endswith("/v6.1.0.json")


@pytest.mark.parametrize("name", ["no/such/folder.json", "folder.json"])
def test_what_cannot_be_written_leaves_nothing(name: str, tmp_path: Path) -> None:
    (tmp_path / "folder.json").mkdir()
    before = sorted(tmp_path.rglob("*"))
    ran = run_sco("metric", "paved", "--facts", SMALL, "--chart", tmp_path / name, "--force")
    assert (ran.code, ran.out) == (3, "")
    assert re.match('sco: cannot write "', ran.err)
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("metric", "paved", "--chart", "x.gif"), "names no kind of picture; there are .svg, .png, .html, .json"),
        (("metric", "paved", "--chart", "x"), "names no kind of picture"),
        (("metric", "--chart", "x.json"), "--chart draws one metric"),
        (("metric", "paved", "--chart", "x.json", "--from", "2020"), "a chart shows all years"),
        (("metric", "toll", "-c", "KZ", "--chart", "x.json"), "no picture of toll"),
        (("compare", "KZ", "--chart", "x.json"), "two or more countries"),
        (("metric", "paved", "--chart", "x.json", "--width", "9"), "320"),
    ],
)
def test_what_cannot_be_drawn_is_a_sentence(
    arguments: tuple[str, ...], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = run_sco(*arguments, "--facts", SMALL)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert list(tmp_path.iterdir()) == []


def test_without_the_extra_one_sentence_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    monkeypatch.delitem(sys.modules, "sco_cli.charts.rendering", raising=False)
    ran = run_sco("metric", "paved", "--facts", SMALL, "--chart", tmp_path / "x.svg")
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert "pip install 'vl-convert-python>=1.8,<2'" in ran.err
    assert list(tmp_path.iterdir()) == []
    assert run_sco("metric", "paved", "--facts", SMALL, "--chart", tmp_path / "x.json").code == 0


def test_nothing_that_draws_is_imported_but_for_a_picture() -> None:
    names = ("sco_cli.charts.", "vl_convert", "altair")
    code = f"import sys, sco_cli.cli; print([one for one in sys.modules if one.startswith({names})])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=os.environ)
    assert done.stdout == "[]\n"


@pytest.mark.parametrize("asked", ["metric internet-penetration --force", "compare KG UZ --width 400"])
def test_options_of_a_picture_are_refused_without_one(asked: str) -> None:
    ran = run_sco(*asked.split())
    assert (ran.code, ran.out, ran.err) == (2, "", "sco: --width and --force are for --chart FILE\n")
