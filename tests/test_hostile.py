"""Files that are no fact bases, and outputs that take no answer: a sentence, the right exit code, and soon."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from conftest import SMALL, TESTS, run_process, run_sco
from conftest import Result as Ran

from sco_cli.errors import Unreadable
from sco_cli.loading import documents, files

HEAD = '[base]\nid = "b"\ntitle = "B"\nas_of = "2025"\nlicence = "x"\n'
EVENT = '[[sources]]\nid = "s"\ntitle = "S"\npublisher = "P"\nkind = "news"\n[[events]]\nid = "e"\nsummary = "S"\n'
EVIDENCE = 'evidence = [{ source = "s" }]\n'
MILLION = 10**6

BAD: dict[str, tuple[str | bytes, str]] = {
    "lists in lists": ("a = " + "[" * 10_000 + "]" * 10_000, ": nested too deeply"),
    "tables in tables": ("a = " + "{a = " * 10_000 + "1" + "}" * 10_000, ": nested too deeply"),
    "keys in keys": ("a" + ".a" * 10_000 + " = 1", ": nested too deeply"),
    "headers in headers": ("[a" + ".a" * 10_000 + "]", ": nested too deeply"),
    "50 MB": (HEAD + "#" * 50_000_000, ": cannot be read: it is larger than 32 MiB"),
    "10,000 digits": ("\n\na = " + "9" * 10_000, ":3: holds a number with too many digits"),
    "10,000 decimals": (HEAD + EVENT + f"name = 0.{'9' * 10_000}\n", ":14:8: "),
    "an endless exponent": ("a = 1e99999999999999999999", ":1: holds a number with too many digits"),
    "10,000 digits of a hexadecimal": ("\na = 0x" + "f" * 10_000, ":2: holds a number with too many digits"),
    "10,000 digits in a comment": ("# " + "1" * 10_000 + "\na = 1e9999999999999999999", ":2: holds a number with too"),
    "infinity": (
        HEAD + EVENT + 'name = "E"\ncountries = inf\n' + EVIDENCE,
        ": countries: expected an array, found a number",
    ),
    "a name of a million letters": (HEAD + f'[[events]]\nid = "{"x" * MILLION}"\n', ': the key "name" is missing'),
    "a key of a million letters": (HEAD + f"{'x' * MILLION} = 1\n", ': unknown key "xxx'),
    "a million values": (HEAD + EVENT + f"countries = [{'1,' * MILLION}]\n", ": holds more than 10,000 values"),
    "a million tables": ("[[areas]]\n" * (MILLION // 4), ': areas: the key "id" is missing'),
    "a million unknown tables": ("".join(f"[k{n}]\n" for n in range(MILLION // 10)), ': unknown table "k0"'),
    "a lone surrogate": (b'a = "\xed\xa0\x80"', ":1: not UTF-8"),
    "a surrogate in letters": ('a = "\\ud800"', ":1:12: not TOML: "),
    "UTF-16": (HEAD.encode("utf-16"), ":1: not UTF-8"),
    "a NUL": ('a = "\0"', ":1:6: not TOML: illegal character '\\x00'"),
    "the same key twice": ("a = 1\na = 2", ":2:6: not TOML: cannot overwrite a value"),
}


def one_sentence(ran: Ran, code: int) -> str:
    """The first line of what is said on stderr, and nothing else is said."""
    assert (ran.code, ran.out, "Traceback" in ran.err) == (code, "", False)
    return ran.err.splitlines()[0]


@pytest.mark.parametrize("case", BAD)
def test_a_file_that_is_no_fact_base_is_refused_in_a_sentence(case: str, tmp_path: Path) -> None:
    content, says = BAD[case]
    path = tmp_path / "bad.toml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    ran = run_sco("facts", "--facts", path)
    assert ran.code == 3
    assert says in ran.err
    assert len(ran.err) < 500_000
    checked = run_sco("check", path)
    assert checked.code == (3 if "cannot be read" in says else 1)
    assert "a mistake in sco" not in ran.err + checked.err


@pytest.mark.parametrize("depth", range(50, 700, 50))
@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ("{a = ", "}")])
def test_nesting_of_any_depth_is_refused(depth: int, opening: str, closing: str, tmp_path: Path) -> None:
    path = tmp_path / "deep.toml"
    path.write_text(f"a = {opening * depth}1{closing * depth}\n[b]\nc = 1\n")
    ran = run_sco("check", path)
    assert (ran.code, ran.err) == (1, "")
    assert "nested too deeply" in ran.out or 'unknown table "a"' in ran.out


def test_many_names_to_offer_take_no_time(tmp_path: Path) -> None:
    areas = "".join(f'[[areas]]\nid = "area-{n}"\nname = "A"\n' for n in range(10_000))
    projects = "".join(
        f'[[projects]]\nid = "p{n}"\nname = "P"\nsummary = "S"\narea = "aera-{n}"\n{EVIDENCE}' for n in range(300)
    )
    path = tmp_path / "many.toml"
    path.write_text(HEAD + areas + projects)
    assert 'there is no area "aera-0"' in run_sco("check", path).out


@pytest.mark.parametrize("content", [b"\xef\xbb\xbf", b"\r\n"])
def test_what_editors_put_before_a_file_is_no_mistake(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "good.toml"
    path.write_bytes(content + SMALL.read_bytes())
    assert run_sco("check", path).code == 0


def test_a_text_of_a_million_letters_is_shown_in_full(tmp_path: Path) -> None:
    path = tmp_path / "long.toml"
    path.write_text(f'{HEAD}{EVENT}name = "{"x" * MILLION}"\n{EVIDENCE}')
    assert run_sco("facts", "--facts", path).out.count("x") == MILLION
    assert run_sco("check", path).code == 0


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are POSIX")
def test_a_pipe_without_a_writer_is_not_waited_for_in_vain(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "PATIENCE", 0.2)
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    said = one_sentence(run_sco("facts", "--facts", pipe), 3)
    assert said == f"{pipe}: cannot be read: nothing came through the pipe for 0.2 seconds"


@pytest.mark.skipif(os.name == "nt", reason="the case is that of a POSIX shell")
def test_a_pipe_with_a_writer_is_read_to_its_end() -> None:
    import subprocess

    line = f"'{sys.executable}' -m sco_cli facts --format json --facts <(cat '{SMALL}')"
    done = subprocess.run(["bash", "-c", line], capture_output=True, text=True, check=True, timeout=60)
    assert "steppe-road" in done.stdout


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there is no /dev/zero")
def test_a_file_without_end_is_not_read_to_its_end() -> None:
    assert one_sentence(run_sco("check", "/dev/zero"), 3) == "/dev/zero: cannot be read: it is larger than 32 MiB"


def test_a_folder_a_missing_file_and_a_path_that_is_none_are_told_apart(tmp_path: Path) -> None:
    assert "cannot be read: " in one_sentence(run_sco("check", tmp_path), 3)
    assert "No such file" in one_sentence(run_sco("check", tmp_path / "nowhere.toml"), 3)
    with pytest.raises(Unreadable, match="problem"):
        documents.read("a\0b")


def test_a_file_that_vanishes_on_the_way_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "here.toml"
    path.write_bytes(SMALL.read_bytes())
    look = Path.stat

    def look_and_lose(self: Path) -> os.stat_result:
        found = look(self)
        path.unlink()
        return found

    monkeypatch.setattr(Path, "stat", look_and_lose)
    assert "No such file" in one_sentence(run_sco("check", path), 3)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="to root every file is open")
def test_a_file_that_may_not_be_read_is_said_to_be_so(tmp_path: Path) -> None:
    path = tmp_path / "closed.toml"
    path.write_bytes(SMALL.read_bytes())
    path.chmod(0)
    assert "Permission denied" in one_sentence(run_sco("check", path), 3)


def test_a_refusal_to_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path) -> None:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "stat", refuse)
    said = one_sentence(run_sco("check", tmp_path / "closed.toml"), 3)
    assert said.endswith("closed.toml: cannot be read: Permission denied")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
@pytest.mark.parametrize("asked", ["facts", "check tests/bad/several.toml", "diff bundled bundled", "schema"])
def test_a_full_disk_is_told_and_the_exit_code_is_that_of_a_failure(asked: str) -> None:
    import subprocess

    with open("/dev/full", "wb") as full:  # noqa: PTH123
        command = [sys.executable, "-m", "sco_cli", *asked.split()]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, cwd=TESTS.parent, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (3, b"sco: cannot write the answer: No space left on device\n")


def test_standard_input_may_be_all_there_is() -> None:
    assert run_process("check", "-", stdin=SMALL.read_bytes()) == Ran(0, "  no problem in -\n", "")
