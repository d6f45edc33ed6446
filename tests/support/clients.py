"""Runs other programs that read the output of sco, if they are installed."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")

REQUIRES_CHROMIUM = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")


def dom(address: str, profile: Path, *flags: str) -> str:
    """Open a page in Chromium, with a folder for its profile, and return the page as it is then, as HTML."""
    offline = ("--disable-background-networking", "--disable-component-update", "--disable-quic", "--disable-sync")
    start = (
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-first-run",
        f"--user-data-dir={profile}",
        "--dump-dom",
    )
    return run_client(CHROMIUM or "chromium", *start, *offline, *flags, address)


def run_client(*command: str | Path, stdin: str = "") -> str:
    """Run a program and return its output; skip the test if the program is not installed."""
    program = shutil.which(str(command[0]))
    if program is None:
        pytest.skip(f"{command[0]} is not installed")
    process = subprocess.run(
        [program, *command[1:]], input=stdin, capture_output=True, text=True, check=True, timeout=120
    )
    return process.stdout
