"""Times the questions of docs/scale.md to a large base in Parquet: `python -m benchmarks.scale big.parquet`.

The code is that of the page: its block for DuckDB, and `docs/scale/spark.py`. Each question is asked once to warm up,
and then as often as `--runs` says; the median of the wall clock is printed.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import re
import runpy
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

DOCS = Path(__file__).parent.parent / "docs"
PARQUET_BLOCK = re.compile(r"^## Parquet$.*?^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
QUESTIONS = ("projects", "contested", "rises")
"""The names of the answers in the block of the page, in the order in which spark.py returns them."""


class Timing(NamedTuple):
    """How many rows answer a question, and the median of the seconds that a program takes for it."""

    program: str
    question: str
    rows: int
    seconds: float


def measure(program: str, questions: Sequence[Callable[[], Sequence[Any]]], runs: int) -> list[Timing]:
    """Ask each question once to warm up, and then `runs` times."""
    timings = []
    for name, ask in zip(QUESTIONS, questions, strict=True):
        rows = len(ask())
        seconds = []
        for _ in range(runs):
            start = time.perf_counter()
            ask()
            seconds.append(time.perf_counter() - start)
        timings.append(Timing(program, name, rows, statistics.median(seconds)))
    return timings


def ask_duckdb(folder: Path, runs: int) -> list[Timing]:
    """Time the questions of the page in DuckDB, which answers them anew whenever their rows are fetched."""
    code = PARQUET_BLOCK.search((DOCS / "scale.md").read_text("utf-8"))
    assert code, "the page has a block for DuckDB under the heading Parquet"
    names: dict[str, Any] = {}
    with contextlib.redirect_stdout(io.StringIO()):
        exec(code[1].replace("big.parquet", folder.as_posix()), names)  # noqa: S102  # the page is trusted
    return measure("DuckDB", [names[name].fetchall for name in QUESTIONS], runs)


def ask_spark(folder: Path, runs: int) -> list[Timing]:
    """Time the questions of the page in Spark, without the start of its session."""
    script = runpy.run_path(str(DOCS / "scale" / "spark.py"))
    spark = script["session"]()
    try:
        return measure("Spark", [frame.collect for frame in script["answers"](spark, folder.as_posix())], runs)
    finally:
        spark.stop()


def main() -> None:
    """Print a line for each program and question."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scale", description="Time questions to a large base.")
    parser.add_argument("folder", type=Path, help="a folder that `sco export big.parquet` has written")
    parser.add_argument("--runs", type=int, default=3, help="number of runs of each question; default %(default)s")
    parser.add_argument("--without-spark", action="store_true", help="ask DuckDB only")
    asked = parser.parse_args()
    programs = (ask_duckdb,) if asked.without_spark else (ask_duckdb, ask_spark)
    print(f"{os.cpu_count()} cores, medians of {asked.runs} runs")
    for ask in programs:
        for timing in ask(asked.folder, asked.runs):
            print(f"{timing.program:8} {timing.question:10} {timing.rows:8,} rows {timing.seconds:8.3f} s", flush=True)


if __name__ == "__main__":
    main()
