"""Measure commands as whole processes, their wall time and peak memory.

Runs are interleaved, one of each command and then again, so that what else the machine does meets all of them alike.
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

STARTER = Path(__file__).with_name("starter.py")
LEFT_OUT = ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED", "SCO_FACTS")
"""Variables that children do not get: byte code is to be cached, output buffered, and the question always the same."""


class Failed(Exception):
    """A command that was to be measured ended with an error."""


class Run(NamedTuple):
    """What one process took, in seconds and bytes, and what it wrote to stdout."""

    seconds: float
    memory: int
    output: str


class Command(NamedTuple):
    """A program with its arguments, under the name that tables show; `environ` is added to the environment."""

    name: str
    arguments: Sequence[str]
    environ: Mapping[str, str] = {}


@dataclass(frozen=True)
class Measured:
    """All runs of one command."""

    command: Command
    runs: list[Run] = field(default_factory=list)

    @property
    def seconds(self) -> float:
        """The median of the wall times."""
        return statistics.median(run.seconds for run in self.runs)

    @property
    def memory(self) -> float:
        """The median of the peaks of memory, in bytes."""
        return statistics.median(run.memory for run in self.runs)


def python(code: str, interpreter: str = sys.executable) -> Sequence[str]:
    """The arguments of a process that runs these lines of Python."""
    return (interpreter, "-c", code)


def sco(*arguments: str) -> Sequence[str]:
    """The arguments of the sco that is installed beside this Python."""
    return (str(Path(sys.executable).with_name("sco")), *arguments)


def environment(command: Command) -> dict[str, str]:
    """What a command is run with."""
    return {name: value for name, value in os.environ.items() if name not in LEFT_OUT} | dict(command.environ)


def run(command: Command, folder: Path) -> Run:
    """Run a command once in a folder. Raises Failed when it ends with an error."""
    with tempfile.TemporaryDirectory() as own:
        report, output = Path(own, "report"), Path(own, "output")
        starter = [sys.executable, "-I", "-S", str(STARTER), str(report), str(output), *command.arguments]
        ended = subprocess.run(  # noqa: S603  # the commands are written in this package
            starter,
            cwd=folder,
            env=environment(command),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        if not report.exists():
            raise Failed(f"{command.name}: it cannot be started\n{ended.stderr}")
        seconds, memory, code = report.read_text("utf-8").split()
        if code != "0":
            raise Failed(f"{command.name}: exit code {code}\n{ended.stderr}")
        return Run(float(seconds), int(memory), output.read_text("utf-8"))


def interleaved(commands: Sequence[Command], runs: int, folder: Path) -> list[Measured]:
    """Run every command once to warm up, then each in turn, again and again, that many times."""
    measured = [Measured(command) for command in commands]
    for command in commands:
        run(command, folder)
    rounds = [one for _ in range(runs) for one in measured]
    # Without a thread of its own the progress bar is drawn between the runs, and takes nothing from them.
    for one in track(rounds, "measuring", console=Console(stderr=True), transient=True, auto_refresh=False):
        one.runs.append(run(one.command, folder))
    return measured
