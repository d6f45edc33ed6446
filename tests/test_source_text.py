"""`sco check --source-text`: whether wordings stand in the text of their source, in the paragraph that is named."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import SMALL, TESTS, run_sco
from support.checks import told

from sco_cli.lint.source_text import parse

ARTICLE = "eid-2025-08-28"


def test_the_bundled_base_has_every_wording_of_the_article(shared_sources: Path) -> None:
    text = shared_sources / f"{ARTICLE}.txt"
    assert len(parse(text.read_text("utf-8")).paragraphs) == 22
    assert run_sco("check", "--source-text", f"{ARTICLE}={text}").code == 0


@pytest.fixture
def source_text(tmp_path: Path) -> Path:
    """The text of a source, with a heading and two paragraphs."""
    path = tmp_path / "gazette.txt"
    path.write_text(
        "Gazette\n\nThe road from A\nto B was paved.\n\nIt has a “toll” of 3 USD/t, over the old 2.\n", "utf-8"
    )
    return path


@pytest.mark.parametrize(
    ("paragraph", "phrase", "reason"),
    [
        ("paragraph = 1, ", "road from A to B", None),
        ("paragraph = 2, ", "road from A to B", "stands in paragraph 1 of the text, not in 2"),
        ("", "toll” of 3", None),
        ("", "Gazette", None),
        ("paragraph = 1, ", "Gazette", "stands in the text in no paragraph: in a heading, or across two of them"),
        ("", '\\"Toll\\" of 3', "stands in the text with other capitals, blanks or marks"),
        ("", "free of charge", "is not in the text"),
        ("", "3 USD", None),
        ("", "old 2", None),
        ("", "5 USD", "is not in the text"),
        ("", "USD/t, over the old 2. And 1", "is not in the text"),
    ],
)
def test_a_wording_stands_in_its_paragraph_of_the_text(
    source_text: Path, tmp_path: Path, paragraph: str, phrase: str, reason: str | None
) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text(
        '[base]\nid = "m"\ntitle = "M"\nas_of = "2025"\nlicence = "CC0"\n'
        '[[sources]]\nid = "gazette"\ntitle = "G"\npublisher = "G"\nkind = "news"\n'
        '[[events]]\nid = "e"\nname = "E"\nsummary = "E."\n'
        f'evidence = [{{ source = "gazette", {paragraph}wording = "{phrase}" }}]\n',
        "utf-8",
    )
    found = told(mine, "--source-text", f"gazette={source_text}")
    assert found == ([(15, reason)] if reason else [])


@pytest.mark.parametrize(
    ("option", "says"),
    [
        ("gazette", "expected the id of a source and a file, ID=FILE"),
        ("gazette=nowhere.txt", "nowhere.txt cannot be read: No such file or directory"),
        ("gazete=FILE", 'no source "gazete"; did you mean gazette?'),
        ("gazette=FILE --source-text gazette=FILE", "gazette is named twice"),
    ],
)
def test_a_text_that_is_none_is_refused(source_text: Path, option: str, says: str) -> None:
    ran = run_sco("check", SMALL, "--source-text", *option.replace("FILE", str(source_text)).split(" "))
    assert (ran.code, ran.out) == (2, "")
    assert says in ran.err


def test_a_mistake_in_a_source_is_told_before_its_text_is_asked_for(source_text: Path) -> None:
    found = told(TESTS / "bad" / "missing-key.toml", "--source-text", f"gazette={source_text}")
    assert [reason for _, reason in found] == ['the key "publisher" is missing']


def test_a_text_without_blank_lines_has_a_paragraph_a_line() -> None:
    text = parse("A heading\nThe first.\nThe second (Reuters) ran long, " + "very " * 40 + "long\nThe last.")
    assert [part[:9] for part in text.paragraphs] == ["The first", "The secon", "The last."]
