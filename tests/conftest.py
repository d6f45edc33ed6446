"""What the tests share: fact bases, the sources that they are made from, and sco run as a user runs it."""

from __future__ import annotations

import functools
import io
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

import pytest
import typer
from hypothesis import settings

from sco_cli.loading.loader import load
from sco_cli.models.factbase import FactBase

TESTS = Path(__file__).parent
SMALL = TESTS / "bases" / "small.toml"

# So that an assertion in what tests share says as much as one in a test.
pytest.register_assert_rewrite("support")

FUZZED: list[int] = [0]
"""How many fuzz cases have been tried, in this process and, at the end, in all."""


class Ran(NamedTuple):
    """What a run of sco left behind."""

    code: int
    out: str
    err: str


Sco = Callable[..., Ran]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-screens", action="store_true", help="write the golden screens anew, to be looked at")


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Gather what the workers of pytest-xdist have counted."""
    FUZZED[0] += node.workeroutput.get("fuzzed", 0)


def pytest_sessionfinish(session: pytest.Session) -> None:
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["fuzzed"] = FUZZED[0]
    elif FUZZED[0] < int(os.environ.get("SCO_FUZZ_AT_LEAST", "0")):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: Any) -> None:
    if FUZZED[0]:
        terminalreporter.write_line(f"{FUZZED[0]:,} fuzz cases")


# No test is timed: machines are busy. What lands or not does not hang on chance.
settings.register_profile("sco", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("sco")

KEPT = ("PATH", "HOME", "SYSTEMROOT", "PYTHONPATH")


def run_process(*arguments: str | Path, stdin: str | bytes = b"", **environ: str) -> Ran:
    """Run sco in a process of its own, in a pipe, with only the environment given."""
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    done = subprocess.run(
        [sys.executable, "-m", "sco_cli", *map(str, arguments)],
        input=stdin.encode() if isinstance(stdin, str) else stdin,
        capture_output=True,
        env=kept | {"PYTHONUTF8": "1"} | environ,
        timeout=60,
        check=False,
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


@functools.cache
def app() -> Any:
    """The app as Typer builds it anew for each run of the program; here once for all."""
    from sco_cli.cli import app as app_module

    return typer.main.get_command(app_module.app)


def run(
    arguments: Sequence[str | Path],
    environ: Mapping[str, str],
    stdin: bytes,
    out: io.TextIOWrapper,
    err: io.TextIOWrapper,
) -> int:
    """Run sco in this process, with stand-ins for its streams and its environment; what comes back is the exit code."""
    from sco_cli.cli import app as app_module

    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    with (
        mock.patch.dict(os.environ, kept | dict(environ), clear=True),
        mock.patch.object(app_module, "app", app()),
        mock.patch.object(sys, "argv", ["sco", *map(str, arguments)]),
        mock.patch.object(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), "utf-8")),
        mock.patch.object(sys, "stdout", out),
        mock.patch.object(sys, "stderr", err),
    ):
        try:
            app_module.main()
        except SystemExit as stopped:
            return int(stopped.code or 0)
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
    return 0


def run_sco(*arguments: str | Path, stdin: str | bytes = b"", **environ: str) -> Ran:
    """Run sco as `run_process` does, only without the cost of a process."""
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8") for _ in range(2))
    code = run(arguments, environ, stdin.encode() if isinstance(stdin, str) else stdin, out, err)
    return Ran(code, *(stream.buffer.getvalue().decode() for stream in (out, err)))


@pytest.fixture
def sco() -> Sco:
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
