"""Exports: what is in them, and that JSON Lines read back give the same base."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest
from conftest import SMALL, run_process, run_sco
from hypothesis import HealthCheck, given, settings
from support.exports import DESTINATIONS, contents
from support.strategies import bases

from sco_cli.exports import datapackage, jsonl
from sco_cli.exports.tables import TABLES
from sco_cli.loading import jsonlines
from sco_cli.loading.loader import load
from sco_cli.models.factbase import FactBase
from sco_cli.models.facts import RECORDS
from sco_cli.reports.records import to_record


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
    assert jsonlines.to_table(figure) == {"id": "f", "metric": "m", "before": 3, "after": {"over": 4}}


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
    assert {record.kind for record in base.records} == {model.kind for model in RECORDS}
    for record in base.records:
        whose = (record.kind, "fact") if record.is_fact else (record.kind,)
        tables = [table for table in TABLES if table.kind in whose]
        names = {column.name for table in tables for column in table.columns} | {table.name for table in tables}
        for field in to_record(base, record):
            own = "code" if record.kind == "country" else "id"
            ways = {field, f"{field}_text", f"{record.kind}_{field}", f"fact_{field}", f"status_{field}"}
            assert field == "kind" or ({own} if field == "id" else ways) & names, f"{record.kind}: {field}"


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


def test_decimals_are_exact_in_lines(tmp_path: Path) -> None:
    run_sco("export", tmp_path / "x.jsonl", "--facts", SMALL)
    lines = (tmp_path / "x.jsonl").read_text("utf-8").splitlines()
    records = [json.loads(line, parse_float=Decimal) for line in lines]
    assert records[0] == {"kind": "base", "id": "small", "title": "Small base", "as_of": "2024-12-31", "licence": "CC0"}
    series = next(record for record in records if record["kind"] == "series")
    assert series["points"]["2019"] == Decimal("40.1")


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
