"""docs/scale.md, the page about exports to larger systems: its code runs, and finds the same answers as sco.

Code for clients that are not installed is skipped; `nox -s clients` and `nox -s scale` install them.
`pytest --update-screens` rewrites the output that the page shows.
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
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pytest
from support.paths import ROOT
from support.runner import run_sco
from support.scale_page import (
    BLOCKS,
    DOCS,
    GENERATE,
    PAGE,
    Block,
    environment,
    require,
    required_modules,
    run_shell,
    working_directory,
)

pytestmark = [pytest.mark.skipif(not PAGE.exists(), reason="the page is not here"), pytest.mark.slow]


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The current folder, like a clone: the programs of the page, exports of the bundled base, and a large base."""
    folder = tmp_path_factory.mktemp("clone")
    for name in ("benchmarks", "docs"):
        shutil.copytree(ROOT / name, folder / name)
    (folder / "bin").mkdir()
    for name, line in (("sco", f'"{sys.executable}" -m sco_cli'), ("python", f'"{sys.executable}"')):
        (folder / "bin" / name).write_text(f'#!/bin/sh\nexec {line} "$@"\n')
        (folder / "bin" / name).chmod(0o755)
    with working_directory(folder):
        run_shell(folder, BLOCKS[0].code)
        run_shell(folder, GENERATE)
        yield folder


def run_python(code: str) -> tuple[str, dict[str, Any]]:
    """Run the code of a block of the page, and return what it prints and the names that it defines."""
    names: dict[str, Any] = {}
    with contextlib.redirect_stdout(io.StringIO()) as out:
        exec(code, names)  # noqa: S102  # the page is trusted
    return out.getvalue(), names


def json_answer(*arguments: str | Path) -> Any:
    """Run sco with `--format json` and return the parsed answer."""
    return json.loads(run_sco(*arguments, "--format", "json").out)


def projects_of_kz(*arguments: str | Path) -> list[str]:
    """Return the ids of the projects in Kazakhstan, by sco."""
    return sorted(row["id"] for row in json_answer("projects", "--country", "KZ", *arguments))


def contested_by_country(*arguments: str | Path) -> dict[str, int]:
    """Return the number of contested figures of each country, by sco."""
    figures = json_answer("facts", "--kind", "figure", "--standing", "contested", *arguments)
    return dict(Counter(code for row in figures for code in row["countries"]))


def rises(*arguments: str | Path) -> list[tuple[str, str, str, float]]:
    """Return the figures with levels that more than doubled, by sco, the largest rise first."""
    figures = json_answer("facts", "--kind", "figure", *arguments)
    found = [
        (-percent["low"], row["id"], row["before"]["text"], row["after"]["text"])
        for row in figures
        if row["before"] and (percent := row["change"]["percent"]) and (percent["low"] or 0) > 100
    ]
    tenth = Decimal("0.1")  # SQL rounds halves away from zero
    return [
        (record_id, before, after, float(Decimal(-low).quantize(tenth, ROUND_HALF_UP)))
        for low, record_id, before, after in sorted(found)
    ]


@pytest.mark.parametrize("block", BLOCKS[1:], ids=[f"{block.heading}-{block.language}" for block in BLOCKS[1:]])
def test_every_block_runs_and_prints_the_output_that_is_shown(
    block: Block, clone: Path, request: pytest.FixtureRequest
) -> None:
    require(*required_modules(block))
    if "datasette serve" in block.code:
        pytest.skip("the server is tested by another test")
    if block.language == "sh":
        printed = run_shell(clone, block.code)
    else:
        printed, _ = run_python(block.code)
    if block.output is None:
        assert printed
        return
    if request.config.getoption("--update-screens"):
        text = PAGE.read_text("utf-8")
        before = f"{block.code}```\n\n```text\n"
        PAGE.write_text(text.replace(f"{before}{block.output}```", f"{before}{printed}```"), "utf-8")
    else:
        assert printed == block.output


def test_duckdb_finds_the_same_answers_as_sco(clone: Path) -> None:
    require("duckdb")
    _, names = run_python(next(block.code for block in BLOCKS if block.heading == "DuckDB"))
    assert [row[0] for row in names["projects"].fetchall()] == projects_of_kz()
    assert dict(names["contested"].fetchall()) == contested_by_country()
    assert names["rises"].fetchall() == rises()[:3]
    assert clone


def test_pandas_finds_the_same_answers_as_sco(clone: Path) -> None:
    require("pandas")
    _, names = run_python(next(block.code for block in BLOCKS if block.heading == "pandas"))
    assert names["contested"].groupby("country").size().to_dict() == contested_by_country()
    assert clone


def test_datasette_without_a_server_finds_the_same_answers_as_sco(clone: Path) -> None:
    require("datasette")
    code = next(block.code for block in BLOCKS if "--get" in block.code)
    figures, counts = (json.loads(line) for line in run_shell(clone, code).splitlines())
    assert [row["id"] for row in figures] == [
        row["id"] for row in json_answer("facts", "--kind", "figure", "--standing", "contested")
    ]
    assert {row["country"]: row["figures"] for row in counts} == contested_by_country()


@pytest.fixture(scope="module")
def server(clone: Path) -> Iterator[str]:
    """The address of a Datasette server, started as the page says but on a free port."""
    require("datasette")
    code = next(block.code for block in BLOCKS if "datasette serve" in block.code)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = ["bash", "-euc", f"exec {code.strip()} --port {port}"]
    with subprocess.Popen(command, cwd=clone, env=environment(clone), stderr=subprocess.DEVNULL) as running:
        address = f"http://127.0.0.1:{port}"
        for _ in range(100):
            time.sleep(0.2)
            with contextlib.suppress(OSError):
                urllib.request.urlopen(f"{address}/-/versions.json").close()  # noqa: S310  # a local server
                break
        yield address
        running.terminate()


def test_datasette_serves_the_facets_that_its_metadata_names(server: str) -> None:
    def fetch(path: str) -> Any:
        with urllib.request.urlopen(f"{server}{path}") as response:  # noqa: S310  # a local server
            return json.load(response)

    claims = fetch("/facts/claims.json?_size=1")
    facets = claims["facet_results"]
    results = facets.get("results", facets)
    assert {"standing", "kind", "countries", "metric", "stage", "area"} <= set(results)
    standings = Counter(row["standing"] for row in json_answer("facts"))
    assert {row["value"]: row["count"] for row in results["standing"]["results"]} == standings
    assert fetch("/facts/claims.json?_search=%D0%9A%D0%B0%D0%B7%D0%B0%D1%85%D1%81%D1%82%D0%B0%D0%BD&_shape=array")
    metadata = json.loads((DOCS / "scale" / "datasette.json").read_text("utf-8"))
    for table, settings in metadata["databases"]["facts"]["tables"].items():
        columns = fetch(f"/facts/{table}.json?_size=1")["columns"]
        facets = [facet if isinstance(facet, str) else facet["array"] for facet in settings.get("facets", [])]
        label_and_order = filter(None, [settings.get("label_column"), settings.get("sort_desc")])
        assert {*facets, *settings.get("columns", {}), *label_and_order} <= set(columns), table


CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")
def test_a_browser_shows_the_claims_with_their_facets(server: str, tmp_path: Path) -> None:
    flags = "--headless --no-sandbox --disable-gpu --disable-background-networking --disable-component-update"
    command = [str(CHROMIUM), *flags.split(), f"--user-data-dir={tmp_path}", "--dump-dom", f"{server}/facts/claims"]
    page = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True).stdout
    for words in ("Every fact with its countries", "single-source", "kg-5g-network", "CC BY 4.0", 'name="_search"'):
        assert words in page
    assert page.count("facet-info-name") >= 6


def test_duckdb_finds_the_same_answers_in_parquet_as_sco(clone: Path) -> None:
    require("duckdb", "pyarrow")
    code = next(block.code for block in BLOCKS if block.heading == "Parquet" and block.language == "python")
    assert run_sco("export", "big.parquet", "--facts", "big.jsonl", "--force").code == 0
    _, names = run_python(code)
    assert [row[0] for row in names["projects"].fetchall()] == projects_of_kz("--facts", clone / "big.jsonl")
    assert dict(names["contested"].fetchall()) == contested_by_country("--facts", clone / "big.jsonl")
    assert names["rises"].fetchall() == rises("--facts", clone / "big.jsonl") != []


def test_spark_finds_the_same_answers_as_sco(clone: Path) -> None:
    require("pyspark", "pyarrow")
    script = runpy.run_path(str(clone / "docs" / "scale" / "spark.py"))
    spark = script["session"]()
    try:
        for base in ("facts", "big"):
            lines, folder = (clone / f"{base}{suffix}" for suffix in (".jsonl", ".parquet"))
            assert run_sco("export", folder, "--facts", lines, "--force").code == 0
            for file in (lines, folder):
                projects, contested, doubled = (frame.collect() for frame in script["answers"](spark, str(file)))
                assert [row["id"] for row in projects] == projects_of_kz("--facts", lines)
                assert {row["country"]: row["figures"] for row in contested} == contested_by_country("--facts", lines)
                assert [tuple(row) for row in doubled] == rises("--facts", lines) != []
    finally:
        spark.stop()


def test_the_benchmark_times_the_questions_of_the_page(clone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    require("duckdb", "pyarrow")
    monkeypatch.syspath_prepend(ROOT)
    from benchmarks import scale

    assert run_sco("export", "big.parquet", "--facts", "big.jsonl", "--force").code == 0
    timings = scale.ask_duckdb(clone / "big.parquet", runs=1)
    answers = (projects_of_kz, contested_by_country, rises)
    assert [timing.rows for timing in timings] == [len(answer("--facts", clone / "big.jsonl")) for answer in answers]
    assert all(timing.seconds > 0 for timing in timings)
