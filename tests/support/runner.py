"""Runs sco: in this process, or in a child process where a test needs one."""

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

import typer


class Result(NamedTuple):
    """The exit code and the output of a run of sco."""

    code: int
    out: str
    err: str


Sco = Callable[..., Result]

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
