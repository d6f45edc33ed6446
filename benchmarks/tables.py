"""Results of the benchmarks: measurements, ratios and aims, as tables for people and as records for JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from rich import box
from rich.console import Console
from rich.table import Table

from benchmarks.measurement import Measurement

MEGABYTE = 1_000_000


class Ratio(NamedTuple):
    """A ratio to a baseline; `maximum` is the aim, if there is one. Missing an aim does not fail a run."""

    value: float
    baseline: str
    maximum: float | None = None

    @property
    def text(self) -> str:
        """The ratio as in a table: "1.31 F"."""
        return f"{self.value:.2f} {self.baseline}"

    @property
    def aim(self) -> str:
        """The aim as in a table: "at most 1.25 F"; empty if there is none."""
        return "" if self.maximum is None else f"at most {self.maximum} {self.baseline}"


class Row(NamedTuple):
    """A row of a table: a command with its measurement and ratios, or a remark why it was not measured."""

    name: str
    measurement: Measurement | None
    ratios: Sequence[Ratio] = ()
    remark: str = ""


class Part(NamedTuple):
    """The results of one part of the benchmarks; the note explains the figures."""

    title: str
    note: str
    rows: Sequence[Row]


def print_table(part: Part, runs: int, console: Console) -> None:
    """Print the table of a part."""
    table = Table(box=box.SIMPLE_HEAD)
    table.add_column("command")
    for name in ("ms", "MB"):
        table.add_column(name, justify="right")
    for name in ("ratio", "aim"):
        table.add_column(name, no_wrap=True)
    for row in part.rows:
        table.add_row(row.name, *cost_cells(row), *ratio_cells(row))
    console.print(f"{part.title}: medians of {runs} runs", style="bold", highlight=False)
    console.print(table)
    console.print(f"{part.note}\n", highlight=False)


def cost_cells(row: Row) -> tuple[str, str]:
    """Return the time in milliseconds and the memory in megabytes."""
    if row.measurement is None:
        return "", ""
    return f"{row.measurement.seconds * 1000:,.0f}", f"{row.measurement.memory / MEGABYTE:,.1f}"


def ratio_cells(row: Row) -> tuple[str, str]:
    """Return the ratios and their aims, one a line; for a row without ratios, its remark."""
    ratios = "\n".join(ratio.text for ratio in row.ratios)
    return ratios or row.remark, "\n".join(ratio.aim for ratio in row.ratios)


def part_record(part: Part) -> dict[str, Any]:
    """Return a part as a JSON object, with every single run; times are in seconds, memory in bytes."""
    return {"title": part.title, "note": part.note, "rows": [row_record(row) for row in part.rows]}


def row_record(row: Row) -> dict[str, Any]:
    """Return a row as a JSON object."""
    if row.measurement is None:
        return {"name": row.name, "remark": row.remark}
    return {
        "name": row.name,
        "arguments": list(row.measurement.command.arguments),
        "seconds": row.measurement.seconds,
        "bytes": row.measurement.memory,
        "ratios": [ratio._asdict() for ratio in row.ratios],
        "runs": [{"seconds": run.seconds, "bytes": run.memory} for run in row.measurement.runs],
    }
