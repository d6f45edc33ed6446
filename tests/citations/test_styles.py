"""The citation styles: how each formats names, dates and titles, with any characters in them."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.citations import entry, source

from sco_cli.citations import styles
from sco_cli.citations.bibtex import escape_tex
from sco_cli.citations.references import Locator, Reference, date_parts
from sco_cli.reports.report import Paragraph


@pytest.mark.parametrize(
    ("published", "apa", "parts", "bibtex"),
    [
        (None, "(n.d.)", None, ""),
        ("2025", "(2025)", [[2025]], "date = {2025},\n  year = {2025},\n"),
        ("2025-08", "(2025, August)", [[2025, 8]], "date = {2025-08},\n  year = {2025},\n  month = aug,\n"),
        (
            "2025-08-28",
            "(2025, August 28)",
            [[2025, 8, 28]],
            "date = {2025-08-28},\n  year = {2025},\n  month = aug,\n",
        ),
        ("2024/2025", "(2024\u20132025)", [[2024], [2025]], "date = {2024/2025},\n  year = {2024--2025},\n"),
        ("2024-04/2025-03", "(2024, April\u20132025, March)", [[2024, 4], [2025, 3]], "year = {2024--2025},\n"),
        ("2025-07-10/2025-07-12", "(2025, July 10\u201312)", [[2025, 7, 10], [2025, 7, 12]], "year = {2025},\n"),
        ("2025-07/2025-08", "(2025, July\u2013August)", [[2025, 7], [2025, 8]], "date = {2025-07/2025-08},\n"),
        ("2025-08-28/2025-08-28", "(2025, August 28)", [[2025, 8, 28], [2025, 8, 28]], "year = {2025},\n"),
        ("2025/2025-03", "(2025\u20132025, March)", [[2025], [2025, 3]], "year = {2025},\n"),
    ],
)
def test_a_date_is_as_precise_as_in_the_base(
    published: str | None, apa: str, parts: list[list[int]] | None, bibtex: str
) -> None:
    fields = {} if published is None else {"published": published}
    assert entry("apa", **fields) == f"Publisher. {apa}. Title."
    assert json.loads(entry("csl-json", **fields)).get("issued") == (parts and {"date-parts": parts})
    assert bibtex in entry("bibtex", **fields)
    if published is None:
        assert not re.search("date|year|month", entry("bibtex"))


def test_an_access_date_is_cited_only_if_stated_and_never_as_publication_date() -> None:
    url = "https://example.org/a_b%20c"
    assert entry("apa", url=url) == f"Publisher. (n.d.). Title. {url}"
    seen = {"url": url, "accessed": "2025-09-02"}
    assert entry("apa", **seen) == f"Publisher. (n.d.). Title. Retrieved September 2, 2025, from {url}"
    assert "urldate = {2025-09-02}" in entry("bibtex", **seen)
    assert f"url = {{{url}}}" in entry("bibtex", **seen)
    item = json.loads(entry("csl-json", **seen))
    assert (item["accessed"], "issued" in item) == ({"date-parts": [[2025, 9, 2]]}, False)
    for style in styles.STYLES:
        assert "urldate" not in entry(style) and "accessed" not in entry(style) and "Retrieved" not in entry(style)


def test_a_data_set_is_labelled_as_one() -> None:
    fields = {"kind": "statistics", "via": "Carrier"}
    assert entry("apa", **fields) == "Publisher. (n.d.). Title [Data set]. Carrier."
    assert "note = {Data set}" in entry("bibtex", **fields)
    item = json.loads(entry("csl-json", **fields))
    assert (item["type"], item["genre"], item["publisher"]) == ("dataset", "Data set", "Carrier")


@pytest.mark.parametrize("style", styles.STYLES)
def test_a_title_that_is_a_description_is_in_brackets(style: str) -> None:
    assert "[Title]" in entry(style, title_is_ours=True)
    assert "[Title]" not in entry(style)


@pytest.mark.parametrize(
    ("title", "publisher", "reference"),
    [
        ("Who pays?", "P", "P. (n.d.). Who pays?"),
        ("Title", "Erdenes Inc.", "Erdenes Inc. (n.d.). Title."),
        ("上合国家携手挖掘数字经济“富矿”", "新华社", "新华社. (n.d.). 上合国家携手挖掘数字经济“富矿”."),
    ],
)
def test_apa_adds_a_full_stop_only_if_there_is_none(title: str, publisher: str, reference: str) -> None:
    assert entry("apa", title=title, publisher=publisher) == reference


def test_apa_distinguishes_works_of_the_same_author_and_year_by_letters() -> None:
    works = [
        source(id="c", title="C", published="2025-03"),
        source(id="a", title="A", published="2025-02-01"),
        source(id="x", title="X"),
        source(id="w", title="W"),
        source(id="o", title="O", publisher="Other (Place)", published="2025"),
    ]
    bibliography = styles.get("apa").format_references([Reference(work, (Locator("f", 2),)) for work in works])
    assert [re.findall(r"\((.*?)\)\. ", text)[-1] for text in bibliography.entries] == [
        "2025b, March",
        "2025a, February 1",
        "n.d.-b",
        "n.d.-a",
        "2025",
    ]
    assert [citation for (citation,) in bibliography.in_text] == [
        "(Publisher, 2025b, para. 2)",
        "(Publisher, 2025a, para. 2)",
        "(Publisher, n.d.-b, para. 2)",
        "(Publisher, n.d.-a, para. 2)",
        "(Other [Place], 2025, para. 2)",
    ]


def test_apa_sorts_by_letters_only() -> None:
    names = ["U.S. Office", "UrduPoint", "Upper", "Österreich", "Zeta", "people's", "Peoples B"]
    works = [Reference(source(id=f"s{index}", publisher=name), (Locator(name),)) for index, name in enumerate(names)]
    blocks = styles.get("apa").format_references(works).blocks
    assert [block.text[0].text for block in blocks if isinstance(block, Paragraph)] == [
        "Österreich.",
        "people's.",
        "Peoples B.",
        "Upper.",
        "UrduPoint.",
        "U.S. Office.",
        "Zeta.",
    ]


def test_apa_continues_with_two_letters_after_z() -> None:
    works = [Reference(source(id=f"s{number:02}", title=f"{number:02}"), (Locator("f"),)) for number in range(28)]
    assert [citations[0] for citations in styles.get("apa").format_references(works).in_text][25:] == [
        "(Publisher, n.d.-z)",
        "(Publisher, n.d.-aa)",
        "(Publisher, n.d.-ab)",
    ]


@pytest.mark.parametrize(
    ("title", "tex"),
    [
        ('Digital "Bridge" Connects SCO', "Digital ``Bridge'' Connects SCO"),
        ('"A", ("B") and "C"-like', "``A'', (``B'') and ``C''-like"),
        ("It can't be the members' 'SCO'", "It can't be the members' `SCO'"),
        ("the '90s, rock 'n' roll and 'pop'", "the '90s, rock 'n' roll and `pop'"),
        ("\"'SCO' grows\" and \"no 'growth'\"", "``{}`SCO' grows'' and ``no `growth'{}''"),
        ('"a "b" c"', "``a ``b'' c''"),
        ('说"你好"吧', "说``你好''吧"),
        ('a 5" pipe of 3"x2"', "a 5'' pipe of 3''x2''"),
        ('Why?"x" "', "Why?{}``x'' ''"),
        ("上合“富矿”, „Brücke“, «pont», ’s", "上合“富矿”, „Brücke“, «pont», ’s"),
        ("x``y`` -- z'' ,, << >>", "x`{}`y`{}` -{}- z'{}' ,{}, <{}< >{}>"),
    ],
)
def test_straight_quotation_marks_in_bibtex_are_those_of_tex(title: str, tex: str) -> None:
    assert escape_tex(title) == tex
    assert f"title = {{{{{tex}}}}}" in entry("bibtex", title=title)


@given(st.text("\"' a5-.(上", max_size=12))
def test_quotation_marks_in_bibtex_change_no_other_character(text: str) -> None:
    tex = escape_tex(text)
    assert '"' not in tex
    assert tex.replace("{}", "").replace("`", "'") == text.replace('"', "''")


@given(st.text())
def test_any_text_in_bibtex_has_balanced_braces_and_no_unescaped_specials(text: str) -> None:
    depth = 0
    for character in escape_tex(text):
        depth += (character == "{") - (character == "}")
        assert depth >= 0
    assert depth == 0
    assert not re.search(r"(?<!\\)[&%$#_]", escape_tex(text))


@given(st.text(min_size=1), st.text(min_size=1))
def test_csl_json_keeps_any_text(title: str, publisher: str) -> None:
    item = json.loads(entry("csl-json", title=title, publisher=publisher))
    assert (item["title"], item["author"]) == (title, [{"literal": publisher}])


def test_the_ends_of_an_interval_are_split_into_numbers() -> None:
    assert date_parts("2024-04/2025-03-01") == [[2024, 4], [2025, 3, 1]]
