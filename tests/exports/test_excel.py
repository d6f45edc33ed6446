"""The Excel workbook: numbers, dates, links and texts as they are, and nothing that runs."""

from __future__ import annotations

import datetime as dt
import json
import re
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from support.bases import base_with
from support.paths import SMALL
from support.runner import run_sco
from support.tables import TABLES

from sco_cli.exports import excel

openpyxl = pytest.importorskip("openpyxl")
xlsxwriter = pytest.importorskip("xlsxwriter")


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


TEXTS = [
    "=1+1",
    "@x",
    "a\u0007b",
    "tab\tfeed\nreturn\r",
    "_x000D_",
    "_x0041_x0042_x0043_",
    "_x0041\u0007_x0042_",
    "__x0041__ _X0041_ _x004g_",
    "\ufffe\uffff",
    "<r><t>raw</t></r>",
    "<r>&",
    "<r>_x0041_x0042_",
    " blank ",
    "中文 Я \U0001f600",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "mailto:a@example.org",
    "external:c:\\x.xlsx",
    "internal:'base'!A1",
    "\\\\server\\share",
    "http://x.example/ y",
    'http://x.example/"',
]
"""Texts that a program may take for something else: formulas, escapes, XML, and links that nobody has checked."""

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")


def cell_texts(file: Path, sheet: str) -> list[list[str]]:
    """The texts of the cells of each row but the first, read as the standard says, without a library for workbooks.

    Each text is in the cell itself; its escapes are those of ST_Xstring in ISO/IEC 29500-1, 22.9.2.19.
    """
    number = openpyxl.load_workbook(file, read_only=True).sheetnames.index(sheet) + 1
    with zipfile.ZipFile(file) as archive:
        tree = ET.fromstring(archive.read(f"xl/worksheets/sheet{number}.xml"))  # noqa: S314  # ours

    def text_of(cell: ET.Element) -> str:
        parts = (part.text or "" for part in cell.iter(f"{MAIN}t"))
        return "".join(_ESCAPE.sub(lambda match: chr(int(match[1], 16)), part) for part in parts)

    return [[text_of(cell) for cell in row] for row in [*tree.iter(f"{MAIN}row")][1:]]


def test_texts_are_as_they_were_and_never_a_formula_a_link_or_xml(tmp_path: Path) -> None:
    names = ", ".join(map(json.dumps, TEXTS))
    text = base_with(f'[[countries]]\ncode = "NA"\nalpha3 = "NAM"\nname = "Namibia"\naliases = [{names}]\n')
    text = text.replace("\\ud83d\\ude00", "\\U0001F600")  # TOML has no pairs of surrogates
    assert run_sco("export", tmp_path / "x.xlsx", "--facts", "-", stdin=text).err == ""
    assert [row[2] for row in cell_texts(tmp_path / "x.xlsx", "country_aliases")] == TEXTS
    sheet = openpyxl.load_workbook(tmp_path / "x.xlsx")["country_aliases"]
    cells = [row[2] for row in sheet.iter_rows(min_row=2)]
    assert {cell.data_type for cell in cells} == {"s"} or {cell.data_type for cell in cells} == {"inlineStr"}
    assert [cell.hyperlink for cell in cells] == [None] * len(TEXTS)
    with zipfile.ZipFile(tmp_path / "x.xlsx") as archive:
        assert not any(b"<f>" in archive.read(name) for name in archive.namelist())


def test_an_address_that_is_too_long_once_it_is_escaped_is_text(tmp_path: Path) -> None:
    addresses = [f"https://x.example/{'a' * 1900}", f"https://x.example/{'[' * 1900}"]
    text = base_with(
        "".join(
            f'[[sources]]\nid = "s{number}"\ntitle = "T"\npublisher = "P"\nkind = "news"\nurl = "{address}"\n'
            for number, address in enumerate(addresses)
        )
    )
    assert run_sco("export", tmp_path / "x.xlsx", "--facts", "-", stdin=text).err == ""
    sheet = openpyxl.load_workbook(tmp_path / "x.xlsx")["sources"]
    column = next(cell.column for cell in sheet[1] if cell.value == "url")
    cells = [sheet.cell(row, column) for row in (3, 4)]
    assert [cell.value for cell in cells] == addresses
    assert [cell.hyperlink and cell.hyperlink.target for cell in cells] == [addresses[0], None]


def test_a_sheet_with_more_links_than_excel_holds_has_the_others_as_text(tmp_path: Path) -> None:
    (table,) = (table for table in TABLES if table.name == "sources")
    index, column = next((place, column) for place, column in enumerate(table.columns) if column.name == "url")
    book = xlsxwriter.Workbook(tmp_path / "x.xlsx", {"constant_memory": True, "tmpdir": tmp_path})
    sheets = excel._Sheets(book, table, set(), tmp_path)  # noqa: SLF001  # a base of that size takes minutes
    count = excel.MAX_LINKS + 2
    for number in range(count):
        sheets.start_row()
        sheets.write(index, column, f"https://x.example/{number}", None, "s")
    sheets.finish()
    book.close()
    with zipfile.ZipFile(tmp_path / "x.xlsx") as archive:
        xml = archive.read("xl/worksheets/sheet1.xml")
    assert xml.count(b"<hyperlink ") == 65_530
    assert xml.count(b">https://x.example/") == count


def test_no_file_is_written_outside_the_folder_of_the_workbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "missing"))
    (tmp_path / "there").mkdir()
    assert run_sco("export", tmp_path / "there" / "x.xlsx", "--facts", SMALL) == (0, "", "")
    assert [path.name for path in tmp_path.rglob("*")] == ["there", "x.xlsx"]


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
    assert "numbers of more than 15 digits, which Excel would round, are text (1 in all)" in ran.err
    values = [row["value"] for row in rows(tmp_path / "x.xlsx", "series_points")]
    assert "75.1234567890123456789" in values
    assert 40.1 in values


@pytest.mark.parametrize("letter", ["x", "\U0001f600"])
def test_a_text_that_no_cell_holds_is_refused_and_leaves_nothing(letter: str, tmp_path: Path) -> None:
    units = len(letter.encode("utf-16-le")) // 2
    longest = letter * (excel.MAX_TEXT // units)
    text = SMALL.read_text("utf-8")
    text += '[[sources]]\nid = "long"\ntitle = "T"\npublisher = "P"\nkind = "news"\nnote = "{}"\n'
    ran = run_sco("export", tmp_path / "x.xlsx", "--facts", "-", stdin=text.replace("{}", longest + letter))
    assert (ran.code, list(tmp_path.iterdir())) == (3, [])
    assert 'note of "long"' in ran.err
    assert run_sco("export", tmp_path / "x.xlsx", "--facts", "-", stdin=text.replace("{}", longest)).code == 0
    assert longest in [row["note"] for row in rows(tmp_path / "x.xlsx", "sources")]


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
