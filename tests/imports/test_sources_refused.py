"""`sco import sources`: each part of a bibliography that cannot be read is named, and the rest is written."""

from __future__ import annotations

import json
from typing import Any

import pytest
import tomli
from support.runner import run_sco


def imported(text: str) -> tuple[dict[str, Any], str, int]:
    """The first source that a bibliography gives, the messages and the exit code."""
    result = run_sco("import", "sources", "-", stdin=text)
    return next(iter(tomli.loads(result.out).get("sources", [])), {}), result.err, result.code


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"issued": [5]}, "issued: it is not a date"),
        ({"issued": {"circa": True}}, "issued: it has no date parts"),
        ({"issued": {"date-parts": [[0]]}}, "issued: it has no date parts"),
        ({"issued": {"date-parts": [[2019], [2020], [2021]]}}, "issued: it has more than two dates"),
        ({"issued": {"date-parts": [2019]}}, "issued: its parts are not a list"),
        ({"issued": {"date-parts": [["May", 1]]}}, "issued: its parts are not the numbers of a year"),
        ({"issued": {"date-parts": [[2019, 13]]}}, "issued: "),
        ({"issued": {"date-parts": [[2019]], "season": 7}}, 'issued: "7" is not a season'),
        ({"accessed": {"raw": "2019~"}}, 'accessed: "2019~" is not a date'),
        ({"author": ["Li"]}, "author 1: it is not an object"),
        ({"author": [{"suffix": "Jr."}]}, "author 1: it has no name"),
        ({"author": [{"literal": ["x"]}]}, "author 1: it is not a text"),
        ({"author": "Li"}, "author 1: it is not an object"),
        ({"language": "the English"}, '"the English" is not a language tag'),
        ({"volume": None}, "volume: it is not a text"),
        ({"publisher": "half \ud83d"}, "publisher: it has half of a surrogate pair"),
    ],
)
def test_a_field_of_csl_json_that_cannot_be_read_is_named(fields: dict[str, Any], message: str) -> None:
    text = json.dumps([{"id": "k", "type": "book", "title": "T", **{k: v for k, v in fields.items() if k != "volume"}}])
    if "volume" in fields:
        text = text.replace("}]", f', "volume": {"9" * 5000}}}]')
    found, messages, code = imported(text)
    assert (found["title"], code) == ("T", 1)
    assert message in messages
    assert not {"authors", "published", "accessed", "language", "volume"} & found.keys()


@pytest.mark.parametrize("season", ["spring", 1, "21"])
def test_a_season_of_csl_json_is_a_part_of_the_year(season: object) -> None:
    text = json.dumps({"id": "k", "type": "book", "title": "T", "issued": {"date-parts": [[2019]], "season": season}})
    assert imported(text)[0]["published"] == "2019-21"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"a": 1}', "is JSON, but not CSL-JSON, whose items have a type"),
        ('"a"', "is neither BibTeX, BibLaTeX nor CSL-JSON"),
        ('{"items": 5}', "is JSON, but not CSL-JSON"),
        ("[" * 100_000, "is nested too deeply"),
        ("[1", "is not JSON"),
        (" ", "is empty"),
    ],
)
def test_a_file_that_is_no_bibliography_is_refused(text: str, message: str) -> None:
    found, messages, code = imported(text)
    assert (found, code) == ({}, 2)
    assert message in messages


def test_items_of_csl_json_without_a_usable_id_or_with_a_doubled_key_are_read() -> None:
    found, messages, code = imported('[5, {"id": [1], "type": "book", "title": "A", "title": "B"}]')
    assert (found["title"], code) == ("B", 1)
    assert "item 1 cannot be read: it is not an object with a type, a title or an id" in messages
    assert "title is given twice; the last is used" in messages


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ("month = mar", "month stands without a year; it is left out"),
        ("year = 2019, month = {1-2-3}", '"1-2-3" is not a month of the calendar'),
        ("year = 2019, month = {?}", '"?" is not a month of the calendar'),
        ("year = 2019, month = {Smarch}", '"Smarch" is not a month of the calendar'),
        ("year = 2019, year = 2020", "year is given twice; the first is used"),
        ("urldate = {soon}", '"soon" is not a date'),
        ("langid = {the English}", '"the English" is not a language tag'),
        ("author = {A, B, C, D}", "has more than two commas"),
        ("date = {someday}", '"someday" is not a date'),
    ],
)
def test_a_field_of_bibtex_that_cannot_be_read_is_named(fields: str, message: str) -> None:
    found, messages, code = imported(f"@misc{{k, title = {{T}}, {fields}}}")
    assert (found["title"], code) == ("T", 1)
    assert message in messages


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        ("@misc{a, = {x}}", "the name of a field is missing before"),
        ("@misc{a, title {x}}", '"=" after title is missing before'),
        ("@misc{a, title = }", "a value is missing before"),
        ('@string{a = "x"', '"}" is missing'),
        ("@misc{a, title = {x", "a brace or a quotation mark is not closed"),
        ('@misc{a, title = "x}}"}', "a brace or a quotation mark is not closed"),
    ],
)
def test_broken_bibtex_is_named_and_the_next_entry_is_read(broken: str, message: str) -> None:
    found, messages, code = imported(f"{broken}\n@misc{{b, title = {{B}}}}\n")
    assert (found.get("title"), code) == ("B", 1), messages
    assert message in messages


def test_an_open_comment_of_bibtex_hides_no_entry() -> None:
    assert imported("@comment{open\n@misc{b, title = {B}}\n")[0]["title"] == "B"


def test_bibtex_takes_fields_from_other_entries() -> None:
    text = (
        "@article{a, title = {A}, crossref = {j}, subtitle = {Sub}, eid = {e7}}\n"
        "@article{b, title = {What?}, subtitle = {Sub}, year = 2019, month = {May 30-31}}\n"
        "@periodical{j, title = {Journal}, xdata = {x}}\n@xdata{x, publisher = {House}, howpublished = {By post}}\n"
    )
    result = run_sco("import", "sources", "-", stdin=text)
    first, second, *_ = tomli.loads(result.out)["sources"]
    assert (first["title"], first["container"], first["publisher"], first["via"]) == (
        "A: Sub",
        "Journal",
        "House",
        "By post",
    )
    assert (first["pages"], second["title"], second["published"]) == ("e7", "What? Sub", "2019-05-30/2019-05-31")


def test_a_long_chain_of_entries_is_cut_and_named() -> None:
    chain = "".join(f"@xdata{{x{number}, xdata = {{x{number + 1}}}}}\n" for number in range(300))
    found, messages, code = imported(f"@misc{{a, title = {{A}}, xdata = {{x0}}}}\n{chain}")
    assert (found["title"], code) == ("A", 1)
    assert "it inherits from more than" in messages
