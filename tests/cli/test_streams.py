"""Streams and exit codes: what sco writes to stdout and to stderr, and with which code it exits."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest
from support.bases import base_with
from support.commands import (
    BROADER_INVOCATIONS,
    COMMANDS_WITHOUT_FORMAT,
    EXIT_CODES,
    FILE_INVOCATIONS,
    INVOCATIONS,
    json_answer,
)
from support.paths import EXAMPLES, SMALL
from support.runner import run_in_bash, run_process, run_sco, started_process

from sco_cli.cli.app import COMMANDS
from sco_cli.loading.loader import load


def test_every_command_with_a_format_is_tested() -> None:
    assert set(INVOCATIONS) == {"", *COMMANDS}.difference(COMMANDS_WITHOUT_FORMAT)
    exceptions = {*COMMANDS_WITHOUT_FORMAT, *FILE_INVOCATIONS, *BROADER_INVOCATIONS}
    assert exceptions <= {"", *COMMANDS}, "exceptions are for existing commands"


def test_a_listing_writes_nothing_to_stderr() -> None:
    assert run_sco("countries").err == ""


@pytest.mark.parametrize(
    ("arguments", "suggestion"),
    [
        (("projects", "--country", "XX"), "`sco countries`"),
        (("projects", "--country", "Khazakstan"), "Kazakhstan (KZ)"),
        (("metric", "internet-penetraton"), "internet-penetration"),
        (("projekts",), "projects"),
        (("projects", "--contry", "KZ"), "--country"),
        (("projects", "--format", "jsn"), "json"),
    ],
)
def test_an_unknown_name_exits_with_2_and_a_suggestion(arguments: tuple[str, ...], suggestion: str) -> None:
    result = run_sco(*arguments)
    assert (result.code, result.out) == (2, "")
    assert suggestion in result.err
    assert "Pakistan" not in result.err


@pytest.mark.parametrize("name", ["KZ", "kz", "KAZ", "kazakhstan", "Казахстан", "哈萨克斯坦", "  Kazakhstan "])
def test_a_country_is_found_by_code_name_or_alias(name: str) -> None:
    assert json_answer("country", name, facts=SMALL)["code"] == "KZ"


def test_a_listing_without_matches_is_no_error() -> None:
    arguments = ("projects", "--facts", SMALL, "--country", "LA")
    assert "no projects in Laos (LA)" in run_sco(*arguments).out
    assert run_sco(*arguments, "--format", "json").out == "[]\n"
    header = run_sco(*arguments, "--format", "csv").out
    assert header == run_sco(*arguments[:3], "--format", "csv").out.splitlines(keepends=True)[0]
    assert header.startswith("kind,id,title,standing,")


@pytest.mark.parametrize("command", INVOCATIONS)
def test_no_command_prompts_for_input(command: str) -> None:
    facts = str(EXAMPLES)
    assert run_sco(*INVOCATIONS[command], stdin="", SCO_FACTS=facts).code == EXIT_CODES.get(command, 0)
    assert run_sco(command, stdin="", SCO_FACTS=facts).code in (0, 2)


@pytest.mark.parametrize("arguments", ["", "-h", "--help", *(f"{command} -h" for command in COMMANDS)])
def test_help_is_no_error(arguments: str) -> None:
    result = run_sco(*arguments.split())
    assert (result.code, result.err) == (0, "")
    assert result.out


def test_the_version_names_the_fact_base() -> None:
    base = load()
    result = run_sco("--version")
    assert result.out == f"sco 0.2.0; {base.info.title} as of {base.info.as_of}, {len(base.facts)} facts\n"


def test_a_traceback_is_shown_only_with_sco_debug() -> None:
    assert "Traceback" not in run_sco("facts", "--facts", "nowhere.toml").err
    assert "Traceback" in run_process("facts", "--facts", "nowhere.toml", SCO_DEBUG="1").err


def test_a_file_that_cannot_be_read_is_one_line_with_its_position(tmp_path: Path) -> None:
    assert run_sco("facts", "--facts", "no.toml")[::2] == (3, "no.toml cannot be read: No such file or directory\n")
    broken = tmp_path / "facts.toml"
    broken.write_text('[base]\nid = "b"\ntitle = = 3\n')
    assert run_sco("facts", "--facts", broken).err.startswith(f"{broken}:3:9: ")
    broken.write_bytes(b'[base]\nid = "\xff"\n')
    assert run_sco("facts", "--facts", broken).err == f"{broken}:2: not UTF-8; save the file as UTF-8\n"


def test_all_mistakes_are_reported_in_order_of_lines(tmp_path: Path) -> None:
    path = tmp_path / "facts.toml"
    path.write_text(base_with('[[areas]]\nid = "a"\nnam = "A"\n[[metrics]]\nid = "m"\nname = 3\ndefinition = "d"\n'))
    lines = run_sco("facts", "--facts", path).err.splitlines()
    assert f'{path}:13:1: areas "a": unknown key "nam" (did you mean "name"?)' in lines
    assert [int(line.removeprefix(f"{path}:").split(":")[0]) for line in lines[:-1]] == [11, 13, 16]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT to send")
def test_an_interrupt_exits_with_130_and_no_traceback() -> None:
    with started_process("facts", "--facts", "-", reset=signal.SIGINT) as process:
        assert process.stdin
        process.stdin.write(b"# more than a pipe holds\n" * 20_000)  # when this returns, sco is reading
        process.stdin.flush()
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=30)
    assert (process.returncode, b"Traceback" in err) == (130, False)


INTERRUPTED_AT_IMPORT = """
import os, signal, sys
class Interrupt:
    def find_spec(self, name, path=None, target=None):
        if name == module:
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Interrupt())
module, sys.argv = sys.argv[1], ["sco", "facts"]
import sco_cli.__main__
sco_cli.__main__.main()
"""
"""A script that runs sco and gets SIGINT when the module that it is told is imported."""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT to send")
@pytest.mark.parametrize(
    "module", ["typer", "sco_cli.cli.app", "sco_cli.cli.commands.facts", "sco_cli.formats.plain_text"]
)
def test_an_interrupt_while_modules_are_imported_is_silent(module: str) -> None:
    with started_process(module, python=("-c", INTERRUPTED_AT_IMPORT), reset=signal.SIGINT) as process:
        out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err) == (130, b"", b"")


@pytest.mark.parametrize("command", ["-h", "--version", "country -h", "--show-completion bash", "schema", "facts"])
def test_a_reader_that_has_gone_is_no_error(command: str) -> None:
    # The pipe of `true` has no reader any more when sco starts.
    result = run_in_bash(f"SHELL=bash; exec 3> >(true); wait $!; sco {command} >&3; echo $? >&2")
    assert (result.out, result.err) == ("", "0\n")


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "cp437"])
@pytest.mark.parametrize("command", ["-h", *(f"{command} -h" for command in COMMANDS)])
def test_help_is_printed_in_every_encoding(command: str, encoding: str) -> None:
    result = run_sco(*command.split(), encoding=encoding)
    assert (result.code, result.err) == (0, "")
    assert "Examples:" in result.out


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "cp437"])
def test_letters_that_an_encoding_does_not_have_are_escaped(encoding: str) -> None:
    base = base_with("").replace('"B"', '"\u0411\u0430\u0437\u0430 \u6570"')
    result = run_sco("--facts", "-", "--version", stdin=base, encoding=encoding)
    assert (result.code, result.err) == (0, "")
    assert "\\u0411\\u0430\\u0437\\u0430 \\u6570" in result.out
