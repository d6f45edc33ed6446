"""The page for those who outgrow one machine: every line of it runs, and the answers are those of sco.

Where a client is not installed its lines are skipped; `nox -s clients` and `nox -s scale` install them all.
`pytest --update-screens` writes the shown output anew.
"""

from __future__ import annotations

import contextlib
import io
import json
import runpy
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import run_sco
from support.scale_page import BLOCKS, DOCS, FEW, PAGE, Block, environment, moved_to, needs, require, run_shell

pytestmark = pytest.mark.skipif(not PAGE.exists(), reason="the page is not here")


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with the page's scripts, in which the page has been followed so far as sco itself goes."""
    folder = tmp_path_factory.mktemp("clone")
    shutil.copytree(DOCS, folder / "docs")
    (folder / "bin").mkdir()
    for name, line in (("sco", f'"{sys.executable}" -m sco_cli'), ("python", f'"{sys.executable}"')):
        (folder / "bin" / name).write_text(f'#!/bin/sh\nexec {line} "$@"\n')
        (folder / "bin" / name).chmod(0o755)
    with moved_to(folder):
        run_shell(folder, BLOCKS[0].code)
        run_shell(folder, f"python docs/scale/generate.py --facts {FEW} big.jsonl")
        yield folder


def asked(*arguments: str | Path) -> Any:
    """What sco answers."""
    return json.loads(run_sco(*arguments, "--format", "json").out)


def projects_of_kz(*arguments: str | Path) -> list[str]:
    return sorted(row["id"] for row in asked("projects", "--country", "KZ", *arguments))


def contested_by_country(*arguments: str | Path) -> dict[str, int]:
    found = asked("facts", "--kind", "figure", "--standing", "contested", *arguments)
    return dict(Counter(code for row in found for code in row["countries"]))


@pytest.mark.parametrize("block", BLOCKS[1:], ids=[f"{block.heading}-{block.language}" for block in BLOCKS[1:]])
def test_every_block_of_the_page_runs_and_prints_what_is_shown(
    block: Block, clone: Path, request: pytest.FixtureRequest
) -> None:
    require(*needs(block))
    if "datasette serve" in block.code:
        pytest.skip("a server has a test of its own")
    if block.language == "sh":
        printed = run_shell(clone, block.code)
    else:
        with contextlib.redirect_stdout(io.StringIO()) as out:
            exec(block.code, {})  # noqa: S102  # lines of our own page
        printed = out.getvalue()
    if block.shown is None:
        assert printed
        return
    if request.config.getoption("--update-screens"):
        text = PAGE.read_text("utf-8")
        before = f"{block.code}```\n\n```text\n"
        PAGE.write_text(text.replace(f"{before}{block.shown}```", f"{before}{printed}```"), "utf-8")
    else:
        assert printed == block.shown


def test_duckdb_answers_as_sco_does(clone: Path) -> None:
    require("duckdb")
    block = next(block for block in BLOCKS if block.heading == "DuckDB")
    names: dict[str, Any] = {}
    with contextlib.redirect_stdout(io.StringIO()):
        exec(block.code, names)  # noqa: S102  # lines of our own page
    assert [row[0] for row in names["projects"].fetchall()] == projects_of_kz()
    assert dict(names["contested"].fetchall()) == contested_by_country()
    assert clone


def test_pandas_answers_as_sco_does(clone: Path) -> None:
    require("pandas")
    block = next(block for block in BLOCKS if block.heading == "pandas")
    names: dict[str, Any] = {}
    with contextlib.redirect_stdout(io.StringIO()):
        exec(block.code, names)  # noqa: S102  # lines of our own page
    assert names["contested"].groupby("country").size().to_dict() == contested_by_country()
    assert clone


def test_datasette_answers_as_sco_does_without_a_server(clone: Path) -> None:
    require("datasette")
    code = next(block.code for block in BLOCKS if "--get" in block.code)
    found, counts = (json.loads(line) for line in run_shell(clone, code).splitlines())
    assert [row["id"] for row in found] == [
        row["id"] for row in asked("facts", "--kind", "figure", "--standing", "contested")
    ]
    assert {row["country"]: row["figures"] for row in counts} == contested_by_country()


@pytest.fixture(scope="module")
def server(clone: Path) -> Iterator[str]:
    """The address of a Datasette started as the page says, only on a port that is free."""
    require("datasette")
    code = next(block.code for block in BLOCKS if "datasette serve" in block.code)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = ["bash", "-euc", f"exec {code.strip()} --port {port}"]
    with subprocess.Popen(command, cwd=clone, env=environment(clone), stderr=subprocess.DEVNULL) as running:
        address = f"http://127.0.0.1:{port}"
        for _ in range(100):
            time.sleep(0.2)
            with contextlib.suppress(OSError):
                urllib.request.urlopen(f"{address}/-/versions.json").close()  # noqa: S310  # our own server
                break
        yield address
        running.terminate()


def test_datasette_serves_the_facets_that_its_metadata_names(server: str) -> None:
    def ask(path: str) -> Any:
        with urllib.request.urlopen(f"{server}{path}") as answer:  # noqa: S310  # our own server
            return json.load(answer)

    claims = ask("/facts/claims.json?_size=1")
    facets = claims["facet_results"]
    results = facets.get("results", facets)
    assert {"standing", "kind", "countries", "metric", "stage", "area"} <= set(results)
    standings = Counter(row["standing"] for row in asked("facts"))
    assert {row["value"]: row["count"] for row in results["standing"]["results"]} == standings
    assert ask("/facts/claims.json?_search=%D0%9A%D0%B0%D0%B7%D0%B0%D1%85%D1%81%D1%82%D0%B0%D0%BD&_shape=array")
    metadata = json.loads((DOCS / "scale" / "datasette.json").read_text("utf-8"))
    for table, said in metadata["databases"]["facts"]["tables"].items():
        columns = ask(f"/facts/{table}.json?_size=1")["columns"]
        facets = [facet if isinstance(facet, str) else facet["array"] for facet in said.get("facets", [])]
        named = [*facets, *said.get("columns", {}), *filter(None, [said.get("label_column"), said.get("sort_desc")])]
        assert set(named) <= set(columns), table


CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")
def test_a_browser_shows_the_claims_with_their_facets(server: str, tmp_path: Path) -> None:
    flags = "--headless --no-sandbox --disable-gpu --disable-background-networking --disable-component-update"
    command = [str(CHROMIUM), *flags.split(), f"--user-data-dir={tmp_path}", "--dump-dom", f"{server}/facts/claims"]
    page = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True).stdout
    for words in ("Every fact with its countries", "single-source", "kg-5g-network", "CC BY 4.0", 'name="_search"'):
        assert words in page
    assert page.count("facet-info-name") >= 6


def test_spark_answers_as_sco_does(clone: Path) -> None:
    require("pyspark")
    script = runpy.run_path(str(clone / "docs" / "scale" / "spark.py"))
    spark = script["session"]()
    try:
        for file in ("facts.jsonl", "big.jsonl"):
            projects, contested = (frame.collect() for frame in script["answers"](spark, str(clone / file)))
            assert [row["id"] for row in projects] == projects_of_kz("--facts", clone / file)
            assert {row["country"]: row["figures"] for row in contested} == contested_by_country(
                "--facts", clone / file
            )
    finally:
        spark.stop()


def test_a_generated_base_is_sound_and_the_same_for_the_same_seed(clone: Path) -> None:
    big = clone / "big.jsonl"
    assert len(asked("facts", "--facts", big)) == int(FEW)
    again, other = clone / "again.jsonl", clone / "other.jsonl"
    run_shell(clone, f"python docs/scale/generate.py --facts {FEW} again.jsonl")
    run_shell(clone, f"python docs/scale/generate.py --facts {FEW} --seed 2 other.jsonl")
    assert again.read_bytes() == big.read_bytes()
    assert other.read_bytes() != big.read_bytes()
    exported = clone / "exported.jsonl"
    run_sco("export", exported, "--facts", big)
    lines = [sorted(path.read_bytes().splitlines()) for path in (exported, big)]
    assert lines[0] == lines[1]
