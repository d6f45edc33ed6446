"""The documentation as it is built: a reader finds answers in two clicks, links lead somewhere, nothing is fetched.

`nox -s docs` builds the pages and gives their folder in SCO_DOCS.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from support.docs_site import Place, read_page

SITE = Path(os.environ.get("SCO_DOCS", ""))

pytestmark = pytest.mark.skipif("SCO_DOCS" not in os.environ, reason="SCO_DOCS names no documentation that is built")

START = Place(SITE / "docs" / "index.html", "")

QUESTIONS = [
    ("How do I cite a fact in BibTeX?", ["Cite", "BibTeX"], "--style bibtex"),
    ("How do I use it with pandoc?", ["Cite", "CSL-JSON and pandoc"], "--citeproc"),
    ("What does contested mean?", ["Evidence and standing", "What contested means"], "contradicts the claim"),
    ("Why is there no score?", ["Evidence and standing", "Why there is no score"], "The judgement is the reader's"),
    ("How do I import a World Bank csv?", ["Import", "Official series"], "sco import series FILE"),
    ("Which exit codes are there?", ["exit codes and environment variables"], "130"),
    ("How do I turn colours off?", ["Command line", "Environment variables"], "NO_COLOR"),
    ("How do I complete ids with the tab key?", ["Command line", "Completion"], "--install-completion"),
    ("Why is no change computed across a break?", ["Quantities", "What is not computed"], "break in series"),
    ('What does "over 70%" mean exactly?', ["Quantities", "A number is an interval"], "{ over = 50 }"),
    ("How do I publish my base as a site?", ["Publish a base as a site", "Two commands"], "sco site public"),
    ("How do I check the numbers of a PDF?", ["Read a text", "A web page, a PDF document or a folder"], "report.pdf"),
    ("How do I write down a source?", ["Write a fact base", "Sources"], "[[sources]]"),
    ("How do I see what changed in my base?", ["Write a fact base", "See what changed"], "sco diff"),
    ("Which keys does a figure have in json?", ["JSON output", "Figure"], "not_stated"),
    ("Which keys must a source have in TOML?", ["TOML format", "[[sources]]"], "publisher"),
    ("How do I load a base in Python?", ["Python", "Fact bases"], "load"),
    ("What are percentage points?", ["Terms", "Claims and numbers"], "difference between two percentages"),
    ('What does "differs" mean beside a number?', ["Terms", "Checking a text"], "do not overlap"),
    ("Can my script rely on the json keys?", ["Conventions", "Output for programs"], "never renamed or removed"),
    ("How do I draw a chart for print?", ["Draw charts", "A claim and the official series"], "--chart"),
    ("How do I open the base in DuckDB?", ["Go beyond one machine", "DuckDB"], "duckdb"),
    ("Can I trust a file from a stranger?", ["Safety", "Nothing in a fact base is run"], "parsed as TOML or JSON"),
    ("Where are cached bases stored?", ["Architecture", "The cache"], "~/.cache/sco"),
    ("Is the bundled base balanced?", ["How the base was made", "Where it leans"], "publisher's country"),
    ("How do I run the tests?", ["Contributing", "Three commands to a green run"], "pytest"),
]


def pages() -> list[Path]:
    return sorted(SITE.rglob("*.html"))


@pytest.mark.parametrize(("question", "clicks", "answer"), QUESTIONS, ids=[question for question, *_ in QUESTIONS])
def test_a_question_is_answered_after_at_most_two_clicks(question: str, clicks: list[str], answer: str) -> None:
    assert len(clicks) <= 2, question
    place = START
    for words in clicks:
        place = place.click(words)
    assert answer in place.text()


def test_every_link_leads_to_a_page_and_an_anchor_that_exist() -> None:
    for path in pages():
        for link in read_page(path).links:
            if not re.match("[a-z]+:", link.target):
                place = Place(path.resolve(), "").follow(link.target)
                assert place.path.exists(), f"{path} links to {link.target}"
                assert not place.anchor or place.anchor in place.page.ids, f"{path} links to {link.target}"


def test_pages_and_style_sheets_fetch_nothing_from_the_network() -> None:
    for path in pages():
        for address in read_page(path).loaded:
            assert not re.match("(?:[a-z]+:)?//", address), f"{path} loads {address}"
    for path in SITE.rglob("*.css"):
        assert not re.search(r"(?:url\(|@import)\s*[\"']?(?:https?:)?//", path.read_text("utf-8")), path


def test_every_page_is_in_the_navigation_and_in_the_index_of_the_search() -> None:
    index = (SITE / "searchindex.js").read_text("utf-8")
    targets = {START.follow(link.target).path for link in START.page.links}
    for path in (SITE / "docs").rglob("*.html"):
        if path.name != "index.html":
            assert path.resolve() in targets
            assert f'"{path.relative_to(SITE).with_suffix("").as_posix()}"' in index
