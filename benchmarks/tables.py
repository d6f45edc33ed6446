"""What was measured, beside what it is compared with and the aim: a table for readers, records for programs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from rich import box
from rich.console import Console
from rich.table import Table

from benchmarks.measuring import Measured

MEGABYTE = 1_000_000


class Ratio(NamedTuple):
    """How many times as much as something else; `most` is the aim, where there is one. No aim fails a run."""

    times: float
    of: str
    most: float | None = None

    @property
    def text(self) -> str:
        """The ratio as a table has it: "1.31 F"."""
        return f"{self.times:.2f} {self.of}"

    @property
    def aim(self) -> str:
        """The aim as a table has it: "at most 1.25 F"; empty where there is none."""
        return "" if self.most is None else f"at most {self.most} {self.of}"


class Row(NamedTuple):
    """A line of a table: a command, what it took, and how that compares; or why it was not measured."""

    name: str
    measured: Measured | None
    ratios: Sequence[Ratio] = ()
    remark: str = ""


class Part(NamedTuple):
    """One part of the benchmarks; the note says what readers have to know of its figures."""

    title: str
    note: str
    rows: Sequence[Row]


def show(part: Part, runs: int, console: Console) -> None:
    """Print the part for readers."""
    shown = Table(box=box.SIMPLE_HEAD)
    shown.add_column("command")
    for name in ("ms", "MB"):
        shown.add_column(name, justify="right")
    for name in ("ratio", "aim"):
        shown.add_column(name, no_wrap=True)
    for row in part.rows:
        shown.add_row(row.name, *costs(row), *comparisons(row))
    console.print(f"{part.title}: medians of {runs} runs", style="bold", highlight=False)
    console.print(shown)
    console.print(f"{part.note}\n", highlight=False)


def costs(row: Row) -> tuple[str, str]:
    """Time and memory of a row."""
    if row.measured is None:
        return "", ""
    return f"{row.measured.seconds * 1000:,.0f}", f"{row.measured.memory / MEGABYTE:,.1f}"


def comparisons(row: Row) -> tuple[str, str]:
    """Ratios of a row and the aims of them, a line for each."""
    ratios = "\n".join(ratio.text for ratio in row.ratios)
    return ratios or row.remark, "\n".join(ratio.aim for ratio in row.ratios)


def record(part: Part) -> dict[str, Any]:
    """The part for programs, with every single run; seconds and bytes."""
    return {"title": part.title, "note": part.note, "rows": [row_record(row) for row in part.rows]}


def row_record(row: Row) -> dict[str, Any]:
    """One row for programs."""
    ratios = [ratio._asdict() for ratio in row.ratios]
    if row.measured is None:
        return {"name": row.name, "remark": row.remark}
    return {
        "name": row.name,
        "arguments": list(row.measured.command.arguments),
        "seconds": row.measured.seconds,
        "bytes": row.measured.memory,
        "ratios": ratios,
        "runs": [{"seconds": run.seconds, "bytes": run.memory} for run in row.measured.runs],
    }
