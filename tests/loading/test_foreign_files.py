"""A file that is no fact base is named for what it is, with the command that reads it."""

from __future__ import annotations

import io
import json
import time
import zipfile
from pathlib import Path

import pytest
from support.paths import SMALL
from support.runner import run_sco

from sco_cli.loading.foreign_files import recognize


def zipped(member: str, content: str = "x") -> bytes:
    """An archive with one file."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(member, content)
    return stream.getvalue()


SERIES, SOURCES, CLAIMS, READ = "sco import series", "sco import sources", "sco import claims", "sco read"

FOREIGN: dict[str, tuple[bytes, str, str]] = {
    "world-bank": (
        b'\xef\xbb\xbf"Data Source","World Development Indicators",\r\n\r\n',
        "a World Bank csv file",
        SERIES,
    ),
    "world-bank-table": (b"Country Name,Country Code,Indicator Name\nKenya,KEN,x\n", "a World Bank csv file", SERIES),
    "owid": (b"Entity,Code,Year,Share\nKenya,KEN,2020,3\n", "an Our World in Data csv file", SERIES),
    "sdmx-csv": (b"DATAFLOW,FREQ\nX:Y(1.0),A\n", "an SDMX csv file", SERIES),
    "sdmx-ml": (b'<?xml version="1.0"?><mes:GenericData xmlns:mes="http://www.sdmx.org/x">', "SDMX-ML", ""),
    "sdmx-json": (b'{"header": {}, "dataSets": []}', "statistics in SDMX-JSON", ""),
    "api": (b'[{"page": 1, "pages": 1, "per_page": 50}, [{"date": "2020"}]]', "JSON with statistics", SERIES),
    "csv": (b"country;year;value\nKG;2020;3\n", "a table (csv)", SERIES),
    "latin-1": ("entity;caf\xe9\nx;y\n".encode("latin-1"), "a table (csv)", SERIES),
    "utf-16": ("a\tb\nc\td\n".encode("utf-16"), "a table (csv)", SERIES),
    "bibtex": (b"% a comment\n@article{key,\n title = {T}\n}\n", "a BibTeX file", SOURCES),
    "ris": (b"TY  - JOUR\nTI  - T\nER  -\n", "RIS", ""),
    "csl": (b'[{"id": "x", "type": "book", "title": "T"}]', "CSL-JSON", SOURCES),
    "claims": (b'{"@context": "https://schema.org", "@type": "ClaimReview"}', "JSON with reviewed claims", CLAIMS),
    "search": (b'{"claims": [{"text": "x", "claimReview": []}]}', "JSON with reviewed claims", CLAIMS),
    "page": (b"<!doctype html><p>Hello", "an HTML page", READ),
    "page-claims": (b'<html><script>{"@type":"ClaimReview"}</script>', "an HTML page with reviewed claims", CLAIMS),
    "pdf": (b"%PDF-1.7\n", "a PDF document", READ),
    "text": (
        b"Internet penetration in Kyrgyzstan reached 72 percent in 2020, and it grew.\n" * 3,
        "plain text",
        READ,
    ),
    "markdown": (b"# Title\n\n" + b"Roads have been built for years.\n" * 20 + b"[a]: b\n", "plain text", READ),
    "turtle": (b"@base <https://x.example/> .\n<a> a <b> .\n", "linked data (Turtle)", ""),
    "workbook": (zipped("xl/workbook.xml"), "an Excel workbook (xlsx)", ""),
    "parquet": (b"PAR1\x15\x04", "a Parquet file", ""),
    "sqlite": (b"SQLite format 3\0\x10\0", "a database (SQLite)", ""),
    "json": (b' {"a": 1}', "JSON", ""),
    "lines": (b'{"kind": "base"}\n{"kind": "area"}\n', "JSON Lines", ""),
    "xml": (b"<?xml version='1.0'?><rss/>", "XML", ""),
    "zip-csv": (zipped("API_IT.NET.USER.ZS_DS2_en_csv.csv"), "a zip archive of csv files", SERIES),
    "ods": (
        zipped("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        "an OpenDocument spreadsheet (ods); save the sheet as csv",
        "",
    ),
    "gzip": (b"\x1f\x8b\x08", "a compressed file (gzip); unpack it first", ""),
    "turtle-sparql": (b"# words\nPREFIX s: <https://x.example/>\n", "linked data (Turtle)", ""),
    "json-ld": (b'{"@context": {}, "@graph": []}', "linked data (JSON-LD)", ""),
    "zip": (b"PK\x03\x04x", "an archive (zip)", ""),
}


@pytest.mark.parametrize("name", FOREIGN)
def test_a_foreign_file_is_named_with_the_command_that_reads_it(name: str, tmp_path: Path) -> None:
    content, kind, command = FOREIGN[name]
    path = tmp_path / "my file"
    path.write_bytes(content)
    result = run_sco("facts", "--facts", path)
    assert (result.code, result.out) == (3, "")
    assert result.err.startswith(f"{path}: this is not a fact base but ")
    assert kind in result.err
    assert (f"`{command} '{path}'` reads it\n" in result.err) == bool(command)
    assert result.err.count("\n") == 1


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be"])
def test_a_file_in_utf_16_may_be_a_fact_base(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "base.toml"
    path.write_bytes("[base]\n".encode(encoding))
    assert run_sco("facts", "--facts", path) == (3, "", f"{path}: this file is in UTF-16; save it as UTF-8\n")


@pytest.mark.parametrize(
    "arguments", [("check",), ("diff", str(SMALL)), ("facts", "--facts"), ("--version", "--facts")]
)
def test_every_command_that_expects_a_fact_base_says_so(arguments: tuple[str, ...], tmp_path: Path) -> None:
    path = tmp_path / "refs.bib"
    path.write_text("@book{x}")
    result = run_sco(*arguments, path)
    assert result.code in (1, 3)
    assert f"this is not a fact base but a BibTeX file; `sco import sources {path}` reads it" in result.out + result.err


@pytest.mark.parametrize(
    "text",
    [
        "[[sources]\n",
        "[[",
        "[ [",
        "{",
        "[[" * 10_000,
        "{" * 10_000,
        "[base]\nid = \n",
        "# words\nid = x y\n",
        "a.b = \n",
        '"a b" = [1,\n',
        "title\n",
        "[1]\n[2",
        "this is no toml\n",
        "[[sources]]\nid = 'x'\n@article{x}\n",
        "",
        "\0",
    ],
)
def test_the_mistakes_of_what_looks_like_toml_are_named_as_before(text: str, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(text)
    assert "not a fact base" not in run_sco("facts", "--facts", path).err
    assert recognize("mine.toml", text.encode()) is None


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("a.md", "# Title\n\nText\n", "plain text; `sco read"),
        ("a.txt", "hello world\n", "plain text; `sco read"),
        ("a.YAML", "base:\n  id: x\n", "YAML; a fact base is TOML"),
    ],
)
def test_a_short_text_is_named_by_the_ending_of_its_name(name: str, text: str, kind: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(text)
    assert f"{path}: this is not a fact base but {kind}" in run_sco("facts", "--facts", path).err
    path.write_text("[[sources]]\nid = x y\n")
    assert "not TOML" in run_sco("facts", "--facts", path).err


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"<?xml version='1.0'?><rss/>", "it is XML, not a table in text; save the table as csv"),
        (b"PAR1", "it is a Parquet file, not a table in text; save the table as csv"),
        (b"\x1f\x8b", "it is a compressed file (gzip), not a table in text; unpack it first"),
        (b"@book{x}", "it is a BibTeX file, not a table in text; `sco import sources` reads it"),
    ],
)
def test_what_is_no_table_is_named_by_the_import_of_series(content: bytes, reason: str) -> None:
    result = run_sco("import", "series", "-", stdin=content)
    assert (result.code, result.out) == (2, "")
    assert reason in result.err


def test_the_mistakes_of_json_lines_are_named_as_before(tmp_path: Path) -> None:
    path = tmp_path / "mine.jsonl"
    path.write_text("@book{x}")
    assert run_sco("facts", "--facts", path).err == f"{path}:1:1: not JSON: expecting value\n"


@pytest.mark.parametrize("unit", ["[", "{", " ", '"', "a ", "a=", "a.", "'", "@a{", "<", "<!--", ",\n", "\n", "#"])
def test_the_time_is_in_proportion_to_the_file(unit: str) -> None:
    content = (unit * (1_000_000 // len(unit))).encode()
    start = time.process_time()
    recognize("x", content)
    recognize("x", json.dumps([unit] * 100_000).encode())
    assert time.process_time() - start < 1
