"""What the tests share: fact bases, the sources that they are made from, and sco run as a user runs it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from sco_cli.factbase import FactBase
from sco_cli.loading import load

TESTS = Path(__file__).parent
SMALL = TESTS / "bases" / "small.toml"


class Ran(NamedTuple):
    """What a run of sco left behind."""

    code: int
    out: str
    err: str


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-screens", action="store_true", help="write the golden screens anew, to be looked at")


def run_sco(*arguments: str | Path, stdin: str | bytes = b"", **environ: str) -> Ran:
    """Run sco in a process of its own, in a pipe, with only the environment given."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "SYSTEMROOT", "PYTHONPATH") if name in os.environ}
    done = subprocess.run(
        [sys.executable, "-m", "sco_cli", *map(str, arguments)],
        input=stdin.encode() if isinstance(stdin, str) else stdin,
        capture_output=True,
        env=kept | {"PYTHONUTF8": "1"} | environ,
        timeout=60,
        check=False,
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture
def sco() -> Callable[..., Ran]:
    """Sco as a user runs it."""
    return run_sco


@pytest.fixture(scope="session")
def bundled() -> FactBase:
    """The fact base that ships."""
    return load()


@pytest.fixture(scope="session")
def small() -> FactBase:
    """The invented fact base, for tests that need one that stays as it is."""
    return load(SMALL)


@pytest.fixture(scope="session")
def shared_sources() -> Path:
    """The folder of what the fact base is made from; tests that need it skip where it is not."""
    root = Path(os.environ.get("SCO_SHARED", TESTS.parent.parent / "shared")) / "sources"
    if not root.is_dir():
        pytest.skip("the sources of the fact base are not here; SCO_SHARED names the folder above them")
    return root
