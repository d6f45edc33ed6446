"""The repository around the tests: its files and what they say, and the programs that check them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import TESTS

ROOT = TESTS.parent

NEEDED = pytest.mark.skipif(not (ROOT / ".editorconfig").exists(), reason="the repository is not around the tests")
"""The mark of tests that are skipped where they are run without it."""


def read(name: str) -> str:
    """What a file of the repository says."""
    return (ROOT / name).read_text("utf-8")


def program(name: str) -> str:
    """The path of a program, beside this Python or on the path; the test is skipped where there is none."""
    found = shutil.which(name, path=os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")]))
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


def kept() -> list[Path]:
    """The files that the repository keeps."""
    if not (ROOT / ".git").exists():
        pytest.skip("this is no clone")
    done = subprocess.run([program("git"), "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if done.returncode:
        pytest.skip(f"git says: {done.stderr.decode()}")
    paths = (ROOT / name for name in done.stdout.decode().split("\0") if name)
    return [path for path in paths if path.is_file()]
