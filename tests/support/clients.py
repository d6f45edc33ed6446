"""Programs that read what sco writes, run where they are installed."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest


def asked(*command: str | Path, stdin: str = "") -> str:
    """What a client says; the test is skipped where there is no such client."""
    program = shutil.which(str(command[0]))
    if program is None:
        pytest.skip(f"{command[0]} is not installed")
    done = subprocess.run([program, *command[1:]], input=stdin, capture_output=True, text=True, check=True, timeout=120)
    return done.stdout
