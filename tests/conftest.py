"""Shared fixtures: fact bases, the sources that the bundled base is made from, and functions that run sco."""

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

# Rewrite assertions in the support package too, so that their failures show the compared values.
pytest.register_assert_rewrite("support")

FUZZ_CASES: list[int] = [0]
"""Its only item counts the fuzz cases tried in this process and, at the end of a parallel run, in all workers."""


class Result(NamedTuple):
    """The exit code and the output of a run of sco."""

    code: int
    out: str
    err: str


Sco = Callable[..., Result]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-screens", action="store_true", help="rewrite the expected output; review the diff")


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Add up the fuzz cases counted by the workers of pytest-xdist."""
    FUZZ_CASES[0] += node.workeroutput.get("fuzzed", 0)


def pytest_sessionfinish(session: pytest.Session) -> None:
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["fuzzed"] = FUZZ_CASES[0]
    elif FUZZ_CASES[0] < int(os.environ.get("SCO_FUZZ_MIN_CASES", "0")):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: Any) -> None:
    if FUZZ_CASES[0]:
        terminalreporter.write_line(f"{FUZZ_CASES[0]:,} fuzz cases")


# No deadlines, because the speed of machines varies. In CI the cases are always the same, so that failures recur.
settings.register_profile("sco", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("sco")

INHERITED_VARIABLES = ("PATH", "HOME", "SYSTEMROOT", "PYTHONPATH")
"""Variables of the environment that sco gets from the tests; all others are removed."""


def inherited_environment() -> dict[str, str]:
    """Return the part of the environment that runs of sco inherit."""
    return {name: os.environ[name] for name in INHERITED_VARIABLES if name in os.environ}


def run_process(*arguments: str | Path, stdin: str | bytes = b"", **environ: str) -> Result:
    """Run sco in a child process with its streams in pipes; `environ` is added to a minimal environment."""
    done = subprocess.run(
        [sys.executable, "-m", "sco_cli", *map(str, arguments)],
        input=stdin.encode() if isinstance(stdin, str) else stdin,
        capture_output=True,
        env=inherited_environment() | {"PYTHONUTF8": "1"} | environ,
        timeout=60,
        check=False,
    )
    return Result(done.returncode, done.stdout.decode(), done.stderr.decode())


@functools.cache
def app() -> Any:
    """The click command that Typer builds from the app, built once for all tests to save time."""
    from sco_cli.cli import app as app_module

    return typer.main.get_command(app_module.app)


def run(
    arguments: Sequence[str | Path],
    environ: Mapping[str, str],
    stdin: bytes,
    out: io.TextIOWrapper,
    err: io.TextIOWrapper,
) -> int:
    """Run sco in this process with the given streams and environment, and return its exit code."""
    from sco_cli.cli import app as app_module

    with (
        mock.patch.dict(os.environ, inherited_environment() | dict(environ), clear=True),
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


def run_sco(*arguments: str | Path, stdin: str | bytes = b"", **environ: str) -> Result:
    """Run sco like `run_process`, but in this process, which is faster."""
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8") for _ in range(2))
    code = run(arguments, environ, stdin.encode() if isinstance(stdin, str) else stdin, out, err)
    return Result(code, *(stream.buffer.getvalue().decode() for stream in (out, err)))


@pytest.fixture
def sco() -> Sco:
    """The function that runs sco with command-line arguments."""
    return run_sco


@pytest.fixture(scope="session")
def bundled() -> FactBase:
    """The bundled fact base."""
    return load()


@pytest.fixture(scope="session")
def small() -> FactBase:
    """The invented fact base of the tests, which does not change when the bundled facts do."""
    return load(SMALL)


@pytest.fixture(scope="session")
def shared_sources() -> Path:
    """The folder of the sources that the bundled base is made from; the test is skipped if there is none."""
    root = Path(os.environ.get("SCO_SHARED", TESTS.parent.parent / "shared")) / "sources"
    if not root.is_dir():
        pytest.skip("the sources of the fact base are not here; SCO_SHARED names the folder above them")
    return root
