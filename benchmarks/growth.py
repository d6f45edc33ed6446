"""Time and memory of sco on fact bases of growing size, compared with the TOML parser that it uses."""

from __future__ import annotations

import statistics
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks import generate
from benchmarks.measurement import Command, Measurement, measure_interleaved, python, sco
from benchmarks.settings import Settings
from benchmarks.tables import MEGABYTE, Part, Ratio, Row

PARSE = """
import tomli, pathlib, time
text = pathlib.Path({file!r}).read_text("utf-8")
start = time.perf_counter()
tomli.loads(text)
print(time.perf_counter() - start)
"""
"""Program that parses a file and does nothing else; it prints the time of the parser alone, in seconds."""

MAX_TIMES_TENTH = 11
"""Aim for the time of a command, as a multiple of its time on a tenth of the facts."""
MAX_TIMES_PARSER = 2.2
"""Aim for the time of a command, as a multiple of the time of the parser alone."""
MAX_TIMES_FILE = 14
"""Aim for the peak of memory, as a multiple of the size of the file."""
MIN_FACTS_FOR_TIME, MIN_FACTS_FOR_MEMORY = 10_000, 100_000
"""The size from which these aims apply: on smaller bases the costs are mainly those of starting Python."""

NOTE = (
    "P is the time of a Python process that reads the file and parses it with tomli, L that of tomli.loads alone in "
    'that process. The ratio "file" is the peak of memory divided by the size of the file, the ratio "tenth" the time '
    "divided by the time of the same command on a tenth of the facts."
)


def commands(file: str) -> list[Command]:
    """Return the commands to run on a base."""
    arguments = ("projects", "--country", "KZ", "--facts", file)
    return [
        Command("P, parsing the file", python(PARSE.format(file=file))),
        Command("sco projects --country KZ", sco(*arguments)),
        Command("the same, --format json", sco(*arguments, "--format", "json")),
    ]


def measure(settings: Settings) -> Part:
    """Generate the bases and run the commands on all of them."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = {size: folder / f"{size}.toml" for size in sorted(settings.sizes)}
        for size, file in files.items():
            generate.write(file, size)
        sized_commands = [(size, command) for size, file in files.items() for command in commands(file.name)]
        measurements = measure_interleaved([command for _, command in sized_commands], settings.runs, folder)
        by_size: defaultdict[int, list[Measurement]] = defaultdict(list)
        for (size, _), measurement in zip(sized_commands, measurements, strict=True):
            by_size[size].append(measurement)
        file_sizes = {size: file.stat().st_size for size, file in files.items()}
    rows = [row for size in by_size for row in base_rows(size, by_size, file_sizes[size])]
    return Part("Growth", NOTE, rows)


def base_rows(size: int, by_size: Mapping[int, Sequence[Measurement]], file_size: int) -> Iterator[Row]:
    """Yield the rows of the base with `size` facts, whose file has `file_size` bytes."""
    parsing, *answers = by_size[size]
    parser_seconds = statistics.median(float(run.output) for run in parsing.runs)
    yield Row(f"{size:,} facts, {file_size / MEGABYTE:.2f} MB", None)
    yield Row(parsing.command.name, parsing, [Ratio(parsing.seconds / parser_seconds, "L")])
    for index, answer in enumerate(answers, start=1):
        ratios = [
            Ratio(answer.seconds / parser_seconds, "L", MAX_TIMES_PARSER if size >= MIN_FACTS_FOR_TIME else None),
            Ratio(answer.seconds / parsing.seconds, "P"),
            Ratio(answer.memory / file_size, "file", MAX_TIMES_FILE if size >= MIN_FACTS_FOR_MEMORY else None),
        ]
        tenth = by_size.get(size // 10)
        if tenth:
            ratios.append(Ratio(answer.seconds / tenth[index].seconds, "tenth", MAX_TIMES_TENTH))
        yield Row(answer.command.name, answer, ratios)
