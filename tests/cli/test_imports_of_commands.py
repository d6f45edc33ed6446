"""What runs of sco import and read, counted instead of timed: a new import makes every answer of its kind slower.

`pytest --update-screens` rewrites `tests/data/imports.json`; review the diff before you commit it. In the file, "every
run" has the modules that all of these runs import, and each run what it imports beyond them. Packages are those of
others, without what Typer brings along; files are those with data.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from support.completion import question
from support.paths import DATA
from support.runner import run_process

from sco_cli.loading.cache import has_bundled_entry

FILE = DATA / "imports.json"

RUNS: dict[str, tuple[str, ...]] = {
    "--help": ("--help",),
    "--version": ("--version",),
    "completion of a command": (),
    "completion of a country": (),
    "schema": ("schema",),
    "projects in json": ("projects", "--format", "json"),
    "projects as a table in a pipe": ("projects", "--country", "KZ"),
    "facts in csv": ("facts", "--format", "csv"),
    "country": ("country", "KZ"),
    "metric": ("metric", "internet-penetration"),
    "search": ("search", "5G"),
    "show": ("show", "kg-internet-penetration"),
    "sources": ("sources",),
    "export to SQLite": ("export", "facts.db"),
}
"""The arguments of each run on the bundled base."""

QUESTIONS = {
    "completion of a command": question("bash", "pro"),
    "completion of a country": question("bash", "projects", "--country", "K"),
}
"""The environment of the runs in which a shell asks."""

NAME_MODULES = """
import atexit, sys
opened = []
sys.addaudithook(lambda event, values: opened.append(values[0]) if event == "open" else None)
paths = (name for name in opened if isinstance(name, str))
atexit.register(lambda: print(*sys.modules, *paths, sep="\\n", file=sys.stderr))
from sco_cli.cli.app import main
main()
"""
"""A program that runs sco and names all modules, and all files that it has opened, on stderr at the end."""

DATA_SUFFIXES = (".cache", ".json", ".toml")
"""The ends of the names of files with data; modules are read too, since the key of the cache covers them."""

NAME_MODULES_OF_TYPER = """
import atexit, sys, typer
atexit.register(lambda: print(*sys.modules, file=sys.stderr))
app = typer.Typer(rich_markup_mode=None, add_completion=False)
def command(name: str = "with a default"):
    pass
app.command()(command)
app(["--help"])
"""
"""A program that shows a help of Typer and names all modules on stderr at the end; older ones import Rich for it."""

IMPORTED_ANYWAY = {*sys.stdlib_module_names, "sco_cli", "typing_extensions"}
"""Packages that are not listed; older versions of Python need the last one, and newer ones do not."""


def is_module(name: str) -> bool:
    """Whether a name is that of a module, and not of a file, nor of the compiled part of a package."""
    return not {*"/\\<"} & {*name} and not name.endswith("__mypyc")


def imported_by(name: str, folder: Path) -> set[str]:
    """Return the modules and the opened files of a run, which may write into the folder."""
    result = run_process(*RUNS[name], python=("-c", NAME_MODULES), cwd=folder, **QUESTIONS.get(name, {}))
    assert result.code == 0
    return {*result.err.splitlines()}


def imports_of_runs(folder: Path) -> dict[str, dict[str, list[str]]]:
    """Return what the runs import, as the file has it."""
    done = subprocess.run([sys.executable, "-c", NAME_MODULES_OF_TYPER], capture_output=True, text=True, check=True)
    anyway = IMPORTED_ANYWAY | {module.partition(".")[0] for module in done.stderr.split()} - {"typer"}
    found = {}
    for name in RUNS:
        imported = imported_by(name, folder)
        found[name] = {
            "packages": {name.partition(".")[0] for name in imported if is_module(name)} - anyway,
            "modules": {module for module in imported if module.startswith("sco_cli.") and "/" not in module},
            "files": {Path(name).name for name in imported if name.endswith(DATA_SUFFIXES)},
        }
    every_run = {
        part: set.intersection(*(parts[part] for parts in found.values())) for part in next(iter(found.values()))
    }
    beyond = {name: {part: names - every_run[part] for part, names in parts.items()} for name, parts in found.items()}
    return {
        name: {part: sorted(names) for part, names in parts.items()}
        for name, parts in {"every run": every_run, **beyond}.items()
    }


def test_no_run_imports_more_than_it_did(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    if not has_bundled_entry() and "CI" not in os.environ:
        pytest.skip("no valid cache: sco is not installed, or its modules have changed since")
    found = imports_of_runs(tmp_path)
    if request.config.getoption("--update-screens"):
        FILE.write_text(json.dumps(found, indent=2) + "\n", "utf-8")
    expected = json.loads(FILE.read_text("utf-8"))
    changes = [
        f"{name}: {sign}{module}"
        for name, parts in (expected | found).items()
        for part in parts
        for sign, names, others in (("+", found, expected), ("-", expected, found))
        for module in names.get(name, {}).get(part, [])
        if module not in others.get(name, {}).get(part, [])
    ]
    assert not changes, (
        "is this import needed there? If it is, pytest --update-screens rewrites tests/data/imports.json"
    )
