"""Other programs read the exports and find in them what sco finds. Skipped for those that are not installed."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from support.clients import run_client
from support.runner import run_sco

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def exports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an export of every kind."""
    folder = tmp_path_factory.mktemp("exports")
    for name in ("facts.db", "facts.jsonl", "facts.xlsx", "facts.parquet", "facts"):
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


def contested_by_country() -> dict[str, int]:
    """The number of contested figures of each country, by sco."""
    options = ("--kind", "figure", "--standing", "contested", "--format", "json")
    figures = json.loads(run_sco("facts", *options).out)
    return dict(Counter(code for row in figures for code in row["countries"]))


def test_duckdb_reads_parquet_with_its_nested_lists(exports: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    query = f"""
        SELECT country, count(*) FROM (SELECT unnest(countries) AS country FROM '{exports}/facts.parquet/facts.parquet'
        WHERE kind = 'figure' AND standing = 'contested') GROUP BY country
    """  # noqa: S608  # a path of our own
    assert dict(duckdb.sql(query).fetchall()) == contested_by_country()


def test_pandas_and_polars_read_parquet(exports: Path) -> None:
    pandas, polars = pytest.importorskip("pandas"), pytest.importorskip("polars")
    for file in sorted((exports / "facts.parquet").iterdir()):
        assert len(pandas.read_parquet(file)) == len(polars.read_parquet(file))
    frame = polars.read_parquet(exports / "facts.parquet" / "facts.parquet")
    assert frame.filter(polars.col("standing") == "contested")["id"].to_list() == contested()
    sources = polars.read_parquet(exports / "facts.parquet" / "sources.parquet")
    days = json.loads(run_sco("sources", "--format", "json").out)
    full = {row["id"]: row["published"] for row in days if row["published"] and len(row["published"]) == 10}
    known = sources.filter(polars.col("published_day").is_not_null())
    assert {row["id"]: row["published_day"].isoformat() for row in known.to_dicts()} == full


def test_pandas_reads_the_workbook_with_real_dates(exports: Path) -> None:
    pandas = pytest.importorskip("pandas")
    pytest.importorskip("openpyxl")
    sheets = pandas.read_excel(exports / "facts.xlsx", sheet_name=None, keep_default_na=False, na_values=[""])
    assert list(sheets["facts"][sheets["facts"]["standing"] == "contested"]["id"]) == contested()
    dates = [str(value.date()) for value in sheets["sources"]["published"] if hasattr(value, "date")]
    answers = json.loads(run_sco("sources", "--format", "json").out)
    expected = [row["published"] for row in answers if row["published"] and len(row["published"]) == 10]
    assert sorted(dates) == sorted(expected) != []
