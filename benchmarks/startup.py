"""Time of answers from the bundled base, compared with the imports that a program with these libraries needs."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks import generate
from benchmarks.measurement import Command, measure_interleaved, python, sco
from benchmarks.settings import Settings
from benchmarks.tables import Part, Ratio, Row

IMPORTS = "import typer, rich.console, rich.table, pydantic, tomli; from pydantic import BaseModel"
ONE_MODEL = "import typer, tomli; from pydantic import BaseModel\nclass M(BaseModel): a: int"
COMPLETIONS = {
    "a command": {"_SCO_COMPLETE": "complete_bash", "COMP_WORDS": "sco proj", "COMP_CWORD": "1"},
    "a country": {"_SCO_COMPLETE": "complete_bash", "COMP_WORDS": "sco projects --country K", "COMP_CWORD": "3"},
}
OWN_BASE = "own.toml"
OWN_FACTS = 150

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
    (("projects", "--country", "KZ"), 0.65),
    (("projects", "--country", "KZ", "--format", "json"), 0.55),
    (("country", "CN"), 0.85),
    (("metric", "internet-penetration"), 0.85),
    (("facts",), 0.9),
    (("facts", "--format", "json"), None),
    (("facts", "--format", "svg"), 1.5),
    (("sources",), 0.7),
    (("search", "Kazakhstan"), 0.75),
    (("show", "kg-internet-penetration"), None),
    (("check",), None),
    (("schema",), 0.5),
    (("--help",), 0.5),
    (("--version",), None),
    (("export", "facts.db", "--force"), 1.1),
)
"""Arguments of sco on the bundled base, with the aim: at most so many times F."""

OWN = (("projects", "--country", "KZ"), ("projects", "--country", "KZ", "--format", "json"), ("facts",))
"""Arguments of sco that are also measured on a base of the user's own."""


def commands() -> Iterator[tuple[Command, float | None]]:
    """Yield the commands of this part, each with its aim."""
    yield from ((command, None) for command in (*BASELINES.values(), *FOR_REFERENCE))
    for arguments, aim in AIMS:
        yield Command(f"sco {' '.join(arguments)}", sco(*arguments)), aim
    for what, environ in COMPLETIONS.items():
        yield Command(f"completion of {what}", sco(), environ), 0.55 if what == "a command" else None
    for arguments in OWN:
        line = (*arguments, "--facts", OWN_BASE)
        name = f"sco {' '.join(arguments)}, {OWN_FACTS} facts of one's own"
        yield Command(name, sco(*line), {"SCO_CACHE": "cache"}), None
        yield Command(f"{name}, validated", sco(*line), {"SCO_CACHE": "off"}), None


NOTE = (
    "F is the CPU time of a program that imports Typer, Rich, Pydantic and tomli and does nothing. "
    '"One Pydantic model" is a program that defines a single model. "Validated" is without the cache. '
    "MB is the peak of memory."
)


def measure(settings: Settings) -> Part:
    """Run all commands and compare each with its baseline."""
    chosen = [*commands()]
    with tempfile.TemporaryDirectory() as folder:
        generate.write(Path(folder, OWN_BASE), OWN_FACTS)
        measurements = measure_interleaved([command for command, _ in chosen], settings.runs, Path(folder))
    floor = next(measurement.seconds for measurement in measurements if measurement.command is BASELINES["F"])
    rows = [
        Row(measurement.command.name, measurement, [Ratio(measurement.seconds / floor, "F", aim)])
        for measurement, (_, aim) in zip(measurements, chosen, strict=True)
    ]
    return Part("Start-up", NOTE, rows)
