"""`sco check --source-text`: whether wordings are in the text of their source, in the paragraph that is given."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.checks import reported_problems
from support.paths import DATA, SMALL
from support.runner import run_sco

from sco_cli.lint.source_text import parse

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


@pytest.mark.parametrize(
    ("option", "message"),
    [
        ("gazette", "expected the id of a source and a file, ID=FILE"),
        ("gazette=nowhere.txt", "nowhere.txt cannot be read: No such file or directory"),
        ("gazete=FILE", 'no source "gazete"; did you mean gazette?'),
        ("gazette=FILE --source-text gazette=FILE", "gazette is named twice"),
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
