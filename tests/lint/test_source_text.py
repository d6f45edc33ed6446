"""`sco check --source-text`: whether wordings are in the text of their source, in the paragraph that is given."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from support.checks import reported_problems
from support.paths import DATA, SMALL
from support.runner import run_sco

from sco_cli.lint.source_text import MAX_PASSED_OVER, misquote_reason, parse

ARTICLE = "eid-2025-08-28"


def test_every_wording_of_the_bundled_base_is_in_the_article(shared_sources: Path) -> None:
    text = shared_sources / f"{ARTICLE}.txt"
    assert len(parse(text.read_text("utf-8")).paragraphs) == 22
    assert run_sco("check", "--source-text", f"{ARTICLE}={text}").code == 0


@pytest.fixture
def source_text(tmp_path: Path) -> Path:
    """A source text with a heading and two paragraphs."""
    path = tmp_path / "gazette.txt"
    path.write_text(
        "Gazette\n\nThe road from A\nto B was paved.\n\nIt has a “toll” of 3 USD/t, over the old 2.\n", "utf-8"
    )
    return path


@pytest.mark.parametrize(
    ("paragraph", "phrase", "reason"),
    [
        ("paragraph = 1, ", "road from A to B", None),
        ("paragraph = 2, ", "road from A to B", "is in paragraph 1 of the text, not in 2"),
        ("", "toll” of 3", None),
        ("", "Gazette", None),
        (
            "paragraph = 1, ",
            "Gazette",
            "is in the text, but not within a paragraph: it is in a heading or runs across two paragraphs",
        ),
        ("", '\\"Toll\\" of 3', "is in the text with other capitals, spaces or punctuation; copy it exactly"),
        ("", "free of charge", "is not in the text"),
        ("", "3 USD", None),
        ("", "old 2", None),
        ("", "5 USD", "is not in the text"),
        ("", "USD/t, over the old 2. And 1", "is not in the text"),
    ],
)
def test_a_wording_must_be_in_its_paragraph_of_the_text(
    source_text: Path, tmp_path: Path, paragraph: str, phrase: str, reason: str | None
) -> None:
    base = tmp_path / "base.toml"
    base.write_text(
        '[base]\nid = "m"\ntitle = "M"\nas_of = "2025"\nlicence = "CC0"\n'
        '[[sources]]\nid = "gazette"\ntitle = "G"\npublisher = "G"\nkind = "news"\n'
        '[[events]]\nid = "e"\nname = "E"\nsummary = "E."\n'
        f'evidence = [{{ source = "gazette", {paragraph}wording = "{phrase}" }}]\n',
        "utf-8",
    )
    problems = reported_problems(base, "--source-text", f"gazette={source_text}")
    assert problems == ([(15, reason)] if reason else [])


OTHER_MARKS = "is in the text with other capitals, spaces or punctuation; copy it exactly"
NOT_THERE = "is not in the text"


@pytest.mark.parametrize(
    ("text", "wording", "reason"),
    [
        # Blanks and line ends.
        ("Exports fell by 12\u202f% in May.", "fell by 12% in", OTHER_MARKS),
        ("Exports fell by 12\u00a0% in May.", "fell by 12 % in", ""),
        ("Some 1\u202f250\u00a0000 homes.", "1 250 000 homes", ""),
        ("Some 1\u202f250\u00a0000 homes.", "1,250,000 homes", OTHER_MARKS),
        ("Some 1\u2019250 homes.", "1250 homes", OTHER_MARKS),
        ("全国公路\n总里程达\n543万公里。", "公路总里程达", ""),
        ("全国公路\n\u3000总里程达\n543万公里。", "里程达543万公里", OTHER_MARKS),
        ("全国 公路 总里程。", "全国公路总里程", OTHER_MARKS),
        # Hyphens.
        ("The rail\u00adway is new.", "railway is", ""),
        ("The rail\u00ad\n  way is new.", "railway is", ""),
        ("The rail-\nway is new.", "railway is", OTHER_MARKS),
        ("The long-\nterm plan.", "long-term plan", OTHER_MARKS),
        ("The rail\u200bway\u2060 is new.", "railway is", ""),
        # What is left out.
        ("It grew from 5 km in 2010 to 9 km in 2020.", "from 5 km … 9 km", ""),
        ("It grew from 5 km in 2010 to 9 km in 2020.", "It grew ... to 9 km [...] 2020", ""),
        ("It grew from 5 km in 2010 to 9 km in 2020.", "...from 5 km […]", ""),
        ("It grew from 5 km in 2010 to 9 km in 2020.", "9 km … from 5 km", NOT_THERE),
        ("It grew from 5 km in 2010 to 9 km in 2020.", "from 5 km … 0 km", NOT_THERE),
        ("It grew from 5 km in 2010 to 9 km in 2020.", "From 5km (...) 9km", OTHER_MARKS),
        ("公路从5公里增至9公里。", "从5公里……9公里", ""),
        ("He paused… and left.", "paused… and left", ""),
        ("Nothing is left out.", "…", NOT_THERE),
        ("Nothing is left out.", "\u00ad", NOT_THERE),
        ("Nothing is left out.", "\u2014 … \u2014", NOT_THERE),
        # Other marks and characters.
        ("The «toll» – a fee – rose.", 'The "toll" - a fee', OTHER_MARKS),
        ("The ﬂow of oﬃce work.", "flow of office work", OTHER_MARKS),
        ("It rose to ７０％ in all.", "rose to 70%", OTHER_MARKS),
        ("Bread &amp; butter&nbsp;cost &#8364;5.", "Bread & butter cost €5", OTHER_MARKS),
        ("A rate of 4,5 %.", "rate of 4.5%", OTHER_MARKS),
        # Numbers stay whole.
        ("A rate of 25.5 % in 2019, 43 in all.", "5%", NOT_THERE),
        ("A rate of 25.5 % in 2019, 43 in all.", "5 %", NOT_THERE),
        ("A rate of 25.5 % in 2019, 43 in all.", "201943 in all", NOT_THERE),
        ("A rate of 25.5 % in 2019 (43 in all).", "43 In All", OTHER_MARKS),
        ("A rate of 25.5 % in 2019, 43 in all.", "255%", NOT_THERE),
        ("A rate of 25.5 % in 2019, 43 in all.", "rate of 25", NOT_THERE),
        ("12 of 250 roads.", "12250 roads", NOT_THERE),
    ],
)
def test_blanks_marks_and_words_left_out_do_not_hide_a_quotation(text: str, wording: str, reason: str) -> None:
    source = parse(f"Gazette\n\n{text}\n\nThe end.")
    assert misquote_reason(wording, None, source) == reason
    assert misquote_reason(wording, 1, source) == reason
    expected = "is in paragraph 1 of the text, not in 2" if reason == "" else reason
    assert misquote_reason(wording, 2, source) == expected


def test_words_are_left_out_of_one_paragraph_only() -> None:
    source = parse("It grew from 5 km.\n\nIt is 9 km now. It grew from 7 km to 9 km.\n\nIt is 9 km now, to 9 km.")
    across = "is in the text, but not within a paragraph: it is in a heading or runs across two paragraphs"
    assert misquote_reason("from 5 km … 9 km", None, source) == across
    assert misquote_reason("It is 9 km … to 9 km", 1, source) == "is in paragraphs 2 and 3 of the text, not in 1"


def test_only_the_first_paragraphs_with_a_wording_are_named() -> None:
    source = parse("\n\n".join(["It is so."] * 12 + ["It is not."]))
    named = ", ".join(map(str, range(1, 11)))
    assert misquote_reason("is so", 13, source) == f"is in paragraphs {named} and others of the text, not in 13"
    assert misquote_reason("is not", 14, source) == "is in paragraph 13 of the text, not in 14"


def test_a_digit_inside_numbers_is_sought_in_a_limited_number_of_places() -> None:
    text = parse(f"Of {'5' * MAX_PASSED_OVER} and 5 things.")
    assert misquote_reason("5", 1, parse(f"Of {'5' * (MAX_PASSED_OVER - 1)} and 5 things.")) == ""
    assert misquote_reason("and 5", 1, text) == ""
    assert misquote_reason("5", 1, text) == "is not in the text"


def test_a_long_text_is_searched_for_many_wordings_in_a_few_seconds() -> None:
    text = parse("\n\n".join(f"Road {number} has 4 lanes from 1 to {number}." for number in range(5_000)))
    many_parts = " … ".join(["Road", "4", "lanes", "from"] * 500)
    started = time.process_time()
    for number in range(200):
        assert misquote_reason(f"Road {number} has 4 lanes", number + 1, text) == ""
        assert misquote_reason(f"road {number} had 4 lanes", None, text) == NOT_THERE
    assert (
        misquote_reason(many_parts, None, text)
        == "is in the text, but not within a paragraph: it is in a heading or runs across two paragraphs"
    )
    assert misquote_reason(f"{many_parts} … {many_parts} … nowhere", None, text) == NOT_THERE
    assert time.process_time() - started < 10


@pytest.mark.parametrize(
    ("option", "message"),
    [
        ("gazette", "write it as ID=FILE, with the id of a source and the file that has its text"),
        ("gazette=nowhere.txt", "nowhere.txt cannot be read: No such file or directory"),
        ("gazete=FILE", 'no source "gazete"; did you mean gazette?'),
        ("gazette=FILE --source-text gazette=FILE", "gazette is given twice"),
    ],
)
def test_an_invalid_source_text_option_is_refused(source_text: Path, option: str, message: str) -> None:
    result = run_sco("check", SMALL, "--source-text", *option.replace("FILE", str(source_text)).split(" "))
    assert (result.code, result.out) == (2, "")
    assert message in result.err


def test_a_text_of_an_invalid_source_is_accepted(source_text: Path) -> None:
    problems = reported_problems(DATA / "bad" / "missing-key.toml", "--source-text", f"gazette={source_text}")
    assert [reason for _, reason in problems] == ['the key "publisher" is missing']


def test_every_line_of_a_text_without_blank_lines_is_a_paragraph() -> None:
    text = parse("A heading\nThe first.\nThe second (Reuters) ran long, " + "very " * 40 + "long\nThe last.")
    assert [paragraph[:9] for paragraph in text.paragraphs] == ["The first", "The secon", "The last."]
