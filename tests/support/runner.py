"""Runs sco: in this process, or in a child process where a test needs one."""

from __future__ import annotations

import functools
import io
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

import typer

from support.paths import SHARED_BASES


class Result(NamedTuple):
    """The exit code and the output of a run of sco."""

    code: int
    out: str
    err: str


Sco = Callable[..., Result]

INHERITED_VARIABLES = ("PATH", "HOME", "SYSTEMROOT", "PYTHONPATH")
"""Variables of the environment that sco gets from the tests; all others are removed."""

MODULE = ("-m", "sco_cli")
"""The arguments with which Python runs sco."""

TIMEOUT = 60
"""Seconds after which a child process is killed."""


def inherited_environment() -> dict[str, str]:
    """Return the part of the environment that runs of sco inherit, without a cache of the user's own bases."""
    return {name: os.environ[name] for name in INHERITED_VARIABLES if name in os.environ} | {"SCO_CACHE": "off"}


# ---- In a child process ----


def run_process(
    *arguments: str | Path,
    python: Sequence[str] = MODULE,
    stdin: str | bytes = b"",
    cwd: str | Path | None = None,
    **environ: str,
) -> Result:
    """Run sco in a child process with its streams in pipes; `environ` is added to a minimal environment.

    `python` has the arguments that come before those of sco: options of the interpreter, and what it runs.
    """
    done = subprocess.run(
        [sys.executable, *python, *map(str, arguments)],
        input=stdin.encode() if isinstance(stdin, str) else stdin,
        capture_output=True,
        cwd=cwd,
        env=inherited_environment() | {"PYTHONUTF8": "1"} | environ,
        timeout=TIMEOUT,
        check=False,
    )
    return Result(done.returncode, done.stdout.decode(), done.stderr.decode())


def run_in_bash(line: str) -> Result:
    """Run a line of Bash in which `sco` is this copy of the program, for redirections, pipes and limits."""
    function = f'sco() {{ "{sys.executable}" -B -m sco_cli "$@"; }}\n'
    environ = inherited_environment() | {"PYTHONUTF8": "1"}
    done = subprocess.run(
        ["bash", "-c", function + line], capture_output=True, text=True, env=environ, timeout=TIMEOUT, check=False
    )
    return Result(done.returncode, done.stdout, done.stderr)


@contextmanager
def started_process(
    *arguments: str | Path, python: Sequence[str] = MODULE, reset: signal.Signals
) -> Iterator[subprocess.Popen[bytes]]:
    """Start sco in a child process in which a signal has its default effect, and which the test ends.

    A shell makes jobs in the background ignore some signals, and children inherit that.
    """

    def reset_signal() -> None:
        with suppress(OSError):  # SIGKILL cannot be reset, nor ignored
            signal.signal(reset, signal.SIG_DFL)

    with subprocess.Popen(
        [sys.executable, *python, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=inherited_environment() | {"PYTHONUTF8": "1"},
        preexec_fn=reset_signal,  # noqa: PLW1509  # there are no threads
    ) as process:
        yield process


# ---- In this process ----


@functools.cache
def app() -> Any:
    """The click command that Typer builds from the app, built once for all tests to save time."""
    from sco_cli.cli import app as app_module

    return typer.main.get_command(app_module.app)


shares_bases = [False]
"""Whether runs in this process share the fact bases that they load; conftest.py sets it for each module of tests."""


@functools.lru_cache(maxsize=16)
def _load_once(load: Callable[..., Any], names: Sequence[str | Path | bytes], contents: Sequence[bytes]) -> Any:
    """The base that the function `load` makes of these arguments; `contents` are those of the files that it reads."""
    del contents  # a part of the key
    return load(*names)


@functools.lru_cache(maxsize=16)
def _load_contents_once(load_contents: Callable[..., Any], contents: Sequence[tuple[str, bytes]]) -> Any:
    """The base that the function makes of files with these names and contents."""
    return load_contents(dict(contents))


def _share_bases(patches: ExitStack) -> None:
    """Let the program take a base that it has loaded before, if the file is one that tests do not change.

    Records are immutable.
    """
    from sco_cli.loading import files, loader

    load, load_contents = loader.load, loader.load_contents

    def load_shared(*names: str | Path) -> Any:
        paths = [files.bundled() if name == files.BUNDLED else Path(name) for name in names]
        if not {*paths} <= {*SHARED_BASES, files.bundled()}:
            return load(*names)
        return _load_once(load, names, tuple(path.read_bytes() for path in paths))

    def load_shared_contents(contents: Mapping[str, bytes]) -> Any:
        if not {*map(Path, contents)} <= {*SHARED_BASES, Path(files.BUNDLED)}:
            return load_contents(contents)
        return _load_contents_once(load_contents, tuple(contents.items()))

    patches.enter_context(mock.patch.object(loader, "load", load_shared))
    patches.enter_context(mock.patch.object(loader, "load_contents", load_shared_contents))


def run(
    arguments: Sequence[str | Path],
    environ: Mapping[str, str],
    stdin: bytes,
    out: io.TextIOWrapper,
    err: io.TextIOWrapper,
) -> int:
    """Run sco in this process with the given streams and environment, and return its exit code."""
    from sco_cli.cli import app as app_module

    with ExitStack() as patches:
        for patch in (
            mock.patch.dict(os.environ, inherited_environment() | dict(environ), clear=True),
            mock.patch.object(app_module, "app", app()),
            mock.patch.object(sys, "argv", ["sco", *map(str, arguments)]),
            mock.patch.object(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), "utf-8")),
            mock.patch.object(sys, "stdout", out),
            mock.patch.object(sys, "stderr", err),
        ):
            patches.enter_context(patch)
        if shares_bases[0]:
            _share_bases(patches)
        try:
            app_module.main()
        except SystemExit as stopped:
            return int(stopped.code or 0)
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
    return 0


def run_sco(*arguments: str | Path, stdin: str | bytes = b"", encoding: str = "utf-8", **environ: str) -> Result:
    """Run sco like `run_process`, but in this process, which is faster; `encoding` is that of its output streams."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding, errors) for errors in ("strict", "backslashreplace"))
    code = run(arguments, environ, stdin.encode() if isinstance(stdin, str) else stdin, out, err)
    return Result(code, *(stream.buffer.getvalue().decode(stream.encoding) for stream in (out, err)))
