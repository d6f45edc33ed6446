"""Time of answers from the bundled base, compared with the imports that a program with these libraries needs."""

from __future__ import annotations

import tempfile
from pathlib import Path

from benchmarks.measurement import Command, measure_interleaved, python, sco
from benchmarks.settings import Settings
from benchmarks.tables import Part, Ratio, Row

IMPORTS = "import typer, rich.console, rich.table, pydantic, tomli; from pydantic import BaseModel"
ONE_MODEL = "import typer, tomli; from pydantic import BaseModel\nclass M(BaseModel): a: int"
COMPLETION = {"_SCO_COMPLETE": "complete_bash", "COMP_WORDS": "sco projects --country K", "COMP_CWORD": "3"}

BASELINES = {
    "F": Command("F, all libraries imported", python(IMPORTS)),
    "T": Command("T, Typer imported", python("import typer")),
}
"""Commands that others are compared with, by their letters in the table."""

FOR_REFERENCE = (
    Command("Python alone", python("pass")),
    Command("one Pydantic model", python(ONE_MODEL)),
)

AIMS = (
    (Command("sco projects --country KZ", sco("projects", "--country", "KZ")), "F", 1.25),
    (Command("the same, --format json", sco("projects", "--country", "KZ", "--format", "json")), "F", 1.0),
    (Command("sco --version", sco("--version")), "T", 1.2),
    (Command("completion of --country K", sco(), COMPLETION), "T", 1.4),
)
"""Commands of sco, with the letter of the baseline, and the aim: at most so many times the time of the baseline."""

COMMANDS = (*((command, "F", None) for command in (*BASELINES.values(), *FOR_REFERENCE)), *AIMS)
"""All commands of this part, with the letter of their baseline and the aim, if there is one."""

NOTE = (
    "F is the time of a program that imports Typer, Rich, Pydantic and tomli and does nothing, T that of one that "
    'imports Typer only. "One Pydantic model" is a program that defines a single model. '
    "MB is the peak of memory."
)


def measure(settings: Settings) -> Part:
    """Run all commands and compare each with its baseline."""
    with tempfile.TemporaryDirectory() as folder:
        measurements = measure_interleaved([command for command, _, _ in COMMANDS], settings.runs, Path(folder))
    baseline_seconds = {
        letter: measurement.seconds
        for letter, baseline in BASELINES.items()
        for measurement in measurements
        if measurement.command is baseline
    }
    rows = [
        Row(measurement.command.name, measurement, [Ratio(measurement.seconds / baseline_seconds[letter], letter, aim)])
        for measurement, (_, letter, aim) in zip(measurements, COMMANDS, strict=True)
    ]
    return Part("Start-up", NOTE, rows)
