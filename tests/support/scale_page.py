"""Parses `docs/scale.md`, the page about exports to larger systems, and runs its code blocks."""

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

from support.paths import ROOT

DOCS = ROOT / "docs"
PAGE = DOCS / "scale.md"

FACT_COUNT = "1000"
"""The number of facts that the tests generate where the page says 1000000."""


class Block(NamedTuple):
    """A code block, and the output that the page shows below it, or None if it shows none."""

    heading: str
    language: str
    code: str
    output: str | None


def read_blocks() -> list[Block]:
    """Return the shell and Python blocks of the page, in order; none if the page is not here."""
    if not PAGE.exists():
        return []
    blocks = []
    for section in re.split(r"^#+ ", PAGE.read_text("utf-8"), flags=re.MULTILINE)[1:]:
        heading = section.partition("\n")[0]
        matches = re.finditer(r"```(sh|python)\n(.*?)```(?:\n\n```text\n(.*?)```)?", section, re.DOTALL)
        blocks += [Block(heading, *match.groups()) for match in matches]
    return blocks


BLOCKS = read_blocks()

GENERATE = "\n".join(
    line for block in BLOCKS for line in block.code.splitlines() if line.startswith("python -m benchmarks.generate ")
)
"""The command of the page that writes a large base."""


def required_modules(block: Block) -> list[str]:
    """Return the names of the third-party modules that a block uses."""
    if block.language == "python":
        # What reads Parquet reads what the block before it has written.
        return [*re.findall(r"^import (\w+)", block.code, re.MULTILINE), *["pyarrow"] * (".parquet" in block.code)]
    signs = (("datasette", "datasette "), ("pyspark", "spark.py"), ("pyarrow", ".parquet"))
    return [name for name, sign in signs if sign in block.code]


@contextlib.contextmanager
def working_directory(folder: Path) -> Iterator[None]:
    """Change the current folder, and change back at the end."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def environment(folder: Path) -> dict[str, str]:
    """Return the environment for the programs of the page, in which they find this copy of the package."""
    package = str(Path(sys.modules["sco_cli"].__file__ or "").parent.parent)
    path = os.pathsep.join([str(folder / "bin"), str(Path(sys.executable).parent), os.environ["PATH"]])
    return os.environ | {"PATH": path, "PYTHONPATH": package, "PYTHONUTF8": "1", "PYSPARK_PYTHON": sys.executable}


def run_shell(folder: Path, code: str) -> str:
    """Run lines of Bash in a folder and return what they print."""
    done = subprocess.run(
        ["bash", "-euc", code.replace("1000000", FACT_COUNT)],
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
    """Skip the test unless the modules, and Java for pyspark, are installed."""
    for name in modules:
        if importlib.util.find_spec(name) is None:
            pytest.skip(f"{name} is not installed")
    if "pyspark" in modules and not (shutil.which("java") or os.environ.get("JAVA_HOME")):
        pytest.skip("Java is not installed")
