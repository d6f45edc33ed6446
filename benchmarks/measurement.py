"""Measures commands as whole processes: CPU time and peak memory.

Runs are interleaved, one of each command and then again, so that other work of the machine affects all commands alike.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from rich.console import Console
from rich.progress import track

LAUNCHER = Path(__file__).with_name("launcher.py")
REMOVED_VARIABLES = ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED", "SCO_FACTS")
"""Variables that commands do not get, so that byte code is cached, output buffered, and the bundled base used."""


class CommandFailed(Exception):
    """A command that was to be measured could not be started or exited with an error."""


class Run(NamedTuple):
    """CPU time in seconds, of the system too, peak memory in bytes, and standard output of one process."""

    seconds: float
    memory: int
    output: str


class Command(NamedTuple):
    """A program with its arguments, under the name that tables show; `environ` is added to the environment."""

    name: str
    arguments: Sequence[str]
    environ: Mapping[str, str] = {}


@dataclass(frozen=True)
class Measurement:
    """All runs of one command."""

    command: Command
    runs: list[Run] = field(default_factory=list)

    @property
    def seconds(self) -> float:
        """The median of the CPU times."""
        return statistics.median(run.seconds for run in self.runs)

    @property
    def memory(self) -> float:
        """The median of the peaks of memory, in bytes."""
        return statistics.median(run.memory for run in self.runs)


def python(code: str, interpreter: str = sys.executable) -> Sequence[str]:
    """Return the arguments of a process that runs these lines of Python."""
    return (interpreter, "-c", code)


def sco(*arguments: str) -> Sequence[str]:
    """Return the arguments of a process that runs the sco installed beside this Python."""
    return (str(Path(sys.executable).with_name("sco")), *arguments)


def environment(command: Command) -> dict[str, str]:
    """Return the environment of a command."""
    return {name: value for name, value in os.environ.items() if name not in REMOVED_VARIABLES} | dict(command.environ)


def run(command: Command, folder: Path) -> Run:
    """Run a command once in a folder. Raises CommandFailed if it cannot be started or exits with an error."""
    with tempfile.TemporaryDirectory() as temporary:
        report, output = Path(temporary, "report"), Path(temporary, "output")
        launch = [sys.executable, "-I", "-S", str(LAUNCHER), str(report), str(output), *command.arguments]
        done = subprocess.run(  # noqa: S603  # the commands are written in this package
            launch,
            cwd=folder,
            env=environment(command),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        if not report.exists():
            raise CommandFailed(f"{command.name}: it cannot be started\n{done.stderr}")
        seconds, memory, code = report.read_text("utf-8").split()
        if code != "0":
            raise CommandFailed(f"{command.name}: exit code {code}\n{done.stderr}")
        return Run(float(seconds), int(memory), output.read_text("utf-8"))


def measure_interleaved(commands: Sequence[Command], runs: int, folder: Path) -> list[Measurement]:
    """Run every command once to warm up, and then all commands in turn, `runs` times."""
    measurements = [Measurement(command) for command in commands]
    for command in commands:
        run(command, folder)
    schedule = measurements * runs
    # Without auto-refresh the progress bar needs no thread, and is drawn only between the runs.
    for item in track(schedule, "measuring", console=Console(stderr=True), transient=True, auto_refresh=False):
        item.runs.append(run(item.command, folder))
    return measurements
