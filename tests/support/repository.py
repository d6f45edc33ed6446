"""The repository that contains the tests, and other programs."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

from support.paths import ROOT

REQUIRES_REPOSITORY = pytest.mark.skipif(
    not (ROOT / ".editorconfig").exists(), reason="the tests are not run inside the repository"
)
"""Mark for tests that are skipped where the tests have been copied out of the repository."""


def read(name: str) -> str:
    """Return the text of a file of the repository."""
    return (ROOT / name).read_text("utf-8")


def find_program(name: str) -> str:
    """Return the path of a program beside this Python or on the path; skip the test if there is none."""
    path = shutil.which(name, path=os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")]))
    if path is None:
        pytest.skip(f"{name} is not installed")
    return path
