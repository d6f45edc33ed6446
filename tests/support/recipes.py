"""The recipes of CONTRIBUTING.md, and a copy of the program in which to follow them.

A recipe is a set of steps, each below a comment `<!-- recipe: NAME FILE -->`: a diff to apply to the file, TOML to
append to the fact base, or a sentence that says which file to copy to which folder.
"""

from __future__ import annotations

import contextlib
import functools
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import sco_cli
from sco_cli.loading import files
from support.imports import LAZY, imports_rich_or_pydantic_elsewhere, lazy_imports
from support.paths import ROOT, TESTS
from support.runner import Result

GUIDE = ROOT / "CONTRIBUTING.md"

REQUIRES_GUIDE = pytest.mark.skipif(not GUIDE.exists(), reason="CONTRIBUTING.md is not beside the tests")
"""Mark for tests that are skipped where CONTRIBUTING.md is missing."""

BLOCK = re.compile(r"<!-- recipe: (\S+) ?(\S*) -->\n```(\w+)\n(.*?)```", re.DOTALL)
COPY = re.compile(r"<!-- recipe: (\S+) -->\n.*Copy \[`\S+`\]\((\S+)\) to `(\S+)`")

SERVER = """
import json, sys
from support.runner import run_sco
import sco_cli
print(sco_cli.__file__, flush=True)
for line in sys.stdin:
    print(json.dumps(run_sco(*json.loads(line))), flush=True)
"""
"""Program that runs sco for each line that it reads: JSON lists of arguments in, results out."""


class Step(NamedTuple):
    """A step of a recipe; `file` is relative to the repository, and empty for the fact base."""

    recipe: str
    file: str
    language: str
    code: str


@functools.cache
def recipe_steps() -> list[Step]:
    """Return the steps of all recipes: first the files to copy, then the blocks, each in the order of the guide."""
    guide = GUIDE.read_text("utf-8")
    copies = [
        Step(recipe, folder + Path(source).name, "python", (ROOT / source).read_text("utf-8"))
        for recipe, source, folder in COPY.findall(guide)
    ]
    return copies + [Step(*match.groups()) for match in BLOCK.finditer(guide)]


class ProgramCopy:
    """A copy of the package and the fact base in a folder, in which recipes are followed.

    `changed` lists the files that recipes have changed or added, relative to the folder. All runs of sco in a copy are
    in one process, which `close` ends.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.facts = folder / "data" / "facts.toml"
        self.changed: list[str] = []
        self._stack = contextlib.ExitStack()
        # With the byte code, which stays valid because copies have the times of the files.
        ignored = shutil.ignore_patterns("facts.toml", "facts.schema.json")
        shutil.copytree(Path(sco_cli.__file__).parent, folder / "sco_cli", ignore=ignored)
        shutil.copytree(files.bundled().parent, folder / "data", ignore=lambda _, names: {*names} - {"facts.toml"})

    def close(self) -> None:
        """End the process of the copy."""
        self._stack.close()

    def follow(self, recipe: str) -> ProgramCopy:
        """Apply the steps of a recipe, and nothing else."""
        for step in recipe_steps():
            if step.recipe != recipe:
                continue
            path = self.folder / (step.file or "data/facts.toml")
            name = path.relative_to(self.folder).as_posix()
            if name not in self.changed:
                self.changed.append(name)
            if step.language == "diff":
                path.write_text(apply_diff(path.read_text("utf-8"), step.code), "utf-8")
            elif path == self.facts:
                path.write_text(f"{path.read_text('utf-8')}\n{step.code}", "utf-8")
            else:
                assert not path.exists()
                path.write_text(step.code, "utf-8")
        return self

    def run_tests(self, *names: str, keyword: str) -> Result:
        """Run the tests of the named files, `-k` the keyword, on the copy."""
        paths = [str(TESTS / f"{name}.py") for name in names]
        return self.run_python("-m", "pytest", "-W", "default", "-p", "no:cacheprovider", "-k", keyword, *paths)

    @functools.cached_property
    def _server(self) -> subprocess.Popen[str]:
        """The process that runs sco in the copy. It imports the program when it starts, after the recipes."""
        server = self._stack.enter_context(
            subprocess.Popen(
                [sys.executable, "-c", SERVER],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                encoding="utf-8",
                cwd=self.folder,
                env=self._environment(),
            )
        )
        assert server.stdout
        assert Path(server.stdout.readline().strip()).parent == self.folder / "sco_cli"
        return server

    def run(self, *lines: str | Sequence[str]) -> list[Result]:
        """Run sco in the copy once for each line of arguments."""
        return [self._run(line.split() if isinstance(line, str) else [*map(str, line)]) for line in lines]

    def _run(self, arguments: Sequence[str]) -> Result:
        server = self._server
        assert server.stdin and server.stdout
        server.stdin.write(f"{json.dumps(arguments)}\n")
        server.stdin.flush()
        answer = server.stdout.readline()
        assert answer, f"sco {' '.join(arguments)} ended the process"
        return Result(*json.loads(answer))

    def json_answers(self, *lines: str | Sequence[str]) -> list[Any]:
        """Run sco with `--format json` once for each line, and return the parsed answers."""
        results = self.run(
            *([*(line.split() if isinstance(line, str) else line), "--format", "json"] for line in lines)
        )
        assert [(result.code, result.err) for result in results] == [(0, "")] * len(results)
        return [json.loads(result.out) for result in results]

    def run_python(self, *arguments: str) -> Result:
        """Run Python in the copy, with the copied package and the tests on its path."""
        done = subprocess.run(
            [sys.executable, *arguments],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            cwd=self.folder,
            env=self._environment(),
            timeout=120,
            check=False,
        )
        return Result(done.returncode, done.stdout, done.stderr)

    def _environment(self) -> dict[str, str]:
        """Return the environment of processes in the copy, which find the copied package and the tests."""
        environ = {name: os.environ[name] for name in ("PATH", "HOME", "SYSTEMROOT") if name in os.environ}
        return environ | {"PYTHONUTF8": "1", "PYTHONPATH": os.pathsep.join(map(str, (self.folder, TESTS)))}

    def check_imports(self) -> None:
        """Check the imports of every changed file."""
        package = self.folder / "sco_cli"
        for file in self.changed:
            if file.endswith(".py"):
                name = file.removeprefix("sco_cli/").removesuffix(".py")
                assert not imports_rich_or_pydantic_elsewhere(package, name)
        assert lazy_imports(package) == LAZY


def apply_diff(text: str, diff: str) -> str:
    """Apply a diff without line numbers; the lines that it keeps or removes must occur exactly once in the text."""
    lines = diff.splitlines()
    old, new = ("".join(f"{line[1:]}\n" for line in lines if line[:1] != sign) for sign in "+-")
    assert text.count(old) == 1, f"{old!r} occurs {text.count(old)} times"
    return text.replace(old, new)
