"""The Excel workbook: numbers, dates, links and texts as they are, and nothing that runs."""

from __future__ import annotations

import datetime as dt
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from support.bases import base_with
from support.paths import SMALL
from support.runner import run_sco

from sco_cli.exports import excel

openpyxl = pytest.importorskip("openpyxl")
pytest.importorskip("xlsxwriter")


def rows(file: Path, sheet: str) -> list[dict[str, Any]]:
    """The rows of a sheet by the names of its columns, as openpyxl reads them."""
    head, *rest = openpyxl.load_workbook(file)[sheet].iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rest]


def test_full_dates_are_dates_and_others_text(tmp_path: Path) -> None:
    text = base_with(
        "".join(
            f'[[sources]]\nid = "s{number}"\ntitle = "T"\npublisher = "P"\npublished = "{day}"\nkind = "news"\n'
            for number, day in enumerate(["2025-08-28", "2025-08", "1900-02-28", "2024-01/2024-03"])
        )
    )
    assert run_sco("export", tmp_path / "x.xlsx", "--facts", "-", stdin=text).code == 0
    published = {row["id"]: row["published"] for row in rows(tmp_path / "x.xlsx", "sources")}
    day = dt.datetime(2025, 8, 28)  # noqa: DTZ001  # Excel knows no time zones
    assert [published[f"s{number}"] for number in range(4)] == [day, "2025-08", "1900-02-28", "2024-01/2024-03"]


TEXTS = ["=1+1", "@x", "a\u0007b", "_x000D_", "<r><t>raw</t></r>", "<r>&", " blank ", "file:///etc/passwd", "中文 Я"]


def test_texts_are_as_they_were_and_never_a_formula_or_xml(tmp_path: Path) -> None:
    names = ", ".join('"' + text.replace("\u0007", r"\u0007") + '"' for text in TEXTS)
    text = base_with(f'[[countries]]\ncode = "NA"\nalpha3 = "NAM"\nname = "Namibia"\naliases = [{names}]\n')
    assert run_sco("export", tmp_path / "x.xlsx", "--facts", "-", stdin=text).err == ""
    sheet = openpyxl.load_workbook(tmp_path / "x.xlsx")["country_aliases"]
    cells = [row[2] for row in sheet.iter_rows(min_row=2)]
    written = [str(cell.value) for cell in cells]
    # openpyxl leaves the escapes of the format as they are: "_x005F_" stands for the underscore of a literal one.
    assert (
        written == [text.replace("\u0007", "_x0007_").replace("_x000D_", "_x005F_x000D_") for text in TEXTS]
        or written == TEXTS
    )
    assert {cell.data_type for cell in cells} == {"s"} or {cell.data_type for cell in cells} == {"inlineStr"}
    assert [cell.hyperlink for cell in cells] == [None] * len(TEXTS)
    with zipfile.ZipFile(tmp_path / "x.xlsx") as archive:
        assert not any(b"<f>" in archive.read(name) for name in archive.namelist())


def test_ids_of_facts_lead_to_their_evidence_and_addresses_to_the_web(tmp_path: Path) -> None:
    assert run_sco("export", tmp_path / "x.xlsx", "--facts", SMALL).code == 0
    book = openpyxl.load_workbook(tmp_path / "x.xlsx")
    for fact in book["facts"].iter_rows(min_row=2, max_col=1):
        sheet, _, cell = fact[0].hyperlink.location.partition("!")
        assert book[sheet.strip("'")][cell].value == fact[0].value
    assert book["facts"].freeze_panes == "B2"
    assert book["facts"].auto_filter.ref
    links = [cell.hyperlink.target for row in book["sources"].iter_rows() for cell in row if cell.hyperlink]
    assert links and all(link.startswith(("http://", "https://")) for link in links)


def test_numbers_that_excel_would_round_are_text_and_said(tmp_path: Path) -> None:
    text = SMALL.read_text("utf-8").replace("2024 = 75 }", "2024 = 75.1234567890123456789 }")
    ran = run_sco("export", tmp_path / "x.xlsx", "--facts", "-", stdin=text)
    assert ran.code == 0
    assert "of more than 15 digits" in ran.err
    values = [row["value"] for row in rows(tmp_path / "x.xlsx", "series_points")]
    assert "75.1234567890123456789" in values
    assert 40.1 in values


def test_a_text_that_no_cell_holds_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    text = SMALL.read_text("utf-8").replace('name = "Roads"', f'name = "Roads"\n#{"x" * 9}')
    note = "x" * (excel.MAX_TEXT + 1)
    text += f'[[sources]]\nid = "long"\ntitle = "T"\npublisher = "P"\nkind = "news"\nnote = "{note}"\n'
    ran = run_sco("export", tmp_path / "x.xlsx", "--facts", "-", stdin=text)
    assert (ran.code, list(tmp_path.iterdir())) == (3, [])
    assert 'note of "long"' in ran.err


def test_a_table_of_too_many_rows_has_further_sheets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run_sco("export", tmp_path / "whole.xlsx", "--facts", SMALL).code == 0
    whole = rows(tmp_path / "whole.xlsx", "evidence")
    monkeypatch.setattr(excel, "MAX_ROWS", len(whole))
    assert run_sco("export", tmp_path / "x.xlsx", "--facts", SMALL).code == 0
    assert rows(tmp_path / "x.xlsx", "evidence") + rows(tmp_path / "x.xlsx", "evidence 2") == whole


def test_names_of_sheets_are_those_that_excel_accepts() -> None:
    taken: set[str] = set()
    names = [excel.sheet_name(name, taken) for name in ("a" * 40, "A" * 40, "history", "x[1]:*?/\\", "x")]
    assert names == ["a" * 31, "A" * 29 + " 2", "history 2", "x_1______", "x"]


def test_without_the_library_the_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    for name in ("excel", "parquet"):
        target = tmp_path / ("x.xlsx" if name == "excel" else "x.parquet")
        ran = run_sco("export", target, "--facts", SMALL)
        assert (ran.code, list(tmp_path.iterdir())) == (2, [])
        assert f"sco-cli[{name}]" in ran.err
