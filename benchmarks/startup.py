"""How long sco takes to answer from the bundled base, against the imports that no program of its kind can avoid."""

from __future__ import annotations

import tempfile
from pathlib import Path

from benchmarks.measuring import Command, interleaved, python, sco
from benchmarks.settings import Settings
from benchmarks.tables import Part, Ratio, Row

IMPORTS = "import typer, rich.console, rich.table, pydantic, tomli; from pydantic import BaseModel"
ONE_MODEL = "import typer, tomli; from pydantic import BaseModel\nclass M(BaseModel): a: int"
COMPLETION = {"_SCO_COMPLETE": "complete_bash", "COMP_WORDS": "sco projects --country K", "COMP_CWORD": "3"}

FLOORS = {
    "F": Command("F, all libraries imported", python(IMPORTS)),
    "T": Command("T, Typer imported", python("import typer")),
}
"""What other commands are compared with, by the letter that tables have."""

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
"""What sco is asked, the floor of that, and how many times as long it is to take at most."""

COMPARED = (*((command, "F", None) for command in (*FLOORS.values(), *FOR_REFERENCE)), *AIMS)

NOTE = (
    "F is the time of a program that imports Typer, Rich, Pydantic and tomli and does nothing, T of one that imports "
    "Typer. One Pydantic model is what any program takes that defines a single one. "
    "MB is the peak of memory."
)


def measure(settings: Settings) -> Part:
    """Run all the commands and compare each with its floor."""
    with tempfile.TemporaryDirectory() as folder:
        measured = interleaved([command for command, _, _ in COMPARED], settings.runs, Path(folder))
    floors = {letter: one for letter, floor in FLOORS.items() for one in measured if one.command is floor}
    rows = [
        Row(one.command.name, one, [Ratio(one.seconds / floors[letter].seconds, letter, most)])
        for one, (_, letter, most) in zip(measured, COMPARED, strict=True)
    ]
    return Part("Start-up", NOTE, rows)
