"""Runs the code blocks of documentation pages: sco commands with their output, files, Python sessions, shell lines."""

from __future__ import annotations

import doctest
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from support.terminal import on_terminal, strip_escapes

CONSOLE_BLOCK = re.compile(r"```console\n\$ sco ?(.*)\n((?:(?!```).*\n)*)```")
"""A code block with one sco command and its output; group 1 has the arguments, group 2 the output."""

CODE_BLOCK = re.compile(r'^```(\w+)(?: title="([^"]*)")?\n(.*?)^```$', re.DOTALL | re.MULTILINE)


class Block(NamedTuple):
    """A code block of a page; `title` is the name of the file that it is a part of, or empty."""

    language: str
    title: str
    code: str


def blocks(text: str) -> list[Block]:
    """Return the code blocks of a page, in order."""
    return [Block(match[1], match[2] or "", match[3]) for match in CODE_BLOCK.finditer(text)]


def terminal_output(arguments: str) -> str:
    """Return what sco prints on a terminal of 80 columns, without trailing blanks."""
    output = strip_escapes(on_terminal(*shlex.split(arguments), width=80))
    return "".join(f"{line.rstrip()}\n" for line in output.splitlines())


def with_actual_output(text: str, *, keep_bundled: bool = False) -> str:
    """Run the sco commands of a page, in order and in the current folder, and return the page with what they print.

    With `keep_bundled`, what the page shows of the bundled base stays: commands without a file are only run.
    """

    def run_command(match: re.Match[str]) -> str:
        output = terminal_output(match[1])
        assert not output.startswith("sco: "), f"{match[1]}: {output}"  # pages show no errors
        words = shlex.split(match[1])
        # What is on record about a text is in the bundled base too.
        reads_bundled = "read" in words[:1] or not any(Path(word).is_file() for word in words)
        shown = match[2] if keep_bundled and reads_bundled else output
        return f"```console\n$ sco {match[1]}\n{shown}```"

    return CONSOLE_BLOCK.sub(run_command, text)


def follow_page(text: str, folder: Path, *, keep_bundled: bool = False) -> str:
    """Write the files of a page and run its commands, in order, and return the page with the actual output.

    The folder must be the current one; `keep_bundled` is as in `with_actual_output`.
    """

    def follow_block(match: re.Match[str]) -> str:
        language, title, code = match[1], match[2], match[3]
        if title:
            with (folder / title).open("a", encoding="utf-8", newline="\n") as file:
                file.write(f"{code}\n")
        elif language == "sh":
            run_shell(code, folder)
        return with_actual_output(match[0], keep_bundled=keep_bundled)

    return CODE_BLOCK.sub(follow_block, text)


def run_shell(code: str, folder: Path) -> None:
    """Run lines of Bash in a folder, with `sco` on the path. Raises CalledProcessError if one fails."""
    programs = folder / ".bin"
    programs.mkdir(exist_ok=True)
    sco = programs / "sco"
    sco.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m sco_cli "$@"\n')
    sco.chmod(0o755)
    package = str(Path(sys.modules["sco_cli"].__file__ or "").parent.parent)
    path = os.pathsep.join([str(programs), os.environ["PATH"]])
    env = os.environ | {"PATH": path, "PYTHONPATH": package, "PYTHONUTF8": "1"}
    subprocess.run(["bash", "-euc", code], cwd=folder, env=env, timeout=60, check=True)


def doctest_failures(text: str, name: str) -> str:
    """Run the Python blocks of a page as one doctest session and return the failures, or an empty text."""
    messages: list[str] = []
    code = "\n".join(block.code for block in blocks(text) if block.language == "pycon")
    test = doctest.DocTestParser().get_doctest(code, {}, name, name, 0)
    doctest.DocTestRunner(verbose=False).run(test, out=messages.append)
    assert test.examples, f"{name} has no Python"
    return "".join(messages)
