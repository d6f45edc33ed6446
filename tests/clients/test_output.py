"""Other programs read the output of sco and get the same numbers.

`nox -s clients` runs these tests and installs the programs from PyPI, CI also those from Debian. A test is skipped if
its program is not installed; the two tests that are not slow need none.
"""

from __future__ import annotations

import importlib.util
import io
import json
import os
import re
import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from support.clients import REQUIRES_CHROMIUM, dom, run_client
from support.runner import run_sco

QUERY = ("facts", "--kind", "figure")


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Files with the figures of the bundled base, by format."""
    folder = tmp_path_factory.mktemp("answers")
    files = {}
    for name in ("json", "jsonl", "csv", "tsv"):
        files[name] = folder / f"figures.{name}"
        files[name].write_bytes(run_sco(*QUERY, "--format", name).out.encode())
    return files


@pytest.fixture(scope="module")
def ours() -> dict[str, Decimal | None]:
    """The value of every figure, by id; None for a figure without a value."""
    figures = json.loads(run_sco(*QUERY, "--format", "json").out, parse_float=Decimal)
    return {figure["id"]: figure["value"] and figure["value"]["value"] for figure in figures}


def number(cell: Any) -> Decimal | None:
    """Return a cell of a client's output as a number; None for a missing value."""
    return None if cell in (None, "", "NaN") else Decimal(str(cell))


def same(theirs: dict[str, Any], ours: dict[str, Decimal | None]) -> bool:
    return {key: number(value) for key, value in theirs.items()} == {key: number(value) for key, value in ours.items()}


@pytest.mark.slow
@pytest.mark.parametrize("format", ["json", "jsonl"])
def test_jq(answers: dict[str, Path], ours: dict[str, Decimal | None], format: str) -> None:
    items = ".[]" if format == "json" else "."
    lines = run_client("jq", "-c", f"{items} | [.id, .value.value]", answers[format]).splitlines()
    assert same(dict(json.loads(line) for line in lines), ours)


@pytest.mark.slow
@pytest.mark.parametrize("format", ["json", "jsonl", "csv", "tsv"])
def test_miller(answers: dict[str, Path], ours: dict[str, Decimal | None], format: str) -> None:
    cell = "value.value" if format.startswith("json") else "value_value"
    flags = [f"--i{format}", "--ojson"]
    out = run_client("mlr", *flags, "flatten", "then", "template", "-f", f"id,{cell}", answers[format])
    assert same({row["id"]: row[cell] for row in json.loads(out, parse_float=Decimal)}, ours)


@pytest.mark.slow
@pytest.mark.parametrize("format", ["csv", "tsv"])
def test_csvkit(answers: dict[str, Path], ours: dict[str, Decimal | None], format: str) -> None:
    flags = ["-t"] if format == "tsv" else []
    out = run_client("csvcut", *flags, "-c", "id,value_value", answers[format])
    assert same(dict(line.split(",") for line in out.splitlines()[1:]), ours)


@pytest.mark.slow
@pytest.mark.parametrize("format", ["json", "jsonl", "csv", "tsv"])
def test_pandas(answers: dict[str, Path], ours: dict[str, Decimal | None], format: str) -> None:
    pandas = pytest.importorskip("pandas")
    if format.startswith("json"):
        frame = pandas.read_json(answers[format], lines=format == "jsonl", precise_float=True)
        values = [quantity and quantity["value"] for quantity in frame["value"]]
    else:
        frame = pandas.read_csv(
            answers[format], sep="\t" if format == "tsv" else ",", quoting=3 if format == "tsv" else 0
        )
        values = list(frame["value_value"])
    theirs = {key: None if pandas.isna(value) else float(value) for key, value in zip(frame["id"], values, strict=True)}
    assert theirs == {key: None if value is None else float(value) for key, value in ours.items()}


@pytest.mark.slow
@pytest.mark.parametrize("format", ["json", "jsonl", "csv", "tsv"])
def test_duckdb(answers: dict[str, Path], ours: dict[str, Decimal | None], format: str) -> None:
    duckdb = pytest.importorskip("duckdb")
    reader = {
        "json": "read_json('{}')",
        "jsonl": "read_json('{}', format='newline_delimited')",
        "csv": "read_csv('{}')",
        "tsv": "read_csv('{}', delim='\t', quote='')",
    }[format].format(answers[format])
    cell = "value.value" if format.startswith("json") else "value_value"
    rows = duckdb.sql(f"select id, {cell}::double from {reader}").fetchall()  # noqa: S608  # the path is a temporary file
    assert dict(rows) == {key: None if value is None else float(value) for key, value in ours.items()}


def test_a_markdown_renderer_shows_text_unchanged() -> None:
    markdown_it = pytest.importorskip("markdown_it")
    name = "[sic] *a* _b_ `c` <b>d</b> | e # f ~g~ &amp; 1. h"
    text = (
        '[base]\nid = "b"\ntitle = "B"\nas_of = "2025"\nlicence = "x"\n[[sources]]\nid = "s"\ntitle = "S"\n'
        f'publisher = "P"\nkind = "news"\n[[events]]\nid = "e"\nname = "{name}"\nsummary = "S"\n'
        'evidence = [{ source = "s" }]\n'
    )
    parser = markdown_it.MarkdownIt("commonmark").enable(["table", "strikethrough"])
    for arguments in (("facts",), ("show", "e")):
        markdown = run_sco(*arguments, "--facts", "-", "--format", "markdown", stdin=text).out
        html = parser.render(markdown)
        rendered = html.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
        assert name in rendered
        assert not re.search("<(em|strong|code|s|b|ol)>", html)
    table = parser.render(run_sco("facts", "--facts", "-", "--format", "markdown", stdin=text).out)
    assert table.count("<td>") == 3


@pytest.mark.slow
@REQUIRES_CHROMIUM
def test_a_browser_shows_the_page_without_scripts(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(run_sco("metric", "internet-penetration", "--format", "html").out, "utf-8")
    html = dom(page.as_uri(), tmp_path / "profile")
    cells = re.findall(r"<td[^>]*>(.*?)</td>", html)
    plain = [re.sub("<[^>]+>", "", cell) for cell in cells]
    for figure in ("16.3", "92.03", "+75.73 pp", "gap 2021\u20132023, break 2024"):
        assert figure in [cell.strip() for cell in plain]
    assert "<script" not in html


def test_an_svg_is_well_formed_and_loads_nothing() -> None:
    from xml.etree import ElementTree as ET

    svg = run_sco("metric", "internet-penetration", "--country", "KG", "--format", "svg").out
    root = ET.parse(io.StringIO(svg)).getroot()  # noqa: S314  # the image is from sco
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert "more\xa0than\xa0+27\xa0percentage\xa0points" in "".join(root.itertext())
    assert not re.search(r"@font-face|https?://(?!www\.w3\.org|www\.szzg\.gov\.cn)", svg)


@pytest.mark.slow
@pytest.mark.skipif(not os.environ.get("SCO_CLIENTS"), reason="SCO_CLIENTS is set if every client must be installed")
@pytest.mark.parametrize(
    "client", ["jq", "mlr", "csvcut", "chromium", "zsh", "fish", "taplo", "sqlite-utils", "datasette", "frictionless"]
)
def test_every_client_is_installed_in_ci(client: str) -> None:
    assert shutil.which(client)


@pytest.mark.slow
@pytest.mark.skipif(not os.environ.get("SCO_CLIENTS"), reason="SCO_CLIENTS is set if every client must be installed")
@pytest.mark.parametrize("module", ["cmarkgfm", "markdown_it", "pandas", "duckdb", "pexpect", "pypandoc", "pybtex"])
def test_every_library_is_installed_in_ci(module: str) -> None:
    assert importlib.util.find_spec(module)
