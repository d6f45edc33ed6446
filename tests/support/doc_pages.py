"""What pages show, run: commands with their output, files, and lines of Python and of a shell."""

from __future__ import annotations

import doctest
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from support.terminal import on_terminal, plain

SHOWN = re.compile(r"```console\n\$ sco ?(.*)\n((?:(?!```).*\n)*)```")
"""A command on a page, and its output."""

BLOCK = re.compile(r'^```(\w+)(?: title="([^"]*)")?\n(.*?)^```$', re.DOTALL | re.MULTILINE)


class Block(NamedTuple):
    """A block of code on a page; `title` is the file that it is a piece of, if it is one."""

    language: str
    title: str
    code: str


def blocks(text: str) -> list[Block]:
    """The blocks of code on a page, in order."""
    return [Block(match[1], match[2] or "", match[3]) for match in BLOCK.finditer(text)]


def shown_output(arguments: str) -> str:
    """What the command shows on a terminal of 80 columns."""
    written = plain(on_terminal(*shlex.split(arguments), width=80))
    return "".join(f"{line.rstrip()}\n" for line in written.splitlines())


def followed(text: str, folder: Path) -> str:
    """The page after following it in that folder, the current one: its files written, its commands run, in order."""

    def follow(match: re.Match[str]) -> str:
        language, title, code = match[1], match[2], match[3]
        if title:
            with (folder / title).open("a", encoding="utf-8", newline="\n") as file:
                file.write(f"{code}\n")
        elif language == "sh":
            run_shell(code, folder)
        elif shown := SHOWN.fullmatch(match[0]):
            output = shown_output(shown[1])
            assert not output.startswith("sco: "), f"{shown[1]}: {output}"  # what a page shows works
            return f"```console\n$ sco {shown[1]}\n{output}```"
        return match[0]

    return BLOCK.sub(follow, text)


def run_shell(code: str, folder: Path) -> None:
    """Run lines of a shell in a folder, with sco on the path."""
    programs = folder / ".bin"
    programs.mkdir(exist_ok=True)
    sco = programs / "sco"
    sco.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m sco_cli "$@"\n')
    sco.chmod(0o755)
    package = str(Path(sys.modules["sco_cli"].__file__ or "").parent.parent)
    path = os.pathsep.join([str(programs), os.environ["PATH"]])
    env = os.environ | {"PATH": path, "PYTHONPATH": package, "PYTHONUTF8": "1"}
    subprocess.run(["bash", "-euc", code], cwd=folder, env=env, timeout=60, check=True)


def python_failures(text: str, name: str) -> str:
    """What doctest says of the Python sessions on a page, which are one session; nothing if they hold."""
    said: list[str] = []
    code = "\n".join(block.code for block in blocks(text) if block.language == "pycon")
    test = doctest.DocTestParser().get_doctest(code, {}, name, name, 0)
    doctest.DocTestRunner(verbose=False).run(test, out=said.append)
    assert test.examples, f"{name} has no Python"
    return "".join(said)
