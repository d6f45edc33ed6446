"""Other programs read the exports and find in them what sco finds. Skipped for those that are not installed."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from support.clients import run_client
from support.runner import run_sco

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def exports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an export of every kind."""
    folder = tmp_path_factory.mktemp("exports")
    for name in ("facts.db", "facts.jsonl", "facts"):
        assert run_sco("export", folder / name).code == 0
    return folder


def contested() -> list[str]:
    """The ids of the facts that sco lists as contested."""
    return [row["id"] for row in json.loads(run_sco("facts", "--standing", "contested", "--format", "json").out)]


def test_sqlite_utils_reads_the_database(exports: Path) -> None:
    tables = json.loads(run_client("sqlite-utils", "tables", exports / "facts.db", "--counts"))
    counts = {table["table"]: table["count"] for table in tables}
    assert counts["facts"] == len(json.loads(run_sco("facts", "--format", "json").out))
    rows = json.loads(
        run_client("sqlite-utils", exports / "facts.db", "SELECT id FROM claims WHERE standing = 'contested'")
    )
    assert [row["id"] for row in rows] == contested()
    hits = json.loads(run_client("sqlite-utils", "search", exports / "facts.db", "facts_fts", "Казахстан", "-c", "id"))
    assert "kz-chemical-park-digital-twin" in {hit["id"] for hit in hits}


def test_frictionless_validates_the_folder(exports: Path) -> None:
    run_client("frictionless", "validate", exports / "facts" / "datapackage.json")


def test_frictionless_finds_a_broken_foreign_key(exports: Path, tmp_path: Path) -> None:
    shutil.copytree(exports / "facts", tmp_path / "facts")
    file = tmp_path / "facts" / "fact_countries.csv"
    file.write_bytes(file.read_bytes() + b"kg-5g-network,9,XX\r\n")
    with pytest.raises(subprocess.CalledProcessError) as raised:
        run_client("frictionless", "validate", tmp_path / "facts" / "datapackage.json")
    assert "foreign" in raised.value.stdout.casefold()


def test_pandas_reads_the_folder_and_the_database(exports: Path) -> None:
    import sqlite3
    from contextlib import closing

    pandas = pytest.importorskip("pandas")
    descriptor = json.loads((exports / "facts" / "datapackage.json").read_text("utf-8"))
    with closing(sqlite3.connect(exports / "facts.db")) as connection:
        for resource in descriptor["resources"]:
            frame = pandas.read_csv(exports / "facts" / resource["path"], keep_default_na=False, na_values=[""])
            assert list(frame.columns) == [field["name"] for field in resource["schema"]["fields"]]
            table = pandas.read_sql(f"SELECT * FROM {resource['name']}", connection)  # noqa: S608  # names of our own
            assert list(table.columns) == list(frame.columns)
            assert len(table) == len(frame)
    lines = pandas.read_json(exports / "facts.jsonl", lines=True)
    assert list(lines[lines["standing"] == "contested"]["id"]) == contested()


def test_duckdb_reads_the_folder_and_the_json_lines(exports: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    query = "SELECT id FROM {} WHERE standing = 'contested'"
    for source in (f"read_csv('{exports}/facts/facts.csv')", f"read_json('{exports}/facts.jsonl')"):
        assert [row[0] for row in duckdb.sql(query.format(source)).fetchall()] == contested()
