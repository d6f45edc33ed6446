"""Readers of csv and tsv: LibreOffice runs no cell, and none loses a row, whether it knows quotes or not."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from support.clients import run_client
from support.repository import find_program
from support.spreadsheets import FORMULAS, NUMBERS_WITH_UNITS

from sco_cli.formats.spreadsheet_cells import escape_cell, escape_unquoted_cell

pytestmark = pytest.mark.slow

TEXTS = (*FORMULAS, *NUMBERS_WITH_UNITS, '"=1+1"', '"open', 'a "quoted" word', '5" pipe', '"', '""', "'", "last")

FILTERS = {"csv": "CSV:44,34,76,1", "tsv": "CSV:9,34,76,1"}
"""Comma or tab, the quotation mark, UTF-8, from line 1: https://wiki.documentfoundation.org/Documentation/DevGuide ."""


def converted(path: Path) -> str:
    """Return a file as LibreOffice reads it, as a flat OpenDocument."""
    profile = f"-env:UserInstallation={(path.parent / 'profile').as_uri()}"
    run_client(
        *("soffice", profile, "--headless", "--convert-to", "fods", f"--infilter={FILTERS[path.suffix[1:]]}"),
        *("--outdir", path.parent, path),
    )
    return path.with_suffix(".fods").read_text("utf-8")


@pytest.mark.parametrize("format", FILTERS)
def test_libreoffice_runs_no_cell_and_reads_every_row(format: str, tmp_path: Path) -> None:
    path = tmp_path / f"texts.{format}"
    with path.open("w", encoding="utf-8", newline="") as stream:
        if format == "csv":
            csv.writer(stream).writerows(["row", escape_cell(text), "end"] for text in TEXTS)
        else:
            stream.writelines(f"row\t{escape_unquoted_cell(text)}\tend\n" for text in TEXTS)
    document = converted(path)
    assert "table:formula" not in document
    assert document.count("<text:p>row</text:p>") == document.count("<text:p>end</text:p>") == len(TEXTS)
    assert 'office:value="-41.25"' in document
    if format == "tsv":
        shown = re.findall("<text:p>(.*?)</text:p>", document)
        assert "&apos;&quot;open" in shown
        assert "5&quot; pipe" in shown


@pytest.fixture
def tsv(tmp_path: Path) -> Path:
    """A file with all texts, each in a row of its own with its number."""
    path = tmp_path / "texts.tsv"
    rows = "".join(f"{number}\t{escape_unquoted_cell(text)}\tend\n" for number, text in enumerate(TEXTS))
    path.write_text(f"id\ttext\tend\n{rows}", "utf-8")
    return path


def test_pandas_reads_tsv_alike_with_and_without_quotes(tsv: Path) -> None:
    pandas = pytest.importorskip("pandas")
    options = {"sep": "\t", "dtype": str, "keep_default_na": False}
    frame = pandas.read_csv(tsv, **options)
    assert frame.equals(pandas.read_csv(tsv, quoting=csv.QUOTE_NONE, **options))
    assert list(frame["id"]) == [str(number) for number in range(len(TEXTS))]


def test_duckdb_reads_tsv_alike_with_and_without_quotes(tsv: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    known, unknown = (
        duckdb.sql(f"from read_csv('{tsv}', delim='\t', header=true, all_varchar=true, quote='{quote}')").fetchall()
        for quote in ('"', "")
    )
    assert known == unknown
    assert [row[0] for row in known] == [str(number) for number in range(len(TEXTS))]


def test_csvkit_and_miller_read_every_row_of_tsv(tsv: Path) -> None:
    identifiers = ["id", *map(str, range(len(TEXTS)))]
    assert run_client(find_program("csvcut"), "-t", "-c", "id", tsv).split() == identifiers
    assert run_client("mlr", "--itsv", "--ocsv", "cut", "-f", "id", tsv).split() == identifiers


def test_libreoffice_runs_what_is_not_escaped(tmp_path: Path) -> None:
    path = tmp_path / "texts.tsv"
    path.write_text('row\t=1+1\trow\t"=2+2"\n', "utf-8")
    assert converted(path).count("table:formula") == 2
