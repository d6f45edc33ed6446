"""Files that cannot be fact bases and outputs that cannot be written: a short message, an exit code, and no hang."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from support.commands import FILE_INVOCATIONS
from support.paths import SMALL
from support.runner import Result, run, run_sco

from sco_cli.loading import documents, files, loader, problem_messages, problems
from sco_cli.loading.problems import Unreadable

HEAD = '[base]\nid = "b"\ntitle = "B"\nas_of = "2025"\nlicence = "x"\n'
EVENT = '[[sources]]\nid = "s"\ntitle = "S"\npublisher = "P"\nkind = "news"\n[[events]]\nid = "e"\nsummary = "S"\n'
EVIDENCE = 'evidence = [{ source = "s" }]\n'
MAX_ID_LENGTH = 100

BAD: dict[str, tuple[str | bytes, str]] = {  # the content of a file, and a part of the message
    "lists in lists": ("a = " + "[" * 10_000 + "]" * 10_000, ": nested too deeply"),
    "tables in tables": ("a = " + "{a = " * 10_000 + "1" + "}" * 10_000, ": nested too deeply"),
    "keys in keys": ("a" + ".a" * 10_000 + " = 1", ": nested too deeply"),
    "headers in headers": ("[a" + ".a" * 10_000 + "]", ": nested too deeply"),
    "10,000 digits": ("\n\na = " + "9" * 10_000, ":3: has a number with too many digits"),
    "10,000 decimals": (HEAD + EVENT + f"name = 0.{'9' * 10_000}\n", ":14:8: "),
    "an endless exponent": ("a = 1e99999999999999999999", ":1: has a number with too many digits"),
    "10,000 digits of a hexadecimal": ("\na = 0x" + "f" * 10_000, ":2: has a number with too many digits"),
    "10,000 digits in a comment": ("# " + "1" * 10_000 + "\na = 1e9999999999999999999", ":2: has a number with too"),
    "10,000 digits after many short numbers": (
        "a = [" + f"{'9' * 4299},\n" * 3 + "9" * 4301 + "]",
        ":4: has a number with too many digits",
    ),
    "10,000 digits of a number in a string before those": (
        f'a = "0x{"f" * 10_000}"\nb = 0b{"1" * 10_000}',
        ":2: has a number with too many digits",
    ),
    "infinity": (
        HEAD + EVENT + 'name = "E"\ncountries = inf\n' + EVIDENCE,
        ": countries: expected an array, found a number",
    ),
    "a lone surrogate": (b'a = "\xed\xa0\x80"', ":1: not UTF-8"),
    "a surrogate in letters": ('a = "\\ud800"', ":1:12: not TOML: "),
    "UTF-16": (HEAD.encode("utf-16"), ": this file is in UTF-16; save it as UTF-8"),
    "a NUL": ('a = "\0"', ":1:6: not TOML: illegal character '\\x00'"),
    "a backslash at the end": ('\n"e8\\', ":2:5: not TOML: unescaped '\\' in a string"),
    "the same key twice": ("a = 1\na = 2", ":2:6: not TOML: cannot overwrite a value"),
}

LARGE: dict[str, tuple[Callable[[int], str], str, int, int]] = {
    # the content of a file of a size, a part of the message, a size just above a limit of sco, and a huge one
    "letters of a name": (
        lambda size: f'{HEAD}[[events]]\nid = "{"x" * size}"\n',
        ': the key "name" is missing',
        MAX_ID_LENGTH + 1,
        10**6,
    ),
    "letters of a key": (
        lambda size: f"{HEAD}{'x' * size} = 1\n",
        ': unknown key "xxx',
        problem_messages.MAX_REASON_LENGTH + 1,
        10**6,
    ),
    "values": (
        lambda size: f"{HEAD}{EVENT}countries = [{'1,' * size}]\n",
        ": must have at most 10,000 values",
        loader.MAX_VALUES + 1,
        10**6,
    ),
    "tables": (
        lambda size: "[[areas]]\n" * size,
        ': areas: the key "id" is missing',
        problems.MAX_PROBLEMS + 1,
        250_000,
    ),
    "unknown tables": (
        lambda size: "".join(f"[k{number}]\n" for number in range(size)),
        ': unknown table "k0"',
        problems.MAX_PROBLEMS + 1,
        100_000,
    ),
    "bytes": (
        lambda size: HEAD + "#" * (size - len(HEAD)),
        " cannot be read: it is larger than 32 MiB",
        files.MAX_BYTES + 1,
        50_000_000,
    ),
}


def error_message(result: Result, code: int) -> str:
    """Return the first line on stderr of a run that failed with that exit code and printed no answer."""
    assert (result.code, result.out, "Traceback" in result.err) == (code, "", False)
    return result.err.splitlines()[0]


def assert_refused(content: str | bytes, message: str, path: Path) -> None:
    """Check that a file with that content is refused with that message by a listing and by `sco check`."""
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    result = run_sco("facts", "--facts", path)
    assert result.code == 3
    assert message in result.err
    assert len(result.err) < 500_000
    check = run_sco("check", path)
    assert check.code == (3 if "cannot be read" in message else 1)
    assert "a bug in sco" not in result.err + check.err


@pytest.mark.parametrize("case", BAD)
def test_a_file_that_is_not_a_fact_base_is_refused_with_a_reason(case: str, tmp_path: Path) -> None:
    assert_refused(*BAD[case], tmp_path / "bad.toml")


@pytest.mark.parametrize("case", LARGE)
@pytest.mark.parametrize("is_huge", [False, pytest.param(True, marks=pytest.mark.slow)], ids=["", "huge"])
def test_a_file_with_too_many_of_something_is_refused(case: str, tmp_path: Path, *, is_huge: bool) -> None:
    content, message, above_limit, huge = LARGE[case]
    assert_refused(content(huge if is_huge else above_limit), message, tmp_path / "large.toml")


@pytest.mark.parametrize("prefix", ["0x", "0o", "0b", "0xe", "1e"])
@pytest.mark.parametrize("form", ["# {}", 'summary = "{}"', "summary = '''\n{}'''", '"""\n{}"""'])
def test_what_only_looks_like_a_long_number_is_read(prefix: str, form: str, tmp_path: Path) -> None:
    line = form.format(prefix + "1" * 5000)
    summary = "" if line.startswith("summary") else 'summary = "S"\n'
    path = tmp_path / "base.toml"
    if line.startswith('"""'):
        line, summary = f"summary = {line}", ""
    path.write_text(
        f'{HEAD}{EVENT.replace("summary = ", "# ")}name = "E"\nperiod = "2025"\n{summary}{line}\n{EVIDENCE}'
    )
    assert run_sco("check", path) == Result(0, f"  no problems in {path}\n", "")


def test_only_so_many_lines_of_json_are_reported(tmp_path: Path) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text("1\n" * (problems.MAX_PROBLEMS + 50))
    result = run_sco("check", path, "--format", "jsonl")
    assert (result.code, result.out.count("\n")) == (1, problems.MAX_PROBLEMS)
    assert "1,000 problems in the fact base; sco stopped looking" in run_sco("facts", "--facts", path).err


def test_only_so_many_problems_of_many_files_are_reported(tmp_path: Path) -> None:
    names = [tmp_path / f"{number}.toml" for number in range(problems.MAX_PROBLEMS + 50)]
    for name in names:
        name.write_text("=")
    result = run_sco("check", *names, "--format", "jsonl")
    assert (result.code, result.out.count("\n")) == (1, problems.MAX_PROBLEMS)
    result = run_sco("check", *(f"{name}.missing" for name in names))
    assert (result.code, result.err.count("\n")) == (3, problems.MAX_PROBLEMS + 1)


def test_an_export_in_json_lines_may_be_larger_than_a_base_in_toml(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "small.jsonl"
    assert run_sco("export", path, "--facts", SMALL).code == 0
    size = path.stat().st_size
    monkeypatch.setattr(files, "MAX_BYTES", 1000)
    monkeypatch.setattr(files, "MAX_JSONL_BYTES", size)
    assert run_sco("check", path).code == 0
    assert run_sco("check", "-", stdin=path.read_bytes()).code == 0
    assert "is larger than" in run_sco("check", "-", stdin=SMALL.read_bytes()).err
    monkeypatch.setattr(files, "MAX_JSONL_BYTES", size - 1)
    assert "is larger than" in run_sco("check", path).err
    monkeypatch.setattr(files, "MAX_BYTES", size)
    result = run_sco("export", tmp_path / "again.jsonl", "--facts", SMALL)
    assert (result.code, result.out) == (3, "")
    assert "the most that sco reads back" in result.err
    assert not (tmp_path / "again.jsonl").exists()


@pytest.mark.parametrize("depth", range(50, 700, 50))
@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ("{a = ", "}")])
def test_nesting_of_any_depth_is_refused(depth: int, opening: str, closing: str, tmp_path: Path) -> None:
    path = tmp_path / "deep.toml"
    path.write_text(f"a = {opening * depth}1{closing * depth}\n[b]\nc = 1\n")
    result = run_sco("check", path)
    assert (result.code, result.err) == (1, "")
    assert "nested too deeply" in result.out or 'unknown table "a"' in result.out


@pytest.mark.slow
def test_suggestions_among_many_names_are_quick(tmp_path: Path) -> None:
    areas = "".join(f'[[areas]]\nid = "area-{n}"\nname = "A"\n' for n in range(10_000))
    projects = "".join(
        f'[[projects]]\nid = "p{n}"\nname = "P"\nsummary = "S"\narea = "aera-{n}"\n{EVIDENCE}' for n in range(300)
    )
    path = tmp_path / "many.toml"
    path.write_text(HEAD + areas + projects)
    assert 'there is no area "aera-0"' in run_sco("check", path).out


@pytest.mark.parametrize("content", [b"\xef\xbb\xbf", b"\r\n"])
def test_a_byte_order_mark_or_blank_line_before_the_file_is_accepted(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "good.toml"
    path.write_bytes(content + SMALL.read_bytes())
    assert run_sco("check", path).code == 0


def test_a_very_long_text_is_shown_in_full(tmp_path: Path) -> None:
    path = tmp_path / "long.toml"
    path.write_text(f'{HEAD}{EVENT}name = "{"x" * 100_000}"\n{EVIDENCE}')
    assert run_sco("facts", "--facts", path).out.count("x") == 100_000
    assert run_sco("check", path).code == 0


NEEDS_NAMED_PIPES = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are POSIX")


def write_to_pipe(pipe: Path, *chunks: bytes) -> tuple[threading.Thread, list[bytes]]:
    """Make a named pipe, and start to write these chunks into it; the list gets those that have been written."""
    written: list[bytes] = []

    def write() -> None:
        with contextlib.suppress(BrokenPipeError), pipe.open("wb", buffering=0) as stream:
            for chunk in chunks:
                stream.write(chunk)
                written.append(chunk)

    os.mkfifo(pipe)
    writer = threading.Thread(target=write)
    writer.start()
    return writer, written


@NEEDS_NAMED_PIPES
def test_a_named_pipe_is_read_to_its_end(tmp_path: Path) -> None:
    content = SMALL.read_bytes() + b"#" * 200_000  # more than a pipe holds
    writer, _ = write_to_pipe(tmp_path / "pipe", content)
    assert files.read(str(tmp_path / "pipe")) == content
    writer.join()


@NEEDS_NAMED_PIPES
def test_a_named_pipe_is_read_no_further_than_the_size_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_BYTES", 2**20)
    chunks = [b"#" * 2**16] * 64
    writer, written = write_to_pipe(tmp_path / "pipe", *chunks)
    with pytest.raises(OSError, match="it is larger than 1 MiB"):
        files.read(str(tmp_path / "pipe"))
    writer.join()
    assert 2**20 < sum(map(len, written)) < 2**21


@NEEDS_NAMED_PIPES
def test_a_pipe_without_a_writer_is_given_up_after_a_timeout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "PIPE_TIMEOUT", 0.2)
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    message = error_message(run_sco("facts", "--facts", pipe), 3)
    assert message == f"{pipe} cannot be read: no data came through the pipe for 0.2 seconds"


@pytest.mark.skipif(not Path("/dev/fd").exists(), reason="process substitution needs /dev/fd")
def test_the_pipe_of_a_process_substitution_is_read_to_its_end() -> None:
    read_end, write_end = os.pipe()
    content = SMALL.read_bytes()

    def write_slowly() -> None:
        with open(write_end, "wb", buffering=0) as pipe:  # noqa: PTH123  # a file descriptor has no path
            pipe.write(content[:1000])
            time.sleep(0.05)
            pipe.write(content[1000:])

    writer = threading.Thread(target=write_slowly)
    writer.start()
    result = run_sco("facts", "--facts", f"/dev/fd/{read_end}")
    writer.join()
    os.close(read_end)
    assert result == run_sco("facts", "--facts", SMALL)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there is no /dev/zero")
def test_an_endless_file_is_read_up_to_the_size_limit() -> None:
    assert error_message(run_sco("check", "/dev/zero"), 3) == "/dev/zero cannot be read: it is larger than 32 MiB"


def test_a_folder_a_missing_file_and_an_invalid_path_have_different_messages(tmp_path: Path) -> None:
    assert "cannot be read: " in error_message(run_sco("check", tmp_path), 3)
    assert "No such file" in error_message(run_sco("check", tmp_path / "nowhere.toml"), 3)
    with pytest.raises(Unreadable, match="problem"):
        documents.read_documents("a\0b")


def test_a_file_deleted_while_sco_opens_it_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "here.toml"
    path.write_bytes(SMALL.read_bytes())
    original_stat = Path.stat

    def stat_and_delete(self: Path) -> os.stat_result:
        status = original_stat(self)
        path.unlink()
        return status

    monkeypatch.setattr(Path, "stat", stat_and_delete)
    assert "No such file" in error_message(run_sco("check", path), 3)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read every file")
def test_a_file_without_read_permission_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "closed.toml"
    path.write_bytes(SMALL.read_bytes())
    path.chmod(0)
    assert "Permission denied" in error_message(run_sco("check", path), 3)


def test_a_permission_error_of_the_system_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path) -> None:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "stat", refuse)
    message = error_message(run_sco("check", tmp_path / "closed.toml"), 3)
    assert message.endswith("closed.toml cannot be read: Permission denied")


FULL_DISK = "sco: cannot write the output: No space left on device\n"
NEEDS_FULL_DISK = pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")


@NEEDS_FULL_DISK
@pytest.mark.parametrize("arguments", [("facts",), FILE_INVOCATIONS["check"], FILE_INVOCATIONS["diff"], ("schema",)])
def test_a_full_disk_is_reported_as_an_error(arguments: tuple[str, ...]) -> None:
    err = io.TextIOWrapper(io.BytesIO(), "utf-8")
    with open("/dev/full", "w", encoding="utf-8") as full:  # noqa: PTH123
        code = run(arguments, {}, b"", full, err)
    assert (code, err.buffer.getvalue().decode()) == (3, FULL_DISK)


@NEEDS_FULL_DISK
def test_after_a_full_disk_python_reports_nothing_more_at_exit() -> None:
    with open("/dev/full", "wb") as full:  # noqa: PTH123
        command = [sys.executable, "-m", "sco_cli", "countries"]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (3, FULL_DISK)


def test_closed_standard_input_cannot_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(OSError, match="standard input is closed"):
        files.read("-")


def test_standard_input_can_be_the_only_file() -> None:
    assert run_sco("check", "-", stdin=SMALL.read_bytes()) == Result(0, "  no problems in standard input\n", "")
