"""Exports: what they hold, that they are whole or not there, and that JSON Lines read back give the same base."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, suppress
from decimal import Decimal
from pathlib import Path

import pytest
from conftest import SMALL, run_process, run_sco
from hypothesis import HealthCheck, given, settings
from strategies import bases

from sco_cli import jsonlines, writing
from sco_cli.errors import BadRequest, OutputFailed
from sco_cli.exports import ENDINGS, datapackage, jsonl, sqlite
from sco_cli.exports.tables import TABLES
from sco_cli.factbase import FactBase
from sco_cli.loading import load
from sco_cli.models import RECORDS
from sco_cli.progress import progress
from sco_cli.record import as_record

DESTINATIONS = ("facts.db", "facts.jsonl", "facts/")


def contents(folder: Path) -> dict[str, bytes]:
    """Every file in a folder, with what is in it."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def exported(folder: Path, *arguments: str | Path) -> dict[str, bytes]:
    """What an export leaves in a folder of its own."""
    folder.mkdir()
    ran = run_sco("export", *arguments)
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    return contents(folder)


def text_of(file: Path) -> io.StringIO:
    """A csv file as the csv module wants it."""
    return io.StringIO(file.read_bytes().decode(), newline="")


def same(one: FactBase, other: FactBase) -> bool:
    """Whether two bases are the same, record by record."""
    return one.info == other.info and one.records == other.records


# ---- Round trip ----


@pytest.mark.parametrize("given", ["bundled", SMALL])
def test_what_is_exported_and_read_back_is_the_same_base(given: str | Path, tmp_path: Path) -> None:
    file = tmp_path / "facts.jsonl"
    assert run_sco("export", file, "--facts", given).code == 0
    assert same(load(file), load(given))
    for asked in (("facts",), ("countries",), ("metrics",), ("sources",)):
        ways = [run_sco("--format", "json", *asked, "--facts", path) for path in (given, file)]
        assert ways[0] == ways[1]
    again = tmp_path / "again.jsonl"
    assert run_sco("export", again, "--facts", file).code == 0
    assert again.read_bytes() == file.read_bytes()


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(base=bases())
def test_any_base_comes_back_the_same(base: FactBase, tmp_path_factory: pytest.TempPathFactory) -> None:
    file = tmp_path_factory.mktemp("drawn") / "facts.jsonl"
    jsonl.export(base, file, force=False, track=iter)
    assert same(load(file), base)


def test_lines_come_from_standard_input_too(tmp_path: Path) -> None:
    file = tmp_path / "facts.ndjson"
    run_sco("export", file, "--facts", SMALL)
    assert "Steppe road" in run_sco("projects", "--facts", "-", stdin=file.read_bytes()).out


def test_what_toml_would_have_is_understood_in_lines_too() -> None:
    figure = {"kind": "figure", "id": "f", "metric": "m", "before": 3, "after": {"over": 4}, "note": None}
    assert jsonlines.raw(figure) == {"id": "f", "metric": "m", "before": 3, "after": {"over": 4}}


# ---- What is in them ----


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """The bundled base in SQLite."""
    file = tmp_path_factory.mktemp("exports") / "facts.db"
    run_sco("export", file)
    with closing(sqlite3.connect(file)) as connection:
        yield connection


def test_the_database_is_sound_and_its_keys_lead_somewhere(database: sqlite3.Connection) -> None:
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    keys = [key for table in TABLES for key in database.execute(f"PRAGMA foreign_key_list({table.name})")]
    assert len(keys) == sum(column.refers is not None for table in TABLES for column in table.columns)
    database.execute("PRAGMA foreign_keys = on")
    with pytest.raises(sqlite3.IntegrityError), database:
        database.execute("INSERT INTO fact_countries VALUES ('kg-5g-network', 9, 'XX')")


def test_every_record_has_its_row(database: sqlite3.Connection, bundled: FactBase) -> None:
    for kind, table in ((model.kind, model.table) for model in RECORDS):
        key = "code" if kind == "country" else "id"
        found = [row[0] for row in database.execute(f"SELECT {key} FROM {table}")]  # noqa: S608  # names of our own
        assert sorted(found) == sorted(record.id for record in bundled.of_kind(kind))
    assert database.execute("SELECT title FROM base").fetchall() == [(bundled.info.title,)]


def test_every_field_of_a_record_has_its_column_or_table() -> None:
    base = load(SMALL)
    names = {column.name for table in TABLES for column in table.columns} | {table.name for table in TABLES}
    for record in base.records:
        for field in as_record(base, record):
            ways = {field, f"{field}_text", f"{record.kind}_{field}", f"fact_{field}", f"status_{field}"}
            assert ways & names, f"{record.kind}: {field}"


def test_claims_join_everything(database: sqlite3.Connection) -> None:
    database.row_factory = sqlite3.Row
    row = dict(database.execute("SELECT * FROM claims WHERE id = 'kg-internet-penetration'").fetchone())
    database.row_factory = None
    answer = json.loads(run_sco("show", "kg-internet-penetration", "--format", "json").out)
    assert json.loads(row["countries"]) == ["KG"]
    assert (row["standing"], row["metric"], row["unit"]) == ("refined", "Internet penetration", "% of population")
    assert (row["before_value"], row["before_text"]) == (43, "43 %")
    assert (row["after_qualifier"], row["after_low"], row["after_high"]) == ("over", 70, 100)
    assert row["change_text"] == "more than +27 points (more than +62.8 %)"
    assert json.loads(row["not_stated"]) == answer["not_stated"]
    assert json.loads(row["sources"]) == list(dict.fromkeys(one["source"] for one in answer["evidence"]))


@pytest.mark.parametrize("standing", ["contested", "refined", "single-source"])
def test_the_database_answers_as_sco_does(database: sqlite3.Connection, standing: str) -> None:
    found = [row[0] for row in database.execute("SELECT id FROM claims WHERE standing = ?", [standing])]
    answer = json.loads(run_sco("facts", "--standing", standing, "--format", "json").out)
    assert found == [row["id"] for row in answer]


@pytest.mark.parametrize("word", ["penetration", "Казахстан", "哈萨克斯坦", "Türkiye", "turkiye", "doubling"])
def test_words_of_any_script_are_found(database: sqlite3.Connection, word: str) -> None:
    asked = "SELECT claims.id FROM facts_fts JOIN claims ON claims.number = facts_fts.rowid WHERE facts_fts MATCH ?"
    found = {row[0] for row in database.execute(asked, [f'"{word}"'])}
    kinds = [part for kind in ("project", "figure", "statement", "event") for part in ("--kind", kind)]
    answer = {row["id"] for row in json.loads(run_sco("search", word, *kinds, "--format", "json").out)}
    assert found == answer


def test_numbers_too_long_for_sqlite_are_whole_in_the_text(tmp_path: Path) -> None:
    text = SMALL.read_text("utf-8").replace("2024 = 75 }", "2024 = 75.1234567890123456789 }")
    text = text.replace(
        "[[figures]]",
        '[[figures]]\nid = "long"\nmetric = "free"\nvalue = 123456789012345678901234567.5\n'
        'evidence = [{ source = "bureau" }]\n\n[[figures]]',
        1,
    )
    text += '[[metrics]]\nid = "free"\nname = "Free"\ndefinition = "D"\n'
    assert run_sco("export", tmp_path / "x.db", "--facts", "-", stdin=text).code == 0
    with closing(sqlite3.connect(tmp_path / "x.db")) as connection:
        point = connection.execute("SELECT value, text FROM series_points WHERE year = 2024 AND value > 75").fetchone()
        figure = connection.execute("SELECT value_text, value_value FROM figures WHERE id = 'long'").fetchone()
    assert point == (75.12345678901235, "75.1234567890123456789")
    assert figure == ("123,456,789,012,345,678,901,234,567.5", 1.2345678901234568e26)
    assert run_sco("export", tmp_path / "x", "--facts", "-", stdin=text).code == 0
    rows = list(csv.DictReader(text_of(tmp_path / "x" / "series_points.csv")))
    assert "75.1234567890123456789" in [row["value"] for row in rows]


def test_a_cell_that_a_spreadsheet_would_run_is_neutralised(tmp_path: Path) -> None:
    text = SMALL.read_text("utf-8").replace('name = "Roads"', r'name = "=cmd|\u001b[0m\u202e!A1"')
    assert run_sco("export", tmp_path / "t", "--facts", "-", stdin=text).code == 0
    for file in (tmp_path / "t").glob("*.csv"):
        for row in csv.reader(text_of(file)):
            for cell in row:
                assert not re.match(r"[=+@\t\r]|-(?![0-9])", cell)
                assert cell.replace("\n", "").isprintable()
    assert "'=cmd" in (tmp_path / "t" / "areas.csv").read_text("utf-8")
    described = json.loads((tmp_path / "t" / datapackage.DESCRIPTOR).read_text("utf-8"))
    assert "apostrophe" in described["description"]


@pytest.mark.parametrize("destination", DESTINATIONS)
def test_the_same_base_gives_the_same_bytes(destination: str, tmp_path: Path) -> None:
    one = exported(tmp_path / "one", f"{tmp_path / 'one'}/{destination}", "--facts", SMALL)
    ran = run_process("export", f"{tmp_path}/{destination}", "--facts", SMALL, PYTHONHASHSEED="7", TZ="Asia/Tashkent")
    assert ran.code == 0
    assert {name: data for name, data in contents(tmp_path).items() if not name.startswith("one")} == one


# ---- Whole or not at all ----


@pytest.mark.parametrize("destination", DESTINATIONS)
def test_what_is_there_is_kept_without_force_and_replaced_with_it(destination: str, tmp_path: Path) -> None:
    whole = f"{tmp_path}/{destination}"
    assert run_sco("export", whole, "--facts", SMALL).code == 0
    before = contents(tmp_path)
    ran = run_sco("export", whole)
    assert (ran.code, ran.out) == (2, "")
    assert "--force" in ran.err
    assert contents(tmp_path) == before
    assert run_sco("export", whole, "--force").code == 0
    after = contents(tmp_path)
    assert after.keys() == before.keys()
    assert after != before


@pytest.mark.parametrize("destination", ["facts.xlsx", "facts.csv", "facts.json", "a.b/c.parquet", ""])
def test_a_name_of_no_kind_is_refused_and_told_what_there_is(destination: str, tmp_path: Path) -> None:
    ran = run_sco("export", f"{tmp_path}/{destination}" if destination else "-")
    assert (ran.code, list(tmp_path.iterdir())) == (2, [])
    assert all(ending in ran.err for ending in ENDINGS)


@pytest.mark.parametrize("destination", DESTINATIONS)
def test_what_cannot_be_written_leaves_nothing(destination: str, tmp_path: Path) -> None:
    ran = run_sco("export", f"{tmp_path}/missing/{destination}")
    assert (ran.code, list(tmp_path.iterdir())) == (3, [])
    assert "No such file or directory" in ran.err
    (tmp_path / "facts.db").mkdir()
    (tmp_path / "facts.jsonl").mkdir()
    (tmp_path / "facts").write_text("mine")
    before = contents(tmp_path)
    for force in ((), ("--force",)):
        assert run_sco("export", f"{tmp_path}/{destination}", *force).code == 3
        assert contents(tmp_path) == before


def test_a_folder_with_other_things_in_it_is_never_replaced(tmp_path: Path) -> None:
    target = tmp_path / "mine"
    target.mkdir()
    (target / "thesis.txt").write_text("years of work")
    assert run_sco("export", target, "--force").code == 3
    (target / "datapackage.json").write_text("{}")
    ran = run_sco("export", target, "--force")
    assert ran.code == 3
    assert "thesis.txt" in ran.err
    assert contents(target) == {"thesis.txt": b"years of work", "datapackage.json": b"{}"}
    (target / "thesis.txt").unlink()
    assert run_sco("export", target, "--force").code == 0
    assert len(contents(target)) == len(TABLES) + 1


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    (tmp_path / "v1.2").mkdir()
    assert run_sco("export", tmp_path / "v1.2").code == 0
    assert len(contents(tmp_path)) == len(TABLES) + 1


def test_the_folder_that_sco_runs_in_is_not_taken_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run_sco("export", "./").code == 3
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="links need leave there")
def test_a_link_stays_and_leads_to_the_new_file(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    link = tmp_path / "facts.jsonl"
    link.symlink_to("there/real.jsonl")
    for force in ((), ("--force",)):
        assert run_sco("export", link, *force).code == 0
        assert link.is_symlink()
        assert load(tmp_path / "there" / "real.jsonl").facts
    loop = tmp_path / "loop.db"
    loop.symlink_to("loop.db")
    assert run_sco("export", loop, "--force").code == 3
    assert loop.is_symlink()


@pytest.mark.skipif(os.name == "nt", reason="permissions are of another kind there")
def test_permissions_are_those_of_any_new_file_and_those_that_were_there(tmp_path: Path) -> None:
    old = os.umask(0o027)
    try:
        for destination in DESTINATIONS:
            path = tmp_path / destination
            run_sco("export", f"{tmp_path}/{destination}", "--facts", SMALL)
            assert path.stat().st_mode & 0o777 == (0o750 if path.is_dir() else 0o640)
            path.chmod(0o700)
            run_sco("export", f"{tmp_path}/{destination}", "--facts", SMALL, "--force")
            assert path.stat().st_mode & 0o777 == 0o700
    finally:
        os.umask(old)


@pytest.fixture(params=["nameless", "hidden"])
def drafts(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Drafts as Linux has them, and as other systems do."""
    if request.param == "hidden":
        monkeypatch.delattr(os, "O_TMPFILE", raising=False)
    return str(request.param)


def half_a_file(target: Path, error: type[BaseException]) -> None:
    with writing.whole(target, force=True) as stream:
        stream.write(b"half")
        stream.flush()
        raise error


def half_a_folder(target: Path, error: type[BaseException]) -> None:
    with writing.whole_folder(target, ("a", "b"), force=True) as files:
        files["a"].write(b"half")
        raise error


@pytest.mark.usefixtures("drafts")
@pytest.mark.parametrize("error", [KeyboardInterrupt, SystemExit, OSError, RuntimeError])
def test_a_failure_in_the_middle_leaves_what_was_there(tmp_path: Path, error: type[BaseException]) -> None:
    (tmp_path / "kept.txt").write_bytes(b"old")
    for write, name in ((half_a_file, "kept.txt"), (half_a_file, "new.txt"), (half_a_folder, "folder")):
        with pytest.raises((error, OutputFailed)):
            write(tmp_path / name, error)
    assert contents(tmp_path) == {"kept.txt": b"old"}
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.usefixtures("drafts")
def test_what_is_finished_is_there(tmp_path: Path) -> None:
    for content in (b"one", b"two"):
        with writing.whole(tmp_path / "file", force=True) as stream:
            stream.write(content)
        with writing.whole_folder(tmp_path / "folder", ("a", "b"), force=True) as files:
            files["a"].write(content)
        assert contents(tmp_path) == {"file": content, "folder/a": content, "folder/b": b""}
    assert {path.name for path in tmp_path.iterdir()} == {"file", "folder"}


@pytest.mark.usefixtures("drafts")
def test_a_file_that_comes_while_we_write_is_not_overwritten(tmp_path: Path) -> None:
    target = tmp_path / "file"

    def write() -> None:
        with writing.whole(target, force=False) as stream:
            stream.write(b"ours")
            target.write_bytes(b"theirs")

    with pytest.raises(BadRequest):
        write()
    assert contents(tmp_path) == {"file": b"theirs"}


def test_a_folder_that_cannot_be_moved_in_puts_the_old_one_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "folder"
    with writing.whole_folder(target, ("a",), force=False) as files:
        files["a"].write(b"old")
    rename = Path.rename

    def fail_once(path: Path, to: Path) -> Path:
        if to == target and path.name.startswith(".sco-") and (path / "a").read_bytes() == b"new":
            raise OSError(5, "Input/output error")
        return rename(path, to)

    monkeypatch.setattr(Path, "rename", fail_once)
    with pytest.raises(OutputFailed), writing.whole_folder(target, ("a",), force=True) as files:
        files["a"].write(b"new")
    assert contents(tmp_path) == {"folder/a": b"old"}
    assert len(list(tmp_path.iterdir())) == 1


STALLED = """
import os, sys
from pathlib import Path
if sys.argv[3] == "hidden" and hasattr(os, "O_TMPFILE"):
    del os.O_TMPFILE
from sco_cli import exports, progress
def stall(items):
    for number, item in enumerate(items):
        yield item
        if number == 5:
            print("in the middle", flush=True)
            while True:
                pass
class Stalled:
    def __enter__(self):
        return stall
    def __exit__(self, *_):
        pass
from sco_cli.commands import export
export.progress = lambda *_: Stalled()
sys.argv = ["sco", "export", sys.argv[1], "--force", "--facts", sys.argv[2]]
from sco_cli.cli import main
main()
"""
"""An export that stops in its middle, and waits to be killed there."""


@pytest.mark.skipif(os.name == "nt", reason="the signals are those of POSIX")
@pytest.mark.parametrize("way", ["nameless", "hidden"])
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP", "SIGKILL"])
@pytest.mark.parametrize("destination", DESTINATIONS)
def test_a_killed_export_leaves_nothing_and_harms_nothing(
    destination: str, name: str, way: str, tmp_path: Path
) -> None:
    if (way, name) == ("hidden", "SIGKILL"):
        pytest.skip("where drafts have names, nothing can remove them then")
    number = signal.Signals[name]
    for existing in (False, True):
        if existing:
            assert run_sco("export", f"{tmp_path}/{destination}", "--facts", SMALL).code == 0
        before = contents(tmp_path)

        def listen() -> None:
            with suppress(OSError):  # no one is told to ignore SIGKILL, as a job in the background may be of others
                signal.signal(number, signal.SIG_DFL)

        command = [sys.executable, "-c", STALLED, f"{tmp_path}/{destination}", str(SMALL), way]
        with subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            preexec_fn=listen,  # noqa: PLW1509  # no threads here
        ) as running:
            assert running.stdout
            assert running.stdout.readline() == b"in the middle\n"
            running.send_signal(number)
            _, err = running.communicate(timeout=30)
        assert running.returncode == (-number if name == "SIGKILL" else 128 + number)
        assert err == b""
        assert contents(tmp_path) == before
        if not existing:
            assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="limits are of POSIX")
@pytest.mark.parametrize("destination", DESTINATIONS)
def test_a_full_disk_is_told_and_leaves_nothing(destination: str, tmp_path: Path) -> None:
    line = f"ulimit -f 8; exec {sys.executable} -B -m sco_cli export {tmp_path}/{destination}"
    done = subprocess.run(["bash", "-c", line], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, list(tmp_path.iterdir())) == (3, [])
    said = re.escape(f'sco: cannot write "{tmp_path}/{destination.rstrip("/")}": ')
    assert re.fullmatch(f"{said}(File too large|SQLite says: disk I/O error)\n", done.stderr)


# ---- The bar ----


class Terminal(io.StringIO):
    """A stand-in for stderr, which may be a terminal."""

    is_terminal = True

    def isatty(self) -> bool:
        """Whether a reader looks at it."""
        return self.is_terminal


def shown(seconds: float, monkeypatch: pytest.MonkeyPatch, environ: dict[str, str], *, is_terminal: bool = True) -> str:
    """What a reader sees of a hundred items that take so long."""
    now = [0.0]
    monkeypatch.setattr("sco_cli.progress.time.monotonic", lambda: now[0])
    stream = Terminal()
    stream.is_terminal = is_terminal
    with progress("writing facts.db", 100, stream, environ) as track:
        for item in track(range(100)):
            now[0] += seconds / 100
            assert item is not None
    return stream.getvalue()


def test_a_bar_is_shown_for_what_takes_long_and_is_gone_after(monkeypatch: pytest.MonkeyPatch) -> None:
    written = shown(5, monkeypatch, {})
    assert re.search(r"\rwriting facts.db  5\d% \[#{15,17}-{13,15}\]\r", written)
    assert "\x1b" not in written
    assert max(map(len, written.split("\r"))) < 80
    assert written.endswith("\r")
    assert not written.split("\r")[-2].strip()


def test_no_bar_is_shown_for_what_is_quick_or_to_what_is_no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(0.9, monkeypatch, {}) == ""
    assert shown(5, monkeypatch, {}, is_terminal=False) == ""
    assert shown(5, monkeypatch, {"TERM": "dumb"}) == ""


# ---- Without what is needed ----


def test_a_sqlite_that_lacks_something_is_a_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sqlite, "INDEX", "CREATE VIRTUAL TABLE x USING fts9()")
    ran = run_sco("export", tmp_path / "x.db")
    assert (ran.code, list(tmp_path.iterdir())) == (3, [])
    assert "SQLite says: no such module: fts9" in ran.err


def test_decimals_are_exact_in_lines(tmp_path: Path) -> None:
    run_sco("export", tmp_path / "x.jsonl", "--facts", SMALL)
    lines = (tmp_path / "x.jsonl").read_text("utf-8").splitlines()
    records = [json.loads(line, parse_float=Decimal) for line in lines]
    assert records[0] == {"kind": "base", "id": "small", "title": "Small base", "as_of": "2024-12-31", "licence": "CC0"}
    series = next(record for record in records if record["kind"] == "series")
    assert series["points"]["2019"] == Decimal("40.1")


def entries(folder: Path) -> dict[str, str]:
    """Every file below a folder, with what it says."""
    return {str(path.relative_to(folder)): path.read_text() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.mark.parametrize("name", ["thesis.txt", "a"])
def test_a_folder_that_comes_while_one_is_written_is_left_alone(tmp_path: Path, name: str) -> None:
    target = tmp_path / "folder"
    with pytest.raises(BadRequest), writing.whole_folder(target, ("a", "b"), force=False):  # noqa: PT012  # what comes
        target.mkdir()
        (target / name).write_text("mine")
    assert entries(tmp_path) == {f"folder/{name}": "mine"}
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


def test_a_file_that_comes_while_a_folder_is_written_is_left_alone(tmp_path: Path) -> None:
    target = tmp_path / "folder"
    with pytest.raises(BadRequest), writing.whole_folder(target, ("a",), force=False):
        target.write_text("mine")
    assert entries(tmp_path) == {"folder": "mine"}


def test_what_comes_into_a_folder_while_it_is_replaced_is_kept(tmp_path: Path) -> None:
    target = tmp_path / "folder"
    with writing.whole_folder(target, ("a",), force=False) as files:
        files["a"].write(b"old")
    with pytest.raises(BadRequest), writing.whole_folder(target, ("a",), force=True):
        (target / "thesis.txt").write_text("mine")
    assert entries(tmp_path) == {"folder/a": "old", "folder/thesis.txt": "mine"}


DISTURBED = """
import os, pathlib, signal, sys
from sco_cli import writing
target, rename = pathlib.Path(sys.argv[1]), pathlib.Path.rename
with writing.whole_folder(target, ("a",), force=False) as files:
    files["a"].write(b"old")
def rename_and_stop(self, to):
    os.kill(os.getpid(), signal.SIGTERM)
    return rename(self, to)
pathlib.Path.rename = rename_and_stop
with writing.whole_folder(target, ("a",), force=True) as files:
    files["a"].write(b"new")
"""
"""A folder that is replaced while a signal comes at every step of it."""


@pytest.mark.skipif(not hasattr(signal, "pthread_sigmask"), reason="signals cannot wait here")
def test_a_signal_waits_until_what_gets_its_name_has_it(tmp_path: Path) -> None:
    command = [sys.executable, "-c", DISTURBED, str(tmp_path / "folder")]
    done = subprocess.run(command, capture_output=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (128 + signal.SIGTERM, b"")
    assert entries(tmp_path) == {"folder/a": "new"}
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


def test_joined_bases_keep_the_terms_of_all(tmp_path: Path) -> None:
    more = tmp_path / "more.toml"
    more.write_text('[base]\nid = "more"\ntitle = "More"\nas_of = "2027"\nlicence = "CC BY 4.0"\n')
    assert run_sco("export", tmp_path / "facts.jsonl", "--facts", SMALL, "--facts", more).code == 0
    base = json.loads((tmp_path / "facts.jsonl").read_text("utf-8").splitlines()[0])
    assert base == {
        "kind": "base",
        "id": "small",
        "title": "Small base + More",
        "as_of": "2027",
        "licence": "CC0; CC BY 4.0",
    }
