"""How sco grows with the fact base, against the TOML parser that it has to wait for."""

from __future__ import annotations

import statistics
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks import generate
from benchmarks.measuring import Command, Measured, interleaved, python, sco
from benchmarks.settings import Settings
from benchmarks.tables import MEGABYTE, Part, Ratio, Row

PARSE = """
import tomli, pathlib, time
text = pathlib.Path({file!r}).read_text("utf-8")
start = time.perf_counter()
tomli.loads(text)
print(time.perf_counter() - start)
"""
"""A program that parses a file and does nothing else; it prints the time of the parser alone."""

TENFOLD = 11
"""As many times as long, at most, a command is to take for ten times as many facts."""
PARSERS = 2.2
"""As many times as long as the parser alone a command is to take at most."""
FILES = 14
"""As many times as large as the file the peak of memory is to be at most."""
TIMED_FROM, WEIGHED_FROM = 10_000, 100_000
"""So many facts a base has at least for the aims of time and memory: below, they say more of Python than of sco."""

NOTE = (
    "P is the time of a Python process that reads the file and parses it with tomli, L that of tomli.loads alone in "
    "it. A ratio to the file is that of the peak of memory to the size of the file, a ratio to a tenth that of the "
    "time to the time of the same command on a tenth of the facts."
)


def commands(file: str) -> list[Command]:
    """What is run on each base."""
    question = ("projects", "--country", "KZ", "--facts", file)
    return [
        Command("P, parsing the file", python(PARSE.format(file=file))),
        Command("sco projects --country KZ", sco(*question)),
        Command("the same, --format json", sco(*question, "--format", "json")),
    ]


def measure(settings: Settings) -> Part:
    """Generate the bases, and run everything on all of them in turn."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = {size: folder / f"{size}.toml" for size in sorted(settings.sizes)}
        for size, file in files.items():
            generate.write(file, size)
        asked = [(size, command) for size, file in files.items() for command in commands(file.name)]
        measured = interleaved([command for _, command in asked], settings.runs, folder)
        by_size: defaultdict[int, list[Measured]] = defaultdict(list)
        for (size, _), one in zip(asked, measured, strict=True):
            by_size[size].append(one)
        bytes_of = {size: file.stat().st_size for size, file in files.items()}
    rows = [row for size in by_size for row in rows_of(size, by_size, bytes_of[size])]
    return Part("Growth", NOTE, rows)


def rows_of(size: int, by_size: Mapping[int, Sequence[Measured]], file_size: int) -> Iterator[Row]:
    """The rows of one base."""
    parsing, *asking = by_size[size]
    alone = statistics.median(float(run.output) for run in parsing.runs)
    yield Row(f"{size:,} facts, {file_size / MEGABYTE:.2f} MB", None)
    yield Row(parsing.command.name, parsing, [Ratio(parsing.seconds / alone, "L")])
    for index, one in enumerate(asking, start=1):
        ratios = [
            Ratio(one.seconds / alone, "L", PARSERS if size >= TIMED_FROM else None),
            Ratio(one.seconds / parsing.seconds, "P"),
            Ratio(one.memory / file_size, "file", FILES if size >= WEIGHED_FROM else None),
        ]
        tenth = by_size.get(size // 10)
        if tenth:
            ratios.append(Ratio(one.seconds / tenth[index].seconds, "tenth", TENFOLD))
        yield Row(one.command.name, one, ratios)
