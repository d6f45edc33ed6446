"""Exports: their contents, and that JSON Lines give the same base again."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
import tracemalloc
from collections.abc import Iterator
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from support.bases import base_with
from support.commands import json_answer
from support.exports import DESTINATIONS, contents
from support.paths import EXAMPLES, SMALL
from support.runner import run_process, run_sco
from support.strategies import bases
from support.tables import TABLES

from sco_cli.exports import datapackage, jsonl
from sco_cli.exports.schema import Column
from sco_cli.loading import jsonlines
from sco_cli.loading.loader import load
from sco_cli.models.entities import Author, Source
from sco_cli.models.factbase import FactBase
from sco_cli.models.facts import RECORDS, Evidence
from sco_cli.models.fields import Model
from sco_cli.models.vocabulary import STAGES, Stance
from sco_cli.reports.records import to_record


def export(folder: Path, *arguments: str | Path) -> dict[str, bytes]:
    """The files in a folder, which may be a new one, after an export that writes into it."""
    folder.mkdir(exist_ok=True)
    ran = run_sco("export", *arguments)
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    return contents(folder)


def open_csv(file: Path) -> io.StringIO:
    """A csv file with its line ends as they are, as the csv module needs it."""
    return io.StringIO(file.read_bytes().decode(), newline="")


def is_same(left: FactBase, right: FactBase) -> bool:
    """Whether two bases have the same records."""
    return left.info == right.info and left.records == right.records


# ---- Round trip ----


@pytest.mark.parametrize("given", [EXAMPLES, SMALL, pytest.param("bundled", marks=pytest.mark.slow)])
def test_an_export_read_again_is_the_same_base(given: str | Path, tmp_path: Path) -> None:
    file = tmp_path / "facts.jsonl"
    assert run_sco("export", file, "--facts", given).code == 0
    assert is_same(load(file), load(given))
    for command in ("facts", "countries", "metrics", "sources"):
        answers = [run_sco("--format", "json", command, "--facts", path) for path in (given, file)]
        assert answers[0] == answers[1]
    again = tmp_path / "again.jsonl"
    assert run_sco("export", again, "--facts", file).code == 0
    assert again.read_bytes() == file.read_bytes()


@settings(deadline=None, max_examples=8, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(base=bases())
def test_any_base_exported_and_read_again_is_the_same(base: FactBase, tmp_path_factory: pytest.TempPathFactory) -> None:
    file = tmp_path_factory.mktemp("drawn") / "facts.jsonl"
    jsonl.export(base, base.records, file, force=False)
    assert is_same(load(file), base)


def test_years_have_four_digits_in_json(tmp_path: Path) -> None:
    old = tmp_path / "old.toml"
    text = SMALL.read_text("utf-8").replace("points = { 2019 = 10,", "points = { 0999 = 9, 0001 = 8, 2019 = 10,")
    old.write_text(text, "utf-8")
    assert run_sco("export", tmp_path / "old.jsonl", "--facts", old).code == 0
    assert '"points": {"0999": 9, "0001": 8, "2019": 10' in (tmp_path / "old.jsonl").read_text("utf-8")
    assert is_same(load(tmp_path / "old.jsonl"), load(old))


def test_json_lines_are_read_from_standard_input_too(tmp_path: Path) -> None:
    file = tmp_path / "facts.ndjson"
    run_sco("export", file, "--facts", SMALL)
    assert "Steppe road" in run_sco("projects", "--facts", "-", stdin=file.read_bytes()).out


def test_json_lines_may_have_levels_as_in_toml() -> None:
    figure = {"kind": "figure", "id": "f", "metric": "m", "before": 3, "after": {"over": 4}, "note": None}
    assert jsonlines.to_table(figure) == {"id": "f", "metric": "m", "before": 3, "after": {"over": 4}}


def test_lines_are_cut_one_by_one_so_that_the_text_is_in_memory_once() -> None:
    assert list(jsonlines._numbered_lines("a\r\n \n\nb\u2028c")) == [(1, "a\r"), (4, "b\u2028c")]  # noqa: SLF001
    text = "x" * 99 + "\n"
    text *= 10_000
    tracemalloc.start()
    assert sum(1 for _ in jsonlines._numbered_lines(text)) == 10_000  # noqa: SLF001
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < len(text) / 10


# ---- Tables ----


def columns_of(name: str) -> dict[str, Column]:
    """The columns of a table by their names."""
    (table,) = (table for table in TABLES if table.name == name)
    return {column.name: column for column in table.columns}


@pytest.mark.parametrize(("table", "model"), [("sources", Source), ("source_authors", Author), ("evidence", Evidence)])
def test_columns_have_the_descriptions_of_the_models(table: str, model: type[Model]) -> None:
    columns = columns_of(table)
    for name, field in model.model_fields.items():
        if name != "authors":  # a table of its own
            assert f"{columns[name].description}." == field.description


def test_every_table_and_column_has_a_description_without_a_full_stop() -> None:
    for table in TABLES:
        for description in (table.description, *(column.description for column in table.columns)):
            assert description
            assert not description.endswith(".")


def test_closed_lists_of_the_models_are_enums() -> None:
    assert columns_of("evidence")["stance"].choices == get_args(Stance)
    assert columns_of("projects")["stage"].choices == STAGES
    assert columns_of("metrics")["better"].choices == ("higher", "lower")


def test_a_column_is_required_unless_the_field_may_be_none() -> None:
    columns = columns_of("sources")
    assert {name for name, column in columns.items() if not column.required} == {
        name for name, field in Source.model_fields.items() if field.default is None
    }


def test_every_table_refers_to_earlier_tables_except_for_evidence() -> None:
    earlier: set[str] = set()
    for table in TABLES:
        earlier.add(table.name)
        targets = {column.foreign_key for column in table.columns if column.foreign_key}
        assert targets - earlier == ({"figures"} if table.name == "evidence" else set())


def test_the_item_of_a_list_is_named_in_the_singular() -> None:
    lists = [table for table in TABLES if table.is_list and len(table.columns) == 3 and "year" not in table.key]
    names = {table.columns[2].name for table in lists}
    expected = {"alias", "country", "organization", "place", "area", "note"}
    assert names == expected, "add the singular of a new list here; exports/derived_tables.py makes it"


# ---- Contents ----


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """The base of the examples in SQLite."""
    file = tmp_path_factory.mktemp("exports") / "facts.db"
    run_sco("export", file, "--facts", EXAMPLES)
    with closing(sqlite3.connect(file)) as connection:
        yield connection


def test_the_database_passes_the_checks_of_sqlite(database: sqlite3.Connection) -> None:
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    keys = [key for table in TABLES for key in database.execute(f"PRAGMA foreign_key_list({table.name})")]
    assert len(keys) == sum(column.foreign_key is not None for table in TABLES for column in table.columns)
    database.execute("PRAGMA foreign_keys = on")
    with pytest.raises(sqlite3.IntegrityError), database:
        database.execute("INSERT INTO fact_countries VALUES ('kg-5g-network', 9, 'XX')")


def test_every_record_has_a_row(database: sqlite3.Connection) -> None:
    base = load(EXAMPLES)
    for kind, table in ((model.kind, model.table) for model in RECORDS):
        key = "code" if kind == "country" else "id"
        ids = [row[0] for row in database.execute(f"SELECT {key} FROM {table}")]  # noqa: S608  # names of our own
        assert sorted(ids) == sorted(record.id for record in base.of_kind(kind))
    assert database.execute("SELECT title FROM base").fetchall() == [(base.info.title,)]


def test_every_field_of_a_record_has_its_column_or_table() -> None:
    base = load(SMALL)
    assert {record.kind for record in base.records} == {model.kind for model in RECORDS}
    for record in base.records:
        kinds = (record.kind, "fact") if record.is_fact else (record.kind,)
        tables = [table for table in TABLES if table.kind in kinds]
        names = {column.name for table in tables for column in table.columns} | {table.name for table in tables}
        for field in to_record(base, record):
            key = "code" if record.kind == "country" else "id"
            expected = {field, f"{field}_text", f"{record.kind}_{field}", f"fact_{field}", f"status_{field}"}
            assert field == "kind" or ({key} if field == "id" else expected) & names, f"{record.kind}: {field}"


def test_the_view_claims_joins_all_tables(database: sqlite3.Connection) -> None:
    database.row_factory = sqlite3.Row
    row = dict(database.execute("SELECT * FROM claims WHERE id = 'kg-internet-penetration'").fetchone())
    database.row_factory = None
    answer = json_answer("show", "kg-internet-penetration", facts=EXAMPLES)
    assert json.loads(row["countries"]) == ["KG"]
    assert (row["standing"], row["metric"], row["unit"]) == ("refined", "Internet penetration", "% of population")
    assert (row["before_value"], row["before_text"]) == (43, "43%")
    assert (row["after_qualifier"], row["after_low"], row["after_high"]) == ("over", 70, 100)
    assert row["change_text"] == "more than +27 percentage points (more than +62.7%)"
    assert json.loads(row["not_stated"]) == answer["not_stated"]
    assert json.loads(row["sources"]) == list(dict.fromkeys(evidence["source"] for evidence in answer["evidence"]))


@pytest.mark.parametrize("standing", ["contested", "refined", "single-source"])
def test_the_database_answers_as_sco_does(database: sqlite3.Connection, standing: str) -> None:
    ids = [row[0] for row in database.execute("SELECT id FROM claims WHERE standing = ?", [standing])]
    answer = json_answer("facts", "--standing", standing, facts=EXAMPLES)
    assert ids == [row["id"] for row in answer]


@pytest.mark.parametrize("word", ["penetration", "Казахстан", "哈萨克斯坦", "Şafak", "safak", "railway"])
def test_the_full_text_index_finds_words_of_any_script(database: sqlite3.Connection, word: str) -> None:
    query = "SELECT claims.id FROM facts_fts JOIN claims ON claims.number = facts_fts.rowid WHERE facts_fts MATCH ?"
    ids = {row[0] for row in database.execute(query, [f'"{word}"'])}
    kinds = [part for kind in ("project", "figure", "statement", "event") for part in ("--kind", kind)]
    assert ids == {row["id"] for row in json_answer("search", word, *kinds, facts=EXAMPLES)}
    assert ids


@pytest.mark.parametrize("word", ["contradicts", "operating", "area", "gazette"])
def test_the_full_text_index_has_no_words_of_the_format_and_no_ids(word: str, tmp_path: Path) -> None:
    text = SMALL.read_text("utf-8").replace('title = "The gazette on roads"', 'title = "On roads"')
    assert word in text
    assert run_sco("export", tmp_path / "x.db", "--facts", "-", stdin=text).code == 0
    with closing(sqlite3.connect(tmp_path / "x.db")) as connection:
        query = "SELECT id FROM facts_fts WHERE facts_fts MATCH ?"
        assert connection.execute(query, [word]).fetchall() == []
        assert len(connection.execute(query, ["MN"]).fetchall()) == 5  # the facts on Mongolia


def test_numbers_too_long_for_sqlite_have_every_digit_in_the_text_column(tmp_path: Path) -> None:
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
    rows = list(csv.DictReader(open_csv(tmp_path / "x" / "series_points.csv")))
    assert "75.1234567890123456789" in [row["value"] for row in rows]


def test_a_cell_that_a_spreadsheet_would_run_is_escaped(tmp_path: Path) -> None:
    text = SMALL.read_text("utf-8").replace('name = "Roads"', r'name = "=cmd|\u001b[0m\u202e!A1"')
    assert run_sco("export", tmp_path / "t", "--facts", "-", stdin=text).code == 0
    for file in (tmp_path / "t").glob("*.csv"):
        for row in csv.reader(open_csv(file)):
            for cell in row:
                assert not re.match(r"[=+@\t\r]|-(?![0-9])", cell)
                assert cell.replace("\n", "").isprintable()
    assert "'=cmd" in (tmp_path / "t" / "areas.csv").read_text("utf-8")
    descriptor = json.loads((tmp_path / "t" / datapackage.DESCRIPTOR).read_text("utf-8"))
    assert "apostrophe" in descriptor["description"]


def test_a_number_is_a_number_in_csv_also_as_text(tmp_path: Path) -> None:
    text = base_with(
        '[[metrics]]\nid = "m"\nname = "M"\nunit = "million USD"\ndefinition = "D"\n'
        '[[countries]]\ncode = "NA"\nalpha3 = "NAM"\nname = "Namibia"\naliases = ["=1+1", "-Namib"]\n'
        '[[figures]]\nid = "f"\nmetric = "m"\ncountries = ["NA"]\nbefore = -120.5\nafter = { over = -90 }\n'
        'evidence = [{ source = "s" }]\n'
        '[[series]]\nid = "x"\nmetric = "m"\ncountry = "NA"\nsource = "s"\npoints = { 2019 = -41.25, 2020 = 0 }\n'
    )
    assert run_sco("export", tmp_path / "t", "--facts", "-", stdin=text).code == 0
    points = csv.DictReader(open_csv(tmp_path / "t" / "series_points.csv"))
    assert [(row["value"], row["text"]) for row in points] == [("-41.25", "-41.25"), ("0", "0")]
    (figure,) = csv.DictReader(open_csv(tmp_path / "t" / "figures.csv"))
    assert figure["before_text"] == "-120.5 million USD"
    aliases = csv.DictReader(open_csv(tmp_path / "t" / "country_aliases.csv"))
    assert [row["alias"] for row in aliases] == ["'=1+1", "'-Namib"]


EXPORT_ALL = """
import sys
from sco_cli.cli.commands.export import command
for name in sys.argv[2:]:
    command(name, facts=[sys.argv[1]])
"""
"""A program that exports a base to several destinations."""


def test_the_same_base_gives_the_same_bytes(tmp_path: Path) -> None:
    (tmp_path / "second").mkdir()
    for destination in DESTINATIONS:
        first = export(tmp_path / "first", f"{tmp_path}/first/{destination}", "--facts", SMALL)
    environ = {"PYTHONHASHSEED": "7", "TZ": "Asia/Tashkent"}
    targets = [f"{tmp_path}/second/{destination}" for destination in DESTINATIONS]
    assert run_process(SMALL, *targets, python=("-c", EXPORT_ALL), **environ) == (0, "", "")
    assert contents(tmp_path / "second") == first


def test_decimals_are_exact_in_json_lines(tmp_path: Path) -> None:
    run_sco("export", tmp_path / "x.jsonl", "--facts", SMALL)
    lines = (tmp_path / "x.jsonl").read_text("utf-8").splitlines()
    records = [json.loads(line, parse_float=Decimal) for line in lines]
    base = {"id": "small", "title": "Small base", "as_of": "2024-12-31", "licence": "CC0", "extends": None}
    assert records[0] == {"kind": "base", **base}
    series = next(record for record in records if record["kind"] == "series")
    assert series["points"]["2019"] == Decimal("40.1")


def test_joined_bases_have_the_licences_of_all(tmp_path: Path) -> None:
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
        "extends": None,
    }
