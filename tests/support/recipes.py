"""The recipes of CONTRIBUTING.md, and a copy of the program to carry them out in."""

from __future__ import annotations

import functools
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import test_imports
from conftest import TESTS, Ran

import sco_cli
from sco_cli.loading import files

GUIDE = TESTS.parent / "CONTRIBUTING.md"

NEEDED = pytest.mark.skipif(not GUIDE.exists(), reason="CONTRIBUTING.md is not beside the tests")
"""The mark of tests that are skipped where there is no guide."""

RECIPE = re.compile(r"<!-- recipe: (\S+) ?(\S*) -->\n```(\w+)\n(.*?)```", re.DOTALL)

BATCH = """
import json, sys
from conftest import run_sco
import sco_cli
print(json.dumps([sco_cli.__file__, *(run_sco(*one) for one in json.load(sys.stdin))]))
"""
"""Runs sco several times in one process, which is the copy's own."""


@functools.cache
def recipes() -> list[tuple[str, str, str, str]]:
    """What is shown: the recipe that it belongs to, the file that it is for, its notation, and its text."""
    return [(match[1], match[2], match[3], match[4]) for match in RECIPE.finditer(GUIDE.read_text("utf-8"))]


class Copy:
    """A copy of the program and its fact base, where recipes are followed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.facts = folder / "data" / "facts.toml"
        self.touched: list[str] = []
        ignored = shutil.ignore_patterns("__pycache__", "facts.toml", "facts.schema.json")
        shutil.copytree(Path(sco_cli.__file__).parent, folder / "sco_cli", ignore=ignored)
        shutil.copytree(files.bundled().parent, folder / "data", ignore=lambda _, names: {*names} - {"facts.toml"})

    def follow(self, recipe: str) -> Copy:
        """Do what the recipe says, and nothing else."""
        for name, file, notation, text in recipes():
            if name != recipe:
                continue
            path = self.folder / (file or "data/facts.toml")
            self.touched.append(path.relative_to(self.folder).as_posix())
            if notation == "diff":
                path.write_text(patched(path.read_text("utf-8"), text), "utf-8")
            elif path == self.facts:
                path.write_text(f"{path.read_text('utf-8')}\n{text}", "utf-8")
            else:
                assert not path.exists()
                path.write_text(text, "utf-8")
        return self

    def process(self, *arguments: str) -> Ran:
        """Run `python -m sco_cli` in the copy."""
        return self._python("-m", "sco_cli", *arguments)

    def tests(self, *names: str, of: str) -> Ran:
        """Run those of the tests in some files that have a word in their names, on the copy."""
        paths = [str(TESTS / f"test_{name}.py") for name in names]
        return self._python("-m", "pytest", "-W", "default", "-p", "no:cacheprovider", "-k", of, *paths)

    def run(self, *lines: str | Sequence[str]) -> list[Ran]:
        """Run sco in the copy, once for each line."""
        arguments = [line.split() if isinstance(line, str) else list(map(str, line)) for line in lines]
        ran = self._python("-c", BATCH, stdin=json.dumps(arguments))
        assert ran.code == 0, ran.err
        where, *answers = json.loads(ran.out)
        assert Path(where).parent == self.folder / "sco_cli"
        return [Ran(*answer) for answer in answers]

    def answers(self, *lines: str | Sequence[str]) -> list[Any]:
        """What sco answers in json, once for each line."""
        found = self.run(*([*(line.split() if isinstance(line, str) else line), "--format", "json"] for line in lines))
        assert [(one.code, one.err) for one in found] == [(0, "")] * len(found)
        return [json.loads(one.out) for one in found]

    def _python(self, *arguments: str, stdin: str = "") -> Ran:
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "SYSTEMROOT") if name in os.environ}
        paths = os.pathsep.join(map(str, (self.folder, TESTS)))
        done = subprocess.run(
            [sys.executable, "-B", *arguments],
            input=stdin,
            capture_output=True,
            encoding="utf-8",
            cwd=self.folder,
            env=kept | {"PYTHONUTF8": "1", "PYTHONPATH": paths},
            timeout=120,
            check=False,
        )
        return Ran(done.returncode, done.stdout, done.stderr)

    def check_imports(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Check the imports of every touched file, and the contracts of import-linter where it is installed."""
        monkeypatch.setattr(test_imports, "PACKAGE", self.folder / "sco_cli")
        for touched in self.touched:
            if touched.endswith(".py"):
                name = touched.removeprefix("sco_cli/").removesuffix(".py")
                test_imports.test_rich_and_pydantic_are_imported_only_where_they_belong(name)
        test_imports.test_the_lazy_imports_are_those_listed()
        if importlib.util.find_spec("importlinter"):
            shutil.copy(TESTS.parent / "pyproject.toml", self.folder)
            ran = self._python("-c", "from importlinter.cli import lint_imports; raise SystemExit(lint_imports())")
            assert ran.code == 0, ran.out


def patched(text: str, diff: str) -> str:
    """The text with a diff applied: the lines that it has and the diff keeps or drops stand there once."""
    lines = diff.splitlines()
    old, new = ("".join(f"{line[1:]}\n" for line in lines if line[:1] != sign) for sign in "+-")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
    return text.replace(old, new)
