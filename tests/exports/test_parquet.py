"""The folder of Parquet files: the same tables, nested lists, exact decimals and real dates."""

from __future__ import annotations

import datetime as dt
import tracemalloc
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from support.commands import json_answer
from support.exports import contents
from support.paths import EXAMPLES, SMALL
from support.runner import run_sco
from support.tables import TABLES

from sco_cli.exports import parquet

pyarrow = pytest.importorskip("pyarrow")
reader = pytest.importorskip("pyarrow.parquet")


def rows(folder: Path, table: str) -> list[dict[str, Any]]:
    """The rows of a table."""
    answer: list[dict[str, Any]] = reader.read_table(folder / f"{table}.parquet").to_pylist()
    return answer


@pytest.mark.parametrize("name", ["x.parquet", "x.parquet/"])
def test_the_folder_has_a_file_for_each_table(name: str, tmp_path: Path) -> None:
    assert run_sco("export", f"{tmp_path}/{name}", "--facts", EXAMPLES) == (0, "", "")
    assert {path.stem for path in (tmp_path / "x.parquet").iterdir()} == {table.name for table in TABLES}
    facts = rows(tmp_path / "x.parquet", "facts")
    answer = json_answer("facts", facts=EXAMPLES)
    assert [(row["id"], row["standing"], row["countries"]) for row in facts] == [
        (row["id"], row["standing"], row["countries"]) for row in answer
    ]
    assert [[{k: v for k, v in item.items() if k != "position"} for item in row["evidence"]] for row in facts] == [
        row["evidence"] for row in answer
    ]


def test_rows_in_several_groups_are_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run_sco("export", tmp_path / "one.parquet", "--facts", SMALL).code == 0
    monkeypatch.setattr(parquet, "GROUP_ROWS", 2)
    assert run_sco("export", tmp_path / "many.parquet", "--facts", SMALL).code == 0
    for table in TABLES:
        assert rows(tmp_path / "one.parquet", table.name) == rows(tmp_path / "many.parquet", table.name)
    assert reader.ParquetFile(tmp_path / "many.parquet" / "facts.parquet").num_row_groups > 1


def test_two_exports_of_the_same_base_have_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "GROUP_ROWS", 3)
    assert run_sco("export", tmp_path / "x.jsonl", "--facts", EXAMPLES).code == 0
    exports = []
    for number, base in enumerate([EXAMPLES, EXAMPLES, tmp_path / "x.jsonl"]):
        assert run_sco("export", tmp_path / f"{number}.parquet", "--facts", base).code == 0
        exports.append(contents(tmp_path / f"{number}.parquet"))
    assert exports[0] == exports[1] == exports[2]


def test_memory_does_not_grow_with_the_number_of_rows(tmp_path: Path) -> None:
    table = next(table for table in TABLES if table.name == "areas")
    peaks = []
    for count in (40_000, 80_000):
        with (tmp_path / f"{count}.parquet").open("wb") as stream:
            file = parquet._TableFile(pyarrow, reader, stream, table, [])  # noqa: SLF001  # a base of that size is slow
            tracemalloc.start()
            for number in range(count):
                file.add(file.row([f"area-{number}", "Roads"]))
            file.close()
            peaks.append(tracemalloc.get_traced_memory()[1])
            tracemalloc.stop()
        assert len(rows(tmp_path, str(count))) == count
    assert peaks[1] < peaks[0] * 1.1


def test_decimals_are_exact_and_longer_ones_are_null_with_all_digits_beside_them(tmp_path: Path) -> None:
    text = SMALL.read_text("utf-8").replace("2024 = 75 }", "2024 = 75.1234567890123456789 }")
    ran = run_sco("export", tmp_path / "x.parquet", "--facts", "-", stdin=text)
    assert "numbers with more digits than a column holds are null (1 in all)" in ran.err
    values = {row["text"]: row["value"] for row in rows(tmp_path / "x.parquet", "series_points")}
    assert values["40.1"] == Decimal("40.1")
    assert values["75.1234567890123456789"] is None


def test_full_days_are_dates_too(tmp_path: Path) -> None:
    assert run_sco("export", tmp_path / "x.parquet").code == 0
    days = [row for row in rows(tmp_path / "x.parquet", "sources") if row["published_day"]]
    assert days
    assert all(row["published_day"] == dt.date.fromisoformat(row["published"]) for row in days)
