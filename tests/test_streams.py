"""Streams and exit codes: what goes to stdout and what to stderr, and how a run ends.

A test's name begins with the number of the convention that it holds.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import run_process, run_sco
from support.bases import base_with
from support.commands import BROADER_INVOCATIONS as OF_THEIR_OWN
from support.commands import COMMANDS_WITHOUT_FORMAT as SILENT
from support.commands import EXIT_CODES as ANSWERED
from support.commands import FILE_INVOCATIONS as OF_FILES
from support.commands import INVOCATIONS as ASKED

from sco_cli.cli.app import COMMANDS
from sco_cli.loading.loader import load


def test_every_command_is_asked() -> None:
    assert set(ASKED) == {"", *COMMANDS}.difference(SILENT)
    assert {*SILENT, *OF_FILES, *OF_THEIR_OWN} <= {"", *COMMANDS}, "an exception is one to something that there is"


def test_01_a_listing_writes_nothing_to_stderr() -> None:
    assert run_sco("countries").err == ""


@pytest.mark.parametrize(
    ("number", "arguments", "offered"),
    [
        (2, ("projects", "--country", "XX"), "`sco countries`"),
        (3, ("projects", "--country", "Khazakstan"), "Kazakhstan (KZ)"),
        (6, ("metric", "internet-penetraton"), "internet-penetration"),
        (10, ("projekts",), "projects"),
        (10, ("projects", "--contry", "KZ"), "--country"),
        (10, ("projects", "--format", "jsn"), "json"),
    ],
)
def test_02_03_06_10_a_name_not_known_exits_2_and_offers_the_nearest(
    number: int, arguments: tuple[str, ...], offered: str
) -> None:
    ran = run_sco(*arguments)
    assert (ran.code, ran.out) == (2, ""), number
    assert offered in ran.err
    assert "Pakistan" not in ran.err


@pytest.mark.parametrize("name", ["KZ", "kz", "KAZ", "kazakhstan", "Казахстан", "哈萨克斯坦", "  Kazakhstan "])
def test_04_a_country_by_whatever_it_is_called(name: str) -> None:
    assert json.loads(run_sco("country", name, "--format", "json").out)["code"] == "KZ"
    assert json.loads(run_sco("country", "Kirghizia", "--format", "json").out)["code"] == "KG"


def test_05_nothing_found_is_an_answer() -> None:
    asked = ("projects", "--country", "IN")
    assert "no project on record matches" in run_sco(*asked).out
    assert run_sco(*asked, "--format", "json").out == "[]\n"
    header = run_sco(*asked, "--format", "csv").out
    assert header == run_sco("projects", "--format", "csv").out.splitlines(keepends=True)[0]
    assert header.startswith("kind,id,title,standing,")


@pytest.mark.parametrize("command", ASKED)
def test_07_nothing_ever_prompts(command: str) -> None:
    assert run_sco(*ASKED[command], stdin="").code == ANSWERED.get(command, 0)
    assert run_sco(command, stdin="").code in (0, 2)


@pytest.mark.parametrize("arguments", ["", "-h", "--help", *(f"{command} -h" for command in COMMANDS)])
def test_08_help_is_no_error(arguments: str) -> None:
    ran = run_sco(*arguments.split())
    assert (ran.code, ran.err) == (0, "")
    assert ran.out


def test_09_the_version_names_the_base() -> None:
    base = load()
    ran = run_sco("--version")
    assert ran.out == f"sco 0.1.0; {base.info.title} as of {base.info.as_of}, {len(base.facts)} facts\n"


def test_11_no_traceback_unless_asked_for() -> None:
    assert "Traceback" not in run_process("facts", "--facts", "nowhere.toml").err
    assert "Traceback" in run_process("facts", "--facts", "nowhere.toml", SCO_DEBUG="1").err


def test_12_what_cannot_be_read_is_one_sentence_with_its_place(tmp_path: Path) -> None:
    assert run_sco("facts", "--facts", "no.toml")[::2] == (3, "no.toml: cannot be read: No such file or directory\n")
    broken = tmp_path / "facts.toml"
    broken.write_text('[base]\nid = "b"\ntitle = = 3\n')
    assert run_sco("facts", "--facts", broken).err.startswith(f"{broken}:3:9: ")
    broken.write_bytes(b'[base]\nid = "\xff"\n')
    assert run_sco("facts", "--facts", broken).err == f"{broken}:2: not UTF-8\n"


def test_13_every_mistake_in_one_run_sorted_by_line(tmp_path: Path) -> None:
    wrong = tmp_path / "facts.toml"
    wrong.write_text(base_with('[[areas]]\nid = "a"\nnam = "A"\n[[metrics]]\nid = "m"\nname = 3\ndefinition = "d"\n'))
    lines = run_sco("facts", "--facts", wrong).err.splitlines()
    assert f'{wrong}:13:1: areas "a": unknown key "nam" (did you mean "name"?)' in lines
    assert [int(line.removeprefix(f"{wrong}:").split(":")[0]) for line in lines[:-1]] == [11, 13, 16]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT to send")
def test_14_an_interrupt_exits_130_without_a_traceback() -> None:
    command = [sys.executable, "-m", "sco_cli", "facts", "--facts", "-"]

    def listen() -> None:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # a job in the background has been told to ignore it

    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=listen,  # noqa: PLW1509  # no threads here
    ) as running:
        assert running.stdin
        running.stdin.write(b"# more than a pipe holds\n" * 20_000)  # once that is taken, it waits for the rest
        running.stdin.flush()
        running.send_signal(signal.SIGINT)
        _, err = running.communicate(timeout=30)
    assert (running.returncode, b"Traceback" in err) == (130, False)
