"""Time and memory of sco on fact bases of growing size, compared with the TOML parser that it uses."""

from __future__ import annotations

import shlex
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks import generate
from benchmarks.measurement import Command, Measurement, measure_interleaved, python, sco
from benchmarks.settings import Settings
from benchmarks.tables import MEGABYTE, Part, Ratio, Row

PARSE = "import tomli, pathlib; tomli.loads(pathlib.Path({file!r}).read_text('utf-8'))"
"""Program that parses a file and does nothing else."""

LATER = (
    (("projects", "--country", "KZ"), None),
    (("projects", "--country", "KZ", "--format", "json"), 1.0),
    (("country", "KZ"), 1.3),
    (("metric", "metric-1"), None),
    (("show", "project-1"), None),
    (("search", "Kazakhstan"), 2.0),
    (("facts",), 6.0),
    (("facts", "--format", "json"), 6.0),
    (("facts", "--format", "csv"), 6.0),
    (("export", "facts.db", "--force"), 9.0),
    (("export", "facts.jsonl", "--force"), 6.0),
)
"""Arguments of sco, with the aim for a base of `FACTS_OF_AIMS` facts that is in the cache: at most so many times P."""

FACTS_OF_AIMS = 10_000
MAX_TIMES_FILE = 3
"""Aim for the peak of memory of later questions that list a part, as a multiple of the size of the file."""
MIN_FACTS_FOR_MEMORY = 100_000
"""The size from which that aim applies: on smaller bases the costs are mainly those of starting Python."""

NOTE = (
    "P is the CPU time of a Python process that reads the file and parses it with tomli. The first question fills the "
    'cache, "validated" is without a cache. The ratio "file" is the peak of memory divided by the size of the file.'
)


def commands(file: str) -> list[tuple[Command, float | None]]:
    """Return the commands to run on a base, each with its aim."""
    first = ("projects", "--country", "KZ", "--facts", file)
    fill = ("sh", "-c", f"rm -rf first-{file}; exec {shlex.join(sco(*first))}")
    chosen: list[tuple[Command, float | None]] = [
        (Command("P, parsing the file", python(PARSE.format(file=file))), None),
        (Command("sco projects --country KZ, validated", sco(*first), {"SCO_CACHE": "off"}), None),
        (Command("the same, first question", fill, {"SCO_CACHE": f"first-{file}"}), None),
    ]
    for arguments, aim in LATER:
        line = sco(*arguments, "--facts", file)
        chosen.append((Command(f"sco {' '.join(arguments)}", line, {"SCO_CACHE": f"later-{file}"}), aim))
    return chosen


def measure(settings: Settings) -> Part:
    """Generate the bases and run the commands on all of them."""
    rows: list[Row] = []
    for size in sorted(settings.sizes):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            file = folder / f"{size}.toml"
            generate.write(file, size)
            chosen = commands(file.name)
            measurements = measure_interleaved([command for command, _ in chosen], settings.runs, folder)
            rows += base_rows(size, file.stat().st_size, measurements, [aim for _, aim in chosen])
    return Part("Growth", NOTE, rows)


def base_rows(
    size: int, file_size: int, measurements: Sequence[Measurement], aims: Sequence[float | None]
) -> Iterator[Row]:
    """Yield the rows of the base with `size` facts, whose file has `file_size` bytes."""
    parsing, *_ = measurements
    yield Row(f"{size:,} facts, {file_size / MEGABYTE:.2f} MB", None)
    for measurement, aim in zip(measurements, aims, strict=True):
        is_part = measurement.command.name.startswith(("sco projects", "sco country", "sco metric", "sco show"))
        has_memory_aim = is_part and "validated" not in measurement.command.name and size >= MIN_FACTS_FOR_MEMORY
        yield Row(
            measurement.command.name,
            measurement,
            [
                Ratio(measurement.seconds / parsing.seconds, "P", aim if size == FACTS_OF_AIMS else None),
                Ratio(measurement.memory / file_size, "file", MAX_TIMES_FILE if has_memory_aim else None),
            ],
        )
