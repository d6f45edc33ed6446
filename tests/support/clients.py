"""Runs other programs that read the output of sco, if they are installed."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest


def run_client(*command: str | Path, stdin: str = "") -> str:
    """Run a program and return its output; skip the test if the program is not installed."""
    program = shutil.which(str(command[0]))
    if program is None:
        pytest.skip(f"{command[0]} is not installed")
    process = subprocess.run(
        [program, *command[1:]], input=stdin, capture_output=True, text=True, check=True, timeout=120
    )
    return process.stdout
