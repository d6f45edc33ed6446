"""The page for those who outgrow one machine, taken apart, and its lines run."""

from __future__ import annotations

import contextlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from conftest import TESTS

DOCS = TESTS.parent / "docs"
PAGE = DOCS / "scale.md"

FEW = "1000"
"""How many facts the tests make of a million."""


class Block(NamedTuple):
    """Lines of the page, and what it shows below them."""

    heading: str
    language: str
    code: str
    shown: str | None


def blocks() -> list[Block]:
    """All blocks of the page that are to be run, in order."""
    if not PAGE.exists():
        return []
    found = []
    for section in re.split(r"^#+ ", PAGE.read_text("utf-8"), flags=re.MULTILINE)[1:]:
        heading = section.partition("\n")[0]
        matches = re.finditer(r"```(sh|python)\n(.*?)```(?:\n\n```text\n(.*?)```)?", section, re.DOTALL)
        found += [Block(heading, *match.groups()) for match in matches]
    return found


BLOCKS = blocks()


def needs(block: Block) -> list[str]:
    """The modules of the clients that a block runs."""
    if block.language == "python":
        return re.findall(r"^import (\w+)", block.code, re.MULTILINE)
    return [name for name, sign in (("datasette", "datasette "), ("pyspark", "spark.py")) if sign in block.code]


@contextlib.contextmanager
def moved_to(folder: Path) -> Iterator[None]:
    """Work in a folder for a while."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def environment(folder: Path) -> dict[str, str]:
    """What the programs of the page are run with; the package is found where it is now."""
    package = str(Path(sys.modules["sco_cli"].__file__ or "").parent.parent)
    path = os.pathsep.join([str(folder / "bin"), str(Path(sys.executable).parent), os.environ["PATH"]])
    return os.environ | {"PATH": path, "PYTHONPATH": package, "PYTHONUTF8": "1", "PYSPARK_PYTHON": sys.executable}


def run_shell(folder: Path, code: str) -> str:
    """What the lines print."""
    done = subprocess.run(
        ["bash", "-euc", code.replace("1000000", FEW)],
        cwd=folder,
        env=environment(folder),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def require(*modules: str) -> None:
    """Skip the test unless the clients are here."""
    for name in modules:
        if importlib.util.find_spec(name) is None:
            pytest.skip(f"{name} is not installed")
    if "pyspark" in modules and not (shutil.which("java") or os.environ.get("JAVA_HOME")):
        pytest.skip("Java is not installed")
